"""Wagtail's application of users, of which only the table of preferences is taken.

Its pages make accounts, give passwords and put people into groups. Here an account is a person,
a right is a predicate of `policies`, and there is no group: these pages cannot even be read with
our `Person`. Wagtail looks for the pages of an application in the `wagtail_hooks` of its module.
"""

from importlib import import_module

from wagtail.users.apps import WagtailUsersAppConfig


class EditorPreferencesConfig(WagtailUsersAppConfig):
    """The table `wagtailusers_userprofile`, without pages."""

    default = False

    def ready(self) -> None:
        """Sets the module of the application to one without `wagtail_hooks`, so that Wagtail
        registers none of its pages about users.
        """
        self.module = import_module("bocage.outreach.editorial")
