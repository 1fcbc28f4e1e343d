"""The address book of people who help."""

from django.urls import URLPattern, URLResolver, path

from bocage.foundation.list_files import list_paths
from bocage.welcome.views import address_book, help_answers, helper_imports

BOOK = "espace/accueil/carnet/"
CARD = f"{BOOK}<uuid:helper_id>/"
PROJECT = "espace/accueil/projets/<uuid:project_id>/carnet/"

urlpatterns: list[URLPattern | URLResolver] = [
    *list_paths(BOOK, address_book.helper_list, name="helper_list", file="carnet"),
    path(f"{BOOK}ajouter/", address_book.helper_add, name="helper_add"),
    path(f"{BOOK}importer/", helper_imports.helper_import, name="helper_import"),
    path(
        f"{BOOK}importer/<uuid:import_id>/",
        helper_imports.helper_import_look,
        name="helper_import_look",
    ),
    path(f"{BOOK}modele.csv", helper_imports.helper_template, name="helper_template"),
    path(CARD, address_book.helper, name="helper"),
    path(f"{CARD}changer/", address_book.helper_change, name="helper_change"),
    path(f"{CARD}fermer/", address_book.helper_close, name="helper_close"),
    path(f"{CARD}rouvrir/", address_book.helper_reopen, name="helper_reopen"),
    path(f"{PROJECT}<uuid:helper_id>/demander/", address_book.helper_ask, name="helper_ask"),
    path(f"{PROJECT}demandes/<uuid:request_id>/merci/", address_book.help_thank, name="help_thank"),
    path(
        f"{PROJECT}demandes/<uuid:request_id>/retirer/",
        address_book.help_withdraw,
        name="help_withdraw",
    ),
    path("aider/<str:token>/", help_answers.help_answer, name="help_answer"),
]
