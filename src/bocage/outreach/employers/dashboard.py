"""Dashboard blocks of partner employers, for the people who follow them."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bocage.foundation.formatting.times import format_date
from bocage.outreach.employers.models import PartnerEmployer
from bocage.people.dashboard import Todo, todo_provider
from bocage.people.models import Person

ENDS_SOON = timedelta(days=30)


@todo_provider
def employers_to_see_to(person: Person) -> Iterator[Todo]:
    """Steps that are due, and agreements that end within a month; one query."""
    if not person.has_perm("outreach.run_campaigns"):
        return
    today = timezone.localdate()
    due = Q(next_step_on__lte=today)
    ending = Q(state=PartnerEmployer.State.AGREED, ends_on__lte=today + ENDS_SOON)
    employers = PartnerEmployer.objects.run_by(person).filter(due | ending).defer("logo")
    for employer in employers.order_by("next_step_on", "name", "pk"):
        url = reverse("employer_detail", args=[employer.pk])
        if employer.next_step_on is not None and employer.next_step_on <= today:
            yield Todo(
                title=employer.name,
                detail=employer.next_step,
                action=_("Voir l’employeur"),
                url=url,
                urgency="late" if employer.next_step_on < today else "soon",
            )
        elif employer.ends_on is not None:
            yield Todo(
                title=_("%(name)s : l’accord finit le %(day)s")
                % {"name": employer.name, "day": format_date(employer.ends_on)},
                detail=_("Prolongez-le, ou dites qu’il est terminé."),
                action=_("Voir l’employeur"),
                url=url,
            )
