"""Proposal of a sponsor on the pages of town halls: the page of a commune, the link of a mail, and
the page of a relay after a « oui ».
"""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.errors import Refusal, add_refusal_to
from bocage.people.limits import Limit
from bocage.people.models import Person
from bocage.territory.models import Commune
from bocage.welcome.sponsors.forms import OfferForm
from bocage.welcome.sponsors.models import SponsorProfile
from bocage.welcome.sponsors.operations.profiles import SponsorWords, offer_to_sponsor

OFFERS = Limit(action="welcome.sponsor_offer", amount=20, window=timedelta(hours=1))
"""Rate limit per link of a mail."""

QUESTION_SENT = gettext_lazy(
    "Merci ! La personne reçoit un courriel : un clic suffit pour dire oui."
)
"""Same message whoever is proposed, so that a link does not disclose who has an account here."""


def is_offered(person: Person, commune: Commune) -> bool:
    """Checks whether a person is, or volunteered to be, a sponsor of a commune; one query."""
    requested_or_active = (SponsorProfile.Status.REQUESTED, SponsorProfile.Status.ACTIVE)
    return SponsorProfile.objects.filter(
        person=person.pk, commune=commune, status__in=requested_or_active
    ).exists()


def offered(by: Person, commune: Commune, form: OfferForm) -> SponsorProfile | None:
    """Offers the person named in the form as a sponsor, and returns their profile; None if the form
    is invalid or the offer is refused, with the error added to the form.
    """
    if not form.is_valid():
        return None
    try:
        return offer_to_sponsor(
            by=by,
            commune=commune,
            email=form.cleaned_data["email"],
            name=form.cleaned_data["name"],
            words=SponsorWords(trade=form.cleaned_data["trade"]),
        )
    except Refusal as refusal:
        add_refusal_to(form, refusal, "email")
        return None


def own_words(profile: SponsorProfile) -> str:
    """Returns the message shown to a person who has just volunteered as a sponsor."""
    if profile.is_active:
        return _("Merci : vous êtes parrain ou marraine.")
    return _("Merci. L’équipe d’accueil confirme et vous écrit.")
