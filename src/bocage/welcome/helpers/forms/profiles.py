"""Forms of the address book."""

from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.forms.fields import AddressForm, ChoiceCards, DayInput
from bocage.territory.forms import CommuneField
from bocage.welcome.helpers.models import MAX_A_MONTH, Helper, HelpKind, HelpRequest
from bocage.welcome.helpers.operations.profiles import WORDS_LENGTH, Card

MAX_WORDS = 12
LONGEST_WORD = 40
FURTHEST_KM = 200


class WordsField(forms.CharField):
    """Field of words separated by commas, cleaned to a list."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput({"autocomplete": "off"})
        super().__init__(**{"required": False, "max_length": 300, "widget": widget, **options})

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, (list, tuple)) else value

    def clean(self, value: Any) -> tuple[str, ...]:
        words = tuple(word.strip() for word in super().clean(value).split(",") if word.strip())
        if len(words) > MAX_WORDS or any(len(word) > LONGEST_WORD for word in words):
            raise forms.ValidationError(
                _("Au plus douze mots, séparés par des virgules, de quarante lettres chacun.")
            )
        return words


class HelperForm(forms.Form):
    """Form of a helper's card, written by the welcome team with the helper's agreement."""

    nom = forms.CharField(
        label=_("Nom"), max_length=120, widget=forms.TextInput({"autocomplete": "off"})
    )
    qui = forms.ChoiceField(label=_("Qui est-ce ?"), choices=HelpKind.choices)
    peut = forms.CharField(
        label=_("Ce que cette personne peut faire"),
        help_text=_("Avec ses mots : « faire visiter l’école », « un avis sur une toiture »."),
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )
    mots_cles = WordsField(
        label=_("Métier, pays, mots-clés"),
        help_text=_("Avec des virgules. Un voisin est proposé à qui partage l’un de ces mots."),
    )
    langues = WordsField(label=_("Langues parlées"), help_text=_("Avec des virgules."))
    commune = CommuneField(label=_("Commune"))
    rayon = forms.IntegerField(
        label=_("Jusqu’à combien de kilomètres ?"),
        min_value=0,
        max_value=FURTHEST_KM,
        initial=20,
        widget=forms.TextInput({"inputmode": "numeric"}),
    )
    courriel = forms.EmailField(
        label=_("Courriel"),
        help_text=_("Les demandes lui arrivent là."),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "off"}),
    )
    telephone = forms.CharField(
        label=_("Téléphone"),
        max_length=30,
        required=False,
        widget=forms.TextInput({"type": "tel", "inputmode": "tel", "autocomplete": "off"}),
    )
    ecrire_en = forms.ChoiceField(
        label=_("Nous lui écrivons en"), choices=Helper._meta.get_field("language").choices or []
    )
    mesure = forms.IntegerField(
        label=_("Demandes par mois, au plus"),
        help_text=_("Nous ne demandons jamais davantage, quel que soit le besoin."),
        min_value=1,
        max_value=MAX_A_MONTH,
        initial=2,
        widget=forms.TextInput({"inputmode": "numeric"}),
    )
    accord = forms.DateField(
        label=_("D’accord pour figurer au carnet depuis le"),
        help_text=_("La personne reçoit sa fiche par courriel, avec de quoi la fermer."),
        widget=DayInput,
    )

    def clean_accord(self) -> Any:
        day = self.cleaned_data["accord"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("L’accord est donné avant d’être au carnet."))
        return day

    def card(self) -> Card:
        """Returns the cleaned data as a `Card`."""
        data = self.cleaned_data
        return Card(
            name=data["nom"],
            kind=data["qui"],
            can_do=data["peut"],
            tags=data["mots_cles"],
            languages=data["langues"],
            commune=data["commune"],
            radius_km=data["rayon"],
            email=data["courriel"],
            phone=data["telephone"],
            language=data["ecrire_en"],
            max_per_month=data["mesure"],
            consented_on=data["accord"],
        )


def card_words(helper: Helper) -> dict[str, Any]:
    """Returns the initial data of the form for an existing card."""
    return {
        "nom": helper.name,
        "qui": helper.kind,
        "peut": helper.can_do,
        "mots_cles": helper.tags,
        "langues": helper.languages,
        "commune": (helper.commune.name, helper.commune_id),
        "rayon": helper.radius_km,
        "courriel": helper.email,
        "telephone": helper.phone,
        "ecrire_en": helper.language,
        "mesure": helper.max_per_month,
        "accord": helper.consented_on,
    }


class HelperFilterForm(AddressForm):
    """Form that filters the address book, from the query string. Invalid values are ignored."""

    ADDRESS_NAMES = {"kind": "qui", "place": "ou", "words": "mots", "state": "etat"}

    kind = forms.ChoiceField(
        label=_("Qui"), choices=[("", _("Tout le monde")), *HelpKind.choices], required=False
    )
    place = forms.CharField(label=_("Commune"), max_length=80, required=False)
    words = forms.CharField(
        label=_("Mots"),
        max_length=80,
        required=False,
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
    )
    state = forms.ChoiceField(
        label=_("Fiches"),
        choices=[("", _("ouvertes")), ("closed", _("fermées"))],
        required=False,
    )


class AskHelperForm(forms.Form):
    """Form of the request to a helper; an empty message means the default one."""

    need = forms.ChoiceField(choices=HelpKind.choices, widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("La demande"),
        max_length=WORDS_LENGTH,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


class HelpAnswerForm(forms.Form):
    """Form of a helper's answer, with an optional message."""

    answer = forms.ChoiceField(
        label=_("Votre réponse"),
        choices=[
            (HelpRequest.Answer.YES, _("Oui, je peux aider")),
            (HelpRequest.Answer.NO, _("Pas cette fois")),
        ],
        widget=ChoiceCards,
        error_messages={"required": _("Dites oui ou non.")},
    )
    words = forms.CharField(
        label=_("Quelques mots"),
        help_text=_(
            "Quand vous joindre, ce que vous proposez, ou pourquoi ce n’est pas le moment."
        ),
        max_length=WORDS_LENGTH,
        required=False,
        validators=[ProhibitNullCharactersValidator()],
        widget=forms.Textarea({"rows": 4}),
    )
