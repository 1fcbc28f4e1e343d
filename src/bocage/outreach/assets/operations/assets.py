"""Assets: written, changed, published, withdrawn, and brought up to date."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import IO

from django.db import transaction
from django.utils import timezone

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.row_locks import lock_row
from bocage.outreach.assets.errors import (
    AssetAboutSeveral,
    AssetElsewhere,
    AssetFigureGoesBack,
    AssetFigureToCome,
    AssetFigureTwice,
    AssetFigureUnknown,
    AssetIsLive,
    AssetShelfLifeOutOfReach,
    AssetTitleTaken,
    AssetTooOld,
    AssetWithoutSource,
    AssetWithoutWords,
    PressMayNotUse,
)
from bocage.outreach.assets.models import Asset
from bocage.outreach.assets.operations.pictures import PictureTerms, set_picture
from bocage.outreach.assets.shelf_life import MAX_MONTHS, USUAL_MONTHS
from bocage.outreach.editorial.operations.site import have_pages_made_again
from bocage.outreach.home_figures.figures import PROOF_LABELS
from bocage.outreach.shared.themes import Theme
from bocage.people.models import Person
from bocage.territory.models import Commune, Departement, Epci
from bocage.workspaces.models import Place

State = Asset.State

RULES = {
    "outreach_asset_one_title": AssetTitleTaken,
    "outreach_asset_published_proven": AssetWithoutSource,
    "outreach_asset_published_fresh": AssetTooOld,
    "outreach_asset_press_may_use": PressMayNotUse,
}
"""Errors by database constraint, also raised by concurrent writes."""


@dataclass(frozen=True, kw_only=True)
class AssetTerms:
    """Terms of an asset: its words, its proof, and the area that it is about, which is the whole
    département if none is given. `shelf_life_months` counts from `dated_on`.
    """

    title: str
    sentence: str
    theme: str
    figure: str = ""
    unit: str = ""
    live_indicator: str = ""
    source_name: str = ""
    source_url: str = ""
    dated_on: date | None = None
    shelf_life_months: int = USUAL_MONTHS
    epci: Epci | None = None
    commune: Commune | None = None
    place: Place | None = None
    title_en: str = ""
    sentence_en: str = ""
    unit_en: str = ""


def add_asset(
    *,
    by: Person,
    departement: Departement,
    terms: AssetTerms,
    picture: PictureTerms | None = None,
    image: IO[bytes] | None = None,
    now: datetime | None = None,
) -> Asset:
    """Creates an asset as a draft, with its picture if it has one.

    Raises:
        NotAllowed: `by` manages no assets of this département.
        AssetTitleTaken: another asset has this title.
        AssetWithoutWords, AssetAboutSeveral, AssetElsewhere, AssetFigureTwice, AssetFigureUnknown,
        AssetFigureToCome, AssetShelfLifeOutOfReach: the terms are not valid.
        PhotoUnreadable, PictureWithoutWords, PressMayNotUse: the picture is not valid.
    """
    asset = Asset(departement=departement, created_by=by, created_at=now or timezone.now())
    by.require("outreach.manage_asset", asset)
    _write_terms(asset, terms, timezone.localdate(now))
    with refusing(RULES):
        if picture is not None:
            set_picture(asset, picture, image, by=by)
        asset.save(force_insert=True)
    return asset


def change_asset(
    *,
    by: Person,
    asset: Asset,
    terms: AssetTerms,
    picture: PictureTerms | None = None,
    image: IO[bytes] | None = None,
    now: datetime | None = None,
) -> Asset:
    """Changes an asset. A published one stays published, and must still be proven. Without `image`
    its picture stays, with the description and credit given in `picture`.

    Raises:
        NotAllowed: `by` does not manage it.
        AssetWithoutSource, AssetTooOld: it is published, and could not be with these terms.
        The refusals of `add_asset`.
    """
    with refusing(RULES):
        locked = _locked_asset(by, asset)
        before = (locked.dated_on, locked.shelf_life_months, locked.figure, locked.live_indicator)
        _write_terms(locked, terms, timezone.localdate(now))
        if before != (
            locked.dated_on,
            locked.shelf_life_months,
            locked.figure,
            locked.live_indicator,
        ):
            locked.age_notified_at = None
        if picture is not None:
            set_picture(locked, picture, image, by=by)
        locked.save()
        _show_again(locked)
    return locked


def publish_asset(*, by: Person, asset: Asset, now: datetime | None = None) -> Asset:
    """Publishes an asset, until its figure is too old. It is idempotent.

    Raises:
        NotAllowed: `by` does not manage it.
        AssetWithoutSource: it has no figure, no source or no date.
        AssetTooOld: its figure is older than its shelf life.
    """
    today = timezone.localdate(now)
    with refusing(RULES):
        locked = _locked_asset(by, asset)
        if not locked.is_live and not (locked.figure and locked.source_name and locked.dated_on):
            raise AssetWithoutSource
        if locked.is_too_old(today):
            raise AssetTooOld
        if locked.state != State.PUBLISHED:
            locked.state, locked.published_on, locked.published_by = State.PUBLISHED, today, by
            locked.save(update_fields=["state", "published_on", "published_by"])
            _show_again(locked)
    return locked


def withdraw_asset(*, by: Person, asset: Asset) -> Asset:
    """Withdraws an asset from the public; it may be published again. It is idempotent.

    Raises:
        NotAllowed: `by` does not manage it.
    """
    with transaction.atomic():
        locked = _locked_asset(by, asset)
        if locked.state != State.WITHDRAWN:
            locked.state = State.WITHDRAWN
            locked.save(update_fields=["state"])
            have_pages_made_again()
    return locked


def refresh_figure(
    *,
    by: Person,
    asset: Asset,
    figure: str,
    dated_on: date,
    source_name: str = "",
    source_url: str = "",
    now: datetime | None = None,
) -> Asset:
    """Replaces the figure of an asset with a newer one; the history retains the former one. The
    source stays the same if not given. A published asset whose figure had become too old is
    public again.

    Raises:
        NotAllowed: `by` does not manage it.
        AssetIsLive: the instance counts the figure itself.
        AssetWithoutSource: the figure is empty.
        AssetFigureToCome: it is dated after today.
        AssetFigureGoesBack: it is older than the current one.
        AssetTooOld: it is published, and this figure is already older than its shelf life.
    """
    new_figure = " ".join(figure.split())
    with refusing(RULES):
        locked = _locked_asset(by, asset)
        if locked.is_live:
            raise AssetIsLive
        if not new_figure:
            raise AssetWithoutSource
        if dated_on > timezone.localdate(now):
            raise AssetFigureToCome
        if locked.dated_on is not None and dated_on < locked.dated_on:
            raise AssetFigureGoesBack
        locked.figure, locked.dated_on, locked.age_notified_at = new_figure, dated_on, None
        locked.source_name = " ".join(source_name.split()) or locked.source_name
        locked.source_url = source_url.strip() or locked.source_url
        locked.save(
            update_fields=["figure", "dated_on", "age_notified_at", "source_name", "source_url"]
        )
        _show_again(locked)
    return locked


def terms_of(asset: Asset) -> AssetTerms:
    """Returns the current terms of an asset, ready to be given to `change_asset`."""
    return AssetTerms(**{field.name: getattr(asset, field.name) for field in fields(AssetTerms)})


def _locked_asset(by: Person, asset: Asset) -> Asset:
    """Returns the current row of the asset, locked until the transaction ends.

    Raises:
        NotAllowed: `by` does not manage it.
    """
    by.require("outreach.manage_asset", asset)
    return lock_row(asset, "departement")


def _show_again(asset: Asset) -> None:
    """Clears the cache of the pages that show the asset."""
    if asset.state == State.PUBLISHED:
        have_pages_made_again()


def _write_terms(asset: Asset, terms: AssetTerms, today: date) -> None:
    for field in fields(terms):
        value = getattr(terms, field.name)
        setattr(asset, field.name, " ".join(value.split()) if isinstance(value, str) else value)
    asset.theme = Theme(terms.theme)
    if not asset.title or not asset.sentence:
        raise AssetWithoutWords
    if not 1 <= asset.shelf_life_months <= MAX_MONTHS:
        raise AssetShelfLifeOutOfReach
    _check_figure(asset, today)
    _check_subject(asset)


def _check_figure(asset: Asset, today: date) -> None:
    if asset.live_indicator and (asset.figure or asset.dated_on):
        raise AssetFigureTwice
    if asset.live_indicator and asset.live_indicator not in PROOF_LABELS:
        raise AssetFigureUnknown
    if asset.dated_on is not None and asset.dated_on > today:
        raise AssetFigureToCome


def _check_subject(asset: Asset) -> None:
    subjects = [area for area in (asset.epci, asset.commune, asset.place) if area is not None]
    if len(subjects) > 1:
        raise AssetAboutSeveral
    for subject in subjects:
        if isinstance(subject, Epci):
            is_there = subject.departements.filter(pk=asset.departement_id).exists()
        else:
            commune = subject.commune if isinstance(subject, Place) else subject
            is_there = commune.departement_id == asset.departement_id
        if not is_there:
            raise AssetElsewhere
