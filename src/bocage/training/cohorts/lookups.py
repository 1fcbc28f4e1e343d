"""Cohorts and enrolments found by the address of a page."""

from bocage.foundation.http.access import finder
from bocage.training.programmes.models.cohorts import Cohort, Enrolment

find_cohort = finder(Cohort.objects.with_rights(), cohort_id="pk")


find_enrolment = finder(Enrolment.objects.with_rights(), enrolment_id="pk")
