"""Personal data of mentoring: export, and erasure with the account."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bocage.people.erasure import NO_MORE_WORDS, Erasure, before_erasure, erases
from bocage.people.models import Person
from bocage.people.personal_data import DataItem, DataItems, data_section
from bocage.training.mentoring.models import MentorNote, MentorProfile, Mentorship
from bocage.training.mentoring.operations import end_mentorship, stop_mentoring
from bocage.training.programmes.models.programmes import ProgrammeTeacher


@data_section(
    name="training_mentors",
    title=_("Mon mentorat"),
    rank=95,
    named_in=("training.MentorProfile.person", "training.Enrolment.person"),
)
def mentor_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the person's mentor profile, their mentorships on either side, and the notes; three
    queries.
    """
    profiles = MentorProfile.objects.filter(person=person).select_related("commune")
    helped = Mentorship.objects.filter(enrolment__person=person) | Mentorship.objects.filter(
        mentor__person=person
    )
    notes = MentorNote.objects.filter(mentorship__in=helped)
    for profile in profiles[:limit]:
        yield DataItem(title=profile.trade, detail=f"{profile.commune.name} · {profile.words}")
    for mentorship in helped.select_related("mentor__person", "enrolment__person").order_by("pk")[
        :limit
    ]:
        yield DataItem(
            title=str(mentorship.mentor.person),
            detail=f"{mentorship.enrolment.display_name} · {mentorship.get_state_display()}",
            url=reverse("mentorship", args=[mentorship.pk]),
        )
    for note in notes.order_by("-written_at", "pk")[:limit]:
        yield DataItem(title=_("Note de mentorat"), detail=note.words)


@before_erasure(rank=520)
def mentorships(erasure: Erasure) -> None:
    """Stops the person's offer to mentor, and ends the mentorships in which they are the mentor."""
    person = erasure.person
    stop_mentoring(by=person, now=erasure.now)
    helped = Mentorship.objects.filter(mentor__person=person, state__in=Mentorship.OPEN)
    for mentorship in helped.order_by("pk"):
        end_mentorship(by=person, mentorship=mentorship, now=erasure.now)


@erases(_("Votre fiche de mentor ou d’intervenant"), rank=520)
def teachers_and_mentors(erasure: Erasure) -> None:
    person = erasure.person
    erasure.empty(MentorProfile.objects.filter(person=person), trade=NO_MORE_WORDS, words="")
    erasure.delete(MentorNote.objects.filter(mentorship__mentor__person=person))
    for teacher in ProgrammeTeacher.objects.filter(person=person):
        erasure.empty(
            ProgrammeTeacher.objects.filter(pk=teacher.pk),
            name=f"{NO_MORE_WORDS} {teacher.pk}",
            biography="",
            person=None,
        )
