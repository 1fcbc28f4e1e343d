"""Addresses of the foundation room."""

from django.urls import URLPattern, URLResolver, path

from bocage.foundation.views import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
]
