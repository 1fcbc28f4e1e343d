"""A commune that signed the charter said how it welcomes."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.welcome.communes.signs_registry import Reading, welcome_sign
from bocage.welcome.models.charters import WelcomeCharter


@welcome_sign(
    "charter",
    points=15,
    words={"charter": lambda _fact: _("la commune a signé la charte d’accueil")},
    source=gettext_lazy("chartes signées ici"),
)
def charters_in_force(codes: Sequence[str], _today: date) -> dict[str, Reading]:
    """One query."""
    signed = set(
        WelcomeCharter.objects.filter(commune__in=codes, ended_at=None).values_list(
            "commune", flat=True
        )
    )
    return {
        code: Reading(1, {"kind": "charter"}) if code in signed else Reading(0) for code in codes
    }
