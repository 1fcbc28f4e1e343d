"""docs/architecture/rights.md matches the policies."""

from rules.permissions import permissions

from bocage.people.models import Role
from tests.rights import grid_document


def test_the_document_is_as_the_policies_are() -> None:
    assert grid_document.DOCUMENT.read_text() == grid_document.document(), (
        "Run `python -m tests.rights`"
    )


def test_each_condition_of_a_right_says_what_it_means() -> None:
    assert grid_document.undescribed() == []


def test_each_right_and_each_role_has_its_row() -> None:
    rows = grid_document.document().splitlines()

    assert sorted(
        row.split("`")[1] for row in rows if row.startswith("| `") and "." in row[:30]
    ) == sorted(permissions)
    for role in Role:
        assert sum(row.startswith(f"| `{role.value}` |") for row in rows) == 1


def test_a_right_is_shown_with_its_roles_and_its_conditions() -> None:
    assert (
        "| `workspaces.see_place` | `is_published` **or** (`is_signed_in` **and** "
        "(HOST / COORDINATOR over it **or** `is_administrator`)) |"
    ) in grid_document.document()
