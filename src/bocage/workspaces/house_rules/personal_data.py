"""Export and erasure of the clearances and accepted house rules of a person."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.people.erasure import Erasure, erases
from bocage.people.models import Person
from bocage.people.personal_data import DataItem, DataItems, data_section
from bocage.workspaces.billing.models import PayingOrganisation
from bocage.workspaces.booking_rules.models import Clearance, HouseRulesAcceptance
from bocage.workspaces.scheduling.personal_data_rows import format_day_of, full_date, latest_first


@erases(gettext_lazy("Vos droits dans les lieux"), rank=720)
def clearances(erasure: Erasure) -> None:
    person = erasure.person
    erasure.delete(
        HouseRulesAcceptance.objects.filter(person=person),
        Clearance.objects.filter(person=person),
        PayingOrganisation.people.through.objects.filter(person=person),
    )
    if erasure.address:
        erasure.empty(
            PayingOrganisation.objects.filter(contact_email=erasure.address), contact_email=""
        )


@data_section(
    name="clearances",
    title=gettext_lazy("Vos adhésions et prises en main"),
    rank=34,
    named_in=(
        "workspaces.Clearance.person",
        "workspaces.HouseRulesAcceptance.person",
    ),
)
@latest_first
def clearance_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the clearances that places gave to a person, then the house rules that they accepted;
    the latest first, two queries.
    """
    cleared = (
        Clearance.objects.filter(person=person)
        .select_related("place", "resource")
        .order_by("-created_at", "pk")
    )
    accepted = (
        HouseRulesAcceptance.objects.filter(person=person)
        .select_related("house_rules__place")
        .order_by("-accepted_at", "pk")
    )
    for clearance in cleared[:limit]:
        yield DataItem(
            at=clearance.created_at,
            title=capfirst(str(clearance.get_kind_display())),
            detail=[
                str(clearance.resource or clearance.place),
                _("depuis le %(day)s") % {"day": full_date(clearance.starts_on)},
                _("finie le %(day)s") % {"day": full_date(clearance.ends_on)}
                if clearance.ends_on
                else "",
            ],
        )
    for acceptance in accepted[:limit]:
        yield DataItem(
            at=acceptance.accepted_at,
            title=_("Règlement accepté"),
            detail=[acceptance.house_rules.place.name, format_day_of(acceptance.accepted_at)],
        )
