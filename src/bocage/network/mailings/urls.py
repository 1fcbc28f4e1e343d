"""The addresses of announcements and digests."""

from django.urls import path

from bocage.foundation.http.routes import route
from bocage.network.mailings.views import digests, mailings

urlpatterns = [
    route("espace/club/envois/", mailings.mailing_list),
    route("espace/club/envois/ecrire/<str:code>/", mailings.mailing_new),
    route("espace/club/envois/<uuid:pk>/", mailings.mailing_detail),
    route("espace/club/envois/<uuid:pk>/modifier/", mailings.mailing_edit),
    route("espace/club/envois/<uuid:pk>/apercu/", mailings.mailing_page),
    route("espace/club/envois/<uuid:pk>/agir/", mailings.mailing_act),
    route("espace/club/envois/lettre/<str:code>/", digests.digest_draft),
    route("espace/club/envois/reglages/<str:code>/", digests.digest_settings),
    route("espace/club/adresses/", mailings.refused_addresses),
    path("espace/club/adresses/<uuid:pk>/", mailings.refused_address_trust, name="address_trust"),
]
