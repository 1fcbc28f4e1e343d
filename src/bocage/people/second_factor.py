"""Views that a mailbox alone does not open."""

from functools import wraps
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from bocage.foundation.access import View
from bocage.people.adapters import has_recent_proof, has_second_factor
from bocage.people.policies import demands_second_factor


def with_recent_proof(view: View) -> View:
    """Asks who is there again, unless they entered or confirmed in the last quarter of an hour.

    Keys are changed behind it: a session left open on a desk does not give an account away.
    """

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not has_recent_proof(request):
            return ask_for_proof(request.get_full_path())
        return view(request, *args, **kwargs)

    return wrapper


def ask_for_proof(next_path: str) -> HttpResponse:
    """Leads to the page where somebody proves who they are, and from there to `next_path`."""
    return redirect(f"{reverse('confirm_identity')}?{urlencode({'next': next_path})}")


def with_second_factor(view: View) -> View:
    """Asks those whose mandate demands it for a second factor, in this very session.

    Whoever has none yet is led to the page where one is added; whoever has one uses it once,
    and comes back. Others pass: the policy of the view decides about them.
    """

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not demands_second_factor(request.user) or has_second_factor(request):
            return view(request, *args, **kwargs)
        if is_mfa_enabled(request.user, ["webauthn"]):
            page = "mfa_reauthenticate_webauthn"
        elif is_mfa_enabled(request.user, ["totp"]):
            page = "mfa_reauthenticate"
        else:
            messages.warning(
                request,
                _("Cette page demande un second facteur : ajoutez d’abord une clé d’accès."),
            )
            return redirect("mfa_index")
        return redirect(f"{reverse(page)}?{urlencode({'next': request.get_full_path()})}")

    return wrapper
