"""The addresses of announcements, digests and the figures of the life between meetings."""

from django.urls import path

from bocage.network.views import digests, life, mailings

urlpatterns = [
    path("espace/club/envois/", mailings.mailing_list, name="mailing_list"),
    path("espace/club/envois/ecrire/<str:code>/", mailings.mailing_new, name="mailing_new"),
    path("espace/club/envois/<uuid:pk>/", mailings.mailing_detail, name="mailing_detail"),
    path("espace/club/envois/<uuid:pk>/modifier/", mailings.mailing_edit, name="mailing_edit"),
    path("espace/club/envois/<uuid:pk>/apercu/", mailings.mailing_page, name="mailing_page"),
    path("espace/club/envois/<uuid:pk>/agir/", mailings.mailing_act, name="mailing_act"),
    path("espace/club/envois/lettre/<str:code>/", digests.digest_draft, name="digest_draft"),
    path(
        "espace/club/envois/reglages/<str:code>/", digests.digest_settings, name="digest_settings"
    ),
    path("espace/club/adresses/", mailings.refused_addresses, name="refused_addresses"),
    path("espace/club/adresses/<uuid:pk>/", mailings.refused_address_trust, name="address_trust"),
    path("espace/club/vie/", life.club_life, name="club_life"),
]
