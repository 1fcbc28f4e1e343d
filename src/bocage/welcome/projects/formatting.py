"""Formatting of a project: its household in a line, its clock, its time at the stage."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.utils import timezone
from django.utils.functional import Promise, lazy
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.foundation.formatting.grammar import join_words, of_name
from bocage.foundation.formatting.times import (
    cached_by_language,
    format_date,
    format_day,
    format_moment,
)
from bocage.welcome.projects.models.projects import SettlementProject, Stage


def people_in_short(project: SettlementProject) -> str:
    """Returns the size of the household, as « 2 adultes, 1 enfant », in the active language."""
    return _people_words(project.adults_count, project.children_count)


@cached_by_language
def _people_words(adults: int, children: int) -> str:
    adults_words = ngettext("%(count)d adulte", "%(count)d adultes", adults) % {"count": adults}
    if not children:
        return adults_words
    words = ngettext("%(count)d enfant", "%(count)d enfants", children)
    return f"{adults_words}, {words % {'count': children}}"


Tone = Literal["", "good", "warn", "alert"]


@dataclass(frozen=True, slots=True)
class Clock:
    """Next thing that a project waits for, and its deadline; `tone` is the tone of a chip."""

    tone: Tone
    words: str
    due: str

    @property
    def is_late(self) -> bool:
        return self.tone == "alert"


def clock_of(project: SettlementProject, now: datetime) -> Clock:
    """Returns the next deadline of a project, with the tone of an alert if it is late."""
    if project.status == SettlementProject.Status.CLOSED:
        return Clock("", _("clos"), str(project.get_close_reason_display()))
    if project.status == SettlementProject.Status.PAUSED:
        until = project.paused_until
        return Clock("", _("en pause"), _until(format_day(until)) if until else "")
    if project.stage == Stage.ROOTED and not project.next_action:
        return Clock("good", _("chez eux"), "")
    if project.answered_at is None:
        return _answer_clock(project, now)
    if project.next_action_on is None:
        return Clock("alert", _("pas de prochaine action"), "")
    today = timezone.localdate(now)
    tone: Tone = "alert" if project.next_action_on < today else ""
    if project.next_action_on == today:
        tone = "warn"
    return Clock(tone, project.next_action, format_day(project.next_action_on, today=today))


def _answer_clock(project: SettlementProject, now: datetime) -> Clock:
    due = format_moment(project.answer_due_at, today=timezone.localdate(now))
    if project.answer_due_at <= now:
        return Clock("alert", _("première réponse en retard"), _("attendue %(due)s") % {"due": due})
    return Clock("warn", _("première réponse à donner"), _("avant %(due)s") % {"due": due})


def _until(day: str) -> str:
    return _("jusqu’à %(day)s") % {"day": day}


def household_words(project: SettlementProject) -> str:
    """Returns the size and the origin of a household, as « 2 adultes, 1 enfant, Paris »."""
    return ", ".join(filter(None, [people_in_short(project), project.origin]))


def needs_of(project: SettlementProject) -> list[str]:
    """Lists the requirements of a household (schools, fibre, station, health, business, setting),
    in a few words each.
    """
    schools = dict(SettlementProject.School.choices)
    needs = [
        (project.needs_fibre, _("la fibre")),
        (project.needs_station, _("une gare")),
        (project.needs_health, _("médecin et pharmacie")),
        (project.has_business_project, _("créer une activité")),
    ]
    return [
        *(str(schools[school]) for school in project.schools if school in schools),
        *(words for is_needed, words in needs if is_needed),
        *([str(project.get_setting_display())] if project.setting else []),
    ]


def stage_age_words(project: SettlementProject, now: datetime) -> str:
    """Returns since when the project is at its stage, as « à cette étape depuis 12 jours »."""
    days = (timezone.localdate(now) - timezone.localdate(project.stage_since)).days
    if days < 1:
        return _("à cette étape depuis aujourd’hui")
    return ngettext("à cette étape depuis %(n)d jour", "à cette étape depuis %(n)d jours", days) % {
        "n": days
    }


def first_names(project: SettlementProject) -> str:
    """Returns the first names of the adults of a household, as « Camille et Noé »; its own name
    where none is known. Reads `project.adults`, to be prefetched with their people.
    """
    names = [adult.person.name.split()[0] for adult in project.adults.all() if adult.person.name]
    return join_words(names) or project.name


def since_words(project: SettlementProject) -> str:
    """Returns since when and from where a household settled, as far as it is known, as « ici depuis
    le 3 octobre 2026, de Paris ».
    """
    parts = []
    if project.moved_in_on:
        day = format_date(project.moved_in_on, with_year=True, with_weekday=False)
        parts.append(_("ici depuis le %(day)s") % {"day": day})
    if project.origin:
        parts.append(_("%(of_origin)s") % {"of_origin": of_name(project.origin)})
    return ", ".join(parts)


_capital = lazy(capfirst, str)


def capital_choices(choices: Any) -> list[tuple[str, str | Promise]]:
    """Returns choices whose labels begin with a capital, for display on a card."""
    return [(value, _capital(label)) for value, label in choices]
