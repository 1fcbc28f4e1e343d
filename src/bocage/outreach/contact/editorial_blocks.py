"""« Gardons le contact » within a page: who reads leaves an address without leaving the page."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock, TextBlock

from bocage.foundation.http.travelling_code import code_received
from bocage.outreach.editorial.blocks.registry import add_block


class ContactFormBlock(StructBlock):
    """The form, for the campaign by which somebody came. A page that holds it is drawn anew for
    each reader: its form is signed for one of them."""

    title = CharBlock(label=_("Titre"), max_length=80)
    words = TextBlock(label=_("Texte"), required=False, max_length=300)

    class Meta:
        label = _("Formulaire « Gardons le contact »")
        icon = "mail"
        template = "outreach/contact/block.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """With the code of the campaign, which the address of the page carries."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        request = (parent_context or {}).get("request")
        return context | {"code": code_received(request) if request else ""}


add_block("contact_form", ContactFormBlock(), rank=39, live=True)
