"""Stored names are resolved by room and own name, wherever they are defined in the room."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, ClassVar

import pytest

from bocage.foundation import events
from bocage.foundation.events import Event, handles
from bocage.foundation.jobs.stored_names import stored_name
from bocage.foundation.mail import Mail, registered_mails


def in_module(name: str, thing: Any) -> Any:
    thing.__module__ = name
    return thing


def test_a_module_that_moves_within_its_room_changes_no_name() -> None:
    def ask_a_sponsor() -> None: ...

    ask_a_sponsor.__qualname__ = "ask_a_sponsor"
    names = {
        stored_name(in_module(module, ask_a_sponsor))
        for module in ("bocage.welcome.sponsors.handlers", "bocage.welcome.sponsors.handlers")
    }
    assert names == {"welcome.ask_a_sponsor"}


def test_what_is_no_part_of_the_product_is_named_by_its_module() -> None:
    assert stored_name(in_module) == "tests.foundation.jobs.test_stored_names.in_module"


def test_no_name_that_rows_hold_tells_a_module() -> None:
    kinds = [mail.kind() for mail in registered_mails() if mail.__module__.startswith("bocage.")]
    handlers = [
        name
        for subscribers in events._subscribers.values()
        for name, subscriber in subscribers.items()
        if subscriber.handler.__module__.startswith("bocage.")
    ]
    published = [
        name
        for name, event_type in events._event_types.items()
        if event_type.__module__.startswith("bocage.")
    ]
    assert "welcome.SponsorWantedMail" in kinds
    assert "people.MandateGranted" in published
    assert "welcome.create_sponsor_profile" in handlers
    assert paths_in([*kinds, *handlers, *published]) == []


def paths_in(names: Iterable[str]) -> list[str]:
    """Returns the names that are more than a room and a name; webhooks name their events with
    dots."""
    return [name for name in names if name.partition(":")[0].count(".") != 1]


def test_two_modules_of_a_room_declare_no_mail_of_one_name() -> None:
    with pytest.raises(ValueError, match="SponsorWantedMail is declared twice"):

        class SponsorWantedMail(Mail):
            __module__ = "bocage.welcome.elsewhere"
            __qualname__ = "SponsorWantedMail"

            template: ClassVar[str] = "nowhere"
            channel: ClassVar[str] = "welcome"


class Told(Event):
    pass


def test_two_modules_of_a_room_declare_no_handler_of_one_name_for_an_event(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(events, "_subscribers", defaultdict(dict))

    def note(_event: Told) -> None: ...

    def note_again(_event: Told) -> None: ...

    note_again.__qualname__ = note.__qualname__
    handles(Told)(in_module("bocage.welcome.handlers.here", note))
    with pytest.raises(ValueError, match="is declared twice"):
        handles(Told)(in_module("bocage.welcome.handlers.there", note_again))
