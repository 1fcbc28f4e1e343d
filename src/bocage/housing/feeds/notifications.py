"""Notifications about sources and their recipients, sent in the transaction of the operation."""

from django.db.models import Q

from bocage.housing.feeds.mails import FeedRunHeld, SourceStale
from bocage.housing.market.models.sources import FeedRun, Source
from bocage.people.mailing import write_to
from bocage.people.models import Mandate, Person, Role, ScopeKind


def coordinators_of(departement_id: str) -> list[Person]:
    """Returns the current coordinators of a département, or of the whole instance, by name."""
    of_it = Q(scope__kind=ScopeKind.DEPARTEMENT, scope__departement=departement_id)
    of_all = Q(scope__kind=ScopeKind.INSTANCE)
    return _holders(Q(role=Role.COORDINATOR) & (of_it | of_all))


def coordinators_within(departement_id: str) -> list[Person]:
    """Returns the coordinators of an intercommunalité of a département, who may not open its
    sources.
    """
    within = Q(scope__kind=ScopeKind.EPCI, scope__epci__departements=departement_id)
    return _holders(Q(role=Role.COORDINATOR) & within)


def administrators() -> list[Person]:
    """Lists the administrators of the instance, who follow the sources without a coordinator."""
    return _holders(Q(role=Role.ADMIN))


def notify_held_feed_run(run: FeedRun, *, stock: int) -> None:
    """Notifies the coordinators, else the administrators, that a delivery waits for a decision."""
    mail = FeedRunHeld(
        source_name=run.source.name,
        source_slug=run.source.slug,
        run_id=str(run.pk),
        withdrawn=run.withdrawn,
        stock=stock,
    )
    for person in coordinators_of(run.source.departement_id) or administrators():
        write_to(person, mail)


def notify_stale_feed(source: Source) -> None:
    """Notifies the coordinators that a source is silent, once per silence.

    Where the département has no coordinator, notifies the coordinators of its intercommunalités,
    who may call the agency, and the administrators, who may open the source.
    """
    departement = source.departement_id
    recipients = coordinators_of(departement) or [
        *coordinators_within(departement),
        *administrators(),
    ]
    for person in dict.fromkeys(recipients):
        mail = SourceStale(
            source_name=source.name,
            source_slug=source.slug,
            error=source.error,
            since=source.last_good_at,
            may_open=person.has_perm("housing.run_source", source),
        )
        write_to(person, mail)


def _holders(mandates: Q) -> list[Person]:
    holders = (
        Mandate.objects.in_force()
        .filter(mandates, person__is_active=True)
        .select_related("person")
        .order_by("person__name", "person_id")
    )
    return list(dict.fromkeys(mandate.person for mandate in holders))
