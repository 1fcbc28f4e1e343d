"""Dashboard blocks of the École du Web."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bocage.network.web_school.models.editions import WebSchoolEdition, WebSchoolRoom
from bocage.network.web_school.models.programmes import Session
from bocage.people.dashboard import Todo, add_item, todo_provider
from bocage.people.models import Person

add_item(
    label=_("L’École du Web"),
    url_name="managed_editions",
    icon="training",
    rank=51,
    group="together",
    right="network.run_a_club",
)


@todo_provider
def sessions_without_leader(person: Person) -> Iterator[Todo]:
    """Yields the to-dos of a person who runs a club: sessions whose leader has left, and rooms
    cancelled by their place; two queries.
    """
    if not person.has_perm("network.run_a_club"):
        return
    leaderless = Session.objects.filter(
        speaker_left_at__isnull=False,
        edition__in=WebSchoolEdition.objects.run_by(person).filter(
            status__in=["scheduling", "published"]
        ),
    )
    for session in leaderless.select_related("edition").order_by("slot__period", "pk")[:5]:
        yield Todo(
            title=_("« %(title)s » n’a plus d’animateur") % {"title": session.title},
            detail=session.edition.name,
            action=_("Voir le programme"),
            url=reverse("programme_editor", args=[session.edition_id]),
            urgency="soon",
        )
    lost_rooms = WebSchoolRoom.objects.filter(
        is_lost=True, edition__in=WebSchoolEdition.objects.run_by(person)
    )
    for room in lost_rooms.select_related("edition").order_by("pk")[:5]:
        yield Todo(
            title=_("« %(room)s » n’est plus réservée") % {"room": room.name},
            detail=room.edition.name,
            action=_("Voir les salles"),
            url=reverse("edition_grid", args=[room.edition_id]),
            urgency="soon",
        )
