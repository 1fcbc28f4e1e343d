"""The addresses of the École du Web."""

from bocage.foundation.http.list_exports import export_paths
from bocage.foundation.http.routes import route
from bocage.network.web_school.views import day, editor, management, pages

EDITION = "ecole-du-web/<slug:slug>/"
EDITION_TEAM = "espace/ecole-du-web/<uuid:edition_id>/"

urlpatterns = [
    route("ecole-du-web/", pages.edition_list),
    route(EDITION, pages.edition_detail),
    route(f"{EDITION}proposer/", pages.pitch_make),
    route(f"{EDITION}propositions/<uuid:pitch_id>/", pages.pitch_detail),
    route(f"{EDITION}propositions/<uuid:pitch_id>/repondre/", pages.pitch_answer),
    route(f"{EDITION}propositions/<uuid:pitch_id>/animateur/", pages.lead_accept),
    route(f"{EDITION}propositions/<uuid:pitch_id>/modifier/", pages.pitch_change),
    route(f"{EDITION}propositions/<uuid:pitch_id>/retirer/", pages.pitch_withdraw),
    route(f"{EDITION}partenaires/<slug:digest>.png", pages.partner_logo),
    route(f"{EDITION}programme/", day.edition_programme),
    route(f"{EDITION}programme/etat/", day.edition_programme_state),
    route(f"{EDITION}programme.ics", day.edition_calendar),
    route(f"{EDITION}agenda/<str:token>.ics", day.own_edition_calendar),
    route(f"{EDITION}ateliers/<uuid:session_id>/", day.session_detail),
    route(f"{EDITION}ateliers/<uuid:session_id>/notes/", day.session_write),
    route(f"{EDITION}salle-libre/", day.walk_up),
    route(f"{EDITION}entree/<str:token>/", day.edition_door),
    route(f"{EDITION}attestation.pdf", day.edition_certificate),
    route("ecran/ecole-du-web/<str:token>/", day.edition_wall),
    route("ecran/ecole-du-web/<str:token>/etat/", day.edition_wall_state),
    route("espace/ecole-du-web/", management.managed_editions),
    route("espace/ecole-du-web/ouvrir/", management.edition_open),
    route(EDITION_TEAM, management.edition_manage),
    route(f"{EDITION_TEAM}etape/", management.edition_lead),
    route(f"{EDITION_TEAM}reglages/", management.edition_settings),
    route(f"{EDITION_TEAM}grille/", management.edition_grid),
    route(f"{EDITION_TEAM}grille/retirer/", management.edition_grid_remove),
    route(f"{EDITION_TEAM}partenaires/", management.edition_partners),
    route(f"{EDITION_TEAM}partenaires/<int:number>/retirer/", management.edition_partner_remove),
    *export_paths(f"{EDITION_TEAM}presences/", management.edition_presences, file="presences"),
    route(f"{EDITION_TEAM}presences/adresses/", management.edition_tokens),
    route(f"{EDITION_TEAM}presences/<int:number>/retirer/", management.edition_presence_forget),
    route(f"{EDITION_TEAM}presences/<int:number>/attestation.pdf", management.presence_certificate),
    route(f"{EDITION_TEAM}programme/", editor.programme_editor),
    route(f"{EDITION_TEAM}programme/calcul/", editor.programme_compute),
    route(f"{EDITION_TEAM}programme/placer/<uuid:key>/", editor.programme_place),
    route(f"{EDITION_TEAM}programme/ateliers/<uuid:session_id>/", editor.programme_action),
    route(f"{EDITION_TEAM}programme/publier/", editor.programme_publish),
    route(f"{EDITION_TEAM}versions/", editor.programme_versions),
]
