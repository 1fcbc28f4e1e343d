"""Ceremonies: those who keep them, and those who are invited."""

from django.urls import URLPattern, URLResolver

from bocage.foundation.http.list_files import list_paths
from bocage.foundation.http.routes import route
from bocage.welcome.views import ceremonies

ONE = "espace/ceremonies/<uuid:ceremony_id>/"
GUEST = "espace/ceremonies/invitations/<uuid:guest_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    *list_paths("espace/ceremonies/", ceremonies.ceremony_list, file="ceremonies"),
    route("espace/ceremonies/commune/<str:code>/", ceremonies.ceremony_plan),
    route(ONE, ceremonies.ceremony),
    route(f"{ONE}changer/", ceremonies.ceremony_change),
    route(f"{ONE}inviter/", ceremonies.ceremony_invite),
    route(f"{ONE}tenue/", ceremonies.ceremony_held),
    route(f"{ONE}annuler/", ceremonies.ceremony_call_off),
    route(f"{ONE}<slug:paper>.pdf", ceremonies.ceremony_paper),
    route(GUEST, ceremonies.ceremony_answer),
    route(f"{GUEST}ceremonie.ics", ceremonies.ceremony_calendar),
    route(f"{GUEST}certificat.pdf", ceremonies.ceremony_certificate),
    route(f"{GUEST}<slug:paper>.pdf", ceremonies.ceremony_guest_paper),
    route("ceremonie/date/<str:token>/", ceremonies.ceremony_plan_signed),
    route("ceremonie/reponse/<str:token>/", ceremonies.ceremony_answer_signed),
    route("ceremonie/reponse/<str:token>/ceremonie.ics", ceremonies.ceremony_calendar_signed),
]
