"""Detection of possible duplicates: similar names, with a telephone, place or mailbox in common.

Only records that have a key in common are compared (`prospect_keys`).
"""

from bocage.foundation.formatting.plain_words import ACCENTS, PLAIN

MAX_OF_ONE = 3
"""Maximum pairs proposed for one record, so that a common name does not flood the queue."""

_QUOTED = ACCENTS.replace("'", "''")


def _plain(column: str) -> str:
    return f"translate(lower({column}), '{_QUOTED}', '{PLAIN}')"


def _mailbox(column: str) -> str:
    """Returns the SQL of the local part of an address, before any +, without dots, dashes,
    underscores."""
    return f"translate(split_part(split_part({column}, '@', 1), '+', 1), '._-', '')"


PAIRS_OF_SOME = f"""
WITH prospect AS (
    SELECT prospect.id, prospect.departement_id, prospect.phone, prospect_keys.keys,
           {_plain("prospect.name")} AS name, {_plain("prospect.origin")} AS origin,
           {_mailbox("prospect.email")} AS mailbox
    FROM outreach_prospect prospect
    JOIN outreach_prospectkeys AS prospect_keys ON prospect_keys.prospect_id = prospect.id
    WHERE prospect.id = ANY(%(ids)s) AND prospect.erased_at IS NULL
      AND prospect.merged_into_id IS NULL AND prospect.name <> ''
), alike AS (
    SELECT prospect.id AS one, prospect.departement_id, near.* FROM prospect CROSS JOIN LATERAL (
        SELECT resemblance.* FROM (
            SELECT other.id AS other, similarity({_plain("other.name")}, prospect.name) AS names,
                   other.phone <> '' AND other.phone = prospect.phone AS same_phone,
                   other.phone <> '' AND prospect.phone <> '' AND other.phone <> prospect.phone
                       AS other_phone,
                   other.origin = '' OR prospect.origin = '' AS somewhere,
                   similarity({_plain("other.origin")}, prospect.origin) >= 0.4 AS same_place,
                   length(prospect.mailbox) >= 6 AND {_mailbox("other.email")} = prospect.mailbox
                       AS same_mailbox
            FROM outreach_prospectkeys AS prospect_keys
            JOIN outreach_prospect other ON other.id = prospect_keys.prospect_id
            WHERE prospect_keys.keys && prospect.keys
                AND other.id <> prospect.id AND other.name <> ''
              AND other.departement_id = prospect.departement_id
              AND other.erased_at IS NULL AND other.merged_into_id IS NULL
        ) resemblance
        WHERE (resemblance.same_phone AND resemblance.names >= 0.25)
           OR (resemblance.same_mailbox AND resemblance.names >= 0.3)
           OR (NOT resemblance.other_phone AND resemblance.same_place AND resemblance.names >= 0.6)
           OR (NOT resemblance.other_phone AND resemblance.somewhere AND resemblance.names >= 0.6)
        ORDER BY
            resemblance.same_phone DESC, resemblance.same_mailbox DESC, resemblance.names DESC,
            resemblance.other
        LIMIT {MAX_OF_ONE}
    ) near
)
INSERT INTO outreach_proposedpair
    (departement_id, first_id, second_id, score, reasons, proposed_at)
SELECT DISTINCT ON (least(one, other), greatest(one, other))
    departement_id, least(one, other), greatest(one, other),
    least(100, round(names * 50) + same_phone::int * 40 + same_mailbox::int * 30
        + same_place::int * 20),
    array_remove(ARRAY[CASE WHEN names >= 0.45 THEN 'name' END,
        CASE WHEN same_phone THEN 'phone' END, CASE WHEN same_place THEN 'place' END,
        CASE WHEN same_mailbox THEN 'mailbox' END], NULL),
    %(now)s
FROM alike
WHERE NOT EXISTS (
    SELECT 1 FROM outreach_notthesame said
    WHERE said.first_id = least(one, other) AND said.second_id = greatest(one, other)
)
ORDER BY 2, 3
ON CONFLICT (first_id, second_id) DO UPDATE SET score = excluded.score, reasons = excluded.reasons
"""  # noqa: S608 - texts of this module alone
"""Proposes the pairs that some records make with all others."""
