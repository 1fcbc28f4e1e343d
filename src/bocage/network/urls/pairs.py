"""The addresses of « Deux par deux »."""

from django.urls import path

from bocage.network.views import pairs

urlpatterns = [
    path("espace/deux-par-deux/", pairs.own_pairs, name="own_pairs"),
    path("espace/deux-par-deux/souhait/<slug:answer>/", pairs.pairs_wish, name="pairs_wish"),
    path("espace/deux-par-deux/<int:pk>/<slug:answer>/", pairs.pair_told, name="pair_told"),
    path("espace/club/deux-par-deux/", pairs.club_pairs, name="club_pairs"),
]
