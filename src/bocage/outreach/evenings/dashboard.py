"""Dashboard blocks of evenings, and the organisers' to-dos."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.outreach.evenings.models.evenings import CityEvening
from bocage.outreach.evenings.models.people import EveningRegistration
from bocage.people.dashboard import Todo, add_item, todo_provider
from bocage.people.models import Person
from bocage.registrations.words import when_words

THANKED_WITHIN = timedelta(days=14)

add_item(
    label=gettext_lazy("Soirées et alliés"),
    url_name="evening_list",
    icon="meeting",
    rank=73,
    group="outreach",
    covers=("ambassador_list", "employer_list"),
    right="outreach.run_campaigns",
)


@todo_provider
def evenings_to_see_to(person: Person) -> Iterator[Todo]:
    """Yields a to-do for each evening of today, whose door is to be managed, and for each past one
    whose guests were not thanked; one query.
    """
    if not person.has_perm("outreach.run_campaigns"):
        return
    now = timezone.now()
    attendees = EveningRegistration.objects.filter(event=OuterRef("pk"), arrived_at__isnull=False)
    today = Q(status=CityEvening.Status.OPEN, starts_at__lte=now + timedelta(hours=12))
    unthanked = Q(
        Exists(attendees),
        status=CityEvening.Status.HELD,
        thanked_at=None,
        held_at__gt=now - THANKED_WITHIN,
    )
    evenings = CityEvening.objects.run_by(person).filter(today | unthanked)
    for evening in evenings.order_by("starts_at", "pk"):
        if evening.status == CityEvening.Status.HELD:
            yield Todo(
                title=_("« %(title)s » : remercier ceux qui sont venus") % {"title": evening.title},
                detail=when_words(evening),
                action=_("Écrire le merci"),
                url=reverse("evening_manage", args=[evening.pk]),
            )
        else:
            yield Todo(
                title=_("Ce soir : « %(title)s »") % {"title": evening.title},
                detail=when_words(evening),
                action=_("Ouvrir la liste de l’entrée"),
                url=reverse("evening_door", args=[evening.pk]),
                urgency="soon",
                due_at=evening.starts_at,
            )
