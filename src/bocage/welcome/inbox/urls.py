"""URLs of the mails that wait for the welcome team."""

from django.urls import URLPattern, URLResolver

from bocage.foundation.http.routes import route
from bocage.welcome.inbox import views

MAILS = "espace/accueil/courriels/"

urlpatterns: list[URLPattern | URLResolver] = [
    route(MAILS, views.held_mails),
    route(f"{MAILS}<uuid:mail_id>/accepter/", views.held_mail_accept),
    route(f"{MAILS}<uuid:mail_id>/de-cote/", views.held_mail_aside),
]
