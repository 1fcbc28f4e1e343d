"""Menu entry of the figures of the welcome, for the people who run it."""

from django.utils.translation import gettext_lazy

from bocage.people.dashboard import add_item
from bocage.welcome.projects.policies import coordinates_anything

add_item(
    label=gettext_lazy("Chiffres de l’accueil"),
    url_name="welcome_figures",
    icon="proof",
    rank=38,
    group="welcome",
    is_shown=lambda person: bool(coordinates_anything(person)),
)
