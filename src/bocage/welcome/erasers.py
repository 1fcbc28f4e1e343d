"""What the welcome removes with an account: its household, what it helped with, its words."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from bocage.people.erasure import (
    NO_MORE_WORDS,
    Erasure,
    account_ends_with,
    erased_with_a_person,
    keep_after_erasure,
)
from bocage.people.models import Mandate, Role
from bocage.welcome.models.address_book import Helper
from bocage.welcome.models.boards import MorningDigest, SavedFilter
from bocage.welcome.models.club_introductions import ClubIntroduction
from bocage.welcome.models.drafts import HouseholdInvitation, ProjectDraft
from bocage.welcome.models.messages import ProjectConsent, ProjectMessage
from bocage.welcome.models.projects import SettlementProject
from bocage.welcome.models.stays import StayFeedback, StayStep
from bocage.welcome.models.weekend_takers import NightHost, WeekendCar
from bocage.welcome.models.weekends import WeekendStep
from bocage.welcome.operations.following import release_projects_of
from bocage.welcome.operations.households import leave_household
from bocage.welcome.operations.projects import erase_project
from bocage.welcome.sponsors.models import (
    SponsorContact,
    SponsorProfile,
    Sponsorship,
    SponsorshipFeedback,
)
from bocage.welcome.sponsors.operations.scheduled import close_sponsor_of


@erased_with_a_person(_("Vos mots dans le projet de votre ménage, et vos accords"), rank=300)
def words_in_a_household(erasure: Erasure) -> None:
    """Before the household is left: its thread tells who was of it."""
    person = erasure.person
    erasure.delete(
        ProjectMessage.objects.filter(author=person, project__adults__person=person),
        StayFeedback.objects.filter(person=person, stay__project__erased_at=None),
        HouseholdInvitation.objects.filter(_invitations(erasure)),
        ClubIntroduction.objects.filter(person=person),
        SavedFilter.objects.filter(person=person),
        MorningDigest.objects.filter(person=person),
    )
    if erasure.address:
        erasure.delete(ProjectDraft.objects.filter(email=erasure.address))


@erased_with_a_person(_("Votre projet d’installation"), rank=310)
def households(erasure: Erasure) -> None:
    """The project of somebody alone is erased; others go on with theirs."""
    person = erasure.person
    for project in SettlementProject.objects.of_household(person).filter(erased_at=None):
        erasure.counts[erasure.told_as] += 1
        if project.adults.exclude(person=person).exists():
            leave_household(by=person, project=project, now=erasure.now)
        else:
            erase_project(by=person, project=project, now=erasure.now)
    erasure.delete(ProjectConsent.objects.filter(person=person))


@account_ends_with(rank=300)
def projects_followed(erasure: Erasure) -> None:
    """Those whom they accompanied are everybody's, and the team is told."""
    erasure.person.forget_mandates()
    release_projects_of(person=erasure.person, now=erasure.now)
    for mandate in Mandate.objects.filter(person=erasure.person, role=Role.SPONSOR):
        close_sponsor_of(mandate=mandate, now=erasure.now)


@erased_with_a_person(
    _("Votre fiche au carnet d’adresses, et vos coordonnées de conducteur ou d’hôte"), rank=320
)
def address_book(erasure: Erasure) -> None:
    own = Q(person=erasure.person)
    if erasure.address:
        own |= Q(email=erasure.address)
    erasure.delete(Helper.objects.filter(own))
    if not erasure.address:
        return
    erasure.empty(
        WeekendCar.objects.filter(Q(driver_mail=erasure.address) | Q(told_mail=erasure.address)),
        driver_name=NO_MORE_WORDS,
        driver_phone="",
        driver_mail="",
        told_mail="",
        words="",
    )
    erasure.empty(
        NightHost.objects.filter(Q(mail=erasure.address) | Q(told_mail=erasure.address)),
        name=NO_MORE_WORDS,
        phone="",
        mail="",
        told_mail="",
        address="",
        words="",
    )
    for step in (StayStep, WeekendStep):
        erasure.empty(
            step.objects.filter(contact_mail=erasure.address),
            title=pgettext("with somebody", "Rencontre"),
            address="",
            words="",
            contact_name="",
            contact_phone="",
            contact_mail="",
            told={},
        )


@erased_with_a_person(
    _("Votre fiche de parrain ou marraine, et vos nouvelles des ménages"), rank=330
)
def sponsors(erasure: Erasure) -> None:
    """That a household had a sponsor, and how long, stays for the figures."""
    profiles = SponsorProfile.objects.filter(person=erasure.person)
    theirs = Sponsorship.objects.filter(sponsor__in=profiles)
    erasure.delete(SponsorContact.objects.filter(sponsorship__in=theirs))
    erasure.empty(
        SponsorshipFeedback.objects.filter(sponsorship__in=theirs, side="sponsor"),
        helped="",
        missing="",
    )
    erasure.empty(profiles, trade="", languages=[], words="")


def _invitations(erasure: Erasure) -> Q:
    own = Q(invited_by=erasure.person)
    return own | Q(email=erasure.address) if erasure.address else own


keep_after_erasure(
    rank=300,
    what=_("Le chemin de votre projet d’installation : étapes, dates, commune, sans vos mots"),
    why=_("Les chiffres de l’accueil ne bougent pas quand un ménage s’en va."),
    until=_("sans limite"),
)
keep_after_erasure(
    rank=310,
    what=_("Les chartes signées au nom d’une commune"),
    why=_("Ce sont des engagements publics de la commune (Code du patrimoine, L211-1)."),
    until=_("tant que la commune s’engage"),
)
