-- The login of the tests, made in throw-away clusters only. It has no rights of its own: a test runs as the web
-- role, and becomes the owner or another role inside its own transaction when it says so (SET LOCAL ROLE).
\set ON_ERROR_STOP on

SELECT 'CREATE ROLE cohe_test' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'cohe_test')
\gexec
ALTER ROLE cohe_test LOGIN NOINHERIT CREATEDB NOSUPERUSER NOCREATEROLE NOREPLICATION NOBYPASSRLS;
GRANT cohe_owner, cohe_migrate, cohe_web, cohe_worker, cohe_report TO cohe_test
 WITH INHERIT FALSE, SET TRUE;
-- A test that waits for a lock is a test that hangs.
ALTER ROLE cohe_test SET lock_timeout = '10s';
ALTER ROLE cohe_test SET statement_timeout = '60s';
