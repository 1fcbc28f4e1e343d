"""Rights on awareness meetings, on the invitation of a commune, and on its material."""

from tests.people.holders import COORDINATORS, LEAD_MANAGERS

RIGHTS = {
    ("welcome.see_meetings", "awareness meetings, anywhere"): COORDINATORS,
    ("welcome.manage_meeting", "an awareness meeting"): COORDINATORS,
    ("welcome.answer_meeting", "the invitation of a commune to a meeting"): LEAD_MANAGERS,
    (
        "welcome.see_commune_material",
        "what welcoming brings to a commune",
    ): LEAD_MANAGERS,
}
