"""Additions of the charter to the page of a commune: its commitments, the criterion and the
sign.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.people.models import Person
from bocage.territory.models import Commune
from bocage.welcome.charters.models import Commitment, WelcomeCharter
from bocage.welcome.communes.page_registry import add_commune_section
from bocage.welcome.communes.signs_registry import SignStrength, welcome_sign
from bocage.welcome.communes.welcoming_criteria import welcoming_criterion


def charter_of_commune(commune: Commune, person: Person) -> dict[str, Any] | None:
    """Returns the charter in force of a commune and its open commitments; None for people who may
    not see it. Two queries.
    """
    if not person.has_perm("welcome.see_charter", commune):
        return None
    charter = WelcomeCharter.objects.filter(commune=commune, ended_at=None).first()
    to_do = Commitment.objects.filter(charter=charter, done_on=None).order_by("due_on", "pk")
    return {
        "charter": charter,
        "to_do": list(to_do) if charter else [],
        "today": timezone.localdate(),
        "may_sign": person.has_perm("welcome.sign_charter", commune),
    }


add_commune_section(
    name="charte",
    template="welcome/charters/commune_section.html",
    rank=60,
    context=charter_of_commune,
)


@welcome_sign(
    "charter",
    points=15,
    words={"charter": lambda _fact: _("la commune a signé la charte d’accueil")},
    source=gettext_lazy("chartes signées ici"),
)
def charters_in_force(codes: Sequence[str], _today: date) -> dict[str, SignStrength]:
    """Reads which communes have a charter in force; one query."""
    signed = set(
        WelcomeCharter.objects.filter(commune__in=codes, ended_at=None).values_list(
            "commune", flat=True
        )
    )
    return {
        code: SignStrength(1, {"kind": "charter"}) if code in signed else SignStrength(0)
        for code in codes
    }


@welcoming_criterion(
    "charter_signed",
    gettext_lazy("la charte d’accueil signée"),
    rank=50,
    action=gettext_lazy("Lire et signer la charte"),
    url=lambda commune: reverse("commune_charter", args=[commune.pk]),
)
def communes_with_charter(communes: Sequence[Commune]) -> set[str]:
    """Returns the communes that have a charter in force; one query."""
    signed = WelcomeCharter.objects.filter(commune__in=communes, ended_at=None)
    return set(signed.order_by().values_list("commune", flat=True))
