"""Personal data of ceremonies: answers of the person's household, and ceremonies planned."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.people.models import Person
from bocage.people.personal_data import DataItem, DataItems, data_section
from bocage.welcome.ceremonies.formatting import answer_words
from bocage.welcome.ceremonies.models import Ceremony, CeremonyGuest
from bocage.welcome.shared.formatting import when_words


@data_section(
    name="ceremony_answers",
    title=gettext_lazy("Vos invitations à des cérémonies d’accueil"),
    rank=66,
    named_in=("welcome.HouseholdAdult.person", "welcome.CeremonyGuest.answered_by"),
)
def answer_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the invitations of a person's household, and those that the person answered; one
    query.
    """
    guests = (
        CeremonyGuest.objects.filter(
            Q(project__adults__person=person, project__erased_at=None) | Q(answered_by=person)
        )
        .select_related("ceremony__commune")
        .distinct()
        .order_by("-invited_at", "pk")
    )
    for guest in guests[:limit]:
        yield DataItem(title=_moment(guest.ceremony), detail=_answer(guest))


@data_section(
    name="ceremonies_planned",
    title=gettext_lazy("Les cérémonies que vous avez prévues"),
    rank=67,
    named_in=("welcome.Ceremony.planned_by",),
)
def planned_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the ceremonies that a person planned; one query."""
    planned = Ceremony.objects.filter(planned_by=person).select_related("commune")
    for ceremony in planned.order_by("-planned_at", "pk")[:limit]:
        yield DataItem(
            title=_moment(ceremony),
            detail=[str(ceremony.get_status_display()), ceremony.words],
            url=ceremony.get_absolute_url(),
        )


def _moment(ceremony: Ceremony) -> str:
    return f"{ceremony.commune.name}, {when_words(ceremony.starts_at)}"


def _answer(guest: CeremonyGuest) -> str:
    parts = [answer_words(guest)]
    if guest.comes:
        parts.append(_("à présenter") if guest.agrees_to_be_presented else _("sans présentation"))
        if guest.presented_as:
            parts.append(_("« %(words)s »") % {"words": guest.presented_as})
        parts.append(_("photos : oui") if guest.agrees_to_photos else _("photos : non"))
    if guest.has_come:
        parts.append(_("était là"))
    return " · ".join(parts)
