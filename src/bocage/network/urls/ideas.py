"""The addresses of the box of ideas."""

from django.urls import path

from bocage.network.views import idea_organiser, ideas

urlpatterns = [
    path("idees/", ideas.idea_list, name="idea_list"),
    path("idees/proposer/", ideas.idea_new, name="idea_new"),
    path("idees/<uuid:pk>/", ideas.idea_detail, name="idea_detail"),
    path("idees/<uuid:pk>/voter/", ideas.idea_vote, name="idea_vote"),
    path("idees/<uuid:pk>/commenter/", ideas.idea_comment, name="idea_comment"),
    path("idees/<uuid:pk>/retirer/", ideas.idea_remove, name="idea_remove"),
    path(
        "idees/commentaires/<uuid:pk>/retirer/",
        ideas.idea_comment_remove,
        name="idea_comment_remove",
    ),
    path("espace/club/idees/", idea_organiser.club_ideas, name="club_ideas"),
    path("espace/club/idees/<uuid:pk>/", idea_organiser.club_idea, name="club_idea"),
    path(
        "espace/club/idees/<uuid:pk>/montrer/",
        idea_organiser.club_idea_moderate,
        name="club_idea_moderate",
    ),
    path(
        "espace/club/idees/commentaires/<uuid:pk>/",
        idea_organiser.club_comment_moderate,
        name="club_comment_moderate",
    ),
]
