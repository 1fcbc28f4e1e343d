"""Errors that only the operator of the instance can fix, each with a sentence."""

from django.apps import apps
from django.utils.translation import gettext


class OperatorError(Exception):
    """Error of the machine or of the configuration; `str()` explains the problem and what to do.

    `sentence` is a message marked with `gettext_noop`, and `facts` fill its {places}. It is
    translated when it is shown: the error may come before Django is ready.
    """

    def __init__(self, sentence: str, **facts: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.facts = facts

    def __str__(self) -> str:
        sentence = gettext(self.sentence) if apps.ready else self.sentence
        return sentence.format(**self.facts)
