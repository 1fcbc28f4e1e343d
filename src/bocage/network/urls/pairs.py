"""The addresses of « Deux par deux »."""

from bocage.foundation.http.routes import route
from bocage.network.views import pairs

urlpatterns = [
    route("espace/deux-par-deux/", pairs.own_pairs),
    route("espace/deux-par-deux/souhait/<slug:answer>/", pairs.pairs_wish),
    route("espace/deux-par-deux/<int:pk>/<slug:answer>/", pairs.pair_told),
    route("espace/club/deux-par-deux/", pairs.club_pairs),
]
