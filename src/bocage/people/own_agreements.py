"""Consents of a person to applications, current and past."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from bocage.people.agreements import Agreement, lists_agreements
from bocage.people.models import ApplicationConsent, Person
from bocage.people.tokens.scopes import scopes_in_words


@lists_agreements
def applications(person: Person) -> Iterator[Agreement]:
    """Yields the consents given to applications: current ones, then withdrawn ones from the
    history.

    Two queries.
    """
    page = reverse("application_list")
    for consent in ApplicationConsent.objects.filter(person=person).select_related("application"):
        yield Agreement(
            words=", ".join(consent.opens),
            to=_("l’application %(name)s") % {"name": consent.application.name},
            given_at=consent.given_at,
            url=page,
        )
    starts: dict[object, datetime] = {}
    versions = ApplicationConsent.pgh_event_model.objects.filter(person=person)  # type: ignore[attr-defined]  # set by pghistory
    for event in versions.order_by("pgh_id"):
        if event.pgh_label == "insert":
            starts[event.pgh_obj_id] = event.pgh_created_at
        elif event.pgh_label == "delete":
            yield Agreement(
                words=", ".join(scopes_in_words(event.scopes)),
                to=_("une application"),
                given_at=starts.get(event.pgh_obj_id, event.pgh_created_at),
                ended_at=event.pgh_created_at,
            )
