"""Additions of sponsorship to the page of a commune: its sponsors, the criterion and the sign."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext
from django.utils.translation import gettext_lazy as _

from bocage.people.models import Person
from bocage.territory.models import Commune
from bocage.welcome.communes.former_communes import codes_of_before
from bocage.welcome.communes.page_registry import add_commune_section
from bocage.welcome.communes.signs_registry import Fact, SignStrength, welcome_sign
from bocage.welcome.communes.welcoming_criteria import welcoming_criterion
from bocage.welcome.sponsors.models import SponsorProfile
from bocage.welcome.sponsors.ranking import available_sponsors


def sponsors_of_commune(commune: Commune, person: Person) -> dict[str, Any] | None:
    """Returns the sponsors of a commune, active or still to be confirmed; None where the person
    may not offer one there. One query.
    """
    if not person.has_perm("welcome.offer_sponsor", commune):
        return None
    profiles = (
        SponsorProfile.objects.filter(commune=commune)
        .exclude(status__in=[SponsorProfile.Status.REFUSED, SponsorProfile.Status.OVER])
        .select_related("person")
    )
    return {"sponsors": list(profiles)}


add_commune_section(
    name="parrains",
    template="welcome/sponsors/commune_section.html",
    rank=40,
    context=sponsors_of_commune,
)


def _words(fact: Fact) -> str:
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
def sponsors_to_ask(codes: Sequence[str], _today: date) -> dict[str, SignStrength]:
    """Counts the sponsors available today, in each commune and in those that merged into it; two
    queries.
    """
    before = codes_of_before(codes)
    sponsors = available_sponsors().filter(commune__in=[*codes, *before])
    counts = Counter(before.get(code, code) for code in sponsors.values_list("commune", flat=True))
    return {
        code: SignStrength(1, {"kind": "sponsors", "value": counts[code]})
        if counts[code]
        else SignStrength(0)
        for code in codes
    }


@welcoming_criterion(
    "sponsor_named",
    _("un parrain ou une marraine"),
    rank=20,
    action=_("Proposer quelqu’un"),
    url=lambda commune: reverse("sponsor_offer", args=[commune.pk]),
)
def with_a_sponsor(communes: Sequence[Commune]) -> set[str]:
    """Returns the communes where a person holds a sponsor's mandate today, in the commune or in one
    that merged into it; two queries.
    """
    before = codes_of_before(commune.pk for commune in communes)
    today = {commune.pk: commune.pk for commune in communes} | before
    mandated = SponsorProfile.objects.mandated().filter(commune__in=today)
    return {today[code] for code in mandated.order_by().values_list("commune", flat=True)}
