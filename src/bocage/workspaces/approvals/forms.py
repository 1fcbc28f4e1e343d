"""Form with which a host refuses a request."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bocage.workspaces.scheduling.models.bookings import Booking


class ReasonForm(forms.Form):
    """Form in which a host gives the reason for refusing a request."""

    reason = forms.CharField(
        label=_("Votre raison"),
        help_text=_("La personne la lit, avec ce qui est libre ailleurs."),
        max_length=Booking._meta.get_field("decision_note").max_length,
        error_messages={"required": _("Dites pourquoi : la personne lira votre raison.")},
    )
