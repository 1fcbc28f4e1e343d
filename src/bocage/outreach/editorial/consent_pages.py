"""Wagtail views where editors record the consents of people who give a testimony."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.viewsets.model import ModelViewSet

from bocage.foundation.errors import Refusal, add_refusal_to
from bocage.outreach.editorial.models.consents import TestimonyConsent
from bocage.outreach.editorial.operations.consents import (
    ConsentGiven,
    check_consent,
    record_consent,
    withdraw_consent,
)
from bocage.people.models import Person


class ConsentForm(WagtailAdminModelForm):
    """Form of a consent; an existing one can only be withdrawn."""

    account = forms.EmailField(
        label=_("Adresse de son compte"),
        required=False,
        help_text=_("Si la personne en a un ici : elle y lit ce qu’elle a accepté."),
    )
    is_withdrawn = forms.BooleanField(
        label=_("La personne a repris son accord"),
        required=False,
        help_text=_("Ses pages se retirent aussitôt, et n’y reviennent pas."),
    )

    class Meta:
        model = TestimonyConsent
        fields = ("name", "words_shown", "collection_method", "given_on", "ends_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and not self.instance._state.adding:
            for name in self._meta.fields:
                self.fields[name].disabled = True
            del self.fields["account"]
        else:
            del self.fields["is_withdrawn"]

    def clean_account(self) -> str:
        """Checks that the address, if given, belongs to an account."""
        address: str = self.cleaned_data["account"]
        if address and self._person(address) is None:
            raise forms.ValidationError(_("Personne n’a de compte à cette adresse."))
        return address

    def clean(self) -> dict[str, Any]:
        """Shows the refusals of `record_consent` as errors of the form, for a new consent."""
        cleaned: dict[str, Any] = super().clean()
        if self.instance._state.adding and not self.errors:
            try:
                check_consent(self.consent())
            except Refusal as refusal:
                add_refusal_to(self, refusal)
        return cleaned

    def consent(self) -> ConsentGiven:
        """Returns the submitted consent."""
        data = self.cleaned_data
        return ConsentGiven(
            name=data["name"],
            words_shown=data["words_shown"],
            collection_method=data["collection_method"],
            given_on=data["given_on"],
            ends_on=data["ends_on"],
            person=self._person(data.get("account", "")),
        )

    @staticmethod
    def _person(address: str) -> Person | None:
        people = Person.objects.filter(email__iexact=address, is_active=True) if address else None
        return people.first() if people is not None else None


class AddConsent(CreateView):
    """Records it through its operation."""

    def save_instance(self) -> TestimonyConsent:
        """Records the consent; Wagtail calls it within its transaction."""
        return record_consent(by=self.request.user, consent=self.form.consent())


class ChangeConsent(EditView):
    """Records the withdrawal through its operation."""

    def save_instance(self) -> TestimonyConsent:
        """Withdraws the consent if the box is ticked; Wagtail calls it within its transaction."""
        if self.form.cleaned_data.get("is_withdrawn"):
            return withdraw_consent(by=self.request.user, consent=self.object)
        return self.object


class ConsentPages(ModelViewSet):
    """The list of consents, and the two things that one does with them."""

    model = TestimonyConsent
    form_fields = ("name", "account", "words_shown", "collection_method", "given_on", "ends_on")
    add_view_class = AddConsent
    edit_view_class = ChangeConsent
    icon = "tick"
    menu_label = _("Accords")
    menu_name = "consents"
    add_to_admin_menu = True
    list_display = ("name", "given_on", "ends_on", "withdrawn_at")
    copy_view_enabled = False
    inspect_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> Any:  # noqa: ARG002 - Wagtail's
        """Returns our form instead of the one generated from the model."""
        return ConsentForm


consent_pages = ConsentPages("testimony_consents", url_prefix="accords")
