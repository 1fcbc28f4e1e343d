"""Sequences and their letters in the Espace, and how readers leave them."""

from django.urls import URLPattern, URLResolver, path

from bocage.outreach.views import letter_stops, letters, prospect_sequences, sequences

KEPT = "espace/lettres/"
ONE = f"{KEPT}<uuid:pk>/"
LETTER = f"{KEPT}lettre/<uuid:pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(KEPT, sequences.sequence_list, name="sequence_list"),
    path(f"{KEPT}nouvelle/", sequences.sequence_write, name="sequence_write"),
    path(ONE, sequences.sequence_detail, name="sequence_detail"),
    path(f"{ONE}modifier/", sequences.sequence_change, name="sequence_change"),
    path(f"{ONE}geste/", sequences.sequence_gesture, name="sequence_gesture"),
    path(f"{ONE}personnes/", sequences.sequence_people, name="sequence_people"),
    path(f"{ONE}ecrire/", letters.letter_write, name="letter_write"),
    path(f"{KEPT}inscription/<uuid:pk>/sortir/", sequences.enrolment_leave, name="enrolment_leave"),
    path(LETTER, letters.letter_preview, name="letter_preview"),
    path(f"{LETTER}page/", letters.letter_page, name="letter_page"),
    path(f"{LETTER}modifier/", letters.letter_change, name="letter_change"),
    path(f"{LETTER}geste/", letters.letter_gesture, name="letter_gesture"),
    path(
        "espace/prospects/<uuid:pk>/serie/",
        prospect_sequences.prospect_enter,
        name="prospect_enter",
    ),
    path(
        "espace/prospects/<uuid:pk>/reponse/",
        prospect_sequences.prospect_answered,
        name="prospect_answered",
    ),
    path("lettres/ne-plus-recevoir/<str:token>/", letter_stops.stop_letters, name="stop_letters"),
]
