"""Addresses of the foundation that exist in each language."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, path

from bocage.foundation.http.routes import route
from bocage.foundation.views import mail_previews, privacy, signed_actions, status

urlpatterns: list[URLPattern | URLResolver] = [
    route("reponse/<str:token>/", signed_actions.signed_action),
    path("etat/", status.status_page, name="status"),
    path("registre-des-donnees/", privacy.register, name="privacy_register"),
]
if settings.BOCAGE.shows_style_guide:
    urlpatterns += [
        route("style/courriels/", mail_previews.mail_preview_list),
        route("style/courriels/<str:kind>/<str:language>/", mail_previews.mail_preview),
        route("style/courriels/<str:kind>/<str:language>/page/", mail_previews.mail_preview_page),
    ]
