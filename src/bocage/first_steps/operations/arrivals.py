"""Import of the communes of a département, and requests of their positions, by the worker."""

from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from bocage.first_steps.models import TerritoryArrival
from bocage.foundation.db.constraints import giving_way
from bocage.foundation.errors import Refusal
from bocage.people.models import Person
from bocage.territory.errors import UnknownDepartement
from bocage.territory.models import Commune, Epci
from bocage.territory.operations.departements import import_departements, update_from_api
from bocage.territory.operations.positions_updates import request_updates
from bocage.territory.placing import placings
from bocage.territory.reference_data import departements_of_france
from bocage.territory.tasks import update_positions

BRING = "first_steps.bring"
"""The task calls this operation, so it is referred to by name to avoid an import cycle."""

Stage = TerritoryArrival.Stage


def ask_for_departement(*, by: Person, code: str) -> TerritoryArrival:
    """Starts the import of a département by the worker. Concurrent requests start it once.

    Raises:
        NotAllowed: `by` does not administer the instance.
        UnknownDepartement: no département has this code.
        ReferenceMissing, ReferenceUnreadable: the reference data shipped with the product
            is missing or invalid.
    """
    by.require("people.update_instance_settings")
    name = departements_of_france().get(code)
    if name is None:
        raise UnknownDepartement
    with giving_way("first_steps_arrival_one_at_a_time"):
        arrival = TerritoryArrival.objects.create(departement=code, name=name)
        app.configure_task(BRING).defer(arrival_id=str(arrival.pk))
        return arrival
    return TerritoryArrival.objects.get(departement=code, ended_at=None)


def ask_for_positions(*, by: Person) -> bool:
    """Starts a request by the worker for the positions of the communes of the instance; returns
    False if there is nothing to ask: no address, or every département is being asked about.

    Raises:
        NotAllowed: `by` does not administer the instance.
    """
    by.require("people.update_instance_settings")
    codes = [placing.departement.code for placing in placings() if not placing.is_under_way]
    if not settings.BOCAGE.geo_api or not codes:
        return False
    with transaction.atomic():
        request_updates(codes)
        update_positions.defer(departements=" ".join(codes))
    return True


def import_departement(*, arrival_id: UUID) -> None:
    """Writes a requested département, then asks the official API where its communes are; the
    progress is visible at each stage. A run after an interruption starts again from the beginning,
    harmlessly."""
    arrival = TerritoryArrival.objects.filter(pk=arrival_id, ended_at=None).first()
    if arrival is None:
        return
    try:
        _record_stage(arrival, Stage.WRITING)
        import_departements(departements=[arrival.departement])
    except Refusal as refusal:
        arrival.reason = str(refusal.sentence)[:300]
        _end(arrival, Stage.REFUSED)
        return
    _record_stage(arrival, Stage.LOCATING)
    failures = update_from_api(departements=[arrival.departement]).failures
    arrival.reason = " ".join(failures)[:300]
    communes = Commune.objects.filter(departement=arrival.departement, is_current=True)
    arrival.communes = communes.count()
    arrival.epcis = Epci.objects.filter(communes__in=communes).distinct().count()
    _end(arrival, Stage.DONE)


def _record_stage(arrival: TerritoryArrival, stage: str) -> None:
    arrival.stage = stage
    arrival.save(update_fields=["stage"])


def _end(arrival: TerritoryArrival, stage: str) -> None:
    arrival.stage, arrival.ended_at = stage, timezone.now()
    arrival.save(update_fields=["stage", "ended_at", "communes", "epcis", "reason"])
