"""Personal data of the board about a coordinator: saved filters, morning digests, and moves of
projects.
"""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.dates import date_format
from bocage.people.erasure import Erasure, erases
from bocage.people.models import Person
from bocage.people.personal_data import DataItem, DataItems, data_section
from bocage.welcome.pipeline.models.boards import MorningDigest, SavedFilter
from bocage.welcome.projects.models.projects import StageMove
from bocage.welcome.projects.personal_data import WORDS_IN_A_HOUSEHOLD


def filter_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the filters that a person saved; one query."""
    for saved_filter in SavedFilter.objects.filter(person=person).order_by("name", "pk")[:limit]:
        yield DataItem(
            title=_("filtre « %(name)s »") % {"name": saved_filter.name},
            detail=saved_filter.query,
            url=f"{reverse('project_board')}?{saved_filter.query}",
        )


def move_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the projects that a person moved, latest first; one query. Names are omitted, since
    the files belong to the households.
    """
    moves = StageMove.objects.filter(moved_by=person).order_by("-moved_at", "-pk")[:limit]
    for move in moves:
        yield DataItem(
            title=_("projet passé à « %(stage)s »") % {"stage": move.get_to_stage_display()},
            detail=date_format(timezone.localtime(move.moved_at), "j F Y, H:i"),
        )


def digest_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the morning digests that were sent to a person, latest first; one query."""
    digests = MorningDigest.objects.filter(person=person).order_by("-day", "pk")[:limit]
    for digest in digests:
        yield DataItem(
            title=_("message du matin, %(day)s") % {"day": date_format(digest.day, "j F Y")},
            detail=_("projets en attente : %(n)d") % {"n": digest.waiting_projects},
        )


@data_section(
    name="project_board",
    title=gettext_lazy("Votre travail sur le tableau de l’accueil"),
    rank=75,
    named_in=(
        "welcome.SavedFilter.person",
        "welcome.MorningDigest.person",
        "welcome.StageMove.moved_by",
    ),
)
def board_rows(person: Person, limit: int | None) -> DataItems:
    """Yields a person's filters, digests and moves in a single list, so that people who coordinate
    nothing see it only once; three queries.
    """
    yield from filter_rows(person, limit)
    yield from digest_rows(person, limit)
    yield from move_rows(person, limit)


@erases(WORDS_IN_A_HOUSEHOLD, rank=303)
def filters_and_digests(erasure: Erasure) -> None:
    """Deletes the saved filters and the morning digests of a person."""
    erasure.delete(
        SavedFilter.objects.filter(person=erasure.person),
        MorningDigest.objects.filter(person=erasure.person),
    )
