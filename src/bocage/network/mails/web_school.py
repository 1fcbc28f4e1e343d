"""What the École du Web writes: to who leads or comes, and to who keeps the edition."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, ClassVar, Self

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from bocage.foundation.mail import Mail, declare_channel, page_url
from bocage.foundation.spoken_time import spoken_date, spoken_moment, spoken_period

declare_channel(
    "web_school",
    label=_("L’École du Web où je vais"),
    reason=_(
        "Vous recevez ce message parce que vous animez un atelier de l’École du Web, ou que vous "
        "avez dit y venir."
    ),
    optional=False,
)
declare_channel(
    "web_school_team",
    label=_("L’École du Web que j’organise"),
    reason=_("Vous recevez ce message parce que vous animez le club."),
    optional=True,
    of_a_mandate=True,
)
declare_channel(
    "web_school_rooms",
    label=_("Les salles de l’École du Web que j’organise"),
    reason=_("Vous recevez ce message parce que vous animez le club."),
    optional=False,
)
EXAMPLE = "01938a4e-7c00-7000-8000-000000000072"


@dataclass(frozen=True, kw_only=True)
class LeadAccepted(Mail):
    """To who said « je peux animer », and was chosen."""

    channel: ClassVar[str] = "web_school"
    template: ClassVar[str] = "network/mail/lead_accepted"

    title: str
    edition_name: str
    slug: str
    pitch_id: str

    @classmethod
    def preview(cls) -> Self:
        return cls(
            title="Choisir son statut",
            edition_name="École du Web 2027",
            slug="ecole-du-web-2027",
            pitch_id=EXAMPLE,
        )

    def context(self) -> dict[str, Any]:
        return {"pitch_url": page_url("pitch_detail", self.slug, self.pitch_id)}


@dataclass(frozen=True, kw_only=True)
class ProgrammeChanged(Mail):
    """To somebody whom a version of the programme touches: what changes for them."""

    channel: ClassVar[str] = "web_school"
    template: ClassVar[str] = "network/mail/programme_changed"

    edition_name: str
    slug: str
    version: int
    words: str = ""
    lines: tuple[tuple[tuple[str, str], ...], ...]

    @classmethod
    def preview(cls) -> Self:
        moved = {
            "kind": "moved",
            "title": "Choisir son statut",
            "role": "leads",
            "starts": "2027-03-20T09:00:00+00:00",
            "ends": "2027-03-20T09:45:00+00:00",
            "room": "Salle du Perche",
            "was_starts": "2027-03-20T13:00:00+00:00",
            "was_ends": "2027-03-20T13:45:00+00:00",
            "was_room": "Salle d’Ouche",
        }
        return cls(
            edition_name="École du Web 2027",
            slug="ecole-du-web-2027",
            version=2,
            words="La salle d’Ouche est trop petite.",
            lines=(tuple(sorted(moved.items())),),
        )

    def context(self) -> dict[str, Any]:
        changes = [change_sentence(dict(line)) for line in self.lines]
        return {
            "changes": changes,
            "programme_url": page_url("edition_programme", self.slug),
        }


def change_sentence(line: dict[str, str]) -> str:
    """What changes for a session, in a sentence."""
    now = _where(line.get("starts", ""), line.get("ends", ""), line.get("room", ""))
    was = _where(line.get("was_starts", ""), line.get("was_ends", ""), line.get("was_room", ""))
    told = {"title": line["title"], "now": now, "was": was}
    match line["kind"]:
        case "added":
            return _("« %(title)s » : %(now)s") % told
        case "moved":
            return _("« %(title)s » : %(now)s, et non plus %(was)s") % told
        case "led":
            return _("« %(title)s » est animé par d’autres : %(now)s") % told
        case "renamed":
            return _("« %(title)s » s’appelait « %(was)s »") % {
                **told,
                "was": line.get("was_title", ""),
            }
        case _:
            return _("« %(title)s » n’a plus lieu (%(was)s)") % told


def _where(starts: str, ends: str, room: str) -> str:
    start, end = parse_datetime(starts or ""), parse_datetime(ends or "")
    if start is None or end is None:
        return room
    return f"{spoken_period(start, end)}, {room}"


@dataclass(frozen=True, kw_only=True)
class SpeakerGone(Mail):
    """To who keeps the edition: a session has nobody to lead it any more."""

    channel: ClassVar[str] = "web_school_team"
    template: ClassVar[str] = "network/mail/speaker_gone"

    title: str
    edition_name: str
    edition_id: str
    starts_at: datetime
    room_name: str

    @classmethod
    def preview(cls) -> Self:
        return cls(
            title="Choisir son statut",
            edition_name="École du Web 2027",
            edition_id=EXAMPLE,
            starts_at=datetime(2027, 3, 20, 9, tzinfo=UTC),
            room_name="Salle du Perche",
        )

    def context(self) -> dict[str, Any]:
        return {
            "when": spoken_moment(self.starts_at),
            "programme_url": page_url("programme_editor", self.edition_id),
        }


@dataclass(frozen=True, kw_only=True)
class EditionRoomLost(Mail):
    """To who keeps the edition: a workspace took back a room that was booked for it."""

    channel: ClassVar[str] = "web_school_rooms"
    template: ClassVar[str] = "network/mail/edition_room_lost"

    room_name: str
    edition_name: str
    edition_id: str
    starts_on: date
    sessions: int = 0
    is_published: bool = False
    reason: str = ""

    @classmethod
    def preview(cls) -> Self:
        return cls(
            room_name="Salle du Perche",
            edition_name="École du Web 2027",
            edition_id=EXAMPLE,
            starts_on=date(2027, 3, 20),
            sessions=4,
            is_published=True,
            reason="Le chauffage est en panne.",
        )

    def context(self) -> dict[str, Any]:
        return {
            "day": spoken_date(self.starts_on),
            "rooms_url": page_url("edition_grid", self.edition_id),
            "programme_url": page_url("programme_editor", self.edition_id),
        }
