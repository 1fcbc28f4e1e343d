"""What hosts and askers write about a request, and when people like to be reminded."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bocage.workspaces.models.bookings import Booking, BookingMessage
from bocage.workspaces.models.reminders import ReminderChoice


class ReasonForm(forms.Form):
    """Why a request is refused."""

    reason = forms.CharField(
        label=_("Votre raison"),
        help_text=_("La personne la lit, avec ce qui est libre ailleurs."),
        max_length=Booking._meta.get_field("decision_note").max_length,
        error_messages={"required": _("Dites pourquoi : la personne lira votre raison.")},
    )


class NoteForm(forms.Form):
    """A word for the person whose dates somebody else cancels, or agrees to."""

    note = forms.CharField(
        label=_("Un mot pour la personne"),
        required=False,
        max_length=Booking._meta.get_field("cancellation_note").max_length,
    )


class HostNoteForm(forms.Form):
    """What those who run the place note of a booking; the operation says how long it may be."""

    note = forms.CharField(required=False, widget=forms.Textarea)


class DoorForm(forms.Form):
    """The button of a door: how long, and the turn on which the screen showed it."""

    minutes = forms.TypedChoiceField(choices=[("30", "30"), ("60", "60")], coerce=int)
    tour = forms.CharField(required=False, max_length=64)


class MessageForm(forms.Form):
    """A question about a request, or its answer."""

    text = forms.CharField(
        label=_("Votre message"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=BookingMessage._meta.get_field("text").max_length,
        error_messages={"required": _("Le message est vide : écrivez quelques mots.")},
    )


class ReminderForm(forms.Form):
    """When to be reminded of one's bookings."""

    when = forms.ChoiceField(
        label=_("Me rappeler mes réservations"),
        choices=ReminderChoice.When.choices,
        widget=forms.RadioSelect,
    )


class OfferForm(forms.Form):
    """Taking what is offered, with the house rules where they wait to be accepted."""

    reglement = forms.UUIDField(required=False)
