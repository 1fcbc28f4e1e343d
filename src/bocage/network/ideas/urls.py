"""The addresses of the box of ideas."""

from bocage.foundation.http.routes import route
from bocage.network.ideas.views import ideas, organiser

urlpatterns = [
    route("idees/", ideas.idea_list),
    route("idees/proposer/", ideas.idea_new),
    route("idees/<uuid:pk>/", ideas.idea_detail),
    route("idees/<uuid:pk>/voter/", ideas.idea_vote),
    route("idees/<uuid:pk>/commenter/", ideas.idea_comment),
    route("idees/<uuid:pk>/retirer/", ideas.idea_remove),
    route("idees/commentaires/<uuid:pk>/retirer/", ideas.idea_comment_remove),
    route("espace/club/idees/", organiser.club_ideas),
    route("espace/club/idees/<uuid:pk>/", organiser.club_idea),
    route("espace/club/idees/<uuid:pk>/montrer/", organiser.club_idea_moderate),
    route("espace/club/idees/commentaires/<uuid:pk>/", organiser.club_comment_moderate),
]
