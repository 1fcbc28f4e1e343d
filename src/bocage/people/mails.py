"""The messages of the room: a code to sign in, a change of keys, a mandate."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar, Self

from django.utils.translation import gettext_lazy as _

from bocage.foundation.instance import current_instance
from bocage.foundation.mail import Mail, declare_channel, page_url
from bocage.people.api_scopes import scopes_in_words
from bocage.people.erasure.registry import kept_after_erasure
from bocage.people.models import Role

declare_channel(
    "sign_in",
    label=_("Connexion et sécurité du compte"),
    reason=_(
        "Vous recevez ce message parce que quelqu’un a donné cette adresse pour se connecter. "
        "Si ce n’était pas vous, il n’y a rien à faire."
    ),
    optional=False,
)
declare_channel(
    "mandates",
    label=_("Mandats confiés"),
    reason=_("Vous recevez ce message parce qu’un mandat vous a été confié."),
    optional=False,
)


CHANGES = {
    "webauthn_added": _("Une clé d’accès a été ajoutée à votre compte"),
    "webauthn_removed": _("Une clé d’accès a été retirée de votre compte"),
    "totp_activated": _("Une application de codes a été réglée pour votre compte"),
    "totp_deactivated": _("L’application de codes a été retirée de votre compte"),
    "recovery_codes_generated": _("Les codes de secours de votre compte ont été refaits"),
    "recovery_code_used": _("Un code de secours a servi à ouvrir votre compte"),
}
WAYS_IN = {
    "token": _("Un jeton a été créé sur votre compte : %(name)s"),
    "application": _("Une application peut agir en votre nom : %(name)s"),
    "service": _("Un compte de service agit avec l’un de vos mandats : %(name)s"),
}


@dataclass(frozen=True, kw_only=True)
class CodeMail(Mail):
    """Six digits, for whoever reads this mailbox."""

    channel: ClassVar[str] = "sign_in"
    priority: ClassVar[int] = 100

    digits: str
    minutes: int

    @classmethod
    def preview(cls) -> Self:
        return cls(digits="048213", minutes=10)


@dataclass(frozen=True, kw_only=True)
class SignInCodeMail(CodeMail):
    """To sign in, whether or not there is an account."""

    template: ClassVar[str] = "people/mail/sign_in_code"


@dataclass(frozen=True, kw_only=True)
class AddressCodeMail(CodeMail):
    """To have this address for an account, whether or not another has it."""

    template: ClassVar[str] = "people/mail/address_code"


@dataclass(frozen=True, kw_only=True)
class AddressChanged(Mail):
    """Tells the former address that the account has another: its holder may not know it."""

    template: ClassVar[str] = "people/mail/address_changed"
    channel: ClassVar[str] = "sign_in"
    priority: ClassVar[int] = 50

    at: datetime

    @classmethod
    def preview(cls) -> Self:
        return cls(at=datetime(2026, 11, 24, 9, 30, tzinfo=UTC))

    def context(self) -> dict[str, object]:
        return {"contact_email": current_instance().contact_email}


@dataclass(frozen=True, kw_only=True)
class SecurityChanged(Mail):
    """A passkey, an authenticator app or recovery codes of an account changed, or one served."""

    template: ClassVar[str] = "people/mail/security_changed"
    channel: ClassVar[str] = "sign_in"
    priority: ClassVar[int] = 50

    change: str
    at: datetime

    @classmethod
    def preview(cls) -> Self:
        return cls(change="webauthn_added", at=datetime(2026, 11, 24, 9, 30, tzinfo=UTC))

    def context(self) -> dict[str, object]:
        return {"sentence": CHANGES[self.change], "keys_url": page_url("mfa_index")}


@dataclass(frozen=True, kw_only=True)
class SessionsEnded(Mail):
    """Who runs the instance has ended every session of an account."""

    template: ClassVar[str] = "people/mail/sessions_ended"
    channel: ClassVar[str] = "sign_in"
    priority: ClassVar[int] = 50

    at: datetime

    @classmethod
    def preview(cls) -> Self:
        return cls(at=datetime(2026, 11, 24, 9, 30, tzinfo=UTC))

    def context(self) -> dict[str, object]:
        return {
            "contact_email": current_instance().contact_email,
            "keys_url": page_url("mfa_index"),
        }


@dataclass(frozen=True, kw_only=True)
class SecondFactorLost(Mail):
    """Somebody said that the second factor of an account is lost: it will be removed from `due_at`
    on, unless its holder says no. To the holder, and to whoever else runs the instance."""

    template: ClassVar[str] = "people/mail/second_factor_lost"
    channel: ClassVar[str] = "sign_in"
    priority: ClassVar[int] = 60

    address: str
    asked_at: datetime
    due_at: datetime

    @classmethod
    def preview(cls) -> Self:
        return cls(
            address="nadia@bocage.example",
            asked_at=datetime(2026, 11, 24, 9, 30, tzinfo=UTC),
            due_at=datetime(2026, 11, 25, 9, 30, tzinfo=UTC),
        )

    def context(self) -> dict[str, object]:
        return {"contact_email": current_instance().contact_email}


@dataclass(frozen=True, kw_only=True)
class SecondFactorRemoved(Mail):
    """The second factor that was said to be lost is removed, and every session ended."""

    template: ClassVar[str] = "people/mail/second_factor_removed"
    channel: ClassVar[str] = "sign_in"
    priority: ClassVar[int] = 60

    address: str
    at: datetime

    @classmethod
    def preview(cls) -> Self:
        return cls(address="nadia@bocage.example", at=datetime(2026, 11, 25, 9, 30, tzinfo=UTC))

    def context(self) -> dict[str, object]:
        return {
            "contact_email": current_instance().contact_email,
            "keys_url": page_url("mfa_index"),
        }


@dataclass(frozen=True, kw_only=True)
class AccessOpened(Mail):
    """Software may act in the name of somebody from now on: they, or somebody in their session,
    have made a token, let an application in, or opened a service. It says what it may do, and how
    to shut it out."""

    template: ClassVar[str] = "people/mail/access_opened"
    channel: ClassVar[str] = "sign_in"
    priority: ClassVar[int] = 50

    way: str
    name: str
    scopes: list[str]
    at: datetime

    @classmethod
    def preview(cls) -> Self:
        return cls(
            way="token",
            name="Tableur du mois",
            scopes=["bookings:read", "bookings:write"],
            at=datetime(2026, 11, 24, 9, 30, tzinfo=UTC),
        )

    def context(self) -> dict[str, object]:
        return {
            "sentence": WAYS_IN[self.way] % {"name": self.name},
            "opens": scopes_in_words(self.scopes),
            "applications_url": page_url("application_list"),
        }


@dataclass(frozen=True, kw_only=True)
class MandateEntrusted(Mail):
    """Somebody was given a role; it tells how to come in."""

    template: ClassVar[str] = "people/mail/mandate_entrusted"
    channel: ClassVar[str] = "mandates"

    role: str
    scope: str
    granted_by: str

    @classmethod
    def preview(cls) -> Self:
        return cls(role="host", scope="La Grange de Boitron", granted_by="Maëlle Guérin")

    def context(self) -> dict[str, object]:
        return {"role_label": Role(self.role).label, "espace_url": page_url("espace")}


@dataclass(frozen=True, kw_only=True)
class MandateFollows(Mail):
    """The commune of a mandate has merged into another: the mandate stands there."""

    template: ClassVar[str] = "people/mail/mandate_follows"
    channel: ClassVar[str] = "mandates"

    role: str
    former: str
    commune: str

    @classmethod
    def preview(cls) -> Self:
        return cls(role="elected", former="Essay", commune="Boitron")

    def context(self) -> dict[str, object]:
        return {"role_label": Role(self.role).label, "espace_url": page_url("espace")}


@dataclass(frozen=True, kw_only=True)
class AccountErased(Mail):
    """The receipt of an erasure: its number, when, and how much went of each kind."""

    template: ClassVar[str] = "people/mail/account_erased"
    channel: ClassVar[str] = "sign_in"
    priority: ClassVar[int] = 50

    number: str
    at: datetime
    counts: dict[str, int]

    def context(self) -> dict[str, object]:
        return {"kept": kept_after_erasure()}

    @classmethod
    def preview(cls) -> Self:
        return cls(
            number="2026-1A2B3C4D5E",
            at=datetime(2026, 9, 14, 9, 30, tzinfo=UTC),
            counts={str(_("Vos réservations : mots, invités et notes")): 12},
        )
