"""Who is told what about sources; each within the transaction of the operation."""

from __future__ import annotations

from bocage.foundation.mail import send_mail
from bocage.housing.feed_mails import DeliveryHeld, SourceQuiet
from bocage.housing.models import FeedRun, Source
from bocage.people.models import Mandate, Person, Role


def coordinators_of(departement_id: str) -> list[Person]:
    """Those who coordinate a département today, by name."""
    mandates = (
        Mandate.objects.in_force()
        .filter(
            role=Role.COORDINATOR,
            scope__kind="departement",
            scope__departement=departement_id,
            person__is_active=True,
        )
        .select_related("person")
        .order_by("person__name", "person_id")
    )
    return list(dict.fromkeys(mandate.person for mandate in mandates))


def tell_held(run: FeedRun, *, stock: int) -> None:
    """A word to the coordinators: a delivery waits for their decision."""
    mail = DeliveryHeld(
        source_name=run.source.name,
        source_slug=run.source.slug,
        run_id=str(run.pk),
        withdrawn=run.withdrawn,
        stock=stock,
    )
    for person in coordinators_of(run.source.departement_id):
        send_mail(mail, to=person.email, language=person.language, person=person)


def tell_quiet(source: Source) -> None:
    """A word to the coordinators, once for each silence."""
    mail = SourceQuiet(
        source_name=source.name,
        source_slug=source.slug,
        error=source.error,
        since=source.last_good_at,
    )
    for person in coordinators_of(source.departement_id):
        send_mail(mail, to=person.email, language=person.language, person=person)
