"""What learners and mentors said, told back to them."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bocage.people.known_data import KnownRow, KnownRows, known_section
from bocage.people.models import Person
from bocage.training.learning_words import after_words
from bocage.training.models.learning import NeedsStatement, OutcomeFollowUp, SatisfactionAnswer
from bocage.training.models.mentors import MentorNote, MentorProfile, Mentorship


@known_section(
    name="training_answers",
    title=_("Mes réponses sur ma formation et mon projet"),
    rank=94,
    named_in=("training.Enrolment.person",),
)
def answer_rows(person: Person, most: int | None) -> KnownRows:
    """What a learner answered, before, at the end and afterwards; three queries."""
    needs = NeedsStatement.objects.filter(enrolment__person=person)
    opinions = SatisfactionAnswer.objects.filter(
        enrolment__person=person, answered_at__isnull=False
    )
    outcomes = OutcomeFollowUp.objects.filter(enrolment__person=person, answered_at__isnull=False)
    for need in needs.select_related("enrolment__cohort__programme").order_by("pk")[:most]:
        yield KnownRow(
            title=need.enrolment.cohort.programme.name,
            detail=[need.expects, need.arrangements],
        )
    for opinion in opinions.select_related("enrolment__cohort__programme").order_by("pk")[:most]:
        yield KnownRow(
            title=opinion.enrolment.cohort.programme.name,
            detail=[str(opinion.get_overall_display()), opinion.best, opinion.better],
        )
    for outcome in outcomes.order_by("-due_on", "pk")[:most]:
        yield KnownRow(
            title=after_words(outcome.months),
            detail=[
                str(outcome.get_business_display()),
                outcome.siret,
                str(outcome.get_home_display()),
                outcome.words,
            ],
        )


@known_section(
    name="training_mentors",
    title=_("Mon mentorat"),
    rank=95,
    named_in=("training.MentorProfile.person", "training.Enrolment.person"),
)
def mentor_rows(person: Person, most: int | None) -> KnownRows:
    """What they offer as a mentor, whom they met so, and the notes; three queries."""
    profiles = MentorProfile.objects.filter(person=person).select_related("commune")
    helped = Mentorship.objects.filter(enrolment__person=person) | Mentorship.objects.filter(
        mentor__person=person
    )
    notes = MentorNote.objects.filter(mentorship__in=helped)
    for profile in profiles[:most]:
        yield KnownRow(title=profile.trade, detail=f"{profile.commune.name} · {profile.words}")
    for mentorship in helped.select_related("mentor__person", "enrolment__person").order_by("pk")[
        :most
    ]:
        yield KnownRow(
            title=str(mentorship.mentor.person),
            detail=f"{mentorship.enrolment.who} · {mentorship.get_state_display()}",
            url=reverse("mentorship", args=[mentorship.pk]),
        )
    for note in notes.order_by("-written_at", "pk")[:most]:
        yield KnownRow(title=_("Note de mentorat"), detail=note.words)
