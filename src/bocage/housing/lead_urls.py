"""The hidden market: leads, owners, letters to town halls."""

from django.urls import URLPattern, URLResolver, path

from bocage.foundation.list_files import list_paths
from bocage.housing.views import lead_keeping, lead_telling, leads

LEAD = "espace/pistes/<uuid:lead_id>/"
SIGNED = "je-connais-un-logement/<str:token>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("espace/pistes/", leads.lead_list, name="lead_list"),
    *list_paths(
        "espace/pistes/territoire/",
        lead_keeping.territory_leads,
        name="territory_leads",
        file="pistes",
    ),
    path("espace/pistes/signaler/", lead_telling.lead_tell_where, name="lead_tell_where"),
    path("espace/pistes/signaler/<str:code>/", lead_telling.lead_tell, name="lead_tell"),
    *list_paths(
        "espace/pistes/commune/<str:code>/",
        lead_keeping.commune_leads,
        name="commune_leads",
        file="pistes",
    ),
    path(LEAD, leads.lead, name="lead"),
    path(f"{LEAD}demander/", leads.lead_ask, name="lead_ask"),
    path(f"{LEAD}numero/", leads.lead_owner, name="lead_owner"),
    path(f"{LEAD}photo/<uuid:photo_id>/", leads.lead_photo, name="lead_photo"),
    path(f"{LEAD}annuler/", lead_telling.lead_undo, name="lead_undo"),
    path(f"{LEAD}montrer/", lead_keeping.lead_share, name="lead_share"),
    path(f"{LEAD}toujours-libre/", lead_keeping.lead_confirm, name="lead_confirm"),
    path(f"{LEAD}pas-encore/", lead_keeping.lead_not_yet, name="lead_not_yet"),
    path(f"{LEAD}clore/", lead_keeping.lead_close, name="lead_close"),
    path(f"{LEAD}rouvrir/", lead_keeping.lead_reopen, name="lead_reopen"),
    path(f"{LEAD}annonce/", lead_keeping.lead_listed, name="lead_listed"),
    path(f"{LEAD}proprietaire/", lead_keeping.lead_change_owner, name="lead_change_owner"),
    path(f"{LEAD}photos/", lead_keeping.lead_photo_add, name="lead_photo_add"),
    path(
        f"{LEAD}photos/<uuid:photo_id>/retirer/",
        lead_keeping.lead_photo_remove,
        name="lead_photo_remove",
    ),
    path(f"{LEAD}donner/", lead_keeping.lead_release, name="lead_release"),
    path(f"{LEAD}refuser/", lead_keeping.lead_refuse, name="lead_refuse"),
    path(f"{LEAD}reprendre/<uuid:person_id>/", lead_keeping.lead_take_back, name="lead_take_back"),
    path(SIGNED, lead_telling.lead_tell_signed, name="lead_tell_signed"),
    path(f"{SIGNED}<uuid:lead_id>/", lead_telling.lead_told_signed, name="lead_told_signed"),
    path(
        f"{SIGNED}<uuid:lead_id>/annuler/", lead_telling.lead_undo_signed, name="lead_undo_signed"
    ),
]
