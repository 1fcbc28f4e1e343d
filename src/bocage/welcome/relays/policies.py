"""Rights to read, answer and withdraw relays, and to read « ma commune »."""

from typing import Any

import rules

from bocage.people.models import Mandate, Person, Role, ScopeKind
from bocage.people.policies import (
    entrusted,
    holds,
    holds_anywhere,
    is_administrator,
    mandates_of,
    reach_of,
)
from bocage.welcome.communes.town_halls import OF_THE_TOWN_HALL
from bocage.welcome.projects.models.messages import ProjectConsent
from bocage.welcome.projects.policies import follows_project, is_of_household
from bocage.welcome.relays.models import Relay
from bocage.welcome.relays.querysets import RelayQuerySet

READERS = (*OF_THE_TOWN_HALL, Role.COORDINATOR)


@rules.predicate
def household_agrees(_person: Any, relay: Relay) -> bool:
    """Checks whether the household consents, today, to be mentioned to town halls. An unsaved
    relay, as in the grid of rights, has no household to object.
    """
    if relay._state.adding:
        return True
    return (
        relay.project.erased_at is None
        and ProjectConsent.objects.filter(
            project=relay.project_id, use=ProjectConsent.Use.TOWN_HALLS, withdrawn_at=None
        ).exists()
    )


@rules.predicate
def is_of_the_town_hall(person: Any, relay: Relay) -> bool:
    """Checks whether a person is elected by the commune of the relay, or is its secretary."""
    return any(
        mandate.role in OF_THE_TOWN_HALL
        and mandate.scope.kind == ScopeKind.COMMUNE
        and mandate.scope.commune_id == relay.commune_id
        for mandate in mandates_of(person)
    )


@rules.predicate
def is_elected_of_recipient(person: Any, relay: Relay) -> bool:
    """Checks whether a person is elected by the intercommunalité, and the question has reached
    it.
    """
    has_come = relay.recipient == Relay.Recipient.EPCI or relay.epci_notified_at is not None
    return has_come and holds(person, Role.ELECTED, relay)


coordinates_relay = entrusted(Role.COORDINATOR)


@rules.predicate
def follows_project_of_relay(person: Any, relay: Relay) -> bool:
    """Follows the project that the relay is about."""
    return bool(follows_project(person, relay.project))


@rules.predicate
def is_of_household_of_relay(person: Any, relay: Relay) -> bool:
    """Checks whether a person is an adult of the household that the relay is about."""
    return bool(is_of_household(person, relay.project))


@rules.predicate
def answers_for_a_commune(person: Any) -> bool:
    """Checks whether a person is of a town hall, is elected by an intercommunalité, coordinates a
    territory or administers the instance.
    """
    return holds_anywhere(person, READERS) or bool(is_administrator(person))


def could_answer_before(person: Person, relay: Relay) -> bool:
    """Checks whether a person held a mandate that let them answer a relay, and has ended."""
    ended = Mandate.objects.select_related("scope").filter(
        person=person.pk, role__in=OF_THE_TOWN_HALL, ends_on__isnull=False
    )
    return any(mandate.covers(relay) for mandate in ended)


def relays_addressed_to(person: Any) -> RelayQuerySet:
    """Returns the relays that a person may answer for a commune or for its intercommunalité."""
    own_communes = Relay.objects.filter(commune__in=reach_of(person, OF_THE_TOWN_HALL).communes)
    escalated = Relay.objects.come_to_the_epci().filter(
        commune__epci__in=reach_of(person, Role.ELECTED).epcis
    )
    return (own_communes | escalated).consented()


def relays_read_by(person: Any) -> RelayQuerySet:
    """Returns the relays that a person may read, consistently with `welcome.see_relay`."""
    within = Relay.objects.within(reach_of(person, Role.COORDINATOR)).consented()
    return relays_addressed_to(person) | within


rules.add_perm(
    "welcome.see_relay",
    (is_of_the_town_hall | is_elected_of_recipient | coordinates_relay) & household_agrees,
)
rules.add_perm(
    "welcome.answer_relay",
    (is_of_the_town_hall | is_elected_of_recipient | coordinates_relay) & household_agrees,
)
rules.add_perm("welcome.withdraw_relay", follows_project_of_relay | is_of_household_of_relay)
rules.add_perm("welcome.see_own_commune", entrusted(*READERS))
rules.add_perm("welcome.see_own_communes", answers_for_a_commune)
