"""A commune that welcomes has somebody who takes care of newcomers."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bocage.territory.models import Commune
from bocage.welcome.former_communes import codes_of_before
from bocage.welcome.models.sponsors import SponsorProfile
from bocage.welcome.welcoming import welcoming_criterion


@welcoming_criterion(
    "sponsor_named",
    _("un parrain ou une marraine"),
    rank=20,
    action=_("Proposer quelqu’un"),
    url=lambda commune: reverse("sponsor_offer", args=[commune.pk]),
)
def with_a_sponsor(communes: Sequence[Commune]) -> set[str]:
    """Somebody holds the mandate today, in the commune or in one that merged into it; two
    queries.
    """
    before = codes_of_before(commune.pk for commune in communes)
    today = {commune.pk: commune.pk for commune in communes} | before
    mandated = SponsorProfile.objects.mandated().filter(commune__in=today)
    return {today[code] for code in mandated.order_by().values_list("commune", flat=True)}
