"""The mails that wait for somebody of the welcome."""

from django.urls import URLPattern, URLResolver

from bocage.foundation.http.routes import route
from bocage.welcome.views import held_mails

MAILS = "espace/accueil/courriels/"

urlpatterns: list[URLPattern | URLResolver] = [
    route(MAILS, held_mails.held_mails),
    route(f"{MAILS}<uuid:mail_id>/accepter/", held_mails.held_mail_accept),
    route(f"{MAILS}<uuid:mail_id>/de-cote/", held_mails.held_mail_aside),
]
