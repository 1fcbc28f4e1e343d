"""Ceremonies: planned, invited, answered, held or called off; rights and effects."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.foundation.models import OutgoingMail
from bocage.people.models import Role
from bocage.territory.events import TerritoryImported
from bocage.territory.models import FormerCommune
from bocage.welcome.ceremonies.errors import (
    CeremonyOver,
    CeremonyToCome,
    MomentTaken,
    NobodyToInvite,
)
from bocage.welcome.ceremonies.newcomers import newcomers_of
from bocage.welcome.ceremonies.operations.ceremonies import (
    CeremonyPlan,
    GuestAnswer,
    answer_invitation,
    call_off_ceremony,
    change_ceremony,
    hold_ceremony,
    invite_newcomers,
    plan_ceremony,
)
from bocage.welcome.ceremonies.operations.scheduled import (
    ask_town_halls_if_held,
    propose_for,
    remind_guests,
)
from bocage.welcome.commune_portal.handlers import follow_to_the_new_commune
from bocage.welcome.communes.errors import CommuneMerged
from bocage.welcome.models import Ceremony, CeremonyGuest, CeremonyProposal, SettlementProject
from bocage.welcome.pipeline.operations.merges import merge_projects
from bocage.welcome.pipeline.operations.stages import close_project
from bocage.welcome.projects.erasure import erase_all_of
from bocage.welcome.projects.operations.projects import erase_project
from bocage.welcome.shared.errors import MomentPassed
from tests.housing.leads.factories import coordinator, elected_of_epci, town_hall
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory, FormerCommuneFactory
from tests.welcome.ceremonies.factories import CeremonyFactory, CeremonyGuestFactory
from tests.welcome.factories import ProjectFactory

pytestmark = pytest.mark.django_db

ACCEPTANCE = GuestAnswer(comes=True, people=3, agrees_to_be_presented=True, presented_as="Des gens")
REFUSAL = GuestAnswer(comes=False)


@pytest.fixture
def mayor(boitron):
    return town_hall(boitron, role=Role.ELECTED)


def in_days(days):
    return timezone.now().replace(second=0, microsecond=0) + timedelta(days=days)


def make_plan(days=10, **options):
    return CeremonyPlan(starts_at=in_days(days), place="Salle des fêtes", **options)


def make_settled_project(**options):
    return ProjectFactory(settled=True, **options)


def mail_count_of(project):
    return OutgoingMail.objects.filter(recipient=project.adults.get().person.email).count()


def adult_of(guest):
    return guest.project.adults.get().person


@pytest.mark.parametrize(
    "planner",
    [
        town_hall,
        lambda commune: town_hall(commune, role=Role.ELECTED),
        elected_of_epci,
        coordinator,
    ],
    ids=["secretary", "elected", "elected of the intercommunalité", "coordinator"],
)
def test_date_by_those_of_the_commune(planner, boitron):
    person = planner(boitron)

    ceremony = plan_ceremony(by=person, commune=boitron, plan=make_plan())

    assert (ceremony.status, ceremony.planned_by) == ("planned", person)


@pytest.mark.parametrize(
    "planner",
    [
        PersonFactory,
        lambda: town_hall(CommuneFactory(essay=True)),
        lambda: town_hall(CommuneFactory(boitron=True), over=True),
        lambda: town_hall(CommuneFactory(boitron=True), not_begun=True),
    ],
    ids=["nobody", "neighbour", "over", "not begun"],
)
def test_date_set_by_another_person_is_refused(planner, boitron):
    with pytest.raises(NotAllowed):
        plan_ceremony(by=planner(), commune=boitron, plan=make_plan())


def test_same_date_twice_is_one_ceremony(boitron, mayor):
    ceremony_plan = make_plan()

    ceremony = plan_ceremony(by=mayor, commune=boitron, plan=ceremony_plan)

    assert plan_ceremony(by=mayor, commune=boitron, plan=ceremony_plan) == ceremony


def test_date_in_the_past_and_commune_that_is_gone(boitron, mayor):
    with pytest.raises(MomentPassed):
        plan_ceremony(by=mayor, commune=boitron, plan=make_plan(days=-1))
    boitron.is_current = False
    with pytest.raises(CommuneMerged):
        plan_ceremony(by=mayor, commune=boitron, plan=make_plan())


def test_newcomers_are_unpresented_residents(boitron):
    invitable_project = make_settled_project()
    CeremonyGuestFactory(ceremony=CeremonyFactory(held=True), comes=True, has_come=True)
    absent = CeremonyGuestFactory(ceremony=CeremonyFactory(held=True)).project
    make_settled_project(commune=CommuneFactory(essay=True))
    make_settled_project(left_on=timezone.localdate())
    make_settled_project(erased_at=timezone.now())
    ProjectFactory(answered=True, commune=boitron)

    assert set(newcomers_of(boitron)) == {invitable_project, absent}


def test_newcomers_of_a_former_commune_are_those_of_the_new_one(boitron):
    essay = CommuneFactory(essay=True, is_current=False)
    FormerCommuneFactory(code=essay.pk, name="Essay", commune=boitron)
    project = make_settled_project(commune=essay)

    assert list(newcomers_of(boitron)) == [project]


def test_invitations_reach_each_household_once(boitron, mayor):
    ceremony = CeremonyFactory()
    invited_project = make_settled_project()

    invite_newcomers(by=mayor, ceremony=ceremony)
    other_project = make_settled_project()
    guests = invite_newcomers(by=mayor, ceremony=ceremony)

    assert [guest.project for guest in guests] == [other_project]
    assert (mail_count_of(invited_project), mail_count_of(other_project)) == (1, 1)
    assert Ceremony.objects.get().status == "invited"


def test_invitations_where_nobody_arrived(boitron, mayor):
    with pytest.raises(NobodyToInvite):
        invite_newcomers(by=mayor, ceremony=CeremonyFactory())


def test_neighbour_neither_invites_nor_answers_nor_ends(boitron):
    neighbour = town_hall(CommuneFactory(essay=True))
    guest = CeremonyGuestFactory()
    ceremony = guest.ceremony

    for operation in (
        lambda: invite_newcomers(by=neighbour, ceremony=ceremony),
        lambda: change_ceremony(by=neighbour, ceremony=ceremony, plan=make_plan()),
        lambda: answer_invitation(by=neighbour, guest=guest, answer=ACCEPTANCE),
        lambda: hold_ceremony(by=neighbour, ceremony=ceremony, present=[]),
        lambda: call_off_ceremony(by=neighbour, ceremony=ceremony, reason=""),
    ):
        with pytest.raises(NotAllowed):
            operation()


def test_answer_of_the_household_and_its_second_thoughts():
    guest = CeremonyGuestFactory()
    person = adult_of(guest)

    guest_answer = answer_invitation(by=person, guest=guest, answer=ACCEPTANCE)
    assert (guest_answer.answer, guest_answer.people, guest_answer.presented_as) == (
        "yes",
        3,
        "Des gens",
    )

    guest_answer = answer_invitation(by=person, guest=guest, answer=REFUSAL)
    assert (guest_answer.answer, guest_answer.people, guest_answer.presented_as) == ("no", 0, "")
    assert [guest_answer.agrees_to_be_presented, guest_answer.agrees_to_photos] == [False, False]


def test_introduction_without_presentation_is_not_stored():
    guest = CeremonyGuestFactory()
    answer = GuestAnswer(comes=True, people=2, presented_as="Ne le dites pas")

    guest_answer = answer_invitation(by=adult_of(guest), guest=guest, answer=answer)

    assert guest_answer.presented_as == ""


@pytest.mark.parametrize("people", [0, 41])
def test_database_refuses_a_household_of_none_or_of_a_crowd(people):
    guest = CeremonyGuestFactory()

    with pytest.raises(IntegrityError, match="welcome_guest_comes_with_people"):
        CeremonyGuest.objects.filter(pk=guest.pk).update(
            answer="yes", people=people, answered_at=timezone.now()
        )


def test_database_refuses_the_same_household_twice():
    guest = CeremonyGuestFactory()

    with pytest.raises(IntegrityError, match="welcome_guest_once"):
        CeremonyGuestFactory(ceremony=guest.ceremony, project=guest.project)


def test_answer_to_a_past_ceremony_is_refused():
    guest = CeremonyGuestFactory(ceremony=CeremonyFactory(held=True))

    with pytest.raises(CeremonyOver):
        answer_invitation(by=adult_of(guest), guest=guest, answer=ACCEPTANCE)


def test_new_date_asks_again_and_new_place_keeps_answers(mayor):
    guest = CeremonyGuestFactory(comes=True, agrees_to_photos=True)
    guest_who_declined = CeremonyGuestFactory(
        ceremony=guest.ceremony, answer="no", answered_at=timezone.now()
    )
    ceremony = guest.ceremony
    moved_plan = CeremonyPlan(starts_at=ceremony.starts_at, place="À l’école")

    change_ceremony(by=mayor, ceremony=ceremony, plan=moved_plan)
    guest.refresh_from_db()
    assert (
        guest.answer,
        mail_count_of(guest.project),
        mail_count_of(guest_who_declined.project),
    ) == ("yes", 1, 0)

    change_ceremony(by=mayor, ceremony=ceremony, plan=make_plan(days=30))
    guest.refresh_from_db()
    assert (guest.answer, guest.agrees_to_photos, mail_count_of(guest.project)) == (
        "none",
        False,
        2,
    )


def test_change_of_words_alone_writes_to_nobody(mayor):
    guest = CeremonyGuestFactory()
    ceremony = guest.ceremony
    new_words_plan = CeremonyPlan(
        starts_at=ceremony.starts_at, place=ceremony.place, words="Autre mot"
    )

    change_ceremony(by=mayor, ceremony=ceremony, plan=new_words_plan)

    assert mail_count_of(guest.project) == 0


def test_change_to_a_moment_that_is_taken(mayor):
    ceremony, other_ceremony = CeremonyFactory(), CeremonyFactory(starts_at=in_days(40))
    taken_plan = CeremonyPlan(starts_at=other_ceremony.starts_at, place="Ailleurs")

    with pytest.raises(MomentTaken):
        change_ceremony(by=mayor, ceremony=ceremony, plan=taken_plan)


def test_held_ceremony_counts_presence_and_thanks_once(mayor, run_tasks):
    present_guest = CeremonyGuestFactory(ceremony=CeremonyFactory(past=True), comes=True)
    absent_guest = CeremonyGuestFactory(ceremony=present_guest.ceremony, comes=True)

    for _time in range(2):
        hold_ceremony(by=mayor, ceremony=present_guest.ceremony, present=[present_guest.pk])

    assert set(CeremonyGuest.objects.filter(has_come=True)) == {present_guest}
    assert (mail_count_of(present_guest.project), mail_count_of(absent_guest.project)) == (1, 0)
    assert Ceremony.objects.get().status == "held"
    run_tasks()


def test_held_publishes_the_fact_of_each_household(mayor, monkeypatch):
    published_events = []
    monkeypatch.setattr(
        "bocage.welcome.ceremonies.operations.ceremonies.publish", published_events.append
    )
    guest = CeremonyGuestFactory(ceremony=CeremonyFactory(past=True), comes=True)

    hold_ceremony(by=mayor, ceremony=guest.ceremony, present=[guest.pk])
    hold_ceremony(by=mayor, ceremony=guest.ceremony, present=[])
    hold_ceremony(by=mayor, ceremony=guest.ceremony, present=[guest.pk])

    assert [(event.project_id, event.fact) for event in published_events] == [
        (guest.project_id, "ceremony_held")
    ]


def test_held_before_it_begins_or_once_called_off(mayor):
    with pytest.raises(CeremonyToCome):
        hold_ceremony(by=mayor, ceremony=CeremonyFactory(invited=True), present=[])
    cancelled_ceremony = call_off_ceremony(by=mayor, ceremony=CeremonyFactory(past=True), reason="")
    with pytest.raises(CeremonyOver):
        hold_ceremony(by=mayor, ceremony=cancelled_ceremony, present=[])


def test_guest_of_another_ceremony_is_not_ticked(mayor):
    ceremony = CeremonyFactory(past=True)
    stranger = CeremonyGuestFactory(
        ceremony=CeremonyFactory(past=True, place="Autre", starts_at=in_days(-2))
    )

    hold_ceremony(by=mayor, ceremony=ceremony, present=[stranger.pk])

    assert not CeremonyGuest.objects.filter(has_come=True).exists()


def test_cancellation_notifies_each_household_once(mayor):
    guest = CeremonyGuestFactory(comes=True)
    silent_guest = CeremonyGuestFactory(ceremony=guest.ceremony)
    guest_who_declined = CeremonyGuestFactory(
        ceremony=guest.ceremony, answer="no", answered_at=timezone.now()
    )

    for _time in range(2):
        call_off_ceremony(by=mayor, ceremony=guest.ceremony, reason="Neige")

    assert [
        mail_count_of(guest_of_three.project)
        for guest_of_three in (guest, silent_guest, guest_who_declined)
    ] == [
        1,
        1,
        0,
    ]
    with pytest.raises(CeremonyOver):
        invite_newcomers(by=mayor, ceremony=guest.ceremony)


def test_erased_household_is_never_written_to(mayor):
    guest = CeremonyGuestFactory()
    SettlementProject.objects.update(erased_at=timezone.now())

    call_off_ceremony(by=mayor, ceremony=guest.ceremony, reason="")

    assert mail_count_of(guest.project) == 0


def test_erased_household_leaves_no_words():
    guest = CeremonyGuestFactory(
        comes=True, agrees_to_be_presented=True, presented_as="Deux potiers", has_come=True
    )

    erase_all_of(guest.project)

    guest.refresh_from_db()
    assert (guest.presented_as, guest.answered_by, guest.has_come) == ("", None, True)


def test_household_that_left_is_waited_for_by_nobody(mayor, run_tasks, deliver_mails):
    guest = CeremonyGuestFactory(comes=True, ceremony__starts_at=in_days(6))
    silent_guest = CeremonyGuestFactory(
        ceremony=CeremonyFactory(invited=True, starts_at=in_days(5)), project=guest.project
    )
    past_guest = CeremonyGuestFactory(
        ceremony=CeremonyFactory(held=True), project=guest.project, comes=True, has_come=True
    )

    close_project(by=None, project=guest.project, reason="left")
    run_tasks()
    run_tasks()

    for each_guest in (guest, silent_guest, past_guest):
        each_guest.refresh_from_db()
    assert [each_guest.answer for each_guest in (guest, silent_guest, past_guest)] == [
        "no",
        "no",
        "yes",
    ]
    (mail,) = deliver_mails()
    assert mail.recipient == mayor.email
    assert guest.project.name in mail.text
    day_before = guest.ceremony.starts_at - timedelta(days=1)
    assert remind_guests(now=day_before) == 0


def test_household_whose_other_project_comes_is_not_stated_to_stay_away(
    mayor, run_tasks, deliver_mails
):
    joined_guest = CeremonyGuestFactory(comes=True)
    other_guest = CeremonyGuestFactory(comes=True, ceremony=joined_guest.ceremony)

    merge_projects(
        by=coordinator(joined_guest.project.commune),
        survivor=joined_guest.project,
        absorbed=other_guest.project,
    )
    run_tasks()

    joined_guest.refresh_from_db()
    other_guest.refresh_from_db()
    assert (joined_guest.answer, other_guest.answer) == ("yes", "no")
    assert not any(mail.recipient == mayor.email for mail in deliver_mails())


def test_household_that_is_erased_is_waited_for_by_nobody(mayor, deliver_mails):
    guest = CeremonyGuestFactory(comes=True, agrees_to_photos=True)
    name, adult = guest.project.name, adult_of(guest)

    erase_project(by=adult, project=guest.project)

    guest.refresh_from_db()
    assert (guest.answer, guest.people, guest.agrees_to_photos) == ("no", 0, False)
    (notice,) = [mail for mail in deliver_mails() if mail.recipient == mayor.email]
    assert "Un ménage qui avait dit oui" in notice.text
    assert name not in notice.text


def test_new_date_asks_no_household_that_left(mayor, run_tasks, deliver_mails):
    leaving_guest = CeremonyGuestFactory(comes=True)
    stays = CeremonyGuestFactory(comes=True, ceremony=leaving_guest.ceremony)
    close_project(by=None, project=leaving_guest.project, reason="left")
    run_tasks()
    OutgoingMail.objects.all().delete()

    change_ceremony(by=mayor, ceremony=leaving_guest.ceremony, plan=make_plan(12))

    leaving_guest.refresh_from_db()
    assert leaving_guest.answer == "no"
    assert [mail.recipient for mail in deliver_mails()] == [adult_of(stays).email]


def test_rolled_back_transaction_sends_no_mail(mayor):
    ceremony, project = CeremonyFactory(), make_settled_project()

    def invite_and_fail():
        with transaction.atomic():
            invite_newcomers(by=mayor, ceremony=ceremony)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        invite_and_fail()

    assert mail_count_of(project) == 0


def test_reminders_are_sent_once_to_the_silent_and_once_to_those_who_come():
    ceremony = CeremonyFactory(invited=True, starts_at=in_days(6))
    silent_guest = CeremonyGuestFactory(ceremony=ceremony)
    coming_guest = CeremonyGuestFactory(ceremony=ceremony, comes=True)
    CeremonyGuestFactory(ceremony=ceremony, invited_at=timezone.now())

    assert (remind_guests(), remind_guests()) == (1, 0)
    assert (mail_count_of(silent_guest.project), mail_count_of(coming_guest.project)) == (1, 0)

    day_before = ceremony.starts_at - timedelta(days=1)
    assert (remind_guests(now=day_before), remind_guests(now=day_before)) == (2, 0)
    assert mail_count_of(coming_guest.project) == 1


def test_day_after_the_town_hall_is_asked_once(mayor):
    CeremonyFactory(past=True)
    CeremonyFactory(invited=True)

    assert (ask_town_halls_if_held(), ask_town_halls_if_held()) == (1, 0)
    assert OutgoingMail.objects.get().recipient == mayor.email


def test_arrival_asks_the_town_hall_for_a_date_once(mayor):
    first_project, second_project = make_settled_project(), make_settled_project()

    assert propose_for(project_id=first_project.pk) is not None
    assert propose_for(project_id=first_project.pk) is None
    assert propose_for(project_id=second_project.pk) is None

    assert OutgoingMail.objects.get().recipient == mayor.email
    assert CeremonyProposal.objects.get().commune_id == "61051"


def test_arrival_where_a_date_is_set_or_where_nobody_is_known(boitron):
    project = make_settled_project()
    assert propose_for(project_id=project.pk) is None

    town_hall(boitron)
    CeremonyFactory()
    assert propose_for(project_id=project.pk) is None
    assert not OutgoingMail.objects.exists()


def test_ceremony_follows_a_commune_that_merged():
    essay, boitron = CommuneFactory(essay=True), CommuneFactory(boitron=True)
    planner = town_hall(essay)
    guest = CeremonyGuestFactory(
        ceremony=CeremonyFactory(invited=True, commune=essay, planned_by=planner)
    )
    other_ceremony = CeremonyFactory(
        invited=True, commune=boitron, starts_at=guest.ceremony.starts_at
    )
    new_mayor = town_hall(boitron)
    essay.is_current = False
    essay.save()
    FormerCommune.objects.create(code=essay.pk, name="Essay", kind="merged", commune=boitron)

    for _time in range(2):
        follow_to_the_new_commune(TerritoryImported(edition=2027))

    ceremony = Ceremony.objects.exclude(pk=other_ceremony.pk).get()
    assert (ceremony.commune, ceremony.former_name) == (boitron, "Essay")
    recipients = set(OutgoingMail.objects.values_list("recipient", flat=True))
    assert recipients == {new_mayor.email, adult_of(guest).email, planner.email}
    ceremonies = OutgoingMail.objects.exclude(kind__endswith="MandateFollows")
    assert (ceremonies.count(), OutgoingMail.objects.count()) == (3, 4)
    assert new_mayor.has_perm("welcome.manage_ceremony", ceremony)
    answer_invitation(by=adult_of(guest), guest=guest, answer=ACCEPTANCE)
