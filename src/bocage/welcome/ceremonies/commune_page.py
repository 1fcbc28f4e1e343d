"""Additions of ceremonies to the page of a commune: the next one, and the criterion."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bocage.people.models import Person
from bocage.territory.models import Commune
from bocage.welcome.ceremonies.models import Ceremony
from bocage.welcome.ceremonies.newcomers import newcomers_of
from bocage.welcome.communes.page_registry import add_commune_section
from bocage.welcome.communes.welcoming_criteria import Button, welcoming_criterion
from bocage.welcome.shared.formatting import when_words

MAX_SHOWN = 3


def ceremonies_of_commune(commune: Commune, person: Person) -> dict[str, Any] | None:
    """Returns the ceremonies to come and held in a commune, and how many newcomers wait to be
    presented; None if the person may not plan one there. Three queries.
    """
    if not person.has_perm("welcome.plan_ceremony", commune):
        return None
    ceremonies = Ceremony.objects.filter(commune=commune)
    to_come = list(
        ceremonies.filter(status__in=Ceremony.COMING).order_by("starts_at", "pk")[:MAX_SHOWN]
    )
    past = ceremonies.filter(status=Ceremony.Status.HELD).order_by("-starts_at", "pk")
    return {
        "to_come": [(ceremony, when_words(ceremony.starts_at)) for ceremony in to_come],
        "next_one": next(iter(to_come), None),
        "held": [(ceremony, when_words(ceremony.starts_at)) for ceremony in past[:MAX_SHOWN]],
        "newcomers": newcomers_of(commune).count(),
    }


add_commune_section(
    name="ceremonies",
    template="welcome/ceremonies/commune_section.html",
    rank=50,
    context=ceremonies_of_commune,
)


LATELY = timedelta(days=730)


def one_to_prepare(commune: Commune) -> Button | None:
    """Returns the button to the next ceremony of a commune; None if no date is set. One query."""
    ceremonies = Ceremony.objects.filter(commune=commune, status__in=Ceremony.COMING)
    ceremony = ceremonies.order_by("starts_at", "pk").first()
    if ceremony is None:
        return None
    return gettext("Préparer la cérémonie"), ceremony.get_absolute_url()


@welcoming_criterion(
    "ceremony_held",
    _("une cérémonie d’accueil tenue depuis deux ans"),
    rank=60,
    action=_("Choisir une date"),
    url=lambda commune: reverse("ceremony_plan", args=[commune.pk]),
    under_way=one_to_prepare,
)
def communes_with_ceremony(communes: Sequence[Commune]) -> set[str]:
    """Returns the communes that held a ceremony within the last two years; one query."""
    ceremonies = Ceremony.objects.filter(
        commune__in=communes,
        status=Ceremony.Status.HELD,
        starts_at__gte=timezone.now() - LATELY,
    )
    return set(ceremonies.order_by().values_list("commune", flat=True))
