"""« Ma commune »."""

from django.urls import URLPattern, URLResolver, path

from bocage.welcome.views import own_communes

OWN = "espace/ma-commune/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(OWN, own_communes.own_communes, name="own_communes"),
    path(f"{OWN}<slug:slug>/", own_communes.own_commune, name="own_commune"),
    path(
        f"{OWN}<slug:slug>/referent/", own_communes.own_commune_propose, name="own_commune_propose"
    ),
]
