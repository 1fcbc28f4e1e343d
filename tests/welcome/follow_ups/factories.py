"""Factories of settled households and their follow-ups."""

from datetime import timedelta

import factory
from dateutil.relativedelta import relativedelta
from django.utils import timezone

from bocage.welcome.models import FollowUp
from tests.traits import Trait
from tests.welcome.factories import ProjectFactory


class FollowUpFactory(factory.django.DjangoModelFactory):
    """Follow-up sent yesterday, one month after the move."""

    class Meta:
        model = FollowUp

    class Params:
        answered = Trait(
            answered_at=factory.LazyFunction(timezone.now), still_here=True, mood="well"
        )

    project = factory.SubFactory(ProjectFactory, settled=True)
    months = 1
    due_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=1))
    requested_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=1))


def moved_in(months, **options):
    """Creates a household that moved in a number of months ago."""
    return ProjectFactory(
        settled=True, moved_in_on=timezone.localdate() - relativedelta(months=months), **options
    )
