"""Validator of django-oauth-toolkit: scopes and secrets."""

import re
from datetime import timedelta
from typing import Any

import structlog
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from oauth2_provider.oauth2_validators import OAuth2Validator
from oauth2_provider.scopes import BaseScopes
from oauthlib.oauth2.rfc6749.errors import InvalidGrantError, InvalidRequestError

from bocage.people.models import Application, ApplicationConsent, ApplicationGrant, RefreshToken
from bocage.people.operations.tokens import secret_digest
from bocage.people.tokens.scopes import ApiScope

LONGEST_CONSENT = timedelta(days=365)
"""Maximum lifetime of a consent, after which the application has to request it again."""

S256_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")
"""SHA-256 digest in base64url without padding (RFC 7636, section 4.2)."""

logger = structlog.get_logger("bocage.security")


class Validator(OAuth2Validator):
    """Validator with random secrets stored by their digest, as those of tokens.

    A reused authorization code revokes its tokens, and no refresh token is valid for more than a
    year after its consent.
    """

    def is_pkce_required(self, client_id: str, request: Any) -> bool:
        """Requires PKCE with S256, before the consent is shown.

        Otherwise people could give a consent that cannot result in a token.

        Raises:
            InvalidRequestError: the challenge is not a SHA-256, or is sent in clear (« plain »).
        """
        challenge = request.code_challenge
        is_s256 = request.code_challenge_method == "S256"
        if challenge is not None and not (is_s256 and S256_CHALLENGE.fullmatch(challenge)):
            description = "PKCE with a S256 code challenge is required."
            raise InvalidRequestError(description=description, request=request)
        return bool(super().is_pkce_required(client_id, request))

    def validate_code(
        self,
        client_id: str,
        code: str,
        client: Application,
        request: Any,
        *args: Any,
        **kwargs: Any,
    ) -> bool:
        """Checks whether a code may be exchanged for tokens: once, and within a minute. A second
        use revokes the tokens that the first one gave.
        """
        grants = ApplicationGrant.objects.filter(code=code, application=client)
        spent = grants.exclude(spent_at=None).first()
        if spent is None:
            return bool(super().validate_code(client_id, code, client, request, *args, **kwargs))
        RefreshToken.revoke_family(spent.token_family)
        logger.info("code used again", application=str(client.pk), of=str(spent.user_id))
        return False

    def invalidate_authorization_code(
        self, _client_id: str, code: str, request: Any, *_args: Any, **_kwargs: Any
    ) -> None:
        """Notes that a code has served, and for which tokens.

        Raises:
            InvalidGrantError: there is none that waits.
        """
        grants = ApplicationGrant.objects.filter(code=code, application=request.client)
        family = getattr(request, "token_family", None)
        if not grants.filter(spent_at=None).update(spent_at=timezone.now(), token_family=family):
            raise InvalidGrantError(request=request)

    def _create_refresh_token(
        self, request: Any, refresh_token_code: str, access_token: Any, previous_refresh_token: Any
    ) -> RefreshToken:
        token: RefreshToken = super()._create_refresh_token(
            request, refresh_token_code, access_token, previous_refresh_token
        )
        request.token_family = token.token_family
        return token

    def validate_refresh_token(
        self, refresh_token: str, client: Application, request: Any, *args: Any, **kwargs: Any
    ) -> bool:
        """Checks whether a refresh token may be exchanged: it is valid, and the person consented
        less than a year ago.
        """
        if not super().validate_refresh_token(refresh_token, client, request, *args, **kwargs):
            logger.info("refresh token refused", application=str(client.pk))
            return False
        consents = ApplicationConsent.objects.filter(person=request.user, application=client)
        return consents.filter(given_at__gt=timezone.now() - LONGEST_CONSENT).exists()

    def _check_secret(self, provided_secret: str, stored_secret: str) -> bool:
        return constant_time_compare(secret_digest(provided_secret), stored_secret)

    def validate_scopes(self, client_id: str, scopes: list[str], *args: Any, **kwargs: Any) -> bool:
        """Checks whether these scopes may be requested; an empty list is refused."""
        return bool(scopes) and super().validate_scopes(client_id, scopes, *args, **kwargs)


class Scopes(BaseScopes):
    """Scopes of `ApiScope`: a service has those of its creation; other applications request each
    one.
    """

    def get_all_scopes(self) -> dict[str, Any]:
        return {scope.value: scope.label for scope in ApiScope}

    def get_available_scopes(
        self, application: Application | None = None, *_args: Any, **_kwargs: Any
    ) -> list[str]:
        if application is not None and application.is_service:
            return list(application.service_scopes)
        return list(ApiScope.values)

    def get_default_scopes(
        self, application: Application | None = None, *_args: Any, **_kwargs: Any
    ) -> list[str]:
        return list(application.service_scopes) if application is not None else []
