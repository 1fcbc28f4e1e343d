"""Export of the passes and accounts of a person."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.money import format_euros
from bocage.people.models import Person
from bocage.people.personal_data import DataItem, DataItems, data_section
from bocage.workspaces.billing.models import Charge, Pass, PayingOrganisation
from bocage.workspaces.scheduling.personal_data_rows import latest_first


@data_section(
    name="passes_and_charges",
    title=gettext_lazy("Vos carnets et vos comptes"),
    rank=37,
    named_in=(
        "workspaces.Pass.person",
        "workspaces.Booking.booked_for",
        "workspaces.PayingOrganisation_people.person",
    ),
)
@latest_first
def account_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the passes of a person, then the charges of their bookings, then the organisations
    that pay for them; the latest first, three queries.
    """
    passes = (
        Pass.objects.filter(person=person)
        .select_related("product", "place")
        .order_by("-sold_at", "pk")
    )
    charges = (
        Charge.objects.filter(booking__booked_for=person)
        .select_related("booking__place")
        .order_by("-booking__created_at", "pk")
    )
    payers = PayingOrganisation.objects.filter(people=person).select_related("place")
    for own_pass in passes[:limit]:
        yield DataItem(
            at=own_pass.sold_at,
            title=own_pass.product.name,
            detail=[
                own_pass.place.name,
                format_euros(own_pass.amount_cents),
                ""
                if own_pass.half_days_left is None
                else _("demi-journées restantes : %(count)d") % {"count": own_pass.half_days_left},
            ],
        )
    for charge in charges[:limit]:
        yield DataItem(
            at=charge.booking.created_at,
            title=_("Prix d’une réservation"),
            detail=[
                charge.booking.place.name,
                format_euros(charge.amount_cents),
                str(charge.get_status_display()),
            ],
        )
    for payer in payers.order_by("-created_at", "pk")[:limit]:
        yield DataItem(
            at=payer.created_at,
            title=_("Structure qui paie pour vous"),
            detail=f"{payer.name}, {payer.place}",
        )
