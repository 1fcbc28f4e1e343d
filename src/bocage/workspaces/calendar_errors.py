"""What is refused of outside calendars, each in the sentence that a person reads."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class OutsideCalendarExists(Refusal):
    default_sentence = _("Cet agenda est déjà lu pour cet espace.")


class TooManyOutsideCalendars(Refusal):
    default_sentence = _("Cet espace suit déjà dix agendas : retirez-en un d’abord.")
