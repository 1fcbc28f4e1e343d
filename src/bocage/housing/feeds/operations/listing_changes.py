"""Statements that compare a delivery with the stock of its source and write the difference:
listings withdrawn because it leaves them out, changed, confirmed and created.

`staging` holds the rows of the delivery, `rejected` the identifiers of rows that were rejected.
Both are temporary: they belong to the connection, and go with the transaction.
"""

from collections.abc import Iterable

from psycopg import sql

STAGED_COLUMNS = (
    *("agency_code", "external_id", "reference", "status", "offer", "kind", "commune_id"),
    *("postcode", "town", "town_is_doubtful", "district", "latitude", "longitude"),
    *("position_precision", "price_eur", "charges_are_included", "charges_eur", "fees_eur"),
    *("net_price_eur", "surface_m2", "land_m2", "rooms", "bedrooms", "title", "description"),
    "available_on",
    *("is_furnished", "built_year", "heating", "needs_works", "has_garage", "energy_class"),
    *("energy_kwh", "emissions_class", "emissions_kg", "diagnosed_on", "virtual_tour"),
    *("contact_name", "contact_phone", "contact_email", "content_digest"),
)
"""The columns of a listing that its source states, and the digest of them all."""


def _names(names: Iterable[str]) -> sql.Composable:
    return sql.SQL(", ").join(map(sql.Identifier, names))


def _qualified(prefix: str) -> sql.Composable:
    return sql.SQL(", ").join(sql.Identifier(prefix, name) for name in STAGED_COLUMNS)


FORGET = "DROP TABLE IF EXISTS pg_temp.staging, pg_temp.rejected"

MAKE = (
    sql.SQL("""
    CREATE TEMPORARY TABLE staging ON COMMIT DROP AS
        SELECT {columns}, id, 0 AS line, false AS is_gone, NULL::jsonb AS photos,
            'new'::text AS outcome, NULL::integer AS price_before
        FROM housing_listing WITH NO DATA;
    CREATE TEMPORARY TABLE rejected ON COMMIT DROP AS
        SELECT agency_code, external_id FROM housing_listing WITH NO DATA;
    ALTER TABLE staging ALTER outcome SET DEFAULT 'new'
""")
    .format(columns=_names(STAGED_COLUMNS))
    .as_string()
)

COPY = (
    sql.SQL("COPY staging ({columns}, id, line, is_gone, photos) FROM STDIN")
    .format(columns=_names(STAGED_COLUMNS))
    .as_string()
)

LEAVE_REPEATED_OUT = """
    DELETE FROM staging USING (
        SELECT agency_code, external_id, max(line) AS last
        FROM staging GROUP BY agency_code, external_id HAVING count(*) > 1
    ) AS repeated
    WHERE staging.agency_code = repeated.agency_code
        AND staging.external_id = repeated.external_id AND staging.line < repeated.last
    RETURNING staging.line, staging.external_id, staging.reference
"""

COMPARE = """
    UPDATE staging SET id = listing.id, price_before = listing.price_eur, outcome = CASE
        WHEN listing.content_digest = staging.content_digest
            AND (listing.gone_at IS NOT NULL) = staging.is_gone THEN 'unchanged'
        ELSE 'updated' END
    FROM housing_listing AS listing
    WHERE listing.source_id = %(source)s AND listing.agency_code = staging.agency_code
        AND listing.external_id = staging.external_id
"""

_NOT_LISTED = """
    listing.source_id = %(source)s AND listing.gone_at IS NULL
    AND NOT EXISTS (SELECT FROM staging WHERE staging.agency_code = listing.agency_code
        AND staging.external_id = listing.external_id)
    AND NOT EXISTS (SELECT FROM rejected WHERE rejected.agency_code = listing.agency_code
        AND rejected.external_id = listing.external_id)
"""

COUNT = f"""
    SELECT count(*) FILTER (WHERE outcome = 'new'), count(*) FILTER (WHERE outcome = 'updated'),
        count(*) FILTER (WHERE outcome = 'unchanged'),
        count(*) FILTER (WHERE price_eur < price_before AND NOT is_gone),
        (SELECT count(*) FROM housing_listing
            WHERE source_id = %(source)s AND gone_at IS NULL),
        (SELECT count(*) FROM housing_listing AS listing WHERE {_NOT_LISTED})
    FROM staging
"""  # noqa: S608 - a condition of ours

