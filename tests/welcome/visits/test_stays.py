"""Stays: planned, confirmed, changed, called off, ended, and the notifications of each."""

from datetime import timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from bocage.foundation.errors import NotAllowed
from bocage.people.models import Role
from bocage.welcome.models import ProjectConsent, Stage, Stay, StayFeedback
from bocage.welcome.projects.stage_conditions import missing_for
from bocage.welcome.projects.timeline import timeline_of
from bocage.welcome.visits.operations.scheduled import (
    end_past_stays,
    notify_programme_changes,
    remind_of_tomorrow,
)
from bocage.welcome.visits.stays.errors import (
    ConsentMissing,
    FeedbackClosed,
    NothingPlanned,
    NotOverYet,
    PeriodBackwards,
    StayOver,
    StayOverlaps,
    StayTooLong,
    StepOutside,
)
from bocage.welcome.visits.stays.operations.announcements import notify_programme
from bocage.welcome.visits.stays.operations.stays import (
    Feedback,
    StayPlan,
    call_off_stay,
    change_stay,
    confirm_stay,
    end_stay,
    give_feedback,
    plan_stay,
)
from bocage.welcome.visits.stays.operations.steps import change_step, remove_step
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory
from tests.welcome.factories import ProjectFactory
from tests.welcome.visits.factories import (
    StayFactory,
    StayStepFactory,
    agree,
    at,
    coordinator_of,
    days_of_stay,
    span,
    wish_of,
)

pytestmark = pytest.mark.django_db

PLAN = {"name": "Trois jours", "arrival_place": "Gare de Sées"}


def stay_plan(**changes):
    return StayPlan(**{**PLAN, "starts_at": at(8), "ends_at": at(20, days=12), **changes})


@pytest.fixture
def project():
    project = ProjectFactory(adults=[PersonFactory(name="Léa Marchand")])
    agree(project, *ProjectConsent.Use.values)
    return project


@pytest.fixture
def coordinator(project):
    return coordinator_of(project, name="Sophie Lefèvre", phone="0233000002")


@pytest.fixture
def stay(project, coordinator):
    return StayFactory(project=project, prepared_by=coordinator)


def confirm_with_step(stay, **step):
    step_ = StayStepFactory(stay=stay, **step)
    return confirm_stay(by=stay.prepared_by, stay=stay), step_


def calendar_in(mail):
    [attachment] = mail.attachments.all()
    return Calendar.from_ical(bytes(attachment.content)).walk("VEVENT")


def letters(mails):
    return sorted((mail.kind.rpartition(".")[2], mail.recipient) for mail in mails)


def test_a_stay_is_planned_without_telling_anybody(project, coordinator, deliver_mails):
    stay = plan_stay(by=coordinator, project=project, plan=stay_plan())

    assert (stay.status, stay.name, stay.prepared_by) == ("draft", "Trois jours", coordinator)
    assert len(stay.token) == 32
    assert deliver_mails() == []


@pytest.mark.parametrize("near_miss", ["stranger", "household", "elsewhere", "ended"])
def test_outsiders_plan_no_stay(project, near_miss):
    scope = ScopeFactory(of_departement=True, departement=project.departement)
    person = {
        "stranger": PersonFactory,
        "household": lambda: project.adults.get().person,
        "elsewhere": lambda: (
            MandateFactory(role=Role.COORDINATOR, scope=ScopeFactory(of_epci=True)).person
        ),
        "ended": lambda: MandateFactory(role=Role.COORDINATOR, scope=scope, over=True).person,
    }[near_miss]()

    with pytest.raises(NotAllowed):
        plan_stay(by=person, project=project, plan=stay_plan())


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"ends_at": at(8)}, PeriodBackwards),
        ({"ends_at": at(7)}, PeriodBackwards),
        ({"ends_at": at(9, days=60)}, StayTooLong),
    ],
)
def test_dates_that_make_no_sense(project, coordinator, changes, refusal):
    with pytest.raises(refusal):
        plan_stay(by=coordinator, project=project, plan=stay_plan(**changes))


def test_a_household_has_one_stay_at_a_time(stay, coordinator):
    with pytest.raises(StayOverlaps):
        plan_stay(by=coordinator, project=stay.project, plan=stay_plan())
    assert Stay.objects.count() == 1


