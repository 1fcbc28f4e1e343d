"""How a project is said: its household in a line, its clock in a few words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.foundation.formatting.spoken_time import spoken_day, spoken_moment
from bocage.welcome.models.projects import SettlementProject, Stage
from bocage.welcome.project_notices import people_in_short

Tone = Literal["", "good", "warn", "alert"]


@dataclass(frozen=True, slots=True)
class Clock:
    """What a project waits for, and by when; `tone` is that of a chip."""

    tone: Tone
    words: str
    when: str

    @property
    def is_late(self) -> bool:
        return self.tone == "alert"


def clock_of(project: SettlementProject, now: datetime) -> Clock:
    """What comes next, and whether it is late."""
    if project.status == SettlementProject.Status.CLOSED:
        return Clock("", _("clos"), str(project.get_close_reason_display()))
    if project.status == SettlementProject.Status.PAUSED:
        until = project.paused_until
        return Clock("", _("en pause"), _until(spoken_day(until)) if until else "")
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
    return Clock(tone, project.next_action, spoken_day(project.next_action_on, today=today))


def _answer_clock(project: SettlementProject, now: datetime) -> Clock:
    due = spoken_moment(project.answer_due_at, today=timezone.localdate(now))
    if project.answer_due_at <= now:
        return Clock("alert", _("première réponse en retard"), _("attendue %(due)s") % {"due": due})
    return Clock("warn", _("première réponse à donner"), _("avant %(due)s") % {"due": due})


def _until(day: str) -> str:
    return _("jusqu’à %(day)s") % {"day": day}


def household_words(project: SettlementProject) -> str:
    """« 2 adultes, 1 enfant, Paris »."""
    return ", ".join(filter(None, [people_in_short(project), project.origin]))


def needs_of(project: SettlementProject) -> list[str]:
    """What a household cannot do without, in a few words each."""
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
    """« à cette étape depuis 12 jours »."""
    days = (timezone.localdate(now) - timezone.localdate(project.stage_since)).days
    if days < 1:
        return _("à cette étape depuis aujourd’hui")
    return ngettext("à cette étape depuis %(n)d jour", "à cette étape depuis %(n)d jours", days) % {
        "n": days
    }
