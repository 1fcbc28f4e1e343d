"""Archive of an edition: its sessions with notes and links, and its figures."""

from dataclasses import dataclass

from django.db.models import Count, Q

from bocage.network.web_school.models.editions import WebSchoolEdition
from bocage.network.web_school.models.pitches import PitchVote
from bocage.network.web_school.models.programmes import Session, SessionFeedback
from bocage.network.web_school.people import leaders_by_pitch


@dataclass(frozen=True)
class ArchivedSession:
    """A session, with who led it and agrees to be named."""

    session: Session
    leaders: str
    opinions: int
    useful: int


@dataclass(frozen=True)
class Archive:
    """An edition, once it was held."""

    sessions: list[ArchivedSession]
    pitches: int
    votes: int
    people: int
    opinions: int
    useful_share: int | None


def archive_of(edition: WebSchoolEdition) -> Archive:
    """Returns the archive of an edition: sessions and figures; six queries whatever its size."""
    useful = Q(feedbacks__face__gte=SessionFeedback.Face.FINE)
    sessions = list(
        edition.sessions.select_related("room", "slot", "pitch__author", "started_by")
        .annotate(opinions=Count("feedbacks"), useful=Count("feedbacks", filter=useful))
        .order_by("slot__period", "room__name", "pk")
    )
    leaders = leaders_by_pitch(session.pitch for session in sessions if session.pitch is not None)
    archived = []
    for session in sessions:
        pitch = session.pitch
        people = leaders[pitch.pk] if pitch is not None and pitch.is_named_in_archive else []
        archived.append(
            ArchivedSession(
                session,
                ", ".join(person.name for person in people if person.name),
                session.opinions,
                session.useful,
            )
        )
    opinions = sum(session.opinions for session in archived)
    liked = sum(session.useful for session in archived)
    return Archive(
        sessions=archived,
        pitches=edition.pitches.active().count(),
        votes=PitchVote.objects.filter(pitch__edition=edition).count(),
        people=edition.attendances.count(),
        opinions=opinions,
        useful_share=round(100 * liked / opinions) if opinions else None,
    )
