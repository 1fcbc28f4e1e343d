"""Language of the output of commands: French, or English in an English locale."""

import os
from collections.abc import Mapping

from django.utils import translation


def use_terminal_language() -> None:
    """Activates the language of the terminal for the messages of this process."""
    translation.activate(terminal_language(os.environ))


def terminal_language(environment: Mapping[str, str]) -> str:
    """Returns the language that LC_ALL, LC_MESSAGES or LANG request; the first that is set
    decides.
    """
    locale = next(
        (environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)),
        "",
    )
    return "en" if locale.startswith("en") else "fr"
