"""The forms of assets."""

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from bocage.foundation.forms.fields import (
    AddressForm,
    DayInput,
    GroupedForm,
    PhotoField,
    WebAddressField,
    offer_choices,
    offer_rows,
)
from bocage.outreach.assets.criteria import AssetCriteria
from bocage.outreach.assets.models import Asset
from bocage.outreach.assets.operations.assets import AssetTerms
from bocage.outreach.assets.operations.pictures import PictureTerms
from bocage.outreach.assets.shelf_life import MAX_MONTHS, USUAL_MONTHS
from bocage.outreach.home_figures.figures import PROOF_LABELS
from bocage.outreach.shared.themes import Theme
from bocage.territory.forms import CommuneField
from bocage.territory.models import Departement, Epci
from bocage.workspaces.models import Place


class FigureFields(forms.Form):
    """A figure, its source and its date."""

    figure = forms.CharField(
        label=_("Chiffre"),
        max_length=24,
        required=False,
        help_text=_("Comme il se lit : 94 %, 2 h 10, 349."),
    )
    source_name = forms.CharField(label=_("Source"), max_length=160, required=False)
    source_url = WebAddressField(label=_("Adresse de la source"), required=False)
    dated_on = forms.DateField(
        label=_("Date du chiffre"),
        widget=DayInput,
        required=False,
        help_text=_("Le jour dont il parle, et non celui où vous l’écrivez."),
    )


