"""The forms of the room."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from bocage.foundation.formatting.colours import (
    LIGHT_GROUNDS,
    READABLE,
    WHITE,
    contrast,
    least_contrast,
)
from bocage.foundation.formatting.durations import DAY, HOUR
from bocage.foundation.forms.duration_fields import DurationField
from bocage.foundation.forms.fields import (
    ChoiceCards,
    CodeInput,
    ColourInput,
    DayInput,
    GroupedForm,
    PhotoField,
    offer_choices,
)
from bocage.foundation.mail import channels
from bocage.foundation.models import InstanceSettings
from bocage.foundation.models.instance import WEEK
from bocage.people.addresses import LONGEST_ADDRESS, normalise_address
from bocage.people.models import Person
from bocage.people.phones import PhoneCleaning

CHANNEL = "messages_"
SPACES = re.compile(r"\s")
SIX_DIGITS = re.compile(r"[0-9]{6}")


class AddressForm(forms.Form):
    """Form of the sign-in page: the address, for people with and without an account."""

    email = forms.CharField(
        label=_("Mon adresse électronique"),
        max_length=LONGEST_ADDRESS + 60,
        widget=forms.EmailInput(
            attrs={
                "autocomplete": "username webauthn",
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
        error_messages={"required": _("Écrivez votre adresse électronique.")},
    )

    def clean_email(self) -> str:
        return normalise_address(self.cleaned_data["email"])


class NewAddressForm(forms.Form):
    """Form with the new address of an account, instead of `current`."""

    email = forms.CharField(
        label=_("Ma nouvelle adresse électronique"),
        max_length=LONGEST_ADDRESS + 60,
        widget=forms.EmailInput(
            attrs={"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={"required": _("Écrivez votre nouvelle adresse électronique.")},
    )

    def __init__(self, *args: Any, current: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.current = current

    def clean_email(self) -> str:
        address = normalise_address(self.cleaned_data["email"])
        if address == self.current:
            raise forms.ValidationError(
                _("C’est déjà l’adresse de votre compte."), code="same_address"
            )
        return address


class CodeForm(forms.Form):
    """The six digits received by mail, with or without spaces."""

    code = forms.CharField(
        label=_("Code à six chiffres"),
        max_length=20,
        widget=CodeInput(attrs={"autofocus": True}),
        error_messages={"required": _("Écrivez les six chiffres reçus par courriel.")},
    )

    def clean_code(self) -> str:
        code = SPACES.sub("", self.cleaned_data["code"])
        if not SIX_DIGITS.fullmatch(code):
            raise forms.ValidationError(
                _("Le code a six chiffres, par exemple 048 213."), code="not_six_digits"
            )
        return code


class ProfileForm(PhoneCleaning, forms.ModelForm):
    """Form of the name, telephone number and situation of a person."""

    class Meta:
        model = Person
        fields = ("name", "phone", "situation")
        labels = {
            "name": _("Mon nom"),
            "phone": _("Mon téléphone"),
            "situation": _("Ma situation"),
        }
        help_texts = {
            "name": _("Tel que vous voulez qu’on vous appelle."),
            "phone": _(
                "Lu par qui vous reçoit, par les ménages que vous accompagnez, et par ceux à qui "
                "votre fiche du club le montre."
            ),
        }
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "phone": forms.TextInput(
                attrs={"autocomplete": "tel", "type": "tel", "inputmode": "tel"}
            ),
        }


class PortraitForm(forms.Form):
    """Form that uploads the photo of a person."""

    photo = PhotoField(
        label=_("Ma photo"),
        widget=forms.FileInput({"accept": "image/jpeg,image/png,image/webp"}),
    )


class PreferencesForm(forms.ModelForm):
    """Form of the language, the privacy settings and the message channels of a person."""

    class Meta:
        model = Person
        fields = ("language", "shows_name_to_hosts", "shows_name_to_others")
        labels = {"language": _("Ma langue")}
        widgets = {"language": ChoiceCards}

    def __init__(self, *args: Any, choices: Mapping[str, bool], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        holds_any = bool(self.instance.current_mandates)
        self._offered = [
            channel
            for channel in channels()
            if channel.optional
            and (holds_any or not channel.of_a_mandate or not choices.get(channel.name, True))
        ]
        for channel in self._offered:
            self.fields[f"{CHANNEL}{channel.name}"] = forms.BooleanField(
                label=str(channel.label), required=False, initial=choices.get(channel.name, True)
            )

    @property
    def own_channel_fields(self) -> list[forms.BoundField]:
        """The fields of the messages that anybody may get, which the page shows apart."""
        return [
            self[f"{CHANNEL}{channel.name}"]
            for channel in self._offered
            if not channel.of_a_mandate
        ]

    @property
    def mandate_channel_fields(self) -> list[forms.BoundField]:
        """Fields of the channels that come with mandates."""
        return [
            self[f"{CHANNEL}{channel.name}"] for channel in self._offered if channel.of_a_mandate
        ]

    @property
    def messages(self) -> dict[str, bool]:
        """Submitted choice for each channel, by name."""
        return {
            name.removeprefix(CHANNEL): self.cleaned_data[name]
            for name in self.fields
            if name.startswith(CHANNEL)
        }


class MandateForm(forms.Form):
    """Form that grants a role on a known scope: the person, and the end."""

    role = forms.ChoiceField(label=_("Rôle"), widget=ChoiceCards)
    email = forms.CharField(
        label=_("Adresse électronique de la personne"),
        max_length=LONGEST_ADDRESS + 60,
        help_text=_("Elle se connectera par un code envoyé à cette adresse."),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
        error_messages={"required": _("Écrivez l’adresse de la personne.")},
    )
    last_day = forms.DateField(
        label=_("Dernier jour du mandat"),
        required=False,
        widget=DayInput,
        help_text=_("Vide, le mandat dure jusqu’à ce que quelqu’un y mette fin."),
    )

    def __init__(self, *args: Any, roles: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role_field = self.fields["role"]
        offer_choices(self, "role", [(role.value, capfirst(role.label)) for role in roles])
        if len(roles) == 1:
            role_field.initial = roles[0].value

    def clean_email(self) -> str:
        return normalise_address(self.cleaned_data["email"])

    @property
    def ends_on(self) -> date | None:
        """The first day without the mandate: the day after the last."""
        last_day: date | None = self.cleaned_data["last_day"]
        return last_day + timedelta(days=1) if last_day else None


def _hours(label: Any, *usual: int, minimum: int = 1, **options: Any) -> dict[str, Any]:
    return {
        "label": label,
        "unit": HOUR,
        "usual": usual,
        "minimum": minimum,
        "maximum": 720,
        **options,
    }


def _days(label: Any, *usual: int) -> dict[str, Any]:
    return {"label": label, "unit": DAY, "usual": usual, "minimum": 1, "maximum": 366}


DELAYS = {
    "cancellation_notice_hours": _hours(
        _("Annulation d’une réservation, avant son début"),
        *(0, 1, 2, 24, 48),
        minimum=0,
        labels={0: _("jusqu’à l’heure de début"), 24: _("la veille, à la même heure")},
    ),
    "booking_horizon_days": _days(_("Réservation possible à l’avance"), 14, 30, 60, 90, 180, 365),
    "lead_stale_days": _days(
        _("Piste, ou bien offert par son propriétaire, sans nouvelle"), *(14, 21, 30, 45, 60, 90)
    ),
    "project_retention_days": {
        "label": _("Projet d’installation sans nouvelles, gardé"),
        "unit": DAY,
        "usual": (365, 730, 1095, 1825),
        "minimum": 180,
        "maximum": 3660,
        "labels": {365: _("un an"), 730: _("deux ans"), 1095: _("trois ans"), 1825: _("cinq ans")},
    },
    "application_retention_days": {
        "label": _("Candidature à une formation, gardée après sa réponse"),
        "unit": DAY,
        "usual": (365, 730, 1095),
        "minimum": 30,
        "maximum": 3660,
        "labels": {365: _("un an"), 730: _("deux ans"), 1095: _("trois ans")},
    },
    "register_retention_days": {
        "label": _("Émargements d’une formation, gardés après l’année de sa fin"),
        "unit": DAY,
        "usual": (1095, 1826, 2191, 3653),
        "minimum": 1095,
        "maximum": 10980,
        "labels": {
            1095: _("trois ans"),
            1826: _("cinq ans"),
            2191: _("six ans"),
            3653: _("dix ans, comme l’Europe le demande"),
        },
    },
    "prospect_retention_days": {
        "label": _("Prospect sans échange, gardé"),
        "unit": DAY,
        "usual": (365, 730, 1095),
        "minimum": 30,
        "maximum": 3660,
        "labels": {365: _("un an"), 730: _("deux ans"), 1095: _("trois ans")},
    },
    "figures_open_days": {
        "label": _("Chiffres d’un mois ou d’une année, encore ouverts après sa fin"),
        "unit": DAY,
        "usual": (15, 30, 45, 60, 90),
        "minimum": 10,
        "maximum": 180,
    },
}
"""Labels of each period; the bounds are those of `InstanceSettings`."""


INCOME = ("income_low_eur", "income_high_eur", "local_share_low", "local_share_high")
"""Assumptions of the estimate of the local income (`evidence.indicators.economy`)."""


class SettingsForm(forms.ModelForm):
    """Settings of the instance, with its logo."""

    logo_file = forms.FileField(
        label=_("Logo"),
        required=False,
        help_text=_("Un PNG, un JPEG ou un WebP de moins de 2 Mo, de préférence carré."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )

    @property
    def values(self) -> dict[str, Any]:
        """Values for the operation: the fields of the model, and nothing else."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in {"logo_file", "removes_logo"}
        }


