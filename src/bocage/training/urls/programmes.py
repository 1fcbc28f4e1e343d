"""The addresses of programmes. What takes any slug stands last."""

from django.urls import path

from bocage.training.views import figures, keeping, partners, programmes

KEPT = "espace/formations/<uuid:programme_id>/"

urlpatterns = [
    path("espace/formations/", keeping.training_home, name="training_home"),
    path("espace/formations/nouvelle/", keeping.training_write, name="training_write"),
    path("espace/formations/partenaires/", partners.training_partners, name="training_partners"),
    path("espace/formations/chiffres/", figures.training_figures, name="training_figures"),
    path(
        "espace/formations/chiffres.csv",
        figures.training_figures_table,
        name="training_figures_table",
    ),
    path(KEPT, keeping.training_manage, name="training_manage"),
    path(f"{KEPT}changer/", keeping.training_change, name="training_change"),
    path(f"{KEPT}etat/", keeping.training_state, name="training_state"),
    path(f"{KEPT}contenu/", keeping.training_parts, name="training_parts"),
    path(
        f"{KEPT}contenu/modules/<int:number>/",
        keeping.training_module,
        name="training_module",
    ),
    path(
        f"{KEPT}contenu/<slug:kind>/<int:number>/retirer/",
        keeping.training_part_remove,
        name="training_part_remove",
    ),
    path("formations/", programmes.training_list, name="training_list"),
    path("formations/<slug:slug>/", programmes.training_programme, name="training_programme"),
    path(
        "formations/<slug:slug>/logos/<slug:digest>.png",
        programmes.training_logo,
        name="training_logo",
    ),
]
