"""What is kept of somebody who was a prospect, told to them once they have an account."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from bocage.outreach.models.consents import ProspectConsent
from bocage.outreach.models.prospects import Prospect, Touch
from bocage.outreach.models.themes import Theme
from bocage.outreach.own_links import own_page_link
from bocage.people.known_data import KnownRow, KnownRows, known_section
from bocage.people.models import Person


@known_section(name="outreach_prospect", title=_("Gardons le contact"), rank=140)
def prospect_rows(person: Person, most: int | None) -> KnownRows:
    """Their records, with a link to the page that changes and erases them; one query."""
    records = Prospect.objects.known().filter(_is_theirs(person))
    for record in records.order_by("-last_touch_at", "id")[:most]:
        yield KnownRow(
            title=str(record),
            detail=[
                record.email,
                record.phone,
                record.origin,
                record.trade,
                str(record.get_family_display()),
                ", ".join(str(Theme(one).label) for one in record.interests),
                str(record.get_status_display()),
                record.notes,
            ],
            url=own_page_link.url(record.pk, record.email) if record.email == person.email else "",
        )


@known_section(name="outreach_consents", title=_("Ce que vous acceptez"), rank=141)
def consent_rows(person: Person, most: int | None) -> KnownRows:
    """What they agreed to, in the words that they were shown; one query."""
    consents = ProspectConsent.objects.filter(prospect__in=_records_of(person))
    for consent in consents.order_by("-given_at", "id")[:most]:
        yield KnownRow(
            title=consent.words,
            detail=[
                f"{consent.given_at:%Y-%m-%d}",
                str(consent.get_how_display()),
                consent.lawful_basis,
                str(consent.get_withdrawn_by_display()),
            ],
        )


@known_section(name="outreach_touches", title=_("Comment nous nous sommes rencontrés"), rank=142)
def touch_rows(person: Person, most: int | None) -> KnownRows:
    """How they were met; one query."""
    touches = Touch.objects.filter(prospect__in=_records_of(person)).select_related("campaign")
    for touch in touches.order_by("-at", "id")[:most]:
        yield KnownRow(
            title=f"{touch.at:%Y-%m-%d} · {touch.get_kind_display()}",
            detail=[touch.campaign.name if touch.campaign else "", touch.note],
        )


def _is_theirs(person: Person) -> Q:
    return Q(person=person) | Q(email=person.email.lower()) & ~Q(email="")


def _records_of(person: Person) -> QuerySet[Prospect, Any]:
    """Found first, by their indexes: a join would look for them among those of a whole country."""
    return Prospect.objects.filter(_is_theirs(person)).order_by().values("pk")
