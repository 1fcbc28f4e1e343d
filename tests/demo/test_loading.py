"""The demo as the rooms hold it once it is loaded."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Count, Q
from django.utils import timezone

from bocage.demo.afterwards import PARTS, load_part, parts_loaded
from bocage.demo.cast import CAST, HOST, OCCASIONAL, SECOND_HOME, SETTLED_TELEWORKER
from bocage.demo.club.gatherings import rooms_of_gatherings
from bocage.demo.figures import AIMS
from bocage.demo.loading import PLACES, REFRESHED_AFTER_DAYS, live_on, load_demo
from bocage.demo.neighbours import NEIGHBOURS
from bocage.demo.outreach.campaigns import CAMPAIGNS
from bocage.demo.places.census import BOITRON
from bocage.demo.places.presence import door_address, note_presence
from bocage.demo.places.rules import BELONG, SHOWN_THE_ROOM
from bocage.demo.places.waiting import IN_VAIN, QUESTIONED, REFUSED, RIVALS
from bocage.demo.tasks import continue_demo
from bocage.demo.training.course import LEARNERS, rooms_of_sessions
from bocage.demo.welcome.households import BERTIN, NEWCOMERS
from bocage.evidence.models import Night, Target
from bocage.foundation.models import InstanceSettings
from bocage.housing.models import LinkageVerdict
from bocage.network.mailings.mails import ANNOUNCEMENTS
from bocage.network.models import ConversationReport, Member, Pair
from bocage.outreach.campaigns.results import campaign_results
from bocage.outreach.models import (
    Ambassador,
    Asset,
    Campaign,
    CityEvening,
    EveningInvitation,
    PartnerEmployer,
    ProposedPair,
    ProspectConsent,
)
from bocage.people.models import Mandate, Person, Role
from bocage.training.attendance.check import check_registers
from bocage.training.models import Mentorship
from bocage.welcome.models import StayStep, StepKind, StepStatus
from bocage.workspaces.front_desk.operations.day_messages import visitors_of
from bocage.workspaces.front_desk.operations.endings import complete_past_bookings
from bocage.workspaces.models import (
    AccessNote,
    Booking,
    BookingSeries,
    Charge,
    Clearance,
    Closure,
    DayMessage,
    Hold,
    OutsideCalendar,
    Pass,
    PayingOrganisation,
    Place,
    Resource,
    UnmetWish,
    Visit,
    WaitlistEntry,
)
from bocage.workspaces.opening_hours.availability import local_day
from tests.territory.factories import CommuneFactory

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def count_query(counts, execute, *statement):
    counts["queries"] += 1
    return execute(*statement)


@pytest.fixture(scope="module", autouse=True)
def clock():
    """The moment of the loading is the present of these tests, on whatever day they run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", lambda: NOW)
        yield


