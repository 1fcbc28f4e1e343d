"""The address book of people who help."""

from django.urls import URLPattern, URLResolver, path

from bocage.welcome.views import help_answers, helpers

BOOK = "espace/accueil/carnet/"
CARD = f"{BOOK}<uuid:helper_id>/"
PROJECT = "espace/accueil/projets/<uuid:project_id>/carnet/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(BOOK, helpers.helper_list, name="helper_list"),
    path(f"{BOOK}ajouter/", helpers.helper_add, name="helper_add"),
    path(CARD, helpers.helper, name="helper"),
    path(f"{CARD}changer/", helpers.helper_change, name="helper_change"),
    path(f"{CARD}fermer/", helpers.helper_close, name="helper_close"),
    path(f"{CARD}rouvrir/", helpers.helper_reopen, name="helper_reopen"),
    path(f"{PROJECT}<uuid:helper_id>/demander/", helpers.helper_ask, name="helper_ask"),
    path(f"{PROJECT}demandes/<uuid:request_id>/merci/", helpers.help_thank, name="help_thank"),
    path(
        f"{PROJECT}demandes/<uuid:request_id>/retirer/", helpers.help_withdraw, name="help_withdraw"
    ),
    path("aider/<str:token>/", help_answers.help_answer, name="help_answer"),
]
