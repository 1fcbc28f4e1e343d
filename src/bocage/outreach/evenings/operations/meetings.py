"""Touches recorded by evenings: registrations and attendance of prospects, for the campaign.

For a person who is not a prospect and gave no consent, only the evening's data are written. The
caller holds the lock of the evening.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from bocage.foundation.db.row_locks import lock_row
from bocage.outreach.campaigns.models import TrackedLink
from bocage.outreach.evenings.models.people import EveningRegistration
from bocage.outreach.prospects.formatting import agreements_to
from bocage.outreach.prospects.models.consents import ProspectConsent
from bocage.outreach.prospects.models.prospects import Prospect, Touch
from bocage.outreach.prospects.notifications import ask_mailbox
from bocage.outreach.prospects.operations.consents import confirm_consents, record_agreements
from bocage.outreach.prospects.operations.prospects import Capture, capture_prospect

CollectionMethod = ProspectConsent.CollectionMethod


def meet_registered(registration: EveningRegistration, *, now: datetime) -> Prospect | None:
    """Records a registration as a touch of a prospect, by the link that brought them, with the uses
    that they agreed to, which are confirmed because their mailbox answered.

    Returns: the prospect, or None if there is none and they agreed to nothing.
    """
    if not registration.purposes and not _is_known(registration):
        return None
    link = registration.link or registration.event.link
    with transaction.atomic():
        prospect = capture_prospect(
            capture=_capture(registration, link, _("s’inscrit"), registration.pk), now=now
        )
        prospect = lock_row(prospect)
        if prospect.erased_at is None and registration.purposes:
            _agree(prospect, registration, link, now)
    return prospect


def meet_at_the_door(registration: EveningRegistration, *, now: datetime) -> None:
    """Records that a prospect who is present was met by the campaign of the evening: one touch,
    however often the list is sent.
    """
    if registration.prospect_id is None or not registration.email:
        return
    key = arrival_key(registration)
    capture_prospect(
        capture=_capture(registration, registration.event.link, _("est venu"), key), now=now
    )


def unmeet_at_the_door(registration: EveningRegistration) -> None:
    """Deletes the touch of a person who was marked present by mistake."""
    Touch.objects.filter(sent_as=arrival_key(registration)).delete()


def meet_walk_in(
    registration: EveningRegistration, *, purposes: tuple[str, ...], now: datetime
) -> Prospect | None:
    """Records a person who came without registering, if they have an address and agreed aloud to be
    contacted or are known already. A mail requests confirmation of their consents, as at a booth.
    """
    if not registration.email or not (purposes or _is_known(registration)):
        return None
    link = registration.event.link
    with transaction.atomic():
        prospect = capture_prospect(
            capture=_capture(registration, link, _("est venu"), arrival_key(registration)), now=now
        )
        prospect = lock_row(prospect)
        if prospect.erased_at is None and purposes:
            agreements = agreements_to(
                list(purposes), registration.language, CollectionMethod.SPOKEN
            )
            record_agreements(prospect, agreements, at=now, campaign=link.campaign)
            ask_mailbox(prospect, now)
    return prospect


def arrival_key(registration: EveningRegistration) -> UUID:
    """Returns the identifier of the touch made at the door, which differs from that of the
    registration.
    """
    return UUID(int=registration.pk.int ^ 1)


def _capture(registration: EveningRegistration, link: TrackedLink, note: str, key: UUID) -> Capture:
    evening = registration.event
    return Capture(
        departement=evening.campaign.departement,
        kind=Touch.Kind.EVENING,
        email=registration.email,
        name=registration.name if registration.name != registration.email else "",
        language=registration.language,
        campaign=link.campaign,
        link=link,
        note=f"{evening.title} : {note}",
        sent_as=key,
    )


def _is_known(registration: EveningRegistration) -> bool:
    departement = registration.event.campaign.departement_id
    return Prospect.objects.filter(
        departement=departement, email=registration.email, erased_at=None
    ).exists()


def _agree(
    prospect: Prospect, registration: EveningRegistration, link: TrackedLink, now: datetime
) -> None:
    agreements = agreements_to(registration.purposes, registration.language, CollectionMethod.FORM)
    record_agreements(prospect, agreements, at=now, campaign=link.campaign)
    prospect = confirm_consents(prospect=prospect, now=now)
    if prospect.status == Prospect.Status.UNSUBSCRIBED:
        prospect.status = Prospect.Status.CONFIRMED
        prospect.confirmed_at = prospect.confirmed_at or now
        prospect.save(update_fields=["status", "confirmed_at"])
