"""Facts that close tasks of a project automatically, and that its stages require."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Fact(models.TextChoices):
    """Facts that can happen in a project. Code that records one publishes `ProjectFactHappened`."""

    ANSWERED = "answered", _("première réponse donnée")
    TOWN_HALL_CONSULTED = "town_hall_consulted", _("mairie interrogée")
    TOWN_HALL_AGREED = "town_hall_agreed", _("mairie favorable")
    SPONSOR_ACCEPTED = "sponsor_accepted", _("parrain ou marraine trouvé(e)")
    STAY_PLANNED = "stay_planned", _("séjour préparé")
    STAY_DONE = "stay_done", _("séjour passé")
    DESK_BOOKED = "desk_booked", _("bureau réservé")
    HOME_VISITED = "home_visited", _("logement visité")
    HOME_FOUND = "home_found", _("logement trouvé")
    MOVED_IN = "moved_in", _("emménagement")
    CEREMONY_HELD = "ceremony_held", _("cérémonie tenue")
    FOLLOW_UP_ANSWERED = "follow_up_answered", _("suivi répondu")
    HELPER_ANSWERED = "helper_answered", _("réponse d’une personne du carnet")
    SCHOOL_ANSWERED = "school_answered", _("oui d’une école")
    DOCTOR_FOUND = "doctor_found", _("médecin trouvé")
    CRAFTSMAN_FOUND = "craftsman_found", _("artisan trouvé")
