"""`[[rencontre]]`: the next gatherings that anybody may come to."""

from collections.abc import Mapping

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.network.models import Gathering
from bocage.outreach.sequences.letter_blocks.registry import (
    BlockItem,
    BlockReader,
    DrawnBlock,
    add_letter_block,
    how_many,
)
from bocage.registrations.words import when_words


def draw(reader: BlockReader, options: Mapping[str, str]) -> DrawnBlock | None:
    """Returns the next public gatherings of the reader's département, two by default, the soonest
    first; None if there are none.
    """
    to_come = (
        Gathering.objects.public()
        .to_come(timezone.now())
        .filter(commune__departement=reader.departement)
        .select_related("commune")
    )
    gatherings = list(to_come[: how_many(options, usual=2)])
    if not gatherings:
        return None
    return DrawnBlock(
        title=_("Venez en parler avec nous"),
        items=[
            BlockItem(
                title=gathering.title,
                detail=f"{capfirst(when_words(gathering))} · {gathering.location}",
                address=gathering.get_absolute_url(),
            )
            for gathering in gatherings
        ],
    )


add_letter_block(
    name="rencontre",
    rank=10,
    label=gettext_lazy("les prochaines rencontres du club, ouvertes à tous"),
    example="[[rencontre combien=2]]",
    draw=draw,
    words={"combien": "nombre"},
)
