"""Addresses of the places to work: the search, its files, its frames for other sites."""

from bocage.foundation.http.routes import route
from bocage.workspaces.search.views import embeds, place_files, places

urlpatterns = [
    route("travailler/", places.place_list),
    route("travailler/sans-reponse/", places.place_search_unmet),
    route("travailler/lieux.<list_file:extension>", place_files.place_list_file),
    route("travailler/lieux.geojson", place_files.place_map),
    route("travailler/tiers-lieux.csv", place_files.place_census),
    route("travailler/<slug:slug>/contact.vcf", place_files.place_card),
    route("travailler/<slug:slug>/encart/", embeds.place_embed),
]
