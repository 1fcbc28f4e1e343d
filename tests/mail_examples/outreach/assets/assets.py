"""Examples of the mails of `bocage.outreach.assets.mails`."""

from datetime import date

from bocage.outreach.assets.mails import AgedAsset, AssetsToRefresh
from tests.mail_examples.registry import example_of


@example_of(AssetsToRefresh)
def assets_to_refresh(mail):
    return mail(
        assets=[
            AgedAsset(
                asset_id="01938a4e-7c00-7000-8000-000000000091",
                title="Un département de villages",
                fresh_until=date(2026, 11, 27),
            )
        ]
    )
