"""The coordinator's pages: the board, the list, the file of a project and its gestures."""

from django.urls import URLPattern, URLResolver

from bocage.foundation.http.list_files import list_paths
from bocage.foundation.http.routes import route
from bocage.welcome.pipeline.views import board
from bocage.welcome.views import file_gestures, files, joins

BOARD = "espace/accueil/"
FILE = f"{BOARD}projets/<uuid:project_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    route(BOARD, board.project_board),
    *list_paths(f"{BOARD}liste/", board.project_list, file="projets"),
    route(f"{BOARD}filtres/", board.filter_keep),
    route(f"{BOARD}filtres/<int:filter_id>/retirer/", board.filter_forget),
    route(FILE, files.project_file),
    route(f"{FILE}etape/", file_gestures.project_move),
    route(f"{FILE}etape/annuler/", file_gestures.project_move_undo),
    route(f"{FILE}suite/", file_gestures.project_next_action),
    route(f"{FILE}suite/fait/", file_gestures.project_action_done),
    route(f"{FILE}ecrire/", file_gestures.project_write),
    route(f"{FILE}noter/", file_gestures.project_note),
    route(f"{FILE}prendre/", file_gestures.project_take),
    route(f"{FILE}suivi/", file_gestures.project_follow),
    route(f"{FILE}pause/", file_gestures.project_pause),
    route(f"{FILE}clore/", file_gestures.project_close),
    route(f"{FILE}reprendre/", file_gestures.project_reopen),
    route(f"{FILE}taches/", file_gestures.project_task_add),
    route(f"{FILE}taches/<uuid:task_id>/<slug:gesture>/", file_gestures.project_task),
    route(f"{FILE}reunir/", joins.project_join),
    route(f"{FILE}reunir/<uuid:join_id>/annuler/", joins.project_join_undo),
]
