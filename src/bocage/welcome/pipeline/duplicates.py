"""Projects that may belong to one household: same person, number, address or name."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from bocage.foundation.formatting.plain_words import plain_words
from bocage.people.models import Person
from bocage.welcome.projects.models.projects import HouseholdAdult, SettlementProject
from bocage.welcome.projects.policies import projects_followed_by

MAX_LOOK_ALIKES = 5
REASON_LEFT = SettlementProject.CloseReason.LEFT
SHORTEST_ADDRESS = 6
"""Minimum length of the local part of a mail address for similar addresses to count."""


@dataclass(frozen=True, slots=True)
class LookAlike:
    """Project that may be of the same household, with the reasons."""

    project: SettlementProject
    reasons: list[str]

    @property
    def stands(self) -> str:
        """Stage of the similar project; also its status and the reason if it is not open."""
        project = self.project
        status = [project.get_stage_display()]
        if not project.is_open:
            status.append(project.get_status_display())
        if project.close_reason:
            status.append(project.get_close_reason_display())
        return ", ".join(map(str, status))


def look_alikes_of(project: SettlementProject, person: Person) -> list[LookAlike]:
    """Lists the similar projects that a person also follows, the most similar first; three queries.
    Projects of a household that settled and left are excluded, as they belong to another time.
    """
    if project.merged_into_id is not None or project.close_reason == REASON_LEFT:
        return []
    own_people = [adult.person for adult in project.adults.select_related("person")]
    candidates = (
        projects_followed_by(person)
        .filter(_alike(project, own_people), merged_into=None, erased_at=None)
        .exclude(pk=project.pk)
        .exclude(close_reason=REASON_LEFT)
        .distinct()
        .prefetch_related("adults__person")
        .order_by("-sent_at", "pk")[: MAX_LOOK_ALIKES * 2]
    )
    alike = [
        LookAlike(candidate, _reasons(own_people, project, candidate)) for candidate in candidates
    ]
    alike.sort(key=lambda duplicate: -len(duplicate.reasons))
    return alike[:MAX_LOOK_ALIKES]


def _alike(project: SettlementProject, own_people: list[Person]) -> Q:
    condition = Q(pk__in=_projects_of(Q(person__in=own_people)))
    for person in own_people:
        like = Q()
        if person.phone:
            like |= Q(person__phone=person.phone)
            condition |= Q(phone=person.phone)
        if " " in person.name.strip():
            like |= Q(person__name__iexact=person.name.strip())
        if len(_before_the_at(person)) >= SHORTEST_ADDRESS:
            like |= Q(person__email__startswith=f"{_before_the_at(person)}@")
        if like:
            condition |= Q(pk__in=_projects_of(like))
    if project.phone:
        condition |= Q(phone=project.phone)
    if project.origin:
        condition |= Q(name__iexact=project.name, origin__iexact=project.origin)
    return condition


def _projects_of(adults: Q) -> QuerySet[HouseholdAdult, object]:
    return HouseholdAdult.objects.filter(adults).values("project")


def _reasons(
    own_people: list[Person], project: SettlementProject, candidate: SettlementProject
) -> list[str]:
    people = [adult.person for adult in candidate.adults.all()]
    reasons = []
    if {person.pk for person in own_people} & {person.pk for person in people}:
        reasons.append(_("la même personne"))
    if ({project.phone, *_phones(own_people)} - {""}) & {candidate.phone, *_phones(people)}:
        reasons.append(_("le même téléphone"))
    if {_before_the_at(their) for their in own_people} & {
        _before_the_at(their) for their in people
    }:
        reasons.append(_("une adresse électronique semblable"))
    if _names(own_people) & _names(people):
        reasons.append(_("le même nom"))
    if plain_words(project.name) == plain_words(candidate.name):
        reasons.append(_("le même nom de ménage"))
    return reasons


def _phones(people: list[Person]) -> set[str]:
    return {person.phone for person in people if person.phone}


def _names(people: list[Person]) -> set[str]:
    return {plain_words(person.name) for person in people if " " in person.name.strip()}


def _before_the_at(person: Person) -> str:
    return person.email.partition("@")[0]
