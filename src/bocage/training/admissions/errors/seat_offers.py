"""What answers to a seat refuse, and why."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class SeatGone(Refusal):
    """It was declined, waited for too long, or the cohort does not take place."""

    status = 410
    default_sentence = _("Cette place n’est plus gardée pour vous.")
