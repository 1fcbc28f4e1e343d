"""Criteria chosen above the lists of assets."""

from dataclasses import dataclass
from datetime import date

from bocage.outreach.assets.models import Asset, AssetQuerySet
from bocage.outreach.assets.places import about


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetCriteria:
    """Theme, state and place of assets; an empty criterion excludes nothing.

    `place` is a choice of `place_choices`; `to_refresh` selects those whose figure is out of date.
    """

    theme: str = ""
    state: str = ""
    place: str = ""
    to_refresh: bool = False

    def __bool__(self) -> bool:
        return bool(self.theme or self.state or self.place or self.to_refresh)

    def select(self, assets: AssetQuerySet, today: date) -> AssetQuerySet:
        """Returns the assets that match the criteria. Withdrawn ones are excluded, unless the state
        is a criterion.
        """
        if self.state:
            assets = assets.filter(state=self.state)
        else:
            assets = assets.exclude(state=Asset.State.WITHDRAWN)
        if self.theme:
            assets = assets.filter(theme=self.theme)
        if self.place:
            assets = assets.filter(about(self.place))
        return assets.to_refresh(today) if self.to_refresh else assets
