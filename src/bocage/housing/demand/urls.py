"""The demand in a commune."""

from bocage.foundation.http.routes import route
from bocage.housing.demand import views

urlpatterns = [
    route("espace/demande/", views.demand_list),
    route("espace/demande/<slug:slug>/", views.demand_detail),
]
