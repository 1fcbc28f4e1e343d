"""The demand in a commune."""

from bocage.foundation.http.routes import route
from bocage.housing.views import demand

urlpatterns = [
    route("espace/demande/", demand.demand_list),
    route("espace/demande/<slug:slug>/", demand.demand_detail),
]
