"""Block « how it works », in a few steps, for the home page."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import Block, CharBlock, StructBlock, TextBlock


class StepBlock(StructBlock):
    """Block of one step; its position is its number."""

    title = CharBlock(label=_("Titre"), max_length=60)
    words = TextBlock(label=_("Texte"), max_length=240)

    class Meta:
        label = _("Étape")
        icon = "list-ol"


def step_blocks() -> list[tuple[str, Block]]:
    """Returns the blocks that the steps of the home page may hold."""
    return [("step", StepBlock())]
