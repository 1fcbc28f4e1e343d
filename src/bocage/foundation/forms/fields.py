"""Rendering of forms, and inputs that several rooms share.

A form drawn with `<c-form>` or a field drawn with `<c-field>` has its label, its help, its
errors and its `aria-describedby` from the templates of `foundation/forms/`.
"""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.forms.renderers import TemplatesSetting
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from stdnum.exceptions import ValidationError as NumberError
from stdnum.fr import siret

from bocage.foundation.files.photos import LARGEST_UPLOAD
from bocage.foundation.formatting.money import MAX_CENTS, cents_of, plain_euros
from bocage.foundation.http.fetching import FetchRefused, given_address


class PageRenderer(TemplatesSetting):
    """Draws forms with the templates of the product."""

    form_template_name = "foundation/forms/form.html"
    field_template_name = "foundation/forms/field.html"


def offer_choices(form: forms.BaseForm, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    """Sets the choices of a field in this form, for choices that only the page knows.

    Raises:
        TypeError: the field is not one of choices.
    """
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{name} is not a field of choices")
    field.choices = list(choices)


def offer_rows(form: forms.BaseForm, name: str, rows: QuerySet[Any]) -> None:
    """Sets the query set of a field in this form whose choices are rows of the database.

    Raises:
        TypeError: the choices of the field are not rows.
    """
    field = form.fields[name]
    if not isinstance(field, forms.ModelChoiceField):
        raise TypeError(f"{name} is not a field of rows")
    field.queryset = rows


def on_the_wall(day: date, hour: time) -> datetime:
    """Returns the moment of a date and of a local time, as forms take them."""
    return timezone.make_aware(datetime.combine(day, hour))


class AddressForm(forms.Form):
    """Form of the query string, whose parameters are French words.

    A field named in English has its parameter in `ADDRESS_NAMES`. Underscores are written as
    hyphens: `pres_de` is `pres-de`.
    """

    ADDRESS_NAMES: ClassVar[dict[str, str]] = {}

    def add_prefix(self, field_name: str) -> str:
        name = self.ADDRESS_NAMES.get(field_name, field_name)
        return super().add_prefix(name.replace("_", "-"))

    def understood(self) -> dict[str, Any]:
        """Returns the valid values, without the others."""
        self.is_valid()
        return self.cleaned_data


class GroupedForm(forms.BaseForm):
    """Form whose page shows its fields in groups, each with its title."""

    GROUPS: ClassVar[list[tuple[Any, list[str]]]]

    @property
    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The fields that this form has, under the title of each group."""
        return [
            (title, [self[name] for name in names if name in self.fields])
            for title, names in self.GROUPS
        ]


class PickedInput(forms.TextInput):
    """Input whose value is picked in the browser rather than typed: HTML allows it neither a length
    nor a placeholder.
    """

    refused: ClassVar[tuple[str, ...]] = ("maxlength", "minlength", "placeholder")

    def build_attrs(self, *args: Any, **options: Any) -> dict[str, Any]:
        attrs: dict[str, Any] = super().build_attrs(*args, **options)
        return {name: value for name, value in attrs.items() if name not in self.refused}


class ColourInput(PickedInput):
    """A colour, which always has a value."""

    input_type = "color"

    def use_required_attribute(self, initial: Any) -> bool:  # noqa: ARG002 - Django passes it
        return False


class MonthInput(PickedInput):
    """A month, with the picker of the browsers that have one; else « 2025-03 »."""

    input_type = "month"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", **(attrs or {})})


class DayInput(forms.DateInput):
    """A day, with the picker of the browser."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class ClockInput(forms.TimeInput):
    """A time of day, by default on the half hours."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"step": 1800, **(attrs or {})}, format="%H:%M")


class CodeInput(forms.TextInput):
    """The six digits received by mail: a number keypad, and filled in by the phone itself."""

    code_attributes: ClassVar[dict[str, Any]] = {
        "class": "code",
        "inputmode": "numeric",
        "autocomplete": "one-time-code",
        "pattern": "[0-9 ]*",
        "maxlength": 7,
        "spellcheck": "false",
    }

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({**self.code_attributes, **(attrs or {})})


class ChoiceCards(forms.RadioSelect):
    """Radio choices as large cards for touch screens; `helps` adds a text under a choice."""

    template_name = "foundation/forms/choice_cards.html"

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        choices: Any = (),
        helps: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(attrs, choices)
        self.helps = helps or {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        option["help"] = self.helps.get(str(value), "")
        return option


class OutsideAddressField(forms.CharField):
    """Address of somebody else's server that ours will request.

    It is resolved when the form is submitted, and rejected with a message if it is not public or
    not found.
    """

    def __init__(self, **options: Any) -> None:
        attributes = {"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}
        widget = forms.TextInput(attributes)
        super().__init__(**{"max_length": 1000, "widget": widget, **options})

    def clean(self, value: Any) -> str:
        text = str(super().clean(value))
        try:
            return given_address(text) if text else ""
        except FetchRefused as refusal:
            raise forms.ValidationError(str(refusal.sentence), refusal.code) from refusal


class WebAddressField(forms.URLField):
    """An address of the web: https:// where no scheme is written, and no scheme but its own."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 300, "assume_scheme": "https", **options})

    def clean(self, value: Any) -> str:
        address = str(super().clean(value))
        if address and not address.startswith(("https://", "http://")):
            raise forms.ValidationError(_("Une adresse commence par https://."), "scheme")
        return address


class SiretField(forms.CharField):
    """SIRET, which cleans to fourteen digits with a valid check digit (INSEE; La Poste has its own
    rule).
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 20, **options})

    def clean(self, value: Any) -> str:
        cleaned = super().clean(value)
        try:
            return siret.validate(cleaned) if cleaned else ""
        except NumberError as error:
            raise forms.ValidationError(
                _("Ce n’est pas un SIRET : vérifiez ses quatorze chiffres."), "siret"
            ) from error


class UploadField(forms.FileField):
    """A file that is refused before it is read where it is too heavy.

    Args:
        max_octets: largest size, in octets.
    """

    too_heavy: ClassVar[Any] = _("Ce fichier est trop lourd : %(megabytes)d Mo au plus.")

    def __init__(self, *, max_octets: int, **options: Any) -> None:
        super().__init__(**options)
        self.max_octets = max_octets

    def clean(self, data: Any, initial: Any = None) -> UploadedFile | None:
        file: UploadedFile | None = super().clean(data, initial)
        if file and (file.size or 0) > self.max_octets:
            limits = {"megabytes": self.max_octets // 1_000_000}
            raise forms.ValidationError(self.too_heavy, "too_heavy", limits)
        return file


class PhotoField(UploadField):
    """A photo, which the operation checks and writes again."""

    too_heavy = _("Cette photo est trop lourde : %(megabytes)d Mo au plus.")

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_octets": LARGEST_UPLOAD, "max_length": 300, **options})


class EurosField(forms.CharField):
    """An amount typed in euros (« 12,50 », « 8 € »), which cleans to whole cents."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "not_an_amount": _("Écrivez un prix en euros, comme 12,50."),
        "too_much": _("Ce prix est trop élevé pour être vrai."),
    }

    def __init__(self, *, max_cents: int = MAX_CENTS, **options: Any) -> None:
        self.max_octets_cents = max_cents
        widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(**{"max_length": 20, "widget": widget, **options})

    def prepare_value(self, value: Any) -> Any:
        return plain_euros(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        cents = cents_of(text)
        if cents is None:
            raise forms.ValidationError(self.error_messages["not_an_amount"], "not_an_amount")
        if cents > self.max_octets_cents:
            raise forms.ValidationError(self.error_messages["too_much"], "too_much")
        return cents
