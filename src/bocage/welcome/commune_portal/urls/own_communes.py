"""« Ma commune »."""

from django.urls import URLPattern, URLResolver

from bocage.foundation.http.routes import route
from bocage.welcome.commune_portal.views import own_communes

OWN = "espace/ma-commune/"

urlpatterns: list[URLPattern | URLResolver] = [
    route(OWN, own_communes.own_communes),
    route(f"{OWN}<slug:slug>/", own_communes.own_commune),
    route(f"{OWN}<slug:slug>/referent/", own_communes.own_commune_propose),
]
