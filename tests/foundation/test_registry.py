"""A registry holds entries by their names, and gives them in their order."""

from dataclasses import dataclass
from operator import attrgetter

import pytest

from bocage.foundation.registry import Registry, qualified_name


@dataclass(frozen=True)
class Tool:
    name: str
    rank: int


def test_entries_come_in_their_order() -> None:
    tools = Registry[Tool](order=attrgetter("rank", "name"))
    for tool in (Tool("saw", 2), Tool("plane", 2), Tool("adze", 3), Tool("nail", 1)):
        tools.add(tool)

    assert [tool.name for tool in tools] == ["nail", "plane", "saw", "adze"]
    assert len(tools) == 4


def test_without_an_order_entries_come_as_they_were_declared() -> None:
    tools = Registry[Tool]()
    tools.add(Tool("saw", 2))
    tools.add(Tool("nail", 1))

    assert [tool.name for tool in tools] == ["saw", "nail"]


def test_a_name_is_given_once() -> None:
    tools = Registry[Tool]()
    tools.add(Tool("saw", 2))

    with pytest.raises(ValueError, match="saw is declared twice"):
        tools.add(Tool("saw", 3))


def test_an_entry_is_found_by_its_name() -> None:
    tools = Registry[Tool]()
    saw = tools.add(Tool("saw", 2))

    assert tools["saw"] is saw
    assert tools.get("saw") is saw
    assert "saw" in tools
    assert tools.get("nail") is None
    assert "nail" not in tools


def test_a_registry_of_functions_decorates_them() -> None:
    sources = Registry[object](name=qualified_name)

    @sources.add
    def words() -> str:
        return "words"

    assert list(sources) == [words]
    assert f"{__name__}.test_a_registry_of_functions_decorates_them.<locals>.words" in sources
