"""Settlement projects: opened once their address is confirmed, changed, erased."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from bocage.foundation.db.row_locks import lock_row
from bocage.foundation.db.web_role import as_the_instance
from bocage.foundation.errors import NotAllowed
from bocage.foundation.events import publish
from bocage.people.models import Entitlement, Person
from bocage.territory.models import Commune, Departement
from bocage.welcome.projects.erasure import erase_all_of
from bocage.welcome.projects.errors.projects import HouseholdFull
from bocage.welcome.projects.events import ProjectErased, ProjectOpened
from bocage.welcome.projects.hooks import run_project_saved
from bocage.welcome.projects.models.messages import ProjectConsent
from bocage.welcome.projects.models.projects import (
    HouseholdAdult,
    SettlementProject,
    Stage,
    StageMove,
)
from bocage.welcome.projects.notifications import projects
from bocage.welcome.projects.operations.accompanied import sync_entitlement_of
from bocage.welcome.projects.operations.consents import record_consents
from bocage.welcome.projects.operations.contact import touch_last_contact
from bocage.welcome.projects.operations.locking import lock_project
from bocage.welcome.shared.working_days import add_working_days

ANSWERED_WITHIN = 1
"""Working days within which a household has its first answer."""
MAX_ADULTS = 12

Status = SettlementProject.Status
CloseReason = SettlementProject.CloseReason


@dataclass(frozen=True, kw_only=True)
class ProjectAnswers:
    """Answers of a household about its project. Communes are INSEE codes, prices are in euros;
    `consents` are values of ProjectConsent.Use. An empty field means no requirement.
    """

    name: str
    origin: str = ""
    adults_count: int = 1
    children_count: int = 0
    schools: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    work: str = ""
    trade: str = ""
    telework_days: int | None = None
    workspace_days: int = 0
    has_business_project: bool = False
    needs_fibre: bool = False
    needs_station: bool = False
    needs_health: bool = False
    setting: str = ""
    home_wish: str = ""
    budget_eur: int | None = None
    rent_eur: int | None = None
    rooms: int | None = None
    communes: tuple[str, ...] = ()
    location_wish: str = ""
    wants_to_move_on: date | None = None
    worries: str = ""
    words: str = ""
    phone: str = ""
    language: str = "fr"
    consents: tuple[str, ...] = (ProjectConsent.Use.FOLLOW.value,)
    draft: UUID | None = None
    """Draft that they come from: opened twice, it gives one project."""


NOT_COLUMNS = frozenset({"communes", "consents", "draft"})
"""Answers that are not columns of the project."""


def open_project(
    *,
    answers: ProjectAnswers,
    person: Person,
    departement: Departement,
    came_by: str = "",
    now: datetime | None = None,
) -> SettlementProject:
    """Opens the project of a household whose address is confirmed: it waits for an answer, due
    within a working day, and the welcome team is notified. `came_by` is the referral code of its
    form.

    A household has one project under way: if it has one, that one is returned unchanged, as is the
    one that the same draft opened before.
    """
    moment = now or timezone.now()
    # A household is of its project only once both are written.
    with transaction.atomic(), as_the_instance():
        lock_row(person)
        existing = _opened_before(answers.draft) or _under_way(person).first()
        if existing is not None:
            return existing
        communes = _communes(answers.communes)
        project = SettlementProject.objects.create(
            departement=departement,
            epci=_shared_epci(communes),
            draft=answers.draft,
            came_by=came_by,
            stage_since=moment,
            sent_at=moment,
            answer_due_at=add_working_days(moment, ANSWERED_WITHIN),
            last_contact_at=moment,
            **_columns(answers),
        )
        project.communes.set(communes)
        adult = HouseholdAdult.objects.create(
            project=project, person=person, is_first=True, joined_at=moment
        )
        record_consents(adult, answers.consents, moment)
        StageMove.objects.create(
            project=project,
            to_stage=Stage.CONTACT,
            status=Status.OPEN,
            moved_by=person,
            moved_at=moment,
        )
        publish(ProjectOpened(project_id=project.pk))
        projects.notify_household_of_receipt(project, person)
        projects.notify_team_of_new_project(project)
    return project


def project_under_way(person: Person) -> SettlementProject | None:
    """Returns the project of a person's household that is not closed, the latest if there are
    two.
    """
    return (
        _under_way(person)
        .select_related("departement", "epci", "commune", "coordinator__portrait", "next_action_by")
        .first()
    )


def _under_way(person: Person) -> QuerySet[SettlementProject]:
    return SettlementProject.objects.of_household(person).exclude(status=Status.CLOSED)


def change_answers(
    *,
    by: Person,
    project: SettlementProject,
    answers: ProjectAnswers,
    now: datetime | None = None,
) -> SettlementProject:
    """Replaces the description of what a household looks for; if an adult of the household does it,
    it also counts as a contact. Consents have their own operations.

    Raises:
        NotAllowed: `by` is neither of the household nor follows the project.
        ProjectErased: its data are erased.
    """
    is_of_household = by.has_perm("welcome.see_own_project", project)
    if not (is_of_household or by.has_perm("welcome.follow_project", project)):
        raise NotAllowed
    with transaction.atomic():
        locked = lock_project(project)
        columns = _columns(answers)
        for name, value in columns.items():
            setattr(locked, name, value)
        locked.save(update_fields=list(columns))
        locked.communes.set(_communes(answers.communes))
        run_project_saved(locked)
        if is_of_household:
            touch_last_contact(locked, now or timezone.now())
    return locked


def answers_of(project: SettlementProject) -> ProjectAnswers:
    """Returns the latest answers of the household, in the form that `change_answers` takes; without
    consents.
    """
    values: dict[str, Any] = {
        field.name: getattr(project, field.name)
        for field in fields(ProjectAnswers)
        if field.name not in NOT_COLUMNS
    }
    for name in ("schools", "languages"):
        values[name] = tuple(values[name])
    communes = project.communes.order_by("name").values_list("code", flat=True)
    return ProjectAnswers(**values, communes=tuple(communes), consents=())


def add_adult(
    *, project: SettlementProject, person: Person, now: datetime | None = None
) -> HouseholdAdult:
    """Adds an adult to a household, who then shares its page. The caller has verified that an adult
    of it, or a person who follows it, requested it. Idempotent.

    Raises:
        HouseholdFull: twelve adults share it.
        ProjectErased: its data are erased.
    """
    with transaction.atomic():
        locked = lock_project(project)
        existing = HouseholdAdult.objects.filter(project=locked, person=person).first()
        if existing is not None:
            return existing
        if locked.adults.count() >= MAX_ADULTS:
            raise HouseholdFull
        moment = now or timezone.now()
        adult = HouseholdAdult.objects.create(project=locked, person=person, joined_at=moment)
        record_consents(adult, [ProjectConsent.Use.FOLLOW], moment)
        locked.adults_count = max(locked.adults_count, locked.adults.count())
        locked.save(update_fields=["adults_count"])
        sync_entitlement_of(by=None, person=person)
    return adult


def erase_project(
    *, by: Person | None, project: SettlementProject, now: datetime | None = None
) -> SettlementProject:
    """Erases the words and the people of a project for good. Its figures are retained: its moves,
    its response time, where it settled. Idempotent.

    `by` is an adult of the household, an administrator, or None for the scheduled job. A project
    under way is closed; one that has arrived is still counted where it settled.

    Raises:
        NotAllowed: `by` may not.
    """
    if by is not None and not by.has_perm("welcome.erase_project", project):
        if project.erased_at is not None:
            return project
        raise NotAllowed
    moment = now or timezone.now()
    # The erased rows exceed those that the household may see under row-level security.
    with transaction.atomic(), as_the_instance():
        locked = lock_row(project)
        if locked.erased_at is not None:
            return locked
        people = [adult.person for adult in locked.adults.select_related("person")]
        erase_all_of(locked)
        _close(locked, CloseReason.SILENT if by is None else CloseReason.CHANGED_MIND, moment)
        _forget_words(locked, moment)
        for person in people:
            sync_entitlement_of(by=None, person=person)
        projects.notify_erasure(people, by_the_clock=by is None)
        publish(ProjectErased(project_id=locked.pk))
    return locked


def _close(project: SettlementProject, reason: str, moment: datetime) -> None:
    if project.status == Status.CLOSED or project.has_arrived:
        return
    project.status, project.close_reason, project.closed_at = Status.CLOSED, reason, moment
    project.paused_until = None
    StageMove.objects.create(
        project=project,
        from_stage=project.stage,
        to_stage=project.stage,
        status=Status.CLOSED,
        moved_at=moment,
    )


OWN_WORDS = (
    "name", "origin", "trade", "location_wish", "worries", "words", "phone", "next_action",
    "next_action_for_household",
)  # fmt: skip


def _forget_words(project: SettlementProject, moment: datetime) -> None:
    """Erases the texts about the household itself. Counts, dates and places are retained."""
    for name in OWN_WORDS:
        setattr(project, name, "")
    project.languages, project.schools, project.weights = [], [], {}
    project.next_action_on = project.next_action_by = project.coordinator = None
    project.draft = project.erasure_warned_at = None
    project.was_of_club = _is_of_club(project)
    project.erased_at = moment
    project.save()
    people = project.adults.values("person")
    project.moves.filter(moved_by__in=people).update(moved_by=None)
    project.moves.exclude(reason="").update(reason="")
    for related in (
        project.messages,
        project.consents,
        project.seen,
        project.invitations,
        project.homes,
        project.home_moves,
        project.homes_notifications,
        project.drafts,
        project.adults,
    ):
        related.all().delete()


def _is_of_club(project: SettlementProject) -> bool:
    """Checks whether one of its adults has ever been a member of the club, not only a guest."""
    members = Entitlement.objects.filter(
        kind=Entitlement.Kind.CLUB_MEMBER,
        as_guest=False,
        person__in=project.adults.values("person"),
    )
    return members.exists()


def _opened_before(draft: UUID | None) -> SettlementProject | None:
    if draft is None:
        return None
    return SettlementProject.objects.filter(draft=draft).first()


def _columns(answers: ProjectAnswers) -> dict[str, Any]:
    values = {
        field.name: getattr(answers, field.name)
        for field in fields(answers)
        if field.name not in NOT_COLUMNS
    }
    return {
        name: list(value) if isinstance(value, tuple) else value for name, value in values.items()
    }


def _communes(codes: Iterable[str]) -> list[Commune]:
    """Returns the current communes of the codes; one may have merged since the form was filled
    in.
    """
    return list(Commune.objects.filter(pk__in=codes, is_current=True).order_by("name"))


def _shared_epci(communes: list[Commune]) -> Any:
    """Returns the intercommunalité of the wished communes, if they share one."""
    epcis = {commune.epci_id: commune.epci for commune in communes}
    return next(iter(epcis.values())) if len(epcis) == 1 else None
