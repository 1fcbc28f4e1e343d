"""`[[temoignage]]`: testimony of a settled person, while their consent is valid."""

from collections.abc import Mapping

from django.db.models import Case, IntegerField, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.outreach.editorial.models.consents import TestimonyConsent
from bocage.outreach.editorial.models.pages import TestimonyPage
from bocage.outreach.sequences.letter_blocks.registry import (
    BlockReader,
    DrawnBlock,
    add_letter_block,
)


def draw(reader: BlockReader, options: Mapping[str, str]) -> DrawnBlock | None:
    """Returns the newest testimony of a person from the reader's town, else the newest of all, in
    the language of the letter; only testimonies whose consent is valid today.
    """
    holding = TestimonyConsent.objects.holding(timezone.localdate())
    live = TestimonyPage.objects.live().filter(
        consent__in=holding, locale__language_code=reader.language
    )
    origin = options.get("origine") or reader.prospect.origin.split(",")[0].strip()
    near = Case(
        When(
            Q(person_words__icontains=origin) if origin else Q(pk__isnull=True),
            then=Value(0),
        ),
        default=Value(1),
        output_field=IntegerField(),
    )
    page = live.order_by(near, "-first_published_at", "-pk").first()
    if page is None:
        return None
    return DrawnBlock(
        title=_("%(who)s est passé par là") % {"who": page.person_name},
        quote=page.quote,
        attribution=f"{page.person_name}, {page.person_words}",
        link_label=_("Lire son histoire"),
        link_address=page.get_url() or "",
    )


add_letter_block(
    name="temoignage",
    rank=40,
    label=gettext_lazy("le témoignage de quelqu’un qui vient de la même ville, si possible"),
    example="[[temoignage origine=Nantes]]",
    draw=draw,
    words={"origine": "texte"},
)
