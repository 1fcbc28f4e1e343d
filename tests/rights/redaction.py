"""Access to Wagtail's pages for editors: one check before all of its URLs."""

from tests.outreach.editorial.rights import WRITERS

SECTION_OF_EDITORS = f"""\
## The pages in which editors write

All addresses under `redaction/` stand behind one door, which opens to {", ".join(sorted(WRITERS))},
anywhere, and hides what is behind it from everybody else. What each may then publish is told by
[rights](../architecture/rights.md); `tests/rights/test_redaction.py` knocks at each of them.
"""
