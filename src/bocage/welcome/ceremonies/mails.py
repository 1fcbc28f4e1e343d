"""Mails about ceremonies, to invited households and to town halls."""

from dataclasses import replace
from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bocage.foundation.files.calendars import Method, Party
from bocage.foundation.formatting.grammar import at_name, of_name, people_words
from bocage.foundation.http.signed_actions import signed_action_url
from bocage.foundation.mail import Attachment, declare_channel, page_url
from bocage.foundation.mail.body import BodyMail, Choices, Facts, Link, MailBody
from bocage.welcome.ceremonies.documents import certificate_pdf
from bocage.welcome.ceremonies.formatting import CeremonyFacts
from bocage.welcome.ceremonies.ical import calendar_file
from bocage.welcome.ceremonies.links import ceremony_answer_link, planning_link
from bocage.welcome.shared.formatting import when_words
from bocage.welcome.sponsors.links import sponsor_offer_link

declare_channel(
    "ceremonies",
    label=gettext_lazy("Cérémonies d’accueil"),
    reason=gettext_lazy(
        "Vous recevez ce message parce que votre ménage est invité par votre commune."
    ),
    optional=False,
)
declare_channel(
    "commune_ceremonies",
    label=gettext_lazy("Cérémonies d’accueil de ma commune"),
    reason=gettext_lazy(
        "Vous recevez ce message parce que vous avez un mandat dans cette commune, où de "
        "nouveaux habitants s’installent."
    ),
    optional=False,
)


class CeremonyMail(BodyMail):
    """Base of the mails about a ceremony: shows when and where it is, in one panel."""

    channel: ClassVar[str] = "ceremonies"
    priority: ClassVar[int] = 10

    ceremony: CeremonyFacts

    def complete(self, body: MailBody) -> MailBody:
        """Adds the panel with the date and the place of the ceremony."""
        details = [
            (_("Quand"), when_words(self.ceremony.starts_at)),
            (_("Où"), self.ceremony.place),
        ]
        return replace(body, paragraphs=[*body.paragraphs, Facts(details)])

    @property
    def town(self) -> dict[str, str]:
        return {
            "commune": self.ceremony.commune_name,
            "of_commune": of_name(self.ceremony.commune_name),
            "when": when_words(self.ceremony.starts_at),
        }


class GuestMail(CeremonyMail):
    """Base of the mails to an adult of an invited household, with the calendar event; answered in
    one click, as `person_id`.
    """

    method: ClassVar[Method] = "REQUEST"

    guest_id: UUID
    person_id: UUID
    person_name: str = ""
    person_mail: str = ""
    comes: bool = False
    people: int
    """Size of the household: the number recorded by « oui » until it gives another."""

    def attachments(self) -> list[Attachment]:
        content = calendar_file(
            self.ceremony,
            guest_id=self.guest_id,
            attendee=Party(email=self.person_mail, name=self.person_name, has_accepted=self.comes),
            method=self.method,
        )
        return [
            Attachment(
                filename="ceremonie.ics",
                content=content,
                mimetype="text/calendar",
                method=self.method,
            )
        ]

    def answer(self, action: str) -> str:
        """Returns the signed URL of an answer, in the active language."""
        return signed_action_url(f"welcome.{action}", guest=self.guest_id, person=self.person_id)

    @property
    def page(self) -> str:
        """URL of the page where the household answers in full."""
        return ceremony_answer_link.url(self.person_id, self.guest_id)

    @property
    def yes(self) -> Link:
        words = _("Oui, nous venons : %(people)s") % {"people": people_words(self.people)}
        return (words, self.answer("ceremony_yes"))

    @property
    def no(self) -> Link:
        return (_("Non, nous ne pourrons pas"), self.answer("ceremony_no"))

    @property
    def in_full(self) -> Link:
        return (_("Répondre en détail : qui vient, présentation, photos"), self.page)


class CeremonyInvitationMail(GuestMail):
    """Mail that invites each adult of a household to the ceremony of their commune."""

    def body(self) -> MailBody:
        paragraphs = [
            _(
                "La mairie %(of_commune)s serait heureuse de vous présenter à la commune, vous "
                "et les vôtres."
            )
            % self.town
        ]
        if self.ceremony.words:
            paragraphs.append(_("« %(words)s »") % {"words": self.ceremony.words})
        paragraphs.append(
            _(
                "Rien n’oblige à être présenté ni photographié : vous le dites en répondant. "
                "La mairie lira votre nom si vous venez."
            )
        )
        return MailBody(
            subject=_("%(commune)s vous accueille %(when)s") % self.town,
            title=_("Vous êtes invités"),
            paragraphs=paragraphs,
            button=self.yes,
            links=[self.no, self.in_full],
        )