class AssetForm(GroupedForm, FigureFields):
    """Form of an asset: its sentence, its proof and its picture. Three lines are enough to
    begin."""

    GROUPS: ClassVar[list[tuple[Any, list[str]]]] = [
        ("", ["departement", "theme", "title", "sentence"]),
        (
            _("Le chiffre qui le prouve"),
            [
                *("live_indicator", "figure", "unit", "source_name", "source_url", "dated_on"),
                "shelf_life_months",
            ],
        ),
        (_("De quel endroit il parle"), ["epci", "commune", "place"]),
        (_("En anglais"), ["title_en", "sentence_en", "unit_en"]),
        (
            _("Son image"),
            [
                *("image", "picture_words", "picture_words_en", "picture_credit"),
                *("is_for_press", "picture_use"),
            ],
        ),
    ]

    departement = forms.ModelChoiceField(
        label=_("Département"), queryset=Departement.objects.none(), empty_label=None
    )
    theme = forms.ChoiceField(label=_("Thème"), choices=Theme)
    title = forms.CharField(
        label=_("Titre"),
        max_length=120,
        help_text=_("Par exemple : La fibre, jusque dans les hameaux."),
    )
    sentence = forms.CharField(
        label=_("En une phrase"), max_length=300, widget=forms.Textarea({"rows": 2})
    )
    live_indicator = forms.ChoiceField(
        label=_("Un chiffre en direct"),
        required=False,
        choices=[("", _("non, un chiffre que j’écris")), *PROOF_LABELS.items()],
        help_text=_("Il se compte et se date de lui-même : laissez alors le chiffre vide."),
    )
    unit = forms.CharField(
        label=_("Ce qu’il compte"),
        max_length=80,
        required=False,
        help_text=_("Par exemple : des logements raccordables."),
    )
    shelf_life_months = forms.IntegerField(
        label=_("Combien de mois il vaut"),
        min_value=1,
        max_value=MAX_MONTHS,
        initial=USUAL_MONTHS,
        widget=forms.TextInput({"inputmode": "numeric"}),
        help_text=_("Comptés depuis sa date. Ensuite il n’est plus montré, et vous êtes prévenu."),
    )
    epci = forms.ModelChoiceField(
        label=_("Une intercommunalité"),
        queryset=Epci.objects.none(),
        required=False,
        empty_label=_("non"),
    )
    commune = CommuneField(label=_("Ou une commune"), required=False)
    place = forms.ModelChoiceField(
        label=_("Ou un lieu où travailler"),
        queryset=Place.objects.none(),
        required=False,
        empty_label=_("non"),
    )
    title_en = forms.CharField(label=_("Titre en anglais"), max_length=120, required=False)
    sentence_en = forms.CharField(
        label=_("La phrase en anglais"),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    unit_en = forms.CharField(label=_("Ce qu’il compte, en anglais"), max_length=80, required=False)
    image = PhotoField(
        label=_("Image"),
        required=False,
        max_length=200,
        help_text=_("JPEG, PNG ou WebP, 10 Mo au plus. Le lieu noté par l’appareil est effacé."),
    )
    picture_words = forms.CharField(
        label=_("Description pour qui ne la voit pas"), max_length=200, required=False
    )
    picture_words_en = forms.CharField(
        label=_("La description en anglais"), max_length=200, required=False
    )
    picture_credit = forms.CharField(
        label=_("Crédit"),
        max_length=120,
        required=False,
        help_text=_("Qui l’a faite : « Photo : Claire Dubois, pour l’Orne »."),
    )
    is_for_press = forms.BooleanField(label=_("La presse peut la reprendre"), required=False)
    picture_use = forms.CharField(
        label=_("Ce que l’on peut en faire"),
        max_length=200,
        required=False,
        help_text=_("Par exemple : libre pour la presse, avec son crédit."),
    )

    def __init__(
        self,
        *args: Any,
        departements: QuerySet[Departement],
        chooses_departement: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if chooses_departement:
            offer_rows(self, "departement", departements)
        else:
            del self.fields["departement"]
        epcis = Epci.objects.filter(is_current=True, departements__in=departements)
        offer_rows(self, "epci", epcis.distinct().order_by("name"))
        places = Place.objects.filter(commune__departement__in=departements)
        offer_rows(self, "place", places.exclude(status=Place.Status.CLOSED).order_by("name"))

    def terms(self) -> AssetTerms:
        """Returns the submitted terms of the asset."""
        data = self.cleaned_data
        return AssetTerms(**{name: data[name] for name in AssetTerms.__dataclass_fields__})

    def picture(self) -> PictureTerms:
        """Returns the submitted description, credit and permitted uses of the picture."""
        data = self.cleaned_data
        return PictureTerms(
            words=data["picture_words"],
            words_en=data["picture_words_en"],
            credit=data["picture_credit"],
            use=data["picture_use"],
            is_for_press=data["is_for_press"],
        )


def initial_values(asset: Asset) -> dict[str, Any]:
    """Returns the initial values of the form for an existing asset."""
    initial = {name: getattr(asset, name) for name in AssetForm.base_fields if hasattr(asset, name)}
    if asset.commune is not None:
        initial["commune"] = (asset.commune.name, asset.commune_id)
    return initial


class RefreshForm(FigureFields):
    """Form of a newer figure; the source stays the same if left blank."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Other forms of the page have their own id prefixes.
        super().__init__(*args, **{"auto_id": "chiffre_%s", **kwargs})
        for name in ("figure", "dated_on"):
            self.fields[name].required = True


class AssetFilterForm(AddressForm):
    """Filters of the list of assets, stored in its address. Invalid values filter nothing."""

    theme = forms.ChoiceField(
        label=_("Thème"), choices=[("", _("tous")), *Theme.choices], required=False
    )
    etat = forms.ChoiceField(
        label=_("État"),
        choices=[("", _("sauf les retirés")), *Asset.State.choices],
        required=False,
    )
    lieu = forms.ChoiceField(label=_("Endroit"), required=False)
    a_rafraichir = forms.BooleanField(label=_("À rafraîchir"), required=False)

    def offer_places(self, places: list[tuple[str, str]]) -> None:
        """Sets the places that can be chosen, after « partout »."""
        offer_choices(self, "lieu", [("", _("partout")), *places])

    def criteria(self) -> AssetCriteria:
        """Returns the criteria that are valid."""
        choice = self.understood()
        return AssetCriteria(
            theme=choice.get("theme", ""),
            state=choice.get("etat", ""),
            place=choice.get("lieu", ""),
            to_refresh=choice.get("a_rafraichir", False),
        )
