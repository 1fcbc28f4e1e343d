"""The hidden market: leads, owners, letters to town halls."""

from django.urls import URLPattern, URLResolver

from bocage.foundation.http.list_exports import export_paths
from bocage.foundation.http.routes import route
from bocage.housing.leads.views import leads, management, reporting

LEAD = "espace/pistes/<uuid:lead_id>/"
SIGNED = "je-connais-un-logement/<str:token>/"

urlpatterns: list[URLPattern | URLResolver] = [
    route("espace/pistes/", leads.lead_list),
    *export_paths("espace/pistes/territoire/", management.territory_leads, file="pistes"),
    route("espace/pistes/signaler/", reporting.lead_report_commune),
    route("espace/pistes/signaler/<str:code>/", reporting.lead_report),
    *export_paths("espace/pistes/commune/<str:code>/", management.commune_leads, file="pistes"),
    route(LEAD, leads.lead),
    route(f"{LEAD}demander/", leads.lead_ask),
    route(f"{LEAD}numero/", leads.lead_owner),
    route(f"{LEAD}photo/<uuid:photo_id>/", leads.lead_photo),
    route(f"{LEAD}annuler/", reporting.lead_undo),
    route(f"{LEAD}montrer/", management.lead_share),
    route(f"{LEAD}toujours-libre/", management.lead_confirm),
    route(f"{LEAD}pas-encore/", management.lead_not_yet),
    route(f"{LEAD}clore/", management.lead_close),
    route(f"{LEAD}rouvrir/", management.lead_reopen),
    route(f"{LEAD}annonce/", management.lead_listed),
    route(f"{LEAD}proprietaire/", management.lead_change_owner),
    route(f"{LEAD}photos/", management.lead_photo_add),
    route(f"{LEAD}photos/<uuid:photo_id>/retirer/", management.lead_photo_remove),
    route(f"{LEAD}donner/", management.lead_release),
    route(f"{LEAD}refuser/", management.lead_refuse),
    route(f"{LEAD}reprendre/<uuid:person_id>/", management.lead_take_back),
    route(SIGNED, reporting.lead_report_signed),
    route(f"{SIGNED}<uuid:lead_id>/", reporting.lead_reported_signed),
    route(f"{SIGNED}<uuid:lead_id>/annuler/", reporting.lead_undo_signed),
]
