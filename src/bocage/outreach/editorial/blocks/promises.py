"""Block of the territory's promises, for its home page."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import Block, CharBlock, ChoiceBlock, StructBlock, TextBlock

ICONS = [
    ("desk", _("un bureau")),
    ("house-search", _("une maison")),
    ("people", _("des gens")),
    ("network", _("un réseau")),
    ("growth", _("une pousse")),
    ("proof", _("une preuve")),
    ("train", _("un train")),
    ("tree", _("un arbre")),
]


class PromiseBlock(StructBlock):
    """Block of a promise, with its status if it is not fulfilled yet."""

    title = CharBlock(label=_("Titre"), max_length=80)
    icon = ChoiceBlock(choices=ICONS, label=_("Dessin"))
    words = TextBlock(label=_("Texte"), max_length=300)
    link = CharBlock(label=_("Adresse du lien"), required=False, max_length=200)
    link_label = CharBlock(label=_("Texte du lien"), required=False, max_length=60)
    status = CharBlock(
        label=_("Où elle en est"), required=False, max_length=40, help_text=_("« en préparation »")
    )

    class Meta:
        label = _("Promesse")
        icon = "tick"


def promise_blocks() -> list[tuple[str, Block]]:
    """Returns the blocks that the promises of the home page may hold."""
    return [("promise", PromiseBlock())]
