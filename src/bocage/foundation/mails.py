"""The messages of the foundation itself."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar, Self

from django.utils.translation import gettext_lazy as _

from bocage.foundation.mail import Mail, declare_channel

declare_channel(
    "operations",
    label=_("Fonctionnement de l’instance"),
    reason=_(
        "Vous recevez ce message parce que quelqu’un a demandé un essai d’envoi vers cette adresse."
    ),
    optional=False,
)


@dataclass(frozen=True, kw_only=True)
class DeliveryCheck(Mail):
    """Shows to who runs the instance that its mails arrive, and how they look."""

    template: ClassVar[str] = "foundation/mail/delivery_check"
    channel: ClassVar[str] = "operations"

    asked_at: datetime

    @classmethod
    def preview(cls) -> Self:
        return cls(asked_at=datetime(2026, 11, 24, 9, 30, tzinfo=UTC))


declare_channel(
    "backups",
    label=_("Sauvegardes de l’instance"),
    reason=_("Vous recevez ce message parce que vous tenez le serveur de l’instance."),
    optional=False,
)


@dataclass(frozen=True, kw_only=True)
class BackupAlarm(Mail):
    """To whoever runs the server: the last backup failed, or there is none of the last night."""

    template: ClassVar[str] = "foundation/mail/backup_alarm"
    channel: ClassVar[str] = "backups"
    priority: ClassVar[int] = 50

    last_made_at: datetime | None
    reason: str

    @classmethod
    def preview(cls) -> Self:
        return cls(
            last_made_at=datetime(2026, 11, 24, 1, 15, tzinfo=UTC),
            reason="pg_dump: No space left on device",
        )


declare_channel(
    "upgrades",
    label=_("Mises à jour de l’instance"),
    reason=_("Vous recevez ce message parce que vous tenez le serveur de l’instance."),
    optional=False,
)


@dataclass(frozen=True, kw_only=True)
class UpgradeTold(Mail):
    """To whoever runs the server: a newer version serves, or why it does not."""

    template: ClassVar[str] = "foundation/mail/upgrade_told"
    channel: ClassVar[str] = "upgrades"
    priority: ClassVar[int] = 50

    before: str
    after: str
    serves: str
    """The version that people have now; nothing where none serves."""
    step: str
    reason: str

    @classmethod
    def preview(cls) -> Self:
        return cls(
            before="0.1.0",
            after="0.2.0",
            serves="0.1.0",
            step="trial",
            reason="Pas prêt après 120 s : /readyz 503",
        )


declare_channel(
    "received_mails",
    label=_("Courriels que vous nous envoyez"),
    reason=_("Vous recevez ce message parce que vous nous avez écrit."),
    optional=False,
)


@dataclass(frozen=True, kw_only=True)
class AttachmentsLeftOut(Mail):
    """To whoever wrote to us: the words have arrived, the files joined to them have not."""

    template: ClassVar[str] = "foundation/mail/attachments_left_out"
    channel: ClassVar[str] = "received_mails"

    names: list[str]
    subject_of_mail: str = ""

    @classmethod
    def preview(cls) -> Self:
        return cls(names=["photo-de-la-maison.jpg (40 Mo)"], subject_of_mail="Re : votre projet")


@dataclass(frozen=True, kw_only=True)
class OnlyTheBeginningRead(Mail):
    """To whoever wrote to us more than we read: what follows the beginning is to be sent again."""

    template: ClassVar[str] = "foundation/mail/only_the_beginning_read"
    channel: ClassVar[str] = "received_mails"

    names: list[str]
    most_megabytes: int
    subject_of_mail: str = ""

    @classmethod
    def preview(cls) -> Self:
        return cls(
            names=["photo-de-la-maison.jpg (plus de 19 Mo)"],
            most_megabytes=25,
            subject_of_mail="Re : votre projet",
        )
