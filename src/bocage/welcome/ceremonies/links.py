"""Signed links of ceremonies, without an account."""

from datetime import timedelta

from bocage.foundation.http.signed_actions import NoLongerPossible
from bocage.people.signed_links import CommuneLink, RowLink
from bocage.welcome.ceremonies.models import CeremonyGuest

planning_link = CommuneLink(
    "welcome.plan_ceremony",
    good_for=timedelta(days=400),
    page="ceremony_plan_signed",
    perm="welcome.plan_ceremony",
)
"""Link where a town hall chooses the date of a ceremony. The page discloses nothing about
anybody.
"""

ceremony_answer_link = RowLink(
    "welcome.answer_ceremony",
    good_for=timedelta(days=200),
    page="ceremony_answer_signed",
    rows=CeremonyGuest.objects.select_related("ceremony__commune", "project"),
    perm="welcome.answer_ceremony",
    refused=NoLongerPossible,
)
"""Link to the full answer form for an adult of an invited household."""
