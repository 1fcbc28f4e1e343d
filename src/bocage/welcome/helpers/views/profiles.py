"""Pages of the address book: list and cards, and requests from a project's file."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.errors import NotAllowed
from bocage.foundation.http.access import finder, permitted, require_safe_or_post, target_of
from bocage.foundation.http.actions import flash_outcome, refusals_on, render_form
from bocage.foundation.http.flash import flash_with_undo
from bocage.foundation.http.list_exports import list_file
from bocage.people.signed_in import current_person
from bocage.people.table_imports.kinds import table_kind
from bocage.welcome.helpers.forms.profiles import (
    AskHelperForm,
    HelperFilterForm,
    HelperForm,
    card_words,
)
from bocage.welcome.helpers.models import Helper, HelpRequest
from bocage.welcome.helpers.operations.profiles import (
    add_helper,
    ask_helper,
    change_helper,
    close_helper,
    reopen_helper,
    thank_helper,
    withdraw_help_request,
)
from bocage.welcome.helpers.policies import helpers_managed_by
from bocage.welcome.helpers.selectors import filter_helpers, helper_lines, lines
from bocage.welcome.helpers.table import exported_rows
from bocage.welcome.projects.lookups import find_project
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.policies import projects_followed_by

HELPERS_PER_PAGE = 30


find_helper = finder(Helper.objects.select_related("commune", "added_by"), helper_id="pk")


@permitted("welcome.see_helpers")
@never_cache
@require_safe
def helper_list(request: HttpRequest, extension: str = "") -> HttpResponseBase:
    """Lists the helpers whom a person may send requests to, filtered by kind, commune and words, as
    a page or as a file.
    """
    form = HelperFilterForm(request.GET)
    helpers = filter_helpers(helpers_managed_by(current_person(request)), form.understood())
    if extension:
        return list_file(
            extension,
            name=f"carnet-{timezone.localdate().isoformat()}",
            title=_("Carnet d’adresses"),
            header=table_kind("helper").header,
            rows=exported_rows(helpers),
        )
    page = Paginator(lines(helpers, timezone.now()), HELPERS_PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "form": form,
        "page": page,
        "lines": helper_lines(page.object_list),
        "is_narrowed": any(form.cleaned_data.values()),
    }
    return render(request, "welcome/helpers/list.html", context)


@permitted("welcome.see_helpers")
@require_safe_or_post
def helper_add(request: HttpRequest) -> HttpResponse:
    """Shows and records the form that adds a helper to the address book."""
    form = HelperForm(
        request.POST or None, initial={"accord": timezone.localdate(), "ecrire_en": "fr"}
    )
    if request.method == "POST" and form.is_valid():
        helper = _save_card(form, lambda: add_helper(by=current_person(request), card=form.card()))
        if helper is not None:
            messages.success(
                request,
                _("%(name)s est au carnet, et vient de le recevoir par courriel.")
                % {"name": helper.name},
            )
            return redirect("helper", helper.pk)
    return _form_page(request, form, None)


@permitted("welcome.manage_helper", on=find_helper)
@never_cache
@require_safe
def helper(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows a helper's card, with their requests for the projects that the reader follows."""
    helper = target_of(request, Helper)
    requests = HelpRequest.objects.filter(helper=helper)
    visible_requests = requests.filter(project__in=projects_followed_by(current_person(request)))
    line = helper_lines(lines(Helper.objects.filter(pk=helper.pk), timezone.now()))[0]
    context = {
        "helper": helper,
        "line": line,
        "requests": list(visible_requests.select_related("project", "requested_by")[:50]),
        "asked_number": requests.count(),
        "waits_until": None
        if helper.can_receive_request(timezone.now())
        else helper.available_from,
    }
    return render(request, "welcome/helpers/card.html", context)


