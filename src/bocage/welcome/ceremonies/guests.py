"""Guests of a ceremony as the people who manage it may read them.

A person who follows the project of a household reads its name. The town hall reads it once the
household accepts the invitation (the answer page announces it), or if it already consented to be
mentioned to town halls; otherwise the guest is listed without a name.
"""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from bocage.people.models import Person
from bocage.welcome.ceremonies.formatting import answer_words
from bocage.welcome.ceremonies.models import Ceremony, CeremonyGuest
from bocage.welcome.ceremonies.newcomers import spoken_of_to_town_halls
from bocage.welcome.projects.formatting import since_words


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestLine:
    """Household as a line of the guest list or of the run sheet."""

    guest_id: UUID
    household: str
    is_named: bool
    answer: str
    answer_words: str
    comes: bool
    people: int
    is_presented: bool
    has_photos: bool
    about: str
    has_come: bool


def guests_of(ceremony: Ceremony, person: Person) -> list[GuestLine]:
    """Lists the guests of a ceremony: first those who come, then those without an answer, then
    those who declined, each group in the order of moving in. Two queries.
    """
    guests = list(
        CeremonyGuest.objects.filter(ceremony=ceremony, project__erased_at=None)
        .select_related("project__departement", "project__commune")
        .order_by("project__moved_in_on", "pk")
    )
    agreed = spoken_of_to_town_halls(guest.project_id for guest in guests)
    order = [CeremonyGuest.Answer.YES, CeremonyGuest.Answer.NONE, CeremonyGuest.Answer.NO]
    guests.sort(key=lambda guest: order.index(CeremonyGuest.Answer(guest.answer)))
    return [
        _guest_line(
            guest,
            is_named=guest.comes
            or guest.project_id in agreed
            or person.has_perm("welcome.follow_project", guest.project),
        )
        for guest in guests
    ]


def _guest_line(guest: CeremonyGuest, *, is_named: bool) -> GuestLine:
    project = guest.project
    return GuestLine(
        guest_id=guest.pk,
        household=project.name if is_named else _("Un ménage invité"),
        is_named=is_named,
        answer=guest.answer,
        answer_words=answer_words(guest),
        comes=guest.comes,
        people=guest.people,
        is_presented=guest.agrees_to_be_presented,
        has_photos=guest.agrees_to_photos,
        about=_about(guest) if guest.agrees_to_be_presented else "",
        has_come=guest.has_come,
    )


def _about(guest: CeremonyGuest) -> str:
    """Returns the household's own words, or else since when it lives there and where it comes
    from.
    """
    return guest.presented_as or since_words(guest.project)
