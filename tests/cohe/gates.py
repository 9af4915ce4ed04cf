"""What the catalog must not contain (trust.md 5.6), each with a defect planted to see the gate close."""

from dataclasses import dataclass

from django.db import connection

from cohe.db.operations import INSERT_ONLY, OUTSIDE


@dataclass(frozen=True, slots=True)
class Gate:
    """A promise, the SQL that lists what breaks it, and SQL that breaks it on purpose."""

    promise: str
    query: str
    defect: str


OUR_TABLES = """
tenant AS (
  SELECT c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity, a.attnotnull
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'cohe_id' AND NOT a.attisdropped
  WHERE c.relkind IN ('r', 'p') AND c.relname <> ALL (%(outside)s))
"""
RUNTIME = "('cohe_web', 'cohe_worker', 'cohe_report')"

GATES = (
    Gate(
        "row security is on and forced, with a policy, and the COHE is never empty",
        """SELECT relname FROM tenant t WHERE NOT relrowsecurity OR NOT relforcerowsecurity OR NOT attnotnull
           OR NOT EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = t.oid AND p.polname = 'cohe')""",
        "ALTER TABLE claims_claim NO FORCE ROW LEVEL SECURITY",
    ),
    Gate(
        "policies compare with the COHE in force once a statement",
        """SELECT t.relname FROM tenant t JOIN pg_policy p ON p.polrelid = t.oid
           WHERE p.polname = 'cohe'
             AND pg_get_expr(p.polqual, p.polrelid) NOT LIKE '%%SELECT app.cohe()%%'""",
        "ALTER POLICY cohe ON claims_claim USING (true)",
    ),
    Gate(
        "views look with the eyes of whoever asks",
        """SELECT c.relname FROM pg_class c
           JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
           WHERE c.relkind = 'v' AND c.relowner = 'cohe_owner'::regrole
             AND NOT coalesce(c.reloptions::text LIKE '%%security_invoker=true%%', false)""",
        "CREATE VIEW leak AS SELECT * FROM claims_claim",
    ),
    Gate(
        "no runtime role reads a materialized view",
        f"""SELECT c.relname FROM pg_class c, pg_roles r WHERE c.relkind = 'm' AND r.rolname IN {RUNTIME}
           AND has_table_privilege(r.oid, c.oid, 'SELECT')""",
        "CREATE MATERIALIZED VIEW leak AS SELECT 1 AS one; GRANT SELECT ON leak TO cohe_web",
    ),
    Gate(
        "keys between tables of a COHE include the COHE",
        """SELECT k.conname FROM pg_constraint k
           JOIN tenant f ON f.oid = k.conrelid JOIN tenant t ON t.oid = k.confrelid
           WHERE k.contype = 'f' AND NOT EXISTS (
             SELECT 1 FROM unnest(k.conkey) c JOIN pg_attribute a ON a.attrelid = f.oid AND a.attnum = c
             WHERE a.attname = 'cohe_id')""",
        "ALTER TABLE claims_apf ADD CONSTRAINT bare FOREIGN KEY (claim_id) REFERENCES claims_claim (id)",
    ),
    Gate(
        "unique values are unique within a COHE, so that none tells of another",
        """SELECT i.indexrelid::regclass::text FROM pg_index i JOIN tenant t ON t.oid = i.indrelid
           JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = i.indkey[0]
           WHERE i.indisunique AND NOT i.indisprimary AND a.attname <> 'cohe_id'""",
        "CREATE UNIQUE INDEX oracle ON claims_claim (claim_number)",
    ),
    Gate(
        "the reporting role reads no column of a worker, an HSC's note or a person",
        """SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
           WHERE c.relkind IN ('r', 'p', 'v', 'm') AND n.nspname = 'public'
             AND has_any_column_privilege('cohe_report', c.oid, 'SELECT')
             AND c.relname NOT IN ('staffing_quarterlyreport', 'staffing_reportfigure', 'staffing_reportrows',
                                   'staffing_quarterfigure', 'staffing_discussion')""",
        "GRANT SELECT (id) ON claims_claim TO cohe_report",
    ),
    Gate(
        "what the reporting role reads is held by a policy of the COHEs it reads for, through barriers",
        """SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
           WHERE (c.relkind = 'r' AND has_any_column_privilege('cohe_report', c.oid, 'SELECT')
                  AND n.nspname = 'public' AND NOT EXISTS (
                    SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'reported'
                    AND pg_get_expr(p.polqual, p.polrelid) LIKE '%%SELECT app.reported()%%'))
              OR (n.nspname = 'report' AND c.relkind = 'v' AND NOT coalesce(
                    c.reloptions @> ARRAY['security_barrier=true', 'security_invoker=true'], false))""",
        "DROP POLICY reported ON staffing_reportfigure",
    ),
    Gate(
        "runtime roles own nothing, belong to nothing and pass no policy by",
        f"""SELECT r.rolname FROM pg_roles r WHERE r.rolname IN {RUNTIME} AND (
             r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolcreatedb
             OR EXISTS (SELECT 1 FROM pg_class c WHERE c.relowner = r.oid AND c.relpersistence <> 't')
             OR EXISTS (SELECT 1 FROM pg_auth_members m WHERE m.member = r.oid))""",
        "GRANT CREATE ON SCHEMA public TO cohe_web; SET ROLE cohe_web; CREATE TABLE mine ()",
    ),
    Gate(
        "functions that act as the owner name where they look",
        """SELECT p.proname FROM pg_proc p WHERE p.prosecdef AND p.proowner = 'cohe_owner'::regrole
           AND NOT coalesce(p.proconfig::text LIKE '%%search_path%%', false)""",
        "CREATE FUNCTION app.loose() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
    ),
    Gate(
        "every table of a COHE has an index that begins with it",
        """SELECT t.relname FROM tenant t WHERE t.relname NOT LIKE '%%history' AND NOT EXISTS (
             SELECT 1 FROM pg_index i JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = i.indkey[0]
             WHERE i.indrelid = t.oid AND a.attname = 'cohe_id')""",
        "ALTER TABLE coordination_savedview DROP CONSTRAINT view_name_once",
    ),
    Gate(
        "trails can only grow",
        f"""SELECT c.relname || ' ' || r.rolname FROM pg_class c, pg_roles r
           WHERE r.rolname IN {RUNTIME} AND c.relkind = 'r'
             AND (c.relname LIKE '%%history'
                  OR c.relname IN {tuple(sorted(INSERT_ONLY))})
             AND (has_table_privilege(r.oid, c.oid, 'UPDATE') OR has_table_privilege(r.oid, c.oid, 'DELETE')
                  OR has_table_privilege(r.oid, c.oid, 'TRUNCATE'))""",
        "GRANT UPDATE ON cohe_accessevent TO cohe_web",
    ),
)


def findings(gate: Gate) -> list[str]:
    """Return what breaks the promise."""
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {OUR_TABLES} {gate.query}", {"outside": sorted(OUTSIDE)})
        return [row[0] for row in cursor.fetchall()]
