"""The rights over sequences of letters."""

from tests.people.holders import OF_THE_DEPARTEMENT

RIGHTS = {
    ("outreach.run_sequence", "a sequence of letters"): OF_THE_DEPARTEMENT,
    ("outreach.run_sequences", "the sequences of letters"): OF_THE_DEPARTEMENT,
}
