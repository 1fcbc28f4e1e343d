"""Sequences and their letters in the Espace, and how readers leave them."""

from django.urls import URLPattern, URLResolver

from bocage.foundation.http.routes import route
from bocage.outreach.sequences.views import letter_stops, letters, prospect, sequences

TEAM = "espace/lettres/"
DETAIL = f"{TEAM}<uuid:pk>/"
LETTER = f"{TEAM}lettre/<uuid:pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    route(TEAM, sequences.sequence_list),
    route(f"{TEAM}nouvelle/", sequences.sequence_write),
    route(DETAIL, sequences.sequence_detail),
    route(f"{DETAIL}modifier/", sequences.sequence_change),
    route(f"{DETAIL}geste/", sequences.sequence_action),
    route(f"{DETAIL}personnes/", sequences.sequence_people),
    route(f"{DETAIL}ecrire/", letters.letter_write),
    route(f"{TEAM}inscription/<uuid:pk>/sortir/", sequences.enrolment_leave),
    route(LETTER, letters.letter_preview),
    route(f"{LETTER}page/", letters.letter_page),
    route(f"{LETTER}modifier/", letters.letter_change),
    route(f"{LETTER}geste/", letters.letter_action),
    route("espace/prospects/<uuid:pk>/serie/", prospect.prospect_enter),
    route("espace/prospects/<uuid:pk>/reponse/", prospect.prospect_answered),
    route("lettres/ne-plus-recevoir/<str:token>/", letter_stops.stop_letters),
]
