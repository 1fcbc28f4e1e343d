"""Formatting of follow-ups."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.welcome.follow_ups.models import FollowUp

YEAR = 12


def after_words(months: int) -> str:
    """Returns a number of months after the move in words, as « 1 mois », « 6 mois », « 1 an »."""
    if months % YEAR == 0:
        years = months // YEAR
        return ngettext("%(count)d an", "%(count)d ans", years) % {"count": years}
    return ngettext("%(count)d mois", "%(count)d mois", months) % {"count": months}


def summary(follow_up: FollowUp) -> list[str]:
    """Summarises the answer to a follow-up, in a few words each; empty before there is one."""
    if not follow_up.is_answered:
        return []
    if not follow_up.still_here:
        reason = follow_up.get_left_why_display() if follow_up.left_why else ""
        return [str(_("reparti")), *([str(reason)] if reason else [])]
    parts = [
        (_("travail"), follow_up.work),
        (_("logement"), follow_up.housing),
        (_("école"), follow_up.school),
    ]
    words = [str(follow_up.get_mood_display())] if follow_up.mood else [_("toujours ici")]
    words += [
        f"{name}\u00a0: {FollowUp.Part(part).label}"
        for name, part in parts
        if part in (FollowUp.Part.SO_SO, FollowUp.Part.PROBLEM)
    ]
    return words


def wishes(follow_up: FollowUp) -> list[str]:
    """Lists, in words, how a settled household would like to help others."""
    return [
        str(words)
        for is_wished, words in (
            (follow_up.wants_to_sponsor, _("veut parrainer à son tour")),
            (follow_up.wants_to_testify, _("veut bien témoigner")),
            (follow_up.wants_to_join_club, _("veut rejoindre le club")),
        )
        if is_wished
    ]
