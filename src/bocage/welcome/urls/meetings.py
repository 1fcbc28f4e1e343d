"""Awareness meetings: those who keep them, and town halls that answer."""

from django.urls import URLPattern, URLResolver, path

from bocage.foundation.list_files import list_paths
from bocage.welcome.views import meetings

ONE = "espace/reunions/<uuid:meeting_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    *list_paths("espace/reunions/", meetings.meeting_list, name="meeting_list", file="reunions"),
    path("espace/reunions/nouvelle/", meetings.meeting_plan, name="meeting_plan"),
    path(ONE, meetings.meeting, name="meeting"),
    path(f"{ONE}changer/", meetings.meeting_change, name="meeting_change"),
    path(f"{ONE}inviter/", meetings.meeting_open, name="meeting_open"),
    path(f"{ONE}tenue/", meetings.meeting_held, name="meeting_held"),
    path(f"{ONE}annuler/", meetings.meeting_call_off, name="meeting_call_off"),
    path(f"{ONE}emargement.pdf", meetings.meeting_sheet, name="meeting_sheet"),
    path(
        "espace/reunions/invitations/<uuid:invitation_id>/",
        meetings.meeting_answer,
        name="meeting_answer",
    ),
    path(
        "espace/communes/<str:code>/dossier.pdf",
        meetings.commune_material,
        name="commune_material",
    ),
    path("reunion/<str:token>/", meetings.meeting_answer_signed, name="meeting_answer_signed"),
    path(
        "reunion/<str:token>/dossier.pdf",
        meetings.meeting_material_signed,
        name="meeting_material_signed",
    ),
]
