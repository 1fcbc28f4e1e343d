"""The addresses of what the club passes on."""

from bocage.foundation.http.routes import route
from bocage.network.views import contact_reports, contacts

urlpatterns = [
    route("club/membres/<uuid:pk>/ecrire/", contacts.member_write),
    route("espace/echanges/", contacts.conversation_list),
    route("espace/echanges/<uuid:pk>/", contacts.conversation),
    route("espace/echanges/<uuid:pk>/arreter/", contacts.conversation_stop),
    route("espace/echanges/<uuid:pk>/reprendre/", contacts.conversation_resume),
    route("espace/echanges/<uuid:pk>/effacer/", contacts.conversation_erase),
    route("espace/echanges/<uuid:pk>/signaler/", contacts.conversation_report),
    route("espace/club/signalements/", contact_reports.contact_reports),
    route("espace/club/signalements/<uuid:pk>/", contact_reports.contact_report),
    route("espace/club/suspensions/<uuid:pk>/lever/", contact_reports.contact_suspension_lift),
]
