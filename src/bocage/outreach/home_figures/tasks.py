"""Scheduled job that computes the figures of the home page if a page would wait for them."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.jobs.tasks import periodic
from bocage.outreach.home_figures.figures import recompute_slow_figures


@periodic("*/5 * * * *", description=_("Recompte les chiffres de l’accueil"))
def recount_proofs() -> None:
    """Recounts the figures of the home page every five minutes, where counting is too slow for a
    page (see `recompute_slow_figures`).
    """
    recompute_slow_figures(timezone.now())
