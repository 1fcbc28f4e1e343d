"""Pictures of assets, from the image library, with alternative text and credits."""

from dataclasses import dataclass
from typing import IO

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.text import slugify
from wagtail.images import get_image_model
from wagtail.models import Collection

from bocage.foundation.db.row_locks import lock_row
from bocage.foundation.files.photos import rewrite_photo
from bocage.outreach.assets.errors import PictureWithoutWords, PressMayNotUse
from bocage.outreach.assets.models import Asset
from bocage.outreach.editorial.operations.site import have_pages_made_again, open_site
from bocage.people.models import Person


@dataclass(frozen=True, kw_only=True)
class PictureTerms:
    """Description of a picture for those who cannot see it, its credit, and its permitted uses."""

    words: str = ""
    words_en: str = ""
    credit: str = ""
    use: str = ""
    is_for_press: bool = False


def set_picture(
    asset: Asset, picture: PictureTerms, image: IO[bytes] | None, *, by: Person
) -> None:
    """Sets a new picture, or a new description of the current one, on an asset that the caller
    locks and saves. Does nothing without any picture.

    Raises:
        PictureWithoutWords: the description or the credit is missing.
        PressMayNotUse: it is for the press, and its permitted uses are missing.
        PhotoUnreadable: the file is not a readable picture.
    """
    if image is None and asset.picture_id is None:
        return
    values = {name: " ".join(str(value).split()) for name, value in vars(picture).items()}
    if not values["words"] or not values["credit"]:
        raise PictureWithoutWords
    if picture.is_for_press and not values["use"]:
        raise PressMayNotUse
    asset.picture_words, asset.picture_words_en = values["words"], values["words_en"]
    asset.picture_credit, asset.picture_use = values["credit"], values["use"]
    asset.is_for_press = picture.is_for_press
    if image is not None:
        asset.picture = _into_the_library(asset, image, by)


def remove_picture(*, by: Person, asset: Asset) -> Asset:
    """Removes the picture of an asset; it stays in the image library, because pages may show it
    too. It is idempotent.

    Raises:
        NotAllowed: `by` does not manage it.
    """
    by.require("outreach.manage_asset", asset)
    with transaction.atomic():
        locked = lock_row(asset)
        locked.picture, locked.is_for_press = None, False
        locked.picture_words = locked.picture_words_en = ""
        locked.picture_credit = locked.picture_use = ""
        locked.save()
        have_pages_made_again()
    return locked


def _into_the_library(asset: Asset, image: IO[bytes], by: Person) -> object:
    """Adds the picture to the library of the editorial pages, without camera metadata."""
    content = ContentFile(rewrite_photo(image), name=f"{slugify(asset.title)[:60] or 'atout'}.webp")
    open_site(by=None)  # The library is opened with the pages.
    picture = get_image_model()(
        title=asset.title,
        file=content,
        description=asset.picture_words,
        collection=Collection.get_first_root_node(),
        uploaded_by_user=Person.objects.get(pk=by.pk),
    )
    picture._set_image_file_metadata()
    picture.save()
    return picture
