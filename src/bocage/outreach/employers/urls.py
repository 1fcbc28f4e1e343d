"""The addresses of partner employers."""

from django.urls import URLPattern, URLResolver, path

from bocage.foundation.http.list_exports import export_paths
from bocage.foundation.http.routes import route
from bocage.outreach.employers.views import actions, public, team

PUBLIC = "employeurs/"
TEAM = "espace/employeurs/"
DETAIL = f"{TEAM}<uuid:pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    route(PUBLIC, public.employer_directory),
    route(f"{PUBLIC}<slug:slug>/", public.employer_page),
    route(f"{PUBLIC}<slug:slug>/logo.png", public.employer_logo),
    *export_paths(TEAM, team.employer_list, file="employeurs"),
    route(f"{TEAM}nouveau/", team.employer_open),
    route(DETAIL, team.employer_detail),
    route(f"{DETAIL}modifier/", team.employer_change),
    route(f"{DETAIL}accord/", team.employer_agreement),
    route(f"{DETAIL}document/", team.employer_document),
    route(f"{DETAIL}etat/", actions.employer_move),
    route(f"{DETAIL}etape/", actions.employer_step),
    route(f"{DETAIL}page/", actions.employer_publish),
    route(f"{DETAIL}logo/", actions.employer_save_logo),
    path(f"{DETAIL}interlocuteurs/", actions.contact_add, name="employer_contact_add"),
    path(
        f"{TEAM}interlocuteurs/<uuid:pk>/retirer/",
        actions.contact_remove,
        name="employer_contact_remove",
    ),
]
