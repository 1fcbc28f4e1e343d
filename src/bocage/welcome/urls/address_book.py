"""The address book of people who help."""

from django.urls import URLPattern, URLResolver

from bocage.foundation.http.list_files import list_paths
from bocage.foundation.http.routes import route
from bocage.people.table_imports.kinds import table_kind
from bocage.people.table_imports.views import table_import_paths
from bocage.welcome.views import address_book, help_answers

BOOK = "espace/accueil/carnet/"
CARD = f"{BOOK}<uuid:helper_id>/"
PROJECT = "espace/accueil/projets/<uuid:project_id>/carnet/"

urlpatterns: list[URLPattern | URLResolver] = [
    *list_paths(BOOK, address_book.helper_list, file="carnet"),
    route(f"{BOOK}ajouter/", address_book.helper_add),
    *table_import_paths(table_kind("helper"), f"{BOOK}importer/"),
    route(CARD, address_book.helper),
    route(f"{CARD}changer/", address_book.helper_change),
    route(f"{CARD}fermer/", address_book.helper_close),
    route(f"{CARD}rouvrir/", address_book.helper_reopen),
    route(f"{PROJECT}<uuid:helper_id>/demander/", address_book.helper_ask),
    route(f"{PROJECT}demandes/<uuid:request_id>/merci/", address_book.help_thank),
    route(f"{PROJECT}demandes/<uuid:request_id>/retirer/", address_book.help_withdraw),
    route("aider/<str:token>/", help_answers.help_answer),
]
