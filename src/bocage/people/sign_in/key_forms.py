"""Passkeys and applications of codes: added, used at the door, used to confirm who is there."""

from typing import Any

import structlog
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed, authenticator_used
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from cryptography.exceptions import InvalidSignature
from django import forms
from django.contrib import messages
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from pydantic import TypeAdapter
from typing_extensions import TypedDict

from bocage.foundation.forms.fields import CodeInput
from bocage.people.mailing import write_to
from bocage.people.mails import SecurityChanged
from bocage.people.models import Person

logger = structlog.get_logger("bocage.security")


class BrowserAnswer(TypedDict):
    """The least that a browser answers (W3C Web Authentication, 5.1)."""

    id: str
    rawId: str
    type: str
    response: dict[str, Any]


BROWSER_ANSWER = TypeAdapter(BrowserAnswer)


class _AnswerOfABrowser(forms.Form):
    """Form that rejects malformed answers, on which the library would crash."""

    def clean_credential(self) -> Any:
        refusal = forms.ValidationError(
            _("Cette clé d’accès n’a pas été reconnue. Réessayez."), code="forged_credential"
        )
        try:
            parent = getattr(super(), "clean_credential", None)
            BROWSER_ANSWER.validate_python(self.cleaned_data["credential"])
            return parent() if parent else self.cleaned_data["credential"]
        except (ValueError, LookupError, TypeError, AttributeError, InvalidSignature):
            self._log_refusal()
            raise refusal from None
        except forms.ValidationError:
            self._log_refusal()
            raise

    def _log_refusal(self) -> None:
        user = getattr(self, "user", None)
        logger.info("passkey refused", by=str(user.pk) if user else "")


class PasskeyLoginForm(_AnswerOfABrowser, LoginWebAuthnForm):
    """The answer of a passkey, in place of an address and a code."""


class SecondFactorPasskeyForm(_AnswerOfABrowser, AuthenticateWebAuthnForm):
    """The answer of a passkey, after the code."""


class ConfirmByPasskeyForm(_AnswerOfABrowser, ReauthenticateWebAuthnForm):
    """The answer of a passkey, to confirm who is there."""


class PasskeyForm(_AnswerOfABrowser, AddWebAuthnForm):
    """Form that adds a passkey: its name, and the credential of the browser."""

    name = forms.CharField(
        label=_("Nom de cette clé"),
        help_text=_("Pour la reconnaître : « mon téléphone », « la clé du bureau »…"),
        max_length=60,
        required=False,
    )
    passwordless = forms.BooleanField(initial=True, widget=forms.HiddenInput, required=False)


class RenamePasskeyForm(EditWebAuthnForm):
    """Form that renames a passkey."""

    name = forms.CharField(label=_("Nom de cette clé"), max_length=60)


class _TypedProof(forms.Form):
    code = forms.CharField(
        label=_("Code de votre application, ou code de secours"),
        help_text=_("Six chiffres pour l’application, dix pour un code de secours."),
        max_length=20,
        widget=CodeInput({"maxlength": 20}),
        error_messages={
            "required": _("Écrivez le code de votre application, ou un code de secours.")
        },
    )


class SecondFactorForm(_TypedProof, AuthenticateForm):
    """The code of the authenticator app or a recovery code, at the door."""


class ConfirmByAppForm(_TypedProof, ReauthenticateForm):
    """The code of the authenticator app or a recovery code, to confirm who is there."""


class AuthenticatorAppForm(ActivateTOTPForm):
    """The first code of an authenticator app, which shows that it is set."""

    code = forms.CharField(
        label=_("Code de votre application"),
        max_length=20,
        widget=CodeInput,
        error_messages={"required": _("Écrivez le code que montre votre application.")},
    )


@receiver(authenticator_used, dispatch_uid="recovery_code_used")
def notify_recovery_code_used(
    request: HttpRequest, user: Person, authenticator: Authenticator, **_signal: Any
) -> None:
    """Notifies the holder of a used recovery code, by mail and on the next page, which gives the
    number left.
    """
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        return
    authenticator.refresh_from_db(fields=["data"])  # It was read before the used code was removed.
    remaining = len(authenticator.wrap().get_unused_codes())
    logger.info("recovery code used", by=str(user.pk), left=remaining)
    messages.warning(request, codes_left_in_words(remaining))
    write_to(user, SecurityChanged(change="recovery_code_used", at=timezone.now()))


def codes_left_in_words(remaining: int) -> str:
    """Returns a sentence with the number of recovery codes left, or with what to do without any."""
    if not remaining:
        return gettext("C’était votre dernier code de secours. Refaites-en.")
    words = ngettext(
        "Il vous reste %(left)d code de secours.",
        "Il vous reste %(left)d codes de secours.",
        remaining,
    )
    return words % {"left": remaining}


@receiver(authentication_failed, dispatch_uid="app_code_refused")
def log_refused_code(user: Person, **_signal: Any) -> None:
    """Logs a wrong code of an authenticator app with its person, without the digits."""
    logger.info("app code refused", by=str(user.pk))
