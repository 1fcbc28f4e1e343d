"""Erasure of an account: what ends, what is deleted, and the number of the receipt."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone, translation

from bocage.foundation.db.row_locks import lock_row, lock_rows
from bocage.foundation.db.web_role import as_the_instance
from bocage.foundation.events import publish
from bocage.foundation.keyed_digests import keyed_digest
from bocage.foundation.mail import send_mail, without_mails
from bocage.foundation.models import OutgoingMail
from bocage.foundation.models.mail import MailAttachment
from bocage.people.addresses import ERASED_DOMAIN
from bocage.people.erasure.erasers import end_all_of, erase_all_of
from bocage.people.erasure.erasure import Erasure, update_versions
from bocage.people.erasure.log import NotedErasure, note_erasure
from bocage.people.events import PersonErased
from bocage.people.mails import AccountErased
from bocage.people.models import ErasureReceipt, Person

SWEPT_AFTER = timedelta(minutes=15)
"""Delay before the second pass, longer than any request, which erases concurrent writes."""
_NUMBER_BYTES = 5


def erase_person(*, by: Person, person: Person, now: datetime | None = None) -> ErasureReceipt:
    """Erases for good the data that identify a person, in every room.

    Ends what they had under way. The row of the account stays, empty: figures and history refer to
    it. A receipt is sent to the address that they had. A second call returns the receipt of the
    first.

    Raises:
        NotAllowed: somebody else's account.
        LastAdministrator: the instance would have no administrator.
    """
    moment = now or timezone.now()
    with transaction.atomic():
        # Not a lock that blocks concurrent bookings: `sweep_erased` erases those.
        locked = lock_row(person)
        if locked.erased_at is not None and by == locked:
            return ErasureReceipt.objects.get(account_id=locked.pk)
        by.require("people.erase_person", locked)
        address, language = locked.email, locked.language
        # Erases rows in every room, even those that the person can no longer see.
        with as_the_instance():
            receipt = _erase(locked, number=_new_number(moment), moment=moment)
        _send_receipt(receipt, to=address, language=language)
    return receipt


def erase_again(*, noted: NotedErasure, now: datetime | None = None) -> bool:
    """Erases a person again, after the restoration of a backup made before their erasure.

    No mail is sent; the receipt has its first number. Only the terminal calls it. Returns False if
    there was nobody to erase.

    Raises:
        LastAdministrator: the instance would have no administrator.
    """
    with transaction.atomic(), without_mails():
        person = lock_rows(Person.objects.all()).filter(pk=noted.account_id, erased_at=None).first()
        if person is None:
            return False
        _erase(person, number=noted.number, moment=now or timezone.now())
    return True


def sweep_erased(*, person: Person, now: datetime | None = None) -> None:
    """Erases what concurrent requests wrote about an account during its erasure.

    It is safe to run twice; it does nothing for an account that is not erased.
    """
    with transaction.atomic():
        locked = lock_row(person)
        if locked.erased_at is None:
            return
        # In memory alone, so that what ends now ends in their name, as the first time.
        locked.is_active = True
        erasure = Erasure(person=locked, now=now or timezone.now())
        end_all_of(erasure)
        erase_all_of(erasure)


def forget_sent_receipts() -> int:
    """Removes the addresses to which receipts have gone; returns how many. The night calls it."""
    receipts = OutgoingMail.objects.filter(
        kind=AccountErased.kind(), state__in=OutgoingMail.FINAL_STATES
    ).exclude(recipient="")
    with transaction.atomic():
        MailAttachment.objects.filter(mail__in=receipts).delete()
        return receipts.update(recipient="", subject="", text="", html="", facts={}, error="")


def digest_of_address(address: str) -> str:
    """Returns the keyed digest by which a receipt recognises the address of an erased person
    without storing it.
    """
    return keyed_digest("bocage.people.erasure", address)


def _erase(person: Person, *, number: str, moment: datetime) -> ErasureReceipt:
    erasure = Erasure(
        person=person, now=moment, address=person.email, phone=person.phone, name=person.name
    )
    with translation.override(person.language):
        end_all_of(erasure)
        erase_all_of(erasure)
    _leave_an_empty_account(erasure)
    receipt = ErasureReceipt.objects.create(
        number=number,
        account_id=person.pk,
        address_digest=digest_of_address(erasure.address),
        erased_at=moment,
        counts=dict(erasure.counts),
    )
    publish(PersonErased(person_id=person.pk))
    transaction.on_commit(lambda: note_erasure(receipt))
    return receipt


def _new_number(moment: datetime) -> str:
    return f"{moment:%Y}-{secrets.token_hex(_NUMBER_BYTES).upper()}"


def _leave_an_empty_account(erasure: Erasure) -> None:
    person = erasure.person
    person.name = person.phone = person.situation = ""
    person.email = f"{person.pk}{ERASED_DOMAIN}"
    person.shows_name_to_hosts = person.shows_name_to_others = person.is_active = False
    person.erased_at, person.last_login = erasure.now, None
    person.set_unusable_password()
    person.save()
    update_versions(Person, [person.pk], name="", situation="", email=f"{person.pk}{ERASED_DOMAIN}")
    person.forget_mandates()


def _send_receipt(receipt: ErasureReceipt, *, to: str, language: str) -> None:
    send_mail(
        AccountErased(number=receipt.number, at=receipt.erased_at, counts=receipt.counts),
        to=to,
        language=language,
    )
