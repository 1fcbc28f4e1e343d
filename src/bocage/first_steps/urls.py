"""URLs of the setup."""

from django.urls import path

from bocage.first_steps.proof import open_to_owner_link
from bocage.first_steps.views import ownership, places, steps
from bocage.people.table_imports.kinds import table_kind
from bocage.people.table_imports.views import table_import_paths

STEPS = "espace/premiers-pas/"

urlpatterns = [
    path("premiers-pas/<str:token>/", ownership.take, name="first_steps_take"),
    path(STEPS, steps.overview, name="first_steps"),
    path(f"{STEPS}territoire/", steps.territory, name="first_steps_territory"),
    path(f"{STEPS}territoire/positions/", steps.positions, name="first_steps_positions"),
    path(f"{STEPS}apparence/", steps.look, name="first_steps_look"),
    path(f"{STEPS}courriels/", steps.mail, name="first_steps_mail"),
    path(f"{STEPS}cle/", steps.key, name="first_steps_key"),
    path(f"{STEPS}accueil/", steps.coordinator, name="first_steps_coordinator"),
    path(f"{STEPS}lieux/", places.places, name="first_steps_places"),
    path(f"{STEPS}lieux/plus-tard/", places.places_later, name="first_steps_places_later"),
    *table_import_paths(
        table_kind("place"), f"{STEPS}lieux/liste/", opened_also=open_to_owner_link
    ),
]
