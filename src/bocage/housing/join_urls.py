"""Which listings are one home: the doubtful pairs, and what a person decides."""

from bocage.foundation.http.routes import route
from bocage.housing.views import joins

QUEUE = "espace/annonces/rapprochements/"
PAIR = f"{QUEUE}<uuid:verdict_id>/"
HOME = "espace/annonces/logements/<uuid:dwelling_id>/"

urlpatterns = [
    route(QUEUE, joins.join_queue),
    route(f"{QUEUE}annuler/", joins.join_take_back),
    route(PAIR, joins.join_pair),
    route(f"{PAIR}decider/", joins.join_decide),
    route(HOME, joins.dwelling_listings),
    route(f"{HOME}detacher/<uuid:listing_id>/", joins.listing_split_off),
]
