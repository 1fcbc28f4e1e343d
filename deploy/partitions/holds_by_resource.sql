-- Cuts the holds of bookings into sixteen tables, by a hash of their resource (PostgreSQL 17 or newer).
--
-- Two bookings of one resource still cannot overlap: the exclusion constraint compares the resource by
-- equality, so rivals are always in the same partition. Nothing changes for Bocage.
--
-- When: a hundred million holds or more, when the index of the constraint no longer fits in memory, or
-- when its VACUUM takes the night. It rewrites the table and locks it meanwhile (about a minute for ten
-- million holds): run it in one go, with the instance stopped. The account of the instance, which owns
-- the table, can; so can an administrator. What cannot be kept is refused, and nothing has changed then.
--
--     psql --single-transaction --set ON_ERROR_STOP=1 --file holds_by_resource.sql "$DATABASE_URL"

-- Whoever runs it, what it makes is of the owner of the table.
DO $$
DECLARE
    owner CONSTANT name := (SELECT relowner::regrole FROM pg_class WHERE oid = 'workspaces_hold'::regclass);
BEGIN
    IF current_setting('server_version_num')::integer < 170000 THEN
        RAISE EXCEPTION 'This server is PostgreSQL %: holds are cut by resource from 17 on.',
            current_setting('server_version');
    END IF;
    IF (SELECT relkind FROM pg_class WHERE oid = 'workspaces_hold'::regclass) = 'p' THEN
        RAISE EXCEPTION 'The holds are cut into partitions already.';
    END IF;
    IF NOT pg_has_role(current_user, owner, 'SET') THEN
        RAISE EXCEPTION 'Run this as %, who owns the holds: % may not.', owner, current_user;
    END IF;
    PERFORM set_config('role', owner, true);
END
$$;
-- A policy that hides rows stops the copy, which would lose them.
SET LOCAL row_security = off;
ALTER TABLE workspaces_hold RENAME TO workspaces_hold_whole;
CREATE TABLE workspaces_hold (LIKE workspaces_hold_whole INCLUDING ALL EXCLUDING INDEXES EXCLUDING IDENTITY)
    PARTITION BY HASH (resource_id);

DO $$
DECLARE
    partitions CONSTANT integer := 16;
    whole CONSTANT regclass := 'workspaces_hold_whole';
    settings CONSTANT text := (SELECT array_to_string(reloptions, ', ') FROM pg_class WHERE oid = whole);
    has_walls CONSTANT boolean := (SELECT relrowsecurity FROM pg_class WHERE oid = whole);
    binds_its_owner CONSTANT boolean := (SELECT relforcerowsecurity FROM pg_class WHERE oid = whole);
    numbers CONSTANT text := pg_get_serial_sequence('workspaces_hold_whole', 'id');
    told record;
    number integer;
