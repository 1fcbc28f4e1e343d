"""Refusals of outside calendars, each with the sentence that a person reads."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal
from bocage.workspaces.booking_refusals import errors


class OutsideCalendarExists(Refusal):
    default_sentence = _("Cet agenda est déjà lu pour cet espace.")


class TooManyOutsideCalendars(Refusal):
    default_sentence = _("Cet espace suit déjà dix agendas : retirez-en un d’abord.")


RULES: dict[str, type[Refusal]] = {
    **errors.RULES,
    "workspaces_outsidecalendar_once": OutsideCalendarExists,
}
"""Refusal for each constraint of the database, those on outside calendars included."""
