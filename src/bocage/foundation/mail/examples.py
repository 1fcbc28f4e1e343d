"""Examples of mails, for the workshop: they stand with the tests, in the source of the product."""

import sys
from collections.abc import Callable
from importlib import import_module

from bocage.foundation.configuration import PROJECT_FOLDER
from bocage.foundation.mail.messages import Mail

FOLDER = PROJECT_FOLDER / "tests" / "mail_examples"


def find_examples() -> Callable[[type[Mail]], Mail] | None:
    """Find what makes the example of a mail; None in an installed product, which has no tests."""
    if not FOLDER.is_dir():
        return None
    if str(PROJECT_FOLDER) not in sys.path:
        sys.path.append(str(PROJECT_FOLDER))
    example: Callable[[type[Mail]], Mail] = import_module("tests.mail_examples").example
    return example
