"""History of the homes that a household followed, in words."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bocage.foundation.formatting.times import format_date, format_time
from bocage.welcome.homes.models import FollowedHome, FollowedHomeMove
from bocage.welcome.projects.contents import rows_of
from bocage.welcome.projects.models.projects import SettlementProject

Status = FollowedHome.Status


@dataclass(frozen=True, slots=True)
class HomeMoveLine:
    """Status change of a home, in words."""

    move: FollowedHomeMove
    title: str
    visit: str
    """Time of the visit, if it is to come."""
    url: str
    """URL of the home's page; empty if it was deleted."""


def home_moves_of(project: SettlementProject) -> list[HomeMoveLine]:
    """Lists every status change of every home that a household followed, the oldest first; one
    query.
    """
    return list(
        map(
            line_of_move,
            _lines_of_moves(rows_of(project, FollowedHomeMove.objects.filter(project=project.pk))),
        )
    )


def moves_of_home(home: FollowedHome) -> list[HomeMoveLine]:
    """Lists the status changes of one home, the oldest first, including those from before it was
    dropped and followed again; one query.
    """
    moves = FollowedHomeMove.objects.filter(project=home.project_id)
    home_filter = {"lead": home.lead_id} if home.lead_id else {"dwelling": home.dwelling_id}
    return list(map(line_of_move, _lines_of_moves(moves.filter(**home_filter))))


def line_of_move(move: FollowedHomeMove) -> HomeMoveLine:
    """Returns the line that describes a status change of a home."""
    return HomeMoveLine(move=move, title=_title(move), visit=_visit(move), url=_url(move))


def _lines_of_moves(moves: QuerySet[FollowedHomeMove]) -> QuerySet[FollowedHomeMove]:
    return moves.select_related("moved_by").order_by("moved_at", "pk")


def _title(move: FollowedHomeMove) -> str:
    if move.step == FollowedHomeMove.FOLLOWED:
        return _("Un logement suivi")
    if move.step == FollowedHomeMove.LET_GO:
        return _("Un logement n’est plus suivi")
    return _("Logement : %(state)s") % {"state": Status(move.step).label}


def _visit(move: FollowedHomeMove) -> str:
    if move.step != Status.TO_VISIT or move.visit_at is None:
        return ""
    day = timezone.localtime(move.visit_at).date()
    visit_words = f"{format_date(day, with_year=True)}, {format_time(move.visit_at)}"
    return _("visite le %(when)s") % {"when": visit_words}


def _url(move: FollowedHomeMove) -> str:
    if move.dwelling_id:
        return reverse("dwelling", args=[move.dwelling_id])
    return reverse("lead", args=[move.lead_id]) if move.lead_id else ""
