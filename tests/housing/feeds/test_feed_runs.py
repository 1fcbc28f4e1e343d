"""Deliveries applied as the whole stock of their source."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.foundation.files.private_storage import private_storage
from bocage.housing.feeds.errors import (
    FeedEmpty,
    FeedRunNotHeld,
    SourceNotActive,
    SourceTakesNoFile,
)
from bocage.housing.feeds.handlers import forget_parser_fingerprints
from bocage.housing.feeds.operations import feed_runs, parser_fingerprint, staging
from bocage.housing.feeds.operations.feed_runs import (
    apply_feed_run,
    confirm_feed_run,
    discard_feed_run,
    preview_feed,
    receive_for_review,
)
from bocage.housing.feeds.operations.sources import remember_mapping
from bocage.housing.feeds.selectors import issues_of
from bocage.housing.models import FeedRun, Listing, ListingPhoto, ListingPrice, RowIssue, Source
from bocage.people.models import Role
from bocage.territory.events import TerritoryImported
from tests.housing.factories import ListingFactory, SourceFactory
from tests.housing.feed_files import SAMPLES, delivered, line, lines, received, zipped
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory
from tests.territory.factories import CommuneFactory, DepartementFactory

pytestmark = pytest.mark.django_db
Status = FeedRun.Status


@pytest.fixture(autouse=True)
def _files_of_the_test(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def coordinator(source):
    scope = ScopeFactory(of_departement=True, departement=source.departement)
    return MandateFactory(role=Role.COORDINATOR, scope=scope).person


def counts(run):
    names = ("read", "created", "updated", "unchanged", "withdrawn", "rejected")
    return {name: getattr(run, name) for name in names if getattr(run, name)}


def stock(source):
    offered = source.listings.on_the_market().order_by("external_id")
    return list(offered.values_list("external_id", flat=True))


class TestTheDeliveriesOfAnAgency:
    def test_the_first_creates_the_same_changes_nothing_the_second_makes_the_difference(
        self, source
    ):
        first, second = ((SAMPLES / f"perche-immo-{n}.zip").read_bytes() for n in (1, 2))
        run = delivered(source, first)
        assert (run.status, counts(run)) == (Status.APPLIED, {"read": 60, "created": 60})
        assert (run.format_version, run.software) == ("4.12", "LogicielImmo / 3.2")

        again = delivered(source, first)
        assert (again.status, counts(again)) == (Status.UNCHANGED, {"read": 60, "unchanged": 60})

        run = delivered(source, second)
        assert counts(run) == {
            "read": 60,
            "created": 3,
            "updated": 2,
            "unchanged": 55,
            "withdrawn": 3,
        }
        assert run.price_falls == 2
        assert source.listings.on_the_market().count() == 60

    def test_the_version_is_that_of_the_rows_where_the_settings_say_none(self, source):
        assert delivered(source, zipped([line(ranks={301: "4.11"})])).format_version == "4.11"

    def test_a_later_writing_of_the_same_listings_changes_nothing(self, source):
        delivered(source, zipped(lines(3)))
        Listing.objects.update(deduplicated_at=timezone.now())
        run = delivered(source, zipped("\n".join(reversed(lines(3)))))
        assert (run.status, counts(run)) == (Status.APPLIED, {"read": 3, "unchanged": 3})
        assert not Listing.objects.to_deduplicate().exists()

    def test_what_comes_back_is_on_the_market_again(self, source):
        delivered(source, zipped(lines(3)))
        delivered(source, zipped(lines(2)))
        assert source.listings.get(external_id="bien-3").status == Listing.Status.WITHDRAWN
        run = delivered(source, zipped(lines(3)))
        assert counts(run) == {"read": 3, "updated": 1, "unchanged": 2}
        back = source.listings.get(external_id="bien-3")
        assert (back.status, back.gone_at, back.deduplicated_at) == ("available", None, None)

    def test_agencies_of_one_file_may_use_the_same_identifiers(self, source):
        rows = [line(agency_code="bellême"), line(agency_code="mortagne", price="90000")]
        assert counts(delivered(source, zipped(rows))) == {"read": 2, "created": 2}

    def test_of_an_identifier_that_comes_twice_the_last_stands(self, source):
        run = delivered(source, zipped([line(price="100000"), line(price="90000")]))
        assert counts(run) == {"read": 2, "created": 1, "rejected": 1}
        assert Listing.objects.get().price_eur == 90_000
        issue = RowIssue.objects.get(severity=RowIssue.Severity.REJECTED)
        assert (issue.line, issue.code, issue.value) == (1, "identifier_repeated", "bien-1")

    def test_the_repairs_of_a_whole_stock_hide_no_rejected_row(self, source, monkeypatch):
        monkeypatch.setattr(staging, "MAX_PROBLEMS", 3)
        run = delivered(
            source, zipped([*lines(5), line(external_id="b", price="?"), line(price="")])
        )
        assert (run.rejected, run.repaired) == (2, 5)
        issues = [(issue.line, issue.code) for issue in issues_of(run)]
        assert issues == [
            (6, "price_not_a_number"),
            (7, "price_missing"),
            *((number, "town_unknown") for number in (1, 2, 3)),
        ]

    def test_a_rejected_row_withdraws_nothing(self, source):
        delivered(source, zipped(lines(2)))
        run = delivered(source, zipped([line(price="9e99"), line(external_id="bien-2")]))
        assert (run.rejected, run.withdrawn) == (1, 0)
        assert stock(source) == ["bien-1", "bien-2"]

    def test_each_price_is_kept_with_its_moment(self, source):
        delivered(source, zipped([line()]))
        delivered(source, zipped([line(price="170000")]))
        delivered(source, zipped([line(price="170000", title="Autre titre")]))
        prices = ListingPrice.objects.order_by("since").values_list("price_eur", flat=True)
        assert list(prices) == [180_000, 170_000]

    def test_what_was_seen_is_confirmed(self, source):
        delivered(source, zipped(lines(2)))
        Listing.objects.update(confirmed_at=timezone.now() - timedelta(days=9))
        delivered(source, zipped([*lines(2), line(external_id="bien-3")]))
        assert not Listing.objects.filter(confirmed_at__lt=timezone.now() - timedelta(days=1))

    def test_other_sources_are_left_alone(self, source):
        other_listing = ListingFactory()
        delivered(source, zipped(lines(1)))
        other_listing.refresh_from_db()
        assert other_listing.is_on_the_market

    def test_costs_as_many_queries_for_ten_as_for_a_hundred(
        self, source, django_assert_num_queries
    ):
        for count in (10, 100):
            run = received(source, zipped(lines(count)))
            with django_assert_num_queries(30):
                apply_feed_run(run_id=run.pk)


class TestTheSameFileAgain:
    """Read once, unless something else than its bytes makes it say something else."""

    TABLE = (
        "Réf.;Offre;Type;Commune;Prix;Net vendeur\n"
        "A1;vente;maison;Mortagne-au-Perche;180000;170000\n"
    ).encode()

    def again(self, source, content, status):
        source.refresh_from_db()
        run = delivered(source, content)
        assert run.status == status
        assert delivered(source, content).status == Status.UNCHANGED
        return run

    def test_is_read_by_the_columns_as_they_were_mapped_since(self, source, coordinator):
        Source.objects.filter(pk=source.pk).update(format=Source.Format.TABLE)
        mapping = {"Réf.": "reference", "Offre": "offer", "Type": "kind", "Commune": "town"}
        for column, price in (("Net vendeur", 170_000), ("Prix", 180_000)):
            remember_mapping(by=coordinator, source=source, mapping={**mapping, column: "price"})
            self.again(source, self.TABLE, Status.APPLIED)
            assert Listing.objects.get().price_eur == price

    def test_finds_the_communes_that_were_imported_since(self, source):
        content = zipped(lines(1))
        self.again(source, content, Status.APPLIED)
        mortagne = CommuneFactory(
            code="61293",
            name="Mortagne-au-Perche",
            postcodes=["61400"],
            departement=source.departement,
        )
        forget_parser_fingerprints(TerritoryImported(edition=2026))
        run = self.again(source, content, Status.APPLIED)
        assert counts(run) == {"read": 1, "updated": 1}
        assert Listing.objects.get().commune == mortagne

    def test_is_read_by_the_release_that_reads_otherwise(self, source, monkeypatch):
        content = zipped(lines(1))
        self.again(source, content, Status.APPLIED)
        monkeypatch.setattr(parser_fingerprint, "_code", lambda: "the next release")
        assert counts(self.again(source, content, Status.APPLIED)) == {"read": 1, "unchanged": 1}

    def test_is_read_by_the_mapping_that_came_while_it_was_read(self, source, monkeypatch):
        Source.objects.filter(pk=source.pk).update(format=Source.Format.TABLE)
        source.refresh_from_db()
        load, columns = feed_runs.load_staging, {"Offre": "offer", "Type": "kind"}
        columns |= {"Réf.": "reference", "Commune": "town", "Net vendeur": "price"}

        def load_and_be_overtaken(*arguments):
            Source.objects.filter(column_mapping={}).update(column_mapping=columns)
            return load(*arguments)

        monkeypatch.setattr(feed_runs, "load_staging", load_and_be_overtaken)
        self.again(source, self.TABLE, Status.APPLIED)
        assert Listing.objects.get().price_eur == 170_000


class TestTowns:
    def test_are_found_by_name_and_postcode_however_they_are_written(self, source):
        mortagne = CommuneFactory(
            code="61293",
            name="Mortagne-au-Perche",
            postcodes=["61400"],
            departement=source.departement,
        )
        towns = ["MORTAGNE AU PERCHE", "Mortagne", "mortagne-au-perche cedex"]
        delivered(
            source,
            zipped([line(external_id=str(n), town=town) for n, town in enumerate(towns)]),
        )
        assert set(Listing.objects.values_list("commune", "town_is_doubtful")) == {
            (mortagne.pk, False)
        }

    def test_that_do_not_fit_are_kept_and_flagged(self, source):
        CommuneFactory(
            code="61293",
            name="Mortagne-au-Perche",
            postcodes=["61400"],
            departement=source.departement,
        )
        run = delivered(source, zipped([line(postcode="61170"), line(external_id="b", town="Zzz")]))
        communes = dict(Listing.objects.values_list("external_id", "commune"))
        assert communes == {"bien-1": "61293", "b": "61293"}
        assert set(Listing.objects.values_list("town_is_doubtful", flat=True)) == {True}
        assert run.repaired == 2
        assert set(run.issues.values_list("code", flat=True)) == {"town_does_not_fit"}


class TestPhotos:
    def addresses(self):
        return list(ListingPhoto.objects.values_list("position", "address"))

    def photos(self, *addresses):
        return zipped([line(ranks=dict(enumerate(addresses, 85)))])

    def test_are_replaced_only_where_they_changed(self, source):
        delivered(source, self.photos("https://img.example/1.jpg", "https://img.example/2.jpg"))
        photo_pk = ListingPhoto.objects.get(position=1).pk
        delivered(source, self.photos("https://img.example/1.jpg", "https://img.example/3.jpg"))
        assert self.addresses() == [
            (1, "https://img.example/1.jpg"),
            (2, "https://img.example/3.jpg"),
        ]
        assert ListingPhoto.objects.get(position=1).pk == photo_pk
        delivered(source, self.photos("https://img.example/1.jpg"))
        assert self.addresses() == [(1, "https://img.example/1.jpg")]

    def test_that_point_inside_a_network_are_dropped_and_reported(self, source):
        run = delivered(
            source,
            self.photos("http://127.0.0.1/1.jpg", "http://169.254.169.254/x", "http://nas.local/1"),
        )
        assert self.addresses() == []
        issues = run.issues.exclude(column=None).values_list("code", "column")
        assert list(issues) == [
            ("photo_not_public", 85),
            ("photo_not_public", 86),
            ("photo_not_public", 87),
        ]


class TestHeldDeliveries:
    def test_wait_for_somebody_when_more_than_half_would_go(
        self, source, coordinator, deliver_mails
    ):
        delivered(source, zipped(lines(10)))
        run = delivered(source, zipped(lines(4)))
        assert (run.status, run.withdrawn, run.finished_at) == (Status.HELD, 6, None)
        assert len(stock(source)) == 10
        [mail] = deliver_mails()
        assert mail.recipient == coordinator.email
        assert str(run.pk) in mail.text

    def test_wait_for_an_administrator_where_nobody_coordinates(self, source, deliver_mails):
        administrator = MandateFactory(role=Role.ADMIN).person
        delivered(source, zipped(lines(10)))
        delivered(source, zipped(lines(4)))
        assert [mail.recipient for mail in deliver_mails()] == [administrator.email]

    def test_half_of_the_stock_may_go(self, source):
        delivered(source, zipped(lines(10)))
        assert delivered(source, zipped(lines(5))).status == Status.APPLIED

    def test_are_applied_once_confirmed(self, source, coordinator, run_tasks):
        delivered(source, zipped(lines(10)))
        run = delivered(source, zipped(lines(4)))
        confirm_feed_run(by=coordinator, run=run)
        run_tasks()
        run.refresh_from_db()
        assert (run.status, run.decided_by) == (Status.APPLIED, coordinator)
        assert len(stock(source)) == 4
        with pytest.raises(FeedRunNotHeld):
            confirm_feed_run(by=coordinator, run=run)

    def test_are_put_aside_with_their_file(
        self, source, coordinator, django_capture_on_commit_callbacks
    ):
        delivered(source, zipped(lines(10)))
        run = delivered(source, zipped(lines(4)))
        name = run.file.name
        with django_capture_on_commit_callbacks(execute=True):
            run = discard_feed_run(by=coordinator, run=run)
        assert (run.status, run.file.name) == (Status.DISCARDED, "")
        assert not private_storage().exists(name)
        assert len(stock(source)) == 10

    def test_are_superseded_by_a_later_one(self, source):
        delivered(source, zipped(lines(10)))
        held_run = delivered(source, zipped(lines(4)))
        delivered(source, zipped(lines(9)))
        held_run.refresh_from_db()
        assert held_run.status == Status.SUPERSEDED

    def test_are_reported_once_and_the_last_alone_waits_however_often_they_come(
        self, source, coordinator, deliver_mails
    ):
        delivered(source, zipped(lines(10)))
        cut = zipped(lines(4))
        first, *_later = [delivered(source, content) for content in (cut, cut, zipped(lines(3)))]
        last = delivered(source, cut)
        first.refresh_from_db()
        assert first.status == Status.SUPERSEDED
        assert list(source.runs.filter(status=Status.HELD)) == [last]
        assert len(deliver_mails()) == 1
        with pytest.raises(FeedRunNotHeld):
            confirm_feed_run(by=coordinator, run=first)

    def test_that_were_put_aside_are_not_reported_again_when_they_come_back(
        self, source, coordinator, deliver_mails
    ):
        delivered(source, zipped(lines(10)))
        cut = zipped(lines(4))
        discard_feed_run(by=coordinator, run=delivered(source, cut))
        assert delivered(source, cut).status == Status.HELD
        assert len(deliver_mails()) == 1
        delivered(source, zipped(lines(9)))
        assert delivered(source, cut).status == Status.HELD
        assert len(deliver_mails()) == 2

    def test_read_after_a_later_one_was_held_are_superseded(self, source):
        delivered(source, zipped(lines(10)))
        older, later = (received(source, zipped(lines(count))) for count in (4, 3))
        assert apply_feed_run(run_id=later.pk).status == Status.HELD
        assert apply_feed_run(run_id=older.pk).status == Status.SUPERSEDED

    def test_leave_one_that_came_before_and_may_be_believed_to_be_read(self, source):
        delivered(source, zipped(lines(10)))
        older, later = (received(source, zipped(lines(count))) for count in (9, 3))
        assert apply_feed_run(run_id=later.pk).status == Status.HELD
        assert apply_feed_run(run_id=older.pk).status == Status.APPLIED
        later.refresh_from_db()
        assert later.status == Status.HELD

    def test_give_way_to_a_table_that_somebody_looks_at(self, source, coordinator):
        Source.objects.filter(pk=source.pk).update(format=Source.Format.TABLE)
        source.refresh_from_db()
        older, later = (
            receive_for_review(
                by=coordinator, source=source, content=iter([content]), file_name="b.csv"
            )
            for content in (b"ref;prix", b"ref;loyer")
        )
        older.refresh_from_db()
        assert (older.status, later.status) == (Status.SUPERSEDED, Status.HELD)

    def test_are_decided_by_who_runs_the_source_alone(self, source):
        delivered(source, zipped(lines(10)))
        held_run = delivered(source, zipped(lines(4)))
        beside = ScopeFactory(of_departement=True, departement=DepartementFactory(sarthe=True))
        neighbour = MandateFactory(role=Role.COORDINATOR, scope=beside).person
        for decide in (confirm_feed_run, discard_feed_run):
            with pytest.raises(NotAllowed):
                decide(by=neighbour, run=held_run)


class TestWhatBecomesOfADelivery:
    def test_one_read_after_a_later_one_changes_nothing(self, source):
        older = received(source, zipped(lines(2)))
        delivered(source, zipped(lines(3)))
        assert apply_feed_run(run_id=older.pk).status == Status.SUPERSEDED
        assert len(stock(source)) == 3

    def test_one_that_cannot_be_read_leaves_the_last_good_stock(self, source):
        delivered(source, zipped(lines(3)))
        run = delivered(source, b"no archive at all")
        assert (run.status, run.error) == (Status.REFUSED, "not_a_zip")
        assert len(stock(source)) == 3
        source.refresh_from_db()
        assert (source.state, source.error) == (Source.State.FAILING, "not_a_zip")
        assert delivered(source, zipped(lines(2))).status == Status.APPLIED
        source.refresh_from_db()
        assert (source.state, source.error) == (Source.State.FRESH, "")

    def test_one_whose_rows_are_all_rejected_is_refused(self, source):
        delivered(source, zipped(lines(3)))
        run = delivered(source, zipped([line(price="-1"), line(price="")]))
        assert (run.status, run.error) == (Status.REFUSED, "every_row_rejected")
        assert len(stock(source)) == 3

    def test_its_file_goes_once_it_is_read(self, source, django_capture_on_commit_callbacks):
        run = received(source, zipped(lines(1)))
        name = run.file.name
        assert private_storage().exists(name)
        with django_capture_on_commit_callbacks(execute=True):
            apply_feed_run(run_id=run.pk)
        assert not private_storage().exists(name)

    def test_is_read_by_a_task(self, source, run_tasks):
        received(source, zipped(lines(1)))
        run_tasks()
        assert FeedRun.objects.get().status == Status.APPLIED

    def test_is_only_shown_by_a_preview(self, source, tmp_path):
        file = tmp_path / "annonces.zip"
        file.write_bytes(zipped(lines(2)))
        change = preview_feed(source=source, path=file)
        assert (change.read, change.created) == (2, 2)
        assert not Listing.objects.exists()

    def test_keeps_nothing_confidential(self, source):
        secret = {rank: f"secret-{rank}" for rank in range(108, 123)}
        run = delivered(source, zipped([line(ranks=secret), line(price="", ranks=secret)]))
        stored_rows = [*Listing.objects.values(), *run.issues.values(), *FeedRun.objects.values()]
        assert "secret-" not in repr(stored_rows)


class TestReceiving:
    def test_refuses_what_is_empty(self, source):
        with pytest.raises(FeedEmpty):
            received(source, b"")
        assert not FeedRun.objects.exists()

    def test_refuses_for_a_source_that_takes_no_file_or_is_not_followed(self):
        with pytest.raises(SourceTakesNoFile):
            received(SourceFactory(format=Source.Format.FORM), b"x")
        with pytest.raises(SourceNotActive):
            received(SourceFactory(is_active=False), b"x")

    def test_is_for_who_runs_the_source(self, source):
        with pytest.raises(NotAllowed):
            received(source, b"x", by=PersonFactory())

    def test_keeps_only_the_name_of_the_file(self, source):
        assert received(source, b"x", file_name="..\\..\\etc/passwd.zip").file_name == "passwd.zip"
