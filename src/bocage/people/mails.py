"""The messages of the room: a code to sign in, a change of keys, a mandate."""

from datetime import datetime
from typing import ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from bocage.foundation.formatting.dates import date_format
from bocage.foundation.instance import current_instance
from bocage.foundation.mail import declare_channel, page_url
from bocage.foundation.mail.body import BodyMail, Code, Facts, Link, MailBody
from bocage.people.erasure.erasers import list_retained
from bocage.people.models import Role
from bocage.people.tokens.scopes import scopes_in_words

declare_channel(
    "sign_in",
    label=gettext_lazy("Connexion et sécurité du compte"),
    reason=gettext_lazy(
        "Vous recevez ce message parce que quelqu’un a donné cette adresse pour se connecter. "
        "Si ce n’était pas vous, il n’y a rien à faire."
    ),
    optional=False,
)
declare_channel(
    "mandates",
    label=gettext_lazy("Mandats confiés"),
    reason=gettext_lazy("Vous recevez ce message parce qu’un mandat vous a été confié."),
    optional=False,
)


CHANGES = {
    "webauthn_added": gettext_lazy("Une clé d’accès a été ajoutée à votre compte"),
    "webauthn_removed": gettext_lazy("Une clé d’accès a été retirée de votre compte"),
    "totp_activated": gettext_lazy("Une application de codes a été réglée pour votre compte"),
    "totp_deactivated": gettext_lazy("L’application de codes a été retirée de votre compte"),
    "recovery_codes_generated": gettext_lazy(
        "Les codes de secours de votre compte ont été refaits"
    ),
    "recovery_code_used": gettext_lazy("Un code de secours a servi à ouvrir votre compte"),
}
ACCESS_SUBJECTS = {
    "token": gettext_lazy("Un jeton a été créé sur votre compte : %(name)s"),
    "application": gettext_lazy("Une application peut agir en votre nom : %(name)s"),
    "service": gettext_lazy("Un compte de service agit avec l’un de vos mandats : %(name)s"),
}


class CodeMail(BodyMail):
    """Base of the mails with a code of six digits, for the person who reads the mailbox."""

    channel: ClassVar[str] = "sign_in"
    priority: ClassVar[int] = 100

    digits: str
    minutes: int

    def code_body(self, *, subject: str, title: str, use: str, reason: str = "") -> MailBody:
        """Returns a mail with the digits, how to use them, and a warning not to give them to
        anybody.
        """
        return MailBody(
            subject=subject % {"digits": self.digits, "instance_name": current_instance().name},
            title=title,
            greeting="",
            paragraphs=[
                Code(self.digits),
                use % {"minutes": self.minutes},
                _("Ne le dites à personne : nous ne vous le demanderons jamais."),
            ],
            reason=reason,
        )


class SignInCodeMail(CodeMail):
    """Mail with the code to sign in, whether or not there is an account."""

    def body(self) -> MailBody:
        return self.code_body(
            subject=_("%(digits)s est votre code pour %(instance_name)s"),
            title=_("Voici votre code"),
            use=_(
                "Écrivez-le dans la page que vous avez laissée ouverte. Il sert une fois, pendant "
                "%(minutes)s minutes."
            ),
        )


class AddressCodeMail(CodeMail):
    """Mail with the code that confirms a new address for an account.

    It is sent whether or not another account has this address.
    """

    def body(self) -> MailBody:
        return self.code_body(
            subject=_("%(digits)s confirme votre nouvelle adresse pour %(instance_name)s"),
            title=_("Confirmez votre nouvelle adresse"),
            use=_(
                "Écrivez-le dans la page que vous avez laissée ouverte : votre compte s’ouvrira "
                "ensuite avec cette adresse. Il sert une fois, pendant %(minutes)s minutes."
            ),
            reason=_(
                "Vous recevez ce message parce que quelqu’un veut ouvrir son compte avec cette "
                "adresse. Si ce n’était pas vous, il n’y a rien à faire."
            ),
        )


class AddressChanged(BodyMail):
    """Mail to the former address of an account that has a new one: its holder may not know it."""

    channel: ClassVar[str] = "sign_in"
    priority: ClassVar[int] = 50

    at: datetime

    def body(self) -> MailBody:
        address = current_instance().contact_email
        return MailBody(
            subject=_("Votre compte s’ouvre avec une autre adresse"),
            greeting="",
            paragraphs=[
                _(
                    "Cela s’est fait le %(date)s à %(time)s. Si c’était vous, il n’y a rien à "
                    "faire : cette adresse ne recevra plus nos messages."
                )
                % moment_words(self.at),
                _("Sinon, écrivez-nous tout de suite à %(contact_email)s.")
                % {"contact_email": address}
                if address
                else _(
                    "Sinon, prévenez tout de suite les personnes qui administrent cette plateforme."
                ),
            ],
            reason=reason_of_security(),
        )


