"""What answers to a seat refuse, and why."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class SeatGone(Refusal):
    """Refusal of a seat that was declined, that lapsed, or whose cohort does not take place."""

    status = 410
    default_sentence = _("Cette place n’est plus gardée pour vous.")
