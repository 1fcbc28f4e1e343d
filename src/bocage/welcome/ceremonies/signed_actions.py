"""Answers to the mails about ceremonies, each with one button."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bocage.foundation.errors import Refusal
from bocage.foundation.formatting.grammar import people_words
from bocage.foundation.http.signed_actions import (
    NoLongerPossible,
    Outcome,
    Payload,
    Question,
    signed_action,
)
from bocage.people.models import Person
from bocage.people.row_answers import RowAnswer
from bocage.welcome.ceremonies.links import ceremony_answer_link
from bocage.welcome.ceremonies.models import Ceremony, CeremonyGuest
from bocage.welcome.ceremonies.operations.ceremonies import (
    GuestAnswer,
    answer_invitation,
    call_off_ceremony,
    hold_ceremony,
)
from bocage.welcome.shared.formatting import when_words

GOOD_FOR = timedelta(days=200)


class _GuestAction(RowAnswer[CeremonyGuest]):
    """Base of the answers of an adult of an invited household."""

    payload_key = "guest"
    rows = CeremonyGuest.objects.select_related("ceremony__commune", "project")
    permission = "welcome.answer_ceremony"

    def find_row(self, payload: Payload) -> tuple[Person, CeremonyGuest]:
        person, guest = super().find_row(payload)
        if not guest.ceremony.is_coming:
            raise NoLongerPossible(_("Cette cérémonie est passée ou annulée."))
        return person, guest


@signed_action("welcome.ceremony_yes", max_age=GOOD_FOR)
class CeremonyYes(_GuestAction):
    """Signed action « Oui, nous venons »: accepts for the whole household, without presentation nor
    photos until it consents on the next page.
    """

    def question(self, payload: Payload) -> Question | Outcome:
        person, guest = self.find_row(payload)
        if guest.comes:
            return _noted_yes(person, guest)
        return Question(
            title=_("Vous venez ?"),
            explanation=_about(guest),
            answer=_("Oui, nous venons : %(people)s") % {"people": people_words(_people(guest))},
            after=_(
                "Vous pourrez ensuite changer ce nombre, et dire si vous voulez bien être "
                "présentés ou photographiés. Sans réponse, c’est non."
            ),
        )

    def perform(self, payload: Payload) -> Outcome:
        person, guest = self.find_row(payload)
        if not guest.comes:
            answer = GuestAnswer(comes=True, people=_people(guest))
            guest = answer_invitation(by=person, guest=guest, answer=answer)
        return _noted_yes(person, guest)


@signed_action("welcome.ceremony_no", max_age=GOOD_FOR)
class CeremonyNo(_GuestAction):
    """« Non, nous ne pourrons pas »."""

    def question(self, payload: Payload) -> Question | Outcome:
        person, guest = self.find_row(payload)
        if guest.answer == CeremonyGuest.Answer.NO:
            return _noted_no(person, guest)
        return Question(
            title=_("Vous ne pourrez pas venir ?"),
            explanation=_about(guest),
            answer=_("Non, nous ne pourrons pas"),
            after=_("Vous serez invités à la prochaine."),
        )

    def perform(self, payload: Payload) -> Outcome:
        person, guest = self.find_row(payload)
        if guest.answer != CeremonyGuest.Answer.NO:
            guest = answer_invitation(by=person, guest=guest, answer=GuestAnswer(comes=False))
        return _noted_no(person, guest)


class _ManagerAction(RowAnswer[Ceremony]):
    """Base of the answers of a person who manages a ceremony."""

    payload_key = "ceremony"
    rows = Ceremony.objects.select_related("commune")
    permission = "welcome.manage_ceremony"

    def without_right(self) -> Refusal:
        return NoLongerPossible(
            _("Vous n’avez plus de mandat dans cette commune : ce lien ne sert plus.")
        )


@signed_action("welcome.ceremony_held", max_age=GOOD_FOR)
class CeremonyHeld(_ManagerAction):
    """Signed action « Oui, elle a eu lieu »: records that the ceremony was held, with the guests
    who had accepted as attending.
    """

    def question(self, payload: Payload) -> Question | Outcome:
        _person, ceremony = self.find_row(payload)
        if not ceremony.is_coming or ceremony.starts_at > timezone.now():
            return _stands(ceremony)
        return Question(
            title=_("La cérémonie a eu lieu ?"),
            explanation=_moment(ceremony),
            answer=_("Oui, elle a eu lieu"),
            after=_("Chaque ménage qui avait répondu oui reçoit son certificat."),
        )

    def perform(self, payload: Payload) -> Outcome:
        person, ceremony = self.find_row(payload)
        if ceremony.is_coming:
            coming = ceremony.guests.filter(answer=CeremonyGuest.Answer.YES)
            present = list(coming.values_list("pk", flat=True))
            ceremony = hold_ceremony(by=person, ceremony=ceremony, present=present)
        return _stands(ceremony)


@signed_action("welcome.ceremony_not_held", max_age=GOOD_FOR)
class CeremonyNotHeld(_ManagerAction):
    """« Non, elle n’a pas eu lieu »."""

    def question(self, payload: Payload) -> Question | Outcome:
        _person, ceremony = self.find_row(payload)
        if not ceremony.is_coming:
            return _stands(ceremony)
        return Question(
            title=_("La cérémonie n’a pas eu lieu ?"),
            explanation=_moment(ceremony),
            answer=_("Non, elle n’a pas eu lieu"),
            after=_("Les ménages invités l’apprennent, et seront invités à la prochaine."),
        )

    def perform(self, payload: Payload) -> Outcome:
        person, ceremony = self.find_row(payload)
        if ceremony.is_coming:
            ceremony = call_off_ceremony(by=person, ceremony=ceremony, reason="")
        return _stands(ceremony)


def _people(guest: CeremonyGuest) -> int:
    return min(guest.project.adults_count + guest.project.children_count, 40)


def _moment(ceremony: Ceremony) -> str:
    return f"{ceremony.commune.name}, {when_words(ceremony.starts_at)}, {ceremony.place}"


def _about(guest: CeremonyGuest) -> str:
    return _moment(guest.ceremony)


def _noted_yes(person: Person, guest: CeremonyGuest) -> Outcome:
    return Outcome(
        title=_("C’est noté : vous venez, %(people)s") % {"people": people_words(guest.people)},
        explanation=_about(guest),
        link=ceremony_answer_link.path(person.pk, guest.pk),
        link_label=_("Dire qui vient, être présentés, photos"),
    )


def _noted_no(person: Person, guest: CeremonyGuest) -> Outcome:
    return Outcome(
        title=_("C’est noté : vous ne venez pas"),
        explanation=_about(guest),
        link=ceremony_answer_link.path(person.pk, guest.pk),
        link_label=_("Changer d’avis"),
    )


def _stands(ceremony: Ceremony) -> Outcome:
    titles = {
        Ceremony.Status.HELD: _("C’est noté : la cérémonie a eu lieu"),
        Ceremony.Status.CALLED_OFF: _("La cérémonie est annulée"),
    }
    return Outcome(
        title=titles.get(Ceremony.Status(ceremony.status), _("La cérémonie est à venir")),
        explanation=_moment(ceremony),
        link=reverse("ceremony", args=[ceremony.pk]),
        link_label=_("Voir la cérémonie"),
    )
