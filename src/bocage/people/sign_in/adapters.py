"""Adapters of django-allauth: mails, redirections, second factor."""

import time
from typing import Any

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from bocage.foundation.instance import current_instance
from bocage.foundation.mail import send_mail
from bocage.people.mails import SecurityChanged
from bocage.people.models import Person
from bocage.people.policies import demands_second_factor
from bocage.people.sign_in.known_browsers import remember_browser_of
from bocage.people.sign_in.session_ends import LONGEST, LONGEST_OF_ADMINISTRATORS, give_an_end

logger = structlog.get_logger("bocage.security")

SECURITY_MAILS = {
    f"mfa/email/{change}": change
    for change in (
        *("webauthn_added", "webauthn_removed", "totp_activated", "totp_deactivated"),
        "recovery_codes_generated",
    )
}
SIGNED_IN_AT = "signed_in_at"
RECENTLY_S = 15 * 60


class AccountAdapter(DefaultAccountAdapter):
    """Accounts as this product has them: no password, local addresses only, our own mails."""

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        super().login(request, user)
        request.session[SIGNED_IN_AT] = time.time()
        is_for_a_day = demands_second_factor(user)
        give_an_end(request.session, after=LONGEST_OF_ADMINISTRATORS if is_for_a_day else LONGEST)
        logger.info("signed in", by=str(user.pk))

    def post_login(
        self, request: HttpRequest, user: AbstractBaseUser, **options: Any
    ) -> HttpResponse:
        """Remembers the browser after any way of signing in."""
        response = super().post_login(request, user, **options)
        if isinstance(user, Person):
            remember_browser_of(request, user, response)
        return response

    def send_mail(
        self,
        template_prefix: str,
        email: str,
        context: dict[str, Any],  # noqa: ARG002 - our words need none
    ) -> None:
        """Sends the few mails of the library that can be reached, in our words and our queue.

        Raises:
            ImproperlyConfigured: one that we have no words for.
        """
        try:
            change = SECURITY_MAILS[template_prefix]
        except KeyError:
            raise ImproperlyConfigured(f"No words for the mail {template_prefix}") from None
        person = Person.objects.filter(email=email).first()
        send_mail(
            SecurityChanged(change=change, at=timezone.now()),
            to=email,
            language=person.language if person else translation.get_language() or "fr",
            person=person,
        )

    def is_safe_url(self, url: str) -> bool:
        """Checks whether a redirect stays on this very host: other sites and our other names are
        refused.
        """
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth passes it
        """Returns False: an account is created by confirming a code, and in no other way."""
        return False

    def get_login_stages(self) -> list[str]:
        return ["bocage.people.sign_in.adapters.SecondFactorStage"]

    def is_reauthentication_required(self, *, app: str) -> bool:  # noqa: ARG002 - allauth passes it
        """Returns False: `second_factor.with_recent_proof` requires it, even of people without a
        key.
        """
        return False

    def get_reauthentication_methods(
        self, user: AbstractBaseUser | AnonymousUser
    ) -> list[dict[str, str]]:
        """Lists the ways to confirm the identity of a person: a mailed code, then their own
        factors.

        A person who must show a second factor is offered no mailed code in its place.
        """
        if not user.is_authenticated:
            return []
        methods = []
        if not demands_second_factor(user):
            methods.append(
                {
                    "id": "code",
                    "description": _("Recevoir un code par courriel"),
                    "url": reverse("confirm_identity"),
                }
            )
        if is_mfa_enabled(user, ["webauthn"]):
            methods.append(
                {
                    "id": "mfa_reauthenticate:webauthn",
                    "description": _("Utiliser ma clé d’accès"),
                    "url": reverse("mfa_reauthenticate_webauthn"),
                }
            )
        if is_mfa_enabled(user, ["totp"]):
            methods.append(
                {
                    "id": "mfa_reauthenticate",
                    "description": _("Utiliser mon application de codes"),
                    "url": reverse("mfa_reauthenticate"),
                }
            )
        elif is_mfa_enabled(user, ["recovery_codes"]):
            methods.append(
                {
                    "id": "mfa_reauthenticate",
                    "description": _("Utiliser un code de secours"),
                    "url": reverse("mfa_reauthenticate"),
                }
            )
        return methods


class SecondFactorAdapter(DefaultMFAAdapter):
    """Passkeys and authenticator apps, named after the instance."""

    def _get_site_name(self) -> str:
        return str(current_instance().name)


class SecondFactorStage(AuthenticateStage):
    """Stage after the code, for people whose mandate requires a second factor.

    For others a passkey is a shortcut, never a required second step: the loss of a telephone
    would lock them out.
    """

    def handle(self) -> tuple[Any, bool]:
        if self.login.user is None or not demands_second_factor(self.login.user):
            return None, True
        response, goes_on = super().handle()
        return response, goes_on


def has_recent_proof(request: HttpRequest) -> bool:
    """Checks whether the holder of this session signed in, or confirmed their identity, within the
    last 15 minutes (`RECENTLY_S`).
    """
    records = get_authentication_records(request, request.user)
    proofs = [record["at"] for record in records if record.get("reauthenticated")]
    latest = max([request.session.get(SIGNED_IN_AT, 0), *proofs])
    return bool(time.time() - latest < RECENTLY_S)


def has_second_factor(request: HttpRequest, person: Any) -> bool:
    """Checks whether `person` opened or confirmed this session with a recent second factor.

    Recent means less than a day of work ago (`LONGEST_OF_ADMINISTRATORS`): a mandate may have been
    given to somebody whose session lasts longer. The demo requires none.
    """
    if settings.BOCAGE.demo:
        return True
    oldest = time.time() - LONGEST_OF_ADMINISTRATORS.total_seconds()
    records = get_authentication_records(request, person)
    return any(record["method"] == "mfa" and record["at"] > oldest for record in records)
