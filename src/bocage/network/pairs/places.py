"""Suggested meeting places: a workspace between two members."""

from bocage.network.members.models.members import Member
from bocage.territory.landmarks import Landmark, landmark_kind

WORKSPACE = "workspace"
"""The kind under which the places to work are found; their room is beside this one."""
LOOKED_AT = 8


def place_between(first: Member, second: Member) -> Landmark | None:
    """Returns the workspace nearest to the middle of two members' communes, preferably one where
    both work, if it is among the nearest. Returns None if there is no workspace, or if neither
    position is known."""
    kind = landmark_kind(WORKSPACE)
    positions = [
        (member.latitude, member.longitude)
        for member in (first, second)
        if member.latitude is not None and member.longitude is not None
    ]
    if kind is None or not positions:
        return None
    latitude = sum(position[0] for position in positions) / len(positions)
    longitude = sum(position[1] for position in positions) / len(positions)
    near = kind.near(latitude, longitude, LOOKED_AT)
    common = {scope.name for scope in first.places.all()} & {
        scope.name for scope in second.places.all()
    }
    shared = (place for place in near if place.name in common)
    return next(shared, near[0] if near else None)
