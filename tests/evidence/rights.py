"""The lines of evidence in the table of rights."""

from tests.people.holders import ADMIN, COORDINATORS, HOSTS, OF_THE_DEPARTEMENT, TOWN_HALLS

ELECTED_OF_EPCI, ELECTED, SECRETARY = (
    "elected of epci",
    "elected of commune",
    "town_hall of commune",
)
CLUB, TRAINING = "club_organiser of departement", "training_officer of partner"
SEE = "evidence.see_dashboard"
SET = "evidence.set_target"

RIGHTS_OF_EVIDENCE = {
    ("evidence.see_dashboards", "dashboards, anywhere"): {
        *HOSTS,
        ELECTED_OF_EPCI,
        ELECTED,
        SECRETARY,
        CLUB,
        TRAINING,
    },
    (SEE, "the dashboard « instance »"): ADMIN,
    (SEE, "the dashboard « departement »"): OF_THE_DEPARTEMENT,
    (SEE, "the dashboard « intercommunalite »"): {*COORDINATORS, ELECTED_OF_EPCI},
    (SEE, "the dashboard « commune »"): {*COORDINATORS, ELECTED_OF_EPCI, ELECTED, SECRETARY},
    (SEE, "the dashboard « lieu »"): HOSTS,
    (SEE, "the dashboard « club »"): {*OF_THE_DEPARTEMENT, CLUB},
    (SEE, "the dashboard « formation »"): {*ADMIN, TRAINING},
    (SEE, "the dashboard « campagne »"): OF_THE_DEPARTEMENT,
    (SET, "a target of a departement"): OF_THE_DEPARTEMENT,
    (SET, "a target of an intercommunalité"): {*COORDINATORS, ELECTED_OF_EPCI},
    (SET, "a target of a commune"): {*COORDINATORS, ELECTED, SECRETARY},
    (SET, "a target of a place"): HOSTS,
    (SET, "a target of a club"): {*OF_THE_DEPARTEMENT, CLUB},
    (SET, "a target of a partner"): {*ADMIN, TRAINING},
    ("evidence.make_reports", "the reports"): {
        *COORDINATORS,
        *TOWN_HALLS,
        "editor of departement",
    },
}
