"""Dates in natural language."""

from datetime import date

import pytest

from bocage.api.assistants.days import DayUnread, read_day

WEDNESDAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-03", date(2026, 12, 3)),
        (" 2026-12-03 ", date(2026, 12, 3)),
        ("jeudi", date(2026, 11, 26)),
        ("Thursday", date(2026, 11, 26)),
        ("mercredi", WEDNESDAY),
        ("mercredi prochain", date(2026, 12, 2)),
        ("jeudi prochain", date(2026, 11, 26)),
        ("next wednesday", date(2026, 12, 2)),
        ("mardi", date(2026, 12, 1)),
        ("aujourd’hui", WEDNESDAY),
        ("aujourd'hui", WEDNESDAY),
        ("Demain", date(2026, 11, 26)),
        ("après-demain", date(2026, 11, 27)),
        ("tomorrow", date(2026, 11, 26)),
    ],
)
def test_reads_what_people_say(text, day):
    assert read_day(text, today=WEDNESDAY) == day


@pytest.mark.parametrize(
    "text",
    ["", "2026-02-30", "٢٠٢٦-١٢-٠٣", "03/12/2026", "prochain", "next", "bientôt", "x" * 9999],
)
def test_says_what_it_cannot_read(text):
    with pytest.raises(DayUnread, match="2026-12-03"):
        read_day(text, today=WEDNESDAY)
