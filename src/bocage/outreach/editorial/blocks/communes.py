"""A commune, written by an editor as people write it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock

from bocage.territory.models import Commune


class CommuneBlock(CharBlock):
    """The name of a commune, or its Insee code where two have the same name."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Commune"))
        options.setdefault("max_length", 80)
        options.setdefault(
            "help_text", _("Son nom, ou son code Insee si plusieurs portent le même nom.")
        )
        super().__init__(**options)

    def clean(self, value: str) -> str:
        """Rejects a name that matches no commune, or several."""
        cleaned: str = super().clean(value).strip()
        if cleaned and len(communes_named(cleaned)) != 1:
            raise ValidationError(
                _("Aucune commune, ou plusieurs, portent ce nom : donnez son code Insee.")
            )
        return cleaned


def communes_named(words: str) -> list[Commune]:
    """Lists the current communes of this code or, failing that, of this name, without those that
    have no coordinates. Two at most are read, which is enough to know that a name is ambiguous.
    """
    by_code = Commune.objects.current().filter(code=words.upper())
    communes = list(by_code) or list(
        Commune.objects.current().filter(name__iexact=words).order_by("pk")[:2]
    )
    return [commune for commune in communes if commune.latitude is not None]


def commune_named(words: str) -> Commune | None:
    """Returns the commune that a block names; None if it is unknown or ambiguous."""
    communes = communes_named(words) if words else []
    return communes[0] if len(communes) == 1 else None
