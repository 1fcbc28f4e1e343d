"""The addresses of the words of the club."""

from django.urls import path

from bocage.network.views import skills

urlpatterns = [
    path("espace/club/mots/", skills.club_skills, name="club_skills"),
    path("espace/club/mots/<uuid:pk>/", skills.club_skill, name="club_skill"),
]
