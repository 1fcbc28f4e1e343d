"""URLs of ceremonies, for the people who manage them and for the guests."""

from django.urls import URLPattern, URLResolver

from bocage.foundation.http.list_exports import export_paths
from bocage.foundation.http.routes import route
from bocage.welcome.ceremonies import views

CEREMONY = "espace/ceremonies/<uuid:ceremony_id>/"
GUEST = "espace/ceremonies/invitations/<uuid:guest_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    *export_paths("espace/ceremonies/", views.ceremony_list, file="ceremonies"),
    route("espace/ceremonies/commune/<str:code>/", views.ceremony_plan),
    route(CEREMONY, views.ceremony),
    route(f"{CEREMONY}changer/", views.ceremony_change),
    route(f"{CEREMONY}inviter/", views.ceremony_invite),
    route(f"{CEREMONY}tenue/", views.ceremony_held),
    route(f"{CEREMONY}annuler/", views.ceremony_call_off),
    route(f"{CEREMONY}<slug:paper>.pdf", views.ceremony_paper),
    route(GUEST, views.ceremony_answer),
    route(f"{GUEST}ceremonie.ics", views.ceremony_calendar),
    route(f"{GUEST}certificat.pdf", views.ceremony_certificate),
    route(f"{GUEST}<slug:paper>.pdf", views.ceremony_guest_paper),
    route("ceremonie/date/<str:token>/", views.ceremony_plan_signed),
    route("ceremonie/reponse/<str:token>/", views.ceremony_answer_signed),
    route("ceremonie/reponse/<str:token>/ceremonie.ics", views.ceremony_calendar_signed),
]