@permitted("welcome.manage_helper", on=find_helper)
@require_safe_or_post
def helper_change(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows and saves the form of a helper's card."""
    helper = target_of(request, Helper)
    form = HelperForm(request.POST or None, initial=card_words(helper))
    if request.method == "POST" and form.is_valid():
        changed = _save_card(
            form, lambda: change_helper(by=current_person(request), helper=helper, card=form.card())
        )
        if changed is not None:
            messages.success(request, _("La fiche est à jour."))
            return redirect("helper", helper.pk)
    return _form_page(request, form, helper)


@permitted("welcome.manage_helper", on=find_helper)
@require_POST
def helper_close(request: HttpRequest, helper_id: UUID) -> HttpResponse:
    """Closes a helper's card."""
    close_helper(by=current_person(request), helper=target_of(request, Helper))
    flash_with_undo(
        request, _("La fiche est fermée."), undo_url=reverse("helper_reopen", args=[helper_id])
    )
    return redirect("helper", helper_id)


@permitted("welcome.manage_helper", on=find_helper)
@require_POST
def helper_reopen(request: HttpRequest, helper_id: UUID) -> HttpResponse:
    """Reopens a helper's card."""
    reopen_helper(by=current_person(request), helper=target_of(request, Helper))
    messages.success(request, _("La fiche est rouverte. Sa personne vient de l’apprendre."))
    return redirect("helper", helper_id)


@permitted("welcome.follow_project", on=find_project)
@require_POST
def helper_ask(request: HttpRequest, helper_id: UUID, **_address: UUID) -> HttpResponse:
    """Sends a need of the project of the URL to one helper."""
    project = target_of(request, SettlementProject)
    helper = find_helper(helper_id)
    form = AskHelperForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("La demande est trop longue : mille lettres au plus."))
        return _to_file(project.pk)
    with flash_outcome(request, _("La demande est partie à %(person)s.") % {"person": helper.name}):
        try:
            ask_helper(
                by=current_person(request),
                project=project,
                helper=helper,
                need=form.cleaned_data["need"],
                words=form.cleaned_data["words"],
            )
        except NotAllowed as refused:
            raise Http404 from refused
    return _to_file(project.pk)


@permitted("welcome.follow_project", on=find_project)
@require_POST
def help_thank(request: HttpRequest, project_id: UUID, request_id: UUID) -> HttpResponse:
    """Thanks a helper who agreed to help."""
    help_request = _request_of(project_id, request_id)
    words = _("%(name)s reçoit vos remerciements.") % {"name": help_request.helper.name}
    with flash_outcome(request, words):
        thank_helper(by=current_person(request), request=help_request)
    return _to_file(project_id)


@permitted("welcome.follow_project", on=find_project)
@require_POST
def help_withdraw(request: HttpRequest, project_id: UUID, request_id: UUID) -> HttpResponse:
    """Withdraws a help request without an answer."""
    help_request = _request_of(project_id, request_id)
    words = _("La demande est retirée, et %(name)s le sait.") % {"name": help_request.helper.name}
    with flash_outcome(request, words):
        withdraw_help_request(by=current_person(request), request=help_request)
    return _to_file(project_id)


def _request_of(project_id: UUID, request_id: UUID) -> HelpRequest:
    return get_object_or_404(
        HelpRequest.objects.select_related("helper", "project__commune"),
        pk=request_id,
        project=project_id,
    )


def _save_card(form: HelperForm, act: Callable[[], Helper]) -> Helper | None:
    """Returns the helper that the operation saved; None if refused, with the error on the form."""
    with refusals_on(form):
        try:
            return act()
        except NotAllowed:
            form.add_error("commune", _("Cette commune n’est pas de celles que vous suivez."))
    return None


@never_cache
def _form_page(request: HttpRequest, form: HelperForm, helper: Helper | None) -> HttpResponse:
    return render_form(request, "welcome/helpers/form.html", form, {"helper": helper})


def _to_file(project_id: UUID) -> HttpResponse:
    return redirect(reverse("project_file", args=[project_id]) + "#helpers")
