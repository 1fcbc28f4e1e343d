"""Addresses of the territory room."""

from django.urls import URLPattern, URLResolver, re_path

from bocage.foundation.http.routes import route
from bocage.territory.views.communes import commune_by_code, commune_detail, commune_list
from bocage.territory.views.outlines import commune_map, commune_outlines
from bocage.territory.views.suggestions import commune_suggestions

urlpatterns: list[URLPattern | URLResolver] = [
    route("communes/", commune_list),
    route("communes/suggestions", commune_suggestions),
    re_path(
        r"^communes/(?P<code>(?:\d{2}|2[ABab])\d{3})/$", commune_by_code, name="commune_by_code"
    ),
    route("communes/<slug:slug>/", commune_detail),
    route("territoire/communes.geojson", commune_map),
    route("territoire/contours.json", commune_outlines),
]
