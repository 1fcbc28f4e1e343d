"""Hooks of prospects: what upper subjects do in the transaction that changes one.

@prospect_erased.add
def empty_letters(prospect, *, now): ...
"""

from datetime import datetime
from typing import Protocol

from bocage.foundation.registry import Registry, qualified_name
from bocage.outreach.prospects.models.prospects import Prospect


class OnProspect(Protocol):
    """What follows a change of one prospect."""

    def __call__(self, prospect: Prospect, *, now: datetime) -> None: ...


class OnConsentWithdrawn(Protocol):
    """What follows when a prospect takes back one use, or all of them where `purpose` is None."""

    def __call__(
        self, prospect: Prospect, purpose: str | None, withdrawn_by: str, *, now: datetime
    ) -> None: ...


class OnProspectsJoined(Protocol):
    """What follows when two records are one person."""

    def __call__(self, kept: Prospect, joined: Prospect, *, now: datetime) -> None: ...


consent_withdrawn = Registry[OnConsentWithdrawn](name=qualified_name)
prospects_joined = Registry[OnProspectsJoined](name=qualified_name)
prospect_erased = Registry[OnProspect](name=qualified_name)
candidate_known = Registry[OnProspect](name=qualified_name)
"""Called when a prospect has sent a settlement project."""
