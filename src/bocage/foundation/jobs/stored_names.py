"""Names of classes and functions as rows hold them: `welcome.SponsorWantedMail`.

Mails, events and their handlers are named by their room and by themselves, never by the module in
which they stand: what waits in a queue is found again after a module has moved within its room.
"""

from typing import Any

PRODUCT = "bocage"


def stored_name(named: Any) -> str:
    """Returns the stored name of a class or a function: its room and its qualified name; its module
    instead of the room outside the product.
    """
    product, _dot, path = named.__module__.partition(".")
    place = path.partition(".")[0] if product == PRODUCT else named.__module__
    return f"{place}.{named.__qualname__}"


def refuse_second(name: str, named: Any, known: Any) -> None:
    """Refuses that two modules declare one name: a row would be read by the wrong one.

    Raises:
        ValueError: `known`, which has the name already, stands in another module.
    """
    if known is not None and known.__module__ != named.__module__:
        raise ValueError(
            f"{name} is declared twice: in {known.__module__} and in {named.__module__}"
        )
