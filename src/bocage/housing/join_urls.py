"""Which listings are one home: the doubtful pairs, and what a person decides."""

from django.urls import path

from bocage.housing.views import joins

QUEUE = "espace/annonces/rapprochements/"
PAIR = f"{QUEUE}<uuid:verdict_id>/"
HOME = "espace/annonces/logements/<uuid:dwelling_id>/"

urlpatterns = [
    path(QUEUE, joins.join_queue, name="join_queue"),
    path(f"{QUEUE}annuler/", joins.join_take_back, name="join_take_back"),
    path(PAIR, joins.join_pair, name="join_pair"),
    path(f"{PAIR}decider/", joins.join_decide, name="join_decide"),
    path(HOME, joins.dwelling_listings, name="dwelling_listings"),
    path(f"{HOME}detacher/<uuid:listing_id>/", joins.listing_split_off, name="listing_split_off"),
]
