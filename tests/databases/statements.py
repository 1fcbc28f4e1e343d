"""The statements that were run, without their values, to be compared."""

import re

from django.test.utils import CaptureQueriesContext

PREPARED = re.compile(r"^QUERY = '(.*)' - PARAMS = .*$", re.DOTALL)
"""How Django shows a statement that the database has kept, whose text is sent no more."""
VALUES = re.compile(r"'[^']*'|%s|\$?\d+")


def statements_of(captured: CaptureQueriesContext) -> list[str]:
    """Each statement as it is written, whether its values were in it, beside it, or kept apart."""
    return [VALUES.sub("?", PREPARED.sub(r"\1", query["sql"])) for query in captured]
