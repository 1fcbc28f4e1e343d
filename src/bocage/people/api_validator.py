"""What django-oauth-toolkit asks us: scopes, and whether a secret is the right one."""

from __future__ import annotations

from typing import Any

from django.utils.crypto import constant_time_compare
from oauth2_provider.oauth2_validators import OAuth2Validator
from oauth2_provider.scopes import BaseScopes

from bocage.people.api_scopes import ApiScope
from bocage.people.models import Application
from bocage.people.operations.tokens import secret_digest


class Validator(OAuth2Validator):
    """Secrets of applications are random and kept by their digest, as those of tokens."""

    def _check_secret(self, provided_secret: str, stored_secret: str) -> bool:
        return constant_time_compare(secret_digest(provided_secret), stored_secret)

    def validate_scopes(self, client_id: str, scopes: list[str], *args: Any, **kwargs: Any) -> bool:
        """Whether these may be asked; to ask for nothing is no request."""
        return bool(scopes) and super().validate_scopes(client_id, scopes, *args, **kwargs)


class Scopes(BaseScopes):
    """The scopes of `ApiScope`; a service has those that its mandate was opened with, and what
    acts in the name of people names each that it asks for."""

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
