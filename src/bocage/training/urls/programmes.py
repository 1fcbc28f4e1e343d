"""The addresses of programmes. What takes any slug stands last."""

from bocage.foundation.http.routes import route
from bocage.training.views import following, keeping, partners, programmes

KEPT = "espace/formations/<uuid:programme_id>/"

urlpatterns = [
    route("espace/formations/", keeping.training_home),
    route("espace/formations/nouvelle/", keeping.training_write),
    route("espace/formations/partenaires/", partners.training_partners),
    route(KEPT, keeping.training_manage),
    route(f"{KEPT}changer/", keeping.training_change),
    route(f"{KEPT}etat/", keeping.training_state),
    route(f"{KEPT}organisme/", following.provider_write),
    route(f"{KEPT}contenu/", keeping.training_parts),
    route(f"{KEPT}contenu/modules/<int:number>/", keeping.training_module),
    route(f"{KEPT}contenu/<slug:kind>/<int:number>/retirer/", keeping.training_part_remove),
    route("formations/", programmes.training_list),
    route("formations/<slug:slug>/", programmes.training_programme),
    route("formations/<slug:slug>/logos/<slug:digest>.png", programmes.training_logo),
]
