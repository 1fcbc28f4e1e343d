"""Addresses of the demo: they exist in demo mode alone (see bocage.urls)."""

from django.urls import URLPattern, URLResolver, path

from bocage.demo.views import doors, mailbox

urlpatterns: list[URLPattern | URLResolver] = [
    path("", doors.door_list, name="demo"),
    path("entrer/", doors.enter, name="demo_enter"),
    path("terminer/", doors.end, name="demo_end"),
    path("courrier/", mailbox.mail_list, name="demo_mail_list"),
    path("courrier/<uuid:mail_id>/", mailbox.mail_detail, name="demo_mail_detail"),
    path("courrier/<uuid:mail_id>/page/", mailbox.mail_html, name="demo_mail_html"),
    path(
        "courrier/pieces/<uuid:attachment_id>/",
        mailbox.mail_attachment,
        name="demo_mail_attachment",
    ),
]
