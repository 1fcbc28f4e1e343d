"""The addresses of partner employers."""

from django.urls import URLPattern, URLResolver, path

from bocage.foundation.list_files import list_paths
from bocage.outreach.views import employer_gestures, employer_team, employers

PUBLIC = "employeurs/"
TEAM = "espace/employeurs/"
ONE = f"{TEAM}<uuid:pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(PUBLIC, employers.employer_directory, name="employer_directory"),
    path(f"{PUBLIC}<slug:slug>/", employers.employer_page, name="employer_page"),
    path(f"{PUBLIC}<slug:slug>/logo.png", employers.employer_logo, name="employer_logo"),
    *list_paths(TEAM, employer_team.employer_list, name="employer_list", file="employeurs"),
    path(f"{TEAM}nouveau/", employer_team.employer_open, name="employer_open"),
    path(ONE, employer_team.employer_detail, name="employer_detail"),
    path(f"{ONE}modifier/", employer_team.employer_change, name="employer_change"),
    path(f"{ONE}accord/", employer_team.employer_agreement, name="employer_agreement"),
    path(f"{ONE}document/", employer_team.employer_document, name="employer_document"),
    path(f"{ONE}etat/", employer_gestures.employer_move, name="employer_move"),
    path(f"{ONE}etape/", employer_gestures.employer_step, name="employer_step"),
    path(f"{ONE}page/", employer_gestures.employer_publish, name="employer_publish"),
    path(f"{ONE}logo/", employer_gestures.employer_keep_logo, name="employer_keep_logo"),
    path(f"{ONE}interlocuteurs/", employer_gestures.contact_add, name="employer_contact_add"),
    path(
        f"{TEAM}interlocuteurs/<uuid:pk>/retirer/",
        employer_gestures.contact_remove,
        name="employer_contact_remove",
    ),
]
