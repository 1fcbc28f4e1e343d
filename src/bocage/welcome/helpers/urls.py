"""URLs of the address book of helpers."""

from django.urls import URLPattern, URLResolver

from bocage.foundation.http.list_exports import export_paths
from bocage.foundation.http.routes import route
from bocage.people.table_imports.kinds import table_kind
from bocage.people.table_imports.views import table_import_paths
from bocage.welcome.helpers.views import answers, profiles

BOOK = "espace/accueil/carnet/"
CARD = f"{BOOK}<uuid:helper_id>/"
PROJECT = "espace/accueil/projets/<uuid:project_id>/carnet/"

urlpatterns: list[URLPattern | URLResolver] = [
    *export_paths(BOOK, profiles.helper_list, file="carnet"),
    route(f"{BOOK}ajouter/", profiles.helper_add),
    *table_import_paths(table_kind("helper"), f"{BOOK}importer/"),
    route(CARD, profiles.helper),
    route(f"{CARD}changer/", profiles.helper_change),
    route(f"{CARD}fermer/", profiles.helper_close),
    route(f"{CARD}rouvrir/", profiles.helper_reopen),
    route(f"{PROJECT}<uuid:helper_id>/demander/", profiles.helper_ask),
    route(f"{PROJECT}demandes/<uuid:request_id>/merci/", profiles.help_thank),
    route(f"{PROJECT}demandes/<uuid:request_id>/retirer/", profiles.help_withdraw),
    route("aider/<str:token>/", answers.help_answer),
]
