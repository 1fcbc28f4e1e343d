"""Courses in the club's digest."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bocage.people.seams.digest_sections import DigestPeriod
from bocage.training.cohorts.digest_content import courses_to_apply_to
from tests.territory.factories import DepartementFactory
from tests.training.factories import CohortFactory

pytestmark = pytest.mark.django_db


def test_the_digest_has_the_open_cohorts_of_its_departement(django_assert_num_queries):
    today = timezone.localdate()
    cohort = CohortFactory()
    CohortFactory(draft=True)
    period = DigestPeriod(since=today, until=today, ahead=today + timedelta(days=31))

    with django_assert_num_queries(1):
        [item] = courses_to_apply_to(cohort.programme.departement, period)
    assert (item.key, item.title) == (str(cohort.pk), cohort.programme.name)
    assert item.path.endswith(f"{cohort.programme.slug}/")
    late_period = DigestPeriod(
        since=today, until=cohort.apply_until + timedelta(days=1), ahead=cohort.ends_on
    )
    assert courses_to_apply_to(cohort.programme.departement, late_period) == []
    assert courses_to_apply_to(DepartementFactory(sarthe=True), period) == []
