"""`[[sejour]]`: an invitation to come and see, at the next welcome weekend or when they want."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.times import full_period
from bocage.outreach.sequences.letter_blocks.registry import (
    BlockItem,
    BlockReader,
    DrawnBlock,
    add_letter_block,
)
from bocage.welcome.models import WelcomeWeekend


def draw(reader: BlockReader, options: Mapping[str, str]) -> DrawnBlock | None:
    """Returns the next open welcome weekend, and the form that prepares a stay. With
    `quand=week-end`, returns None if no weekend is open.
    """
    weekend = (
        WelcomeWeekend.objects.filter(
            departement=reader.departement,
            status=WelcomeWeekend.Status.OPEN,
            period__startswith__gt=timezone.now(),
        )
        .select_related("commune")
        .order_by("period", "pk")
        .first()
    )
    if weekend is None and "quand" in options:
        return None
    items = []
    if weekend is not None:
        place = weekend.commune.name if weekend.commune else ""
        period = full_period(weekend.period.lower, weekend.period.upper)
        items = [BlockItem(title=weekend.name, detail=" · ".join(filter(None, [period, place])))]
    return DrawnBlock(
        title=_("Venez voir, deux ou trois jours"),
        words=_(
            "Dites-nous ce que vous cherchez : nous préparons le séjour avec vous, les visites,"
            " les gens à rencontrer, un bureau pour travailler."
        ),
        items=items,
        link_label=_("Préparer mon séjour"),
        link_address=reverse("new_project"),
    )


add_letter_block(
    name="sejour",
    rank=30,
    label=gettext_lazy("une invitation à venir voir, avec le prochain week-end d’accueil"),
    example="[[sejour]]",
    draw=draw,
    words={"quand": ("week-end",)},
)
