"""Block that quotes a person."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock, TextBlock

from bocage.outreach.editorial.blocks.registry import add_block


class QuoteBlock(StructBlock):
    """Block of a quotation, with its author."""

    words = TextBlock(label=_("Paroles"), max_length=500)
    author = CharBlock(label=_("De qui"), required=False, max_length=120)

    class Meta:
        label = _("Citation")
        icon = "openquote"
        template = "outreach/editorial/blocks/quote.html"


add_block("quote", QuoteBlock(), rank=30)
