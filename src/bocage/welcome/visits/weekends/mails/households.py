"""Mails to households about welcome weekends: invited, seated, placed, moved, called off."""

from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _

from bocage.foundation.files.calendars import Method
from bocage.foundation.formatting.times import full_period
from bocage.foundation.http.signed_actions import signed_action_url
from bocage.foundation.mail import Attachment, page_url
from bocage.foundation.mail.body import Fact, Facts, Link, MailBody
from bocage.welcome.visits.mails import StayBodyMail, team_fact
from bocage.welcome.visits.stays.formatting import TeamFacts
from bocage.welcome.visits.stays.ical import StayCalendar, files_to_take_away
from bocage.welcome.visits.weekends.formatting import PlacesFacts
from bocage.welcome.visits.weekends.ical import WeekendEvent, calendar_file


class WeekendMail(StayBodyMail):
    """Base of the mails to a household about a weekend, answered in one click as `person_id`."""

    channel: ClassVar[str] = "stays"
    method: ClassVar[Method | None] = None
    """iCalendar method of the attached event; None if the mail has none."""

    person_id: UUID
    event: WeekendEvent
    team: TeamFacts

    def attachments(self) -> list[Attachment]:
        if self.method is None:
            return []
        return [
            Attachment(
                filename="week-end.ics",
                content=calendar_file(self.event, self.method),
                mimetype="text/calendar",
                method=self.method,
            )
        ]

    def answer(self, action: str) -> str:
        """Returns the signed URL of an answer, in the active language."""
        return signed_action_url(
            f"welcome.{action}", household=self.event.household_id, person=self.person_id
        )

    @property
    def names(self) -> dict[str, str]:
        return {"name": self.event.name}

    @property
    def facts(self) -> list[Fact]:
        facts = [
            (_("Dates"), full_period(self.event.starts_at, self.event.ends_at)),
            (_("Où l’on se retrouve"), self.event.meeting),
            team_fact(self.team),
        ]
        return [fact for fact in facts if fact[1]]

    @property
    def coming(self) -> Link:
        return _("Nous venons"), self.answer("come_to_weekend")

    @property
    def not_coming(self) -> Link:
        return _("Nous ne venons pas"), self.answer("decline_weekend")


class WeekendInvitationMail(WeekendMail):
    """Mail that invites a household to a weekend."""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Vous êtes invités : %(name)s") % self.names,
            title=_("Venez voir, avec d’autres ménages"),
            paragraphs=[
                _(
                    "Un week-end pour découvrir le territoire en même temps que d’autres ménages. "
                    "Les nuits et les trajets s’organisent avec vous."
                ),
                *([self.event.words] if self.event.words else []),
                Facts(self.facts),
            ],
            button=self.coming,
            links=[self.not_coming],
            after=[_("Une question ? Répondez à ce message.")],
        )


class WeekendSeatMail(WeekendMail):
    """Mail to a household: it has a seat, with an event for its calendar."""

    method: ClassVar[Method | None] = "REQUEST"

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Votre place est gardée : %(name)s") % self.names,
            title=_("Votre place est gardée"),
            paragraphs=[
                _("Nous préparons votre programme : vous le recevrez dès qu’il est prêt."),
                _(
                    "Qui vous conduira et qui vous logera auront vos prénoms et votre numéro, si "
                    "vous avez accepté que nous parlions de vous à des personnes qui aident."
                ),
                _("Un empêchement ? Dites-le : un autre ménage attend peut-être."),
                Facts(self.facts),
            ],
            links=[self.not_coming],
        )


class WeekendWaitingMail(WeekendMail):
    """Mail to a household: all seats are taken, and it is on the waiting list."""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Liste d’attente : %(name)s") % self.names,
            title=_("Vous êtes sur la liste d’attente"),
            paragraphs=[
                _(
                    "Toutes les places sont prises. Si l’une se libère, elle est à vous, et nous "
                    "vous écrivons aussitôt."
                ),
                Facts(self.facts),
            ],
            links=[self.not_coming],
        )


class WeekendMovedMail(WeekendMail):
    """Mail to a household: the dates or the place have changed, and its calendars are updated."""

    method: ClassVar[Method | None] = "REQUEST"

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Changement : %(name)s") % self.names,
            title=_("Le week-end a changé"),
            paragraphs=[
                _("Voici les dates et le lieu tels qu’ils sont maintenant. Votre place reste."),
                _("Cela ne vous va plus ? Dites-le : un autre ménage attend peut-être."),
                Facts(self.facts),
            ],
            links=[self.not_coming],
        )


