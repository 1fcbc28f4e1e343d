"""Personal data stored by the room."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bocage.network.members.models.members import Member
from bocage.people.models import Person
from bocage.people.personal_data import DataItem, DataItems, data_section


@data_section(
    name="network_membership",
    title=_("Ma fiche au club"),
    rank=80,
    named_in=("network.Member.person",),
)
def membership_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the person's membership, with the whole profile; two queries."""
    members = Member.objects.filter(person=person).select_related("commune", "organisation")
    for member in members.prefetch_related("skills")[:limit]:
        yield DataItem(
            title=member.headline,
            detail=[
                str(member.get_status_display()),
                member.commune.name,
                member.organisation.name if member.organisation else "",
                ", ".join(skill.name for skill in member.skills.all()),
                member.presentation,
                member.helps_with,
                member.looks_for,
                ", ".join(member.languages),
                ", ".join(member.links),
                member.refusal,
            ],
            url=reverse("own_membership"),
        )
