"""Stays in the Espace: the menu entry, and the to-dos of the people who prepare them."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bocage.foundation.formatting.times import format_period
from bocage.people.dashboard import Todo, add_item, todo_provider
from bocage.people.models import Person
from bocage.welcome.projects.own_waiting import waits_for_household
from bocage.welcome.visits.policies import stays_followed_by
from bocage.welcome.visits.stays.models import Stay

FEW = 5
NEAR = timedelta(days=14)

add_item(
    label=gettext_lazy("Séjours"),
    url_name="stay_list",
    icon="calendar",
    rank=24,
    group="welcome",
    right="welcome.see_stays",
    covers=("weekend_list",),
)


@todo_provider
def stays_to_decide(person: Person) -> Iterator[Todo]:
    """Yields the to-dos of the people who prepare stays: declined steps, and unconfirmed stays that
    are near. One query.
    """
    if not person.has_perm("welcome.see_stays"):
        return
    now = timezone.now()
    declined = Q(steps__declined_at__isnull=False, steps__status="open")
    stays = (
        stays_followed_by(person)
        .open()
        .select_related("project")
        .annotate(declined=Count("steps", filter=declined))
        .filter(Q(declined__gt=0) | Q(status=Stay.Status.DRAFT, period__startswith__lte=now + NEAR))
        .order_by("period", "pk")
    )
    for stay in stays[:FEW]:
        yield _to_review(stay) if stay.declined else _to_confirm(stay)


@waits_for_household
def own_stay_to_come(person: Person) -> Iterator[Todo]:
    """Yields the to-dos of an adult of a household: the programme of each stay to come. One
    query.
    """
    stays = (
        Stay.objects.confirmed()
        .filter(
            project__adults__person=person,
            project__erased_at=None,
            period__endswith__gt=timezone.now(),
        )
        .order_by("period", "pk")
    )
    for stay in stays[:FEW]:
        yield Todo(
            title=_("Votre séjour : %(name)s") % {"name": stay.name},
            detail=format_period(stay.starts_at, stay.ends_at),
            action=_("Voir le programme"),
            url=reverse("own_stay", args=[stay.pk]),
            due_at=stay.starts_at,
        )


def _to_review(stay: Stay) -> Todo:
    count: int = stay.declined  # type: ignore[attr-defined]  # counted by the query
    return Todo(
        title=ngettext(
            "%(household)s : %(count)d moment du séjour à revoir",
            "%(household)s : %(count)d moments du séjour à revoir",
            count,
        )
        % {"household": stay.project.name, "count": count},
        detail=_("La personne rencontrée ne peut pas : proposez une autre heure."),
        action=_("Revoir"),
        url=stay.get_absolute_url(),
        urgency="soon",
        due_at=stay.starts_at,
    )


def _to_confirm(stay: Stay) -> Todo:
    return Todo(
        title=_("%(household)s : un séjour à confirmer") % {"household": stay.project.name},
        detail=format_period(stay.starts_at, stay.ends_at),
        action=_("Ouvrir le séjour"),
        url=stay.get_absolute_url(),
        urgency="late" if stay.starts_at <= timezone.now() else "soon",
        due_at=stay.starts_at,
    )
