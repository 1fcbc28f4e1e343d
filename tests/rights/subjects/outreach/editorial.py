"""Subject of the rights of the editorial pages: the only site."""

from __future__ import annotations

from tests.rights.grid import Subject, add_subject

add_subject(
    Subject(
        name="the editorial pages",
        rights=(
            "outreach.enter_redaction",
            "outreach.publish_pages",
            "outreach.manage_consents",
        ),
        make=lambda _tree, _holder: None,
        hangs=False,
    )
)