@pytest.fixture(scope="module")
def demo(clock, django_db_setup, django_db_blocker):
    """The report of a demo that is loaded once for this module, and taken away after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        for facts in PLACES:
            CommuneFactory(code=facts.commune, postcodes=[facts.postcode], edition=2026)
        counts = Counter[str]()
        with connection.execute_wrapper(partial(count_query, counts)):
            report = load_demo(now=NOW)
            for number in range(len(PARTS)):
                assert parts_loaded() == number
                load_part(number, now=NOW)
        # Checked once: what is still to be is checked again after each test.
        connection.check_constraints()
        yield report, counts["queries"]
        transaction.set_rollback(True)


@pytest.fixture
def report(demo, db):
    return demo[0]


def test_everything_that_was_planned_is_there(report):
    assert report.refused == []
    assert report.people == Person.objects.count() == len(CAST) + len(NEIGHBOURS) + len(NEWCOMERS)
    assert report.places == Place.objects.published().count() == len(PLACES)
    series = BookingSeries.objects.annotate(dates=Count("bookings"))
    requested = series.filter(bookings__status=Booking.Status.REQUESTED).distinct()
    assert report.series == series.count() - requested.count() == 4
    assert requested.count() == 1
    rooms = [*rooms_of_gatherings(), *rooms_of_sessions()]
    alone = Booking.objects.filter(series=None).exclude(confirmed_at=None).exclude(pk__in=rooms)
    assert report.bookings == alone.count()
    assert 20 < report.cancelled < report.bookings / 8


def test_what_speaks_for_the_orne_is_proven_and_one_figure_has_aged(report):
    today = local_day(NOW)
    assert Asset.objects.public_on(today).count() == 6
    aged = Asset.objects.to_refresh(today).get()
    assert (aged.state, aged.figure) == ("draft", "4")
    proven = Asset.objects.public_on(today).exclude(dated_on=None)
    assert {asset.source_name.partition(",")[0] for asset in proven} <= {"INSEE"}


def test_somebody_is_asked_whether_some_homes_are_one(report):
    doubtful = LinkageVerdict.objects.filter(verdict=LinkageVerdict.Verdict.DOUBTFUL)

    titles = doubtful.values_list("first__title", "second__title")
    assert any("Maison de charme" in pair for pair in titles)


def test_the_stay_to_come_holds_a_desk_at_boitron(report):
    step = StayStep.objects.get(kind=StepKind.DESK)

    assert step.status == StepStatus.AGREED
    assert step.stay.period.lower <= step.booking.period.lower
    assert step.booking.place.slug == BOITRON.slug
    assert step.booking.booked_for.email == BERTIN.email


def test_members_of_the_club_meet_two_by_two_and_one_reports_a_seller(report):
    pairs = Pair.objects.all()

    assert pairs.values("month").distinct().count() == 3
    assert {len({pair.first_id, pair.second_id}) for pair in pairs} == {2}
    assert ConversationReport.objects.filter(handled_at=None).count() == 1


def test_two_half_days_of_the_course_are_signed_and_the_register_holds(report):
    [register] = check_registers()
    assert register.holds
    assert register.entries == 2 * (LEARNERS + 1)
    states = Mentorship.objects.order_by("proposed_at").values_list("state", flat=True)
    assert list(states) == ["active", "proposed"]


def test_campaigns_show_what_they_brought_down_to_a_household(report):
    of_others = Q(channel="evening") | Q(employer__isnull=False)
    campaigns = Campaign.objects.exclude(of_others).order_by("starts_on")
    fair, ambassadors, posters, employer = campaign_results(campaigns)
    assert (fair.clicks, fair.spent_cents, fair.campaign.is_closed) == (20, 91_800, True)
    assert (fair.first.prospects, fair.first.settled) == (20, 1)
    assert (ambassadors.last.settled, posters.last.candidates) == (1, 2)
    assert (employer.clicks, employer.first.prospects, posters.over_budget_cents) == (38, 15, 5400)
    assert ProspectConsent.objects.in_force().count() == 56
    pair = ProposedPair.objects.to_decide().get()
    assert {str(record) for record in pair.records} == {"Lise Morvan", "Lise Morvant"}


def test_the_territory_goes_where_people_live_with_others_who_speak_for_it(report):
    paris, rouen = CityEvening.objects.order_by("starts_at")
    assert (paris.status, rouen.status) == ("held", "open")
    [results] = campaign_results([paris.campaign])
    assert (results.last.prospects, results.spent_cents) == (4, 18_000)
    assert rouen.invitations.filter(person=None).count() == 10
    states = Ambassador.objects.order_by("requested_at").values_list("state", flat=True)
    assert list(states) == ["active", "proposed"]
    assert PartnerEmployer.objects.shown_on(local_day(NOW)).count() == 1


def test_loading_asks_a_bounded_number_of_queries(demo, db):
    report, queries = demo

    # A booking takes five queries; homes, households, the club, the course and outreach are
    # constant.
    assert queries < 5 * report.bookings + 8_500


def test_everybody_lives_at_an_address_that_receives_nothing(report):
    assert Person.objects.exclude(email__endswith=".example").count() == 0


def test_places_say_whether_their_position_is_a_fact_of_the_census(report):
    sources = Counter(Place.objects.values_list("position_source", flat=True))

    assert sources == {"census": 4, "commune": len(PLACES) - 4}


def test_places_lie_in_their_communes_with_what_their_facts_say(report):
    for facts in PLACES:
        place = Place.objects.get(slug=facts.slug)
        assert place.commune_id == facts.commune
        assert place.name == facts.name
        assert place.opening_rules.count() == sum(map(len, facts.weekly_hours.values()))
        parents = {
            resource.name: resource.parent.name if resource.parent else ""
            for resource in Resource.objects.filter(place=place).select_related("parent")
        }
        assert parents == {resource.name: resource.part_of for resource in facts.resources}


def test_every_place_has_a_host_and_boitron_has_the_one_of_the_cast(report):
    hosts = Mandate.objects.filter(role=Role.HOST)

    assert hosts.count() == hosts.values("scope").distinct().count() == len(PLACES)
    boitron = Place.objects.get(slug=BOITRON.slug)
    assert hosts.get(scope=boitron.scope).person.email == HOST.email


def test_each_member_of_the_cast_holds_the_mandate_of_their_role(report):
    mandates = {
        member.email: list(
            Mandate.objects.filter(person__email=member.email).values_list("role", flat=True)
        )
        for member in CAST
    }

    assert mandates == {member.email: [member.mandate] if member.mandate else [] for member in CAST}


def test_the_host_of_boitron_runs_boitron_and_no_other_place(report):
    host = Person.objects.get(email=HOST.email)

    slugs = [
        place.slug for place in Place.objects.all() if host.has_perm("workspaces.see_day", place)
    ]

    assert slugs == [BOITRON.slug]


def test_no_two_holds_of_a_resource_meet(report):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), (SELECT count(*) FROM workspaces_hold) FROM workspaces_hold one"
            " JOIN workspaces_hold other ON one.resource_id = other.resource_id"
            " AND one.id < other.id AND one.period && other.period"
            " WHERE one.is_holding AND other.is_holding"
        )
        overlaps, holds = cursor.fetchone()

    assert overlaps == 0
    assert holds == Hold.objects.count() >= report.bookings


def test_the_past_and_the_month_ahead_are_filled(report):
    periods = list(Booking.objects.values_list("period", flat=True))

    assert min(period.lower for period in periods) < NOW - timedelta(days=25)
    assert max(period.lower for period in periods) > NOW + timedelta(days=25)


def test_mails_tell_the_cast_of_what_is_to_come_and_nobody_of_the_past(
    report, deliver_mails, monkeypatch
):
    # Drawing the homes takes longer than all the rest, and is for test_pictures.py.
    calls = []
    monkeypatch.setattr("bocage.demo.tasks.bring_pictures", lambda *, now: calls.append(now))
    OutsideCalendar.objects.update(state=OutsideCalendar.State.PAUSED)

    mails = deliver_mails()

    assert len(calls) == 1
    announced = {mail.recipient for mail in mails if mail.channel == ANNOUNCEMENTS}
    assert announced == set(Member.objects.active().values_list("person__email", flat=True))
    mail_counts = Counter(mail.recipient for mail in mails if mail.channel != ANNOUNCEMENTS)
    visitors = visitors_of(Place.objects.get(slug=BOITRON.slug), NOW.date() + timedelta(days=1))
    asking = {wish.person for wish in (*RIVALS, QUESTIONED, REFUSED)}
    cast = {member.email for member in CAST}
    fallen = Booking.objects.filter(cancelled_because="closure")
    expected = {visitor.email for visitor in visitors} | set(
        fallen.values_list("booked_for__email", flat=True)
    )
    club = set(Member.objects.values_list("person__email", flat=True))
    invited = set(EveningInvitation.objects.values_list("prospect__email", flat=True))
    assert set(mail_counts) <= cast | asking | expected | club | invited
    # Three bookings, one request with its question, and a message for the next day's visitors.
    assert mail_counts[OCCASIONAL.email] == 6
    languages = {mail.language for mail in mails if mail.recipient == SECOND_HOME.email}
    assert languages == {"en"}


def test_the_code_of_the_door_is_a_note_of_access_and_stands_nowhere_else(report):
    boitron = Place.objects.get(slug=BOITRON.slug)
    door = boitron.access_notes.get(kind=AccessNote.Kind.DOOR)

    public_notes = boitron.access_instructions + boitron.description
    assert re.findall(r"\w*\d{2}\w*", door.text) == ["61A50"]
    assert not re.search(r"\d", public_notes)


def test_what_is_left_to_the_worker_is_reported_once(report):
    counts = (Night.objects.count(), Target.objects.count(), Campaign.objects.count())

    for number in range(len(PARTS)):
        load_part(number, now=NOW)

    assert counts[:2] == (1, len(AIMS))
    assert counts[2] > len(CAMPAIGNS)
    assert counts == (Night.objects.count(), Target.objects.count(), Campaign.objects.count())


def test_loaded_again_it_books_nothing(report):
    later = load_demo(now=NOW + timedelta(days=REFRESHED_AFTER_DAYS - 2))

    assert (later.people, later.bookings, later.series, later.refused) == (0, 0, 0, [])


def test_the_command_says_that_the_demo_is_there(report, capsys):
    call_command("load_demo")

    assert "loaded already" in capsys.readouterr().out


def test_days_later_only_those_that_were_missing_are_planned(report):
    before = set(Booking.objects.values_list("pk", flat=True))
    single_bookings = Booking.objects.filter(series=None).exclude(
        pk__in=[*rooms_of_gatherings(), *rooms_of_sessions()]
    )
    last = max(single_bookings.values_list("period", flat=True)).lower

    later = load_demo(now=NOW + timedelta(days=REFRESHED_AFTER_DAYS + 1))

    added = Booking.objects.exclude(pk__in=before)
    assert later.people == later.places == 0
    requests = added.filter(confirmed_at=None)
    assert later.bookings == added.count() - requests.count() > 20
    added = added.exclude(confirmed_at=None)
    assert {booking.period.lower.date() > last.date() for booking in added} == {True}


def test_the_instance_says_whose_territory_it_serves(report):
    settings = InstanceSettings.objects.get()

    assert (settings.name, settings.tagline) == ("Bocage", "le télétravail dans l’Orne")
    assert settings.territory_name == "l’Orne"


def test_boitron_has_noted_who_came_for_a_month(report):
    boitron = Place.objects.get(slug=BOITRON.slug)
    visits = Visit.objects.filter(place=boitron)

    assert report.presences > 40
    assert visits.filter(is_walk_in=True).count() > 20
    assert visits.filter(is_walk_in=False).count() > 20
    assert Booking.objects.filter(place=boitron, status=Booking.Status.NO_SHOW).exists()
    assert not Booking.objects.filter(
        status=Booking.Status.CONFIRMED, period__endswith__lte=NOW
    ).exists()


def test_a_door_of_boitron_can_be_shown(report):
    door = door_address()

    assert (door.kind, door.resource.name) == ("door", "Salle des Tilleuls")


def test_a_demo_that_runs_for_days_notes_who_comes(report):
    """The demo records the attendance of its people, who do not scan any code."""
    boitron = Place.objects.get(slug=BOITRON.slug)
    for hours in range(0, 24 * 8, 12):
        live_on(now=NOW + timedelta(hours=hours))
        complete_past_bookings(now=NOW + timedelta(hours=hours))

    over = Booking.objects.filter(
        place=boitron, period__startswith__gt=NOW, period__endswith__lt=NOW + timedelta(days=7)
    )
    completed = over.filter(status=Booking.Status.COMPLETED).count()
    absent = over.filter(status=Booking.Status.NO_SHOW).count()
    assert completed > 15
    assert absent < completed / 4
    since = Visit.objects.filter(place=boitron, is_walk_in=True, arrived_at__gt=NOW)
    assert 7 <= since.count() <= 36


def test_noted_twice_nobody_comes_twice(report):
    before = Visit.objects.count()

    assert note_presence(now=NOW) == 0
    assert Visit.objects.count() == before


def test_the_task_leaves_an_instance_without_demo_alone(settings, report):
    settings.BOCAGE = settings.BOCAGE.model_copy(update={"demo": False})
    before = Visit.objects.count()

    continue_demo()

    assert Visit.objects.count() == before


def test_people_wait_for_the_host_of_boitron(report):
    waiting = Booking.objects.filter(status=Booking.Status.REQUESTED)
    requests = waiting.filter(series=None).order_by("period")
    weekly = waiting.exclude(series=None)

    assert weekly.values("series").distinct().count() == 1
    assert 4 <= weekly.count() <= 8
    assert [request.messages.count() for request in requests] == [0, 0, 1]
    first, second, _questioned = requests
    assert first.period.lower < second.period.lower < first.period.upper
    assert Booking.objects.filter(status=Booking.Status.REFUSED).count() == 1
    waits = WaitlistEntry.objects.filter(status=WaitlistEntry.Status.WAITING)
    assert waits.count() == 4
    [wait] = waits.annotate(resource_count=Count("resources")).filter(resource_count__gt=1)
    assert wait.space_words == "Poste 1 ou Poste 2"
    assert not OutsideCalendar.objects.filter(state=OutsideCalendar.State.GOOD).exists()
    assert UnmetWish.objects.count() == len(IN_VAIN)
    assert DayMessage.objects.get().recipients > 1


def test_the_rules_of_the_demo_bear_on_somebody(report):
    boitron = Place.objects.get(slug=BOITRON.slug)

    assert boitron.house_rules.get().acceptances.count() > 10
    assert Clearance.objects.count() == len(SHOWN_THE_ROOM) + len(BELONG)
    assert Closure.objects.get().period.lower > NOW
    fallen = Booking.objects.filter(place=boitron, cancelled_because="closure")
    assert 0 < fallen.count() < 12


def test_accounts_have_what_is_due_paid_on_a_pass_and_for_an_organisation(report):
    statuses = set(Charge.objects.values_list("status", flat=True))

    assert {"due", "paid", "covered"} <= statuses
    sold = Pass.objects.count()
    assert Pass.objects.filter(paid_at=None).count() == 1 < sold
    paid_for = Charge.objects.exclude(payer=None).values("payer").distinct().count()
    assert paid_for == PayingOrganisation.objects.count() == 2


def test_a_series_has_a_date_moved_and_one_taken_back(report):
    series = BookingSeries.objects.get(booked_for__email=SETTLED_TELEWORKER.email)

    assert series.bookings.filter(status=Booking.Status.CANCELLED).count() == 1
    assert series.bookings.filter(sequence__gt=0).count() == 2
