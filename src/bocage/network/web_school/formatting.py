"""Display strings for the dates of an edition."""

from django.utils.translation import gettext as _

from bocage.foundation.formatting.times import format_date
from bocage.network.web_school.models.editions import WebSchoolEdition


def days_words(edition: WebSchoolEdition) -> str:
    """Returns the days of an edition in words, such as « du 20 au 21 mars 2027 » or, for a single
    day, « samedi 20 mars 2027 ».
    """
    last = format_date(edition.ends_on, with_year=True)
    if edition.starts_on == edition.ends_on:
        return last
    return _("du %(first)s au %(last)s") % {
        "first": format_date(edition.starts_on),
        "last": last,
    }
