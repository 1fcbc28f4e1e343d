"""Erasure of the people met from the steps of stays and weekends, with their account."""

from django.utils.translation import pgettext

from bocage.people.erasure import Erasure, erases
from bocage.welcome.helpers.personal_data import OWN_CARD
from bocage.welcome.visits.stays.models import StayStep
from bocage.welcome.visits.weekends.models import WeekendStep


@erases(OWN_CARD, rank=322)
def forget_people_met(erasure: Erasure) -> None:
    """Erases a person from the steps where they were met, found by the address at which they were
    invited.
    """
    if not erasure.address:
        return
    for step in (StayStep, WeekendStep):
        erasure.empty(
            step.objects.filter(contact_mail=erasure.address),
            title=pgettext("with somebody", "Rencontre"),
            address="",
            words="",
            contact_name="",
            contact_phone="",
            contact_mail="",
            last_notification={},
        )
