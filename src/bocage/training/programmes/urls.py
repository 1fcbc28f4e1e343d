"""URLs of programmes. The pattern that accepts any slug comes last."""

from bocage.foundation.http.routes import route
from bocage.training.programmes.views import officer, partners, providers, public

PROGRAMME = "espace/formations/<uuid:programme_id>/"

urlpatterns = [
    route("espace/formations/", officer.training_home),
    route("espace/formations/nouvelle/", officer.training_write),
    route("espace/formations/partenaires/", partners.training_partners),
    route(PROGRAMME, officer.training_manage),
    route(f"{PROGRAMME}changer/", officer.training_change),
    route(f"{PROGRAMME}etat/", officer.training_state),
    route(f"{PROGRAMME}organisme/", providers.provider_write),
    route(f"{PROGRAMME}contenu/", officer.training_parts),
    route(f"{PROGRAMME}contenu/modules/<int:number>/", officer.training_module),
    route(f"{PROGRAMME}contenu/<slug:kind>/<int:number>/retirer/", officer.training_part_remove),
    route("formations/", public.training_list),
    route("formations/<slug:slug>/", public.training_programme),
    route("formations/<slug:slug>/logos/<slug:digest>.png", public.training_logo),
]
