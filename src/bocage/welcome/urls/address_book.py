"""The address book of people who help."""

from django.urls import URLPattern, URLResolver

from bocage.foundation.list_files import list_paths
from bocage.foundation.routes import route
from bocage.welcome.views import address_book, help_answers, helper_imports

BOOK = "espace/accueil/carnet/"
CARD = f"{BOOK}<uuid:helper_id>/"
PROJECT = "espace/accueil/projets/<uuid:project_id>/carnet/"

urlpatterns: list[URLPattern | URLResolver] = [
    *list_paths(BOOK, address_book.helper_list, file="carnet"),
    route(f"{BOOK}ajouter/", address_book.helper_add),
    route(f"{BOOK}importer/", helper_imports.helper_import),
    route(f"{BOOK}importer/<uuid:import_id>/", helper_imports.helper_import_look),
    route(f"{BOOK}modele.csv", helper_imports.helper_template),
    route(CARD, address_book.helper),
    route(f"{CARD}changer/", address_book.helper_change),
    route(f"{CARD}fermer/", address_book.helper_close),
    route(f"{CARD}rouvrir/", address_book.helper_reopen),
    route(f"{PROJECT}<uuid:helper_id>/demander/", address_book.helper_ask),
    route(f"{PROJECT}demandes/<uuid:request_id>/merci/", address_book.help_thank),
    route(f"{PROJECT}demandes/<uuid:request_id>/retirer/", address_book.help_withdraw),
    route("aider/<str:token>/", help_answers.help_answer),
]
