"""Selection of the prospects to invite to an evening: consenting, and living nearby.

A prospect describes where they live in free text (« Paris 11e », « 93100 Montreuil »). The city of
the evening and the names added by its organiser are searched in it; numbers of five digits are
postcodes, of two or three digits a postcode prefix. If the commune of the evening is known, the
names and postcodes of the surrounding communes are searched too.
"""

import re
from functools import reduce
from operator import or_

from django.db.models import Exists, F, OuterRef, Q

from bocage.foundation.formatting.plain_words import PlainWords, plain_words
from bocage.outreach.evenings.models.evenings import CityEvening
from bocage.outreach.prospects.models.consents import ProspectConsent
from bocage.outreach.prospects.models.prospects import Prospect, ProspectQuerySet
from bocage.territory.geography import is_within
from bocage.territory.models import Commune

MAX_TERMS = 60
SHORTEST_NAME = 2
A_KILOMETRE = 1000.0


def neighbours_of(evening: CityEvening) -> ProspectQuerySet:
    """Returns the prospects who may be invited to an evening now: they live nearby, have agreed to
    be invited, have an email address, and are not invited yet.
    """
    agreed = ProspectConsent.objects.in_force().filter(
        prospect=OuterRef("pk"), purpose=ProspectConsent.Purpose.EVENINGS
    )
    return (
        Prospect.objects.current()
        .filter(Exists(agreed), departement=evening.campaign.departement_id)
        .exclude(email="")
        .exclude(evening_invitations__evening=evening)
        .alias(lives_in=PlainWords(F("origin")))
        .filter(lives_nearby(evening))
    )


def lives_nearby(evening: CityEvening) -> Q:
    """Returns the condition that a prospect lives near an evening. It reads the alias `lives_in`,
    the plain words of where a prospect says they live.
    """
    conditions = [_term_condition(term) for term in terms_of(evening)]
    around = _communes_around(evening)
    if around:
        names, postcodes = around
        conditions.append(Q(lives_in__in=names))
        conditions.append(Q(lives_in__regex=rf"\m({'|'.join(postcodes)})\M") if postcodes else Q())
    return reduce(or_, [condition for condition in conditions if condition], Q(pk__in=[]))


def terms_of(evening: CityEvening) -> list[str]:
    """Lists the city and the terms added by the organiser, in plain words, without duplicates."""
    names = [evening.city, *re.split(r"[,;\n]", evening.around)]
    terms = dict.fromkeys(filter(None, map(plain_words, names)))
    return list(terms)[:MAX_TERMS]


def _term_condition(term: str) -> Q:
    if re.fullmatch(r"\d{2,3}|2[ab]", term):
        figures = 5 - len(term)
        return Q(lives_in__regex=rf"\m{term}\d{{{figures}}}\M")
    if len(term) < SHORTEST_NAME:
        return Q()
    return Q(lives_in__regex=rf"\m{re.escape(term)}\M")


def _communes_around(evening: CityEvening) -> tuple[list[str], list[str]] | None:
    commune = evening.commune
    if commune is None or commune.latitude is None or commune.longitude is None:
        return None
    communes = Commune.objects.current().filter(
        is_within(commune.latitude, commune.longitude, evening.reach_km * A_KILOMETRE)
    )
    rows = list(communes.values_list("name", "postcodes"))
    names = sorted({plain_words(name) for name, _postcodes in rows})
    postcodes = sorted({code for _name, codes in rows for code in codes if code.isdigit()})
    return names, postcodes
