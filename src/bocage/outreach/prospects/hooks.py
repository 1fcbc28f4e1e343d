"""Hooks of prospects: code of upper subjects that runs in the transaction that changes one.

@prospect_erased.add
def empty_letters(prospect, *, now): ...
"""

from datetime import datetime
from typing import Protocol

from bocage.foundation.registry import Registry, qualified_name
from bocage.outreach.prospects.models.prospects import Prospect


class OnProspect(Protocol):
    """Hook called after a change of one prospect."""

    def __call__(self, prospect: Prospect, *, now: datetime) -> None: ...


class OnConsentWithdrawn(Protocol):
    """Hook called when a prospect withdraws their consent to one use, or to all of them if
    `purpose` is None.
    """

    def __call__(
        self, prospect: Prospect, purpose: str | None, withdrawn_by: str, *, now: datetime
    ) -> None: ...


class OnProspectsMerged(Protocol):
    """Hook called when two records are merged because they are one person."""

    def __call__(self, survivor: Prospect, duplicate: Prospect, *, now: datetime) -> None: ...


consent_withdrawn = Registry[OnConsentWithdrawn](name=qualified_name)
prospects_merged = Registry[OnProspectsMerged](name=qualified_name)
prospect_erased = Registry[OnProspect](name=qualified_name)
candidate_known = Registry[OnProspect](name=qualified_name)
"""Called when a prospect has sent a settlement project."""