def test_stay_is_confirmed_once_and_everybody_is_notified(stay, coordinator, deliver_mails):
    StayStepFactory(stay=stay)
    StayStepFactory(stay=stay, period=span(12, 13), contact_mail="", kind="meal", title="Déjeuner")

    for _time in range(2):
        confirm_stay(by=coordinator, stay=stay)

    stay.refresh_from_db()
    assert (stay.status, stay.steps.first().status) == ("confirmed", "requested")
    adult = stay.project.adults.get().person.email
    mails = deliver_mails()
    assert letters(mails) == [
        ("StayConfirmedMail", adult),
        ("StepAskedMail", "mairie@boitron.example"),
    ]
    request_mail = next(mail for mail in mails if mail.recipient == "mairie@boitron.example")
    assert "Léa" in request_mail.text
    assert "Marchand" not in request_mail.text + request_mail.subject
    assert "Déjeuner" not in request_mail.text
    assert "Je serai là" in request_mail.text
    assert request_mail.reply_to == coordinator.email
    notice = next(mail for mail in mails if mail.recipient == adult)
    assert "Déjeuner" in notice.text
    assert [file.filename for file in notice.attachments.all()] == ["sejour.ics"]


def test_an_empty_programme_is_not_confirmed(stay, coordinator):
    StayStepFactory(stay=stay, status="called_off")

    with pytest.raises(NothingPlanned):
        confirm_stay(by=coordinator, stay=stay)


@pytest.mark.parametrize(
    ("kind", "purpose"), [("town_hall", "town_halls"), ("club", "club"), ("school", "helpers")]
)
def test_household_without_consent_is_not_announced(
    stay, coordinator, kind, purpose, deliver_mails
):
    StayStepFactory(stay=stay, kind=kind)
    ProjectConsent.objects.filter(use=purpose).update(withdrawn_at=timezone.now())

    with pytest.raises(ConsentMissing) as refusal_info:
        confirm_stay(by=coordinator, stay=stay)

    assert "Rencontre avec la maire" in str(refusal_info.value.sentence)
    stay.refresh_from_db()
    assert (stay.status, deliver_mails()) == ("draft", [])


def test_changes_are_notified_after_a_quiet_period(stay, coordinator, deliver_mails):
    _stay, step = confirm_with_step(stay)
    mail_count = len(deliver_mails())
    wish = wish_of(step, starts_at=at(14), ends_at=at(15))
    change_step(by=coordinator, step=step, wish=wish)
    change_step(by=coordinator, step=step, wish=wish_of(step, starts_at=at(15), ends_at=at(16)))

    assert notify_programme_changes() == 0
    later = timezone.now() + timedelta(minutes=11)
    assert [notify_programme_changes(now=later) for _time in range(2)] == [1, 0]

    mails = deliver_mails()[mail_count:]
    assert letters(mails) == [
        ("StayChangedMail", stay.project.adults.get().person.email),
        ("StepMovedMail", "mairie@boitron.example"),
    ]
    step.refresh_from_db()
    assert step.status == "requested"


def test_unconcerned_contacts_are_not_notified(stay, coordinator, deliver_mails):
    _stay, step = confirm_with_step(stay)
    other_step = StayStepFactory(stay=stay, period=span(14, 15), contact_mail="ecole@essay.example")
    notify_programme(by=coordinator, stay=touch(stay))
    mail_count = len(deliver_mails())

    change_step(
        by=coordinator, step=other_step, wish=wish_of(other_step, words="Sonnez au portail")
    )
    notify_programme(by=coordinator, stay=stay)

    step_recipients = [
        mail.recipient for mail in deliver_mails()[mail_count:] if "Step" in mail.kind
    ]
    assert step_recipients == ["ecole@essay.example"]
    step.refresh_from_db()
    assert step.notified_at is not None


def touch(stay):
    """Marks the stay as changed now."""
    Stay.objects.filter(pk=stay.pk).update(changed_at=timezone.now())
    return stay


