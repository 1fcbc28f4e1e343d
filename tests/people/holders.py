"""Holders of rights, named as in the table of rights."""

from tests.rights.grid import ROLE_SCOPE_PAIRS

ADMIN = {"admin of instance"}
COORDINATORS = {*ADMIN, "coordinator of departement", "coordinator of epci"}
OF_THE_DEPARTEMENT = {*ADMIN, "coordinator of departement"}
CLUB_ORGANISERS = {*COORDINATORS, "club_organiser of departement"}
HOSTS = {*COORDINATORS, "host of place"}
TOWN_HALLS = {"elected of epci", "elected of commune", "town_hall of commune"}
LEAD_MANAGERS = {*COORDINATORS, *TOWN_HALLS}
WITH_AN_ACCOUNT = {f"{role.value} of {kind.value}" for role, kind in ROLE_SCOPE_PAIRS}
STRANGER, ACCOUNT, HOLDER = "stranger", "account", "holder"
