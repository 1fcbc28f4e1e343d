"""How the pages of town halls name a sponsor: the page of the commune, the link of a mail, and the
page of a relay after a « oui »."""

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
"""By one link of a mail."""

QUESTION_SENT = gettext_lazy(
    "Merci ! La personne reçoit un courriel : un clic suffit pour dire oui."
)
"""The same whoever is named: a link tells nobody who is known here."""


def is_offered(person: Person, commune: Commune) -> bool:
    """Whether somebody is, or offered to be, a sponsor of a commune; one query."""
    waiting_or_standing = (SponsorProfile.Status.ASKED, SponsorProfile.Status.STANDING)
    return SponsorProfile.objects.filter(
        person=person.pk, commune=commune, status__in=waiting_or_standing
    ).exists()


def offered(by: Person, commune: Commune, form: OfferForm) -> SponsorProfile | None:
    """The profile of whom was named; nothing where the form, which then says why, is refused."""
    if not form.is_valid():
        return None
    try:
        return offer_to_sponsor(
            by=by,
            commune=commune,
            email=form.cleaned_data["courriel"],
            name=form.cleaned_data["nom"],
            words=SponsorWords(trade=form.cleaned_data["metier"]),
        )
    except Refusal as refusal:
        add_refusal_to(form, refusal, "courriel")
        return None


def own_words(profile: SponsorProfile) -> str:
    """What is said to whoever offered themself."""
    if profile.is_standing:
        return _("Merci : vous êtes parrain ou marraine.")
    return _("Merci. L’équipe d’accueil confirme et vous écrit.")
