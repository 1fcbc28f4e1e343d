"""Personal data of letters: export, and erasure with the account."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bocage.outreach.prospects.personal_data import CONTACTS
from bocage.outreach.sequences.models.sendings import Sending
from bocage.people.erasure import Erasure, erases
from bocage.people.models import Person
from bocage.people.personal_data import DataItem, DataItems, data_section


@data_section(name="outreach_letters", title=_("Les lettres reçues de nous"), rank=143)
def letter_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the letters sent to a person, the latest first, with their visits and answers; one
    query.
    """
    of_person = Q(enrolment__prospect__person=person) | Q(
        enrolment__prospect__email=person.email.lower()
    )
    sendings = Sending.objects.filter(of_person, state=Sending.State.SENT).select_related(
        "enrolment__sequence"
    )
    for sending in sendings.order_by("-closed_at", "id")[:limit]:
        yield DataItem(
            title=f"{sending.closed_at:%Y-%m-%d} · {sending.subject}",
            detail=[
                sending.enrolment.sequence.name,
                sending.address,
                f"{sending.clicked_at:%Y-%m-%d} ({sending.clicks})" if sending.clicked_at else "",
                sending.answer,
                sending.answered_from,
            ],
        )


@erases(CONTACTS, rank=202)
def letters(erasure: Erasure) -> None:
    if erasure.address:
        erasure.empty(Sending.objects.filter(address=erasure.address), address="", answered_from="")