class SecurityChanged(BodyMail):
    """Mail about a change to the passkeys, authenticator app or recovery codes of an account.

    A recovery code that was used is one.
    """

    channel: ClassVar[str] = "sign_in"
    priority: ClassVar[int] = 50

    change: str
    at: datetime

    def body(self) -> MailBody:
        return MailBody(
            subject=str(CHANGES[self.change]),
            greeting="",
            paragraphs=[
                _("Cela s’est fait le %(date)s à %(time)s. Si c’était vous, il n’y a rien à faire.")
                % moment_words(self.at),
                _("Sinon, terminez vos sessions et vérifiez vos clés."),
            ],
            button=see_keys(),
            reason=reason_of_security(),
        )


class SessionsEnded(BodyMail):
    """Mail to the holder of an account whose sessions an administrator has ended."""

    channel: ClassVar[str] = "sign_in"
    priority: ClassVar[int] = 50

    at: datetime

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Vos sessions ont été fermées"),
            greeting="",
            paragraphs=[
                _("Cela s’est fait le %(date)s à %(time)s.") % moment_words(self.at),
                _(
                    "L’administration de la plateforme a fermé toutes vos sessions, par sécurité. "
                    "Rien d’autre n’a changé : reconnectez-vous avec un code ou une clé d’accès, "
                    "puis vérifiez que vos clés sont bien les vôtres."
                ),
                contact_sentence(),
            ],
            button=see_keys(),
            reason=reason_of_security(),
        )


class SecondFactorLoss(BodyMail):
    """Mail about a second factor reported lost, to its holder and the other administrators.

    The second factor will be removed from `due_at` on, unless it is used meanwhile.
    """

    channel: ClassVar[str] = "sign_in"
    priority: ClassVar[int] = 60

    address: str
    requested_at: datetime
    due_at: datetime

    def body(self) -> MailBody:
        address = {"address": self.address}
        return MailBody(
            subject=_("Second facteur perdu : %(address)s") % address,
            greeting="",
            paragraphs=[
                _(
                    "Le %(date)s à %(time)s, il a été dit que le second facteur du compte "
                    "%(address)s est perdu."
                )
                % {**address, **moment_words(self.requested_at)},
                _(
                    "Ses clés d’accès et son application de codes seront retirées à partir du "
                    "%(date)s à %(time)s. Si c’est voulu, il n’y a rien à faire."
                )
                % moment_words(self.due_at),
                _(
                    "Sinon, connectez-vous avant cette heure avec votre second facteur : la "
                    "demande tombe d’elle-même. Et prévenez tout de suite qui tient le serveur."
                ),
                contact_sentence(),
            ],
            reason=reason_of_two(),
        )


class SecondFactorRemoved(BodyMail):
    """Mail about the removal of a second factor reported lost, which ended every session."""

    channel: ClassVar[str] = "sign_in"
    priority: ClassVar[int] = 60

    address: str
    at: datetime

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Second facteur retiré : %(address)s") % {"address": self.address},
            greeting="",
            paragraphs=[
                _("Cela s’est fait le %(date)s à %(time)s.") % moment_words(self.at),
                _(
                    "Les clés d’accès et l’application de codes de ce compte sont retirées, et "
                    "toutes ses sessions fermées. Son titulaire se connecte avec un code reçu par "
                    "courriel, puis ajoute une clé neuve."
                ),
                contact_sentence(),
            ],
            button=see_keys(),
            reason=reason_of_two(),
        )


class AccessOpened(BodyMail):
    """Mail about software that may act in the name of the person from now on.

    They, or somebody in their session, have made a token, authorised an application, or opened a
    service. The mail lists its scopes, and explains how to revoke it.
    """

    channel: ClassVar[str] = "sign_in"
    priority: ClassVar[int] = 50

    access: str
    name: str
    scopes: list[str]
    at: datetime

    def body(self) -> MailBody:
        opens = [f"– {scope}" for scope in scopes_in_words(self.scopes)]
        return MailBody(
            subject=ACCESS_SUBJECTS[self.access] % {"name": self.name},
            greeting="",
            paragraphs=[
                "\n".join([pgettext("software", "Ce qu’il peut faire :"), *opens]),
                _("Cela s’est fait le %(date)s à %(time)s. Si c’était vous, il n’y a rien à faire.")
                % moment_words(self.at),
                _(
                    "Sinon, retirez-le sur « Mes applications » : il n’ouvre plus rien aussitôt. "
                    "Puis terminez vos sessions et vérifiez vos clés d’accès."
                ),
            ],
            button=(_("Ouvrir « Mes applications »"), page_url("application_list")),
            reason=reason_of_security(),
        )


