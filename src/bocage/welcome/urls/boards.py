"""The coordinator's pages: the board, the list, the file of a project and its gestures."""

from django.urls import URLPattern, URLResolver, path

from bocage.foundation.list_files import list_paths
from bocage.welcome.views import board, file_gestures, files, joins

BOARD = "espace/accueil/"
FILE = f"{BOARD}projets/<uuid:project_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(BOARD, board.project_board, name="project_board"),
    *list_paths(f"{BOARD}liste/", board.project_list, name="project_list", file="projets"),
    path(f"{BOARD}filtres/", board.filter_keep, name="filter_keep"),
    path(f"{BOARD}filtres/<int:filter_id>/retirer/", board.filter_forget, name="filter_forget"),
    path(FILE, files.project_file, name="project_file"),
    path(f"{FILE}etape/", file_gestures.project_move, name="project_move"),
    path(f"{FILE}etape/annuler/", file_gestures.project_move_undo, name="project_move_undo"),
    path(f"{FILE}suite/", file_gestures.project_next_action, name="project_next_action"),
    path(f"{FILE}suite/fait/", file_gestures.project_action_done, name="project_action_done"),
    path(f"{FILE}ecrire/", file_gestures.project_write, name="project_write"),
    path(f"{FILE}noter/", file_gestures.project_note, name="project_note"),
    path(f"{FILE}prendre/", file_gestures.project_take, name="project_take"),
    path(f"{FILE}suivi/", file_gestures.project_follow, name="project_follow"),
    path(f"{FILE}pause/", file_gestures.project_pause, name="project_pause"),
    path(f"{FILE}clore/", file_gestures.project_close, name="project_close"),
    path(f"{FILE}reprendre/", file_gestures.project_reopen, name="project_reopen"),
    path(f"{FILE}taches/", file_gestures.project_task_add, name="project_task_add"),
    path(
        f"{FILE}taches/<uuid:task_id>/<slug:gesture>/",
        file_gestures.project_task,
        name="project_task",
    ),
    path(f"{FILE}reunir/", joins.project_join, name="project_join"),
    path(
        f"{FILE}reunir/<uuid:join_id>/annuler/", joins.project_join_undo, name="project_join_undo"
    ),
]
