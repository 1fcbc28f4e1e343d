"""Personal data of ambassadors: export, and erasure with the account."""

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
def ambassador_rows(person: Person, limit: int | None) -> DataItems:
    """Yields a row for each time the person was an ambassador, was invited or offered, with what
    they agreed to and when it ended, the most recent first; one query.
    """
    ambassadors = Ambassador.objects.filter(person=person).select_related("departement", "link")
    for ambassador in ambassadors.order_by("-requested_at", "pk")[:limit]:
        yield DataItem(
            title=f"{ambassador.departement.name} · {ambassador.get_state_display()}",
            detail=[
                f"{ambassador.agreed_at:%Y-%m-%d}" if ambassador.agreed_at else "",
                ambassador.words,
                str(ambassador.get_collection_method_display()),
                f"{ambassador.ended_at:%Y-%m-%d}" if ambassador.ended_at else "",
                str(ambassador.get_ended_by_display()),
                ambassador.link.code if ambassador.link is not None else "",
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
