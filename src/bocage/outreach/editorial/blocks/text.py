"""Paragraphs, titles, lists and links."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import RichTextBlock

from bocage.outreach.editorial.blocks.registry import add_block

FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link"]

add_block(
    "text",
    RichTextBlock(
        features=FEATURES,
        label=_("Texte"),
        icon="pilcrow",
        template="outreach/editorial/blocks/text.html",
    ),
    rank=10,
)
