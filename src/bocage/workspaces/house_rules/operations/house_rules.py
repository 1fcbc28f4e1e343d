"""House rules: written in versions, each accepted once by the people who book."""

from django.db.models import Max

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.row_locks import lock_rows
from bocage.people.models import Person
from bocage.workspaces.booking_refusals.errors import RULES
from bocage.workspaces.booking_rules.models import HouseRules, HouseRulesAcceptance
from bocage.workspaces.house_rules.errors import HouseRulesChanged, HouseRulesInvalid
from bocage.workspaces.places.models import Place

TEXT_LENGTH = 10_000


def publish_house_rules(*, by: Person, place: Place, text: str) -> HouseRules:
    """Publishes the next version of the house rules, which everybody must accept again.

    A text identical to the version in force makes no new version and requires no new acceptance.

    Raises:
        NotAllowed: `by` does not run the place.
        HouseRulesInvalid: the text is empty or too long.
    """
    by.require("workspaces.change_place", place)
    text = text.replace("\r\n", "\n").strip()
    if not text or len(text) > TEXT_LENGTH or "\0" in text:
        raise HouseRulesInvalid
    with refusing(RULES):
        lock_rows(Place.objects.all()).only("pk").get(pk=place.pk)
        in_force = place.house_rules.order_by("-version").first()
        if in_force is not None and in_force.text == text:
            return in_force
        last = place.house_rules.aggregate(last=Max("version"))["last"] or 0
        version = HouseRules.objects.create(
            place=place, version=last + 1, text=text, published_by=by
        )
    place.refresh_from_db(fields=["plan_version"])
    return version


def accept_house_rules(*, by: Person, house_rules: HouseRules) -> HouseRulesAcceptance:
    """Records that a person accepted a version of the house rules, and when. Idempotent: the first
    acceptance stays.

    Raises:
        NotAllowed: `by` does not see the place.
        HouseRulesChanged: a newer version has replaced it meanwhile.
    """
    by.require("workspaces.see_place", house_rules.place)
    with refusing(RULES):
        newer = HouseRules.objects.filter(
            place=house_rules.place_id, version__gt=house_rules.version
        )
        if newer.exists():
            raise HouseRulesChanged
        HouseRulesAcceptance.objects.bulk_create(
            [HouseRulesAcceptance(house_rules=house_rules, person=by)], ignore_conflicts=True
        )
    return HouseRulesAcceptance.objects.get(house_rules=house_rules, person=by)
