"""What the campaigns remove with an account: who was met, what was agreed to, and pages."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.models import EditingSession, FormState
from wagtail.models import (
    APIToken,
    Comment,
    CommentReply,
    PageLogEntry,
    PageSubscription,
)
from wagtail.users.models import UserProfile

from bocage.outreach.models.ambassadors import Ambassador, AmbassadorThanks
from bocage.outreach.models.editorial import TestimonyPage
from bocage.outreach.models.editorial_consents import TestimonyConsent
from bocage.outreach.models.employers import EmployerContact
from bocage.outreach.models.evening_people import EveningInvitation, EveningRegistration
from bocage.outreach.models.prospects import Prospect
from bocage.outreach.models.sendings import Sending
from bocage.outreach.operations.ambassadors import stop_being_ambassador
from bocage.outreach.operations.editorial_consents import withdraw_consent
from bocage.outreach.operations.prospect_keeping import erase_prospect
from bocage.people.erasure import (
    NO_MORE_WORDS,
    Erasure,
    account_ends_with,
    erased_with_a_person,
    keep_after_erasure,
)

CONTACTS = _("Votre fiche de contact, vos accords pour les lettres et vos soirées")
TESTIMONIES = _("Vos témoignages et votre place d’ambassadeur")


@account_ends_with(rank=200)
def ambassadorships(erasure: Erasure) -> None:
    """They speak of the territory no more."""
    person = erasure.person
    for ambassador in Ambassador.objects.filter(person=person, state__in=Ambassador.OPEN):
        stop_being_ambassador(by=person, ambassador=ambassador, now=erasure.now)


@account_ends_with(rank=210)
def testimony_consents(erasure: Erasure) -> None:
    """Their words leave the pages of the territory."""
    person = erasure.person
    for consent in TestimonyConsent.objects.filter(person=person, withdrawn_at=None):
        withdraw_consent(by=person, consent=consent, now=erasure.now)


@erased_with_a_person(CONTACTS, rank=200)
def employer_contacts(erasure: Erasure) -> None:
    if erasure.address:
        erasure.delete(EmployerContact.objects.filter(email=erasure.address))


@erased_with_a_person(CONTACTS, rank=201)
def evening_registrations(erasure: Erasure) -> None:
    if erasure.address:
        erasure.empty(
            EveningRegistration.objects.filter(email=erasure.address),
            name="",
            email="",
            purposes=[],
            forgotten_at=erasure.now,
        )


@erased_with_a_person(CONTACTS, rank=202)
def letters(erasure: Erasure) -> None:
    if erasure.address:
        erasure.empty(Sending.objects.filter(address=erasure.address), address="", answered_from="")


@erased_with_a_person(CONTACTS, rank=203)
def prospects(erasure: Erasure) -> None:
    own = Q(person=erasure.person)
    if erasure.address:
        own |= Q(email=erasure.address)
    erasure.tables.add(Prospect)
    for prospect in Prospect.objects.filter(own, erased_at=None).order_by("pk"):
        erasure.counts[erasure.told_as] += 1
        erase_prospect(prospect=prospect, now=erasure.now)


@erased_with_a_person(CONTACTS, rank=204)
def evening_invitations(erasure: Erasure) -> None:
    erasure.delete(EveningInvitation.objects.filter(person=erasure.person))


@erased_with_a_person(TESTIMONIES, rank=210)
def testimonies(erasure: Erasure) -> None:
    person = erasure.person
    consents = TestimonyConsent.objects.filter(person=person)
    erasure.tables.add(TestimonyPage)
    for page in TestimonyPage.objects.filter(consent__in=consents):
        key = page.pk
        page.delete()
        # The log keeps the title of pages that are gone, which may be a name.
        PageLogEntry.objects.filter(page_id=key).delete()
    erasure.empty(consents, who=NO_MORE_WORDS, words_shown="", person=None)


@erased_with_a_person(TESTIMONIES, rank=211)
def ambassador_thanks(erasure: Erasure) -> None:
    erasure.delete(AmbassadorThanks.objects.filter(ambassador__person=erasure.person))
    erasure.tables.add(Ambassador)


@erased_with_a_person(_("Vos réglages de rédaction"), rank=220)
def editors(erasure: Erasure) -> None:
    person = erasure.person
    erasure.delete(
        UserProfile.objects.filter(user=person),
        FormState.objects.filter(user=person),
        EditingSession.objects.filter(user=person),
        CommentReply.objects.filter(user=person),
        Comment.objects.filter(user=person),
        PageSubscription.objects.filter(user=person),
        APIToken.objects.filter(user=person),
    )


keep_after_erasure(
    rank=200,
    what=_("Que quelqu’un a été rencontré, par quelle campagne et quel jour, sans dire qui"),
    why=_("Les chiffres des campagnes ne bougent pas."),
    until=_("sans limite"),
)
