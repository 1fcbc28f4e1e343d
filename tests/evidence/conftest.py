"""Fixtures shared by the tests of evidence."""

from collections.abc import Iterator

import pytest

from bocage.evidence.operations import snapshots, verification
from bocage.evidence.registry import Indicator, indicators
from tests.territory.factories import CommuneFactory, DepartementFactory, EpciFactory


@pytest.fixture(autouse=True, scope="module")
def _indicators_counted(request: pytest.FixtureRequest) -> Iterator[None]:
    """A night, and who verifies it, count the indicators that a module names in `INDICATORS`, where
    it names some: all fifty-nine take half a second, whoever looks at two."""
    names = getattr(request.module, "INDICATORS", None)

    def indicators_of_module() -> Iterator[Indicator]:
        return (indicator for indicator in indicators() if indicator.name in names)

    with pytest.MonkeyPatch.context() as patch:
        for module in (snapshots, verification) if names else ():
            patch.setattr(module, "indicators", indicators_of_module)
        yield


@pytest.fixture
def boitron():
    return CommuneFactory(boitron=True)


@pytest.fixture
def orne():
    return DepartementFactory()


@pytest.fixture
def sources():
    return EpciFactory(name="Sources de l’Orne")
