"""What Wagtail shows to editors beside its own pages; it finds this module by its name."""

from typing import Any

from wagtail import hooks
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet

from bocage.outreach.editorial.consent_pages import consent_pages


@hooks.register("register_admin_viewset")
def consents() -> Any:
    """The consents of those who testify."""
    return consent_pages


@hooks.register("construct_admin_api")
def address_of_documents(router: Any) -> None:
    """Every page of Wagtail names the address of documents, an application that is not installed:
    nothing asks for it, and it answers as that of images does."""
    router.register_endpoint("documents", ImagesAdminAPIViewSet)


@hooks.register("construct_main_menu")
def shorter_menu(_request: Any, entries: list[Any]) -> None:
    """Leaves out of the menu what is not kept here."""
    entries[:] = [entry for entry in entries if entry.name not in {"help"}]
