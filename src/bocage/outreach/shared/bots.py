"""Detection of requests made by programs: crawlers, message previews, and scripts.

It is not a list of robots, which would soon be outdated: it looks for the words by which they name
themselves in `User-Agent`, as RFC 9110 requires, and for prefetch requests of browsers. Programs
that hide are counted; figures of campaigns are orders of magnitude.
"""

import re

from django.http import HttpRequest

SELF_DECLARED = re.compile(
    r"(?<!cu)bot\b|bot[/_-]|crawl|spider|slurp|scrap|preview|fetch|monitor|validator|headless|lighthouse"
    r"|facebookexternalhit|facebookcatalog|whatsapp|skypeuripreview|mastodon|embedly|iframely"
    r"|safelinks|barracuda|proofpoint|mimecast|archiver|feed|wget|curl|python|httpclient|okhttp"
    r"|java/|go-http|libwww|node-fetch|undici|axios|postman|^mozilla/5\.0$",
    re.IGNORECASE,
)


def is_bot(request: HttpRequest) -> bool:
    """Checks whether a request declares that no person is reading: its `User-Agent` names a program
    or is missing, or the browser prefetches the page."""
    agent = request.headers.get("User-Agent", "").strip()
    ahead = (
        request.headers.get("Sec-Purpose", "")
        or request.headers.get("Purpose", "")
        or request.headers.get("X-Moz", "")
    )
    return not agent or SELF_DECLARED.search(agent) is not None or "prefetch" in ahead.lower()
