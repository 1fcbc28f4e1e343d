"""Personal data of prospects: export, erasure with the account, and retained data."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from bocage.outreach.prospects.links import own_page_link
from bocage.outreach.prospects.models.consents import ProspectConsent
from bocage.outreach.prospects.models.prospects import Prospect, Touch
from bocage.outreach.prospects.operations.erasure import erase_prospect
from bocage.outreach.shared.themes import Theme
from bocage.people.erasure import Erasure, erases, retained_after_erasure
from bocage.people.models import Person
from bocage.people.personal_data import DataItem, DataItems, data_section


@data_section(name="outreach_prospect", title=_("Gardons le contact"), rank=140)
def prospect_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the prospect records of a person, with a link to the page that changes and erases
    them; one query.
    """
    records = Prospect.objects.current().filter(_is_theirs(person))
    for record in records.order_by("-last_touch_at", "id")[:limit]:
        yield DataItem(
            title=str(record),
            detail=[
                record.email,
                record.phone,
                record.origin,
                record.trade,
                str(record.get_family_display()),
                ", ".join(str(Theme(interest).label) for interest in record.interests),
                str(record.get_status_display()),
                record.notes,
            ],
            url=own_page_link.url(record.pk, record.email) if record.email == person.email else "",
        )


@data_section(name="outreach_consents", title=_("Ce que vous acceptez"), rank=141)
def consent_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the consents of a person, in the sentences that they were shown; one query."""
    consents = ProspectConsent.objects.filter(prospect__in=_records_of(person))
    for consent in consents.order_by("-given_at", "id")[:limit]:
        yield DataItem(
            title=consent.words,
            detail=[
                f"{consent.given_at:%Y-%m-%d}",
                str(consent.get_collection_method_display()),
                consent.lawful_basis,
                str(consent.get_withdrawn_by_display()),
            ],
        )


@data_section(name="outreach_touches", title=_("Comment nous nous sommes rencontrés"), rank=142)
def touch_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the contacts between a person and the campaigns; one query."""
    touches = Touch.objects.filter(prospect__in=_records_of(person)).select_related("campaign")
    for touch in touches.order_by("-at", "id")[:limit]:
        yield DataItem(
            title=f"{touch.at:%Y-%m-%d} · {touch.get_kind_display()}",
            detail=[touch.campaign.name if touch.campaign else "", touch.note],
        )


def _is_theirs(person: Person) -> Q:
    return Q(person=person) | Q(email=person.email.lower()) & ~Q(email="")


def _records_of(person: Person) -> QuerySet[Prospect, Any]:
    """Returns the records of a person, found first by their indexes: a join would scan the
    country."""
    return Prospect.objects.filter(_is_theirs(person)).order_by().values("pk")


CONTACTS = _("Votre fiche de contact, vos accords pour les lettres et vos soirées")


@erases(CONTACTS, rank=203)
def prospects(erasure: Erasure) -> None:
    of_person = Q(person=erasure.person)
    if erasure.address:
        of_person |= Q(email=erasure.address)
    erasure.tables.add(Prospect)
    for prospect in Prospect.objects.filter(of_person, erased_at=None).order_by("pk"):
        erasure.counts[erasure.title] += 1
        erase_prospect(prospect=prospect, now=erasure.now)


retained_after_erasure(
    rank=200,
    data=_("Que quelqu’un a été rencontré, par quelle campagne et quel jour, sans dire qui"),
    why=_("Les chiffres des campagnes ne bougent pas."),
    until=_("sans limite"),
)
