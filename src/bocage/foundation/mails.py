"""The messages of the foundation itself."""

from dataclasses import replace
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.grammar import of_name
from bocage.foundation.formatting.times import format_date, format_time
from bocage.foundation.instance import current_instance
from bocage.foundation.mail import declare_channel
from bocage.foundation.mail.body import HELLO, Block, BodyMail, MailBody, Section

declare_channel(
    "operations",
    label=gettext_lazy("Fonctionnement de l’instance"),
    reason=gettext_lazy(
        "Vous recevez ce message parce que quelqu’un a demandé un essai d’envoi vers cette adresse."
    ),
    optional=False,
)


class InstanceMail(BodyMail):
    """Base of the messages of the instance itself, without a greeting by default."""

    priority: ClassVar[int] = 0
    greeting: ClassVar[str | Promise] = ""

    def complete(self, body: MailBody) -> MailBody:
        return replace(body, greeting=self.greeting)

    @property
    def words(self) -> dict[str, str]:
        """The name of the instance, alone and after « de »."""
        name = current_instance().name
        return {"instance_name": name, "of_instance_name": of_name(name)}


class DeliveryCheck(InstanceMail):
    """Mail that shows the operator that mails of the instance arrive, and how they look."""

    channel: ClassVar[str] = "operations"

    requested_at: datetime

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Les courriels %(of_instance_name)s arrivent") % self.words,
            title=_("Les courriels arrivent"),
            paragraphs=[
                _(
                    "Cet essai a été demandé le %(date)s à %(time)s. Si vous le lisez, l’instance "
                    "sait écrire à ses habitants."
                )
                % _day_and_hour(self.requested_at)
            ],
            button=(_("Voir l’instance"), f"{settings.BOCAGE.public_url}/"),
        )


declare_channel(
    "backups",
    label=gettext_lazy("Sauvegardes de l’instance"),
    reason=gettext_lazy("Vous recevez ce message parce que vous tenez le serveur de l’instance."),
    optional=False,
)


class BackupAlarm(InstanceMail):
    """Mail to the operator: the last backup failed, or there is none of the last night."""

    channel: ClassVar[str] = "backups"
    priority: ClassVar[int] = 50

    last_made_at: datetime | None
    reason: str

    def body(self) -> MailBody:
        return MailBody(
            subject=_("%(instance_name)s : il manque une sauvegarde") % self.words,
            title=_("Il manque une sauvegarde"),
            paragraphs=[
                _("La dernière qui tient a été faite le %(date)s à %(time)s.")
                % _day_and_hour(self.last_made_at)
                if self.last_made_at
                else _("Aucune n’a encore été faite."),
                _("Ce que dit la machine : %(reason)s") % {"reason": self.reason}
                if self.reason
                else "",
                _(
                    "Sur le serveur, « bocage backup » en fait une tout de suite, et dit ce qui "
                    "l’empêche. Le plus souvent, le disque est plein."
                ),
            ],
        )


declare_channel(
    "upgrades",
    label=gettext_lazy("Mises à jour de l’instance"),
    reason=gettext_lazy("Vous recevez ce message parce que vous tenez le serveur de l’instance."),
    optional=False,
)


class UpgradeReport(InstanceMail):
    """Mail to the operator: a newer version serves, or why it does not."""

    channel: ClassVar[str] = "upgrades"
    priority: ClassVar[int] = 50

    before: str
    after: str
    serves: str
    """The version that people have now; nothing where none serves."""
    step: str
    reason: str

    def body(self) -> MailBody:
        words = {
            **self.words,
            "before": self.before,
            "after": self.after,
            "serves": self.serves,
            "step": self.step,
            "reason": self.reason,
        }
        title = _("Mise à jour de l’instance")
        if self.serves == self.after:
            return MailBody(
                subject=_("%(instance_name)s : Bocage %(after)s est en service") % words,
                title=title,
                paragraphs=[
                    _(
                        "Bocage %(after)s a remplacé %(before)s. Une sauvegarde a été faite juste "
                        "avant."
                    )
                    % words
                ],
            )
        state = (
            _("Les gens ont toujours Bocage %(serves)s, et rien de ce qu’ils ont fait n’est perdu.")
            % words
            if self.serves
            else _("Aucune version ne sert en ce moment : il faut venir voir.")
        )
        failure = _("Bocage %(after)s n’a pas pu servir.") % words
        return MailBody(
            subject=_("%(instance_name)s : la mise à jour vers %(after)s n’a pas abouti") % words,
            title=title,
            paragraphs=[
                f"{failure} {state}",
                _("Ce que dit la machine (%(step)s) : %(reason)s") % words,
            ],
        )


declare_channel(
    "received_mails",
    label=gettext_lazy("Courriels que vous nous envoyez"),
    reason=gettext_lazy("Vous recevez ce message parce que vous nous avez écrit."),
    optional=False,
)


class ReceivedMail(InstanceMail):
    """Base of the answers to a mail whose attachments are not stored."""

    channel: ClassVar[str] = "received_mails"
    greeting: ClassVar[str | Promise] = HELLO

    names: list[str]
    subject_of_mail: str = ""

    @property
    def words(self) -> dict[str, str]:
        return {"subject_of_mail": self.subject_of_mail}

    def files(self) -> Block:
        """Lists the files that are left out, in a sentence; empty if there are none."""
        if not self.names:
            return ""
        return Section(_("Nous ne gardons pas les fichiers qui y étaient joints :"), self.names)


class AttachmentsLeftOut(ReceivedMail):
    """Mail to the author of a received mail: the text has arrived, the attachments have not."""

    def body(self) -> MailBody:
        received = (
            _("Votre courriel « %(subject_of_mail)s » est bien arrivé, et a été lu.") % self.words
            if self.subject_of_mail
            else _("Votre courriel est bien arrivé, et a été lu.")
        )
        return MailBody(
            subject=_("Vos mots sont arrivés, pas vos pièces jointes"),
            paragraphs=[
                received,
                self.files(),
                _(
                    "S’ils comptent, dites-le dans votre réponse : nous vous dirons comment nous "
                    "les faire passer."
                ),
            ],
        )


class OnlyTheBeginningRead(ReceivedMail):
    """Mail to the author of a received mail of which only the beginning was read.

    The rest, beyond the maximum size, has to be sent again.
    """

    max_megabytes: int

    def body(self) -> MailBody:
        words = {**self.words, "max_megabytes": self.max_megabytes}
        received = (
            _(
                "Votre courriel « %(subject_of_mail)s » est arrivé, mais il dépasse "
                "%(max_megabytes)s Mo : nous n’en avons lu que le début."
            )
            if self.subject_of_mail
            else _(
                "Votre courriel est arrivé, mais il dépasse %(max_megabytes)s Mo : nous n’en "
                "avons lu que le début."
            )
        )
        return MailBody(
            subject=_("Votre courriel est trop lourd : seul son début a été lu"),
            paragraphs=[
                received % words,
                _(
                    "Si vous avez écrit quelque chose après un fichier ou une photo, "
                    "envoyez-le-nous de nouveau, sans fichier, en répondant au même message."
                ),
                self.files(),
            ],
        )


def _day_and_hour(moment: datetime) -> dict[str, str]:
    local = timezone.localtime(moment)
    return {"date": format_date(local.date()), "time": format_time(local)}
