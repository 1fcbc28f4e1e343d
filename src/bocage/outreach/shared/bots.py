"""Who follows a link without being somebody: crawlers, previews of messages, and programs.

Not a list of robots, which would be old tomorrow: the words by which they name themselves in
`User-Agent`, as RFC 9110 asks of them, and the requests of a browser that reads ahead. What lies
about itself is counted; figures of campaigns are read as an order of size.
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
    """Checks whether a request says that no person is reading: its `User-Agent` names a program or
    is missing, or the browser prefetches the page.
    """
    agent = request.headers.get("User-Agent", "").strip()
    ahead = (
        request.headers.get("Sec-Purpose", "")
        or request.headers.get("Purpose", "")
        or request.headers.get("X-Moz", "")
    )
    return not agent or SELF_DECLARED.search(agent) is not None or "prefetch" in ahead.lower()
