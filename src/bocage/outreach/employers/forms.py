"""The forms of partner employers."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from bocage.foundation.forms.fields import DayInput, SiretField, WebAddressField, offer_rows
from bocage.outreach.employers.models import PartnerEmployer
from bocage.outreach.employers.operations.employers import AgreementTerms, EmployerTerms
from bocage.people.phones import PhoneCleaning
from bocage.territory.models import Departement

HIDE_BUTTON = "retirer"
SEND_FILE_BUTTON = "envoyer"


class EmployerForm(forms.Form):
    """Form of an employer. Its name and its city are enough to begin."""

    departement = forms.ModelChoiceField(
        label=_("Département"), queryset=Departement.objects.none(), empty_label=None
    )
    name = forms.CharField(label=_("Nom"), max_length=120)
    city = forms.CharField(label=_("Dans quelle ville ?"), max_length=80)
    sector = forms.CharField(label=_("Secteur"), max_length=120, required=False)
    size = forms.ChoiceField(
        label=_("Taille"),
        choices=[("", _("sans le dire")), *PartnerEmployer.Size.choices],
        required=False,
    )
    siret = SiretField(
        label=_("SIRET"),
        required=False,
        help_text=_("Facultatif et jamais montré : il est vérifié au registre officiel."),
    )
    website = WebAddressField(label=_("Site"), required=False)
    notes = forms.CharField(
        label=_("Notes"), max_length=4000, required=False, widget=forms.Textarea({"rows": 3})
    )

    def __init__(
        self, *args: Any, departements: QuerySet[Departement] | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if departements is None:
            del self.fields["departement"]
        else:
            offer_rows(self, "departement", departements)

    def terms(self) -> EmployerTerms:
        """Returns the submitted terms of the employer."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "departement"}
        return EmployerTerms(**values)


class AgreementForm(forms.Form):
    """Form of the agreement with an employer, with the commitments of each side."""

    agreement = forms.ChoiceField(
        label=_("Quelle forme a l’accord ?"), choices=PartnerEmployer.Agreement
    )
    signed_on = forms.DateField(label=_("Conclu le"), widget=DayInput)
    ends_on = forms.DateField(label=_("Jusqu’au"), widget=DayInput, required=False)
    promises = forms.CharField(
        label=_("Ce que l’employeur promet"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Par exemple : quatre jours de télétravail, le train payé à moitié."),
    )
    offers = forms.CharField(
        label=_("Ce que le territoire offre à ses équipes"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("La page publique le montre : un bureau, un séjour, un parrain."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("ends_on") and data.get("signed_on") and data["ends_on"] < data["signed_on"]:
            self.add_error("ends_on", _("Un accord finit après avoir été conclu."))
        return data

    def terms(self) -> AgreementTerms:
        """Returns the submitted terms of the agreement."""
        return AgreementTerms(**self.cleaned_data)


class AgreementFileForm(forms.Form):
    """The document of the agreement; it is read by the operation."""

    document = forms.FileField(
        label=_("Document signé"), help_text=_("PDF ou image, 10 Mo au plus."), max_length=200
    )


class LogoForm(forms.Form):
    """A logo; it is drawn again by the operation."""

    logo = forms.FileField(
        label=_("Logo"), help_text=_("PNG, JPEG ou WebP, 2 Mo au plus."), max_length=200
    )


class EmployerMoveForm(forms.Form):
    """Form that moves an employer to another state, with a note."""

    state = forms.ChoiceField(label=_("Où en est-on ?"), choices=PartnerEmployer.State)
    note = forms.CharField(label=_("En quelques mots"), max_length=300, required=False)


class StepForm(forms.Form):
    """Form of the next step with an employer, and its due date."""

    step = forms.CharField(label=_("Prochaine étape"), max_length=200, required=False)
    due_on = forms.DateField(label=_("Pour le"), widget=DayInput, required=False)


class EmployerContactForm(PhoneCleaning, forms.Form):
    """Form of a contact person at an employer."""

    name = forms.CharField(label=_("Prénom et nom"), max_length=120)
    role = forms.CharField(label=_("Fonction"), max_length=120, required=False)
    email = forms.EmailField(label=_("Adresse électronique"), max_length=254, required=False)
    phone = forms.CharField(label=_("Téléphone"), max_length=30, required=False)


class EmployerPageForm(forms.Form):
    """Form of the introduction on an employer's public page."""

    introduction = forms.CharField(
        label=_("Présentation publique"),
        max_length=1500,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Qui est cet employeur, et pourquoi ses équipes peuvent vivre ici."),
    )
