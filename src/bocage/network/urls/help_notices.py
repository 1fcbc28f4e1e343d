"""The addresses of the help board."""

from django.urls import path

from bocage.network.views import help_board, help_organiser

urlpatterns = [
    path("club/entraide/", help_board.help_board, name="help_board"),
    path("club/entraide/publier/", help_board.notice_new, name="notice_new"),
    path("club/entraide/prevenir/", help_board.notice_rhythm, name="notice_rhythm"),
    path("club/entraide/<uuid:pk>/", help_board.help_notice, name="help_notice"),
    path("club/entraide/<uuid:pk>/modifier/", help_board.notice_edit, name="notice_edit"),
    path("club/entraide/<uuid:pk>/repondre/", help_board.notice_answer, name="notice_answer"),
    path("club/entraide/<uuid:pk>/remercier/", help_board.notice_thank, name="notice_thank"),
    path("club/entraide/<uuid:pk>/clore/", help_board.notice_close, name="notice_close"),
    path("club/entraide/<uuid:pk>/prolonger/", help_board.notice_prolong, name="notice_prolong"),
    path("club/entraide/<uuid:pk>/signaler/", help_board.notice_report, name="notice_report"),
    path("espace/club/entraide/", help_organiser.club_notices, name="club_notices"),
    path("espace/club/entraide/<uuid:pk>/", help_organiser.club_notice, name="club_notice"),
]
