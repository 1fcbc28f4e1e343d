"""The passages of a document that an address can lead to."""

import re

from bocage.foundation import written_guides


def anchors_of(file: str) -> set[str]:
    """Return the anchors that the page of a document has."""
    page = written_guides.render_document(
        file, link=lambda _address: "", picture=lambda _address: ""
    )
    return set(re.findall(r' id="([^"]+)"', page))
