"""The statements that were run, without their values, to be compared."""

import re

from django.test.utils import CaptureQueriesContext

PREPARED = re.compile(r"^QUERY = '(.*)' - PARAMS = .*$", re.DOTALL)
"""Format of a prepared statement in Django's log, whose text is no longer sent."""
VALUES = re.compile(r"'[^']*'|%s|\$?\d+")


def statements_of(captured: CaptureQueriesContext) -> list[str]:
    """Returns the text of each statement, whether its values are inline, separate, or prepared."""
    return [VALUES.sub("?", PREPARED.sub(r"\1", query["sql"])) for query in captured]
