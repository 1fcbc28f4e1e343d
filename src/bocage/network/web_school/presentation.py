"""Programmes and pitches as pages show them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.foundation.formatting.times import format_date, format_day, format_hours
from bocage.network.web_school.models.editions import Slot, WebSchoolEdition
from bocage.network.web_school.models.pitches import Pitch
from bocage.network.web_school.programme.conflicts import Clash, Conflict
from bocage.network.web_school.programme.reading import Programme
from bocage.network.web_school.programme.versions import Line, content_of, names_of
from bocage.people.models import Person


@dataclass(frozen=True)
class SessionItem:
    """A session of a programme that people read."""

    line: Line
    url: str
    starts_at: datetime
    ends_at: datetime
    leaders: str
    level: str
    is_mine: bool

    @property
    def hours(self) -> str:
        return format_hours(self.starts_at, self.ends_at)

    @property
    def room_label(self) -> str:
        return ", ".join(filter(None, [self.line["room"], self.line["place"]]))


@dataclass(frozen=True)
class TimeSlot:
    """Sessions that begin at the same time."""

    hours: str
    sessions: list[SessionItem]
    is_now: bool
    is_over: bool


@dataclass(frozen=True)
class DayProgramme:
    """A day of a programme."""

    words: str
    times: list[TimeSlot]


def public_lines(edition: WebSchoolEdition, now: datetime) -> list[Line]:
    """Returns the lines of the public programme: the last published version or, during the edition,
    the current state.
    """
    if edition.is_live(now):
        return content_of(edition)
    version = edition.versions.first()
    return version.content if version is not None else []


def session_items(
    edition: WebSchoolEdition, lines: Iterable[Line], *, own_pitches: Iterable[Any] = ()
) -> list[SessionItem]:
    """Returns programme lines as pages show them, with the names of their leaders; two queries.

    A session that left the programme since it was published links to the page of its pitch.
    """
    listed = list(lines)
    names = names_of(listed)
    existing = {str(key) for key in edition.sessions.values_list("pk", flat=True)}
    own_keys = {str(key) for key in own_pitches}
    return [
        SessionItem(
            line=line,
            url=_url_of(edition, line, existing),
            starts_at=_moment(line["starts"]),
            ends_at=_moment(line["ends"]),
            leaders=", ".join(names[key] for key in line["leaders"] if key in names),
            level=str(Pitch.Level(line["level"]).label) if line["level"] else "",
            is_mine=line["pitch"] in own_keys,
        )
        for line in listed
    ]


def _url_of(edition: WebSchoolEdition, line: Line, existing: set[str]) -> str:
    if line["session"] in existing:
        return reverse("session_detail", args=[edition.slug, line["session"]])
    if line["pitch"]:
        return reverse("pitch_detail", args=[edition.slug, line["pitch"]])
    return edition.get_absolute_url()


def days_of(sessions: Iterable[SessionItem], now: datetime) -> list[DayProgramme]:
    """Sessions by day and by the time at which they begin."""
    ordered = sorted(sessions, key=lambda session: (session.starts_at, session.line["room"]))
    return [
        DayProgramme(
            words=format_day(day, today=timezone.localdate(now)),
            times=list(_times(day_sessions, now)),
        )
        for day, day_sessions in groupby(
            ordered, key=lambda session: timezone.localdate(session.starts_at)
        )
    ]


def _times(sessions: Iterable[SessionItem], now: datetime) -> Iterator[TimeSlot]:
    for _start, group in groupby(sessions, key=lambda session: session.starts_at):
        simultaneous = list(group)
        ends_at = min(session.ends_at for session in simultaneous)
        yield TimeSlot(
            hours=format_hours(simultaneous[0].starts_at, ends_at),
            sessions=simultaneous,
            is_now=simultaneous[0].starts_at <= now < ends_at,
            is_over=max(session.ends_at for session in simultaneous) <= now,
        )


def _moment(text: str) -> datetime:
    moment = parse_datetime(text)
    if moment is None:
        raise ValueError("a programme was kept with a time that is none")
    return moment


def days_between(edition: WebSchoolEdition) -> list[tuple[date, str]]:
    """Returns each day of an edition, with its words."""
    number = (edition.ends_on - edition.starts_on).days + 1
    days = [edition.starts_on + timedelta(days=rank) for rank in range(number)]
    return [(day, format_date(day)) for day in days]


def slot_words(slot: Slot, *, with_day: bool) -> str:
    """Returns a slot in words, such as « samedi 20 mars, 9 h – 9 h 45 »; the day is optional."""
    hours = format_hours(slot.starts_at, slot.ends_at)
    return f"{format_date(slot.day)}, {hours}" if with_day else hours


def name_of(person: Person | None) -> str:
    """Returns the name of a person on a public page, or « un membre » if they gave none."""
    return person.name if person is not None and person.name else _("un membre")


@dataclass(frozen=True)
class ConflictMessage:
    """A conflict in a sentence."""

    sentence: str
    is_hard: bool
    is_missing: bool


def sentences_of(programme: Programme, conflicts: Iterable[Conflict]) -> list[ConflictMessage]:
    """Returns the conflicts as sentences, in their order."""
    hard = {Clash.OUTSIDE, Clash.ROOM_TWICE, Clash.LEADER_TWICE, Clash.PIN_LOST}
    return [
        ConflictMessage(
            _sentence(programme, conflict), conflict.kind in hard, conflict.kind == Clash.NOT_PLACED
        )
        for conflict in conflicts
    ]


def _sentence(programme: Programme, conflict: Conflict) -> str:
    titles = [programme.title_of(key) for key in conflict.wishes]
    params = {
        "one": titles[0] if titles else "",
        "other": titles[1] if len(titles) > 1 else "",
        "when": _slot_label(programme, conflict.slot),
        "who": programme.leader_names.get(conflict.leader, ""),
        "count": conflict.people,
    }
    match conflict.kind:
        case Clash.OUTSIDE:
            sentence = _("« %(one)s » n’a pas tous les créneaux qu’il lui faut.")
        case Clash.ROOM_TWICE:
            sentence = _("« %(one)s » et « %(other)s » sont dans la même salle, %(when)s.")
        case Clash.LEADER_TWICE:
            sentence = _("%(who)s anime à la fois « %(one)s » et « %(other)s », %(when)s.")
        case Clash.PIN_LOST:
            sentence = _("« %(one)s » n’est plus là où vous l’aviez épinglé.")
        case Clash.TOO_SMALL:
            sentence = ngettext(
                "« %(one)s », %(when)s : %(count)d personne de plus que de places.",
                "« %(one)s », %(when)s : %(count)d personnes de plus que de places.",
                conflict.people,
            )
        case Clash.CHOICES:
            sentence = ngettext(
                "%(count)d personne veut à la fois « %(one)s » et « %(other)s », %(when)s.",
                "%(count)d personnes veulent à la fois « %(one)s » et « %(other)s », %(when)s.",
                conflict.people,
            )
        case Clash.NO_BEGINNERS:
            sentence = _("Rien pour les débutants, %(when)s.")
        case _:
            sentence = ngettext(
                "« %(one)s » n’a pas de place ; %(count)d personne le veut.",
                "« %(one)s » n’a pas de place ; %(count)d personnes le veulent.",
                conflict.people,
            )
    return sentence % params


def _slot_label(programme: Programme, number: int | None) -> str:
    if number is None or not 0 <= number < len(programme.slots):
        return ""
    return slot_words(programme.slots[number], with_day=len(_days(programme)) > 1)


def _days(programme: Programme) -> set[date]:
    return {slot.day for slot in programme.slots}
