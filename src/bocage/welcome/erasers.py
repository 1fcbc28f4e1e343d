"""What goes with an account of what one wrote in the project of a household, and its project."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bocage.people.erasure import (
    Erasure,
    account_ends_with,
    erased_with_a_person,
    keep_after_erasure,
)
from bocage.welcome.models.drafts import HouseholdInvitation
from bocage.welcome.models.messages import ProjectConsent, ProjectMessage
from bocage.welcome.models.projects import SettlementProject
from bocage.welcome.operations.following import release_projects_of
from bocage.welcome.operations.households import leave_household
from bocage.welcome.operations.projects import erase_project

WORDS_IN_A_HOUSEHOLD = _("Vos mots dans le projet de votre ménage, et vos accords")


@erased_with_a_person(WORDS_IN_A_HOUSEHOLD, rank=300)
def words_in_a_household(erasure: Erasure) -> None:
    """Before the household is left: its thread tells who was of it."""
    person = erasure.person
    erasure.delete(
        ProjectMessage.objects.filter(author=person, project__adults__person=person),
        HouseholdInvitation.objects.filter(_invitations(erasure)),
    )


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


def _invitations(erasure: Erasure) -> Q:
    own = Q(invited_by=erasure.person)
    return own | Q(email=erasure.address) if erasure.address else own


keep_after_erasure(
    rank=300,
    what=_("Le chemin de votre projet d’installation : étapes, dates, commune, sans vos mots"),
    why=_("Les chiffres de l’accueil ne bougent pas quand un ménage s’en va."),
    until=_("sans limite"),
)
