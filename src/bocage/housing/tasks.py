"""What the room does by itself, by the clock. Each is safe to run twice, late, and at once."""

from procrastinate.contrib.django import app

from bocage.foundation.tasks import task
from bocage.housing.operations.lead_freshness import (
    ask_about_old_leads,
    forget_owners,
    hide_stale_leads,
)
from bocage.housing.operations.letters import send_commune_letters

# Leads of the hidden market.


@app.periodic(cron="17 7-18 * * *")
@task
def keep_leads_fresh(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate tells it
    """Hides what was asked about in vain, then asks about what nobody confirmed. By day."""
    hide_stale_leads()
    ask_about_old_leads()


@app.periodic(cron="40 3 * * *")
@task
def forget_owners_of_ended_leads(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate tells it
    """See `forget_owners`."""
    forget_owners()


@app.periodic(cron="*/10 * * * *")
@task
def write_to_town_halls(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate tells it
    """See `send_commune_letters`."""
    send_commune_letters()
