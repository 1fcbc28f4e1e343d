"""Erasure of the drafts of an account whose project was not sent."""

from bocage.people.erasure import Erasure, erases
from bocage.welcome.intake.models import ProjectDraft
from bocage.welcome.projects.personal_data import WORDS_IN_A_HOUSEHOLD


@erases(WORDS_IN_A_HOUSEHOLD, rank=304)
def drafts(erasure: Erasure) -> None:
    """Deletes the unconfirmed drafts of a person's address."""
    if erasure.address:
        erasure.delete(ProjectDraft.objects.filter(email=erasure.address))
