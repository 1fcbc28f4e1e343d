"""One-click answers by mail: a signed link opens a page with the answer ready, a button sends it.

A room declares each in its `signed_actions.py`:

    @signed_action("workspaces.cancel_booking", max_age=timedelta(days=30))
    class CancelBooking(SignedAction):
        def question(self, payload: Payload) -> Question | Outcome: ...
        def perform(self, payload: Payload) -> Outcome: ...

and its mails carry `signed_action_url("workspaces.cancel_booking", booking="…")`.

The link acts for its recipient, who need not be signed in: the payload has the identifier of that
person, and `perform` acts as them. Mail scanners open links, so a GET changes nothing; people press
twice, so `perform` is idempotent and returns the same outcome.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal
from bocage.foundation.http.row_security import read_by_secret_address
from bocage.foundation.http.signed_texts import read_signed, refused_link
from bocage.foundation.registry import Registry

Payload = dict[str, str | int | bool | None]

LONGEST_TOKEN = 2000
"""Longer addresses are cut by mail programs; ours stay well below."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """Question that the page of a signed action shows. `answer` is the label of its one button."""

    title: str | Promise
    answer: str | Promise
    explanation: str | Promise = ""
    requested_by: str | Promise = ""
    after: str | Promise = ""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Result that the page of a signed action shows once the answer is given. `link` is a path,
    with its label.
    """

    title: str | Promise
    explanation: str | Promise = ""
    link: str = ""
    link_label: str | Promise = ""


class SignedAction(ABC):
    """Base of every one-click answer."""

    name: ClassVar[str]
    max_age: ClassVar[timedelta]

    @abstractmethod
    def question(self, payload: Payload) -> Question | Outcome:
        """Returns the question to ask, or the outcome if there is nothing left to ask.

        Changes nothing.

        Raises:
            Refusal: the question is obsolete (see NoLongerPossible).
        """

    @abstractmethod
    def perform(self, payload: Payload) -> Outcome:
        """Carries out the action through an operation, and returns its outcome. A second call
        returns the same outcome.

        Raises:
            Refusal: the answer cannot be given.
        """


_actions = Registry[SignedAction]()


class NoLongerPossible(Refusal):
    """Refusal of a signed link whose object is over or gone."""

    status = 410
    default_sentence = _("Ce que proposait ce lien n’est plus possible.")


def signed_action[Action: SignedAction](
    name: str, *, max_age: timedelta
) -> Callable[[type[Action]], type[Action]]:
    """Registers an action under `room.verb`; its links are good for `max_age`.

    Raises:
        ValueError: another action has this name.
    """

    def register(action_type: type[Action]) -> type[Action]:
        action_type.name, action_type.max_age = name, max_age
        _actions.add(action_type())
        return action_type

    return register


def signed_action_path(name: str, payload: Mapping[str, object], language: str = "") -> str:
    """Returns the path of the page of a signed action, in `language`, or in the active one.

    Raises:
        KeyError: no action has this name.
    """
    action = _actions[name]
    signed = signing.dumps(dict(payload), salt=_salt(action), compress=True)
    with translation.override(language or translation.get_language()):
        return reverse("signed_action", args=[f"{name}:{signed}"])


def signed_action_url(name: str, /, **payload: object) -> str:
    """Returns the whole address of the page of a signed action, for a mail, in the active language:
    that of the mail while it is rendered. The values of the payload are written as text.
    """
    texts = {key: str(value) for key, value in payload.items()}
    url: str = settings.BOCAGE.public_url + signed_action_path(name, texts)
    return url


def read_token(token: str) -> tuple[SignedAction, Payload]:
    """Returns the action and the payload that a link carries.

    Raises:
        UnknownLink: the token was not signed by this instance for this action.
        ExpiredLink: it was, too long ago.
    """
    name, _colon, signed = token.partition(":")
    action = _actions.get(name)
    if action is None or len(token) > LONGEST_TOKEN:
        raise refused_link("bocage.signed_action")
    payload: Payload = read_signed(signed, salt=_salt(action), good_for=action.max_age)
    read_by_secret_address()
    return action, payload


def _salt(action: SignedAction) -> str:
    return f"bocage.signed_action.{action.name}"
