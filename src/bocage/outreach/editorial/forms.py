"""Forms of editors besides the pages themselves."""

from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from wagtail.images.forms import BaseImageForm

from bocage.foundation.files.photos import PhotoUnreadable, rewrite_photo


class PictureForm(BaseImageForm):
    """Form of a picture, which removes its metadata and requires a description."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "description" in self.fields:
            self.fields["description"].required = True

    def clean_file(self) -> Any:
        """Returns the file in the format of stored photos: reduced, in WebP, without metadata."""
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return file
        file.seek(0)
        try:
            content = rewrite_photo(file)
        except PhotoUnreadable as refusal:
            raise ValidationError(str(refusal.sentence)) from refusal
        name = f"{PurePath(file.name or 'image').stem}.webp"
        rewritten = SimpleUploadedFile(name, content, content_type="image/webp")
        rewritten.image = _measured(content)  # type: ignore[attr-defined] # Django's field leaves it there
        return rewritten


def _measured(content: bytes) -> Any:
    from io import BytesIO

    from PIL import Image

    return Image.open(BytesIO(content))
