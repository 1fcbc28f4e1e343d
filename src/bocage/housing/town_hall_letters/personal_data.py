"""Export of the letters of a commune; searches, devices and letters are deleted with an account."""

from django.db.models import Q
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_lazy as _

from bocage.foundation.formatting.dates import long_date
from bocage.housing.searches.models import PushSubscription, SavedSearch
from bocage.housing.town_hall_letters.models import TownHallLetter
from bocage.people.erasure import Erasure, erases
from bocage.people.models import Person
from bocage.people.personal_data import DataItem, DataItems, data_section


@erases(_("Vos recherches de logement, vos alertes et vos appareils"), rank=600)
def searches(erasure: Erasure) -> None:
    condition = Q(person=erasure.person)
    if erasure.address:
        condition |= Q(email=erasure.address)
    erasure.delete(
        SavedSearch.objects.filter(condition),
        PushSubscription.objects.filter(person=erasure.person),
        TownHallLetter.objects.filter(person=erasure.person),
    )


@data_section(
    name="town_hall_letters",
    title=gettext_lazy("Les courriers « Quoi de neuf » de votre commune"),
    rank=55,
    named_in=("housing.TownHallLetter.person",),
)
def letter_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the weekly letters that were sent to a person; one query."""
    letters = TownHallLetter.objects.filter(person=person).select_related("commune")
    for letter in letters.order_by("-week", "pk")[:limit]:
        yield DataItem(title=letter.commune.name, detail=long_date(letter.sent_at))
