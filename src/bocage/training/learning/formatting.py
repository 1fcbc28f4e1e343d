"""Display strings for the checks made after a course."""

from django.utils.translation import gettext as _

YEAR = 12


def after_words(months: int) -> str:
    """Returns a number of months in words, such as « Trois mois » or « Un an »."""
    labels = {3: _("Trois mois"), 6: _("Six mois"), YEAR: _("Un an")}
    return labels.get(months, _("%(months)s mois") % {"months": months})
