"""Library images at the sizes displayed by pages: generated once, then found by rows.

`Image.get_rendition` of Wagtail writes to its cache for each picture of each response, which is a
database write here; this module finds the pictures of a whole page in one query, and writes only
when it generates one.
"""

from collections.abc import Iterable
from typing import Any

from wagtail.images.models import Filter, Image, Rendition, SourceImageIOError


def pictures_at(images: Iterable[Image], spec: str) -> dict[Any, Rendition]:
    """Returns the renditions of images at a size, by image key. Existing ones are read in one query
    and missing ones are made; an image whose file is missing or broken is left out.
    """
    images_by_id = {image.pk: image for image in images}
    renditions = (
        {
            rendition.image_id: rendition
            for rendition in Rendition.objects.filter(image__in=images_by_id, filter_spec=spec)
            if rendition.focal_point_key
            == Filter(spec=spec).get_cache_key(images_by_id[rendition.image_id])
        }
        if images_by_id
        else {}
    )
    for key, image in images_by_id.items():
        if key not in renditions and (now := _make(image, Filter(spec=spec))) is not None:
            renditions[key] = now
    return renditions


def picture_at(image: Image | None, spec: str) -> Rendition | None:
    """Returns the rendition of an image at a size; None without an image, or if its file is missing
    or broken.
    """
    return pictures_at([image], spec).get(image.pk) if image is not None else None


def _make(image: Image, size: Filter) -> Rendition | None:
    if not image.file.storage.exists(image.file.name):
        return None
    try:
        file = image.generate_rendition_file(size)
    except (SourceImageIOError, OSError):
        return None
    try:
        rendition: Rendition
        rendition, _is_new = image.renditions.get_or_create(
            filter_spec=size.spec,
            focal_point_key=size.get_cache_key(image),
            defaults={"file": file},
        )
    finally:
        file.close()
    return rendition
