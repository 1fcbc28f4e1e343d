"""Host headers whose pages a process may cache.

Django validates the host name and accepts any port, which absolute addresses of a page repeat:
cached by it, one page would have 65,536 versions, and evict the others.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port

_USUAL_PORTS = frozenset({"", "80", "443"})


def is_cacheable_host(request: HttpRequest) -> bool:
    """Checks whether the port of a request is one where this instance is served: a usual one, or
    its own.
    """
    port = split_domain_port(request.get_host())[1]
    return port in _USUAL_PORTS or port == str(urlsplit(settings.BOCAGE.public_url).port)
