"""Personal data of charters: charters signed, and commitments marked as done."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.times import full_date
from bocage.people.erasure import retained_after_erasure
from bocage.people.models import Person
from bocage.people.personal_data import DataItem, DataItems, data_section
from bocage.welcome.charters.models import Commitment, WelcomeCharter


@data_section(
    name="charters_signed",
    title=gettext_lazy("Les chartes d’accueil que vous avez signées"),
    rank=71,
    named_in=("welcome.WelcomeCharter.signed_by",),
)
def charter_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the charters that a person signed; one query."""
    signed = WelcomeCharter.objects.filter(signed_by=person).select_related("commune")
    for charter in signed.order_by("-signed_at", "pk")[:limit]:
        yield DataItem(
            title=charter.former_name or charter.commune.name,
            detail=_("signée le %(day)s par %(name)s, %(title)s")
            % {
                "day": full_date(timezone.localtime(charter.signed_at).date()),
                "name": charter.signer_name,
                "title": charter.signer_title,
            },
        )


@data_section(
    name="commitments_kept",
    title=gettext_lazy("Les engagements que vous avez dits tenus"),
    rank=72,
    named_in=("welcome.Commitment.done_by",),
)
def commitment_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the commitments that a person marked as done; one query."""
    commitments = Commitment.objects.filter(done_by=person).select_related("charter__commune")
    for commitment in commitments.order_by("-done_on", "pk")[:limit]:
        yield DataItem(
            title=f"{commitment.charter.commune.name}, {commitment.title}",
            detail=full_date(commitment.done_on) if commitment.done_on else "",
        )


retained_after_erasure(
    rank=310,
    data=gettext_lazy("Les chartes signées au nom d’une commune"),
    why=gettext_lazy("Ce sont des engagements publics de la commune (Code du patrimoine, L211-1)."),
    until=gettext_lazy("tant que la commune s’engage"),
)