BEGIN
    FOR number IN 0 .. partitions - 1 LOOP
        EXECUTE format(
            'CREATE TABLE workspaces_hold_%s PARTITION OF workspaces_hold'
            ' FOR VALUES WITH (MODULUS %s, REMAINDER %s) %s', number, partitions, number,
            'WITH (' || settings || ')');
    END LOOP;
    ALTER TABLE workspaces_hold_whole NO FORCE ROW LEVEL SECURITY;
    INSERT INTO workspaces_hold SELECT * FROM workspaces_hold_whole;

    -- Its constraints under their own names, which refusals are found by. Those of a partition end in
    -- its number. A primary key holds what a table is cut by.
    FOR told IN
        SELECT conname, contype, pg_get_constraintdef(oid) AS definition,
            obj_description(oid, 'pg_constraint') AS comment
        FROM pg_constraint WHERE conrelid = whole AND contype IN ('p', 'u', 'x', 'f')
    LOOP
        EXECUTE format('ALTER TABLE workspaces_hold_whole RENAME CONSTRAINT %I TO %I',
            told.conname, left('whole_' || told.conname, 63));
        EXECUTE format('ALTER TABLE workspaces_hold ADD CONSTRAINT %I %s', told.conname,
            CASE WHEN told.contype = 'p' THEN 'PRIMARY KEY (id, resource_id)' ELSE told.definition END);
        EXECUTE format('COMMENT ON CONSTRAINT %I ON workspaces_hold IS %L', told.conname, told.comment);
    END LOOP;
    FOR told IN
        SELECT relname AS name, left('whole_' || relname, 63) AS aside, pg_get_indexdef(oid) AS definition
        FROM pg_index JOIN pg_class ON oid = indexrelid
        WHERE indrelid = whole AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid)
    LOOP
        EXECUTE format('ALTER INDEX %I RENAME TO %I', told.name, told.aside);
        EXECUTE replace(told.definition, 'workspaces_hold_whole', 'workspaces_hold');
    END LOOP;
    FOR told IN
        SELECT child.oid::regclass::text AS name, parent.relname AS parent,
            substring(owner.relname FROM '[0-9]+$') AS number
        FROM pg_inherits
        JOIN pg_class child ON child.oid = inhrelid AND child.relkind = 'i'
        JOIN pg_class parent ON parent.oid = inhparent
        JOIN pg_index ON indexrelid = child.oid JOIN pg_class owner ON owner.oid = indrelid
        JOIN pg_index above ON above.indexrelid = parent.oid
        WHERE above.indrelid = 'workspaces_hold'::regclass
    LOOP
        EXECUTE format('ALTER INDEX %s RENAME TO %I', told.name, told.parent || '_' || told.number);
    END LOOP;

    -- By the comment of a trigger, Bocage knows which version of it is there.
    FOR told IN
        SELECT tgname, pg_get_triggerdef(oid) AS definition, obj_description(oid, 'pg_trigger') AS comment,
            CASE tgenabled WHEN 'D' THEN 'DISABLE' WHEN 'A' THEN 'ENABLE ALWAYS'
                WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE' END AS state
        FROM pg_trigger WHERE tgrelid = whole AND NOT tgisinternal
    LOOP
        EXECUTE replace(told.definition, 'workspaces_hold_whole', 'workspaces_hold');
        EXECUTE format('ALTER TABLE workspaces_hold %s TRIGGER %I', told.state, told.tgname);
        EXECUTE format('COMMENT ON TRIGGER %I ON workspaces_hold IS %L', told.tgname, told.comment);
    END LOOP;

    -- Numbers go on from the last that was given, whether or not its hold is still there.
    EXECUTE format('ALTER SEQUENCE %s RENAME TO workspaces_hold_whole_id_seq', numbers);
    EXECUTE format('ALTER TABLE workspaces_hold ALTER id ADD GENERATED BY DEFAULT AS IDENTITY'
        ' (SEQUENCE NAME %s START %s)', numbers, nextval('workspaces_hold_whole_id_seq'));

    -- Who may read and write: the table, its sequence, and its partitions, which can be named too.
    FOR told IN
        SELECT format('GRANT %s%s ON %s %s TO %s%s', privilege_type, '(' || quote_ident(of_column) || ')',
            kind, place, CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END,
            CASE WHEN is_grantable THEN ' WITH GRANT OPTION' END) AS statement
        FROM (
            SELECT place, 'TABLE' AS kind, acl.*, NULL::name AS of_column
            FROM pg_class, aclexplode(relacl) acl, pg_partition_tree('workspaces_hold') tree,
                CAST(tree.relid AS text) place
            WHERE pg_class.oid = whole AND grantee <> relowner
            UNION ALL
            SELECT place, 'TABLE', acl.*, attname
            FROM pg_attribute, aclexplode(attacl) acl, pg_partition_tree('workspaces_hold') tree,
                CAST(tree.relid AS text) place
            WHERE attrelid = whole
            UNION ALL
            SELECT numbers, 'SEQUENCE', acl.*, NULL FROM pg_class, aclexplode(relacl) acl
            WHERE pg_class.oid = 'workspaces_hold_whole_id_seq'::regclass AND grantee <> relowner
        ) given
    LOOP
        EXECUTE told.statement;
    END LOOP;
    FOR told IN SELECT relid::text AS place FROM pg_partition_tree('workspaces_hold') LOOP
        IF has_walls THEN
            EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', told.place);
        END IF;
        IF binds_its_owner THEN
            EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', told.place);
        END IF;
    END LOOP;
    FOR told IN
        SELECT format('CREATE POLICY %I ON %s AS %s FOR %s TO %s%s%s', policyname, place, permissive, cmd,
            (SELECT string_agg(CASE one WHEN 'public' THEN 'PUBLIC' ELSE quote_ident(one) END, ', ')
                FROM unnest(roles) one),
            ' USING (' || replace(qual, 'workspaces_hold_whole', place) || ')',
            ' WITH CHECK (' || replace(with_check, 'workspaces_hold_whole', place) || ')') AS statement
        FROM pg_policies, pg_partition_tree('workspaces_hold') tree, CAST(tree.relid AS text) place
        WHERE tablename = 'workspaces_hold_whole' AND schemaname = current_schema()
    LOOP
        EXECUTE told.statement;
    END LOOP;
    EXECUTE format('COMMENT ON TABLE workspaces_hold IS %L', obj_description(whole, 'pg_class'));
END
$$;

DROP TABLE workspaces_hold_whole;
ANALYZE workspaces_hold;
