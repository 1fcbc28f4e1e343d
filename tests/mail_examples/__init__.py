"""An example of every mail: facts invented for it, which tests render and the style guide shows.

@example_of(MeetingCalledOff)
def meeting_called_off(mail):
    return mail(place_name="Boitron")
"""

from importlib import import_module
from pkgutil import walk_packages

from tests.mail_examples.registry import example, example_of

__all__ = ["example", "example_of"]

for module in walk_packages(__path__, f"{__name__}."):
    import_module(module.name)
