"""Events that the people room publishes."""

from uuid import UUID

from bocage.foundation.events import Event


class PersonCreated(Event):
    """Event: an account was created for a person."""

    person_id: UUID


class NameOfPersonChanged(Event):
    """Event: a person changed their name."""

    person_id: UUID


class AddressOfPersonChanged(Event):
    """Event: a person changed their e-mail address."""

    person_id: UUID


class MandateGranted(Event):
    """Event: a person was given a role on a scope."""

    mandate_id: UUID


class MandateEnded(Event):
    """Event: a person no longer holds a role, or will no longer hold it from a known day."""

    mandate_id: UUID


class EntitlementGranted(Event):
    """Event: a person became a member of the club, or is now accompanied."""

    entitlement_id: UUID


class EntitlementEnded(Event):
    """Event: a person no longer has an entitlement, or will no longer have it from a known day."""

    entitlement_id: UUID


class PersonErased(Event):
    """Event: the account of a person was erased, and nothing identifies them any more."""

    person_id: UUID
