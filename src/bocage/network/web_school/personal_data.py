"""Personal data of pitches, choices and attendance: export and erasure."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bocage.foundation.formatting.times import full_moment
from bocage.network.web_school.models.editions import Attendance
from bocage.network.web_school.models.pitches import (
    Ballot,
    LeadOffer,
    Pitch,
    PitchComing,
    PitchVote,
)
from bocage.network.web_school.models.programmes import Session, SessionFeedback
from bocage.people.erasure import NO_MORE_WORDS, Erasure, erases
from bocage.people.models import Person
from bocage.people.personal_data import DataItem, DataItems, data_section


@data_section(
    name="network_pitches",
    title=_("Mes propositions à l’École du Web"),
    rank=84,
    named_in=("network.Pitch.author", "network.Session.started_by"),
)
def pitch_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the pitches that the person made and the sessions that they started; two queries."""
    pitches = Pitch.objects.filter(author=person).select_related("edition")
    started = Session.objects.filter(pitch=None, started_by=person).select_related("edition")
    for pitch in pitches.order_by("-created_at", "pk")[:limit]:
        yield DataItem(
            title=pitch.title,
            detail=[str(pitch.get_kind_display()), pitch.edition.name, pitch.description],
            url=reverse("pitch_detail", args=[pitch.edition.slug, pitch.pk]),
        )
    for session in started.order_by("pk")[:limit]:
        yield DataItem(title=session.title, detail=session.edition.name)


@data_section(
    name="network_pitch_answers",
    title=_("Mes votes, mes « j’y serai » et mes avis"),
    rank=85,
    named_in=(
        "network.Ballot.person",
        "network.PitchComing.person",
        "network.LeadOffer.person",
        "network.SessionFeedback.person",
    ),
)
def answer_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the person's votes, statements that they come, offers to lead, and feedback; four
    queries.
    """
    votes = PitchVote.objects.filter(ballot__person=person).select_related("pitch")
    coming = PitchComing.objects.filter(person=person).select_related("pitch")
    offers = LeadOffer.objects.filter(person=person).select_related("pitch")
    opinions = SessionFeedback.objects.filter(person=person).select_related("session")
    for vote in votes.order_by("pk")[:limit]:
        yield DataItem(title=vote.pitch.title, detail=_("Mon vote"))
    for statement in coming.order_by("pk")[:limit]:
        yield DataItem(title=statement.pitch.title, detail=_("J’y serai"))
    for offer in offers.order_by("pk")[:limit]:
        yield DataItem(title=offer.pitch.title, detail=f"{_('Je peux animer')} · {offer.words}")
    for opinion in opinions.order_by("pk")[:limit]:
        yield DataItem(title=opinion.session.title, detail=str(opinion.get_face_display()))


@data_section(
    name="network_attendances",
    title=_("Mes présences à l’École du Web"),
    rank=86,
    named_in=("network.Attendance.person",),
)
def attendance_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the editions that the person attended; one query."""
    noted = Attendance.objects.filter(person=person).select_related("edition")
    for attendance in noted.order_by("-arrived_at", "pk")[:limit]:
        yield DataItem(
            title=attendance.edition.name,
            detail=f"{attendance.name} · {full_moment(attendance.arrived_at)}",
        )


@erases(_("Vos propositions et vos choix à l’École du Web"), rank=440)
def web_school(erasure: Erasure) -> None:
    person = erasure.person
    pitches = Pitch.objects.filter(author=person)
    erasure.delete(
        Ballot.objects.filter(person=person),
        PitchComing.objects.filter(person=person),
        LeadOffer.objects.filter(person=person),
        SessionFeedback.objects.filter(person=person),
        pitches.filter(session=None),
    )
    erasure.empty(pitches, title=NO_MORE_WORDS, description="", is_named_in_archive=False)
    erasure.empty(
        Session.objects.filter(Q(pitch__in=pitches) | Q(started_by=person)),
        title=NO_MORE_WORDS,
        notes="",
        links=[],
    )
    erasure.empty(Attendance.objects.filter(person=person), name=NO_MORE_WORDS)
