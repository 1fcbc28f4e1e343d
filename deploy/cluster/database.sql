-- Once, on the primary, as postgres: envsubst < database.sql | psql
CREATE ROLE bocage LOGIN PASSWORD '${DATABASE_PASSWORD}';
CREATE DATABASE bocage OWNER bocage ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0;
