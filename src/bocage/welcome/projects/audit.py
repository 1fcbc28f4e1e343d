"""Histories of this room whose objects have a page."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bocage.people.history.audited_models import add_audited_model
from bocage.people.models import Person
from bocage.welcome.projects.models.messages import ProjectConsent
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.operations.access_log import capacity_of, record_view


def _note_reading(reader: Person, project: SettlementProject) -> None:
    """Records the reading of a project's history as a view of its file, which is shown to the
    household.
    """
    record_view(by=reader, project=project, capacity=capacity_of(reader))


def _title(project: SettlementProject) -> str:
    return project.name or gettext("Projet effacé")


def _page_url(project: SettlementProject) -> str:
    """Returns the URL of the project's file; empty if the project is erased."""
    return "" if project.erased_at else project.get_absolute_url()


add_audited_model(
    slug="accord",
    model=ProjectConsent,
    label=_("Accord d’un ménage"),
    right="welcome.follow_project",
    target_of=lambda consent: consent.project,
    joined=("person", "project__departement", "project__epci", "project__commune"),
    note_reading=lambda reader, consent: _note_reading(reader, consent.project),
    title=lambda consent: f"{consent.get_use_display()} · {consent.person}",
)
add_audited_model(
    slug="projet",
    model=SettlementProject,
    label=_("Projet d’installation"),
    right="welcome.follow_project",
    joined=("departement", "epci", "commune"),
    note_reading=_note_reading,
    title=_title,
    page=_page_url,
)
