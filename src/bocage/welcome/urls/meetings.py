"""Awareness meetings: those who keep them, and town halls that answer."""

from django.urls import URLPattern, URLResolver

from bocage.foundation.http.list_files import list_paths
from bocage.foundation.http.routes import route
from bocage.welcome.views import meetings

ONE = "espace/reunions/<uuid:meeting_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    *list_paths("espace/reunions/", meetings.meeting_list, file="reunions"),
    route("espace/reunions/nouvelle/", meetings.meeting_plan),
    route(ONE, meetings.meeting),
    route(f"{ONE}changer/", meetings.meeting_change),
    route(f"{ONE}inviter/", meetings.meeting_open),
    route(f"{ONE}tenue/", meetings.meeting_held),
    route(f"{ONE}annuler/", meetings.meeting_call_off),
    route(f"{ONE}emargement.pdf", meetings.meeting_sheet),
    route("espace/reunions/invitations/<uuid:invitation_id>/", meetings.meeting_answer),
    route("espace/communes/<str:code>/dossier.pdf", meetings.commune_material),
    route("reunion/<str:token>/", meetings.meeting_answer_signed),
    route("reunion/<str:token>/dossier.pdf", meetings.meeting_material_signed),
]
