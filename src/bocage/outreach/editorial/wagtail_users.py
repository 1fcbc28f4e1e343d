"""Wagtail's users application, reduced to its table of preferences.

Its pages create accounts, set passwords and assign groups. Here an account is a person, a
permission is a predicate of `policies`, and there is no group: these pages cannot even be loaded
with our `Person`. Wagtail looks for an application's pages in the `wagtail_hooks` of its module.
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
