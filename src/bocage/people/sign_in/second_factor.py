"""Second factor, required for every address at once.

Holders of a mandate that requires a second factor must show it in the current session on every page
that is not public. `OPEN_BEFORE` lists the pages where one is added and the account is managed; on
them and on public pages such a mandate does not count. A new view is closed by default.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode

from bocage.foundation.http.access import View, policy_of
from bocage.people.models import Person
from bocage.people.policies import demands_second_factor
from bocage.people.sign_in.adapters import has_recent_proof, has_second_factor

Proof = Callable[[HttpRequest], bool]

OPEN_BEFORE = frozenset(
    {
        *("account_logout", "confirm_identity", "mfa_reauthenticate"),
        *("mfa_reauthenticate_webauthn", "mfa_index", "mfa_list_webauthn"),
        *("account", "portrait", "portrait_remove", "portrait_image", "preferences"),
        *("own_data", "own_data_file", "own_data_document", "agreements"),
        *("usersessions_list", "session_end", "other_sessions_end"),
        *("application_list", "token_revoke", "application_remove", "consent_withdraw"),
    }
)
"""The pages of keys and account, which open before a second factor is shown."""

OPEN_UNTIL_ADDED = frozenset(
    {
        *("mfa_add_webauthn", "mfa_activate_totp"),
        *("change_address", "confirm_address", "account_erase"),
    }
)
"""Pages that are open only as long as there is no second factor: once there is one, a thief of the
mailbox can neither add another nor delete the account.
"""


def with_recent_proof(view: View) -> View:
    """Decorates a view so that people confirm their identity first, unless they signed in or
    confirmed it in the last quarter of an hour.

    Keys are changed behind it: a session left open on a desk does not give an account away.
    """

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not has_recent_proof(request):
            return ask_for_proof(request.get_full_path())
        return view(request, *args, **kwargs)

    return wrapper


def ask_for_proof(next_path: str) -> HttpResponse:
    """Redirects to the page where people confirm their identity, and from there to `next_path`."""
    return redirect(f"{reverse('confirm_identity')}?{urlencode({'next': next_path})}")


def opened_also_by(proof: Proof) -> Callable[[View], View]:
    """Lets a session in that has this proof in place of a second factor, on this view alone."""

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            return view(request, *args, **kwargs)

        wrapper.other_proof = proof  # type: ignore[attr-defined]  # the proof travels with the view
        return wrapper

    return decorate


class SecondFactorMiddleware:
    """Middleware that requires the second factor that a mandate demands; placed after the one that
    finds who is signed in.

    A public page costs nothing more: the person is read only if the page looks at them.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        request.user = SimpleLazyObject(lambda: _as_proved(request, user))  # type: ignore[assignment]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, _args: list[Any], _kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Calls the view, or redirects to the page that asks for the second factor."""
        if _has_other_proof(request, view):
            return None
        policy = policy_of(view)
        if policy is not None and policy.audience == "public":
            return None
        if has_second_factor(request, request.user) or not demands_second_factor(request.user):
            return None
        return _ask_for_second_factor(request)


def _as_proved(request: HttpRequest, user: Any) -> Any:
    """Returns the signed-in person, with the mandates that the proofs of this session allow."""
    if isinstance(user, Person):
        user.lacks_second_factor = not has_second_factor(request, user)
    return user


def _has_other_proof(request: HttpRequest, view: View) -> bool:
    proof: Proof | None = getattr(view, "other_proof", None)
    if proof is None or not isinstance(request.user, Person) or not proof(request):
        return False
    request.user.lacks_second_factor = False
    return True


def _ask_for_second_factor(request: HttpRequest) -> HttpResponse | None:
    name = request.resolver_match.url_name if request.resolver_match else None
    if name in OPEN_BEFORE:
        return None
    if is_mfa_enabled(request.user, ["webauthn"]):
        page = "mfa_reauthenticate_webauthn"
    elif is_mfa_enabled(request.user, ["totp"]):
        page = "mfa_reauthenticate"
    elif name in OPEN_UNTIL_ADDED:
        return None
    else:
        return redirect("mfa_index")
    # A submitted form is not submitted again.
    onward = request.get_full_path() if request.method in ("GET", "HEAD") else reverse("espace")
    return redirect(f"{reverse(page)}?{urlencode({'next': onward})}")
