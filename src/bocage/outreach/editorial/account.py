"""Editors' preferences for Wagtail's pages: language, colours.

Wagtail's own page also requests a name, a picture and notifications. Here the name and portrait
belong to the person's profile, and Wagtail sends no mail (`wagtail_admin`).
"""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import (
    AccountView,
    BaseSettingsPanel,
    LocaleSettingsPanel,
    ThemeSettingsPanel,
)
from wagtail.users.models import UserProfile


class EditorPreferencesView(AccountView):
    """The page to which the menu leads by the name of its reader."""

    page_title = _("Préférences")

    def get_panels(self) -> list[BaseSettingsPanel]:
        """Returns the panels that are stored in Wagtail's user profile and used by Wagtail:
        language and theme.
        """
        user = self.request.user
        profile = UserProfile.get_for_user(user)
        kinds = (LocaleSettingsPanel, ThemeSettingsPanel)
        panels = (kind(self.request, user, profile) for kind in kinds)
        return [panel for panel in panels if panel.is_active()]
