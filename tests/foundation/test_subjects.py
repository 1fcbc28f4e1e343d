"""Declarations of rooms and their subjects are discovered by module name."""

import sys
from pathlib import Path

import pytest

from bocage.foundation import subjects
from bocage.foundation.subjects import (
    FURNITURE,
    discover,
    find_modules,
    import_all,
    modules_in,
    subjects_of,
)


def test_a_kind_is_found_in_rooms_and_then_in_their_subjects() -> None:
    modules = list(find_modules("mails"))

    assert modules[:3] == [
        "bocage.first_steps.mails",
        "bocage.api.webhooks.mails",
        "bocage.outreach.ambassadors.mails",
    ]
    assert modules[-1] == "bocage.foundation.mails"


def test_furniture_is_no_subject() -> None:
    assert "tasks" in modules_in("bocage.welcome.pipeline.operations")
    assert "bocage.welcome.pipeline.operations.tasks" not in find_modules("tasks")
    assert "operations" in FURNITURE


def test_parts_of_a_subject_come_after_it_and_furniture_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for package in ("", "visits", "visits/stays", "visits/views", "club", "views"):
        folder = tmp_path / "welcoming" / package
        folder.mkdir()
        (folder / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)

    assert list(subjects_of("welcoming")) == [
        "welcoming.club",
        "welcoming.visits",
        "welcoming.visits.stays",
    ]


def test_modules_of_a_package_are_all_imported_in_the_order_of_their_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "drawer"
    package.mkdir()
    (package / "__init__.py").write_text("read = []\n")
    for name in ("spoons", "forks"):
        (package / f"{name}.py").write_text(f"from drawer import read\n\nread.append('{name}')\n")
    monkeypatch.syspath_prepend(tmp_path)

    import_all("drawer")

    assert sys.modules["drawer"].read == ["forks", "spoons"]


def test_a_package_is_looked_through_without_being_imported() -> None:
    assert modules_in("bocage.outreach.editorial")["blocks"]
    assert modules_in("bocage.foundation.subjects") == {}


def test_what_is_found_is_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    imported: list[str] = []
    monkeypatch.setattr(subjects, "import_all", imported.append)

    discover("lag_checks", "landmarks")

    assert imported[-2:] == ["bocage.workspaces.places.landmarks", "bocage.territory.landmarks"]
    assert "bocage.api.lag_checks" in imported


def test_names_of_one_kind_are_read_room_by_room(monkeypatch: pytest.MonkeyPatch) -> None:
    imported: list[str] = []
    monkeypatch.setattr(subjects, "import_all", imported.append)

    discover(("lag_checks", "landmarks"))

    rooms = [name.split(".")[1] for name in imported]
    assert rooms == sorted(rooms, key=rooms.index)
    assert rooms.index("workspaces") < rooms.index("territory")
    assert {"bocage.workspaces.bookings.lag_checks", "bocage.workspaces.places.landmarks"} <= set(
        imported
    )
