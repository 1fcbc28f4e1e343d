"""The addresses of partner employers."""

from django.urls import URLPattern, URLResolver, path

from bocage.foundation.http.list_exports import export_paths
from bocage.foundation.http.routes import route
from bocage.outreach.employers.views import actions, public, team

PUBLIC = "employeurs/"
TEAM = "espace/employeurs/"
ONE = f"{TEAM}<uuid:pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    route(PUBLIC, public.employer_directory),
    route(f"{PUBLIC}<slug:slug>/", public.employer_page),
    route(f"{PUBLIC}<slug:slug>/logo.png", public.employer_logo),
    *export_paths(TEAM, team.employer_list, file="employeurs"),
    route(f"{TEAM}nouveau/", team.employer_open),
    route(ONE, team.employer_detail),
    route(f"{ONE}modifier/", team.employer_change),
    route(f"{ONE}accord/", team.employer_agreement),
    route(f"{ONE}document/", team.employer_document),
    route(f"{ONE}etat/", actions.employer_move),
    route(f"{ONE}etape/", actions.employer_step),
    route(f"{ONE}page/", actions.employer_publish),
    route(f"{ONE}logo/", actions.employer_keep_logo),
    path(f"{ONE}interlocuteurs/", actions.contact_add, name="employer_contact_add"),
    path(
        f"{TEAM}interlocuteurs/<uuid:pk>/retirer/",
        actions.contact_remove,
        name="employer_contact_remove",
    ),
]
