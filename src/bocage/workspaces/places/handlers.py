"""Places, when the communes where they are move."""

from bocage.foundation.events import handles
from bocage.territory.events import CommunesMoved
from bocage.workspaces.places.operations import follow_communes


@handles(CommunesMoved)
def move_places(_event: CommunesMoved) -> None:
    """Places without a position of their own are where their commune is."""
    follow_communes()
