"""Personal data stored by « Deux par deux »."""

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from bocage.foundation.formatting.dates import date_format
from bocage.network.pairs.models import PairSide
from bocage.network.pairs.presentation import meetings_of
from bocage.people.models import Person
from bocage.people.personal_data import DataItem, DataItems, data_section


@data_section(
    name="network_pairs",
    title=_("Vos rencontres « Deux par deux »"),
    rank=83,
    named_in=("network.Member.person",),
    link=("own_pairs", _("Voir mes rencontres")),
)
def pair_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the members to whom the person was introduced, month by month; one query."""
    sides: list[PairSide] = list(meetings_of(person)[:limit])
    for side in sides:
        yield DataItem(
            title=capfirst(date_format(side.month, "F Y")),
            detail=[
                *(
                    member.person.name
                    for member in (side.pair.first, side.pair.second)
                    if member.pk != side.member_id
                ),
                side.pair.place_name,
            ],
        )