class WeekendPlacesMail(WeekendMail):
    """Mail to a household: who drives it, and where it sleeps."""

    places: PlacesFacts

    def body(self) -> MailBody:
        places = self.places
        way = _("vous venez par vos propres moyens") if places.has_own_way else ""
        night = _("vous avez prévu vos nuits ailleurs") if places.has_own_night else ""
        facts = [
            (_("Qui vous conduit"), places.car or way),
            (_("Qui vous loge"), places.night or night),
        ]
        return MailBody(
            subject=_("Votre trajet et vos nuits : %(name)s") % self.names,
            title=_("Vous êtes attendus"),
            paragraphs=[
                _("Voici ce qui est convenu pour votre trajet et vos nuits."),
                Facts([*(fact for fact in facts if fact[1]), *self.facts]),
            ],
            links=[self.not_coming],
            after=[_("Cela ne convient pas ? Répondez à ce message.")],
        )


class WeekendLeftMail(WeekendMail):
    """Mail to a household that gave up its seat: the weekend leaves its calendars."""

    method: ClassVar[Method | None] = "CANCEL"

    stay: StayCalendar | None = None
    """Their own programme, if they had received it."""

    def attachments(self) -> list[Attachment]:
        return [*super().attachments(), *files_to_take_away(self.stay)]

    def body(self) -> MailBody:
        return MailBody(
            subject=_("C’est noté : vous ne venez pas à « %(name)s »") % self.names,
            title=_("C’est noté, vous ne venez pas"),
            paragraphs=[
                _("Votre projet continue comme avant. Merci de nous l’avoir dit."),
                _("Vous pouvez venir, finalement ? Dites-le : votre place est peut-être libre."),
                Facts(self.facts),
            ],
            links=[self.coming],
        )


class WeekendSeatFreeMail(WeekendMail):
    """Mail to a household whose project closed before the weekend: its seat is freed, and the
    weekend leaves its calendars.
    """

    method: ClassVar[Method | None] = "CANCEL"

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Votre place est rendue : %(name)s") % self.names,
            title=_("Votre place est rendue"),
            paragraphs=[
                _(
                    "Votre projet est clos : nous ne vous attendons plus à ce week-end, et il "
                    "disparaît de votre agenda."
                ),
                _("Vous souhaitez venir quand même ? Répondez à ce message."),
                Facts(self.facts),
            ],
        )


class WeekendOffMail(WeekendMail):
    """Mail to a household: the weekend is called off and leaves its calendars."""

    method: ClassVar[Method | None] = "CANCEL"

    reason: str = ""
    had_a_seat: bool = True
    stay: StayCalendar | None = None
    """Their own programme, if they had received it."""

    def attachments(self) -> list[Attachment]:
        seat = super().attachments() if self.had_a_seat else []
        return [*seat, *files_to_take_away(self.stay)]

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Annulé : %(name)s") % self.names,
            title=_("Ce week-end n’aura pas lieu"),
            paragraphs=[
                *([_("« %(words)s »") % {"words": self.reason}] if self.reason else []),
                _("D’autres dates vous iraient ? Répondez à ce message."),
                Facts(self.facts),
            ],
        )


class HouseholdNotComingMail(StayBodyMail):
    """Mail to the person who prepares the weekend: a household does not come, and its seat is free
    or passes to the next one.
    """

    channel: ClassVar[str] = "stay_team"

    weekend_id: UUID
    name: str
    household: str
    next_household: str = ""
    """Household from the waiting list that has the seat; empty if none."""

    def body(self) -> MailBody:
        words = {"household": self.household, "name": self.name, "next": self.next_household}
        seat = (
            _("La place passe à %(next)s.")
            if self.next_household
            else _("Aucun ménage n’attend cette place.")
        )
        return MailBody(
            subject=_("%(household)s ne vient pas : %(name)s") % words,
            title=_("Un ménage ne vient plus"),
            paragraphs=[
                _("%(household)s ne vient pas.") % words,
                seat % words,
                Facts([(_("Week-end"), self.name)]),
            ],
            button=(_("Voir le week-end"), page_url("weekend", self.weekend_id)),
        )
