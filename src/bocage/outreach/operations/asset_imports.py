"""Assets written from a table: what is new is a draft, what is there is said again."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum

from django.db import transaction

from bocage.foundation.errors import NotAllowed, Refusal
from bocage.outreach.errors.assets import AssetTitleTaken
from bocage.outreach.models import Asset
from bocage.outreach.operations.assets import AssetTerms, add_asset, change_asset
from bocage.people.models import Person
from bocage.territory.models import Departement


class Fate(StrEnum):
    """What became of a line."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True)
class ToldAsset:
    """A line that says an asset."""

    line: int
    terms: AssetTerms


@dataclass(frozen=True, kw_only=True)
class WrittenLine:
    """What became of a line, and why where it was refused."""

    line: int
    title: str
    fate: Fate
    problems: tuple[str, ...] = ()


def write_assets(
    *, by: Person, departement: Departement, told: Iterable[ToldAsset], now: datetime | None = None
) -> list[WrittenLine]:
    """Writes each asset that a table tells: known by its title, it is said again, and its state and
    its picture stay; new, it is a draft. One that is refused leaves the others. Written again,
    nothing changes.

    Raises:
        NotAllowed: `by` keeps no assets of this département.
    """
    if not by.has_perm("outreach.keep_asset", Asset(departement=departement)):
        raise NotAllowed
    written = []
    with transaction.atomic():
        # In one order, so that two tables with the same titles never wait for each other.
        for one in sorted(told, key=lambda one: one.terms.title.lower()):
            try:
                fate = _write(by, departement, one.terms, now)
            except Refusal as refusal:
                written.append(_line(one, Fate.REFUSED, (str(refusal.sentence),)))
            else:
                written.append(_line(one, fate))
    return sorted(written, key=lambda one: one.line)


def _line(one: ToldAsset, fate: Fate, problems: tuple[str, ...] = ()) -> WrittenLine:
    return WrittenLine(line=one.line, title=one.terms.title, fate=fate, problems=problems)


def _write(by: Person, departement: Departement, terms: AssetTerms, now: datetime | None) -> Fate:
    standing = _standing(departement, terms.title)
    if standing is None:
        try:
            add_asset(by=by, departement=departement, terms=terms, now=now)
        except AssetTitleTaken:  # Somebody wrote it meanwhile.
            standing = _standing(departement, terms.title)
        else:
            return Fate.NEW
    if standing is None or _says(standing, terms):
        return Fate.SAME
    change_asset(by=by, asset=standing, terms=terms, now=now)
    return Fate.CHANGED


def _standing(departement: Departement, title: str) -> Asset | None:
    said = " ".join(title.split())
    return Asset.objects.told().filter(departement=departement, title__iexact=said).first()


def _says(asset: Asset, terms: AssetTerms) -> bool:
    """Whether an asset says this already, spaces aside."""
    for field in fields(terms):
        value = getattr(terms, field.name)
        said = " ".join(value.split()) if isinstance(value, str) else value
        if getattr(asset, field.name) != said:
            return False
    return True
