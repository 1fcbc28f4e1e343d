"""The addresses of partner employers."""

from django.urls import URLPattern, URLResolver, path

from bocage.foundation.http.list_files import list_paths
from bocage.foundation.http.routes import route
from bocage.outreach.views import employer_gestures, employer_team, employers

PUBLIC = "employeurs/"
TEAM = "espace/employeurs/"
ONE = f"{TEAM}<uuid:pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    route(PUBLIC, employers.employer_directory),
    route(f"{PUBLIC}<slug:slug>/", employers.employer_page),
    route(f"{PUBLIC}<slug:slug>/logo.png", employers.employer_logo),
    *list_paths(TEAM, employer_team.employer_list, file="employeurs"),
    route(f"{TEAM}nouveau/", employer_team.employer_open),
    route(ONE, employer_team.employer_detail),
    route(f"{ONE}modifier/", employer_team.employer_change),
    route(f"{ONE}accord/", employer_team.employer_agreement),
    route(f"{ONE}document/", employer_team.employer_document),
    route(f"{ONE}etat/", employer_gestures.employer_move),
    route(f"{ONE}etape/", employer_gestures.employer_step),
    route(f"{ONE}page/", employer_gestures.employer_publish),
    route(f"{ONE}logo/", employer_gestures.employer_keep_logo),
    path(f"{ONE}interlocuteurs/", employer_gestures.contact_add, name="employer_contact_add"),
    path(
        f"{TEAM}interlocuteurs/<uuid:pk>/retirer/",
        employer_gestures.contact_remove,
        name="employer_contact_remove",
    ),
]
