"""Attribution codes, which record where a visitor came from.

They are passed in addresses and in hidden fields of forms only, without a cookie
(docs/decisions/outreach-core.md). The printer of an address adds a code to it; the first form that
a visitor submits stores the code, without knowing its meaning.
"""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.http import HttpRequest

CODE = "c"
"""The word of the address, and the name of the hidden field."""

LONGEST_CODE = 12
READABLE = re.compile(r"(?!\d[\dab]\d{3}$)[0-9a-z]{4,12}")
"""Letters and digits, except the code of a commune: pages that compare communes use the same
parameter (`frontend/js/attribution.js` has the same pattern).
"""


def read_code(text: str) -> str:
    """Returns the normalised code, or an empty string if the text cannot be one."""
    code = text.strip().lower()
    return code if READABLE.fullmatch(code) else ""


def code_received(request: HttpRequest) -> str:
    """Returns the code that the address or the form of a request carries, or an empty string."""
    codes = [*request.GET.getlist(CODE), *request.POST.getlist(CODE)]
    return next(filter(None, map(read_code, reversed(codes))), "")


def with_code(address: str, code: str) -> str:
    """Returns an address of this site with a code in its query; the other parameters stay, and a
    former code is replaced.
    """
    if not code:
        return address
    parts = urlsplit(address)
    parameters = parse_qsl(parts.query, keep_blank_values=True)
    query = [(name, value) for name, value in parameters if name != CODE or not read_code(value)]
    return urlunsplit(("", "", parts.path, urlencode([*query, (CODE, code)]), parts.fragment))
