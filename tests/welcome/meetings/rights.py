"""Rights on awareness meetings, on the invitation of a commune, and on its material."""

from tests.people.holders import COORDINATORS, KEEPERS_OF_LEADS

RIGHTS = {
    ("welcome.see_meetings", "awareness meetings, anywhere"): COORDINATORS,
    ("welcome.manage_meeting", "an awareness meeting"): COORDINATORS,
    ("welcome.answer_meeting", "the invitation of a commune to a meeting"): KEEPERS_OF_LEADS,
    (
        "welcome.see_commune_material",
        "what welcoming brings to a commune",
    ): KEEPERS_OF_LEADS,
}