def test_changed_words_do_not_ask_again(stay, coordinator):
    _stay, step = confirm_with_step(stay)
    type(step).objects.filter(pk=step.pk).update(status="agreed")

    change_step(by=coordinator, step=step, wish=wish_of(step, words="Sonnez au portail"))
    notify_programme(by=coordinator, stay=stay)

    step.refresh_from_db()
    assert (step.status, step.last_notification["words"]) == ("agreed", "Sonnez au portail")


def test_new_contact_is_asked_and_the_former_freed(stay, coordinator, deliver_mails):
    _stay, step = confirm_with_step(stay)
    mail_count = len(deliver_mails())

    wish = wish_of(step, contact_mail="adjoint@boitron.example", contact_name="Guy Roux")
    change_step(by=coordinator, step=step, wish=wish)
    notify_programme(by=coordinator, stay=stay)

    step_letters = [
        letter for letter in letters(deliver_mails()[mail_count:]) if letter[0].startswith("Step")
    ]
    assert step_letters == [
        ("StepAskedMail", "adjoint@boitron.example"),
        ("StepOffMail", "mairie@boitron.example"),
    ]


def test_removed_contact_is_notified_with_the_announced_hour(stay, coordinator, deliver_mails):
    _stay, step = confirm_with_step(stay)
    mail_count = len(deliver_mails())

    remove_step(by=coordinator, step=step)
    for _time in range(2):
        notify_programme(by=coordinator, stay=stay)

    off_mails = [mail for mail in deliver_mails()[mail_count:] if mail.kind.endswith("StepOffMail")]
    assert [mail.recipient for mail in off_mails] == ["mairie@boitron.example"]
    assert "de 10 h à 11 h".replace(" h", "\u00a0h") in off_mails[0].text


def test_cancellation_by_the_household_notifies_everybody_once(stay, coordinator, deliver_mails):
    confirm_with_step(stay)
    other_adult = PersonFactory()
    stay.project.adults.create(person=other_adult, joined_at=timezone.now())
    first_adult = stay.project.adults.get(is_first=True).person
    mail_count = len(deliver_mails())

    for _time in range(2):
        call_off_stay(by=first_adult, stay=stay, words="Un imprévu")

    assert letters(deliver_mails()[mail_count:]) == sorted(
        [
            ("HouseholdCalledOffMail", coordinator.email),
            ("StayCalledOffMail", other_adult.email),
            ("StepOffMail", "mairie@boitron.example"),
        ]
    )
    stay.refresh_from_db()
    assert (stay.status, stay.called_off_words) == ("called_off", "Un imprévu")


def test_a_stay_called_off_leaves_the_calendars_that_hold_it(stay, coordinator, deliver_mails):
    confirm_with_step(stay)
    call_off_stay(by=coordinator, stay=stay)

    confirmed_file, cancelled_file = (
        calendar_in(mail)
        for kind in ("StayConfirmedMail", "StayCalledOffMail")
        for mail in deliver_mails()
        if mail.kind.endswith(kind)
    )

    assert [str(event["status"]) for event in confirmed_file] == ["CONFIRMED"]
    assert [str(event["status"]) for event in cancelled_file] == ["CANCELLED"]
    assert [event["uid"] for event in cancelled_file] == [event["uid"] for event in confirmed_file]
    assert cancelled_file[0]["sequence"] > confirmed_file[0]["sequence"]


def test_a_draft_is_called_off_without_a_word_to_the_household(stay, coordinator, deliver_mails):
    StayStepFactory(stay=stay)

    call_off_stay(by=coordinator, stay=stay)

    assert deliver_mails() == []


def test_outsiders_do_not_cancel_a_stay(stay):
    confirm_with_step(stay)

    for person in [PersonFactory(), ProjectFactory().adults.get().person]:
        with pytest.raises(NotAllowed):
            call_off_stay(by=person, stay=stay)


def test_past_stay_is_unchanged(stay, coordinator):
    _stay, step = confirm_with_step(stay)
    end_stay(by=coordinator, stay=stay, now=at(21, days=12))

    with pytest.raises(StayOver):
        call_off_stay(by=coordinator, stay=stay)
    with pytest.raises(StayOver):
        change_stay(by=coordinator, stay=stay, plan=stay_plan())
    with pytest.raises(StayOver):
        remove_step(by=coordinator, step=step)