class InstanceForm(GroupedForm, SettingsForm):
    """Form of all the settings that an administrator changes without a terminal."""

    removes_logo = forms.BooleanField(label=_("Retirer le logo actuel"), required=False)
    letters_days = forms.TypedMultipleChoiceField(
        label=_("Jours où partent les lettres"),
        choices=WEEK,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )

    GROUPS: ClassVar[list[tuple[Any, list[str]]]] = [
        (
            _("Qui nous sommes"),
            ["name", "tagline", "tagline_en", "territory_name", "territory_name_en"],
        ),
        (_("Apparence"), ["logo_file", "removes_logo", "brand_colour", "accent_colour"]),
        (_("Nous joindre"), ["contact_email", "contact_phone", "sender_email"]),
        (_("Accueil"), ["headline", "headline_en", "introduction", "introduction_en"]),
        (
            _("Presse"),
            [
                *("press_contact", "press_email", "press_phone"),
                *("press_introduction", "press_introduction_en"),
            ],
        ),
        (_("Prix"), ["price_note"]),
        (_("Délais"), list(DELAYS)),
        (
            _("Lettres aux prospects"),
            ["letters_per_hour", "letters_from_hour", "letters_until_hour", "letters_days"],
        ),
        (_("Revenus dépensés ici : nos hypothèses"), list(INCOME)),
    ]

    class Meta:
        model = InstanceSettings
        fields = (
            "name",
            "tagline",
            "tagline_en",
            "territory_name",
            "territory_name_en",
            "brand_colour",
            "accent_colour",
            "contact_email",
            "contact_phone",
            "sender_email",
            "press_contact",
            "press_email",
            "press_phone",
            "press_introduction",
            "press_introduction_en",
            "price_note",
            "headline",
            "headline_en",
            "introduction",
            "introduction_en",
            *DELAYS,
            "letters_per_hour",
            "letters_from_hour",
            "letters_until_hour",
            "letters_days",
            *INCOME,
        )
        widgets = {
            "brand_colour": ColourInput,
            "accent_colour": ColourInput,
            "introduction": forms.Textarea(attrs={"rows": 4}),
            "introduction_en": forms.Textarea(attrs={"rows": 4}),
            "press_introduction": forms.Textarea(attrs={"rows": 5}),
            "press_introduction_en": forms.Textarea(attrs={"rows": 5}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, options in DELAYS.items():
            self.fields[name] = DurationField(**options)
        if not self.instance.logo_digest:
            del self.fields["removes_logo"]
        self._describe_colours()

    def _describe_colours(self) -> None:
        """Sets the help of each colour field: its code, and its contrast where it is used."""
        brand, accent = self.instance.brand_colour, self.instance.accent_colour
        ratios = {
            "brand_colour": (brand, least_contrast(brand, LIGHT_GROUNDS)),
            "accent_colour": (accent, contrast(accent, WHITE)),
        }
        for name, (colour, ratio) in ratios.items():
            self.fields[name].help_text = _(
                "Enregistrée : %(colour)s, contraste de %(ratio)s pour 1 (il en faut %(needed)s)."
            ) % {
                "colour": colour,
                "ratio": number_format(ratio, 1),
                "needed": number_format(READABLE, 1),
            }

    def clean_brand_colour(self) -> str:
        return str(self.cleaned_data["brand_colour"]).lower()

    def clean_accent_colour(self) -> str:
        return str(self.cleaned_data["accent_colour"]).lower()
