"""The forms of programmes, their providers and partners."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from bocage.foundation.forms.duration_fields import DurationField
from bocage.foundation.forms.fields import (
    ChoiceCards,
    EurosField,
    SiretField,
    UploadField,
    WebAddressField,
    offer_rows,
)
from bocage.people.logos import LARGEST_UPLOAD
from bocage.people.models import Partner
from bocage.territory.models import Departement
from bocage.training.programmes.models.programmes import Programme
from bocage.training.programmes.models.providers import TrainingProvider
from bocage.training.programmes.operations import PRICE_FIELDS, TEXT_FIELDS


class PartnerForm(forms.Form):
    """A chamber, an association…"""

    name = forms.CharField(label=_("Nom"), max_length=120)
    kind = forms.ChoiceField(label=_("Nature"), choices=Partner.Kind.choices)
    departement = forms.ModelChoiceField(
        label=_("Département"),
        queryset=Departement.objects.order_by("name"),
        required=False,
        empty_label=_("Plusieurs"),
    )


MAX_CENTS = 10_000_000
"""A hundred thousand euros: more than a course costs a learner."""


def _text(label: Any, max_length: int, rows: int = 4, **options: Any) -> forms.CharField:
    widget = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, max_length=max_length, widget=widget, **options)


class ProgrammeForm(forms.Form):
    """Form of a programme: the information that has to be public before anybody applies."""

    name = forms.CharField(label=_("Nom de la formation"), max_length=120)
    pitch = forms.CharField(
        label=_("En une phrase"),
        max_length=300,
        help_text=_("Ce que lira qui parcourt la liste des formations."),
    )
    aims = _text(
        _("Objectifs"), 3000, help_text=_("Ce qu’on saura faire à la fin, point par point.")
    )
    audience = _text(_("Pour qui"), 2000)
    prerequisites = _text(_("Prérequis"), 2000, 2, help_text=_("« Aucun » se dit aussi."))
    method = _text(
        _("Méthodes et moyens"),
        3000,
        required=False,
        help_text=_("Ateliers, supports, matériel, à distance ou en salle."),
    )
    assessment = _text(
        _("Suivi et évaluation"),
        3000,
        required=False,
        help_text=_(
            "Comment la présence est suivie, ce qui est évalué, ce qui est remis à la fin."
        ),
    )
    admission = _text(_("Modalités et délais d’accès"), 2000, required=False)
    pricing = forms.ChoiceField(
        label=_("Tarif"), choices=Programme.Pricing.choices[1:], widget=ChoiceCards
    )
    price_cents = EurosField(
        label=_("Prix par stagiaire, en euros"),
        max_cents=MAX_CENTS,
        required=False,
        help_text=_("Pour une formation payante."),
    )
    vat = forms.ChoiceField(
        label=_("TVA"),
        choices=Programme.Vat.choices,
        required=False,
        help_text=_("Pour une formation payante."),
    )
    payment_terms = _text(
        _("Modalités de règlement"),
        1000,
        3,
        required=False,
        help_text=_("Quand et comment le prix se paie. Le contrat d’une formation payante le dit."),
    )
    funding = _text(_("Financement"), 2000, 3, required=False)
    accessibility = _text(_("Accueil des personnes handicapées"), 2000, 3)
    accessibility_contact = forms.CharField(label=_("Référent handicap"), max_length=120)
    accessibility_email = forms.EmailField(label=_("Son adresse électronique"), max_length=254)
    contact_email = forms.EmailField(label=_("Adresse pour se renseigner"), max_length=254)
    certificate_wording = _text(
        _("Ce que dit l’attestation"),
        1000,
        3,
        required=False,
        help_text=_("Ce que la formation apprend à faire, tel que l’attestation le dira."),
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("pricing") != Programme.Pricing.PAID:
            return data | {"price_cents": None, "vat": ""}
        if not data.get("price_cents") and "price_cents" not in self.errors:
            self.add_error("price_cents", _("Écrivez le prix, ou choisissez « gratuite »."))
        if not data.get("vat"):
            self.add_error("vat", _("Dites ce qu’il en est de la TVA."))
        return data

    @staticmethod
    def initial_of(programme: Programme) -> dict[str, Any]:
        """Returns the initial values of the form for a programme."""
        return {name: getattr(programme, name) for name in (*TEXT_FIELDS, *PRICE_FIELDS)}


class NewProgrammeForm(ProgrammeForm):
    """Form that creates a programme, with its partner and, if needed, its département."""

    partner = forms.ModelChoiceField(
        label=_("Organisme"), queryset=Partner.objects.none(), empty_label=None
    )
    departement = forms.ModelChoiceField(
        label=_("Département"),
        queryset=Departement.objects.none(),
        required=False,
        empty_label=_("Celui de l’organisme"),
    )
    field_order = ("partner", "departement")

    def __init__(self, *args: Any, partners: QuerySet[Partner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "partner", partners)
        if partners.filter(departement=None).exists():
            offer_rows(self, "departement", Departement.objects.order_by("name"))
        else:
            del self.fields["departement"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        partner = data.get("partner")
        if partner is not None and partner.departement_id is not None:
            data["departement"] = None  # Its own is the only one.
        return data


class ModuleForm(forms.Form):
    """A module, with its hours."""

    title = forms.CharField(label=_("Titre du module"), max_length=120)
    minutes = DurationField(
        label=_("Durée"),
        usual=[3 * 60, 3 * 60 + 30, 7 * 60, 14 * 60, 21 * 60, 35 * 60],
        minimum=15,
        maximum=60_000,
    )
    content = _text(_("Ce qu’on y apprend"), 2000, 3, required=False)


class TeacherForm(forms.Form):
    """Form that adds a teacher to a programme."""

    name = forms.CharField(label=_("Nom de l’intervenant"), max_length=120)
    email = forms.EmailField(
        label=_("Son adresse électronique"),
        required=False,
        max_length=254,
        help_text=_(
            "Jamais montrée. S’il a un compte, il trouve ses séances dans son Espace et les signe."
        ),
    )
    biography = _text(_("Son métier, son parcours"), 1000, 3, required=False)


class ProgrammePartnerForm(forms.Form):
    """Form that adds a supporting partner to a programme."""

    name = forms.CharField(label=_("Nom du partenaire"), max_length=80)
    website = WebAddressField(label=_("Son site"), required=False)
    logo = UploadField(
        max_octets=LARGEST_UPLOAD,
        label=_("Son logo"),
        required=False,
        help_text=_("PNG, JPEG, WebP ou GIF, 2 Mo au plus."),
    )


FORM_OF: dict[str, type[forms.Form]] = {
    "module": ModuleForm,
    "intervenant": TeacherForm,
    "partenaire": ProgrammePartnerForm,
}
"""The parts of a programme, by the word of their addresses."""


def part_forms(submitted: dict[str, forms.Form] | None = None) -> Iterable[tuple[str, forms.Form]]:
    """Returns a form for each kind of part, with the submitted one in place of its blank form."""
    return [
        (kind, (submitted or {}).get(kind) or form(prefix=kind)) for kind, form in FORM_OF.items()
    ]


class ProviderForm(forms.ModelForm):
    """The legal identity of a partner."""

    siret = SiretField(label=_("SIRET"))

    class Meta:
        model = TrainingProvider
        fields = (
            "legal_name",
            "address",
            "city",
            "siret",
            "declaration_number",
            "declaration_region",
            "representative",
            "representative_role",
            "internal_rules",
            "cancellation_terms",
        )
        widgets = {"cancellation_terms": forms.Textarea({"rows": 4})}