class CeremonyReminderMail(GuestMail):
    """Mail that reminds the households that have not answered."""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("%(commune)s : serez-vous là %(when)s ?") % self.town,
            title=_("Serez-vous là ?"),
            paragraphs=[
                _("La mairie prépare l’accueil, et aimerait savoir sur combien compter."),
                _("Un clic suffit. C’est le seul rappel."),
            ],
            button=self.yes,
            links=[self.no, self.in_full],
        )


class CeremonySoonMail(GuestMail):
    """Mail that reminds the households that come, just before the ceremony."""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("C’est bientôt : %(commune)s vous accueille") % self.town,
            title=_("C’est bientôt"),
            paragraphs=[
                _("La mairie vous attend : %(people)s. Venez comme vous êtes.")
                % {"people": people_words(self.people)}
            ],
            button=(_("Changer notre réponse"), self.page),
            links=[self.no],
        )


class CeremonyMovedMail(GuestMail):
    """Mail to the invited households that did not decline: the date or the place has changed."""

    needs_new_answer: bool = True

    def body(self) -> MailBody:
        if not self.needs_new_answer:
            return MailBody(
                subject=_("%(commune)s : la cérémonie change de lieu") % self.town,
                title=_("Le lieu a changé"),
                paragraphs=[_("La date reste la même. Votre réponse est gardée.")],
                button=(_("Changer notre réponse"), self.page),
            )
        return MailBody(
            subject=_("%(commune)s : la cérémonie est déplacée, %(when)s") % self.town,
            title=_("La date a changé"),
            paragraphs=[_("Votre première réponse valait pour l’ancienne date : serez-vous là ?")],
            button=self.yes,
            links=[self.no, self.in_full],
        )


class CeremonyOfNewCommuneMail(GuestMail):
    """Mail to the invited households that did not decline: the commune has merged, and the ceremony
    is unchanged.
    """

    former_name: str

    def body(self) -> MailBody:
        words = {**self.town, "former": self.former_name, "at_former": at_name(self.former_name)}
        return MailBody(
            subject=_("Votre cérémonie %(at_former)s : la commune devient %(commune)s") % words,
            title=_("La commune change, pas la cérémonie"),
            paragraphs=[
                _("%(former)s fait désormais partie %(of_commune)s. La date et le lieu restent.")
                % words,
                _("Votre réponse est gardée : rien n’est à refaire.")
                if self.comes
                else _("Vous pouvez toujours y répondre."),
            ],
            button=(_("Voir l’invitation"), self.page),
        )


class CeremonyOffMail(GuestMail):
    """Mail to the invited households that did not decline: the ceremony is called off, and leaves
    their calendars.
    """

    method: ClassVar[Method] = "CANCEL"

    reason: str = ""

    def body(self) -> MailBody:
        paragraphs = [_("La cérémonie prévue à cette date n’aura pas lieu.")]
        if self.reason:
            paragraphs.append(_("« %(words)s »") % {"words": self.reason})
        paragraphs.append(_("Vous serez invités à la prochaine : rien n’est à faire."))
        return MailBody(
            subject=_("%(commune)s : la cérémonie d’accueil est annulée") % self.town,
            title=_("La cérémonie est annulée"),
            paragraphs=paragraphs,
        )


class CeremonyThanksMail(CeremonyMail):
    """Mail to the households that attended, with their certificate."""

    household: str
    signed_by: str = ""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("%(commune)s : bienvenue chez vous") % self.town,
            title=_("Bienvenue chez vous"),
            paragraphs=[
                _("Merci d’être venus. Votre certificat de bienvenue est joint à ce message."),
                _("Une question, un coup de main à donner ou à demander : la mairie est là."),
            ],
        )

    def attachments(self) -> list[Attachment]:
        pdf = certificate_pdf(self.ceremony, household=self.household, signed_by=self.signed_by)
        return [
            Attachment(filename="certificat.pdf", content=pdf, mimetype="application/pdf"),
        ]


class TownHallMail(CeremonyMail):
    """Base of the mails about a ceremony to the town hall."""

    channel: ClassVar[str] = "commune_ceremonies"

    person_id: UUID

    def answer(self, action: str) -> str:
        """Returns the signed URL of an answer, in the active language."""
        return signed_action_url(
            f"welcome.{action}", ceremony=self.ceremony.ceremony_id, person=self.person_id
        )


