"""What the room does by itself, by the clock. Each is safe to run twice, and at once."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from bocage.foundation.jobs.tasks import periodic, task
from bocage.housing.operations.alerts import patience, tell_due_alerts
from bocage.housing.operations.hand_over import tell_soon
from bocage.housing.operations.landmarks import measure_next
from bocage.housing.operations.lead_freshness import (
    ask_about_old_leads,
    hide_stale_leads,
)
from bocage.housing.operations.matching import match_pending_facts
from bocage.housing.operations.owner_freshness import ask_owners, hide_unanswered_offers
from bocage.housing.operations.photos import read_waiting_photos
from bocage.housing.operations.settling import settle_pending_listings


@task(says=_("Réunit les annonces d’un même logement"))
def settle_listings() -> None:
    """See `settle_pending_listings`; what waited for the last batch is told."""
    if settle_pending_listings():
        tell_soon()


@periodic("* * * * *", says=_("Lit les photos des annonces"))
def read_photos() -> None:
    """See `read_waiting_photos`; listings whose photos were read are settled again."""
    if read_waiting_photos():
        settle_pending_listings()


@task(says=_("Mesure le chemin des logements au télécentre"))
def measure_homes(*, after: str = "") -> None:
    """See `measure_next`: a batch at a time, each task defers that of the next one."""
    last = measure_next(UUID(after) if after else None)
    if last is not None:
        measure_homes.defer(after=str(last))


@task(says=_("Cherche qui attend un logement qui vient d’arriver"))
def match_facts() -> None:
    """Makes the alerts of what happened on the market, then has them told."""
    is_any = False
    while match_pending_facts():
        is_any = True
    if is_any:
        tell_alerts.defer()


@task(says=_("Envoie les alertes de logement"))
def tell_alerts() -> None:
    """Tells whoever waits what is due to them, once their delivery is matched to its end."""
    while tell_due_alerts(waited=patience()):
        pass


@periodic("* * * * *", says=_("Reprend les alertes de logement qui attendent"))
def tell_what_waits() -> None:
    """Takes up what a worker that died left, and tells what is due by the clock."""
    match_facts.defer()
    tell_alerts.defer()


@periodic("17 7-18 * * *", says=_("Demande si les pistes sont toujours libres"))
def keep_leads_fresh() -> None:
    """Hides what was asked about in vain, then asks about what nobody confirmed. By day."""
    hide_stale_leads()
    ask_about_old_leads()


@periodic("27 7-18 * * *", says=_("Demande aux propriétaires si leur logement est toujours libre"))
def keep_offers_fresh() -> None:
    """The same of what owners offer."""
    hide_unanswered_offers()
    ask_owners()
