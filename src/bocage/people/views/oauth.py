"""OAuth 2.1: the consent page, and the endpoints of machines.

Authorization code with PKCE and S256, refresh tokens that serve once, and client credentials for
services: no other grant exists (docs/decisions/access-applications.md).
"""

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe
from oauth2_provider.views import AuthorizationView, RevokeTokenView, TokenView

from bocage.foundation.http.access import public, signed_in
from bocage.people.errors import TooManyAttempts
from bocage.people.limits import Limit, count_attempt_from
from bocage.people.models import Application, ApplicationGrant
from bocage.people.operations.applications import give_consent
from bocage.people.sign_in.adapters import has_second_factor
from bocage.people.signed_in import current_person
from bocage.people.tokens.scopes import ApiScope, scopes_in_words
from bocage.people.views.sign_in import network_address_of

GRANT_TYPES = ("authorization_code", "refresh_token", "client_credentials")
"""Accepted grant types. The library has others, which are rejected before it is called."""

TOKENS_FROM_A_NETWORK = Limit(action="oauth.token", amount=300, window=timedelta(minutes=15))
_give_token = TokenView.as_view()
_revoke_token = RevokeTokenView.as_view()


class ConsentView(AuthorizationView):
    """Page where a person authorises or refuses an application.

    It shows who requests access, its scopes, and where it redirects.
    """

    template_name = "people/applications/consent.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # The library skips the question after an earlier consent: here it is always asked.
        request.GET = request.GET.copy()  # type: ignore[assignment]  # a copy may be changed
        request.GET.pop("approval_prompt", None)  # type: ignore[misc]
        return super().get(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        if not Application.objects.filter(client_id=form.cleaned_data["client_id"]).exists():
            raise Http404
        return super().form_valid(form)

    def form_invalid(self, form: Any) -> HttpResponse:  # noqa: ARG002 - the library passes it
        """Returns a 404: the hidden fields were changed on the way."""
        raise Http404

    def create_authorization_response(
        self, request: HttpRequest, scopes: str, credentials: dict[str, Any], allow: bool
    ) -> Any:
        """Returns the code for the application, and records the consent of the person with it."""
        with transaction.atomic():
            answer = super().create_authorization_response(request, scopes, credentials, allow)
            # Errors of the request are reported in the redirection, without a code.
            if "code" in parse_qs(urlsplit(answer[0]).query):
                give_consent(
                    by=current_person(request),
                    application=Application.objects.get(client_id=credentials["client_id"]),
                    scopes=scopes.split(),
                    with_second_factor=has_second_factor(request, request.user),
                )
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        scopes = context.get("scopes", [])
        return context | {
            "opens": scopes_in_words(scopes),
            "leads_to": urlsplit(context.get("redirect_uri") or "").netloc,
        }

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """Shows the page; its content security policy lets the answer leave for the site of the
        application, and for no other.
        """
        response = super().render_to_response(context, **kwargs)
        if leads_to := context.get("redirect_uri"):
            parts = urlsplit(leads_to)
            origin = f"{parts.scheme}://{parts.netloc}"
            forms = [*settings.SECURE_CSP["form-action"], origin]
            response._csp_config = settings.SECURE_CSP | {"form-action": forms}
        return response


_consent = ConsentView.as_view()


@signed_in
@never_cache
def authorize(request: HttpRequest) -> HttpResponseBase:
    """Shows the page of consent, in the language of the person."""
    person = current_person(request)
    if _has_null_character(request):
        return render(request, ConsentView.template_name, {"error": None}, status=400)
    if request.method == "GET" and person.language != translation.get_language():
        with translation.override(person.language):
            return redirect(f"{reverse('oauth_authorize')}?{request.GET.urlencode()}")
    return _consent(request)


@csrf_exempt  # A program posts with no session and no cookie.
@public
@never_cache
@require_POST
def token(request: HttpRequest) -> HttpResponseBase:
    """Changes a code, a refresh token or the credentials of a service for tokens."""
    grant_types = request.POST.getlist("grant_type")
    if _has_null_character(request) or len(grant_types) != 1:
        return JsonResponse({"error": "invalid_request"}, status=400)
    if grant_types[0] not in GRANT_TYPES:
        return JsonResponse({"error": "unsupported_grant_type"}, status=400)
    try:
        count_attempt_from(TOKENS_FROM_A_NETWORK, network_address_of(request))
    except TooManyAttempts as refusal:
        payload = {"error": "slow_down", "error_description": str(refusal.sentence)}
        return JsonResponse(payload, status=refusal.status)
    with transaction.atomic():
        _lock_code(request.POST.get("code", ""))
        return _give_token(request)


def _lock_code(code: str) -> None:
    """Serialises requests with one code.

    The library reads a code, writes the tokens, and only then deletes the code: of several
    concurrent requests, all but the first would write tokens and then fail.
    """
    ApplicationGrant.objects.select_for_update().filter(code=code).first()


@csrf_exempt  # A program posts with no session and no cookie.
@public
@never_cache
@require_POST
def revoke(request: HttpRequest) -> HttpResponseBase:
    """Revokes a token at the request of its application (RFC 7009)."""
    if _has_null_character(request):
        return JsonResponse({"error": "invalid_request"}, status=400)
    return _revoke_token(request)


@public
@require_safe
def server_metadata(_request: HttpRequest) -> JsonResponse:
    """Returns the metadata of the authorization server, for programs that discover it (RFC
    8414).
    """
    return _for_anybody(
        {
            "issuer": settings.BOCAGE.public_url,
            "authorization_endpoint": _whole("oauth_authorize"),
            "token_endpoint": _whole("oauth_token"),
            "revocation_endpoint": _whole("oauth_revoke"),
            "scopes_supported": ApiScope.values,
            "response_types_supported": ["code"],
            "grant_types_supported": GRANT_TYPES,
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": [
                *("client_secret_basic", "client_secret_post", "none")
            ],
            "authorization_response_iss_parameter_supported": True,
        }
    )


@public
@require_safe
def resource_metadata(_request: HttpRequest) -> JsonResponse:
    """Returns the metadata of the API as a protected resource, which name its authorization server
    (RFC 9728).
    """
    return _for_anybody(
        {
            "resource": f"{settings.BOCAGE.public_url}/api/v1/",
            "authorization_servers": [settings.BOCAGE.public_url],
            "scopes_supported": ApiScope.values,
            "bearer_methods_supported": ["header"],
        }
    )


def _has_null_character(request: HttpRequest) -> bool:
    """Checks whether the request contains NUL, which the database cannot store."""
    parameters = (*request.GET.lists(), *request.POST.lists())
    return any("\x00" in text for name, values in parameters for text in (name, *values))


def _whole(name: str) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return f"{settings.BOCAGE.public_url}{reverse(name)}"


def _for_anybody(payload: dict[str, Any]) -> JsonResponse:
    return JsonResponse(payload, headers={"Access-Control-Allow-Origin": "*"})
