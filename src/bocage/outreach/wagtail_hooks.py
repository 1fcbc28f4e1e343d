"""Wagtail hooks of the editor interface; Wagtail discovers this module by its name."""

from typing import Any

from wagtail import hooks
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet

from bocage.outreach.editorial.consent_pages import consent_pages


@hooks.register("register_admin_viewset")
def consents() -> Any:
    """Registers the pages of testimony consents."""
    return consent_pages


@hooks.register("construct_admin_api")
def address_of_documents(router: Any) -> None:
    """Registers the « documents » endpoint of Wagtail's admin API. Every Wagtail page names its
    address, although that application is not installed; nothing requests it, and it answers with
    the endpoint of images.
    """
    router.register_endpoint("documents", ImagesAdminAPIViewSet)


@hooks.register("construct_main_menu")
def shorter_menu(_request: Any, entries: list[Any]) -> None:
    """Removes Wagtail's help from the menu."""
    entries[:] = [entry for entry in entries if entry.name not in {"help"}]
