"""URLs of coordinators: the board, the list, the file of a project and its actions."""

from django.urls import URLPattern, URLResolver

from bocage.foundation.http.list_exports import export_paths
from bocage.foundation.http.routes import route
from bocage.welcome.coordinator_portal.views import actions, file, merges
from bocage.welcome.pipeline.views import board

BOARD = "espace/accueil/"
FILE = f"{BOARD}projets/<uuid:project_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    route(BOARD, board.project_board),
    *export_paths(f"{BOARD}liste/", board.project_list, file="projets"),
    route(f"{BOARD}filtres/", board.filter_save),
    route(f"{BOARD}filtres/<int:filter_id>/retirer/", board.filter_forget),
    route(FILE, file.project_file),
    route(f"{FILE}etape/", actions.project_move),
    route(f"{FILE}etape/annuler/", actions.project_move_undo),
    route(f"{FILE}suite/", actions.project_next_action),
    route(f"{FILE}suite/fait/", actions.project_action_done),
    route(f"{FILE}ecrire/", actions.project_write),
    route(f"{FILE}noter/", actions.project_note),
    route(f"{FILE}prendre/", actions.project_take),
    route(f"{FILE}suivi/", actions.project_follow),
    route(f"{FILE}pause/", actions.project_pause),
    route(f"{FILE}clore/", actions.project_close),
    route(f"{FILE}reprendre/", actions.project_reopen),
    route(f"{FILE}taches/", actions.project_task_add),
    route(f"{FILE}taches/<uuid:task_id>/<slug:action>/", actions.project_task),
    route(f"{FILE}reunir/", merges.project_merge),
    route(f"{FILE}reunir/<uuid:merge_id>/annuler/", merges.project_merge_undo),
]
