"""Ceremonies: those who keep them, and those who are invited."""

from django.urls import URLPattern, URLResolver, path

from bocage.foundation.list_files import list_paths
from bocage.welcome.views import ceremonies

ONE = "espace/ceremonies/<uuid:ceremony_id>/"
GUEST = "espace/ceremonies/invitations/<uuid:guest_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    *list_paths(
        "espace/ceremonies/", ceremonies.ceremony_list, name="ceremony_list", file="ceremonies"
    ),
    path("espace/ceremonies/commune/<str:code>/", ceremonies.ceremony_plan, name="ceremony_plan"),
    path(ONE, ceremonies.ceremony, name="ceremony"),
    path(f"{ONE}changer/", ceremonies.ceremony_change, name="ceremony_change"),
    path(f"{ONE}inviter/", ceremonies.ceremony_invite, name="ceremony_invite"),
    path(f"{ONE}tenue/", ceremonies.ceremony_held, name="ceremony_held"),
    path(f"{ONE}annuler/", ceremonies.ceremony_call_off, name="ceremony_call_off"),
    path(f"{ONE}<slug:paper>.pdf", ceremonies.ceremony_paper, name="ceremony_paper"),
    path(GUEST, ceremonies.ceremony_answer, name="ceremony_answer"),
    path(f"{GUEST}ceremonie.ics", ceremonies.ceremony_calendar, name="ceremony_calendar"),
    path(f"{GUEST}certificat.pdf", ceremonies.ceremony_certificate, name="ceremony_certificate"),
    path(f"{GUEST}<slug:paper>.pdf", ceremonies.ceremony_guest_paper, name="ceremony_guest_paper"),
    path(
        "ceremonie/date/<str:token>/",
        ceremonies.ceremony_plan_signed,
        name="ceremony_plan_signed",
    ),
    path(
        "ceremonie/reponse/<str:token>/",
        ceremonies.ceremony_answer_signed,
        name="ceremony_answer_signed",
    ),
    path(
        "ceremonie/reponse/<str:token>/ceremonie.ics",
        ceremonies.ceremony_calendar_signed,
        name="ceremony_calendar_signed",
    ),
]
