"""A commune with a sponsor who may be asked takes newcomers by the hand."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext_lazy, ngettext

from bocage.welcome.former_communes import codes_of_before
from bocage.welcome.sponsor_ranking import available_sponsors
from bocage.welcome.suitability.signs import Reading, Told, welcome_sign


def _words(fact: Told) -> str:
    return ngettext(
        "%(count)s parrain ou marraine disponible",
        "%(count)s parrains et marraines disponibles",
        fact["value"],
    ) % {"count": fact["value"]}


@welcome_sign(
    "sponsor",
    points=25,
    words={"sponsors": _words},
    source=gettext_lazy("parrainages confiés ici"),
)
def sponsors_to_ask(codes: Sequence[str], _today: date) -> dict[str, Reading]:
    """Those who may be asked today, in each commune and in those that merged into it; two
    queries."""
    before = codes_of_before(codes)
    sponsors = available_sponsors().filter(commune__in=[*codes, *before])
    counts = Counter(before.get(code, code) for code in sponsors.values_list("commune", flat=True))
    return {
        code: Reading(1, {"kind": "sponsors", "value": counts[code]})
        if counts[code]
        else Reading(0)
        for code in codes
    }
