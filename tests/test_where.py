"""The page that lists where jobs, mails and rules are is up to date with the code."""

from scripts.where import PAGE, page


def test_the_page_says_where_things_stand_today():
    """Made anew by `python scripts/where.py`."""
    assert PAGE.read_text() == page()
