"""When a household was last heard of."""

from datetime import datetime

from bocage.welcome.projects.models.projects import SettlementProject


def keep_contact(project: SettlementProject, moment: datetime) -> None:
    """What the household and the welcome say to each other, in whichever way, takes away the threat
    of silence, whenever it was said. Whoever calls holds the lock of the project."""
    project.last_contact_at = max(project.last_contact_at, moment)
    project.asked_to_keep_at = None
    project.save(update_fields=["last_contact_at", "asked_to_keep_at"])
