"""Published programmes: their lines, and the changes from one version to the next."""

from typing import Any
from uuid import UUID

from bocage.foundation.formatting.typography import NO_BREAK
from bocage.network.web_school.models.editions import WebSchoolEdition
from bocage.network.web_school.operations.sessions import slots_from
from bocage.network.web_school.people import leaders_by_pitch
from bocage.people.models import Person

Line = dict[str, Any]
"""A session as stored in a version: JSON-serialisable values."""
MOVES = ("starts", "ends", "room")


def content_of(edition: WebSchoolEdition) -> list[Line]:
    """Returns the lines of the current programme of an edition, in order; five queries."""
    slots = list(edition.slots.all())
    sessions = list(
        edition.sessions.select_related("room__place", "slot", "pitch__author", "started_by")
    )
    leaders = leaders_by_pitch(session.pitch for session in sessions if session.pitch is not None)
    lines = []
    for session in sessions:
        pitch = session.pitch
        led_by = leaders[pitch.pk] if pitch else [session.started_by] if session.started_by else []
        last = slots_from(slots, session.slot, session.length)[-1]
        lines.append(
            {
                "session": str(session.pk),
                "pitch": str(pitch.pk) if pitch else "",
                "title": session.title,
                "level": pitch.level if pitch else "",
                "starts": session.slot.starts_at.isoformat(),
                "ends": last.ends_at.isoformat(),
                "room": session.room.name,
                "place": session.room.place.name if session.room.place else "",
                "leaders": [str(person.pk) for person in led_by],
            }
        )
    return sorted(lines, key=lambda line: (line["starts"], line["room"]))


def changes_between(before: list[Line], after: list[Line]) -> list[Line]:
    """Returns the changes between two versions: sessions added, moved, led by others, renamed or
    removed. Each is described by its current facts, with the former ones under `was_…`.
    """
    old = {line["pitch"] or line["session"]: line for line in before}
    new = {line["pitch"] or line["session"]: line for line in after}
    changes = []
    for key, line in new.items():
        was = old.get(key)
        if was is None:
            changes.append({"kind": "added", **line})
        elif any(was[name] != line[name] for name in MOVES):
            changes.append({"kind": "moved", **line, **_was(was)})
        elif was["leaders"] != line["leaders"]:
            leaders = sorted({*was["leaders"], *line["leaders"]})
            changes.append({"kind": "led", **line, "leaders": leaders})
        elif was["title"] != line["title"]:
            changes.append({"kind": "renamed", **line, "was_title": was["title"]})
    for key, line in old.items():
        if key not in new:
            removed = {name: value for name, value in line.items() if name not in MOVES}
            changes.append({"kind": "gone", **removed, **_was(line)})
    return changes


def _was(line: Line) -> Line:
    return {f"was_{name}": line[name] for name in MOVES}


def names_of(lines: list[Line]) -> dict[str, str]:
    """Returns the names of the leaders of programme lines, by person key; one query."""
    keys = {UUID(leader) for line in lines for leader in line["leaders"]}
    people = Person.objects.filter(pk__in=keys)
    return {str(person.pk): person.name or NO_BREAK.join(("un", "membre")) for person in people}
