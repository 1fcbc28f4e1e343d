"""The letters that somebody was sent as a prospect, and what they answered."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bocage.outreach.models.sendings import Sending
from bocage.people.known_data import KnownRow, KnownRows, known_section
from bocage.people.models import Person


@known_section(name="outreach_letters", title=_("Les lettres reçues de nous"), rank=143)
def letter_rows(person: Person, most: int | None) -> KnownRows:
    """The letters, the latest first, with what came of each; one query."""
    mine = Q(enrolment__prospect__person=person) | Q(
        enrolment__prospect__email=person.email.lower()
    )
    sendings = Sending.objects.filter(mine, state=Sending.State.SENT).select_related(
        "enrolment__sequence"
    )
    for sending in sendings.order_by("-settled_at", "id")[:most]:
        yield KnownRow(
            title=f"{sending.settled_at:%Y-%m-%d} · {sending.subject}",
            detail=[
                sending.enrolment.sequence.name,
                sending.address,
                f"{sending.clicked_at:%Y-%m-%d} ({sending.clicks})" if sending.clicked_at else "",
                sending.answer,
                sending.answered_from,
            ],
        )
