"""The addresses of the box of ideas."""

from bocage.foundation.http.routes import route
from bocage.network.views import idea_organiser, ideas

urlpatterns = [
    route("idees/", ideas.idea_list),
    route("idees/proposer/", ideas.idea_new),
    route("idees/<uuid:pk>/", ideas.idea_detail),
    route("idees/<uuid:pk>/voter/", ideas.idea_vote),
    route("idees/<uuid:pk>/commenter/", ideas.idea_comment),
    route("idees/<uuid:pk>/retirer/", ideas.idea_remove),
    route("idees/commentaires/<uuid:pk>/retirer/", ideas.idea_comment_remove),
    route("espace/club/idees/", idea_organiser.club_ideas),
    route("espace/club/idees/<uuid:pk>/", idea_organiser.club_idea),
    route("espace/club/idees/<uuid:pk>/montrer/", idea_organiser.club_idea_moderate),
    route("espace/club/idees/commentaires/<uuid:pk>/", idea_organiser.club_comment_moderate),
]