class MandateEntrusted(BodyMail):
    """Mail to a person who was given a role, with how to sign in."""

    channel: ClassVar[str] = "mandates"
    priority: ClassVar[int] = 0

    role: str
    scope: str
    granted_by: str

    def body(self) -> MailBody:
        words = {
            "granted_by": self.granted_by,
            "role_label": Role(self.role).label,
            "scope": self.scope,
        }
        return MailBody(
            subject=_("Un mandat vous est confié : %(role_label)s, %(scope)s") % words,
            title=_("Un mandat vous est confié"),
            greeting="",
            paragraphs=[
                _("%(granted_by)s vous confie un rôle : %(role_label)s, sur %(scope)s.") % words,
                _(
                    "Pour entrer, donnez cette adresse : un code à six chiffres vous y attendra. "
                    "Il n’y a pas de mot de passe."
                ),
            ],
            button=(_("Ouvrir mon espace"), page_url("espace")),
        )


class MandateFollows(BodyMail):
    """Mail about a mandate that moved to the commune into which its own was merged."""

    channel: ClassVar[str] = "mandates"
    priority: ClassVar[int] = 0

    role: str
    former: str
    commune: str

    def body(self) -> MailBody:
        words = {
            "former": self.former,
            "commune": self.commune,
            "role_label": Role(self.role).label,
        }
        return MailBody(
            subject=_("%(former)s a rejoint %(commune)s : votre mandat suit") % words,
            title=_("Votre mandat suit la fusion"),
            greeting="",
            paragraphs=[
                _(
                    "%(former)s a rejoint %(commune)s. Votre rôle ici, %(role_label)s, porte "
                    "maintenant sur %(commune)s."
                )
                % words,
                _(
                    "Ses dates ne changent pas, et vous n’avez rien à faire. Ce mandat ne vous "
                    "revient plus ? Vous pouvez y mettre fin dans votre espace."
                ),
            ],
            button=(_("Ouvrir mon espace"), page_url("espace")),
        )


class AccountErased(BodyMail):
    """Mail with the receipt of an erasure: its number, when, and how much of each kind was
    removed.
    """

    channel: ClassVar[str] = "sign_in"
    priority: ClassVar[int] = 50

    number: str
    at: datetime
    counts: dict[str, int]

    def body(self) -> MailBody:
        rows = [(title, str(count)) for title, count in self.counts.items()]
        return MailBody(
            subject=_("Votre compte est effacé (reçu %(number)s)") % {"number": self.number},
            title=_("Votre compte est effacé"),
            greeting="",
            paragraphs=[
                _(
                    "Cela s’est fait le %(date)s à %(time)s. Ceci est votre reçu : gardez-le, nous "
                    "ne saurons plus à qui il appartient."
                )
                % moment_words(self.at),
                Facts([(_("Numéro"), self.number), *rows]),
                _("Ce qui reste, et pourquoi :"),
                *(f"{kind.data} ({kind.until}). {kind.why}" for kind in list_retained()),
            ],
            reason=_(
                "Vous recevez ce message parce que vous avez fait effacer votre compte. C’est le "
                "dernier."
            ),
        )


def moment_words(at: datetime) -> dict[str, str]:
    """Returns the local date and time of a moment, as sentences name them."""
    local = timezone.localtime(at)
    return {
        "date": date_format(local, "DATE_FORMAT"),
        "time": date_format(local, "TIME_FORMAT"),
    }


def see_keys() -> Link:
    """Returns the button that leads to the passkeys of an account."""
    return _("Voir mes clés d’accès"), page_url("mfa_index")


def contact_sentence() -> str:
    """Returns a sentence with the address for questions, or an empty string if the instance has
    none.
    """
    address = current_instance().contact_email
    if not address:
        return ""
    return _("Une question ? Écrivez à %(contact_email)s.") % {"contact_email": address}


def reason_of_security() -> str:
    """Returns why the holder of an account receives a mail about its security."""
    return _("Vous recevez ce message parce que la sécurité de votre compte a changé.")


def reason_of_two() -> str:
    """Returns why the holder of an account, and the people who administer the instance, receive a
    mail about it.
    """
    return _(
        "Vous recevez ce message parce que ce compte est le vôtre, ou parce que vous administrez "
        "cette plateforme."
    )
