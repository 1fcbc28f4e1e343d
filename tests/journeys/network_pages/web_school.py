"""The pages of the École du Web: of an edition that is voted on, of one of today, of an archive."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from bocage.network.models import Session, WebSchoolEdition
from bocage.network.web_school.operations.day import note_attendance, write_session
from bocage.network.web_school.operations.editions import add_partner, lead_edition_to
from bocage.network.web_school.operations.sessions import place_pitch
from bocage.network.web_school.operations.versions import publish_programme
from bocage.people.models import Person, Role
from bocage.workspaces.models import Place
from tests.network.web_school.factories import EditionFactory, PitchFactory

Status = WebSchoolEdition.Status

PAGES: dict[str, list[str]] = {
    "visitor": [
        "edition_list",
        "edition_detail",
        "edition_detail?niveau=beginner",
        "today/edition_programme",
        "past/edition_detail",
        "past/session_detail",
        "edition_wall",
        "edition_door",
    ],
    "teleworker": [
        "edition_detail",
        "call/pitch_make",
        "pitch_detail",
        "pitch_change",
        "today/edition_programme",
        "today/session_detail",
        "session_write",
        "walk_up",
    ],
    Role.CLUB_ORGANISER: [
        "managed_editions",
        "edition_open",
        "edition_manage",
        "edition_settings",
        "edition_grid",
        "edition_partners",
        "edition_presences",
        "programme_editor",
        "programme_place",
        "programme_versions",
    ],
}
NO_PAGES = {
    "pitch_answer": "answers a form",
    "lead_accept": "answers a form",
    "pitch_withdraw": "answers a form",
    "partner_logo": "a picture",
    "edition_programme_state": "a part of a page",
    "edition_calendar": "a file",
    "own_edition_calendar": "a file",
    "edition_certificate": "a file",
    "edition_wall_state": "a part of a page",
    "edition_lead": "answers a form",
    "edition_grid_remove": "answers a form",
    "edition_partner_remove": "answers a form",
    "edition_tokens": "answers a form",
    "edition_presence_forget": "answers a form",
    "presence_certificate": "a file",
    "programme_compute": "answers a form",
    "programme_action": "answers a form",
    "programme_publish": "answers a form",
}


def prepare(people: dict[str, Person], place: Place) -> dict[str, Any]:
    """A call, votes, a day that is on with its wall and door, and an archive."""
    by, person = people[Role.CLUB_ORGANISER], people["teleworker"]
    commune = place.commune
    edition_with_call = EditionFactory(commune=commune, call="Proposez ce que vous savez.")
    voting = EditionFactory(commune=commune, status=Status.VOTING)
    pitch = PitchFactory(
        edition=voting, author=person, looked_for=True, description="Pour qui débute."
    )
    PitchFactory(edition=voting, coming=2, length=2)
    today = _make_published_edition(by, person, commune, days=0)
    session = Session.objects.get(edition=today)
    add_partner(by=by, edition=today, name="Chambre de commerce", website="https://cci.example")
    PitchFactory(edition=today, title="Sans place encore")
    past_edition = _make_published_edition(by, person, commune, days=-30)
    past_session = Session.objects.get(edition=past_edition)
    write_session(by=by, session=past_session, notes="Retenu.", links=["https://notes.example/a"])
    note_attendance(by=by, edition=today, name="Bob Huet")
    for status in (Status.HELD, Status.ARCHIVED):
        lead_edition_to(by=by, edition=past_edition, status=status)
    own_pages = {f"{name}.edition_id": today.pk for name in PAGES[Role.CLUB_ORGANISER][2:]}
    return {
        "edition_detail.slug": voting.slug,
        "call.slug": edition_with_call.slug,
        "today.slug": today.slug,
        "today.session_id": session.pk,
        "past.slug": past_edition.slug,
        "past.session_id": past_session.pk,
        "pitch_detail.slug": voting.slug,
        "pitch_detail.pitch_id": pitch.pk,
        "pitch_change.slug": voting.slug,
        "pitch_change.pitch_id": pitch.pk,
        "session_write.slug": today.slug,
        "session_write.session_id": session.pk,
        "walk_up.slug": today.slug,
        "edition_door.slug": today.slug,
        "edition_door.token": today.door_token,
        "edition_wall.token": today.wall_token,
        "programme_place.key": session.pitch_id,
        **own_pages,
    }


def _make_published_edition(
    by: Person, leader: Person, commune: Any, *, days: int
) -> WebSchoolEdition:
    """An edition of a day from now, with one session in the large room, on until midnight."""
    day = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    day += timedelta(days=days)
    edition: WebSchoolEdition = EditionFactory(
        commune=commune, status=Status.SCHEDULING, starts_on=day.date(), rooms=[30, 10]
    )
    for hours in ((0, 12), (12, 24)):
        start, end = (day + timedelta(hours=hour) for hour in hours)
        edition.slots.create(period=(start, end))
    pitch = PitchFactory(edition=edition, author=leader, title="Choisir son statut", coming=1)
    place_pitch(by=by, pitch=pitch, room=edition.rooms.all()[0], slot=edition.slots.all()[0])
    publish_programme(by=by, edition=edition)
    edition.refresh_from_db()
    return edition
