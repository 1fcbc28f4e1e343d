"""Needs of a project that helpers of the address book could meet.

The answers and the open tasks of the project give the needs (a school, a doctor, a home to rent…);
the message to a helper is made from them, and discloses nothing else about the household.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.foundation.formatting.grammar import at_name, of_name
from bocage.territory.spelling import normalise
from bocage.welcome.helpers.models import HelpKind
from bocage.welcome.pipeline.models.tasks import ProjectTask
from bocage.welcome.projects.models.projects import SettlementProject, Stage

MOVING_SOON = (Stage.DECIDING, Stage.MOVING)
OF_WORKS = ("travaux", "renov", "restaurer", "isolation", "isoler")
OF_WORK = ("conjoint", "emploi", "embauche", "trouver du travail")
COMMON_LANGUAGE = "francais"


@dataclass(frozen=True, kw_only=True)
class HelpNeed:
    """Need of a project that a helper could meet: `reason` words it for the welcome team, `words`
    for the helper.
    """

    kind: HelpKind
    reason: str
    words: str


def needs_of(project: SettlementProject) -> list[HelpNeed]:
    """Lists the needs of a project, in the order in which households express them."""
    near = near_words(project)
    needs = [need for ask in _NEED_FINDERS for need in ask(project, near)]
    kinds = {need.kind for need in needs}
    tasks = ProjectTask.objects.filter(project=project, template__in=KIND_OF_TASK, done_at=None)
    for task in tasks:
        kind = KIND_OF_TASK[task.template]
        if kind not in kinds:
            kinds.add(kind)
            needs.append(_of_task(task, kind, near))
    return needs


KIND_OF_TASK = {
    "ask_schools": HelpKind.SCHOOL_HEAD,
    "enrol_schools": HelpKind.SCHOOL_HEAD,
    "find_doctor": HelpKind.DOCTOR,
    "find_craftsmen": HelpKind.CRAFTSMAN,
}
"""Kind of helper for an open task, by the name of its template."""


def near_words(project: SettlementProject) -> str:
    """Returns where the household looks for a home, in words for a helper; reads the communes that
    it wishes for.
    """
    if project.commune is not None:
        return _("%(at_commune)s") % {"at_commune": at_name(project.commune.name)}
    names = [commune.name for commune in project.communes.all()[:3]]
    return (
        _("près %(of_communes)s") % {"of_communes": of_name(", ".join(names))}
        if names
        else _("par ici")
    )


def same_trade(project: SettlementProject) -> set[str]:
    """Returns the words that identify a neighbour of the same trade or country."""
    words = {word for word in normalise(project.trade).split() if len(word) > 3}
    return words | other_languages(project)


def other_languages(project: SettlementProject) -> set[str]:
    """Returns the languages of the household, without the common one."""
    return {normalise(language) for language in project.languages} - {COMMON_LANGUAGE, ""}


def _of_task(task: ProjectTask, kind: HelpKind, near: str) -> HelpNeed:
    """Returns the need of an open task, unless the household's answers already give it."""
    words = {
        HelpKind.SCHOOL_HEAD: _("Un ménage aimerait en savoir plus sur l’école, %(near)s."),
        HelpKind.DOCTOR: _("Un ménage cherche un médecin traitant %(near)s."),
        HelpKind.CRAFTSMAN: _("Un ménage aimerait un avis sur des travaux, %(near)s."),
    }[kind]
    return HelpNeed(kind=kind, reason=task.title, words=words % {"near": near})


def _landlord(project: SettlementProject, near: str) -> Iterator[HelpNeed]:
    if project.home_wish in (
        SettlementProject.HomeWish.RENT,
        SettlementProject.HomeWish.RENT_THEN_BUY,
    ):
        rooms = (
            ngettext(
                ", de %(rooms)d pièce au moins", ", de %(rooms)d pièces au moins", project.rooms
            )
            % {"rooms": project.rooms}
            if project.rooms
            else ""
        )
        yield HelpNeed(
            kind=HelpKind.LANDLORD,
            reason=_("cherche à louer"),
            words=_("Un ménage cherche un logement à louer%(rooms)s, %(near)s.")
            % {"rooms": rooms, "near": near},
        )


def _school(project: SettlementProject, near: str) -> Iterator[HelpNeed]:
    if project.schools:
        labels = [str(SettlementProject.School(school).label) for school in project.schools]
        yield HelpNeed(
            kind=HelpKind.SCHOOL_HEAD,
            reason=_("écoles cherchées : %(schools)s") % {"schools": ", ".join(labels)},
            words=_("Un ménage aimerait visiter et inscrire %(near)s : %(schools)s.")
            % {"near": near, "schools": ", ".join(labels)},
        )


def _doctor(project: SettlementProject, near: str) -> Iterator[HelpNeed]:
    if project.needs_health:
        yield HelpNeed(
            kind=HelpKind.DOCTOR,
            reason=_("cherche un médecin"),
            words=_("Un ménage cherche un médecin traitant %(near)s.") % {"near": near},
        )


def _employer(project: SettlementProject, near: str) -> Iterator[HelpNeed]:
    if project.work == SettlementProject.Work.LOOKING or _mentions(project, OF_WORK):
        yield HelpNeed(
            kind=HelpKind.EMPLOYER,
            reason=_("cherche un emploi sur place"),
            words=_("Quelqu’un de ce ménage cherche un emploi %(near)s.") % {"near": near},
        )


def _craftsman(project: SettlementProject, near: str) -> Iterator[HelpNeed]:
    is_soon = project.stage in MOVING_SOON and project.home_wish == SettlementProject.HomeWish.BUY
    if is_soon or _mentions(project, OF_WORKS):
        yield HelpNeed(
            kind=HelpKind.CRAFTSMAN,
            reason=_("travaux à prévoir"),
            words=_("Un ménage aimerait un avis sur des travaux, %(near)s.") % {"near": near},
        )


def _neighbour(project: SettlementProject, near: str) -> Iterator[HelpNeed]:
    if same_trade(project):
        languages = [project.trade] if project.trade else []
        languages += [
            language for language in project.languages if normalise(language) != COMMON_LANGUAGE
        ]
        shared = ", ".join(languages)
        yield HelpNeed(
            kind=HelpKind.NEIGHBOUR,
            reason=_("même métier ou même langue : %(shared)s") % {"shared": shared},
            words=_("Un ménage qui pense s’installer %(near)s aimerait échanger (%(shared)s).")
            % {"near": near, "shared": shared},
        )


def _mentions(project: SettlementProject, words: tuple[str, ...]) -> bool:
    """Checks whether the household mentions one of the words, in its project or its worries."""
    text = normalise(f"{project.words} {project.worries}")
    return any(word in text for word in words)


_NEED_FINDERS: tuple[Callable[[SettlementProject, str], Iterator[HelpNeed]], ...] = (
    _landlord,
    _school,
    _doctor,
    _employer,
    _craftsman,
    _neighbour,
)
