"""Figures that the instance counts itself, with their definition, source and age."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import MultipleChoiceBlock, StructBlock

from bocage.outreach.editorial.blocks.registry import add_block
from bocage.outreach.home_figures.figures import PROOF_LABELS, named_proofs


class LiveFiguresBlock(StructBlock):
    """Figures of the home page, selected by an editor."""

    figures = MultipleChoiceBlock(choices=list(PROOF_LABELS.items()), label=_("Chiffres"))

    class Meta:
        label = _("Chiffres, en direct")
        icon = "view"
        template = "outreach/editorial/blocks/live_figures.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """Adds the chosen figures to the context, without those that cannot be counted now."""
        proofs = named_proofs()
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        return context | {"proofs": [proofs[name] for name in value["figures"] if name in proofs]}


add_block("live_figures", LiveFiguresBlock(), rank=80, live=True)
