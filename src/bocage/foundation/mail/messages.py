"""Base classes of messages: their facts, their templates and their channel."""

from abc import ABC
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, ClassVar, Self, dataclass_transform

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from pydantic import TypeAdapter

from bocage.foundation.jobs.stored_names import refuse_second, stored_name
from bocage.foundation.registry import Registry

_mail_classes: dict[str, type["Mail"]] = {}
_adapters: dict[type["Mail"], TypeAdapter[Any]] = {}


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A file joined to a mail. `method` is that of an iCalendar object (REQUEST, CANCEL)."""

    filename: str
    content: bytes
    mimetype: str
    method: str = ""


@dataclass(frozen=True, kw_only=True)
class UnsubscribeLinks:
    """Unsubscribe addresses: `page` asks the reader to confirm; `one_click` takes the POST of a
    mail program (RFC 8058).
    """

    page: str
    one_click: str


@dataclass(frozen=True, kw_only=True)
class Channel:
    """Subject of mails, such as meetings.

    `reason` ends each of its mails, and explains why it was received. A person may turn off an
    `optional` channel in the preferences; the others carry requested mails (a sign-in code, the
    confirmation of a booking) and are always sent. A channel that is `of_a_mandate` is for
    holders of a mandate: the preferences of others do not show it.
    """

    name: str
    label: str | Promise
    reason: str | Promise
    optional: bool
    of_a_mandate: bool = False


_channels = Registry[Channel](order=attrgetter("name"))


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
@dataclass(frozen=True, kw_only=True)
class Mail(ABC):
    """Base of every message.

    A subclass is a frozen dataclass of JSON-serialisable facts, with keyword arguments, without a
    decorator. Most derive from `BodyMail` and write their text in `body()`
    (`foundation.mail.body`). A document has a `template` of its own: the path without its ending,
    where `<template>.subject.txt`, `<template>.txt` and `<template>.html` receive the facts by
    name. Among waiting mails, those of higher `priority` are sent first (a sign-in code before a
    newsletter).
    """

    template: ClassVar[str]
    channel: ClassVar[str]
    priority: ClassVar[int] = 0

    def __init_subclass__(cls, *, shared_template: str = "", **kwargs: Any) -> None:
        """Makes a dataclass of the class, and registers it if it or a base has a template or a
        body.

        `shared_template` makes a base class of messages, which is not registered.
        """
        super().__init_subclass__(**kwargs)
        dataclass(frozen=True, kw_only=True)(cls)
        if shared_template:
            cls.template = shared_template
        elif "template" in cls.__dict__ or _is_written(getattr(cls, "body", None)):
            refuse_second(cls.kind(), cls, _mail_classes.get(cls.kind()))
            _mail_classes[cls.kind()] = cls

    @classmethod
    def kind(cls) -> str:
        """Returns the name under which the message is stored: that of its room and its own."""
        return stored_name(cls)

    def attachments(self) -> list[Attachment]:
        """Returns the files to attach, built in the worker from the facts alone."""
        return []

    def context(self) -> dict[str, Any]:
        """Returns the variables of the templates besides the facts."""
        return {}

    def own_unsubscribe_links(self, language: str) -> UnsubscribeLinks | None:  # noqa: ARG002 - overridden
        """Returns the unsubscribe addresses of the subject of this message, if they stop less than
        its whole channel or if the reader has no account; None by default.
        """
        return None

    def own_sender(self) -> str:
        """Returns an override of the From address, or an empty string. Needed because a worker may
        use cached instance settings for a few seconds.
        """
        return ""

    def held_back(self) -> str:
        """Returns why the message must not be sent any more, or an empty string if it may.

        Called as the message is sent, in the same transaction: a condition may have changed since
        it was queued.
        """
        return ""

    def to_facts(self) -> dict[str, Any]:
        """Returns the facts as JSON."""
        facts: dict[str, Any] = _adapter(type(self)).dump_python(self, mode="json")
        return facts

    @classmethod
    def from_facts(cls, facts: dict[str, Any]) -> Self:
        """Returns the message from the facts that `to_facts` wrote.

        Raises:
            pydantic.ValidationError: the facts are those of another version of the message.
        """
        mail: Self = _adapter(cls).validate_python(facts)
        return mail


def _is_written(body: object) -> bool:
    return body is not None and not getattr(body, "__isabstractmethod__", False)


def _adapter(mail_type: type[Mail]) -> TypeAdapter[Any]:
    """Returns the cached adapter of a type: building one takes a millisecond."""
    if mail_type not in _adapters:
        _adapters[mail_type] = TypeAdapter(mail_type)
    return _adapters[mail_type]


def registered_mails() -> list[type[Mail]]:
    """Lists the declared messages, by name."""
    return [_mail_classes[kind] for kind in sorted(_mail_classes)]


def mail_class(kind: str) -> type[Mail] | None:
    """Returns the class of the message stored under a name, or None if it no longer exists."""
    return _mail_classes.get(kind)


def declare_channel(
    name: str,
    *,
    label: str | Promise,
    reason: str | Promise,
    optional: bool,
    of_a_mandate: bool = False,
) -> Channel:
    """Declares a subject of mails, once, beside the messages of its room (`mails.py`).

    Raises:
        ValueError: another channel has this name.
    """
    return _channels.add(
        Channel(name=name, label=label, reason=reason, optional=optional, of_a_mandate=of_a_mandate)
    )


def channels() -> list[Channel]:
    """Lists the declared channels, by name."""
    return list(_channels)


def find_channel(name: str) -> Channel:
    """Returns the declared channel of this name, or one that is not optional."""
    return _channels.get(name) or Channel(
        name=name, label=name, reason=_("Vous recevez ce message de Bocage."), optional=False
    )
