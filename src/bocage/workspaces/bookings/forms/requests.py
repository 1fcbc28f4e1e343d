"""Forms of the messages about a request, and of the choice of reminders."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bocage.workspaces.bookings.models import ReminderChoice
from bocage.workspaces.scheduling.models.bookings import Booking, BookingMessage


class NoteForm(forms.Form):
    """Form of a note to the person whose dates are cancelled or accepted by somebody else."""

    note = forms.CharField(
        label=_("Un mot pour la personne"),
        required=False,
        max_length=Booking._meta.get_field("cancellation_note").max_length,
    )


class MessageForm(forms.Form):
    """Question about a request, or its answer."""

    text = forms.CharField(
        label=_("Votre message"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=BookingMessage._meta.get_field("text").max_length,
        error_messages={"required": _("Le message est vide : écrivez quelques mots.")},
    )


class ReminderForm(forms.Form):
    """Form in which a person chooses when to be reminded of their bookings."""

    when = forms.ChoiceField(
        label=_("Me rappeler mes réservations"),
        choices=ReminderChoice.When.choices,
        widget=forms.RadioSelect,
    )
