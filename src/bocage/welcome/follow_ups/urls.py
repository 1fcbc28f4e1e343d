"""URLs of follow-ups."""

from django.urls import path

from bocage.foundation.http.routes import route
from bocage.welcome.follow_ups.views import follow_ups, helping_households

urlpatterns = [
    path(
        "espace/accueil/envies/",
        helping_households.helping_household_list,
        name="helping_households",
    ),
    route(
        "espace/accueil/suivis/<uuid:follow_up_id>/envies/",
        helping_households.follow_up_wishes_done,
    ),
    route("suivi/<str:token>/", follow_ups.follow_up),
    route("espace/accueil/suivis/<uuid:follow_up_id>/", follow_ups.follow_up_call),
    route("espace/accueil/suivis/<uuid:follow_up_id>/appele/", follow_ups.follow_up_called),
]
