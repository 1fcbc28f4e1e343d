"""Form of the page that builds the HTML to paste."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.colours import READABLE, WHITE, contrast
from bocage.foundation.forms.fields import AddressForm, ColourInput
from bocage.foundation.http.embeds import LONGEST_ADDRESS, offered_pages
from bocage.foundation.instance import current_instance
from bocage.territory.models import Commune, Epci

LONGEST_QUERY = 120
HEX = re.compile(r"#[0-9a-f]{6}")
TEXT = "#22302b"
"""Our text in a light page (frontend/tokens.json)."""
PROPERTIES = {
    "liens": "--bocage-brand",
    "bouton": "--bocage-action",
    "fond": "--bocage-paper",
}


class Colour(forms.CharField):
    """Colour as browsers send it: `#1f4d3a`. Invalid ones are ignored."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, max_length=7, widget=ColourInput, **options)

    def to_python(self, value: Any) -> str:
        text = str(value or "").strip().lower()
        return text if HEX.fullmatch(text) else ""


@dataclass(frozen=True)
class ShownColour:
    """A colour of the form, with the one that its input shows before any is given."""

    field: forms.BoundField
    value: str


class EmbedForm(AddressForm):
    """Form that chooses the page to embed on another site, and its colours."""

    page = forms.ChoiceField(label=gettext_lazy("Ce que vous montrez"), required=False)
    adresse = forms.CharField(
        label=gettext_lazy("ou l’adresse d’une page de ce site"),
        required=False,
        max_length=LONGEST_ADDRESS,
        widget=forms.TextInput(
            {
                "inputmode": "url",
                "autocomplete": "off",
                "class": "control",
                "aria-describedby": "adresse-aide",
            }
        ),
        help_text=gettext_lazy(
            "Une recherche de logements comme vous l’avez réglée, un lieu, un chiffre, "
            "l’adresse courte d’une campagne."
        ),
    )
    ou = forms.CharField(
        label=gettext_lazy("Dans une commune"), required=False, max_length=LONGEST_QUERY
    )
    commune = forms.CharField(required=False, max_length=5, widget=forms.HiddenInput)
    epci = forms.ChoiceField(label=gettext_lazy("ou une intercommunalité"), required=False)
    couleurs = forms.BooleanField(label=gettext_lazy("Donner mes couleurs"), required=False)
    liens = Colour(label=gettext_lazy("Les liens"))
    bouton = Colour(label=gettext_lazy("Le bouton"))
    fond = Colour(label=gettext_lazy("Le fond"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choice = self.fields["page"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101 - declared above
        choice.choices = [("", _("— choisissez —")), *offered_pages()]
        epci = self.fields["epci"]
        assert isinstance(epci, forms.ChoiceField)  # noqa: S101 - declared above
        of_today = Commune.objects.current().filter(epci=OuterRef("pk"))
        served = Epci.objects.filter(Exists(of_today)).order_by("name", "pk")
        epci.choices = [("", _("— tout le territoire —")), *served.values_list("pk", "name")]

    @property
    def requested_address(self) -> str:
        """The address that was written, else the page that was chosen; nothing before either."""
        self.is_valid()
        data = self.cleaned_data
        address = str(data.get("adresse") or data.get("page") or "").strip()
        part = urlencode(self.part)
        return f"{address}{'&' if '?' in address else '?'}{part}" if address and part else address

    @property
    def part(self) -> dict[str, str]:
        """Returns the part of the territory that a page is limited to, as address parameters."""
        if not self.is_bound:
            return {}
        self.is_valid()
        data = self.cleaned_data
        if data.get("ou"):
            commune = self._commune(data["ou"], data.get("commune", ""))
            return {"commune": commune.pk} if commune else {}
        return {"epci": data["epci"]} if data.get("epci") else {}

    @property
    def unknown_commune(self) -> str:
        """Commune that was typed and not found; empty otherwise."""
        if self.part or not self.is_bound:
            return ""
        return str(self.cleaned_data.get("ou") or "")

    @staticmethod
    def _commune(text: str, code: str) -> Commune | None:
        """Returns the commune that was chosen in the list; else the first match of the text."""
        matches = Commune.objects.search(text)
        return next(
            (match for match in matches if match.pk == code), matches[0] if matches else None
        )

    @property
    def has_request(self) -> bool:
        """True if a page was chosen, even if it cannot be embedded."""
        return self.is_bound and any(self.data.get(name) for name in ("adresse", "page"))

    @property
    def colours(self) -> list[ShownColour]:
        """Returns the colours of the inputs: the given ones, else those of the instance."""
        instance = current_instance()
        usual = {
            "liens": instance.brand_colour,
            "bouton": instance.accent_colour,
            "fond": WHITE,
        }
        valid_data = self.cleaned_data if self.is_valid() else {}
        return [
            ShownColour(self[name], valid_data.get(name) or colour)
            for name, colour in usual.items()
        ]

    @property
    def look(self) -> dict[str, str]:
        """The custom properties of the colours that are given."""
        self.is_valid()
        if not self.cleaned_data.get("couleurs"):
            return {}
        colours_given = {name: self.cleaned_data.get(name) for name in PROPERTIES}
        return {PROPERTIES[name]: colour for name, colour in colours_given.items() if colour}

    @property
    def unreadable(self) -> list[str]:
        """Sentences about the colours that a frame ignores because their contrast is too low."""
        look = self.look
        paper = look.get("--bocage-paper", WHITE)
        warnings = []
        if contrast(TEXT, paper) < READABLE:
            warnings.append(_("Le texte ne se lirait pas sur ce fond : le fond reste clair."))
            paper = WHITE
        if contrast(look.get("--bocage-brand", TEXT), paper) < READABLE:
            warnings.append(
                _("Les liens ne se liraient pas sur ce fond : ils gardent leur couleur.")
            )
        if contrast(look.get("--bocage-action", TEXT), WHITE) < READABLE:
            warnings.append(_("Le bouton s’écrit en blanc : il faut une couleur plus foncée."))
        return warnings
