"""Access to the figures."""

from tests.people.holders import COORDINATORS, LEAD_MANAGERS
from tests.rights.groups import PUBLIC, Reach, group

MAKERS_OF_REPORTS = {*LEAD_MANAGERS, "editor of departement"}
READERS = {
    *LEAD_MANAGERS,
    "host of place",
    "club_organiser of departement",
    "training_officer of partner",
}

GROUPS = [
    group(
        "proofs, indicators and open data",
        PUBLIC,
        """evidence_reports evidence_report commune_sheet evidence commune_evidence epci_evidence
        departement_evidence chart_embed indicator_list indicator_detail indicator_data
        open_data open_data_all open_data_schema open_data_package open_data_versions
        open_data_catalogue evidence_changes evidence_changes_feed""",
    ),
    group("making reports", MAKERS_OF_REPORTS, "report_make report_file", reach=Reach.ANYWHERE),
    group("the dashboards that one reads", READERS, "dashboards", reach=Reach.ANYWHERE),
    group(
        "the dashboard of a commune",
        LEAD_MANAGERS,
        "dashboard dashboard_targets",
    ),
    group(
        "a target of a commune",
        LEAD_MANAGERS,
        "dashboard_target",
        senders={*COORDINATORS, "elected of commune", "town_hall of commune"},
    ),
    group("the end of a target of a commune", LEAD_MANAGERS, "dashboard_target_end"),
]
