"""Sequences and their letters in the Espace, and how readers leave them."""

from django.urls import URLPattern, URLResolver

from bocage.foundation.http.routes import route
from bocage.outreach.sequences.views import letter_stops, letters, prospect, sequences

KEPT = "espace/lettres/"
ONE = f"{KEPT}<uuid:pk>/"
LETTER = f"{KEPT}lettre/<uuid:pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    route(KEPT, sequences.sequence_list),
    route(f"{KEPT}nouvelle/", sequences.sequence_write),
    route(ONE, sequences.sequence_detail),
    route(f"{ONE}modifier/", sequences.sequence_change),
    route(f"{ONE}geste/", sequences.sequence_gesture),
    route(f"{ONE}personnes/", sequences.sequence_people),
    route(f"{ONE}ecrire/", letters.letter_write),
    route(f"{KEPT}inscription/<uuid:pk>/sortir/", sequences.enrolment_leave),
    route(LETTER, letters.letter_preview),
    route(f"{LETTER}page/", letters.letter_page),
    route(f"{LETTER}modifier/", letters.letter_change),
    route(f"{LETTER}geste/", letters.letter_gesture),
    route("espace/prospects/<uuid:pk>/serie/", prospect.prospect_enter),
    route("espace/prospects/<uuid:pk>/reponse/", prospect.prospect_answered),
    route("lettres/ne-plus-recevoir/<str:token>/", letter_stops.stop_letters),
]
