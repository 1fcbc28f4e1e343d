"""URLs of messages passed on by the club."""

from bocage.foundation.http.routes import route
from bocage.network.messages.views import messages, reports

urlpatterns = [
    route("club/membres/<uuid:pk>/ecrire/", messages.member_write),
    route("espace/echanges/", messages.conversation_list),
    route("espace/echanges/<uuid:pk>/", messages.conversation),
    route("espace/echanges/<uuid:pk>/arreter/", messages.conversation_stop),
    route("espace/echanges/<uuid:pk>/reprendre/", messages.conversation_resume),
    route("espace/echanges/<uuid:pk>/effacer/", messages.conversation_erase),
    route("espace/echanges/<uuid:pk>/signaler/", messages.conversation_report),
    route("espace/club/signalements/", reports.contact_reports),
    route("espace/club/signalements/<uuid:pk>/", reports.contact_report),
    route("espace/club/suspensions/<uuid:pk>/lever/", reports.contact_suspension_lift),
]
