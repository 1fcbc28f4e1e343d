"""Execution of the action of a button or a form, and display of its refusal.

    with flash_outcome(request, _("Le document est retiré.")):
        remove_document(by=current_person(request), document=document)
    return redirect("document_list")

    if form.is_valid():
        with refusals_on(form, {PhotoUnreadable: "photo"}):
            lead = report_lead(by=current_person(request), **form.cleaned_data)
            return redirect(lead)
    return render_form(request, "form.html", form)

The code after the block runs after a refusal, or if the block does not return.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise

from bocage.foundation.errors import Refusal, add_refusal_to, log_refusal
from bocage.foundation.http.flash import flash_success

ACTION_FIELD = "geste"
"""Name of the buttons of a form with several of them."""

THANKS_PARAMETER = "merci"


class _Action(ABC):
    """Run a block, and keep the refusal that ends it."""

    refusal: Refusal | None = None
    status = 200
    """HTTP status of the page: that of the refusal, if any."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> bool:
        """Returns True if the block was refused; any other error propagates."""
        if error is None:
            self.succeed()
        elif isinstance(error, Refusal):
            self.refusal = error
            self.status = error.status
            self.refuse(error)
        return self.refusal is not None

    def succeed(self) -> None:  # noqa: B027 - what follows may say it
        """Shows the message of success."""

    @abstractmethod
    def refuse(self, refusal: Refusal) -> None:
        """Shows the sentence of the refusal."""


class flash_outcome(_Action):  # noqa: N801 - read as a verb, as `suppress` is
    """Runs the operation of a button, and shows on the next page that it is done (`success`, with a
    button that posts to `undo_url` where one is given), or why it is refused.
    """

    def __init__(
        self, request: HttpRequest, success: str | Promise = "", *, undo_url: str = ""
    ) -> None:
        self.request = request
        self.success = success
        self.undo_url = undo_url

    def succeed(self) -> None:
        if self.success:
            flash_success(self.request, self.success, undo_url=self.undo_url)

    def refuse(self, refusal: Refusal) -> None:
        log_refusal(refusal, by=str(self.request.user.pk or ""))
        messages.error(self.request, str(refusal.sentence))


class refusals_on(_Action):  # noqa: N801 - read as words, as `suppress` is
    """Runs the operation of a valid form in a block, and shows a refusal among its errors: on the
    field that `fields` gives for the class of the refusal, else on `field`, else above all
    fields.
    """

    def __init__(
        self,
        form: BaseForm,
        fields: Mapping[type[Refusal], str] | None = None,
        *,
        field: str = NON_FIELD_ERRORS,
    ) -> None:
        self.form = form
        self.fields = fields or {}
        self.field = field

    def refuse(self, refusal: Refusal) -> None:
        field_names = (name for kind, name in self.fields.items() if isinstance(refusal, kind))
        add_refusal_to(self.form, refusal, next(field_names, self.field))


def render_form(
    request: HttpRequest,
    template: str,
    form: BaseForm,
    context: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Shows the page of a `form`, with `context`: 200, or 422 if the form was sent and is refused,
    by its fields or by an operation.
    """
    status = 422 if form.errors else 200
    return render(request, template, {"form": form, **(context or {})}, status=status)


def pressed_action(request: HttpRequest) -> str:
    """Returns the value of the pressed button among those named « geste »; empty if none was."""
    return request.POST.get(ACTION_FIELD, "")


def redirect_to_thanks(request: HttpRequest) -> HttpResponse:
    """Redirects to the same page, which then thanks instead of showing its form."""
    return redirect(f"{request.path}?{THANKS_PARAMETER}=1")


def shows_thanks(request: HttpRequest) -> bool:
    """Checks whether the page is to thank, after `redirect_to_thanks`."""
    return request.method != "POST" and THANKS_PARAMETER in request.GET
