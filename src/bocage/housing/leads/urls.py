"""The hidden market: leads, owners, letters to town halls."""

from django.urls import URLPattern, URLResolver

from bocage.foundation.http.list_exports import export_paths
from bocage.foundation.http.routes import route
from bocage.housing.leads.views import keeping, leads, telling

LEAD = "espace/pistes/<uuid:lead_id>/"
SIGNED = "je-connais-un-logement/<str:token>/"

urlpatterns: list[URLPattern | URLResolver] = [
    route("espace/pistes/", leads.lead_list),
    *export_paths("espace/pistes/territoire/", keeping.territory_leads, file="pistes"),
    route("espace/pistes/signaler/", telling.lead_tell_where),
    route("espace/pistes/signaler/<str:code>/", telling.lead_tell),
    *export_paths("espace/pistes/commune/<str:code>/", keeping.commune_leads, file="pistes"),
    route(LEAD, leads.lead),
    route(f"{LEAD}demander/", leads.lead_ask),
    route(f"{LEAD}numero/", leads.lead_owner),
    route(f"{LEAD}photo/<uuid:photo_id>/", leads.lead_photo),
    route(f"{LEAD}annuler/", telling.lead_undo),
    route(f"{LEAD}montrer/", keeping.lead_share),
    route(f"{LEAD}toujours-libre/", keeping.lead_confirm),
    route(f"{LEAD}pas-encore/", keeping.lead_not_yet),
    route(f"{LEAD}clore/", keeping.lead_close),
    route(f"{LEAD}rouvrir/", keeping.lead_reopen),
    route(f"{LEAD}annonce/", keeping.lead_listed),
    route(f"{LEAD}proprietaire/", keeping.lead_change_owner),
    route(f"{LEAD}photos/", keeping.lead_photo_add),
    route(f"{LEAD}photos/<uuid:photo_id>/retirer/", keeping.lead_photo_remove),
    route(f"{LEAD}donner/", keeping.lead_release),
    route(f"{LEAD}refuser/", keeping.lead_refuse),
    route(f"{LEAD}reprendre/<uuid:person_id>/", keeping.lead_take_back),
    route(SIGNED, telling.lead_tell_signed),
    route(f"{SIGNED}<uuid:lead_id>/", telling.lead_told_signed),
    route(f"{SIGNED}<uuid:lead_id>/annuler/", telling.lead_undo_signed),
]
