"""The picture of a page whose editor chose none: its title over the hedgerow hills."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from bocage.foundation.http.social_pictures import SocialPicture
from bocage.foundation.instance import current_instance

if TYPE_CHECKING:
    from bocage.outreach.editorial.models.pages import EditorialPage


def social_picture(page: EditorialPage) -> SocialPicture:
    """Returns the content of the sharing picture of a page."""
    instance = current_instance()
    return SocialPicture(
        title=(page.seo_title or page.title).strip(),
        territory=instance.tagline or instance.territory_name,
        instance=instance.name,
        brand=instance.brand_colour,
    )


def social_picture_path(page: EditorialPage) -> str:
    """Returns the path of the sharing picture of a page."""
    return reverse("social_picture", args=[page.pk, social_picture(page).digest])
