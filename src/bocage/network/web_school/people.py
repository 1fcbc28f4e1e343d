"""Leaders of the sessions of an edition, and people who announced that they come."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from bocage.network.web_school.models.editions import WebSchoolEdition
from bocage.network.web_school.models.pitches import LeadOffer, Pitch, PitchComing
from bocage.network.web_school.models.programmes import Session
from bocage.people.models import Person


def leaders_of_pitch(pitch: Pitch) -> list[Person]:
    """Returns the people who lead a pitch: its author if it is a proposal, otherwise those whose
    offer was accepted.
    """
    if pitch.is_offer:
        return [pitch.author] if pitch.author is not None else []
    accepted = LeadOffer.objects.filter(pitch=pitch, accepted_at__isnull=False)
    return [offer.person for offer in accepted.select_related("person")]


def leaders_of_session(session: Session) -> list[Person]:
    """Returns the people who lead a session: those of its pitch, or the person who started it on
    the spot.
    """
    if session.pitch is not None:
        return leaders_of_pitch(session.pitch)
    return [session.started_by] if session.started_by is not None else []


def leaders_by_pitch(pitches: Iterable[Pitch]) -> dict[UUID, list[Person]]:
    """Returns the leaders of each pitch, by its key; one query. The authors of the pitches must be
    loaded.
    """
    listed = list(pitches)
    leaders_by_pitch = defaultdict(list)
    requested = [pitch.pk for pitch in listed if not pitch.is_offer]
    offers = LeadOffer.objects.filter(pitch__in=requested, accepted_at__isnull=False)
    for offer in offers.select_related("person").order_by("accepted_at", "pk"):
        leaders_by_pitch[offer.pitch_id].append(offer.person)
    return {
        pitch.pk: ([pitch.author] if pitch.author else [])
        if pitch.is_offer
        else leaders_by_pitch[pitch.pk]
        for pitch in listed
    }


def sessions_led_by(person_id: UUID, *, edition: WebSchoolEdition) -> list[Session]:
    """Returns the sessions of an edition that a person leads."""
    led = (
        Q(pitch__kind=Pitch.Kind.OFFER, pitch__author=person_id)
        | Q(
            pitch__kind=Pitch.Kind.ASK,
            pitch__lead_offers__person=person_id,
            pitch__lead_offers__accepted_at__isnull=False,
        )
        | Q(pitch=None, started_by=person_id)
    )
    sessions = edition.sessions.filter(led).select_related(
        "pitch__author", "room", "slot", "edition"
    )
    return list(sessions.order_by("slot__period", "pk").distinct())


def coming_to(pitch_ids: Iterable[UUID]) -> dict[UUID, list[PitchComing]]:
    """Returns the statements of active people who come to each of these pitches, by its key; one
    query.
    """
    coming: dict[UUID, list[PitchComing]] = defaultdict(list)
    statements = PitchComing.objects.filter(pitch__in=list(pitch_ids), person__is_active=True)
    for statement in statements.select_related("person").order_by("recorded_at", "pk"):
        coming[statement.pitch_id].append(statement)
    return coming
