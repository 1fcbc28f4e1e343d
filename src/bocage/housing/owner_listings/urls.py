"""Offers of owners: the public form, and its reading in the Espace."""

from django.urls import path

from bocage.foundation.http.routes import route
from bocage.housing.owner_listings import views

urlpatterns = [
    path("proposer-un-logement/", views.offer_a_home, name="offer_home"),
    route("proposer-un-logement/merci/", views.offer_thanks),
    route("espace/annonces/proprietaires/", views.owner_offers),
    route("espace/annonces/proprietaires/<uuid:offer_id>/", views.owner_offer),
    route("espace/annonces/proprietaires/<uuid:offer_id>/publier/", views.owner_offer_publish),
    route("espace/annonces/proprietaires/<uuid:offer_id>/refuser/", views.owner_offer_refuse),
]
