"""Personal data of projects, and their erasure with an account."""

from django.db.models import Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.dates import long_date
from bocage.people.erasure import (
    Erasure,
    before_erasure,
    erases,
    retained_after_erasure,
)
from bocage.people.models import Person
from bocage.people.personal_data import DataItem, DataItems, data_section
from bocage.welcome.projects.models.invitations import HouseholdInvitation
from bocage.welcome.projects.models.messages import ProjectConsent, ProjectMessage
from bocage.welcome.projects.models.projects import ProjectView, SettlementProject
from bocage.welcome.projects.operations.following import release_projects_of
from bocage.welcome.projects.operations.households import leave_household
from bocage.welcome.projects.operations.projects import erase_project

WORDS_IN_A_HOUSEHOLD = gettext_lazy("Vos mots dans le projet de votre ménage, et vos accords")


@erases(WORDS_IN_A_HOUSEHOLD, rank=300)
def words_in_a_household(erasure: Erasure) -> None:
    """Deletes a person's messages in the thread of their household, and the invitations by or to
    them, before they leave it: membership identifies the thread.
    """
    person = erasure.person
    erasure.delete(
        ProjectMessage.objects.filter(author=person, project__adults__person=person),
        HouseholdInvitation.objects.filter(_invitations(erasure)),
    )


@erases(gettext_lazy("Votre projet d’installation"), rank=310)
def households(erasure: Erasure) -> None:
    """Erases the project of a person who is alone in it; removes them from the others."""
    person = erasure.person
    for project in SettlementProject.objects.of_household(person).filter(erased_at=None):
        erasure.counts[erasure.title] += 1
        if project.adults.exclude(person=person).exists():
            leave_household(by=person, project=project, now=erasure.now)
        else:
            erase_project(by=person, project=project, now=erasure.now)
    erasure.delete(ProjectConsent.objects.filter(person=person))


@before_erasure(rank=300)
def projects_followed(erasure: Erasure) -> None:
    """Releases the projects that the person followed, so that any coordinator may take them, and
    notifies the team.
    """
    erasure.person.forget_mandates()
    release_projects_of(person=erasure.person, now=erasure.now)


def _invitations(erasure: Erasure) -> Q:
    condition = Q(invited_by=erasure.person)
    return condition | Q(email=erasure.address) if erasure.address else condition


retained_after_erasure(
    rank=300,
    data=gettext_lazy(
        "Le chemin de votre projet d’installation : étapes, dates, commune, sans vos mots"
    ),
    why=gettext_lazy("Les chiffres de l’accueil ne bougent pas quand un ménage s’en va."),
    until=gettext_lazy("sans limite"),
)


@data_section(
    name="project_messages",
    title=gettext_lazy("Vos messages sur des projets"),
    rank=41,
    named_in=("welcome.ProjectMessage.author",),
)
def message_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the messages that a person wrote about projects, in full, latest first; one query."""
    messages = ProjectMessage.objects.filter(author=person).order_by("-written_at", "pk")
    for message in messages[:limit]:
        yield DataItem(
            title=long_date(message.written_at),
            detail=f"{message.get_channel_display()} · {message.words}",
        )


@data_section(
    name="project_consents",
    title=gettext_lazy("Vos accords"),
    rank=42,
    named_in=("welcome.ProjectConsent.person",),
)
def consent_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the consents that a person gave and withdrew, latest first; one query."""
    consents = ProjectConsent.objects.filter(person=person).order_by("-given_at", "pk")
    for consent in consents[:limit]:
        yield DataItem(
            title=capfirst(str(consent.get_use_display())),
            detail=_("donné le %(day)s") % {"day": long_date(consent.given_at)}
            if consent.withdrawn_at is None
            else _("donné le %(day)s, repris le %(end)s")
            % {
                "day": long_date(consent.given_at),
                "end": long_date(consent.withdrawn_at),
            },
            url=reverse("own_project"),
        )


@data_section(
    name="project_views",
    title=gettext_lazy("Les dossiers de ménages que vous avez ouverts"),
    rank=44,
    named_in=("welcome.ProjectView.person",),
)
def view_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the files of households that a person opened, latest first; one query."""
    views = ProjectView.objects.filter(person=person).select_related("project")
    for view in views[:limit]:
        yield DataItem(
            title=view.project.name or _("Un projet effacé"),
            detail=long_date(view.viewed_at),
        )
