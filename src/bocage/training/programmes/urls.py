"""URLs of programmes. The pattern that accepts any slug comes last."""

from bocage.foundation.http.routes import route
from bocage.training.programmes.views import officer as keeping
from bocage.training.programmes.views import partners, providers, public

PROGRAMME = "espace/formations/<uuid:programme_id>/"

urlpatterns = [
    route("espace/formations/", keeping.training_home),
    route("espace/formations/nouvelle/", keeping.training_write),
    route("espace/formations/partenaires/", partners.training_partners),
    route(PROGRAMME, keeping.training_manage),
    route(f"{PROGRAMME}changer/", keeping.training_change),
    route(f"{PROGRAMME}etat/", keeping.training_state),
    route(f"{PROGRAMME}organisme/", providers.provider_write),
    route(f"{PROGRAMME}contenu/", keeping.training_parts),
    route(f"{PROGRAMME}contenu/modules/<int:number>/", keeping.training_module),
    route(f"{PROGRAMME}contenu/<slug:kind>/<int:number>/retirer/", keeping.training_part_remove),
    route("formations/", public.training_list),
    route("formations/<slug:slug>/", public.training_programme),
    route("formations/<slug:slug>/logos/<slug:digest>.png", public.training_logo),
]
