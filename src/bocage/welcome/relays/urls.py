"""URLs of relays: sent from a file, answered in the Espace or by a signed link."""

from django.urls import URLPattern, URLResolver

from bocage.foundation.http.routes import route
from bocage.welcome.relays.views import asking, relays

RELAY = "espace/mises-en-relation/<uuid:relay_id>/"
SIGNED = "un-menage-pour-votre-commune/<str:token>/"

urlpatterns: list[URLPattern | URLResolver] = [
    route("espace/accueil/projets/<uuid:project_id>/mairies/", asking.relay_ask),
    route(RELAY, relays.relay),
    route(f"{RELAY}retirer/", asking.relay_withdraw),
    route(f"{RELAY}signaler/", relays.relay_home),
    route(f"{RELAY}parrain/", relays.relay_sponsor),
    route(f"{RELAY}repondre/<slug:choice>/", relays.relay_choice),
    route(SIGNED, relays.relay_signed),
    route(f"{SIGNED}signaler/", relays.relay_signed_home),
    route(f"{SIGNED}parrain/", relays.relay_signed_sponsor),
    route(f"{SIGNED}repondre/<slug:choice>/", relays.relay_signed_choice),
]
