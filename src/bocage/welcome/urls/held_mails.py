"""The mails that wait for somebody of the welcome."""

from django.urls import URLPattern, URLResolver, path

from bocage.welcome.views import held_mails

MAILS = "espace/accueil/courriels/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(MAILS, held_mails.held_mails, name="held_mails"),
    path(f"{MAILS}<uuid:mail_id>/accepter/", held_mails.held_mail_accept, name="held_mail_accept"),
    path(f"{MAILS}<uuid:mail_id>/de-cote/", held_mails.held_mail_aside, name="held_mail_aside"),
]
