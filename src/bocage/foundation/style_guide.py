"""Workshop, `/style/`: pages for developers of the product.

Its invented data are with the tests, in the source of the product.
"""

import sys
from importlib import import_module
from types import ModuleType

from bocage.foundation.ops.configuration import PROJECT_FOLDER

TESTS = PROJECT_FOLDER / "tests"


def find_samples(name: str) -> ModuleType | None:
    """Imports a module of the tests; None in an installed product, which comes without them."""
    if not (TESTS / "__init__.py").is_file():
        return None
    if str(PROJECT_FOLDER) not in sys.path:
        sys.path.append(str(PROJECT_FOLDER))
    return import_module(f"tests.{name}")
