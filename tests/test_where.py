"""The page that tells where jobs, mails and rules stand is the one that the code makes."""

from scripts.where import PAGE, page


def test_the_page_says_where_things_stand_today():
    """Made anew by `python scripts/where.py`."""
    assert PAGE.read_text() == page()
