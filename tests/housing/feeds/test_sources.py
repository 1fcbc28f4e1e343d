"""Sources: opened, changed, fetched by the clock, and missed when they go quiet."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.foundation.http.fetching import AddressNotAllowed
from bocage.housing.feeds.operations.fetching import LONGEST_WAIT, fetch_source, take_due_sources
from bocage.housing.feeds.operations.sources import (
    change_source,
    create_source,
    fetch_now,
    remember_mapping,
    switch_source,
)
from bocage.housing.feeds.operations.stale_feeds import flag_stale_feeds
from bocage.housing.models import FeedRun, Source
from bocage.people.models import Role
from tests.housing.factories import SourceFactory
from tests.housing.feed_files import delivered, lines, zipped
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory
from tests.servers.local_server import saying, serving
from tests.territory.factories import DepartementFactory, EpciFactory

pytestmark = pytest.mark.django_db
State = Source.State


@pytest.fixture(autouse=True)
def _this_machine_may_be_read(settings):
    settings.BOCAGE = settings.BOCAGE.model_copy(update={"fetch_loopback": True})


@pytest.fixture
def orne():
    return DepartementFactory()


@pytest.fixture
def coordinator(orne):
    scope = ScopeFactory(of_departement=True, departement=orne)
    return MandateFactory(role=Role.COORDINATOR, scope=scope).person


def opened(by, departement, **values):
    values = {"name": "Agence du Perche", "kind": "agency", "format": "poliris", **values}
    return create_source(by=by, departement=departement, **values)


def fetched(source, answer, *, now=None):
    with serving(answer) as address:
        Source.objects.filter(pk=source.pk).update(fetch_address=f"{address}/annonces.zip?x=1")
        return fetch_source(source_id=source.pk, now=now)


class TestOpening:
    def test_gives_each_its_own_page(self, coordinator, orne):
        slugs = [opened(coordinator, orne).slug for _ in range(3)]
        assert slugs == ["agence-du-perche", "agence-du-perche-2", "agence-du-perche-3"]

    def test_is_for_who_coordinates_the_departement(self, coordinator, orne):
        beside = DepartementFactory(sarthe=True)
        epci = MandateFactory(role=Role.COORDINATOR, scope=ScopeFactory(of_epci=True)).person
        elected = MandateFactory(role=Role.ELECTED, scope=ScopeFactory(of_commune=True)).person
        ended = MandateFactory(
            role=Role.COORDINATOR,
            scope=ScopeFactory(of_departement=True, departement=orne),
            over=True,
        ).person
        for person, departement in (
            (coordinator, beside),
            (epci, orne),
            (elected, orne),
            (ended, orne),
            (PersonFactory(), orne),
        ):
            with pytest.raises(NotAllowed):
                opened(person, departement)
        assert not Source.objects.exists()

    def test_refuses_an_address_inside_the_network(self, coordinator, orne):
        with pytest.raises(AddressNotAllowed):
            opened(coordinator, orne, fetch_address="file:///etc/passwd")

    def test_a_new_address_is_read_at_once(self, coordinator, orne, run_tasks):
        source = opened(coordinator, orne)
        with serving(saying(body=zipped(lines(2)))) as address:
            change_source(by=coordinator, source=source, fetch_address=address)
            run_tasks()
        assert source.listings.count() == 2

    def test_is_read_now_where_who_runs_it_asks(self, coordinator, orne, run_tasks):
        source = opened(coordinator, orne)
        with serving(saying(body=zipped(lines(2)))) as address:
            Source.objects.filter(pk=source.pk).update(fetch_address=address)
            fetch_now(by=coordinator, source=source)
            run_tasks()
        assert source.listings.count() == 2
        with pytest.raises(NotAllowed):
            fetch_now(by=PersonFactory(), source=source)


class TestFetching:
    def test_brings_a_delivery_and_asks_only_for_what_is_new(self, run_tasks):
        source = SourceFactory()
        etags = []

        def answer(handler):
            etags.append(handler.headers["If-None-Match"])
            is_unchanged = handler.headers["If-None-Match"] == '"v1"'
            respond = saying(
                304 if is_unchanged else 200,
                b"" if is_unchanged else zipped(lines(2)),
                {"ETag": '"v1"'},
            )
            respond(handler)

        run = fetched(source, answer)
        run_tasks()
        assert (run.channel, run.file_name) == (FeedRun.Channel.FETCH, "annonces.zip")
        assert source.listings.count() == 2

        later = timezone.now() + timedelta(hours=1)
        assert fetched(source, answer, now=later) is None
        source.refresh_from_db()
        assert (source.state, source.last_good_at) == (State.FRESH, later)
        assert etags == [None, '"v1"']

    def test_asks_for_the_whole_file_again_once_its_columns_are_mapped_otherwise(
        self, coordinator, orne, run_tasks
    ):
        table = b"ref;offre;bien;commune;prix;net\nA1;vente;maison;Boitron;180000;170000\n"
        source = opened(coordinator, orne, format=Source.Format.TABLE)
        columns = {"ref": "reference", "offre": "offer", "bien": "kind", "commune": "town"}

        def answer(handler):
            is_unchanged = handler.headers["If-None-Match"] == '"v1"'
            saying(304 if is_unchanged else 200, b"" if is_unchanged else table, {"ETag": '"v1"'})(
                handler
            )

        for column, price in (("net", 170_000), ("prix", 180_000)):
            with serving(answer) as address:
                Source.objects.filter(pk=source.pk).update(fetch_address=f"{address}/x.csv")
                mapping = {**columns, column: "price"}
                remember_mapping(by=coordinator, source=source, mapping=mapping)
                run_tasks()
            assert source.listings.get().price_eur == price
        assert fetched(source, answer) is None

    def test_what_is_not_new_does_not_heal_a_refused_delivery(self, run_tasks):
        source = SourceFactory()
        fetched(source, saying(body=b"no zip", headers={"ETag": '"v1"'}))
        run_tasks()
        fetched(source, saying(304))
        source.refresh_from_db()
        assert (source.state, source.error) == (State.FAILING, "not_a_zip")

    def test_waits_longer_and_longer_while_it_fails(self):
        source = SourceFactory(fetch_every_minutes=60)
        now = timezone.now()
        waits = []
        for _ in range(6):
            fetched(source, saying(500), now=now)
            source.refresh_from_db()
            waits.append(source.next_fetch_at - now)
        hours = [wait / timedelta(hours=1) for wait in waits]
        assert hours == [1, 2, 4, 8, 12, 12]
        assert waits[-1] == LONGEST_WAIT
        assert (source.state, source.error) == (State.FAILING, "server_failing")

    def test_each_due_source_is_taken_once(self):
        now = timezone.now()
        due = SourceFactory(fetch_address="https://a.example/x.zip", next_fetch_at=now)
        SourceFactory(fetch_address="https://b.example/x.zip", next_fetch_at=now, is_active=False)
        SourceFactory(
            fetch_address="https://c.example/x.zip", next_fetch_at=now + timedelta(minutes=5)
        )
        assert (take_due_sources(now=now), take_due_sources(now=now)) == (1, 0)
        due.refresh_from_db()
        assert due.next_fetch_at == now + timedelta(minutes=60)

    def test_never_asks_inside_our_network(self, settings):
        settings.BOCAGE = settings.BOCAGE.model_copy(update={"fetch_loopback": False})
        source = SourceFactory()
        assert fetched(source, saying(body=zipped(lines(1)))) is None
        source.refresh_from_db()
        assert source.error == "address_not_allowed"

    def test_a_source_that_is_not_followed_is_not_fetched(self, coordinator, orne):
        source = opened(coordinator, orne)
        switch_source(by=coordinator, source=source, is_active=False)
        assert fetched(source, saying(body=zipped(lines(1)))) is None


class TestSilence:
    def test_is_reported_once_and_again_after_the_next_good_delivery(
        self, coordinator, deliver_mails
    ):
        source = SourceFactory(quiet_after_hours=48)
        delivered(source, zipped(lines(2)))
        soon, late = (timezone.now() + timedelta(hours=hours) for hours in (47, 49))
        assert flag_stale_feeds(now=soon) == 0
        assert (flag_stale_feeds(now=late), flag_stale_feeds(now=late)) == (1, 0)
        [mail] = deliver_mails()
        assert mail.recipient == coordinator.email
        assert source.name in mail.subject
        source.refresh_from_db()
        assert source.state == State.LATE

        delivered(source, zipped(lines(3)))
        source.refresh_from_db()
        assert (source.state, source.warned_at) == (State.FRESH, None)
        assert flag_stale_feeds(now=late + timedelta(hours=48)) == 1

    def test_is_shown_where_nobody_coordinates_the_departement(self, orne, deliver_mails):
        within = ScopeFactory(of_epci=True, epci=EpciFactory(departements=[orne]))
        neighbour = MandateFactory(role=Role.COORDINATOR, scope=within).person
        sarthe = DepartementFactory(sarthe=True)
        beside = ScopeFactory(of_epci=True, epci=EpciFactory(alencon=True, departements=[sarthe]))
        MandateFactory(role=Role.COORDINATOR, scope=beside)
        administrator = MandateFactory(role=Role.ADMIN).person
        long_ago = timezone.now() - timedelta(days=9)
        source = SourceFactory(departement=orne, last_good_at=long_ago)
        assert flag_stale_feeds() == 1
        mails = {mail.recipient: mail for mail in deliver_mails()}
        assert set(mails) == {neighbour.email, administrator.email}
        page = source.get_absolute_url()
        assert page in mails[administrator.email].text
        assert page not in mails[neighbour.email].text
        assert page not in mails[neighbour.email].html

    def test_forms_and_sources_that_nobody_follows_may_be_silent(self):
        long_ago = timezone.now() - timedelta(days=9)
        SourceFactory(format=Source.Format.FORM, last_good_at=long_ago)
        SourceFactory(is_active=False, last_good_at=long_ago)
        assert flag_stale_feeds() == 0
