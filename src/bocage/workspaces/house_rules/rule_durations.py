"""Units of the durations among the booking rules, as shown to hosts."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from bocage.foundation.formatting.durations import DAY, HOUR
from bocage.workspaces.booking_rules.models import STEPS

DAY_BEFORE = _("la veille, à la même heure")
A_YEAR = 366 * DAY
DURATIONS: dict[str, dict[str, Any]] = {
    "step_minutes": {
        "label": _("Les heures se choisissent toutes les"),
        "usual": STEPS,
        "minimum": min(STEPS),
        "maximum": max(STEPS),
        "takes_others": False,
    },
    "minimum_minutes": {
        "label": _("Durée minimale"),
        "usual": (15, 30, 60, 120, 240),
        "minimum": 1,
        "maximum": 1500,
    },
    "maximum_minutes": {
        "label": _("Durée maximale"),
        "usual": (30, 60, 120, 180, 240, 480, 720),
        "minimum": 5,
        "maximum": 1500,
    },
    "buffer_before_minutes": {
        "label": _("Battement avant"),
        "help_text": _("Le temps de préparer l’espace avant chaque réservation."),
        "usual": (0, 5, 10, 15, 30, 60),
        "labels": {0: _("aucun")},
        "minimum": 0,
        "maximum": 240,
    },
    "buffer_after_minutes": {
        "label": _("Battement après"),
        "help_text": _("Le temps de ranger ou d’aérer après chaque réservation."),
        "usual": (0, 5, 10, 15, 30, 60),
        "labels": {0: _("aucun")},
        "minimum": 0,
        "maximum": 240,
    },
    "notice_minutes": {
        "label": _("On réserve au plus tard"),
        "help_text": _("Avant l’heure de début."),
        "usual": (0, 30, 60, 120, 4 * HOUR, DAY, 2 * DAY, 7 * DAY),
        "labels": {0: _("jusqu’au dernier moment"), DAY: DAY_BEFORE},
        "minimum": 0,
        "maximum": A_YEAR,
    },
    "horizon_days": {
        "label": _("On réserve au plus tôt"),
        "help_text": _("Combien de temps à l’avance l’agenda est ouvert."),
        "unit": DAY,
        "usual": (7, 14, 30, 60, 90, 180, 365),
        "labels": {
            30: _("1 mois (30 jours)"),
            60: _("2 mois (60 jours)"),
            90: _("3 mois (90 jours)"),
            180: _("6 mois (180 jours)"),
            365: _("1 an (365 jours)"),
        },
        "minimum": 1,
        "maximum": 730,
    },
    "cancellation_notice_minutes": {
        "label": _("Annulable sans frais jusqu’à"),
        "help_text": _("Avant l’heure de début."),
        "usual": (0, 60, 120, 4 * HOUR, DAY, 2 * DAY, 7 * DAY),
        "labels": {0: _("l’heure de début"), DAY: DAY_BEFORE},
        "minimum": 0,
        "maximum": A_YEAR,
    },
    "answer_within_hours": {
        "label": _("Délai de réponse"),
        "help_text": _("Sans réponse d’ici là, la demande s’éteint d’elle-même."),
        "unit": HOUR,
        "usual": (4, 12, 24, 48, 72, 168),
        "minimum": 1,
        "maximum": 720,
    },
    "release_after_minutes": {
        "label": _("Libéré sans arrivée après"),
        "help_text": _("Compté depuis l’heure de début."),
        "usual": (10, 15, 20, 30, 60),
        "minimum": 5,
        "maximum": 480,
    },
    "offer_minutes": {
        "label": _("Place proposée gardée pendant"),
        "help_text": _("Le temps qu’a une personne de la liste d’attente pour la prendre."),
        "usual": (15, 30, 60, 120, 240, 720, DAY),
        "minimum": 5,
        "maximum": 2880,
    },
}
"""Arguments of `DurationField` for each rule; the bounds are the constraints of `BookingRules`."""
