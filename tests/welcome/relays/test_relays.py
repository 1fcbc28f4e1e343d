"""Relays: recipients, answers, and messages that cannot count as answers."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.foundation.models import OutgoingMail
from bocage.housing.leads.operations.leads import LeadReport
from bocage.housing.models import Lead
from bocage.people.models import Mandate, Role
from bocage.welcome.communes.errors import CommuneMerged
from bocage.welcome.models import ProjectConsent, Relay, RelayReply, SettlementProject
from bocage.welcome.projects.errors.consents import HouseholdDidNotAgree
from bocage.welcome.projects.operations.consents import withdraw_consent
from bocage.welcome.projects.timeline import timeline_of
from bocage.welcome.relays.errors import (
    CommuneOfOthers,
    MandateOver,
    NoCommuneSelected,
    ProjectAtRest,
    RelayAnswered,
    RelayWithdrawn,
)
from bocage.welcome.relays.operations.relays import (
    answer_relay,
    ask_town_halls,
    mark_seen,
    report_home,
    save_reply,
    withdraw_relay,
)
from bocage.welcome.relays.times import duration_words, response_times
from tests.operations_of_pages import from_a_signed_link
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory, DepartementFactory, EpciFactory
from tests.welcome.factories import ProjectFactory
from tests.welcome.relays.factories import (
    RelayFactory,
    agreeing_project,
    coordinator,
    elected_of_epci,
    town_hall,
)

pytestmark = pytest.mark.django_db

MESSAGE = "Camille et Hugo cherchent une maison avec un jardin."


@pytest.fixture
def claire(boitron):
    return coordinator(boitron.departement)


@pytest.fixture
def project(boitron):
    return agreeing_project(departement=boitron.departement)


def mails_to(person):
    kinds = OutgoingMail.objects.filter(recipient=person.email).order_by("id")
    return [kind.rpartition(".")[2] for kind in kinds.values_list("kind", flat=True)]


def published_facts():
    from procrastinate.contrib.django.models import ProcrastinateJob

    jobs = ProcrastinateJob.objects.values_list("args", flat=True)
    return {
        job["payload"]["fact"]
        for job in jobs
        if isinstance(job.get("payload"), dict) and "fact" in job["payload"]
    }


def test_asking_writes_to_everybody_of_the_town_hall(claire, project, boitron):
    secretary, mayor = town_hall(boitron), town_hall(boitron, Role.ELECTED)
    neighbour = town_hall(CommuneFactory(essay=True))

    [relay] = ask_town_halls(by=claire, project=project, communes=[boitron], words=MESSAGE)

    assert (relay.status, relay.recipient, relay.words) == ("sent", "town_hall", MESSAGE)
    assert mails_to(secretary) == mails_to(mayor) == ["RelayAskedMail"]
    assert mails_to(neighbour) == []


def test_asking_again_leaves_the_open_question(claire, project, boitron):
    secretary, essay = town_hall(boitron), CommuneFactory(essay=True)
    town_hall(essay)

    [first_relay] = ask_town_halls(by=claire, project=project, communes=[boitron], words=MESSAGE)
    relays = ask_town_halls(by=claire, project=project, communes=[boitron, essay], words="Bis")

    assert [relay.commune for relay in relays] == [boitron, essay]
    assert relays[0] == first_relay
    assert mails_to(secretary) == ["RelayAskedMail"]


def test_a_commune_without_anybody_known(claire, project, boitron):
    elected = elected_of_epci(boitron)

    [relay] = ask_town_halls(by=claire, project=project, communes=[boitron], words=MESSAGE)

    assert relay.recipient == "epci"
    assert mails_to(elected) == ["RelayAtEpciMail"]
    assert mails_to(claire) == []


def test_where_nobody_at_all_is_known_the_welcome_calls(claire, project, boitron):
    [relay] = ask_town_halls(by=claire, project=project, communes=[boitron], words=MESSAGE)

    assert relay.recipient == "coordinator"
    assert relay.coordinator_notified_at is not None
    assert mails_to(claire) == ["RelayCameBackMail"]


@pytest.mark.parametrize("has_withdrawn", [True, False])
def test_a_household_that_does_not_agree_is_not_spoken_of(claire, boitron, has_withdrawn):
    project = (agreeing_project if has_withdrawn else ProjectFactory)(
        departement=boitron.departement
    )
    ProjectConsent.objects.update(withdrawn_at=timezone.now())
    secretary = town_hall(boitron)

    with pytest.raises(HouseholdDidNotAgree):
        ask_town_halls(by=claire, project=project, communes=[boitron], words=MESSAGE)

    assert not Relay.objects.exists()
    assert mails_to(secretary) == []


def test_outsiders_ask_no_town_hall(project, boitron):
    strangers = [PersonFactory(), town_hall(boitron), coordinator(DepartementFactory(sarthe=True))]
    strangers.append(project.adults.get().person)

    for person in strangers:
        with pytest.raises(NotAllowed):
            ask_town_halls(by=person, project=project, communes=[boitron], words=MESSAGE)


def test_invalid_communes_are_not_asked(claire, project, boitron):
    merged_commune = CommuneFactory(is_current=False)
    sarthe = DepartementFactory(sarthe=True)
    distant_commune = CommuneFactory(
        departement=sarthe, epci=EpciFactory(siren="247200001", departements=[sarthe])
    )
    too_many_communes = [CommuneFactory() for _number in range(13)]

    for communes, refusal in (
        ([], NoCommuneSelected),
        (too_many_communes, NoCommuneSelected),
        ([boitron, merged_commune], CommuneMerged),
        ([boitron, distant_commune], CommuneOfOthers),
    ):
        with pytest.raises(refusal):
            ask_town_halls(by=claire, project=project, communes=communes, words=MESSAGE)
    SettlementProject.objects.update(status="paused")
    with pytest.raises(ProjectAtRest):
        ask_town_halls(by=claire, project=project, communes=[boitron], words=MESSAGE)
    assert not Relay.objects.exists()


def test_a_yes_tells_the_welcome(claire, boitron):
    relay = RelayFactory(commune=boitron, requested_by=claire)
    mayor = town_hall(boitron, Role.ELECTED)

    answered_relay = answer_relay(
        by=mayor, relay=relay, answer="yes", words=" Passez samedi. ", may_have_home=True
    )

    assert (answered_relay.status, answered_relay.answer, answered_relay.answer_words) == (
        "answered",
        "yes",
        "Passez samedi.",
    )
    assert answered_relay.answered_by == mayor
    assert answered_relay.may_have_home
    assert mails_to(claire) == ["RelayAnsweredMail"]
    assert published_facts() == {"town_hall_agreed"}


@pytest.mark.parametrize("answer", ["not_now", "no"])
def test_another_answer_promises_no_home(claire, boitron, answer):
    relay = RelayFactory(commune=boitron)

    answered_relay = answer_relay(
        by=town_hall(boitron), relay=relay, answer=answer, may_have_home=True
    )

    assert (answered_relay.answer, answered_relay.may_have_home) == (answer, False)
    assert published_facts() == set()


def test_the_same_answer_twice_is_one(claire, boitron):
    relay, secretary = RelayFactory(commune=boitron), town_hall(boitron)

    answer_relay(by=secretary, relay=relay, answer="yes", words="Oui")
    answer_relay(by=secretary, relay=relay, answer="yes", words="Oui")

    assert mails_to(claire) == ["RelayAnsweredMail"]


def test_the_same_person_corrects_an_answer(claire, boitron):
    relay, secretary = RelayFactory(commune=boitron), town_hall(boitron)
    first_answer = answer_relay(by=secretary, relay=relay, answer="no")

    second_answer = answer_relay(
        by=secretary, relay=relay, answer="yes", words="Le maire est ravi."
    )

    assert (second_answer.answer, second_answer.answered_at) == ("yes", first_answer.answered_at)
    assert mails_to(claire) == ["RelayAnsweredMail"] * 2


def test_second_answer_by_another_person_is_stored_apart(claire, boitron):
    relay = RelayFactory(commune=boitron)
    secretary, mayor = town_hall(boitron), town_hall(boitron, Role.ELECTED)
    answer_relay(by=secretary, relay=relay, answer="no")

    with pytest.raises(RelayAnswered):
        answer_relay(by=mayor, relay=relay, answer="yes", words="Mais si, qu’ils viennent !")

    relay.refresh_from_db()
    reply = RelayReply.objects.get()
    assert relay.answer == "no"
    assert (reply.person, reply.state, reply.words) == (
        mayor,
        "answered",
        "Mais si, qu’ils viennent !",
    )
    assert mails_to(claire) == ["RelayAnsweredMail", "WordsSavedMail"]


def test_two_identical_answers_are_harmless(boitron):
    relay = RelayFactory(commune=boitron)
    secretary, mayor = town_hall(boitron), town_hall(boitron, Role.ELECTED)
    answer_relay(by=secretary, relay=relay, answer="yes")

    assert answer_relay(by=mayor, relay=relay, answer="yes").answered_by == secretary
    assert not RelayReply.objects.exists()


def test_a_mandate_that_ended_the_day_before(claire, boitron):
    relay, mayor = RelayFactory(commune=boitron), town_hall(boitron, Role.ELECTED)
    Mandate.objects.filter(person=mayor).update(ends_on=timezone.localdate())
    mayor = type(mayor).objects.get(pk=mayor.pk)

    for _press in range(2):
        with from_a_signed_link(), pytest.raises(MandateOver):
            answer_relay(by=mayor, relay=relay, answer="yes", words="Oui, bien sûr.")

    relay.refresh_from_db()
    assert relay.is_open
    assert [(reply.state, reply.words) for reply in RelayReply.objects.all()] == [
        ("mandate_over", "Oui, bien sûr.")
    ]
    assert mails_to(claire) == ["WordsSavedMail"]


def test_people_without_the_commune_cannot_answer(claire, boitron):
    relay = RelayFactory(commune=boitron)
    other_commune = CommuneFactory(essay=True)
    former_mayor = town_hall(other_commune)
    Mandate.objects.filter(person=former_mayor).update(ends_on=timezone.localdate())
    strangers = [town_hall(other_commune), elected_of_epci(boitron), PersonFactory()]
    strangers.append(type(former_mayor).objects.get(pk=former_mayor.pk))

    for person in strangers:
        with pytest.raises(NotAllowed):
            answer_relay(by=person, relay=relay, answer="yes", words="Oui")

    assert not RelayReply.objects.exists()
    assert mails_to(claire) == []


def test_an_answer_after_it_came_to_others(boitron):
    relay = RelayFactory(
        commune=boitron,
        status="escalated",
        epci_notified_at=timezone.now(),
        reminded_at=timezone.now(),
    )
    elected, mayor = elected_of_epci(boitron), town_hall(boitron, Role.ELECTED)

    assert answer_relay(by=mayor, relay=relay, answer="yes").answer == "yes"
    other_relay = RelayFactory(commune=boitron, status="escalated", epci_notified_at=timezone.now())
    assert answer_relay(by=elected, relay=other_relay, answer="not_now").answered_by == elected


def test_a_household_that_changes_its_mind(claire, boitron):
    relay, mayor = RelayFactory(commune=boitron), town_hall(boitron, Role.ELECTED)
    parent = relay.project.adults.get().person

    withdraw_relay(by=parent, relay=relay, because="Nous restons à Paris.")
    withdraw_relay(by=parent, relay=relay)

    relay.refresh_from_db()
    assert (relay.status, relay.withdrawn_because) == ("withdrawn", "Nous restons à Paris.")
    assert mails_to(mayor) == ["RelayTakenBackMail"]
    with pytest.raises(RelayWithdrawn):
        answer_relay(by=mayor, relay=relay, answer="yes", words="Dommage.")
    assert RelayReply.objects.get().state == "withdrawn"


def test_withdrawing_leaves_an_answer(boitron):
    relay = RelayFactory(commune=boitron, yes=True)

    withdraw_relay(by=coordinator(boitron.departement), relay=relay)

    relay.refresh_from_db()
    assert relay.status == "answered"


def test_outsiders_withdraw_no_relay(boitron):
    relay = RelayFactory(commune=boitron)

    for person in (town_hall(boitron), PersonFactory()):
        with pytest.raises(NotAllowed):
            withdraw_relay(by=person, relay=relay)


def test_withdrawn_consent_takes_the_questions_back(run_tasks, boitron):
    relay, mayor = RelayFactory(commune=boitron), town_hall(boitron, Role.ELECTED)
    parent = relay.project.adults.get().person

    withdraw_consent(by=parent, project=relay.project, use="town_halls")
    assert not mayor.has_perm("welcome.see_relay", relay)
    run_tasks()

    relay.refresh_from_db()
    assert relay.status == "withdrawn"


def test_home_is_reported_with_the_acceptance(claire, boitron):
    relay, mayor = RelayFactory(commune=boitron), town_hall(boitron, Role.ELECTED)

    lead = report_home(by=mayor, relay=relay, report=LeadReport(kind="house", market="rental"))

    relay.refresh_from_db()
    assert (relay.status, relay.answer, relay.may_have_home) == ("answered", "yes", True)
    assert relay.lead == lead
    assert (lead.commune, lead.status, lead.reported_by) == (boitron, "shared", mayor)
    assert mails_to(claire) == ["RelayAnsweredMail"]


def test_a_home_beside_the_answer_of_a_colleague(boitron):
    relay = RelayFactory(commune=boitron)
    secretary, mayor = town_hall(boitron), town_hall(boitron, Role.ELECTED)
    answer_relay(by=secretary, relay=relay, answer="not_now")

    lead = report_home(by=mayor, relay=relay, report=LeadReport(kind="house", market="rental"))

    relay.refresh_from_db()
    assert (relay.answer, relay.may_have_home, relay.lead) == ("not_now", False, lead)


def test_no_home_is_reported_for_a_withdrawn_relay(boitron):
    relay = RelayFactory(commune=boitron, status="withdrawn", withdrawn_at=timezone.now())

    with pytest.raises(RelayWithdrawn):
        report_home(
            by=town_hall(boitron), relay=relay, report=LeadReport(kind="house", market="sale")
        )

    assert not Lead.objects.exists()


def test_seen_by_the_town_hall_alone(claire, boitron):
    relay = RelayFactory(commune=boitron)
    mark_seen(by=claire, relay=relay)
    mark_seen(by=PersonFactory(), relay=relay)
    assert Relay.objects.get().seen_at is None

    mark_seen(by=town_hall(boitron), relay=relay)

    assert (Relay.objects.get().status, Relay.objects.get().seen_at is None) == ("seen", False)


def test_words_by_mail_wait_for_a_click(claire, boitron):
    relay, mayor = RelayFactory(commune=boitron), town_hall(boitron, Role.ELECTED)

    reply = save_reply(by=mayor, relay=relay, words="La maison de la poste.", mail_id="<1@m>")
    same_reply = save_reply(by=mayor, relay=relay, words="La maison de la poste.", mail_id="<1@m>")

    relay.refresh_from_db()
    assert (reply, reply.state, relay.status) == (same_reply, "to_confirm", "sent")
    answer_relay(by=mayor, relay=relay, answer="yes", words=reply.words)
    reply.refresh_from_db()
    assert reply.state == "confirmed"


def test_hostile_words_are_stored_as_text(boitron):
    relay = RelayFactory(commune=boitron)
    words = "\x00<script>alert(1)</script>" + "é" * 5000

    answered_relay = answer_relay(by=town_hall(boitron), relay=relay, answer="yes", words=words)

    answered_relay.refresh_from_db()
    assert answered_relay.answer_words.startswith("<script>")
    assert len(answered_relay.answer_words) == 2000


def test_response_times(boitron):
    essay, silent_commune = CommuneFactory(essay=True), CommuneFactory(sees=True)
    for hours in (2, 10, 200):
        sent_at = timezone.now() - timedelta(days=20)
        RelayFactory(
            commune=boitron, yes=True, sent_at=sent_at, answered_at=sent_at + timedelta(hours=hours)
        )
    RelayFactory(commune=essay)
    RelayFactory(commune=boitron, yes=True, recipient="epci")

    times = response_times([boitron.pk, essay.pk, silent_commune.pk])

    assert times[boitron.pk].median == timedelta(hours=10)
    assert (times[boitron.pk].questions, times[boitron.pk].answered) == (3, 3)
    assert (times[essay.pk].median, times[essay.pk].questions) == (None, 1)
    assert silent_commune.pk not in times


@pytest.mark.parametrize(
    ("length", "phrase"),
    [
        (None, "pas encore connu"),
        (timedelta(minutes=10), "moins d’une heure"),
        (timedelta(hours=1), "1 heure"),
        (timedelta(hours=30), "30 heures"),
        (timedelta(days=4), "4 jours"),
    ],
)
def test_durations_are_rounded_in_words(length, phrase):
    assert duration_words(length) == phrase


@pytest.mark.parametrize("number", [1, 3])
def test_the_timeline_asks_as_little_for_three(django_assert_num_queries, project, number):
    for _relay in range(number):
        relay = RelayFactory(project=project, commune=CommuneFactory(), yes=True)
        RelayReply.objects.create(
            relay=relay,
            person=PersonFactory(),
            state="answered",
            words="Moi aussi",
            received_at=timezone.now(),
        )
    from bocage.welcome.relays.project_page import relays

    with django_assert_num_queries(3):
        entries = list(relays(project))
    assert len(entries) == 3 * number
    assert {entry.kind for entry in timeline_of(project)} >= {"relay", "note"}
