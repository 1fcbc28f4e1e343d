"""A key of a request is taken, and its answer kept, by a function: called by a SELECT, it is a
statement that PostgreSQL keeps prepared (docs/decisions/prepared-statements.md)."""

from django.db import migrations

FUNCTIONS = """
CREATE FUNCTION foundation_take_key(by_whom text, its_key text, what text, since timestamptz)
RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO foundation_answeredrequest
        (subject, key, fingerprint, status, body, location, created_at)
        VALUES (by_whom, its_key, what, 0, '', '', since)
        ON CONFLICT (subject, key) DO NOTHING;
    RETURN FOUND;
END
$$;
CREATE FUNCTION foundation_keep_answer(
    by_whom text, its_key text, code integer, text_of_it text, address text
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE foundation_answeredrequest
        SET status = code, body = text_of_it, location = address
        WHERE subject = by_whom AND key = its_key;
END
$$;
"""
NO_FUNCTIONS = """
DROP FUNCTION foundation_take_key(text, text, text, timestamptz);
DROP FUNCTION foundation_keep_answer(text, text, integer, text, text);
"""


class Migration(migrations.Migration):
    dependencies = [("foundation", "0017_sender_of_the_mails")]

    operations = [migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS)]
