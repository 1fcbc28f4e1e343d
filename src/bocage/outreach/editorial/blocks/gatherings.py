"""The next gatherings of the club."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, IntegerBlock, StructBlock

from bocage.network.models import Gathering
from bocage.outreach.editorial.blocks.registry import add_block
from bocage.registrations.words import when_words


class GatheringsBlock(StructBlock):
    """Block with the next public gatherings of the club, the soonest first."""

    title = CharBlock(label=_("Titre"), max_length=120)
    limit = IntegerBlock(min_value=1, max_value=6, default=3, label=_("Combien en montrer"))

    class Meta:
        label = _("Prochaines rencontres, en direct")
        icon = "date"
        template = "outreach/editorial/blocks/gatherings.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """Adds the upcoming gatherings, each with its date in words, to the context; one query."""
        to_come = Gathering.objects.public().to_come(timezone.now()).select_related("commune")
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        return context | {
            "gatherings": [
                (gathering, when_words(gathering)) for gathering in to_come[: value["limit"] or 3]
            ]
        }


add_block("gatherings", GatheringsBlock(), rank=70, live=True)
