"""Expiry of assets: the query of displayed assets drops them, and their managers are notified
once."""

from collections import defaultdict
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.row_locks import lock_free_rows
from bocage.foundation.jobs.tasks import periodic
from bocage.housing.feeds.notifications import administrators, coordinators_of
from bocage.outreach.assets.mails import AgedAsset, AssetsToRefresh
from bocage.outreach.assets.models import Asset
from bocage.people.mailing import write_to
from bocage.people.models import Person

BATCH = 200


@periodic("20 8 * * 1-5", description=_("Signale les documents à rafraîchir"))
def notify_aged_assets(*, now: datetime | None = None) -> int:
    """Mails those who published assets that are no longer shown because their figure is too old, in
    one message each. Where that person no longer manages an asset, writes to the coordinators of
    the département or, without any, to the administrators. Returns the number of assets
    reported; each is reported once.
    """
    now = now or timezone.now()
    today = timezone.localdate(now)
    with transaction.atomic():
        aged = list(
            lock_free_rows(
                Asset.objects.filter(
                    state=Asset.State.PUBLISHED, fresh_until__lt=today, age_notified_at=None
                )
            )
            .select_related("departement", "published_by")
            .order_by("fresh_until", "pk")[:BATCH]
        )
        by_manager: dict[Person, list[Asset]] = defaultdict(list)
        for asset in aged:
            for manager in _managers_of(asset):
                by_manager[manager].append(asset)
        for manager, assets in by_manager.items():
            lines = [
                AgedAsset(asset_id=str(asset.pk), title=asset.title, fresh_until=asset.fresh_until)
                for asset in assets
            ]
            write_to(manager, AssetsToRefresh(assets=lines))
        Asset.objects.filter(pk__in=[aged_asset.pk for aged_asset in aged]).update(
            age_notified_at=now
        )
    return len(aged)


def _managers_of(asset: Asset) -> list[Person]:
    manager = asset.published_by
    if (
        manager is not None
        and manager.is_active
        and manager.has_perm("outreach.manage_asset", asset)
    ):
        return [manager]
    return coordinators_of(asset.departement_id) or administrators()
