"""Figures that an editor writes: each with its source and its date."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, DateBlock, ListBlock, StructBlock, URLBlock

from bocage.outreach.editorial.blocks.registry import add_block


class FigureBlock(StructBlock):
    """A figure without a source is a slogan: both are demanded."""

    figure = CharBlock(label=_("Chiffre"), max_length=20)
    label = CharBlock(label=_("Ce qu’il compte"), max_length=120)
    source = CharBlock(label=_("Source"), max_length=120)
    source_url = URLBlock(label=_("Adresse de la source"), required=False)
    dated = DateBlock(label=_("Date du chiffre"))


class FiguresBlock(StructBlock):
    """Up to four side by side."""

    figures = ListBlock(FigureBlock(label=_("Chiffre")), label=_("Chiffres"), min_num=1, max_num=4)

    class Meta:
        label = _("Chiffres sourcés")
        icon = "order"
        template = "outreach/editorial/blocks/figures.html"


add_block("figures", FiguresBlock(), rank=40)
