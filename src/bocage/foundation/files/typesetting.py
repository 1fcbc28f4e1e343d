"""Typst, which makes PDF documents, in a process that ends afterwards."""

import json
from collections.abc import Mapping
from typing import Any

ACCESSIBLE = "ua-1"


def typeset(
    template: str, root: str, data: str, about: Mapping[str, Any]
) -> tuple[bytes, str | None]:
    """Returns the PDF of a template, and why it is not accessible by PDF/UA-1 where it is not.

    `data` is a JSON text, which the template reads; it reads no file out of the folder `root`.
    """
    import typst  # With its fonts and its cache it takes 45 MB of whichever process imports it.

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)

    def compiled(standards: list[Any]) -> bytes:
        document = typst.compile(
            template,
            root=root,
            font_paths=fonts,
            sys_inputs={"data": data, "about": json.dumps(about, ensure_ascii=False)},
            format="pdf",
            pdf_standards=standards,
        )
        if not isinstance(document, bytes):
            raise TypeError("Typst made several files of one document")
        return document

    try:
        return compiled([ACCESSIBLE]), None
    except typst.TypstError as error:
        return compiled([]), str(error)
