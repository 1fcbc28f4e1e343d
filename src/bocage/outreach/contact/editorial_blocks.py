"""Editorial block « Gardons le contact »: contact form submitted without leaving the page."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock, TextBlock

from bocage.foundation.http.attribution import code_received
from bocage.outreach.editorial.blocks.registry import add_block


class ContactFormBlock(StructBlock):
    """Block of the contact form, for the campaign that brought the visitor. A page that holds it is
    not cached, because its form is signed for one visitor.
    """

    title = CharBlock(label=_("Titre"), max_length=80)
    words = TextBlock(label=_("Texte"), required=False, max_length=300)

    class Meta:
        label = _("Formulaire « Gardons le contact »")
        icon = "mail"
        template = "outreach/contact/block.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """Adds the campaign code that the page's address carries to the template context, as
        `code`; empty if there is none.
        """
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        request = (parent_context or {}).get("request")
        return context | {"code": code_received(request) if request else ""}


add_block("contact_form", ContactFormBlock(), rank=39, live=True)
