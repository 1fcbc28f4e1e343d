"""What an editor fills in beside the pages themselves."""

from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from wagtail.images.forms import BaseImageForm

from bocage.foundation.files.photos import PhotoUnreadable, rewrite_photo


class PictureForm(BaseImageForm):
    """A picture of a page: written anew without what a camera noted, and told in words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "description" in self.fields:
            self.fields["description"].required = True

    def clean_file(self) -> Any:
        """The file as we keep photos: made smaller, in WebP, with no metadata."""
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return file
        file.seek(0)
        try:
            written = rewrite_photo(file)
        except PhotoUnreadable as refusal:
            raise ValidationError(str(refusal.sentence)) from refusal
        name = f"{PurePath(file.name or 'image').stem}.webp"
        rewritten = SimpleUploadedFile(name, written, content_type="image/webp")
        rewritten.image = _measured(written)  # type: ignore[attr-defined] # Django's field leaves it there
        return rewritten


def _measured(written: bytes) -> Any:
    from io import BytesIO

    from PIL import Image

    return Image.open(BytesIO(written))
