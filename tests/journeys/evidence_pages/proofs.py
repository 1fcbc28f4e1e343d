"""Public pages of the figures."""

from datetime import timedelta
from typing import Any

from bocage.evidence.operations.snapshots import count_night, last_night_over
from bocage.people.models import Person
from bocage.workspaces.models import Place
from tests.evidence.settled_households import add_settled_household

PAGES: dict[str, list[str]] = {
    "visitor": [
        "evidence",
        "evidence?carte=welcoming_communes",
        "indicator_list",
        "indicator_detail",
        "other/indicator_detail",
        "commune_evidence",
        "epci_evidence",
        "departement_evidence",
        "chart_embed",
        "secret/chart_embed",
        "open_data",
        "evidence_changes",
    ],
}
NO_PAGES = {
    "indicator_data": "a file",
    "open_data_all": "a file",
    "open_data_catalogue": "a catalogue for programs",
    "open_data_package": "JSON",
    "open_data_schema": "JSON",
    "open_data_versions": "JSON",
    "evidence_changes_feed": "a feed for programs",
}


def prepare(people: dict[str, Person], place: Place) -> dict[str, Any]:
    """Six households that came last week and five last year, counted last night."""
    del people
    for _number in range(6):
        add_settled_household(place.commune, last_night_over() - timedelta(days=7))
    for _number in range(5):
        add_settled_household(place.commune, last_night_over() - timedelta(days=372))
    count_night(last_night_over())
    return {
        "indicator_detail.name": "settled_households",
        "other.name": "still_here_after_12_months",
        "commune_evidence.code": place.commune_id,
        "epci_evidence.siren": place.commune.epci_id,
        "departement_evidence.code": "61",
        "chart_embed.name": "settled_households",
        "chart_embed.level": "instance",
        "chart_embed.code": "tout",
        "secret.name": "learners",
        "secret.level": "departement",
        "secret.code": "61",
    }
