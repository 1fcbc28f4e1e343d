"""Addresses of the foundation room."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, path, re_path

from bocage.foundation.http.routes import route
from bocage.foundation.views import embeds, health, instance, sitemaps, status, style, violations

urlpatterns: list[URLPattern | URLResolver] = [
    route("healthz", health.alive),
    route("readyz", health.ready),
    route("metrics", status.metrics),
    route("etat.json", status.status_file),
    route("violations", violations.violations),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:section>-<int:number>.xml", sitemaps.file, name="sitemap_file"),
    route("integrer.js", embeds.embed_script),
    re_path(
        r"^instance/couleurs-(?P<brand>[0-9a-f]{6})-(?P<accent>[0-9a-f]{6})\.css$",
        instance.colours,
        name="instance_colours",
    ),
    re_path(r"^instance/logo-(?P<digest>[0-9a-f]{16})\.png$", instance.logo, name="instance_logo"),
    re_path(
        r"^instance/partage-(?P<language>fr|en)-(?P<digest>[0-9a-f]{20})\.png$",
        instance.picture,
        name="instance_picture",
    ),
]
if settings.BOCAGE.demo or settings.BOCAGE.environment == "development":
    urlpatterns += [route("style/", style.style_guide)]
