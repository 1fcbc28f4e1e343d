"""Dashboard blocks of ambassadors: link to one's own page, pending offers."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from bocage.outreach.ambassadors.models import Ambassador
from bocage.outreach.ambassadors.settled_people import settled_departements
from bocage.people.dashboard import Todo, add_section, todo_provider
from bocage.people.models import Person


@todo_provider
def offered_ambassadors(person: Person) -> Iterator[Todo]:
    """Yields a to-do for each offer to become an ambassador that a coordinator of campaigns has
    still to answer, the oldest first; one query.
    """
    if not person.has_perm("outreach.run_campaigns"):
        return
    offers = Ambassador.objects.run_by(person).filter(state=Ambassador.State.PROPOSED)
    for offer in offers.select_related("person").order_by("requested_at", "pk"):
        yield Todo(
            title=_("%(name)s se propose comme ambassadeur") % {"name": offer.person},
            detail=_("Dites oui, et son lien est prêt."),
            action=_("Répondre"),
            url=reverse("ambassador_detail", args=[offer.pk]),
        )


def _section_context(person: Person) -> dict[str, Any] | None:
    """Returns the state of the person's agreement, or "" if they could become an ambassador; None
    otherwise. At most two queries."""
    open_ambassadors = (
        Ambassador.objects.open().filter(person=person).order_by("-requested_at", "pk")
    )
    state = open_ambassadors.values_list("state", flat=True).first()
    if state is None and not settled_departements(person):
        return None
    return {"state": state or ""}


add_section(
    name="outreach_ambassador",
    template="outreach/ambassadors/espace.html",
    rank=80,
    context=_section_context,
)
