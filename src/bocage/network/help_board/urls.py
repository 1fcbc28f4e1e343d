"""The addresses of the help board."""

from bocage.foundation.http.routes import route
from bocage.network.help_board.views import help_board, organiser

urlpatterns = [
    route("club/entraide/", help_board.help_board),
    route("club/entraide/publier/", help_board.help_post_new),
    route("club/entraide/prevenir/", help_board.help_post_rhythm),
    route("club/entraide/<uuid:pk>/", help_board.help_post),
    route("club/entraide/<uuid:pk>/modifier/", help_board.help_post_edit),
    route("club/entraide/<uuid:pk>/repondre/", help_board.help_post_answer),
    route("club/entraide/<uuid:pk>/remercier/", help_board.help_post_thank),
    route("club/entraide/<uuid:pk>/clore/", help_board.help_post_close),
    route("club/entraide/<uuid:pk>/prolonger/", help_board.help_post_prolong),
    route("club/entraide/<uuid:pk>/signaler/", help_board.help_post_report),
    route("espace/club/entraide/", organiser.club_help_posts),
    route("espace/club/entraide/<uuid:pk>/", organiser.club_help_post),
]
