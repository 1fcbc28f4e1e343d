"""Forms of leads. The form that reports a home fits one screen of a phone."""

import re
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from bocage.foundation.forms.fields import AddressForm, ChoiceCards, PhotoField, offer_rows
from bocage.housing.criteria.kinds import Offer, PropertyKind
from bocage.housing.leads.models.leads import Lead
from bocage.housing.leads.operations.leads import LeadReport
from bocage.housing.leads.operations.owner_rows import Owner
from bocage.housing.leads.operations.owners import WORDS_LENGTH
from bocage.housing.market.models.listings import Listing
from bocage.people.models import Person

MAX_EUROS = 50_000_000
MAX_M2 = 10_000_000

KINDS = [
    (PropertyKind.HOUSE, _("Maison")),
    (PropertyKind.APARTMENT, _("Appartement")),
    (PropertyKind.LAND, _("Terrain")),
    (PropertyKind.OTHER, _("Autre")),
]
KIND_ICONS = {"house": "home", "apartment": "office", "land": "tree", "other": "help"}
MARKETS = [
    (Lead.Market.SALE, _("À vendre")),
    (Lead.Market.RENTAL, _("À louer")),
    (Lead.Market.SOON, _("Bientôt")),
]
SOON_OFFERS = [
    ("", _("Je ne sais pas")),
    (Offer.SALE, _("à vendre")),
    (Offer.RENTAL, _("à louer")),
]
BANDS = [
    ("", _("Je ne sais pas")),
    ("sale:0-80000", _("moins de 80 000 €")),
    ("sale:80000-120000", _("80 000 à 120 000 €")),
    ("sale:120000-180000", _("120 000 à 180 000 €")),
    ("sale:180000-250000", _("180 000 à 250 000 €")),
    ("sale:250000-", _("plus de 250 000 €")),
    ("rental:0-500", _("moins de 500 €")),
    ("rental:500-700", _("500 à 700 €")),
    ("rental:700-900", _("700 à 900 €")),
    ("rental:900-", _("plus de 900 €")),
]
"""Bands of prices; per month for rentals. The page shows those of the chosen offer."""

_EUROS = re.compile(r"([0-9]{1,8})(?:[.,][0-9]{1,2})?")


class IconCards(ChoiceCards):
    """Choices as tiles with an icon, wide enough for a thumb."""

    template_name = "housing/leads/icon_cards.html"

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        option["icon"] = KIND_ICONS.get(str(value), "")
        return option


class Chips(forms.RadioSelect):
    """Radio buttons shown side by side; bands of prices are marked as of a sale or a rental."""

    template_name = "housing/leads/chips.html"

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        option["market"] = str(value).partition(":")[0] if ":" in str(value) else ""
        return option


