"""URLs of personal objects cannot be guessed: they use UUIDs or signed values.

Numbers in URLs are listed here, with the reason why they reveal nothing.
"""

from __future__ import annotations

import re

from tests.rights.routes import EVERY_ROUTE, REDACTION

UNDER_A_PLACE = "counts within what a host keeps: looked for under the place of the address alone"
UNDER_A_PROGRAMME = "counts within what an officer keeps: under the programme of the address alone"
UNDER_AN_EDITION = "counts within what an organiser keeps: under the edition of the address alone"
OF_WHO_ASKS = "looked for among what belongs to who asks: that of another is not there"

NUMBERED = {
    "host_tariff_remove": UNDER_A_PLACE,
    "host_access_note": UNDER_A_PLACE,
    "host_access_note_remove": UNDER_A_PLACE,
    "social_picture": "a page that everybody reads, behind the digest of what its picture shows",
    "sitemap_file": "a part of the map for search engines, that everybody reads",
    "filter_forget": OF_WHO_ASKS,
    "pair_answer": OF_WHO_ASKS,
    "edition_partner_remove": UNDER_AN_EDITION,
    "edition_presence_forget": UNDER_AN_EDITION,
    "presence_certificate": UNDER_AN_EDITION,
    "programme_question": UNDER_A_PROGRAMME,
    "programme_question_remove": UNDER_A_PROGRAMME,
    "programme_criterion": UNDER_A_PROGRAMME,
    "programme_grid_remove": UNDER_A_PROGRAMME,
    "training_module": UNDER_A_PROGRAMME,
    "training_part_remove": UNDER_A_PROGRAMME,
    "session_end": OF_WHO_ASKS,
    "given_up_task": "a task of the instance, which is of nobody, for administrators",
    "mfa_edit_webauthn": OF_WHO_ASKS,
    "mfa_remove_webauthn": OF_WHO_ASKS,
}
"""The addresses of the product with a number in them. Those of Wagtail number pages and pictures,
which belong to the site and not to people, behind the door of editors."""

PUBLIC_AND_NUMBERED = {"social_picture", "sitemap_file"}


def test_number_in_an_address_is_one_that_tells_nothing() -> None:
    numbered = {
        str(entry.name)
        for route, entry in EVERY_ROUTE
        if re.search(r"<int:|\\d\+|\[0-9\]\+", route) and not route.startswith(REDACTION)
    }

    assert numbered == set(NUMBERED)


def test_number_stands_in_no_public_address_of_a_thing_of_somebody() -> None:
    public = {
        str(entry.name)
        for _route, entry in EVERY_ROUTE
        if entry.name in NUMBERED and entry.callback.policy.audience == "public"
    }

    assert public == PUBLIC_AND_NUMBERED
