"""Addresses of the territory room."""

from django.urls import URLPattern, URLResolver, path, re_path

from bocage.territory.views.communes import commune_by_code, commune_detail, commune_list
from bocage.territory.views.outlines import commune_map, commune_outlines
from bocage.territory.views.suggestions import commune_suggestions

urlpatterns: list[URLPattern | URLResolver] = [
    path("communes/", commune_list, name="commune_list"),
    path("communes/suggestions", commune_suggestions, name="commune_suggestions"),
    re_path(
        r"^communes/(?P<code>(?:\d{2}|2[ABab])\d{3})/$", commune_by_code, name="commune_by_code"
    ),
    path("communes/<slug:slug>/", commune_detail, name="commune_detail"),
    path("territoire/communes.geojson", commune_map, name="commune_map"),
    path("territoire/contours.json", commune_outlines, name="commune_outlines"),
]
