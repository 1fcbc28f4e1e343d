"""The questions of the first steps, one screen each."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from bocage.foundation.forms import ColourInput
from bocage.foundation.mail import server_gives_sender, server_sender
from bocage.foundation.models import InstanceSettings
from bocage.people.addresses import LONGEST_ADDRESS, normalise_address
from bocage.territory.models import Departement, Epci
from bocage.territory.reference_data import departements_of_france
from bocage.workspaces.opening_forms import OpenPlaceForm

LARGEST_LIST = 200_000
"""Octets: two hundred places take a tenth of that."""
ADDRESS = {"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"}


def _address(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LONGEST_ADDRESS + 60,
        widget=forms.EmailInput(attrs=ADDRESS),
        error_messages={"required": _("Écrivez votre adresse électronique.")},
    )


class OwnerForm(forms.Form):
    """Who takes the instance."""

    name = forms.CharField(
        label=_("Mon nom"), max_length=120, widget=forms.TextInput({"autocomplete": "name"})
    )
    email = _address(
        _("Mon adresse électronique"),
        _("La prochaine fois, vous entrerez avec un code envoyé à cette adresse."),
    )

    def clean_email(self) -> str:
        return normalise_address(self.cleaned_data["email"])


class TerritoryForm(forms.Form):
    """The département."""

    departement = forms.ChoiceField(label=_("Département"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(code, f"{code} · {name}") for code, name in departements_of_france().items()]
        self.fields["departement"].choices = [("", "—"), *choices]  # type: ignore[attr-defined]  # of a ChoiceField


class LookForm(forms.ModelForm):
    """Name, territory, logo and colours: the rest of the settings can wait."""

    logo_file = forms.FileField(
        label=_("Logo"),
        required=False,
        help_text=_("Un PNG, un JPEG ou un WebP de moins de 2 Mo, de préférence carré."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )

    class Meta:
        model = InstanceSettings
        fields = ("name", "territory_name", "brand_colour", "accent_colour")
        widgets = {
            "brand_colour": ColourInput,
            "accent_colour": ColourInput,
        }

    field_order = ("name", "territory_name", "logo_file", "brand_colour", "accent_colour")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["territory_name"].required = True

    @property
    def values(self) -> dict[str, Any]:
        """What the operation saves."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class SenderForm(forms.ModelForm):
    """From which address the mails leave."""

    class Meta:
        model = InstanceSettings
        fields = ("sender_email",)
        widgets = {"sender_email": forms.EmailInput(attrs=ADDRESS)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = self.fields["sender_email"]
        own.required = not server_gives_sender()
        own.help_text = (
            _("De votre domaine, comme bonjour@perche.example.")
            if own.required
            else _("Vide : celle que donne le serveur, %(sender)s.") % {"sender": server_sender()}
        )
        own.error_messages["required"] = _("Le serveur n’en donne pas : écrivez une adresse.")


class CoordinatorForm(forms.Form):
    """The first person who welcomes, and where."""

    email = _address(
        _("Son adresse électronique"),
        _("La vôtre si vous tenez ce rôle pour commencer."),
    )
    scope = forms.ChoiceField(label=_("Sur quel territoire"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._nodes: dict[str, Departement | Epci] = {
            f"{kind}-{node.pk}": node for kind, node in coordinated_nodes()
        }
        self.fields["scope"].choices = [  # type: ignore[attr-defined]  # of a ChoiceField
            (key, str(node)) for key, node in self._nodes.items()
        ]

    def clean_email(self) -> str:
        return normalise_address(self.cleaned_data["email"])

    @property
    def node(self) -> Departement | Epci:
        """What the person will coordinate."""
        return self._nodes[self.cleaned_data["scope"]]


def coordinated_nodes() -> list[tuple[str, Departement | Epci]]:
    """The départements whose communes are here, then their intercommunalités."""
    departements = Departement.objects.filter(communes__is_current=True).distinct()
    epcis = Epci.objects.filter(communes__is_current=True).distinct().order_by("name")
    return [*(("departement", one) for one in departements), *(("epci", one) for one in epcis)]


class FirstPlaceForm(OpenPlaceForm):
    """A place in four words; its position is that of its commune until somebody says better."""

    latitude = None  # type: ignore[assignment]  # Django leaves out a field that is None
    longitude = None  # type: ignore[assignment]  # the same


class PlaceListForm(forms.Form):
    """A list of places: pasted, or as a file."""

    pasted = forms.CharField(
        label=_("Collez votre liste"),
        help_text=_(
            "Depuis un tableur, avec sa première ligne : nom, nature, commune, "
            "adresse, code postal."
        ),
        required=False,
        max_length=LARGEST_LIST,
        strip=False,
        widget=forms.Textarea({"rows": 6, "spellcheck": "false"}),
    )
    file = forms.FileField(
        label=_("Ou un fichier CSV"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv"}),
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        file, pasted = data.get("file"), (data.get("pasted") or "").strip()
        if self.errors:
            return data
        if file is not None and file.size > LARGEST_LIST:
            raise ValidationError(_("Ce fichier est trop lourd pour une liste de lieux."))
        if file is None and not pasted:
            raise ValidationError(_("Collez une liste, ou choisissez un fichier."))
        return data

    @property
    def content(self) -> bytes:
        """The octets of the list: those of the file where there is one."""
        file = self.cleaned_data.get("file")
        return file.read() if file else self.cleaned_data["pasted"].strip().encode()
