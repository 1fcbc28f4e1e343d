"""Contract of every importer of listings: test classes inherit it and define how to read."""

from dataclasses import fields

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bocage.housing.feeds.issues import REFUSAL_SENTENCES, ROW_SENTENCES
from bocage.housing.feeds.parsing.listing_rows import ListingRow, ReadRow
from bocage.housing.feeds.parsing.refusals import FeedRefused

INHERITED = [HealthCheck.differing_executors]
"""The same test runs once per importer, by design."""


class ImporterContract:
    """Contract of an importer: `read(content)` yields rows or raises a refusal; `content(**said)`
    is one valid listing, with changes by field name.
    """

    def read(self, content):
        raise NotImplementedError

    def content(self, **values):
        raise NotImplementedError

    def rows(self, content):
        refused = ""
        try:
            return list(self.read(content))
        except FeedRefused as refusal:
            refused = refusal.code
        assert refused in REFUSAL_SENTENCES
        return []

    def check(self, read):
        assert isinstance(read, ReadRow)
        assert (read.row is None) == any(
            problem.severity == "rejected" for problem in read.problems
        )
        assert all(
            problem.code in ROW_SENTENCES and len(problem.value) <= 120 for problem in read.problems
        )
        if read.row is None:
            return
        row = read.row
        assert 1 <= row.price_eur <= 100_000_000
        assert row.external_id
        assert len(row.external_id) <= 120
        assert row.title
        assert len(row.title) <= 200
        for field in fields(ListingRow):
            value = getattr(row, field.name)
            if isinstance(value, str):
                assert "\0" not in value
                value.encode()

    def test_reads_a_sound_listing(self):
        [read] = self.rows(self.content())
        self.check(read)
        assert read.problems == ()
        assert (read.row.price_eur, read.row.rooms, read.row.postcode) == (180_000, 5, "61400")
        assert read.row.town == "Mortagne-au-Perche"

    def test_rejects_a_price_that_is_none(self):
        for price in ("-1", "9e99", "", "0", "beaucoup"):
            [read] = self.rows(self.content(price=price))
            self.check(read)
            assert read.row is None

    def test_reads_thousands_however_they_are_parted(self):
        for price, euros in {
            "250.000": 250_000,
            "250,000": 250_000,
            "250 000,00 €": 250_000,
            "1.250.000": 1_250_000,
            "1.250.000,50": 1_250_000,
            "1,250,000.50": 1_250_000,
            "185000.00": 185_000,
            "650,50": 650,
            "185000.000": 185_000,
        }.items():
            [read] = self.rows(self.content(price=price))
            assert (price, read.row.price_eur) == (price, euros)

    def test_reads_the_thousands_of_land_and_the_decimals_of_a_surface(self):
        [read] = self.rows(self.content(land="1.250", surface="120.500"))
        assert read.row.land_m2 == 1_250
        assert str(read.row.surface_m2) == "120.50"

    def test_rejects_what_parts_no_thousands(self):
        for price in ("1.250.00", "1.250,000", "12.34.56", "250..000", "1.2500.000"):
            [read] = self.rows(self.content(price=price))
            assert read.row is None

    def test_keeps_no_markup(self):
        [read] = self.rows(self.content(title="<b>Longère</b><script>x</script>"))
        assert read.row.title == "Longère"

    @settings(max_examples=60, deadline=None, suppress_health_check=INHERITED)
    @given(st.binary(max_size=400))
    def test_reads_any_bytes(self, content):
        for read in self.rows(content):
            self.check(read)

    @settings(max_examples=60, deadline=None, suppress_health_check=INHERITED)
    @given(
        st.dictionaries(
            st.sampled_from(("price", "surface", "rooms", "title", "postcode", "town", "offer")),
            st.text(max_size=40),
        )
    )
    def test_reads_any_text_in_any_field(self, values):
        for read in self.rows(self.content(**values)):
            self.check(read)
