"""The addresses of what the club passes on."""

from django.urls import path

from bocage.network.views import contact_reports, contacts

urlpatterns = [
    path("club/membres/<uuid:pk>/ecrire/", contacts.member_write, name="member_write"),
    path("espace/echanges/", contacts.conversation_list, name="conversation_list"),
    path("espace/echanges/<uuid:pk>/", contacts.conversation, name="conversation"),
    path(
        "espace/echanges/<uuid:pk>/arreter/", contacts.conversation_stop, name="conversation_stop"
    ),
    path(
        "espace/echanges/<uuid:pk>/reprendre/",
        contacts.conversation_resume,
        name="conversation_resume",
    ),
    path(
        "espace/echanges/<uuid:pk>/effacer/",
        contacts.conversation_erase,
        name="conversation_erase",
    ),
    path(
        "espace/echanges/<uuid:pk>/signaler/",
        contacts.conversation_report,
        name="conversation_report",
    ),
    path("espace/club/signalements/", contact_reports.contact_reports, name="contact_reports"),
    path(
        "espace/club/signalements/<uuid:pk>/",
        contact_reports.contact_report,
        name="contact_report",
    ),
    path(
        "espace/club/suspensions/<uuid:pk>/lever/",
        contact_reports.contact_suspension_lift,
        name="contact_suspension_lift",
    ),
]
