"""Addresses of the foundation room."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, path

from bocage.foundation.views import health, style

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
]
if settings.BOCAGE.demo or settings.BOCAGE.environment == "development":
    urlpatterns += [path("style/", style.style_guide, name="style_guide")]
