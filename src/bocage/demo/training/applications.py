"""Applications to the next cohort of the demo: drafts, projects that a jury reads, one conflict."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from bocage.demo.cast import CLUB_ORGANISER, SETTLED_TELEWORKER, TRAINING_OFFICER
from bocage.demo.neighbours import NEIGHBOURS, identity_of
from bocage.people.models import Person
from bocage.training.admissions.applications.operations.applications import (
    save_application,
    send_application,
    start_application,
)
from bocage.training.admissions.applications.operations.questions import questions_of
from bocage.training.admissions.juries.operations.grid import criteria_of
from bocage.training.admissions.juries.operations.juries import enter_jury, invite_juror
from bocage.training.admissions.juries.operations.reviews import assign_reviews, give_scores
from bocage.training.models import Application, Cohort, Identity

AFTER_LEARNERS = 8
"""The neighbours before are in the cohort that runs."""
HERE, COMING = Application.Home.HERE, Application.Home.COMING


@dataclass(frozen=True)
class DemoProject:
    """Project of an applicant, with the marks of two readers."""

    title: str
    offer: str
    home: str = HERE
    points: tuple[int, int] = (3, 3)


PROJECTS = (
    DemoProject(
        "Des sites simples pour les artisans du Perche",
        "Une page claire, des photos de leurs chantiers, un formulaire qui arrive sur leur "
        "téléphone. Trois menuisiers m’ont dit oui.",
        points=(5, 4),
    ),
    DemoProject(
        "La comptabilité des associations, sans tableur",
        "Je reprends leurs factures une fois par mois et je leur rends un compte que l’on peut "
        "montrer en assemblée.",
        points=(4, 4),
    ),
    DemoProject(
        "Raconter les fermes qui vendent en direct",
        "Photos, textes, un petit film par saison. Je viens de Nantes et je cherche une maison "
        "près d’Argentan.",
        home=COMING,
        points=(5, 2),
    ),
    DemoProject(
        "Une boutique en ligne pour les antiquaires",
        "Un site commun, les envois groupés, une vitrine par marchand.",
        points=(2, 2),
    ),
)


def apply_to_the_course(people: Mapping[str, Person], now: datetime) -> None:
    """Creates a draft and four projects for the open cohort; a jury of three has shared them out,
    and has given most of its scores."""
    officer = people[TRAINING_OFFICER.email]
    cohort = Cohort.objects.filter(state=Cohort.State.OPEN).order_by("starts_on").last()
    if cohort is None:
        return
    applicants = NEIGHBOURS[AFTER_LEARNERS:][: len(PROJECTS) + 1]
    for neighbour, project in zip(applicants, PROJECTS, strict=False):
        person = people[neighbour.email]
        application = _apply(person, identity_of(neighbour), cohort, project, now)
        send_application(by=person, application=application, now=now)
    drafting = people[applicants[-1].email]
    draft = start_application(by=drafting, cohort=cohort, now=now)
    save_application(by=drafting, application=draft, title="Apprendre aux aînés", now=now)
    before = now - timedelta(days=5)
    for email in (officer.email, CLUB_ORGANISER.email, SETTLED_TELEWORKER.email):
        juror = invite_juror(by=officer, cohort=cohort, email=email, now=before)
        enter_jury(by=people[email], juror=juror, now=before)
    assign_reviews(by=officer, cohort=cohort, now=now)
    _score(cohort, officer, now)


def _apply(
    person: Person, identity: Identity, cohort: Cohort, project: DemoProject, now: datetime
) -> Application:
    draft = start_application(by=person, cohort=cohort, now=now)
    questions = questions_of(cohort.programme)
    answers = {question.pk: _answer(question.kind, question.offered) for question in questions[1:]}
    return save_application(
        by=person,
        application=draft,
        **asdict(identity),
        title=project.title,
        home=project.home,
        wishes_welcome=project.home == COMING,
        answers={questions[0].pk: project.offer, **answers},
        now=now,
    )


def _answer(kind: str, offered: list[str]) -> str:
    match kind:
        case "choice":
            return offered[1]
        case "yes_no":
            return "Oui"
        case "number":
            return "1500"
        case _:
            return "J’y travaille depuis six mois, le soir, et j’ai de quoi tenir un an."


def _score(cohort: Cohort, officer: Person, now: datetime) -> None:
    """Scores everything except the officer's pending reviews."""
    grid = criteria_of(cohort.programme)
    by_title = {project.title: project.points for project in PROJECTS}
    for application in cohort.applications.to_decide().order_by("pk"):
        reviews = application.reviews.select_related("juror__person").order_by("pk")
        for review, points in zip(reviews, by_title[application.title], strict=False):
            person = review.juror.person
            if person.pk != officer.pk:
                give_scores(
                    by=person,
                    review=review,
                    points={criterion.pk: points for criterion in grid},
                    words="Clair, et il connaît ses clients." if points > 3 else "Qui paiera ?",
                    now=now,
                )