_WITHDRAW = f"""
    UPDATE housing_listing AS listing
    SET status = 'withdrawn', gone_at = %(now)s, changed_at = %(now)s, deduplicated_at = NULL,
        last_run_id = %(run)s
    WHERE {_NOT_LISTED}
"""  # noqa: S608 - a condition of ours

_CREATE = (
    sql.SQL("""
    INSERT INTO housing_listing ({columns}, id, source_id, first_seen_at, confirmed_at, changed_at,
        gone_at, last_run_id)
    SELECT {values}, id, %(source)s, %(now)s, %(now)s, %(now)s,
        CASE WHEN is_gone THEN %(now)s::timestamptz END, %(run)s
    FROM staging WHERE outcome = 'new'
""")
    .format(columns=_names(STAGED_COLUMNS), values=_qualified("staging"))
    .as_string()
)

_UPDATE = (
    sql.SQL("""
    UPDATE housing_listing AS listing
    SET ({columns}, confirmed_at, changed_at, gone_at, last_run_id, deduplicated_at) = (
        {values}, %(now)s, %(now)s,
        CASE WHEN is_gone THEN coalesce(listing.gone_at, %(now)s::timestamptz) END, %(run)s, NULL)
    FROM staging WHERE staging.outcome = 'updated' AND listing.id = staging.id
""")
    .format(columns=_names(STAGED_COLUMNS), values=_qualified("staging"))
    .as_string()
)

_CONFIRM = """
    UPDATE housing_listing AS listing SET confirmed_at = %(now)s
    FROM staging WHERE staging.outcome = 'unchanged' AND listing.id = staging.id
"""

_PRICES = """
    INSERT INTO housing_listingprice (listing_id, since, price_eur)
    SELECT id, %(now)s, price_eur FROM staging
    WHERE outcome = 'new' OR (outcome = 'updated' AND price_eur <> price_before)
    ON CONFLICT (listing_id, since) DO UPDATE SET price_eur = excluded.price_eur
"""

_ADDRESSES = """
    SELECT staging.id AS listing_id, photo.position::integer AS position,
        photo.document ->> 'address' AS address, photo.document ->> 'caption' AS caption
    FROM staging, jsonb_array_elements(staging.photos) WITH ORDINALITY AS photo(document, position)
    WHERE staging.outcome <> 'unchanged' AND photo.document ->> 'address' <> ''
"""

_FORGET_PHOTOS = f"""
    WITH wanted AS ({_ADDRESSES})
    DELETE FROM housing_listingphoto AS photo USING staging
    WHERE photo.listing_id = staging.id AND staging.outcome = 'updated'
        AND (photo.address <> '' OR photo.position > jsonb_array_length(staging.photos)
            OR staging.photos -> (photo.position - 1) ->> 'address' <> '')
        AND NOT EXISTS (SELECT FROM wanted WHERE wanted.listing_id = photo.listing_id
            AND wanted.position = photo.position AND wanted.address = photo.address)
"""  # noqa: S608 - a query of ours

_WRITE_PHOTOS = f"""
    INSERT INTO housing_listingphoto (id, listing_id, position, address, image, caption, state,
        error)
    SELECT gen_random_uuid(), listing_id, position, address, '', caption, 'waiting', ''
    FROM ({_ADDRESSES}) AS wanted
    ON CONFLICT (listing_id, position) DO UPDATE SET caption = excluded.caption
    WHERE housing_listingphoto.caption <> excluded.caption
"""  # noqa: S608 - a query of ours

WRITE = (
    _WITHDRAW,
    _UPDATE,
    _CREATE,
    _CONFIRM,
    _PRICES,
    _FORGET_PHOTOS,
    _WRITE_PHOTOS,
)

PHOTO_FILES = """
    SELECT id, photos FROM staging
    WHERE outcome <> 'unchanged' AND jsonb_path_exists(photos, '$[*] ? (@.file != "")')
"""
