"""Addresses of the pages of doubtful pairs and of decisions on them."""

from bocage.foundation.http.routes import route
from bocage.housing.deduplication import views

QUEUE = "espace/annonces/rapprochements/"
PAIR = f"{QUEUE}<uuid:verdict_id>/"
HOME = "espace/annonces/logements/<uuid:dwelling_id>/"

urlpatterns = [
    route(QUEUE, views.join_queue),
    route(f"{QUEUE}annuler/", views.join_take_back),
    route(PAIR, views.join_pair),
    route(f"{PAIR}decider/", views.join_decide),
    route(HOME, views.dwelling_listings),
    route(f"{HOME}detacher/<uuid:listing_id>/", views.listing_split_off),
]
