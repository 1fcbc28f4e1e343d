"""What follows, after the commit, from what has happened elsewhere."""

from uuid import UUID

from bocage.foundation.events import handles
from bocage.housing.events import DeliveryReceived, PushDue, SourceDue
from bocage.housing.operations.deliveries import apply_delivery
from bocage.housing.operations.fetching import fetch_source
from bocage.housing.operations.landmarks import WORKSPACE
from bocage.housing.operations.push import deliver_push
from bocage.housing.operations.reading import forget_readings
from bocage.housing.operations.saved_searches import attach_searches
from bocage.housing.push_messages import PushMessage
from bocage.housing.tasks import measure_homes
from bocage.people.events import AddressOfPersonChanged, PersonCreated
from bocage.people.models import Person
from bocage.territory.events import LandmarksChanged, TerritoryImported


@handles(LandmarksChanged)
def measure_again(event: LandmarksChanged) -> None:
    """Homes are told how far the nearest place to work is now."""
    if event.kind == WORKSPACE:
        measure_homes.defer()


@handles(TerritoryImported)
def read_deliveries_again(_event: TerritoryImported) -> None:
    """Towns that no commune was found for may have one now."""
    forget_readings()


@handles(DeliveryReceived)
def read_the_delivery(event: DeliveryReceived) -> None:
    """Brings the stock of the source to it; one that was read already changes nothing."""
    apply_delivery(run_id=event.run_id)


@handles(SourceDue)
def read_the_address(event: SourceDue) -> None:
    """Asks the address of a source for what is new."""
    fetch_source(source_id=event.source_id)


@handles(PushDue)
def show_in_the_browser(event: PushDue) -> None:
    """Hands the notification to the push service; shown twice, one replaces the other."""
    deliver_push(
        subscription_id=event.subscription_id,
        message=PushMessage(event.title, event.body, event.url, event.tag),
    )


@handles(PersonCreated)
def attach_what_the_address_followed(event: PersonCreated) -> None:
    """An account opens to whoever reads its mailbox: what the mailbox followed is theirs."""
    _attach(event.person_id)


@handles(AddressOfPersonChanged)
def attach_what_the_new_address_followed(event: AddressOfPersonChanged) -> None:
    """The same of the mailbox that somebody reads from now on."""
    _attach(event.person_id)


def _attach(person_id: UUID) -> None:
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    if person is not None:
        attach_searches(person=person)
