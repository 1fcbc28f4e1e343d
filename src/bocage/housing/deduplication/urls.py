"""Addresses of the pages of doubtful pairs and of decisions on them."""

from bocage.foundation.http.routes import route
from bocage.housing.deduplication import views

QUEUE = "espace/annonces/rapprochements/"
PAIR = f"{QUEUE}<uuid:verdict_id>/"
HOME = "espace/annonces/logements/<uuid:dwelling_id>/"

urlpatterns = [
    route(QUEUE, views.linkage_queue),
    route(f"{QUEUE}annuler/", views.linkage_take_back),
    route(PAIR, views.linkage_pair),
    route(f"{PAIR}decider/", views.linkage_decide),
    route(HOME, views.dwelling_listings),
    route(f"{HOME}detacher/<uuid:listing_id>/", views.listing_split_off),
]
