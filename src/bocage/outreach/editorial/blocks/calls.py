"""Block of calls to action."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, StructBlock, TextBlock

from bocage.outreach.editorial.blocks.registry import add_block


class AddressBlock(CharBlock):
    """Path on this site (« /se-loger/ »), or absolute address of another."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Adresse du lien"))
        options.setdefault("max_length", 300)
        options.setdefault(
            "help_text", _("« /se-loger/ » sur ce site, « https://… » pour un autre.")
        )
        super().__init__(**options)

    def clean(self, value: str) -> str:
        """Rejects a value that is not a web address."""
        cleaned: str = super().clean(value).strip()
        if cleaned and not is_web_address(cleaned):
            raise ValidationError(
                _("Donnez une adresse qui commence par « / » ou par « https:// ».")
            )
        return cleaned


def is_web_address(address: str) -> bool:
    """Checks whether an address is a path of this site, or an absolute http or https address, and
    nothing that a browser would execute.
    """
    if address.startswith("/"):
        return url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address.startswith(("https://", "http://")) and address.isprintable()


class LinkBlock(StructBlock):
    """A button."""

    label = CharBlock(label=_("Texte du bouton"), max_length=40)
    address = AddressBlock()


class CallBlock(StructBlock):
    """A sentence and one or two buttons."""

    title = CharBlock(label=_("Titre"), max_length=80)
    words = TextBlock(label=_("Texte"), required=False, max_length=300)
    links = ListBlock(LinkBlock(label=_("Bouton")), label=_("Boutons"), min_num=1, max_num=2)

    class Meta:
        label = _("Invitation à agir")
        icon = "pick"
        template = "outreach/editorial/blocks/call.html"


add_block("call", CallBlock(), rank=38)
