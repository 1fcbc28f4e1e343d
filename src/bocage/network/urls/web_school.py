"""The addresses of the École du Web."""

from django.urls import path

from bocage.foundation.list_files import list_paths
from bocage.network.views import (
    web_school_day,
    web_school_editor,
    web_school_keeping,
    web_school_pages,
)

EDITION = "ecole-du-web/<slug:slug>/"
KEPT = "espace/ecole-du-web/<uuid:edition_id>/"

urlpatterns = [
    path("ecole-du-web/", web_school_pages.edition_list, name="edition_list"),
    path(EDITION, web_school_pages.edition_detail, name="edition_detail"),
    path(f"{EDITION}proposer/", web_school_pages.pitch_make, name="pitch_make"),
    path(
        f"{EDITION}propositions/<uuid:pitch_id>/",
        web_school_pages.pitch_detail,
        name="pitch_detail",
    ),
    path(
        f"{EDITION}propositions/<uuid:pitch_id>/repondre/",
        web_school_pages.pitch_answer,
        name="pitch_answer",
    ),
    path(
        f"{EDITION}propositions/<uuid:pitch_id>/animateur/",
        web_school_pages.lead_accept,
        name="lead_accept",
    ),
    path(
        f"{EDITION}propositions/<uuid:pitch_id>/modifier/",
        web_school_pages.pitch_change,
        name="pitch_change",
    ),
    path(
        f"{EDITION}propositions/<uuid:pitch_id>/retirer/",
        web_school_pages.pitch_withdraw,
        name="pitch_withdraw",
    ),
    path(
        f"{EDITION}partenaires/<slug:digest>.png",
        web_school_pages.partner_logo,
        name="partner_logo",
    ),
    path(f"{EDITION}programme/", web_school_day.edition_programme, name="edition_programme"),
    path(
        f"{EDITION}programme/etat/",
        web_school_day.edition_programme_state,
        name="edition_programme_state",
    ),
    path(f"{EDITION}programme.ics", web_school_day.edition_calendar, name="edition_calendar"),
    path(
        f"{EDITION}agenda/<str:token>.ics",
        web_school_day.own_edition_calendar,
        name="own_edition_calendar",
    ),
    path(
        f"{EDITION}ateliers/<uuid:session_id>/",
        web_school_day.session_detail,
        name="session_detail",
    ),
    path(
        f"{EDITION}ateliers/<uuid:session_id>/notes/",
        web_school_day.session_write,
        name="session_write",
    ),
    path(f"{EDITION}salle-libre/", web_school_day.walk_up, name="walk_up"),
    path(f"{EDITION}entree/<str:token>/", web_school_day.edition_door, name="edition_door"),
    path(
        f"{EDITION}attestation.pdf",
        web_school_day.edition_certificate,
        name="edition_certificate",
    ),
    path("ecran/ecole-du-web/<str:token>/", web_school_day.edition_wall, name="edition_wall"),
    path(
        "ecran/ecole-du-web/<str:token>/etat/",
        web_school_day.edition_wall_state,
        name="edition_wall_state",
    ),
    path("espace/ecole-du-web/", web_school_keeping.edition_keeping, name="edition_keeping"),
    path("espace/ecole-du-web/ouvrir/", web_school_keeping.edition_open, name="edition_open"),
    path(KEPT, web_school_keeping.edition_kept, name="edition_kept"),
    path(f"{KEPT}etape/", web_school_keeping.edition_lead, name="edition_lead"),
    path(f"{KEPT}reglages/", web_school_keeping.edition_settings, name="edition_settings"),
    path(f"{KEPT}grille/", web_school_keeping.edition_grid, name="edition_grid"),
    path(
        f"{KEPT}grille/retirer/",
        web_school_keeping.edition_grid_remove,
        name="edition_grid_remove",
    ),
    path(f"{KEPT}partenaires/", web_school_keeping.edition_partners, name="edition_partners"),
    path(
        f"{KEPT}partenaires/<int:number>/retirer/",
        web_school_keeping.edition_partner_remove,
        name="edition_partner_remove",
    ),
    *list_paths(
        f"{KEPT}presences/",
        web_school_keeping.edition_presences,
        name="edition_presences",
        file="presences",
    ),
    path(f"{KEPT}presences/adresses/", web_school_keeping.edition_tokens, name="edition_tokens"),
    path(
        f"{KEPT}presences/<int:number>/retirer/",
        web_school_keeping.edition_presence_forget,
        name="edition_presence_forget",
    ),
    path(
        f"{KEPT}presences/<int:number>/attestation.pdf",
        web_school_keeping.presence_certificate,
        name="presence_certificate",
    ),
    path(f"{KEPT}programme/", web_school_editor.programme_editor, name="programme_editor"),
    path(
        f"{KEPT}programme/calcul/",
        web_school_editor.programme_compute,
        name="programme_compute",
    ),
    path(
        f"{KEPT}programme/placer/<uuid:key>/",
        web_school_editor.programme_place,
        name="programme_place",
    ),
    path(
        f"{KEPT}programme/ateliers/<uuid:session_id>/",
        web_school_editor.programme_gesture,
        name="programme_gesture",
    ),
    path(
        f"{KEPT}programme/publier/",
        web_school_editor.programme_publish,
        name="programme_publish",
    ),
    path(f"{KEPT}versions/", web_school_editor.programme_versions, name="programme_versions"),
]
