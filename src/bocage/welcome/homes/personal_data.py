"""Personal data of the homes that a person's households follow."""

from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from bocage.foundation.formatting.dates import long_date
from bocage.people.models import Person
from bocage.people.personal_data import DataItem, DataItems, data_section
from bocage.welcome.homes.followed_homes import line_of
from bocage.welcome.homes.models import FollowedHome, FollowedHomeMove, HomesNotification
from bocage.welcome.homes.moves import line_of_move


@data_section(
    name="project_homes",
    title=gettext_lazy("Les logements que vous suivez"),
    rank=43,
    named_in=("welcome.HouseholdAdult.person",),
)
def home_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the homes that a person's households follow, with their notes; one query."""
    followed = (
        FollowedHome.objects.filter(project__adults__person=person)
        .select_related("dwelling__commune", "lead__commune")
        .defer("dwelling__description", "dwelling__search_vector")
        .order_by("-changed_at", "pk")
    )
    for line in map(line_of, followed[:limit]):
        yield DataItem(
            title=line.title,
            detail=[
                line.state,
                f"{line.home.mark} / 5" if line.home.mark else "",
                line.home.notes,
            ],
            url=reverse("own_home", args=[line.home.pk]),
        )


@data_section(
    name="project_home_moves",
    title=gettext_lazy("L’histoire des logements que vous avez suivis"),
    rank=43,
    named_in=("welcome.HouseholdAdult.person",),
)
def home_move_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the status changes of the homes that a person's households followed, dropped ones
    included, latest first; one query.
    """
    moves = FollowedHomeMove.objects.filter(project__adults__person=person)
    for move in moves.order_by("-moved_at", "-pk")[:limit]:
        yield DataItem(
            title=move.home_words,
            detail=f"{line_of_move(move).title} · {long_date(move.moved_at)}",
        )


@data_section(
    name="project_homes_notifications",
    title=gettext_lazy("Les alertes de logements envoyées à votre ménage"),
    rank=43,
    named_in=("welcome.HouseholdAdult.person",),
)
def homes_notification_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the alerts sent to a person's households, latest first; one query."""
    home_messages = HomesNotification.objects.filter(project__adults__person=person)
    for notification in home_messages.order_by("-notified_at", "-pk")[:limit]:
        yield DataItem(
            title=long_date(notification.notified_at),
            detail=ngettext("%(count)d logement", "%(count)d logements", notification.homes)
            % {"count": notification.homes},
        )
