"""Row-level security of the ground floor, the functions behind it, and rights on tables of no COHE."""

from django.db import migrations

from cohe.db.operations import GrantTables, ProtectTables

SCHEMA = """
CREATE SCHEMA app;
GRANT USAGE ON SCHEMA app TO cohe_web, cohe_worker, cohe_report;

-- The COHE in force. Raises when there is none: an empty page would read as "nothing to do today".
CREATE FUNCTION app.cohe() RETURNS bigint LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE found text := current_setting('app.cohe', true);
BEGIN
  IF found IS NULL OR found = '' THEN
    RAISE EXCEPTION 'no COHE is set' USING ERRCODE = '42501', HINT = 'Open a transaction with tenancy.acting().';
  END IF;
  RETURN found::bigint;
END $$;

-- How much work waits over all COHEs, for the health page: numbers only.
CREATE FUNCTION app.outbox_state(OUT count bigint, OUT oldest timestamptz, OUT dead bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT count(*) FILTER (WHERE dead_at IS NULL), min(created_at) FILTER (WHERE dead_at IS NULL),
         count(*) FILTER (WHERE dead_at IS NOT NULL)
  FROM public.cohe_outboxrow WHERE done_at IS NULL
$$;

-- Rate limits of the sign-in (django.core.cache.backends.db).
CREATE TABLE cohe_cache (cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL);
CREATE INDEX cohe_cache_expires ON cohe_cache (expires);
"""
REMOVE_SCHEMA = "DROP TABLE cohe_cache; DROP SCHEMA app CASCADE"

# The relay sends the work of all COHEs, so the workers see every outbox row: task names and ids, nothing personal.
RELAY = """
DROP POLICY cohe ON cohe_outboxrow;
CREATE POLICY cohe ON cohe_outboxrow TO cohe_web
  USING (cohe_id = (SELECT app.cohe())) WITH CHECK (cohe_id = (SELECT app.cohe()));
CREATE POLICY relay ON cohe_outboxrow TO cohe_worker USING (true) WITH CHECK (true);
"""

READ_AND_WRITE = "SELECT, INSERT, UPDATE, DELETE"
ACCOUNTS = (
    "cohe_person",
    "cohe_membership",
    "cohe_apitoken",
    "cohe_cache",
    "django_session",
    "account_emailaddress",
    "account_emailconfirmation",
    "mfa_authenticator",
    "usersessions_usersession",
)


class Migration(migrations.Migration):
    dependencies = (
        ("cohe", "0001_initial"),
        ("sessions", "0001_initial"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("usersessions", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
    )
    operations = (
        migrations.RunSQL(SCHEMA, REMOVE_SCHEMA),
        ProtectTables(),
        migrations.RunSQL(RELAY, migrations.RunSQL.noop),
        GrantTables(READ_AND_WRITE, ACCOUNTS),
        GrantTables("SELECT, INSERT", ("cohe_cohe",)),
        GrantTables("SELECT", ("django_content_type", "django_migrations")),
    )
