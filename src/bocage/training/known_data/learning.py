"""What learners and mentors said, told back to them."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bocage.people.known_data import KnownRow, known_section
from bocage.people.models import Person
from bocage.training.learning_words import after_words
from bocage.training.models import (
    MentorNote,
    MentorProfile,
    Mentorship,
    NeedsStatement,
    OutcomeFollowUp,
    SatisfactionAnswer,
)


@known_section(
    name="training_answers",
    title=_("Mes réponses sur ma formation et mon projet"),
    rank=94,
    named_in=("training.Enrolment.person",),
)
def answer_rows(person: Person, most: int | None) -> list[KnownRow]:
    """What a learner answered, before, at the end and afterwards; three queries."""
    needs = NeedsStatement.objects.filter(enrolment__person=person)
    opinions = SatisfactionAnswer.objects.filter(
        enrolment__person=person, answered_at__isnull=False
    )
    outcomes = OutcomeFollowUp.objects.filter(enrolment__person=person, answered_at__isnull=False)
    return [
        *(
            KnownRow(
                title=one.enrolment.cohort.programme.name,
                detail=[one.expects, one.arrangements],
            )
            for one in needs.select_related("enrolment__cohort__programme").order_by("pk")[:most]
        ),
        *(
            KnownRow(
                title=one.enrolment.cohort.programme.name,
                detail=[str(one.get_overall_display()), one.best, one.better],
            )
            for one in opinions.select_related("enrolment__cohort__programme").order_by("pk")[:most]
        ),
        *(
            KnownRow(
                title=after_words(one.months),
                detail=[
                    str(one.get_business_display()),
                    one.siret,
                    str(one.get_home_display()),
                    one.words,
                ],
            )
            for one in outcomes.order_by("-due_on", "pk")[:most]
        ),
    ]


@known_section(
    name="training_mentors",
    title=_("Mon mentorat"),
    rank=95,
    named_in=("training.MentorProfile.person", "training.Enrolment.person"),
)
def mentor_rows(person: Person, most: int | None) -> list[KnownRow]:
    """What they offer as a mentor, whom they met so, and the notes; three queries."""
    profiles = MentorProfile.objects.filter(person=person).select_related("commune")
    helped = Mentorship.objects.filter(enrolment__person=person) | Mentorship.objects.filter(
        mentor__person=person
    )
    notes = MentorNote.objects.filter(mentorship__in=helped)
    return [
        *(
            KnownRow(title=one.trade, detail=f"{one.commune.name} · {one.words}")
            for one in profiles[:most]
        ),
        *(
            KnownRow(
                title=str(one.mentor.person),
                detail=f"{one.enrolment.who} · {one.get_state_display()}",
                url=reverse("mentorship", args=[one.pk]),
            )
            for one in helped.select_related("mentor__person", "enrolment__person").order_by("pk")[
                :most
            ]
        ),
        *(
            KnownRow(title=_("Note de mentorat"), detail=one.words)
            for one in notes.order_by("-written_at", "pk")[:most]
        ),
    ]
