"""Alarms of deploy/monitoring/alarms.yml that are active now, evaluated without Prometheus.

Prometheus requires a minimum duration, and measures the speed of pages; this looks once, at the
database and the disk. The names are those of the rules and of the runbook.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.foundation.monitoring.instance_state import InstanceState
from bocage.foundation.monitoring.registry import Delivery, Lag

MAX_GIVEN_UP = 20
LEAST_FREE_OCTETS = 2_000_000_000
MAX_CONNECTIONS = 80
RUNBOOK = "docs/operations/alarms.md"


@dataclass(frozen=True, kw_only=True)
class Alarm:
    """Alarm that rings now, with the first thing to do; the rest is in the runbook, under its
    name.
    """

    name: str
    sentence: str
    advice: str

    @property
    def runbook(self) -> str:
        return f"{RUNBOOK}#{self.name.lower()}"


def ringing(
    state: InstanceState, measure_lags: Sequence[Lag], deliveries: Sequence[Delivery]
) -> Iterator[Alarm]:
    """Yields the active alarms, first those that users notice."""
    for lateness in measure_lags:
        if lateness.is_late:
            yield Alarm(
                name="BocageIsLate",
                sentence=ngettext(
                    "%(what)s : en retard de %(minutes)s minute",
                    "%(what)s : en retard de %(minutes)s minutes",
                    lateness.minutes,
                )
                % {"what": lateness.vital.label, "minutes": lateness.minutes},
                advice=_advice_when_late(lateness.vital.name),
            )
    if state.disk_free < LEAST_FREE_OCTETS:
        yield Alarm(
            name="BocageDiskFillsUp",
            sentence=_("Le disque est presque plein."),
            advice=_("Faites de la place : vieilles sauvegardes, journaux, bases gardées."),
        )
    if state.given_up_count > MAX_GIVEN_UP:
        yield Alarm(
            name="BocageTasksFail",
            sentence=_("Beaucoup de tâches ont été abandonnées."),
            advice=_("Le journal du service des tâches dit pourquoi ; réessayez-les ensuite."),
        )
    if any(delivery.trouble for delivery in deliveries):
        yield Alarm(
            name="BocageSourceFails",
            sentence=_("Une source ne peut plus être lue."),
            advice=_("Sa page dit l’erreur : écrivez à qui la tient."),
        )
    if state.connections > MAX_CONNECTIONS:
        yield Alarm(
            name="BocageHasTooManyConnections",
            sentence=_("La base de données a presque toutes ses connexions prises."),
            advice=_("Baissez BOCAGE_WEB_WORKERS ou BOCAGE_TASK_WORKERS."),
        )


def _advice_when_late(vital: str) -> str:
    advices = {
        "tasks": _("Regardez si le service des tâches vit, puis ce qu’il fait."),
        "worker": _("Démarrez le service des tâches."),
        "mails": _("« bocage try_mail ADRESSE » donne la réponse du serveur de courriel."),
        "backup": _("« bocage backup » dit ce qui l’empêche."),
        "retention": _("« bocage privacy retention » dit quelle règle échoue."),
        "figures": _("« bocage count_night » compte la nuit et dit ce qui l’empêche."),
    }
    return advices.get(vital, _("Regardez si le service des tâches vit."))
