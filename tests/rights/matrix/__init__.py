"""Declared access to each URL of the product, room by room."""

from tests.rights.groups import Group
from tests.rights.matrix import (
    evidence,
    ground,
    housing,
    network,
    outreach,
    people,
    training,
    welcome,
    workspaces,
)

ROOMS: dict[str, list[Group]] = {
    "ground": ground.GROUPS,
    "people": people.GROUPS,
    "workspaces": workspaces.GROUPS,
    "housing": housing.GROUPS,
    "network": network.GROUPS,
    "training": training.GROUPS,
    "welcome": welcome.GROUPS,
    "outreach": outreach.GROUPS,
    "evidence": evidence.GROUPS,
}
