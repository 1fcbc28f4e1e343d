"""Accounts: made, named, and set as their holders want."""

from collections.abc import Iterable, Mapping

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from bocage.foundation.events import publish
from bocage.foundation.mail import channels
from bocage.people.addresses import normalise_address
from bocage.people.errors import AddressTaken, NotAnAddress, UnknownMessages
from bocage.people.events import NameOfPersonChanged, PersonCreated
from bocage.people.models import MessageChoice, Person
from bocage.people.phones import address_of_phone, normalise_phone


def create_person(
    *, email: str, name: str = "", language: str = "fr", situation: str = "", phone: str = ""
) -> Person:
    """Creates an account for an address, which a first sign-in will confirm.

    No person acts here: an account is created when a code is confirmed, for a mandate, or by the
    demo. It gives no right by itself.

    Raises:
        NotAnAddress: `email` cannot receive a mail.
        AddressTaken: the address has an account already.
    """
    try:
        with transaction.atomic():
            person = Person.objects.create_user(
                email,
                name=name.strip(),
                language=language,
                situation=situation,
                phone=phone,
            )
            EmailAddress.objects.create(user=person, email=person.email, primary=True)
            publish(PersonCreated(person_id=person.pk))
    except ValidationError:
        raise NotAnAddress from None
    except IntegrityError as error:
        if Person.objects.filter(email=normalise_address(email)).exists():
            raise AddressTaken from error
        raise
    return person


def known_address(*, email: str) -> Person | None:
    """Returns the account of an address, or None. The data of the account are private.

    Raises:
        NotAnAddress: `email` cannot receive a mail.
    """
    try:
        address = normalise_address(email)
    except ValidationError:
        raise NotAnAddress from None
    return Person.objects.filter(email=address).first()


def person_of_address(*, email: str, language: str = "fr") -> Person:
    """Returns the account of an address, created if there is none. Two callers at once get one
    account.

    Raises:
        NotAnAddress: `email` cannot receive a mail.
    """
    person = known_address(email=email)
    if person is not None:
        return person
    try:
        return create_person(email=email, language=language)
    except AddressTaken:
        return Person.objects.get(email=normalise_address(email))


def person_of_phone(*, phone: str, name: str) -> Person:
    """Returns the account of a person who gave a number and no address, created if there is none.

    An account with this number and another name is not used: a household shares its telephone.
    Such an account has an address that receives no mail, so that nobody can sign in to it.

    Raises:
        NotAPhone: these are not the digits of a number.
    """
    number = normalise_phone(phone)
    address = address_of_phone(number, name)
    person = Person.objects.filter(email=address).first()
    if person is not None:
        return person
    try:
        return create_person(email=address, name=name, phone=number)
    except AddressTaken:
        return Person.objects.get(email=address)


def update_profile(
    *, by: Person, person: Person, name: str, situation: str, phone: str | None = None
) -> Person:
    """Updates the name of a person, their situation, and their telephone number.

    A number of "" removes it, and None leaves it unchanged.

    Raises:
        NotAllowed: somebody else's profile.
        NotAPhone: these are not the digits of a number.
    """
    by.require("people.update_profile", person)
    was_called, person.name = person.name, name.strip()
    person.situation = situation
    if phone is not None:
        person.phone = normalise_phone(phone) if phone else ""
    with transaction.atomic():
        person.save(update_fields=["name", "situation", "phone"])
        if person.name != was_called:
            publish(NameOfPersonChanged(person_id=person.pk))
    return person


def set_preferences(
    *,
    by: Person,
    person: Person,
    language: str,
    shows_name_to_hosts: bool,
    shows_name_to_others: bool,
    messages: Mapping[str, bool] | None = None,
) -> Person:
    """Stores the language of a person, the visibility of their name, and their e-mail channels.

    Channels that are not in `messages` stay unchanged.

    Raises:
        NotAllowed: somebody else's preferences.
        UnknownMessages: a channel that does not exist, or that is not optional.
    """
    by.require("people.update_profile", person)
    _check_optional(messages or {})
    with transaction.atomic():
        person.language = language
        person.shows_name_to_hosts = shows_name_to_hosts
        person.shows_name_to_others = shows_name_to_others
        person.save(update_fields=["language", "shows_name_to_hosts", "shows_name_to_others"])
        _write_choices(person, messages or {})
    return person


def stop_messages(*, by: Person, person: Person, channel: str) -> None:
    """Unsubscribes a person from the e-mails of a channel. It is safe to call twice.

    Raises:
        NotAllowed: somebody else's messages.
        UnknownMessages: a channel that does not exist, or that is not optional.
    """
    by.require("people.update_profile", person)
    _check_optional([channel])
    _write_choices(person, {channel: False})


def _check_optional(names: Iterable[str]) -> None:
    if set(names) - {channel.name for channel in channels() if channel.optional}:
        raise UnknownMessages


def _write_choices(person: Person, choices: Mapping[str, bool]) -> None:
    MessageChoice.objects.bulk_create(
        [
            MessageChoice(person=person, channel=channel, is_wanted=is_wanted)
            for channel, is_wanted in choices.items()
        ],
        update_conflicts=True,
        unique_fields=["person", "channel", "medium"],
        update_fields=["is_wanted"],
    )
