"""Views of the terminal's link: its holder enters their identity, and owns the instance."""

from allauth.account.utils import perform_login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bocage.first_steps.errors import InstanceTaken, LinkReplaced
from bocage.first_steps.forms import OwnerForm
from bocage.first_steps.operations.ownership import Taken, check_owner_link, take_instance
from bocage.first_steps.proof import note_owner_link, open_to_owner_link
from bocage.foundation.errors import Refusal, add_refusal_to, log_refusal
from bocage.foundation.http.access import public, require_safe_or_post, secret_address
from bocage.foundation.http.actions import render_form
from bocage.foundation.http.signed_texts import ExpiredLink, UnknownLink
from bocage.people.errors import AccountClosed, NotAnAddress


@public
@open_to_owner_link
@secret_address
@require_safe_or_post
def take(request: HttpRequest, token: str) -> HttpResponseBase:
    """Shows the form on GET, without any change; on POST, makes the administrator, and signs in a
    new one."""
    form = OwnerForm(request.POST if request.method == "POST" else None)
    try:
        check_owner_link(token)
        if form.is_valid():
            ownership = take_instance(
                token=token, language=get_language() or "fr", **form.cleaned_data
            )
            return _let_in(request, ownership)
    except (NotAnAddress, AccountClosed) as refusal:
        add_refusal_to(form, refusal, "email")
    except (UnknownLink, ExpiredLink, InstanceTaken, LinkReplaced) as refusal:
        if request.user.has_perm("people.update_instance_settings"):
            return redirect("first_steps")  # They took it by this link, and open it again.
        return _refused(request, refusal)
    return render_form(request, "first_steps/take.html", form)


def _let_in(request: HttpRequest, ownership: Taken) -> HttpResponseBase:
    """Opens a session if the link allows it; a person who had an account must sign in first."""
    steps = reverse("first_steps")
    if not ownership.may_enter:
        messages.success(
            request, _("Vous administrez cette instance. Connectez-vous pour continuer.")
        )
        return redirect(f"{reverse('account_login')}?{urlencode({'next': steps})}")
    person = ownership.person
    response: HttpResponseBase = perform_login(
        request, person, email=person.email, redirect_url=steps
    )
    note_owner_link(request, person)
    return response


@secret_address
def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    log_refusal(refusal)
    context = {"sentence": refusal.sentence, "is_taken": isinstance(refusal, InstanceTaken)}
    return render(request, "first_steps/link_refused.html", context, status=refusal.status)
