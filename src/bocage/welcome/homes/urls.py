"""URLs of the homes that a household follows."""

from django.urls import register_converter

from bocage.foundation.http.routes import route
from bocage.welcome.homes import views


class HomeKind:
    """Path converter of the kind of a home: on the market, or a lead."""

    regex = "logement|piste"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(HomeKind, "home_kind")

urlpatterns = [
    route("mon-projet/logements/suivre/<home_kind:kind>/<uuid:home_id>/", views.own_home_follow),
    route("mon-projet/logements/<uuid:home_id>/", views.own_home),
    route("mon-projet/logements/<uuid:home_id>/etape/", views.own_home_move),
    route("mon-projet/logements/<uuid:home_id>/notes/", views.own_home_note),
    route("mon-projet/logements/<uuid:home_id>/retirer/", views.own_home_forget),
    route("mon-projet/logements/<uuid:home_id>/visite.ics", views.own_home_calendar),
]
