"""Addresses of the members of the club, of their organisations and of their skills."""

from django.urls import URLPattern, URLResolver

from bocage.foundation.http.list_exports import export_paths
from bocage.foundation.http.routes import route
from bocage.network.members.views import (
    directory,
    membership,
    organisations,
    organiser,
    skills,
)

urlpatterns: list[URLPattern | URLResolver] = [
    route("club/", directory.member_list),
    route("club/rejoindre/", membership.club_join),
    route("club/ma-fiche/", membership.own_membership),
    route("club/ma-fiche/renouveler/", membership.membership_renew),
    route("club/ma-fiche/quitter/", membership.membership_leave),
    route("club/membres/<uuid:pk>/", directory.member_detail),
    route("club/membres/<uuid:pk>/carte.vcf", directory.member_card),
    route("club/membres/<uuid:pk>/encart/", directory.member_embed),
    route("club/membres/<uuid:pk>/photo.webp", directory.member_photo),
    route("club/structures/<slug:slug>/", organisations.organisation_detail),
    route("club/structures/<slug:slug>/modifier/", organisations.organisation_edit),
    *export_paths("espace/club/", organiser.club_members, file="membres"),
    route("espace/club/demandes/", organiser.club_requests),
    route("espace/club/demandes/<uuid:pk>/", organiser.club_answer),
    route("espace/club/reglages/<str:code>/", organiser.club_settings),
    route("espace/club/mots/", skills.club_skills),
    route("espace/club/mots/<uuid:pk>/", skills.club_skill),
]
