"""What all tests of evidence have."""

from collections.abc import Iterator

import pytest

from bocage.evidence.operations import snapshots, verification
from bocage.evidence.registry import Indicator, indicators
from tests.territory.factories import CommuneFactory, DepartementFactory, EpciFactory


@pytest.fixture(autouse=True)
def _indicators_counted(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A night, and who verifies it, count the indicators that a module names in `COUNTED`, where
    it names some: all fifty-nine take half a second, whoever looks at two."""
    names = getattr(request.module, "COUNTED", None)
    if names is None:
        return

    def counted() -> Iterator[Indicator]:
        return (one for one in indicators() if one.name in names)

    for module in (snapshots, verification):
        monkeypatch.setattr(module, "indicators", counted)


@pytest.fixture
def boitron():
    return CommuneFactory(boitron=True)


@pytest.fixture
def orne():
    return DepartementFactory()


@pytest.fixture
def sources():
    return EpciFactory(name="Sources de l’Orne")
