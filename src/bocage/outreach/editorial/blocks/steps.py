"""How it works, in a few steps, on the home page."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import Block, CharBlock, StructBlock, TextBlock


class StepBlock(StructBlock):
    """One step; its number is its place."""

    title = CharBlock(label=_("Titre"), max_length=60)
    words = TextBlock(label=_("Texte"), max_length=240)

    class Meta:
        label = _("Étape")
        icon = "list-ol"


def step_blocks() -> list[tuple[str, Block]]:
    """What the steps of the home page are made of."""
    return [("step", StepBlock())]
