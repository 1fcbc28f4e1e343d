"""Rights to see the portrait of a person who accompanies households."""

from typing import Any

import rules
from django.db.models import Q

from bocage.people.models import Person
from bocage.welcome.projects.models.projects import HouseholdAdult
from bocage.welcome.sponsors.models import Sponsorship


@rules.predicate
def is_accompanied_by(person: Any, companion: Person) -> bool:
    """Checks whether a person is an adult of a household that `companion` coordinates, or sponsors
    today; one query.
    """
    if not person.is_authenticated or companion._state.adding:
        return False
    sponsored = Q(
        project__sponsorships__sponsor__person=companion.pk,
        project__sponsorships__status=Sponsorship.Status.ACTIVE,
    )
    return HouseholdAdult.objects.filter(
        Q(project__coordinator=companion.pk) | sponsored,
        person=person.pk,
        project__erased_at=None,
    ).exists()


rules.add_perm("welcome.see_face", is_accompanied_by)
