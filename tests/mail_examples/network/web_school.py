"""Examples of the mails of `bocage.network.web_school.mails`."""

from datetime import UTC, date, datetime

from bocage.network.web_school.mails import (
    EditionRoomLost,
    LeadAccepted,
    ProgrammeChanged,
    SpeakerGone,
)
from tests.mail_examples.registry import example_of

EXAMPLE = "01938a4e-7c00-7000-8000-000000000072"


@example_of(LeadAccepted)
def lead_accepted(mail):
    return mail(
        title="Choisir son statut",
        edition_name="École du Web 2027",
        slug="ecole-du-web-2027",
        pitch_id=EXAMPLE,
    )


@example_of(ProgrammeChanged)
def programme_changed(mail):
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
    return mail(
        edition_name="École du Web 2027",
        slug="ecole-du-web-2027",
        version=2,
        words="La salle d’Ouche est trop petite.",
        lines=(tuple(sorted(moved.items())),),
    )


@example_of(SpeakerGone)
def speaker_gone(mail):
    return mail(
        title="Choisir son statut",
        edition_name="École du Web 2027",
        edition_id=EXAMPLE,
        starts_at=datetime(2027, 3, 20, 9, tzinfo=UTC),
        room_name="Salle du Perche",
    )


@example_of(EditionRoomLost)
def edition_room_lost(mail):
    return mail(
        room_name="Salle du Perche",
        edition_name="École du Web 2027",
        edition_id=EXAMPLE,
        starts_on=date(2027, 3, 20),
        sessions=4,
        is_published=True,
        reason="Le chauffage est en panne.",
    )
