"""The addresses of the words of the club."""

from bocage.foundation.http.routes import route
from bocage.network.members.views import skills

urlpatterns = [
    route("espace/club/mots/", skills.club_skills),
    route("espace/club/mots/<uuid:pk>/", skills.club_skill),
]
