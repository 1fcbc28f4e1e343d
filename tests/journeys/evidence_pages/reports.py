"""The report: its years for everybody, and the form of those who answer for a territory."""

from typing import Any

from bocage.people.models import Person, Role
from bocage.workspaces.models import Place

PAGES: dict[str, list[str]] = {
    "visitor": ["evidence_reports"],
    Role.COORDINATOR: [
        "report_make",
        "report_make?du=2026-01&au=2026-03&perimetre=instance",
    ],
}
NO_PAGES = {
    "evidence_report": "a file",
    "report_file": "a file",
    "commune_sheet": "a file",
}


def prepare(people: dict[str, Person], place: Place) -> dict[str, Any]:
    """The night is counted by `proofs`."""
    del people, place
    return {}
