"""Block of a picture, with its alternative text."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock
from wagtail.images.blocks import ImageBlock

from bocage.outreach.editorial.blocks.registry import add_block


class PictureBlock(StructBlock):
    """Block of a picture. Wagtail's image block requires its description, unless it is marked as
    decorative.
    """

    image = ImageBlock(label=_("Image"))
    caption = CharBlock(label=_("Légende"), required=False, max_length=200)

    class Meta:
        label = _("Image")
        icon = "image"
        template = "outreach/editorial/blocks/picture.html"


add_block("picture", PictureBlock(), rank=20)
