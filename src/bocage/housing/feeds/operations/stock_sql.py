"""The statements that compare a delivery with the stock of its source and write the difference.

`stated` holds the rows of the delivery, `kept` the identifiers of rows that were rejected. Both
are temporary: they belong to the connection, and go with the transaction.
"""

from collections.abc import Iterable

from psycopg import sql

STATED = (
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


def _said(prefix: str) -> sql.Composable:
    return sql.SQL(", ").join(sql.Identifier(prefix, name) for name in STATED)


FORGET = "DROP TABLE IF EXISTS pg_temp.stated, pg_temp.kept"

MAKE = (
    sql.SQL("""
    CREATE TEMPORARY TABLE stated ON COMMIT DROP AS
        SELECT {stated}, id, 0 AS line, false AS is_gone, NULL::jsonb AS photos,
            'new'::text AS outcome, NULL::integer AS price_before
        FROM housing_listing WITH NO DATA;
    CREATE TEMPORARY TABLE kept ON COMMIT DROP AS
        SELECT agency_code, external_id FROM housing_listing WITH NO DATA;
    ALTER TABLE stated ALTER outcome SET DEFAULT 'new'
""")
    .format(stated=_names(STATED))
    .as_string()
)

COPY = (
    sql.SQL("COPY stated ({stated}, id, line, is_gone, photos) FROM STDIN")
    .format(stated=_names(STATED))
    .as_string()
)

LEAVE_REPEATED_OUT = """
    DELETE FROM stated USING (
        SELECT agency_code, external_id, max(line) AS last
        FROM stated GROUP BY agency_code, external_id HAVING count(*) > 1
    ) AS repeated
    WHERE stated.agency_code = repeated.agency_code
        AND stated.external_id = repeated.external_id AND stated.line < repeated.last
    RETURNING stated.line, stated.external_id, stated.reference
"""

COMPARE = """
    UPDATE stated SET id = listing.id, price_before = listing.price_eur, outcome = CASE
        WHEN listing.content_digest = stated.content_digest
            AND (listing.gone_at IS NOT NULL) = stated.is_gone THEN 'unchanged'
        ELSE 'updated' END
    FROM housing_listing AS listing
    WHERE listing.source_id = %(source)s AND listing.agency_code = stated.agency_code
        AND listing.external_id = stated.external_id
"""

_NOT_LISTED = """
    listing.source_id = %(source)s AND listing.gone_at IS NULL
    AND NOT EXISTS (SELECT FROM stated WHERE stated.agency_code = listing.agency_code
        AND stated.external_id = listing.external_id)
    AND NOT EXISTS (SELECT FROM kept WHERE kept.agency_code = listing.agency_code
        AND kept.external_id = listing.external_id)
"""

COUNT = f"""
    SELECT count(*) FILTER (WHERE outcome = 'new'), count(*) FILTER (WHERE outcome = 'updated'),
        count(*) FILTER (WHERE outcome = 'unchanged'),
        count(*) FILTER (WHERE price_eur < price_before AND NOT is_gone),
        (SELECT count(*) FROM housing_listing
            WHERE source_id = %(source)s AND gone_at IS NULL),
        (SELECT count(*) FROM housing_listing AS listing WHERE {_NOT_LISTED})
    FROM stated
"""  # noqa: S608 - a condition of ours

_WITHDRAW = f"""
    UPDATE housing_listing AS listing
    SET status = 'withdrawn', gone_at = %(now)s, changed_at = %(now)s, settled_at = NULL,
        last_run_id = %(run)s
    WHERE {_NOT_LISTED}
"""  # noqa: S608 - a condition of ours

_CREATE = (
    sql.SQL("""
    INSERT INTO housing_listing ({stated}, id, source_id, first_seen_at, confirmed_at, changed_at,
        gone_at, last_run_id)
    SELECT {said}, id, %(source)s, %(now)s, %(now)s, %(now)s,
        CASE WHEN is_gone THEN %(now)s::timestamptz END, %(run)s
    FROM stated WHERE outcome = 'new'
""")
    .format(stated=_names(STATED), said=_said("stated"))
    .as_string()
)

_UPDATE = (
    sql.SQL("""
    UPDATE housing_listing AS listing
    SET ({stated}, confirmed_at, changed_at, gone_at, last_run_id, settled_at) = (
        {said}, %(now)s, %(now)s,
        CASE WHEN is_gone THEN coalesce(listing.gone_at, %(now)s::timestamptz) END, %(run)s, NULL)
    FROM stated WHERE stated.outcome = 'updated' AND listing.id = stated.id
""")
    .format(stated=_names(STATED), said=_said("stated"))
    .as_string()
)

_CONFIRM = """
    UPDATE housing_listing AS listing SET confirmed_at = %(now)s
    FROM stated WHERE stated.outcome = 'unchanged' AND listing.id = stated.id
"""

_PRICES = """
    INSERT INTO housing_listingprice (listing_id, since, price_eur)
    SELECT id, %(now)s, price_eur FROM stated
    WHERE outcome = 'new' OR (outcome = 'updated' AND price_eur <> price_before)
    ON CONFLICT (listing_id, since) DO UPDATE SET price_eur = excluded.price_eur
"""

_ADDRESSES = """
    SELECT stated.id AS listing_id, photo.position::integer AS position,
        photo.said ->> 'address' AS address, photo.said ->> 'caption' AS caption
    FROM stated, jsonb_array_elements(stated.photos) WITH ORDINALITY AS photo(said, position)
    WHERE stated.outcome <> 'unchanged' AND photo.said ->> 'address' <> ''
"""

_FORGET_PHOTOS = f"""
    WITH wanted AS ({_ADDRESSES})
    DELETE FROM housing_listingphoto AS photo USING stated
    WHERE photo.listing_id = stated.id AND stated.outcome = 'updated'
        AND (photo.address <> '' OR photo.position > jsonb_array_length(stated.photos)
            OR stated.photos -> (photo.position - 1) ->> 'address' <> '')
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
    SELECT id, photos FROM stated
    WHERE outcome <> 'unchanged' AND jsonb_path_exists(photos, '$[*] ? (@.file != "")')
"""
