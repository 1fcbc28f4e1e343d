"""The instances of the benches and the drills begin as copies of one that is migrated."""

import pytest

from bench.harness.instance import BEGINS_WITH_VARIABLE
from tests.databases.migrated_folder import migrated_folder


@pytest.fixture(scope="session", autouse=True)
def _begins_migrated():
    """Gives the benches of these tests the path of a migrated data folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(BEGINS_WITH_VARIABLE, str(migrated_folder()))
        yield
