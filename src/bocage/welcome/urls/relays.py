"""Relays: asked from a file, answered in the Espace or by a signed link."""

from django.urls import URLPattern, URLResolver, path

from bocage.welcome.views import relay_asking, relays

RELAY = "espace/mises-en-relation/<uuid:relay_id>/"
SIGNED = "un-menage-pour-votre-commune/<str:token>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(
        "espace/accueil/projets/<uuid:project_id>/mairies/",
        relay_asking.relay_ask,
        name="relay_ask",
    ),
    path(RELAY, relays.relay, name="relay"),
    path(f"{RELAY}retirer/", relay_asking.relay_withdraw, name="relay_withdraw"),
    path(f"{RELAY}signaler/", relays.relay_home, name="relay_home"),
    path(f"{RELAY}parrain/", relays.relay_sponsor, name="relay_sponsor"),
    path(f"{RELAY}repondre/<slug:choice>/", relays.relay_choice, name="relay_choice"),
    path(SIGNED, relays.relay_signed, name="relay_signed"),
    path(f"{SIGNED}signaler/", relays.relay_signed_home, name="relay_signed_home"),
    path(f"{SIGNED}parrain/", relays.relay_signed_sponsor, name="relay_signed_sponsor"),
    path(
        f"{SIGNED}repondre/<slug:choice>/", relays.relay_signed_choice, name="relay_signed_choice"
    ),
]
