"""Names of classes and functions as rows store them: `welcome.SponsorWantedMail`.

Mails, events and their handlers are named by their room and their own name, never by their module:
queued rows are still resolved after a module has moved within its room.
"""

from typing import Any

PRODUCT = "bocage"


def stored_name(declared: Any) -> str:
    """Returns the stored name of a class or a function: its room and its qualified name; its module
    instead of the room outside the product.
    """
    product, _dot, path = declared.__module__.partition(".")
    place = path.partition(".")[0] if product == PRODUCT else declared.__module__
    return f"{place}.{declared.__qualname__}"


def refuse_second(name: str, declared: Any, former: Any) -> None:
    """Refuses that two modules declare one name: a row would be read by the wrong one.

    Raises:
        ValueError: `known`, which has the name already, stands in another module.
    """
    if former is not None and former.__module__ != declared.__module__:
        raise ValueError(
            f"{name} is declared twice: in {former.__module__} and in {declared.__module__}"
        )
