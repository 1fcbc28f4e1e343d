-- Once, on the primary, as postgres: envsubst < database.sql | psql
CREATE ROLE bocage LOGIN PASSWORD '${DATABASE_PASSWORD}';
-- The role of pages, which the pooler takes. Bocage gives it its rights after each migration.
CREATE ROLE bocage_web NOLOGIN NOINHERIT;
GRANT bocage_web TO bocage WITH SET TRUE, INHERIT FALSE;
CREATE DATABASE bocage OWNER bocage ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0;
