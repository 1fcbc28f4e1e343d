"""The addresses of the homes that a household follows."""

from django.urls import path, register_converter

from bocage.welcome.views import own_homes


class HomeKind:
    """A home of the market, or a lead."""

    regex = "logement|piste"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(HomeKind, "home_kind")

urlpatterns = [
    path(
        "mon-projet/logements/suivre/<home_kind:kind>/<uuid:home_id>/",
        own_homes.own_home_follow,
        name="own_home_follow",
    ),
    path("mon-projet/logements/<uuid:home_id>/", own_homes.own_home, name="own_home"),
    path(
        "mon-projet/logements/<uuid:home_id>/etape/", own_homes.own_home_move, name="own_home_move"
    ),
    path(
        "mon-projet/logements/<uuid:home_id>/notes/", own_homes.own_home_note, name="own_home_note"
    ),
    path(
        "mon-projet/logements/<uuid:home_id>/retirer/",
        own_homes.own_home_forget,
        name="own_home_forget",
    ),
    path(
        "mon-projet/logements/<uuid:home_id>/visite.ics",
        own_homes.own_home_calendar,
        name="own_home_calendar",
    ),
]
