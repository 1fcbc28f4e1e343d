"""What the board keeps about a coordinator: the filters with a name, the messages of the
morning, the projects that they moved."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.written_dates import date_format
from bocage.people.erasure import Erasure, erased_with_a_person
from bocage.people.known_data import KnownRow, KnownRows, known_section
from bocage.people.models import Person
from bocage.welcome.pipeline.models.boards import MorningDigest, SavedFilter
from bocage.welcome.projects.models.projects import StageMove
from bocage.welcome.projects.personal_data import WORDS_IN_A_HOUSEHOLD


def filter_rows(person: Person, most: int | None) -> KnownRows:
    """The filters that somebody keeps; one query."""
    for kept in SavedFilter.objects.filter(person=person).order_by("name", "pk")[:most]:
        yield KnownRow(
            title=_("filtre « %(name)s »") % {"name": kept.name},
            detail=kept.query,
            url=f"{reverse('project_board')}?{kept.query}",
        )


def move_rows(person: Person, most: int | None) -> KnownRows:
    """The projects that somebody moved, the latest first; one query. They say no name: the
    files are the households'."""
    moves = StageMove.objects.filter(moved_by=person).order_by("-moved_at", "-pk")[:most]
    for move in moves:
        yield KnownRow(
            title=_("projet passé à « %(stage)s »") % {"stage": move.get_to_stage_display()},
            detail=date_format(timezone.localtime(move.moved_at), "j F Y, H:i"),
        )


def digest_rows(person: Person, most: int | None) -> KnownRows:
    """The messages of the morning that were sent to somebody, the latest first; one query."""
    digests = MorningDigest.objects.filter(person=person).order_by("-day", "pk")[:most]
    for digest in digests:
        yield KnownRow(
            title=_("message du matin, %(day)s") % {"day": date_format(digest.day, "j F Y")},
            detail=_("projets en attente : %(n)d") % {"n": digest.told},
        )


@known_section(
    name="project_board",
    title=gettext_lazy("Votre travail sur le tableau de l’accueil"),
    rank=75,
    named_in=(
        "welcome.SavedFilter.person",
        "welcome.MorningDigest.person",
        "welcome.StageMove.moved_by",
    ),
)
def board_rows(person: Person, most: int | None) -> KnownRows:
    """All of it in one list, so that those who coordinate nothing read of it once; three
    queries."""
    yield from filter_rows(person, most)
    yield from digest_rows(person, most)
    yield from move_rows(person, most)


@erased_with_a_person(WORDS_IN_A_HOUSEHOLD, rank=303)
def filters_and_digests(erasure: Erasure) -> None:
    """The filters of somebody's board, and the messages of their mornings."""
    erasure.delete(
        SavedFilter.objects.filter(person=erasure.person),
        MorningDigest.objects.filter(person=erasure.person),
    )
