"""The rights of the editorial pages."""

from tests.people.holders import COORDINATORS

THE_PAGES = "the editorial pages"
PUBLISHERS = {*COORDINATORS, "editor of departement"}
WRITERS = {
    *PUBLISHERS,
    "club_organiser of departement",
    "training_officer of partner",
    "host of place",
}

RIGHTS = {
    ("outreach.enter_redaction", THE_PAGES): WRITERS,
    ("outreach.publish_pages", THE_PAGES): PUBLISHERS,
    ("outreach.manage_consents", THE_PAGES): PUBLISHERS,
}
