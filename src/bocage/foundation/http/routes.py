"""The addresses of views, each under the name of its view.

    urlpatterns = [route("espace/lieux/", host.host_places)]

`reverse("host_places")` leads there. Only a view that goes by another name is given to Django's
own `path`.
"""

from collections.abc import Callable

from django.http import HttpResponseBase
from django.urls import URLPattern, path


def route(address: str, view: Callable[..., HttpResponseBase]) -> URLPattern:
    """Returns the address of a view, under the name of the view."""
    return path(address, view, name=view.__name__)
