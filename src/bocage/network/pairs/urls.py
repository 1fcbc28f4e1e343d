"""The addresses of « Deux par deux »."""

from bocage.foundation.http.routes import route
from bocage.network.pairs import views

urlpatterns = [
    route("espace/deux-par-deux/", views.own_pairs),
    route("espace/deux-par-deux/souhait/<slug:answer>/", views.pairs_wish),
    route("espace/deux-par-deux/<int:pk>/<slug:answer>/", views.pair_answer),
    route("espace/club/deux-par-deux/", views.club_pairs),
]
