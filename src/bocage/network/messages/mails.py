"""Mails of messages passed on between two people, and of the outcome of reports."""

from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.mail import declare_channel, page_url
from bocage.foundation.mail.body import BodyMail, MailBody, Quote

declare_channel(
    "club_contacts",
    label=gettext_lazy("Ce que l’on m’écrit par le club"),
    reason=gettext_lazy("Vous recevez ce message parce que quelqu’un vous écrit par le club."),
    optional=True,
)
declare_channel(
    "club_relay",
    label=gettext_lazy("Ce que j’écris par le club"),
    reason=gettext_lazy("Vous recevez ce message parce que vous écrivez par le club."),
    optional=False,
)


class MessagePassedOn(BodyMail):
    """Message to one of the two people of a conversation with the whole text from the other,
    without their address.
    """

    channel: ClassVar[str] = "club_contacts"
    priority: ClassVar[int] = 20

    conversation_id: UUID
    author: str
    words: str
    may_answer_by_mail: bool = False

    def body(self) -> MailBody:
        answer = (
            _("Répondez à ce message, ou sur la page : le club passe vos mots sans votre adresse.")
            if self.may_answer_by_mail
            else _("Répondez sur la page : le club passe vos mots sans votre adresse.")
        )
        page = page_url("conversation", self.conversation_id)
        return MailBody(
            subject=_("%(author)s vous écrit par le club") % {"author": self.author},
            title=_("%(author)s vous écrit par le club") % {"author": self.author},
            paragraphs=[Quote(self.words)],
            button=(_("Répondre"), page),
            links=[
                (
                    _("Signaler ce message, ou ne plus en recevoir"),
                    page_url("conversation_report", self.conversation_id),
                )
            ],
            after=[answer],
        )


class MessageNotPassedOn(BodyMail):
    """Message to a person whose answer by mail was not passed on, with its text and the reason."""

    channel: ClassVar[str] = "club_relay"

    conversation_id: UUID
    words: str
    reason: str

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Votre réponse n’est pas partie"),
            title=_("Votre réponse n’est pas partie"),
            paragraphs=[self.reason, Quote(self.words)],
            button=(_("Répondre sur la page"), page_url("conversation", self.conversation_id)),
        )


class MessageNotArrived(BodyMail):
    """Message to the author of a message: the other person's mailbox returns the club's mails."""

    channel: ClassVar[str] = "club_relay"

    conversation_id: UUID

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Votre message n’est pas arrivé par courriel"),
            title=_("Votre message n’est pas arrivé par courriel"),
            paragraphs=[
                _(
                    "La boîte de cette personne l’a renvoyé. Il reste sur sa page : elle le lira"
                    " en y venant."
                )
            ],
            button=(_("Voir l’échange"), page_url("conversation", self.conversation_id)),
        )


class MessageReported(BodyMail):
    """Message to the people who run the club about a report, without the reported text."""

    channel: ClassVar[str] = "club_team"

    report_id: UUID
    reason: str

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Un message du club est signalé"),
            title=_("Un message du club est signalé"),
            paragraphs=[
                _("La personne qui l’a reçu dit : « %(reason)s ».") % {"reason": self.reason},
                _("Elle n’en reçoit plus d’ici là."),
            ],
            button=(_("Lire le signalement"), page_url("contact_report", self.report_id)),
        )


class ReportAnswered(BodyMail):
    """Message to the author of a report, with its outcome."""

    channel: ClassVar[str] = "club_relay"

    conversation_id: UUID
    is_suspended: bool

    def body(self) -> MailBody:
        outcome = (
            _("Cette personne ne peut plus écrire à personne par le club.")
            if self.is_suspended
            else _("L’animateur du club l’a lu, et ne va pas plus loin.")
        )
        return MailBody(
            subject=_("Votre signalement a été lu"),
            title=_("Votre signalement a été lu"),
            paragraphs=[
                outcome,
                _(
                    "Vous ne recevez plus ses messages ; vous pouvez reprendre l’échange quand"
                    " vous voulez."
                ),
            ],
            button=(_("Voir l’échange"), page_url("conversation", self.conversation_id)),
        )


class ContactSuspended(BodyMail):
    """Message to the author of reported messages: they can no longer write to anybody for now, with
    the reason.
    """

    channel: ClassVar[str] = "club_relay"

    reason: str

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Vos messages par le club sont suspendus"),
            title=_("Vos messages par le club sont suspendus"),
            paragraphs=[
                _(
                    "Quelqu’un a signalé ce que vous lui écriviez. L’animateur du club l’a lu"
                    " et dit :"
                ),
                Quote(self.reason),
            ],
            after=[_("Votre fiche reste en place. Répondez à ce message si c’est une erreur.")],
        )


class ContactRestored(BodyMail):
    """Message to a suspended person: they can write again."""

    channel: ClassVar[str] = "club_relay"

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Vous pouvez de nouveau écrire par le club"),
            title=_("Vous pouvez de nouveau écrire par le club"),
            paragraphs=[_("L’animateur du club a levé la suspension de vos messages.")],
            button=(_("Voir l’annuaire des membres"), page_url("member_list")),
        )
