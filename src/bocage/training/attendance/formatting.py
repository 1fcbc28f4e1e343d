"""Display strings for sessions and their hours, on pages and documents."""

from django.utils.translation import gettext as _

from bocage.foundation.formatting.times import full_period
from bocage.training.programmes.models.sessions import CohortSession

HOUR = 60


def session_words(session: CohortSession) -> str:
    """Returns the time of a session in words, such as « mardi 12 janvier 2027, de 9 h à 12 h »."""
    return full_period(session.starts_at, session.ends_at)


def duration_words(minutes: int) -> str:
    """Returns a duration in words, such as « 7 h 30 » or « 45 min »."""
    hours, remainder = divmod(minutes, HOUR)
    if not hours:
        return _("%(minutes)s min") % {"minutes": remainder}
    if not remainder:
        return _("%(hours)s h") % {"hours": hours}
    return _("%(hours)s h %(minutes)s") % {"hours": hours, "minutes": f"{remainder:02}"}
