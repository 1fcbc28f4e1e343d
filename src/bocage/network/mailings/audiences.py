"""Audiences of club mailings: groups of people, each registered by the subject that defines it.

    add_audience(
        Audience(
            name="gathering",
            label=_("Les inscrits d’une rencontre"),
            rank=50,
            people=lambda departement, key: Person.objects.filter(…),
            choices=lambda departement: [(str(gathering.pk), gathering.title), …],
        )
    )

A mailing stores its audience as « gathering:01938a4e… ». People who opted out of these messages,
and people whose address no longer exists, are excluded from every group (`operations.mailings`).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.among import is_among
from bocage.foundation.registry import Registry
from bocage.network.mailings.errors import UnknownAudience
from bocage.network.members.models.members import Member
from bocage.network.members.models.skills import Skill
from bocage.people.models import Person
from bocage.territory.models import Commune, Departement, Epci

People = Callable[[Departement, str], QuerySet[Person]]
Choices = Callable[[Departement], Iterable[tuple[str, str]]]


@dataclass(frozen=True, kw_only=True)
class Audience:
    """A kind of group. Without `choices` it is one group, whose key is empty."""

    name: str
    label: str | Promise
    rank: int
    people: People
    choices: Choices | None = None


_audiences = Registry[Audience](order=attrgetter("rank", "name"))

add_audience = _audiences.declaring(Audience)
"""Register a kind of group."""


def audience_choices(departement: Departement) -> list[tuple[str, list[tuple[str, str]]]]:
    """Returns the choices of a form field: each kind of audience with its groups, without the kinds
    that have no group.
    """
    grouped_choices = []
    for audience in _audiences:
        if audience.choices is None:
            groups = [(audience.name, str(audience.label))]
        else:
            groups = [
                (f"{audience.name}:{key}", label) for key, label in audience.choices(departement)
            ]
        if groups:
            grouped_choices.append((str(audience.label), groups))
    return grouped_choices


def people_of(departement: Departement, value: str) -> QuerySet[Person]:
    """Returns the people of a group, given its key as stored by a mailing.

    Raises:
        UnknownAudience: no subject declares it any more.
    """
    audience, key = _read(value)
    return audience.people(departement, key)


def format_audience(departement: Departement, value: str) -> str:
    """Returns the label of a group, as shown to people."""
    try:
        audience, key = _read(value)
    except UnknownAudience:
        return value
    if audience.choices is None:
        return str(audience.label)
    label = dict(audience.choices(departement)).get(key)
    return f"{audience.label} : {label}" if label else str(audience.label)


def _read(value: str) -> tuple[Audience, str]:
    name, _colon, key = value.partition(":")
    audience = _audiences.get(name)
    if audience is None or bool(key) == (audience.choices is None):
        raise UnknownAudience
    return audience, key


def members_of_the_club(departement: Departement) -> QuerySet[Person]:
    """Returns the people who are members of a club today."""
    return Person.objects.filter(
        membership__status="active", membership__commune__departement=departement
    )


def _with_skill(departement: Departement, key: str) -> QuerySet[Person]:
    try:
        skill = UUID(key)
    except ValueError:
        raise UnknownAudience from None
    return (
        members_of_the_club(departement)
        .filter(
            Q(membership__member_skills__skill=skill)
            | Q(membership__member_skills__skill__synonyms=skill)
        )
        .distinct()
    )


def _skills(departement: Departement) -> list[tuple[str, str]]:
    skills = Skill.objects.canonical().filter(
        member_skills__member__status="active",
        member_skills__member__commune__departement=departement,
    )
    return [(str(key), name) for key, name in skills.distinct().values_list("pk", "name")]


def _epcis(departement: Departement) -> list[tuple[str, str]]:
    communes = Commune.objects.filter(departement=departement)
    members = Member.objects.active().filter(is_among("commune", communes.values("pk")))
    with_members = Epci.objects.filter(is_among("pk", members.values("commune__epci").distinct()))
    return [(epci.pk, epci.name) for epci in with_members.order_by("name")]


add_audience(
    name="all",
    label=_("Tous les membres du club"),
    rank=0,
    people=lambda departement, _key: members_of_the_club(departement),
)
add_audience(
    name="skill",
    label=_("Les membres d’un métier ou d’une compétence"),
    rank=10,
    people=_with_skill,
    choices=_skills,
)
add_audience(
    name="epci",
    label=_("Les membres d’une intercommunalité"),
    rank=20,
    people=lambda departement, key: members_of_the_club(departement).filter(
        membership__commune__epci=key
    ),
    choices=_epcis,
)