class LeadReportForm(forms.Form):
    """Form that reports a home that a person knows of. Two taps are enough; the rest helps."""

    bien = forms.ChoiceField(
        label=_("Quel logement ?"),
        choices=KINDS,
        widget=IconCards,
        error_messages={"required": _("Touchez ce que c’est : maison, appartement, terrain…")},
    )
    pour = forms.ChoiceField(
        label=_("À vendre ou à louer ?"),
        choices=MARKETS,
        widget=IconCards,
        error_messages={"required": _("Touchez « à vendre », « à louer » ou « bientôt ».")},
    )
    bientot = forms.ChoiceField(
        label=_("Il sera…"), choices=SOON_OFFERS, required=False, widget=Chips
    )
    ou = forms.CharField(
        label=_("À peu près où"),
        help_text=_("Pour la mairie : les candidats ne voient que la commune."),
        max_length=200,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    prix = forms.ChoiceField(
        label=_("Prix, à peu près"), choices=BANDS, required=False, widget=Chips
    )
    prix_libre = forms.CharField(
        label=_("Ou un prix précis (€)"),
        max_length=20,
        required=False,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )
    photo = PhotoField(
        label=_("Une photo"),
        help_text=_("Nous retirons le lieu et la date que le téléphone y écrit."),
        required=False,
        widget=forms.FileInput(
            {"accept": "image/jpeg,image/png,image/webp", "capture": "environment"}
        ),
    )
    qui_appelle = forms.ChoiceField(
        label=_("Qui peut appeler le propriétaire ?"),
        choices=[
            (Lead.Caller.TOWN_HALL, _("la mairie seule")),
            (Lead.Caller.COORDINATOR, _("l’accueil aussi")),
            (Lead.Caller.CANDIDATES, _("des candidats choisis aussi")),
        ],
        initial=Lead.Caller.TOWN_HALL,
        required=False,
        widget=Chips,
    )
    proprietaire = forms.CharField(
        label=_("Nom du propriétaire"),
        max_length=120,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    telephone = forms.CharField(
        label=_("Son téléphone"),
        max_length=30,
        required=False,
        widget=forms.TextInput({"type": "tel", "inputmode": "tel", "autocomplete": "off"}),
    )
    pieces = forms.IntegerField(
        label=_("Pièces"),
        min_value=1,
        max_value=60,
        required=False,
        widget=forms.TextInput({"inputmode": "numeric"}),
    )
    surface = forms.IntegerField(
        label=_("Surface (m²)"),
        min_value=1,
        max_value=MAX_M2,
        required=False,
        widget=forms.TextInput({"inputmode": "numeric"}),
    )
    terrain = forms.IntegerField(
        label=_("Terrain (m²)"),
        min_value=1,
        max_value=MAX_M2,
        required=False,
        widget=forms.TextInput({"inputmode": "numeric"}),
    )
    words = forms.CharField(
        label=_("En quelques mots"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    idempotency_key = forms.CharField(max_length=48, required=False, widget=forms.HiddenInput)

    first_fields: ClassVar[list[str]] = [
        "bien",
        "pour",
        "bientot",
        "ou",
        "prix",
        "qui_appelle",
        "photo",
    ]
    more_fields: ClassVar[list[str]] = [
        "proprietaire",
        "telephone",
        "prix_libre",
        "pieces",
        "surface",
        "terrain",
        "words",
    ]

    def clean_prix_libre(self) -> int | None:
        return euros_typed(self.cleaned_data["prix_libre"])

    def clean(self) -> dict[str, Any]:
        """Checks that a price for a home that comes soon is given with its offer: without it, the
        price means nothing.
        """
        values = super().clean() or self.cleaned_data
        is_soon = values.get("pour") == Lead.Market.SOON
        if is_soon and values.get("prix_libre") is not None and not _soon_offer(values):
            self.add_error("bientot", _("Dites s’il sera à vendre ou à louer."))
        return values

    def report(self) -> LeadReport:
        """Returns the report of a home from the valid form."""
        values = self.cleaned_data
        low, high = _prices(values)
        return LeadReport(
            kind=values["bien"],
            market=values["pour"],
            soon_offer=_soon_offer(values),
            about_where=values["ou"],
            price_from_eur=low,
            price_to_eur=high,
            surface_m2=values["surface"],
            rooms=values["pieces"],
            land_m2=values["terrain"],
            words=values["words"],
            owner=Owner(name=values["proprietaire"], phone=values["telephone"]),
            caller=values["qui_appelle"] or Lead.Caller.TOWN_HALL,
        )

    def fields_first(self) -> list[forms.BoundField]:
        return [self[name] for name in self.first_fields]

    def fields_more(self) -> list[forms.BoundField]:
        return [self[name] for name in self.more_fields]

    @property
    def has_more(self) -> bool:
        """True if a field of the folded part is filled in, or is wrong."""
        return any(self[name].value() or self[name].errors for name in self.more_fields)


class OwnerForm(forms.Form):
    """Form of the owner of a home, and of who may call them."""

    proprietaire = LeadReportForm.base_fields["proprietaire"]
    telephone = LeadReportForm.base_fields["telephone"]
    qui_appelle = LeadReportForm.base_fields["qui_appelle"]


class LeadPhotoForm(forms.Form):
    """Form that adds a photo to a lead."""

    photo = PhotoField(
        label=_("Une photo de plus"),
        widget=forms.FileInput({"accept": "image/jpeg,image/png,image/webp"}),
    )


class AskForm(forms.Form):
    """Form by which a candidate requests the owner's number."""

    words = forms.CharField(
        label=_("Un mot pour la mairie"),
        help_text=_("Qui vous êtes, quand vous passez : la mairie le lira avec votre nom."),
        max_length=WORDS_LENGTH,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )


class CloseForm(forms.Form):
    """Form of the reason why a lead is closed."""

    reason = forms.ChoiceField(
        label=_("Pourquoi ?"),
        choices=Lead.CloseReason.choices,
        widget=ChoiceCards,
        error_messages={"required": _("Dites pourquoi la piste se ferme.")},
    )


class ListedForm(forms.Form):
    """Form that chooses the listing that a lead has become."""

    listing = forms.ModelChoiceField(
        label=_("Quelle annonce ?"),
        queryset=Listing.objects.none(),
        required=False,
        empty_label=_("Une annonce que nous n’avons pas"),
    )

    def __init__(self, *args: Any, listings: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "listing", listings)


class CandidateForm(forms.Form):
    """Form that chooses, among the candidates who requested the number, the one to whom it is given
    or refused.
    """

    person = forms.ModelChoiceField(queryset=Person.objects.none())

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "person", people)


class LeadFilterForm(AddressForm):
    """Form that filters a list of leads; its values are in the address. Values that make no sense
    are ignored.
    """

    ADDRESS_NAMES = {
        "kind": "bien",
        "market": "pour",
        "budget_eur": "prix",
        "place": "ou",
        "status": "etat",
    }

    kind = forms.ChoiceField(
        label=_("Bien"), choices=[("", _("Tous les biens")), *KINDS], required=False
    )
    market = forms.ChoiceField(
        label=_("Offre"), choices=[("", _("Vente ou location")), *MARKETS], required=False
    )
    budget_eur = forms.IntegerField(
        label=_("Budget, au plus (€)"),
        min_value=1,
        max_value=MAX_EUROS,
        required=False,
        widget=forms.TextInput({"inputmode": "numeric"}),
    )
    place = forms.CharField(label=_("Commune"), max_length=80, required=False)
    status = forms.ChoiceField(
        label=_("État"),
        choices=[("", _("Tous les états")), *Lead.Status.choices],
        required=False,
    )


def euros_typed(text: str) -> int | None:
    """Returns the whole euros that were typed (« 120 000 € », « 120k »), or None for an empty text.

    Raises:
        ValidationError: it is not a price.
    """
    compact = re.sub(r"[\s€]", "", text).lower()
    if not compact:
        return None
    factor = 1
    if compact.endswith(("k", "ke")):
        compact, factor = compact.rstrip("ke"), 1000
    match = _EUROS.fullmatch(compact)
    amount = int(match[1]) * factor if match else 0
    if not 1 <= amount <= MAX_EUROS:
        raise forms.ValidationError(
            _("Écrivez un prix en euros, comme 120 000."), code="not_a_price"
        )
    return amount


def _soon_offer(values: dict[str, Any]) -> str:
    """Returns the expected offer of a home available soon: as chosen, else that of the band of
    prices.
    """
    if values["pour"] != Lead.Market.SOON:
        return ""
    return str(values.get("bientot") or values.get("prix", "").partition(":")[0])


def _prices(values: dict[str, Any]) -> tuple[int | None, int | None]:
    """Returns the least and the most that it costs. A precise price wins over a band, and a band
    that the choice of sale or rent has hidden since counts for nothing.
    """
    if values["prix_libre"] is not None:
        return values["prix_libre"], values["prix_libre"]
    market, _colon, bounds = values["prix"].partition(":")
    if not market or market != (_soon_offer(values) or values["pour"]):
        return None, None
    low, _dash, high = bounds.partition("-")
    return (int(low) or None), (int(high) if high else None)