def test_dates_do_not_leave_a_moment_outside(stay, coordinator):
    StayStepFactory(stay=stay, period=span(10, 11, days=12))

    with pytest.raises(StepOutside):
        change_stay(by=coordinator, stay=stay, plan=stay_plan(ends_at=at(20, days=11)))


def test_past_stay_ends_and_asks_the_household(stay, deliver_mails, run_tasks):
    confirm_with_step(stay)
    mail_count = len(deliver_mails())
    after_stay = at(21, days=12)

    assert end_past_stays(now=at(19, days=12)) == 0
    assert [end_past_stays(now=after_stay) for _time in range(2)] == [1, 0]

    mails = deliver_mails()[mail_count:]
    assert letters(mails) == [("HowWasItMail", stay.project.adults.get().person.email)]
    assert "/sejour/avis/" in mails[0].text


def test_a_stay_does_not_end_before_it_begins(stay, coordinator):
    confirm_with_step(stay)

    with pytest.raises(NotOverYet):
        end_stay(by=coordinator, stay=stay)


def test_the_day_before_each_is_reminded_once(stay, deliver_mails):
    confirm_with_step(stay)
    mail_count = len(deliver_mails())
    day_before = at(10, days=9)

    assert remind_of_tomorrow(now=at(8, days=9)) == 0
    assert [remind_of_tomorrow(now=day_before) for _time in range(2)] == [2, 0]

    assert letters(deliver_mails()[mail_count:]) == [
        ("StayReminderMail", stay.project.adults.get().person.email),
        ("StepReminderMail", "mairie@boitron.example"),
    ]


def test_cancelled_stay_is_not_reminded(stay, coordinator):
    confirm_with_step(stay)
    call_off_stay(by=coordinator, stay=stay)

    assert remind_of_tomorrow(now=at(10, days=9)) == 0


def test_feedback_is_stored_and_replaced(stay):
    confirm_with_step(stay)
    adult = stay.project.adults.get().person
    now = at(21, days=12)
    answers = {"was_useful": 4, "liked": "Le marché", "lacked": ""}

    give_feedback(by=adult, stay=stay, feedback=Feedback(sees_self_here=2, **answers), now=now)
    give_feedback(by=adult, stay=stay, feedback=Feedback(sees_self_here=4, **answers), now=now)

    feedback = StayFeedback.objects.get()
    assert (feedback.person, feedback.was_useful, feedback.sees_self_here) == (adult, 4, 4)


def test_feedback_of_others_or_too_early(stay, coordinator):
    confirm_with_step(stay)
    feedback = Feedback(was_useful=4, sees_self_here=4)

    with pytest.raises(FeedbackClosed):
        give_feedback(by=coordinator, stay=stay, feedback=feedback, now=at(21, days=12))
    adult = stay.project.adults.get().person
    with pytest.raises(NotOverYet):
        give_feedback(by=adult, stay=stay, feedback=feedback)


def test_stages_ask_for_a_stay(stay, coordinator):
    project = stay.project
    project.stage = Stage.EXPLORING

    assert "un séjour confirmé, avec ses dates" in missing_for(project, Stage.VISITING)
    confirm_with_step(stay)
    assert "un séjour confirmé, avec ses dates" not in missing_for(project, Stage.VISITING)
    assert "un séjour passé sur le territoire" in missing_for(project, Stage.DECIDING)
    end_stay(by=coordinator, stay=stay, now=at(21, days=12))
    assert "un séjour passé sur le territoire" not in missing_for(project, Stage.DECIDING)


def test_the_timeline_tells_of_stays(stay, coordinator):
    confirm_with_step(stay)
    call_off_stay(by=coordinator, stay=stay, words="La route est coupée")

    titles = [entry.title for entry in timeline_of(stay.project) if entry.kind == "stay"]

    assert titles == [
        "Séjour annulé\u00a0: Trois jours autour de Boitron",
        "Séjour confirmé\u00a0: Trois jours autour de Boitron",
        "Séjour en préparation\u00a0: Trois jours autour de Boitron",
    ]


def test_a_past_stay_may_be_noted(project, coordinator):
    stay = StayFactory(project=project, prepared_by=coordinator, period=days_of_stay(days=-9))

    past_stay = end_stay(by=coordinator, stay=stay)

    assert (past_stay.status, past_stay.confirmed_at is not None) == ("done", True)
