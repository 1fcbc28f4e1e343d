"""Mails of the École du Web: to leaders, participants and organisers."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import ClassVar

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bocage.foundation.formatting.grammar import of_name
from bocage.foundation.formatting.times import format_date, format_moment, format_period
from bocage.foundation.mail import declare_channel, page_url
from bocage.foundation.mail.body import MailBody
from bocage.network.members.mails.club import ClubMail

declare_channel(
    "web_school",
    label=gettext_lazy("L’École du Web où je vais"),
    reason=gettext_lazy(
        "Vous recevez ce message parce que vous animez un atelier de l’École du Web, ou que vous "
        "avez dit y venir."
    ),
    optional=False,
)
declare_channel(
    "web_school_team",
    label=gettext_lazy("L’École du Web que j’organise"),
    reason=gettext_lazy("Vous recevez ce message parce que vous animez le club."),
    optional=True,
    of_a_mandate=True,
)
declare_channel(
    "web_school_rooms",
    label=gettext_lazy("Les salles de l’École du Web que j’organise"),
    reason=gettext_lazy("Vous recevez ce message parce que vous animez le club."),
    optional=False,
)


class LeadAccepted(ClubMail):
    """Message to a person who offered to lead a session (« je peux animer ») and was chosen."""

    channel: ClassVar[str] = "web_school"

    title: str
    edition_name: str
    slug: str
    pitch_id: str

    def body(self) -> MailBody:
        words = {"title": self.title, "edition_name": self.edition_name}
        return MailBody(
            subject=_("Vous animez « %(title)s »") % words,
            title=_("Vous animez un atelier"),
            paragraphs=[
                _("Merci : on compte sur vous pour animer « %(title)s » (%(edition_name)s).")
                % words
            ],
            button=(
                _("Voir la proposition"),
                page_url("pitch_detail", self.slug, self.pitch_id),
            ),
        )


class ProgrammeChanged(ClubMail):
    """Message to a person affected by a version of the programme, with the changes for them."""

    channel: ClassVar[str] = "web_school"

    edition_name: str
    slug: str
    version: int
    words: str = ""
    lines: tuple[tuple[tuple[str, str], ...], ...]

    def body(self) -> MailBody:
        subject = (
            _("%(edition_name)s : le programme est publié")
            if self.version == 1
            else _("%(edition_name)s : un changement vous touche")
        )
        return MailBody(
            subject=subject % {"edition_name": self.edition_name},
            title=_("Ce qui vous concerne au programme"),
            paragraphs=[*(change_sentence(dict(line)) for line in self.lines), self.words],
            button=(_("Voir tout le programme"), page_url("edition_programme", self.slug)),
        )


def change_sentence(line: dict[str, str]) -> str:
    """Returns the sentence that describes the change of a session."""
    now = _time_and_room(line.get("starts", ""), line.get("ends", ""), line.get("room", ""))
    was = _time_and_room(
        line.get("was_starts", ""), line.get("was_ends", ""), line.get("was_room", "")
    )
    params = {"title": line["title"], "now": now, "was": was}
    match line["kind"]:
        case "added":
            return _("« %(title)s » : %(now)s") % params
        case "moved":
            return _("« %(title)s » : %(now)s, et non plus %(was)s") % params
        case "led":
            return _("« %(title)s » est animé par d’autres : %(now)s") % params
        case "renamed":
            return _("« %(title)s » s’appelait « %(was)s »") % {
                **params,
                "was": line.get("was_title", ""),
            }
        case _:
            return _("« %(title)s » n’a plus lieu (%(was)s)") % params


def _time_and_room(starts: str, ends: str, room: str) -> str:
    start, end = parse_datetime(starts or ""), parse_datetime(ends or "")
    if start is None or end is None:
        return room
    return f"{format_period(start, end)}, {room}"


class SpeakerGone(ClubMail):
    """Message to the organisers of the edition: a session has lost its leader."""

    channel: ClassVar[str] = "web_school_team"

    title: str
    edition_name: str
    edition_id: str
    starts_at: datetime
    room_name: str

    def body(self) -> MailBody:
        words = {
            "title": self.title,
            "edition_name": self.edition_name,
            "when": format_moment(self.starts_at),
            "room_name": self.room_name,
        }
        return MailBody(
            subject=_("« %(title)s » n’a plus d’animateur") % words,
            title=_("Un atelier n’a plus d’animateur"),
            paragraphs=[
                _(
                    "Qui devait animer « %(title)s » (%(edition_name)s, %(when)s, %(room_name)s) "
                    "ne le fera pas. L’atelier reste au programme tant que vous n’en décidez pas "
                    "autrement."
                )
                % words
            ],
            button=(_("Décider"), page_url("programme_editor", self.edition_id)),
        )


class EditionRoomLost(ClubMail):
    """Message to the organisers of the edition: a workspace took back a room booked for it."""

    channel: ClassVar[str] = "web_school_rooms"

    room_name: str
    edition_name: str
    edition_id: str
    starts_on: date
    sessions: int = 0
    is_published: bool = False
    reason: str = ""

    def body(self) -> MailBody:
        words = {
            "room_name": self.room_name,
            "edition_name": self.edition_name,
            "of_edition_name": of_name(self.edition_name),
            "day": format_date(self.starts_on),
        }
        reason = _("Le lieu dit : « %(reason)s »") % {"reason": self.reason} if self.reason else ""
        programme = (
            _("Déplacer les ateliers au programme"),
            page_url("programme_editor", self.edition_id),
        )
        return MailBody(
            subject=_("La salle « %(room_name)s » n’est plus réservée : %(edition_name)s") % words,
            title=_("Une salle n’est plus réservée"),
            paragraphs=[
                _(
                    "La salle « %(room_name)s » n’est plus tenue pour tous les créneaux "
                    "%(of_edition_name)s (%(day)s)."
                )
                % words,
                reason,
                " ".join(self._instructions()),
            ],
            button=(_("Voir les salles"), page_url("edition_grid", self.edition_id)),
            links=[programme] if self.sessions else [],
        )

    def _instructions(self) -> Iterator[str]:
        yield _("Réservez-la à nouveau si elle est libre, ou ajoutez une autre salle.")
        if not self.sessions:
            return
        yield ngettext(
            "Un atelier y est placé : il y reste tant que vous ne le déplacez pas.",
            "%(sessions)s ateliers y sont placés : ils y restent tant que vous "
            "ne les déplacez pas.",
            self.sessions,
        ) % {"sessions": self.sessions}
        if self.is_published:
            yield _(
                "Personne d’autre n’en est prévenu : ceux que votre changement touche le seront à "
                "la prochaine publication."
            )
