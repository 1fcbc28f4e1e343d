"""File of a project: all data of the welcome about it, on one page."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bocage.foundation.formatting.money import whole_euros
from bocage.foundation.http.access import permitted, target_of
from bocage.people.models import Person
from bocage.people.phones import format_phone
from bocage.people.signed_in import current_person
from bocage.territory.models import Epci
from bocage.welcome.coordinator_portal.forms import (
    FollowForm,
    NextActionForm,
    NoteForm,
    TaskForm,
    WriteForm,
)
from bocage.welcome.messages.operations.read_receipts import read_household_messages
from bocage.welcome.pipeline.board import stage_after
from bocage.welcome.pipeline.duplicates import look_alikes_of
from bocage.welcome.pipeline.models.merges import ProjectMerge
from bocage.welcome.pipeline.models.tasks import ProjectTask, TaskSide
from bocage.welcome.pipeline.selectors import order_of
from bocage.welcome.projects.contents import note_contents, rows_of
from bocage.welcome.projects.formatting import clock_of, household_words, needs_of, stage_age_words
from bocage.welcome.projects.lookups import find_project
from bocage.welcome.projects.models.projects import STAGES, HouseholdAdult, SettlementProject, Stage
from bocage.welcome.projects.operations.access_log import capacity_of, record_view
from bocage.welcome.projects.sections import ShownProjectSection, file_sections
from bocage.welcome.projects.stage_conditions import missing_for
from bocage.welcome.projects.team import coordinators_over
from bocage.welcome.projects.timeline import TimelineEntry, timeline_of

MAX_ENTRIES = 15
MAX_VIEWS = 12

KINDS = {
    "messages": ("message",),
    "notes": ("note",),
    "etapes": ("stage", "task"),
    "mairies": ("relay", "helper"),
    "rencontres": ("sponsor", "stay", "ceremony", "booking"),
    "logements": ("home", "alert"),
    "papiers": ("paper", "consent", "follow_up"),
}
"""Filters of the timeline, by their value in the URL: the kinds of entries shown."""


@permitted("welcome.follow_project", on=find_project)
@require_safe
def project_file(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows the file of a project. Opening it is recorded, and shown to the household."""
    project, person = target_of(request, SettlementProject), current_person(request)
    record_view(by=person, project=project, capacity=capacity_of(person))
    read_household_messages(by=person, project=project)
    return file_page(request, project)


@never_cache
def file_page(
    request: HttpRequest,
    project: SettlementProject,
    *,
    sentence: str = "",
    status: int = 200,
    **forms: Any,
) -> HttpResponse:
    """Renders the page of a file, with the forms that were refused."""
    person, now = current_person(request), timezone.now()
    team = coordinators_over(project)
    next_stage = stage_after(project.stage)
    adults = list(project.adults.select_related("person"))
    note_contents(project)
    sections = file_sections(project, person)
    context = {
        "project": project,
        "clock": clock_of(project, now),
        "household": household_words(project),
        "age": stage_age_words(project, now),
        "stages": _steps(project),
        "next_stage": next_stage,
        "missing": missing_for(project, next_stage) if next_stage and project.is_open else [],
        "adults": adults,
        "phones": _phones(project, adults),
        "needs": needs_of(project),
        "budget": whole_euros(project.budget_to_buy) if project.budget_to_buy else "",
        "rent": whole_euros(project.rent_to_pay) if project.rent_to_pay else "",
        "merge": _merge_of(project),
        "wishes": list(project.communes.order_by("name")),
        "consents": list(
            rows_of(project, project.consents.filter(withdrawn_at=None)).select_related("person")
        ),
        "views": list(project.seen.select_related("person")[:MAX_VIEWS]),
        "look_alikes": look_alikes_of(project, person),
        "sections": sections,
        "menu": _menu(project, sections),
        "sentence": sentence,
        "next_form": forms.get("next_form") or _next_form(project, team, person),
        "write_form": forms.get("write_form") or WriteForm(),
        "note_form": forms.get("note_form") or NoteForm(),
        "task_form": forms.get("task_form") or TaskForm(auto_id="task-%s"),
        "follow_form": forms.get("follow_form") or follow_form(project, team, person),
        **_tasks(project, now),
        **_timeline(request, project),
    }
    return render(request, "welcome/coordinator_portal/file.html", context, status=status)


