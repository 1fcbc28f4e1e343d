"""The language of what commands print: French, or English where the terminal asks for it."""

import os
from collections.abc import Mapping

from django.utils import translation


def speak_as_terminal() -> None:
    """From now on, messages of this process are in the language of its terminal."""
    translation.activate(terminal_language(os.environ))


def terminal_language(environment: Mapping[str, str]) -> str:
    """The language that LC_ALL, LC_MESSAGES or LANG ask for, the first that is set deciding."""
    locale = next(
        (environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)),
        "",
    )
    return "en" if locale.startswith("en") else "fr"
