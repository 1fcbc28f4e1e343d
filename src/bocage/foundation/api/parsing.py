"""Parsing of request bodies, before any room receives them."""

import json
from typing import Any, NoReturn

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from ninja.parser import Parser

from bocage.foundation.api.problems import BodyNotJson, BodyUnreadable, Misfit, ValuesInvalid

JSON = "application/json"


class StrictParser(Parser):
    """JSON as RFC 8259 has it, of texts that a database keeps: no NaN, no NUL, no half of a pair
    of surrogates."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Parses the body of a request.

        Raises:
            BodyNotJson: its content type is not JSON.
            BodyUnreadable: it is not valid JSON, or contains a text that cannot be stored.
        """
        if request.content_type != JSON:
            raise BodyNotJson
        try:
            body = json.loads(request.body, parse_constant=_not_json)
        except (ValueError, RecursionError) as error:
            raise BodyUnreadable from error
        if not all(map(is_a_text, _texts_of(body))):
            raise BodyUnreadable
        return body


def _not_json(constant: str) -> NoReturn:
    raise ValueError(constant)


def is_a_text(text: str) -> bool:
    """Checks whether PostgreSQL and UTF-8 can store a text: no NUL, no lone surrogate."""
    return "\0" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


def _texts_of(body: Any) -> list[str]:
    """Returns every text of a parsed JSON value, the names of members included."""
    texts, pending = [], [body]
    while pending:
        value = pending.pop()
        if isinstance(value, str):
            texts.append(value)
        elif isinstance(value, dict):
            pending += [*value, *value.values()]
        elif isinstance(value, list):
            pending += value
    return texts


def check_parameters(parameters: QueryDict, accepted: frozenset[str]) -> None:
    """Refuses an address with a parameter that means nothing here, so that a filter that is
    misspelt does not quietly give everything.

    Raises:
        ValuesInvalid: with one misfit for each.
    """
    misfits = [
        Misfit(location="query", name=name[:60], detail=_("Ce paramètre n’existe pas ici."))
        for name in parameters
        if name not in accepted
    ]
    misfits += [
        Misfit(location="query", name=name, detail=_("Aucun texte ne contient cela."))
        for name in parameters
        if name in accepted and not all(map(is_a_text, parameters.getlist(name)))
    ]
    if misfits:
        raise ValuesInvalid(misfits)
