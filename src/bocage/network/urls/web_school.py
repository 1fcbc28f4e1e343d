"""The addresses of the École du Web."""

from bocage.foundation.http.list_files import list_paths
from bocage.foundation.http.routes import route
from bocage.network.views import (
    web_school_day,
    web_school_editor,
    web_school_keeping,
    web_school_pages,
)

EDITION = "ecole-du-web/<slug:slug>/"
KEPT = "espace/ecole-du-web/<uuid:edition_id>/"

urlpatterns = [
    route("ecole-du-web/", web_school_pages.edition_list),
    route(EDITION, web_school_pages.edition_detail),
    route(f"{EDITION}proposer/", web_school_pages.pitch_make),
    route(f"{EDITION}propositions/<uuid:pitch_id>/", web_school_pages.pitch_detail),
    route(f"{EDITION}propositions/<uuid:pitch_id>/repondre/", web_school_pages.pitch_answer),
    route(f"{EDITION}propositions/<uuid:pitch_id>/animateur/", web_school_pages.lead_accept),
    route(f"{EDITION}propositions/<uuid:pitch_id>/modifier/", web_school_pages.pitch_change),
    route(f"{EDITION}propositions/<uuid:pitch_id>/retirer/", web_school_pages.pitch_withdraw),
    route(f"{EDITION}partenaires/<slug:digest>.png", web_school_pages.partner_logo),
    route(f"{EDITION}programme/", web_school_day.edition_programme),
    route(f"{EDITION}programme/etat/", web_school_day.edition_programme_state),
    route(f"{EDITION}programme.ics", web_school_day.edition_calendar),
    route(f"{EDITION}agenda/<str:token>.ics", web_school_day.own_edition_calendar),
    route(f"{EDITION}ateliers/<uuid:session_id>/", web_school_day.session_detail),
    route(f"{EDITION}ateliers/<uuid:session_id>/notes/", web_school_day.session_write),
    route(f"{EDITION}salle-libre/", web_school_day.walk_up),
    route(f"{EDITION}entree/<str:token>/", web_school_day.edition_door),
    route(f"{EDITION}attestation.pdf", web_school_day.edition_certificate),
    route("ecran/ecole-du-web/<str:token>/", web_school_day.edition_wall),
    route("ecran/ecole-du-web/<str:token>/etat/", web_school_day.edition_wall_state),
    route("espace/ecole-du-web/", web_school_keeping.edition_keeping),
    route("espace/ecole-du-web/ouvrir/", web_school_keeping.edition_open),
    route(KEPT, web_school_keeping.edition_kept),
    route(f"{KEPT}etape/", web_school_keeping.edition_lead),
    route(f"{KEPT}reglages/", web_school_keeping.edition_settings),
    route(f"{KEPT}grille/", web_school_keeping.edition_grid),
    route(f"{KEPT}grille/retirer/", web_school_keeping.edition_grid_remove),
    route(f"{KEPT}partenaires/", web_school_keeping.edition_partners),
    route(f"{KEPT}partenaires/<int:number>/retirer/", web_school_keeping.edition_partner_remove),
    *list_paths(f"{KEPT}presences/", web_school_keeping.edition_presences, file="presences"),
    route(f"{KEPT}presences/adresses/", web_school_keeping.edition_tokens),
    route(f"{KEPT}presences/<int:number>/retirer/", web_school_keeping.edition_presence_forget),
    route(f"{KEPT}presences/<int:number>/attestation.pdf", web_school_keeping.presence_certificate),
    route(f"{KEPT}programme/", web_school_editor.programme_editor),
    route(f"{KEPT}programme/calcul/", web_school_editor.programme_compute),
    route(f"{KEPT}programme/placer/<uuid:key>/", web_school_editor.programme_place),
    route(f"{KEPT}programme/ateliers/<uuid:session_id>/", web_school_editor.programme_gesture),
    route(f"{KEPT}programme/publier/", web_school_editor.programme_publish),
    route(f"{KEPT}versions/", web_school_editor.programme_versions),
]
