"""Last contact with a household."""

from datetime import datetime

from bocage.welcome.projects.models.projects import SettlementProject


def touch_last_contact(project: SettlementProject, moment: datetime) -> None:
    """Records a contact between the household and the welcome team, by any means, and cancels the
    pending erasure for lack of contact, whatever the date of the contact. The caller holds the lock
    of the project.
    """
    project.last_contact_at = max(project.last_contact_at, moment)
    project.erasure_warned_at = None
    project.save(update_fields=["last_contact_at", "erasure_warned_at"])
