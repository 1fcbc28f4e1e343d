"""What is kept of somebody who is, or was, an ambassador."""

from django.utils.translation import gettext_lazy as _

from bocage.outreach.models.ambassadors import Ambassador
from bocage.people.known_data import KnownRow, KnownRows, known_section
from bocage.people.models import Person


@known_section(
    name="outreach_ambassador",
    title=_("Parler d’ici autour de moi"),
    rank=145,
    named_in=("outreach.Ambassador.person",),
    link=("own_ambassador", _("Voir ma page d’ambassadeur")),
)
def ambassador_rows(person: Person, most: int | None) -> KnownRows:
    """Each time they were asked, with what they agreed to, and when it ended; one query."""
    found = Ambassador.objects.filter(person=person).select_related("departement", "link")
    for one in found.order_by("-asked_at", "pk")[:most]:
        yield KnownRow(
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
