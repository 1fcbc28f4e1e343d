"""What ambassadors say of themselves, and what goes with their account."""

from django.utils.translation import gettext_lazy as _

from bocage.outreach.ambassadors.models import Ambassador, AmbassadorThanks
from bocage.outreach.ambassadors.operations.ambassadors import stop_being_ambassador
from bocage.outreach.editorial.personal_data import TESTIMONIES
from bocage.people.erasure import Erasure, before_erasure, erases
from bocage.people.models import Person
from bocage.people.personal_data import DataItem, DataItems, data_section


@data_section(
    name="outreach_ambassador",
    title=_("Parler d’ici autour de moi"),
    rank=145,
    named_in=("outreach.Ambassador.person",),
    link=("own_ambassador", _("Voir ma page d’ambassadeur")),
)
def ambassador_rows(person: Person, most: int | None) -> DataItems:
    """Yields a row for each time the person was an ambassador, was invited or offered, with what
    they agreed to and when it ended, the most recent first; one query.
    """
    found = Ambassador.objects.filter(person=person).select_related("departement", "link")
    for one in found.order_by("-asked_at", "pk")[:most]:
        yield DataItem(
            title=f"{one.departement.name} · {one.get_state_display()}",
            detail=[
                f"{one.agreed_at:%Y-%m-%d}" if one.agreed_at else "",
                one.words,
                str(one.get_how_display()),
                f"{one.ended_at:%Y-%m-%d}" if one.ended_at else "",
                str(one.get_ended_by_display()),
                one.link.code if one.link is not None else "",
            ],
        )


@before_erasure(rank=200)
def ambassadorships(erasure: Erasure) -> None:
    """Ends the open ambassadorships of a person whose account is erased."""
    person = erasure.person
    for ambassador in Ambassador.objects.filter(person=person, state__in=Ambassador.OPEN):
        stop_being_ambassador(by=person, ambassador=ambassador, now=erasure.now)


@erases(TESTIMONIES, rank=211)
def ambassador_thanks(erasure: Erasure) -> None:
    erasure.delete(AmbassadorThanks.objects.filter(ambassador__person=erasure.person))
    erasure.tables.add(Ambassador)
