"""Households that came to live in a commune and were not presented there yet."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef

from bocage.territory.models import Commune, FormerCommune
from bocage.welcome.ceremonies.models import Ceremony, CeremonyGuest
from bocage.welcome.projects.models.messages import ProjectConsent
from bocage.welcome.projects.models.projects import ARRIVED, SettlementProject
from bocage.welcome.projects.querysets import ProjectQuerySet


def newcomers_of(commune: Commune) -> ProjectQuerySet:
    """Returns the projects of households that live in a commune, or in one that merged into it, and
    have not attended a ceremony yet.
    """
    presented = CeremonyGuest.objects.filter(
        project=OuterRef("pk"), has_come=True, ceremony__status=Ceremony.Status.HELD
    )
    return (
        SettlementProject.objects.filter(
            commune__in=codes_of(commune),
            stage__in=ARRIVED,
            left_on=None,
            erased_at=None,
        )
        .exclude(status=SettlementProject.Status.CLOSED)
        .filter(~Exists(presented))
        .order_by("moved_in_on", "pk")
    )


def to_invite(ceremony: Ceremony) -> ProjectQuerySet:
    """Returns the newcomers not yet invited to this ceremony."""
    return newcomers_of(ceremony.commune).exclude(
        pk__in=CeremonyGuest.objects.filter(ceremony=ceremony).values("project")
    )


def spoken_of_to_town_halls(projects: Iterable[Any]) -> set[Any]:
    """Returns, among keys of projects, those whose household consents to be mentioned to town
    halls; one query.
    """
    return set(
        ProjectConsent.objects.filter(
            project__in=list(projects), use=ProjectConsent.Use.TOWN_HALLS, withdrawn_at=None
        ).values_list("project", flat=True)
    )


def codes_of(commune: Commune) -> list[str]:
    """Returns the code of a commune, and those of the communes that merged into it; one query."""
    former = FormerCommune.objects.filter(commune=commune.pk).exclude(
        code__in=Commune.objects.current().values("code")
    )
    return [commune.pk, *former.values_list("code", flat=True)]
