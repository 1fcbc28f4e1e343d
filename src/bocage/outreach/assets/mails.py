"""Mails to asset managers."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bocage.foundation.formatting.times import format_date
from bocage.foundation.mail import declare_channel, page_url
from bocage.foundation.mail.body import BodyMail, MailBody

declare_channel(
    "outreach_assets",
    label=gettext_lazy("Atouts à rafraîchir"),
    reason=gettext_lazy("Vous recevez ce message parce que vous tenez les atouts du territoire."),
    optional=True,
    of_a_mandate=True,
)

MAX_LISTED = 12


@dataclass(frozen=True, kw_only=True)
class AgedAsset:
    """Asset that is no longer shown, and the last day on which it was."""

    asset_id: str
    title: str
    fresh_until: date


class AssetsToRefresh(BodyMail):
    """Mail about assets whose figures have become too old, and which are hidden until they are
    refreshed.
    """

    channel: ClassVar[str] = "outreach_assets"
    priority: ClassVar[int] = 60

    assets: list[AgedAsset]

    def body(self) -> MailBody:
        count = len(self.assets)
        subject = ngettext(
            "Un atout n’est plus montré : son chiffre a vieilli",
            "%(count)s atouts ne sont plus montrés : leurs chiffres ont vieilli",
            count,
        ) % {"count": count}
        return MailBody(
            subject=subject,
            title=_("Des chiffres à rafraîchir"),
            paragraphs=[
                _(
                    "Un chiffre trop ancien ne convainc personne : ceux-ci ne sont plus montrés au"
                    " public, jusqu’à ce que vous en donniez un plus récent, ou disiez qu’ils"
                    " valent encore."
                )
            ],
            button=(_("Voir ce qui est à rafraîchir"), f"{page_url('asset_list')}?a-rafraichir=on"),
            links=[
                (
                    _("%(title)s, valable jusqu’au %(day)s")
                    % {
                        "title": asset.title,
                        "day": format_date(asset.fresh_until, with_year=True, with_weekday=False),
                    },
                    page_url("asset_detail", asset.asset_id),
                )
                for asset in self.assets[:MAX_LISTED]
            ],
        )
