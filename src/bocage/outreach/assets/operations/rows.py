"""Import of assets from a table: new ones are created as drafts, existing ones are updated."""

from dataclasses import fields
from datetime import datetime

from bocage.outreach.assets.errors import AssetTitleTaken
from bocage.outreach.assets.models import Asset
from bocage.outreach.assets.operations.assets import AssetTerms, add_asset, change_asset
from bocage.people.models import Person
from bocage.people.table_imports.kinds import Fate
from bocage.territory.models import Departement


def title_key(title: str) -> str:
    """Returns the key by which two titles are the same, whatever their case and spaces."""
    return " ".join(title.lower().split())


def existing_assets(departement: Departement) -> dict[str, Asset]:
    """Returns the assets of a département by the keys of their titles; one query."""
    assets = Asset.objects.with_related().filter(departement=departement)
    return {title_key(asset.title): asset for asset in assets}


def asset_fate(terms: AssetTerms, existing: Asset | None) -> Fate:
    """Returns what an import does to an asset, given the existing one."""
    if existing is None:
        return Fate.NEW
    return Fate.SAME if _has_terms(existing, terms) else Fate.CHANGED


def write_asset(*, by: Person, departement: Departement, terms: AssetTerms, now: datetime) -> Fate:
    """Writes the asset of a row: one of the same title is changed, and its state and picture stay;
    a new one is a draft. It is idempotent.

    Raises:
        NotAllowed: `by` manages no assets of this département.
        Refusal: the terms are not valid.
    """
    existing = _existing_asset(departement, terms.title)
    if existing is None:
        try:
            add_asset(by=by, departement=departement, terms=terms, now=now)
        except AssetTitleTaken:  # Created concurrently.
            existing = _existing_asset(departement, terms.title)
        else:
            return Fate.NEW
    fate = asset_fate(terms, existing)
    if existing is not None and fate == Fate.CHANGED:
        change_asset(by=by, asset=existing, terms=terms, now=now)
    return fate


def _existing_asset(departement: Departement, title: str) -> Asset | None:
    title = " ".join(title.split())
    return Asset.objects.with_related().filter(departement=departement, title__iexact=title).first()


def _has_terms(asset: Asset, terms: AssetTerms) -> bool:
    """Checks whether an asset already has these terms, ignoring extra spaces."""
    for field in fields(terms):
        value = getattr(terms, field.name)
        expected = " ".join(value.split()) if isinstance(value, str) else value
        if getattr(asset, field.name) != expected:
            return False
    return True
