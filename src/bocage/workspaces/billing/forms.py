"""Forms of the prices and the accounts of a place."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from bocage.foundation.formatting.grammar import of_name
from bocage.foundation.forms.fields import ChoiceCards, DayInput, EurosField, offer_rows
from bocage.workspaces.billing.models import PassProduct, PayingOrganisation, PaymentMethod
from bocage.workspaces.places.models import Place, Resource, ResourceKind
from bocage.workspaces.prices.models import Tariff
from bocage.workspaces.scheduling.forms import VisitorForm

MONTH = PassProduct.Kind.MONTH.value
A_MONTH = _("Un mois se paie d’avance et va de date à date : par exemple du 12 mars au 11 avril.")


class TariffForm(forms.Form):
    """Price per unit, of a kind of resources of the place or of one of them; or that of a month of
    a kind of them, which is sold in advance.
    """

    target = forms.ChoiceField(label=_("Pour quoi"))
    unit = forms.ChoiceField(
        label=_("Unité"),
        choices=[*Tariff.Unit.choices, (MONTH, _("le mois"))],
        help_text=A_MONTH,
    )
    amount_cents = EurosField(label=_("Prix en euros"), help_text=_("Par exemple 8 ou 12,50."))

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._resources = {
            str(resource.pk): resource for resource in place.resources.active().order_by("name")
        }
        kinds = _kinds_of(self._resources.values())
        of_kinds = [(kind, _("Tous : %(kind)s") % {"kind": label}) for kind, label in kinds]
        names = [(pk, resource.name) for pk, resource in self._resources.items()]
        field: Any = self.fields["target"]
        field.choices = [*of_kinds, (_("Un seul espace"), names)]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("unit") == MONTH and data.get("target") in self._resources:
            sentence = _("Un mois vaut pour tous les espaces de même nature : choisissez « Tous ».")
            self.add_error("target", sentence)
        return data

    @property
    def is_for_a_month(self) -> bool:
        return bool(self.cleaned_data["unit"] == MONTH)

    @property
    def month_values(self) -> dict[str, Any]:
        """Keyword arguments that the pricing operation takes for a monthly tariff."""
        kind = self.cleaned_data["target"]
        return {
            "kind": kind,
            "amount_cents": self.cleaned_data["amount_cents"],
            "name": _("Un mois %(of_kind)s") % {"of_kind": of_name(str(ResourceKind(kind).label))},
        }

    @property
    def values(self) -> dict[str, Any]:
        """Keyword arguments that the pricing operation takes for a tariff in any other unit."""
        data = self.cleaned_data
        resource: Resource | None = self._resources.get(data["target"])
        return {
            "unit": data["unit"],
            "amount_cents": data["amount_cents"],
            "resource": resource,
            "kind": "" if resource else data["target"],
        }


def _kinds_of(resources: Iterable[Resource]) -> list[tuple[str, Any]]:
    """Returns the kinds of some resources, each with its name, in the order of pages."""
    kinds = {resource.kind for resource in resources}
    return [(kind, label) for kind, label in ResourceKind.choices if kind in kinds]


class PassProductForm(forms.Form):
    """Pass to put on sale."""

    kind = forms.ChoiceField(
        label=_("Quoi"),
        choices=[(value, capfirst(label)) for value, label in PassProduct.Kind.choices],
        initial=PassProduct.Kind.HALF_DAYS,
        widget=ChoiceCards,
    )
    name = forms.CharField(
        label=_("Nom"), max_length=80, help_text=_("Par exemple « Dix demi-journées ».")
    )
    space_kinds = forms.MultipleChoiceField(
        label=_("Paie les espaces de ces natures"),
        help_text=_(
            "Tous ceux de la nature, selon ce qui est libre, jamais un seul en particulier."
        ),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Dites ce que paie le carnet.")},
    )
    amount_cents = EurosField(label=_("Prix en euros"))
    half_days = forms.IntegerField(
        label=_("Nombre de demi-journées"),
        min_value=1,
        max_value=200,
        required=False,
        initial=10,
        help_text=_("Laissez tel quel pour un mois : il ne se compte pas."),
    )
    valid_days = forms.IntegerField(
        label=_("Valable combien de jours"),
        min_value=1,
        max_value=1100,
        initial=365,
        help_text=A_MONTH,
    )

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = _kinds_of(place.resources.active())
        offered = dict(kinds) or {ResourceKind.DESK.value: ResourceKind.DESK.label}
        spaces: Any = self.fields["space_kinds"]
        spaces.choices = [(kind, capfirst(label)) for kind, label in offered.items()]
        self.initial.setdefault("space_kinds", [next(iter(offered))])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("kind") == PassProduct.Kind.MONTH:
            data["half_days"] = None
        elif "half_days" in data and data["half_days"] is None:
            self.add_error("half_days", _("Dites combien de demi-journées compte le carnet."))
        return data


class SellPassForm(VisitorForm):
    """Form that sells a pass to a person, found or created in one field as at the desk."""

    product = forms.ModelChoiceField(
        label=_("Carnet"), queryset=PassProduct.objects.none(), empty_label=None
    )
    starts_on = forms.DateField(label=_("Valable à partir du"), widget=DayInput)
    payer = forms.ModelChoiceField(
        label=_("Payé par une structure"),
        queryset=PayingOrganisation.objects.none(),
        required=False,
        empty_label=_("Non, par la personne"),
    )
    method = forms.ChoiceField(
        label=_("Règlement"),
        choices=[("", _("À payer plus tard")), *PaymentMethod.choices],
        required=False,
    )

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("starts_on", timezone.localdate())
        offer_rows(self, "product", place.pass_products.filter(is_active=True))
        payers = place.payers.filter(is_active=True)
        if payers.exists():
            offer_rows(self, "payer", payers)
        else:
            del self.fields["payer"]


class PayerForm(forms.ModelForm):
    """Form that describes an organisation that pays for people. The operation saves it."""

    siret = forms.CharField(label=_("SIRET"), max_length=30, required=False)

    class Meta:
        model = PayingOrganisation
        fields = ("name", "siret", "billing_address", "contact_email")
        widgets = {"billing_address": forms.Textarea({"rows": 3})}

    def clean_siret(self) -> str:
        """Returns the fourteen digits, however they are spaced."""
        return "".join(str(self.cleaned_data["siret"]).split())

    def validate_unique(self) -> None:
        """Leaves uniqueness to the operation, since this form does not know the place."""


class PersonForm(forms.Form):
    email = forms.EmailField(label=_("Adresse de la personne"))


class PaymentForm(forms.Form):
    method = forms.ChoiceField(choices=PaymentMethod.choices)
