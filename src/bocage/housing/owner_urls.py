"""Offers of owners: the public form, and its reading in the Espace."""

from django.urls import path

from bocage.foundation.http.routes import route
from bocage.housing.views import owners

urlpatterns = [
    path("proposer-un-logement/", owners.offer_a_home, name="offer_home"),
    route("proposer-un-logement/merci/", owners.offer_thanks),
    route("espace/annonces/proprietaires/", owners.owner_offers),
    route("espace/annonces/proprietaires/<uuid:offer_id>/", owners.owner_offer),
    route("espace/annonces/proprietaires/<uuid:offer_id>/publier/", owners.owner_offer_publish),
    route("espace/annonces/proprietaires/<uuid:offer_id>/refuser/", owners.owner_offer_refuse),
]
