"""Mails about awareness meetings, to the people of town halls."""

from dataclasses import replace
from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.grammar import of_name
from bocage.foundation.http.signed_actions import signed_action_url
from bocage.foundation.mail import declare_channel
from bocage.foundation.mail.body import BodyMail, Facts, Link, MailBody
from bocage.welcome.meetings.formatting import MeetingFacts, the_epci
from bocage.welcome.meetings.links import meeting_link
from bocage.welcome.shared.formatting import when_words

declare_channel(
    "meetings",
    label=gettext_lazy("Réunions sur l’accueil de nouveaux habitants"),
    reason=gettext_lazy(
        "Vous recevez ce message parce que vous avez un mandat dans une commune que la réunion "
        "concerne."
    ),
    optional=False,
)


class TownHallMeetingMail(BodyMail):
    """Base of the mails about a meeting: shows when and where it is, in one panel."""

    channel: ClassVar[str] = "meetings"
    priority: ClassVar[int] = 5

    meeting: MeetingFacts
    invitation_id: UUID
    commune_name: str
    person_id: UUID

    def complete(self, body: MailBody) -> MailBody:
        """Adds the panel with the date and the place of the meeting."""
        details = [(_("Quand"), when_words(self.meeting.starts_at)), (_("Où"), self.meeting.place)]
        return replace(body, paragraphs=[*body.paragraphs, Facts(details)])

    @property
    def words(self) -> dict[str, str]:
        return {
            "epci": self.meeting.epci_name,
            "the_epci": the_epci(self.meeting.epci_name),
            "commune": self.commune_name,
            "of_commune": of_name(self.commune_name),
            "when": when_words(self.meeting.starts_at),
        }

    def answer(self, action: str, people: int = 0) -> str:
        """Returns the signed URL of an answer, in the active language."""
        payload = {"invitation": str(self.invitation_id), "person": str(self.person_id)}
        return signed_action_url(f"welcome.{action}", **payload, people=people)

    def address(self, url_name: str) -> str:
        return meeting_link.url(self.person_id, self.invitation_id, page=url_name)

    @property
    def yes(self) -> Link:
        return (_("Oui, une personne viendra"), self.answer("meeting_yes", 1))

    @property
    def other_answers(self) -> list[Link]:
        return [
            (_("Oui, nous serons deux"), self.answer("meeting_yes", 2)),
            (_("Non, personne ne pourra"), self.answer("meeting_no")),
            (_("Dire les noms, ou être plus nombreux"), self.address("meeting_answer_signed")),
            (
                _("Lire le dossier %(of_commune)s (PDF)") % self.words,
                self.address("meeting_material_signed"),
            ),
        ]


class MeetingInvitationMail(TownHallMeetingMail):
    """Mail that invites a town hall, with the paper about its commune."""

    def body(self) -> MailBody:
        paragraphs = [
            _(
                "Une réunion dans %(the_epci)s : comment une commune accueille de nouveaux "
                "habitants, et par quoi commencer. Le dossier de la vôtre est à lire ci-dessous."
            )
            % self.words
        ]
        if self.meeting.words:
            paragraphs.append(_("« %(words)s »") % {"words": self.meeting.words})
        return MailBody(
            subject=_("%(commune)s : réunion sur l’accueil de nouveaux habitants, %(when)s")
            % self.words,
            title=_("Accueillir de nouveaux habitants"),
            paragraphs=paragraphs,
            button=self.yes,
            links=self.other_answers,
        )


class MeetingReminderMail(TownHallMeetingMail):
    """Mail that reminds town halls that have not answered, three days before."""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("%(commune)s : viendrez-vous %(when)s ?") % self.words,
            title=_("Viendrez-vous ?"),
            paragraphs=[
                _(
                    "Un clic suffit. Si personne ne peut venir, le dossier de la commune reste "
                    "à lire."
                )
            ],
            button=self.yes,
            links=self.other_answers,
        )


class MeetingMovedMail(TownHallMeetingMail):
    """Mail to a town hall: the date or the place has changed."""

    needs_new_answer: bool = True

    def body(self) -> MailBody:
        if not self.needs_new_answer:
            return MailBody(
                subject=_("%(epci)s : la réunion change de lieu") % self.words,
                title=_("Le lieu a changé"),
                paragraphs=[_("La date reste la même. Votre réponse est gardée.")],
            )
        return MailBody(
            subject=_("%(epci)s : la réunion est déplacée, %(when)s") % self.words,
            title=_("La date a changé"),
            paragraphs=[_("Une réponse à l’ancienne date ne vaut plus : viendrez-vous ?")],
            button=self.yes,
            links=self.other_answers,
        )


class MeetingOffMail(TownHallMeetingMail):
    """Mail to a town hall: the meeting is called off."""

    reason: str = ""

    def body(self) -> MailBody:
        paragraphs = [_("La réunion prévue à cette date n’aura pas lieu.")]
        if self.reason:
            paragraphs.append(_("« %(words)s »") % {"words": self.reason})
        return MailBody(
            subject=_("%(epci)s : la réunion est annulée") % self.words,
            title=_("La réunion est annulée"),
            paragraphs=paragraphs,
            links=[
                (
                    _("Lire le dossier %(of_commune)s (PDF)") % self.words,
                    self.address("meeting_material_signed"),
                )
            ],
        )
