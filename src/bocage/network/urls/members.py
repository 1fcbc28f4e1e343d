"""The addresses of the room."""

from django.urls import path

from bocage.foundation.list_files import list_paths
from bocage.network.views import directory, membership, organisations, organiser

urlpatterns = [
    path("club/", directory.member_list, name="member_list"),
    path("club/rejoindre/", membership.club_join, name="club_join"),
    path("club/ma-fiche/", membership.own_membership, name="own_membership"),
    path("club/ma-fiche/renouveler/", membership.membership_renew, name="membership_renew"),
    path("club/ma-fiche/quitter/", membership.membership_leave, name="membership_leave"),
    path("club/membres/<uuid:pk>/", directory.member_detail, name="member_detail"),
    path("club/membres/<uuid:pk>/carte.vcf", directory.member_card, name="member_card"),
    path("club/membres/<uuid:pk>/encart/", directory.member_embed, name="member_embed"),
    path("club/membres/<uuid:pk>/photo.webp", directory.member_photo, name="member_photo"),
    path(
        "club/structures/<slug:slug>/",
        organisations.organisation_detail,
        name="organisation_detail",
    ),
    path(
        "club/structures/<slug:slug>/modifier/",
        organisations.organisation_edit,
        name="organisation_edit",
    ),
    *list_paths("espace/club/", organiser.club_members, name="club_members", file="membres"),
    path("espace/club/demandes/", organiser.club_requests, name="club_requests"),
    path("espace/club/demandes/<uuid:pk>/", organiser.club_answer, name="club_answer"),
    path("espace/club/reglages/<str:code>/", organiser.club_settings, name="club_settings"),
]