def _menu(project: SettlementProject, sections: list[ShownProjectSection]) -> list[tuple[str, str]]:
    """Returns the anchors of the page, in its order on a phone."""
    entries = [
        ("ecrire", _("Écrire")),
        ("suite", _("Et ensuite")),
        ("fil", _("Échanges")),
        ("menage", _("Le ménage")),
        ("taches", _("À faire")),
    ]
    if not project.is_open:
        entries = [entry for entry in entries if entry[0] != "suite"]
    return [
        *entries,
        *((section.name, section.title) for section in sections),
        ("accords", _("Accords")),
    ]


def _phones(project: SettlementProject, adults: list[HouseholdAdult]) -> list[tuple[str, str]]:
    """Returns the phone numbers of a household, each once, as dialled and as displayed."""
    numbers = dict.fromkeys([project.phone, *(adult.person.phone for adult in adults)])
    return [(number, format_phone(number)) for number in numbers if number]


def _merge_of(project: SettlementProject) -> ProjectMerge | None:
    if project.merged_into_id is None:
        return None
    return ProjectMerge.objects.filter(absorbed=project, undone_at=None).first()


def next_form_of(project: SettlementProject, person: Person, data: Any = None) -> NextActionForm:
    """Returns the form of the next action, empty or submitted."""
    return _next_form(project, coordinators_over(project), person, data)


def follow_form(
    project: SettlementProject, team: list[Person], person: Person, data: Any = None
) -> FollowForm:
    """Returns the form that chooses who follows a project."""
    epcis = Epci.objects.filter(departements=project.departement_id, is_current=True)
    initial = {
        "coordinator": str(project.coordinator_id or person.pk),
        "epci": project.epci_id or "",
    }
    return FollowForm(
        data, team=_with(team, person), epcis=list(epcis.order_by("name")), initial=initial
    )


def _next_form(
    project: SettlementProject, team: list[Person], person: Person, data: Any = None
) -> NextActionForm:
    owner = project.next_action_by_id or project.coordinator_id or person.pk
    initial = {
        "action": project.next_action,
        "due_on": project.next_action_on,
        "owner": str(owner),
        "household_words": project.next_action_for_household,
    }
    return NextActionForm(data, team=_with(team, person), initial=initial)


def _with(team: list[Person], person: Person) -> list[Person]:
    """Returns the team, including the reader: an administrator coordinates without a mandate."""
    return team if person in team else [person, *team]


def _steps(project: SettlementProject) -> list[dict[str, Any]]:
    current = STAGES.index(Stage(project.stage))
    return [
        {"label": stage.label, "is_here": rank == current, "is_done": rank < current}
        for rank, stage in enumerate(STAGES)
    ]


def _tasks(project: SettlementProject, now: Any) -> dict[str, Any]:
    """Returns the tasks of both sides: open ones first, in the order of the lists."""
    order = order_of(project.departement_id)
    tasks = sorted(
        project.tasks.select_related("done_by"),
        key=lambda task: (not task.is_open, order.get(task.template, len(order)), task.opened_at),
    )
    today = timezone.localdate(now)

    def of_side(side: TaskSide) -> list[ProjectTask]:
        return [task for task in tasks if task.side == side]

    return {
        "today": today,
        "task_lists": [
            {"title": _("À faire par l’équipe"), "tasks": of_side(TaskSide.TEAM)},
            {"title": _("À faire par le ménage"), "tasks": of_side(TaskSide.HOUSEHOLD)},
        ],
    }


def _timeline(request: HttpRequest, project: SettlementProject) -> dict[str, Any]:
    entries = timeline_of(project)
    kinds = {entry.kind for entry in entries}
    kind = request.GET.get("fil", "")
    visible: list[TimelineEntry] = entries
    if kind in KINDS:
        visible = [entry for entry in entries if entry.kind in KINDS[kind]]
    is_whole = request.GET.get("tout") == "1"
    return {
        "entries": visible if is_whole else visible[:MAX_ENTRIES],
        "entries_left": 0 if is_whole else max(len(visible) - MAX_ENTRIES, 0),
        "thread_shown": kind if kind in KINDS else "",
        "thread_filters": [
            (word, label)
            for word, label in _thread_labels().items()
            if kinds.intersection(KINDS[word])
        ],
    }


def _thread_labels() -> dict[str, str]:
    return {
        "messages": _("Messages"),
        "notes": _("Appels et notes"),
        "etapes": _("Étapes et tâches"),
        "mairies": _("Mairies et carnet"),
        "rencontres": _("Parrainage et séjours"),
        "logements": _("Logements"),
        "papiers": _("Papiers et accords"),
    }
