"""URLs of awareness meetings, for the people who manage them and for town halls."""

from django.urls import URLPattern, URLResolver

from bocage.foundation.http.list_exports import export_paths
from bocage.foundation.http.routes import route
from bocage.welcome.meetings import views

MEETING = "espace/reunions/<uuid:meeting_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    *export_paths("espace/reunions/", views.meeting_list, file="reunions"),
    route("espace/reunions/nouvelle/", views.meeting_plan),
    route(MEETING, views.meeting),
    route(f"{MEETING}changer/", views.meeting_change),
    route(f"{MEETING}inviter/", views.meeting_open),
    route(f"{MEETING}tenue/", views.meeting_held),
    route(f"{MEETING}annuler/", views.meeting_call_off),
    route(f"{MEETING}emargement.pdf", views.meeting_sheet),
    route("espace/reunions/invitations/<uuid:invitation_id>/", views.meeting_answer),
    route("espace/communes/<str:code>/dossier.pdf", views.commune_material),
    route("reunion/<str:token>/", views.meeting_answer_signed),
    route("reunion/<str:token>/dossier.pdf", views.meeting_material_signed),
]
