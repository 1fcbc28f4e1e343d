"""The questions of the first steps, one screen each."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bocage.first_steps.operations.places import ListedPlace
from bocage.foundation.forms.fields import ColourInput
from bocage.foundation.mail import server_gives_sender, server_sender
from bocage.foundation.models import InstanceSettings
from bocage.people.addresses import LONGEST_ADDRESS, normalise_address
from bocage.people.forms import SettingsForm
from bocage.people.table_imports.forms import NamedField, RowForm, TableForm
from bocage.territory.models import Commune, Departement, Epci
from bocage.territory.reference_data import departements_of_france
from bocage.workspaces.hosting.forms import OpenPlaceForm
from bocage.workspaces.models import PlaceKind

LONGEST_LIST = 200_000
"""Maximum length of a pasted list, in characters; two hundred places take a tenth of it."""
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
    """Form of the person who takes over the instance."""

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
    """Form of the département."""

    departement = forms.ChoiceField(label=_("Département"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(code, f"{code} · {name}") for code, name in departements_of_france().items()]
        self.fields["departement"].choices = [("", "—"), *choices]  # type: ignore[attr-defined]  # of a ChoiceField


class LookForm(SettingsForm):
    """Form of the name, territory, logo and colours, a part of the instance's settings."""

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


class SenderForm(forms.ModelForm):
    """Form of the address from which mails are sent."""

    class Meta:
        model = InstanceSettings
        fields = ("sender_email",)
        widgets = {"sender_email": forms.EmailInput(attrs=ADDRESS)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["sender_email"]
        field.required = not server_gives_sender()
        field.help_text = (
            _("De votre domaine, comme bonjour@perche.example.")
            if field.required
            else _("Vide : celle que donne le serveur, %(sender)s.") % {"sender": server_sender()}
        )
        field.error_messages["required"] = _("Le serveur n’en donne pas : écrivez une adresse.")


class CoordinatorForm(forms.Form):
    """Form of the first coordinator, and of their scope."""

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
        """Département or intercommunalité that the person will coordinate."""
        return self._nodes[self.cleaned_data["scope"]]


def coordinated_nodes() -> list[tuple[str, Departement | Epci]]:
    """Returns the département choices whose communes are loaded, then their intercommunalités."""
    departements = Departement.objects.filter(communes__is_current=True).distinct()
    epcis = Epci.objects.filter(communes__is_current=True).distinct().order_by("name")
    return [
        *(("departement", departement) for departement in departements),
        *(("epci", departement) for departement in epcis),
    ]


class FirstPlaceForm(OpenPlaceForm):
    """Short form of a place; its position is that of its commune until it is corrected."""

    latitude = None  # type: ignore[assignment]  # Django leaves out a field that is None
    longitude = None  # type: ignore[assignment]  # the same


class PlaceListForm(TableForm):
    """Form of a list of places, pasted or as a file."""

    liste = forms.CharField(
        label=_("Collez votre liste"),
        help_text=_(
            "Depuis un tableur, avec sa première ligne : nom, nature, commune, "
            "adresse, code postal."
        ),
        required=False,
        max_length=LONGEST_LIST,
        widget=forms.Textarea({"rows": 6, "spellcheck": "false"}),
    )

    field_order = ("liste", "file")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["file"].required = False
        self.fields["file"].label = _("Ou un fichier CSV")

    def clean_file(self) -> UploadedFile:
        """Returns the file, or the pasted text as a file."""
        if self.cleaned_data["file"] is None:
            pasted = self.cleaned_data.get("liste", "")
            if not pasted:
                raise ValidationError(_("Collez une liste, ou choisissez un fichier."))
            self.cleaned_data["file"] = SimpleUploadedFile(gettext("liste collée"), pasted.encode())
        return super().clean_file()


class PlaceRowForm(RowForm):
    """A row of the list, validated like the form of one place; the type defaults to third place."""

    nom = OpenPlaceForm.base_fields["name"]
    nature = NamedField(dict(PlaceKind.choices), max_length=60, required=False)
    adresse = OpenPlaceForm.base_fields["address"]
    code_postal = OpenPlaceForm.base_fields["postcode"]
    commune = forms.CharField(max_length=120)

    def __init__(self, cells: dict[str, str], *, find: Callable[[str, str], Commune]) -> None:
        super().__init__(cells)
        self._find = find

    def clean_commune(self) -> Commune:
        """Returns the commune of this name, and of this postcode if given."""
        return self._find(self.cleaned_data["commune"], self.cleaned_data.get("code_postal", ""))

    def place(self) -> ListedPlace:
        """Returns the place described by the row."""
        cells = self.cleaned_data
        return ListedPlace(
            commune=cells["commune"],
            name=cells["nom"],
            kind=cells["nature"] or PlaceKind.THIRD_PLACE,
            address=cells["adresse"],
            postcode=cells["code_postal"],
        )