class WasItHeldMail(TownHallMail):
    """Mail to the town hall, the day after, asking whether the ceremony took place: one click, or
    the page to record the attendance.
    """

    def body(self) -> MailBody:
        return MailBody(
            subject=_("%(commune)s : la cérémonie a-t-elle eu lieu ?") % self.town,
            title=_("La cérémonie a-t-elle eu lieu ?"),
            paragraphs=[
                _("Dites-le d’un clic : chaque ménage venu reçoit son certificat de bienvenue."),
                _("« Oui » compte comme présents ceux qui avaient dit qu’ils venaient."),
            ],
            button=(_("Oui, elle a eu lieu"), self.answer("ceremony_held")),
            links=[
                (
                    _("Cocher qui était là"),
                    page_url("ceremony", self.ceremony.ceremony_id),
                ),
                (_("Non, elle n’a pas eu lieu"), self.answer("ceremony_not_held")),
            ],
        )


class GuestGoneMail(TownHallMail):
    """Mail to the town hall: a household that had accepted does not come any more."""

    household: str = ""
    people: int

    def body(self) -> MailBody:
        words = {**self.town, "household": self.household, "people": people_words(self.people)}
        sentence = (
            _("%(household)s avait dit oui (%(people)s) et ne viendra finalement pas.")
            if self.household
            else _("Un ménage qui avait dit oui (%(people)s) ne viendra finalement pas.")
        )
        return MailBody(
            subject=_("%(commune)s : un ménage de moins à la cérémonie") % words,
            title=_("Un ménage ne viendra pas"),
            paragraphs=[
                sentence % words,
                _("La liste des invités et le déroulé sont à jour : rien n’est à faire."),
            ],
            button=(_("Voir la cérémonie"), page_url("ceremony", self.ceremony.ceremony_id)),
        )


class CeremonyFollowsMail(TownHallMail):
    """Mail to the people who manage a ceremony, and to the person who planned it: the commune has
    merged, and the ceremony belongs to the new one. It also reaches planners whose mandate did
    not move with it.
    """

    former_name: str
    may_open: bool = True

    def body(self) -> MailBody:
        words = {**self.town, "former": self.former_name, "at_former": at_name(self.former_name)}
        return MailBody(
            subject=_("%(commune)s : la cérémonie prévue %(at_former)s vous suit") % words,
            title=_("Une cérémonie suit la commune nouvelle"),
            paragraphs=[
                _(
                    "%(former)s et %(commune)s ne font plus qu’une commune. La cérémonie prévue "
                    "garde sa date, son lieu et ses invités ; rien n’est perdu."
                )
                % words,
                *([] if self.may_open else [_("La mairie de la commune nouvelle la prépare.")]),
            ],
            button=(_("Voir la cérémonie"), page_url("ceremony", self.ceremony.ceremony_id))
            if self.may_open
            else None,
        )


class DateWantedMail(BodyMail):
    """Mail to the town hall of a commune where a household has arrived, requesting a date."""

    channel: ClassVar[str] = "commune_ceremonies"
    priority: ClassVar[int] = 0

    commune_name: str
    commune_code: str
    person_id: UUID
    newcomers: int = 1

    def body(self) -> MailBody:
        newcomers = ngettext(
            "%(count)s ménage que le territoire accompagne s’est installé dans votre commune et "
            "n’a pas encore été présenté.",
            "%(count)s ménages que le territoire accompagne se sont installés dans votre commune "
            "et n’ont pas encore été présentés.",
            self.newcomers,
        )
        sponsor = (
            _("Proposer un parrain ou une marraine"),
            sponsor_offer_link.url(self.person_id, self.commune_code),
        )
        return MailBody(
            subject=_("%(commune_name)s : une date pour accueillir vos nouveaux habitants ?")
            % {"commune_name": self.commune_name},
            title=_("Accueillir vos nouveaux habitants"),
            paragraphs=[
                newcomers % {"count": self.newcomers},
                _(
                    "Une date et un lieu suffisent : un bouton invite les ménages, et vous recevez "
                    "les réponses, le déroulé et les certificats."
                ),
            ],
            button=(
                _("Choisir une date"),
                planning_link.url(self.person_id, self.commune_code),
            ),
            after=[
                Choices(
                    _("Quelqu’un de la commune pourrait leur montrer le pays, les premiers mois ?"),
                    [sponsor],
                )
            ],
        )
