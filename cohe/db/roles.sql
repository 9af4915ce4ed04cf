-- Who may log in to the database, what each login owns and how long its statements may run.
-- Run by psql as the superuser, in the product's own database: by the embedded launcher, by the tests and by
-- the container of docker-compose.yml. Safe to run again: it is run again whenever this file changes.
\set ON_ERROR_STOP on
\set QUIET on

-- The roles. cohe_owner owns everything and nobody logs in as it; the logins of the running product own nothing.
SELECT format('CREATE ROLE %I', name)
  FROM unnest(ARRAY['cohe_owner', 'cohe_migrate', 'cohe_web', 'cohe_worker', 'cohe_report',
                    'cohe_backup']) AS name
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name)
\gexec

ALTER ROLE cohe_owner NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
ALTER ROLE cohe_migrate LOGIN NOINHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
ALTER ROLE cohe_web LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
ALTER ROLE cohe_worker LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
ALTER ROLE cohe_report LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
ALTER ROLE cohe_backup LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION BYPASSRLS;

-- A migration becomes the owner on purpose (SET ROLE); merely logging in gives it nothing.
GRANT cohe_owner TO cohe_migrate WITH INHERIT FALSE, SET TRUE;
GRANT pg_read_all_data TO cohe_backup;

-- How long each may keep others waiting. A page that takes 15 seconds is broken; a nightly job is not.
ALTER ROLE cohe_web SET statement_timeout = '15s';
ALTER ROLE cohe_web SET lock_timeout = '2s';
ALTER ROLE cohe_web SET idle_in_transaction_session_timeout = '30s';
ALTER ROLE cohe_worker SET statement_timeout = '10min';
ALTER ROLE cohe_worker SET lock_timeout = '30s';
ALTER ROLE cohe_worker SET idle_in_transaction_session_timeout = '5min';
ALTER ROLE cohe_report SET statement_timeout = '1min';
ALTER ROLE cohe_report SET idle_in_transaction_session_timeout = '1min';
ALTER ROLE cohe_report SET default_transaction_read_only = on;
ALTER ROLE cohe_backup SET default_transaction_read_only = on;
-- A migration that cannot have its lock soon gives up instead of stopping every page behind it.
ALTER ROLE cohe_migrate SET lock_timeout = '5s';

-- Passwords, when the server is one that asks for them: psql reads them from its own environment.
\getenv migrate_password COHE_MIGRATE_PASSWORD
\if :{?migrate_password}
ALTER ROLE cohe_migrate PASSWORD :'migrate_password';
\endif
\getenv web_password COHE_WEB_PASSWORD
\if :{?web_password}
ALTER ROLE cohe_web PASSWORD :'web_password';
\endif
\getenv worker_password COHE_WORKER_PASSWORD
\if :{?worker_password}
ALTER ROLE cohe_worker PASSWORD :'worker_password';
\endif
\getenv report_password COHE_REPORT_PASSWORD
\if :{?report_password}
ALTER ROLE cohe_report PASSWORD :'report_password';
\endif
\getenv backup_password COHE_BACKUP_PASSWORD
\if :{?backup_password}
ALTER ROLE cohe_backup PASSWORD :'backup_password';
\endif

-- The database belongs to cohe_owner; nobody else may connect or make tables, temporary ones excepted.
SELECT format('ALTER DATABASE %I OWNER TO cohe_owner', current_database())
\gexec
ALTER SCHEMA public OWNER TO cohe_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public
   TO cohe_web, cohe_worker, cohe_report, cohe_backup;
SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database())
\gexec
SELECT format('GRANT CONNECT ON DATABASE %I TO cohe_migrate, cohe_report, cohe_backup', current_database())
\gexec
SELECT format('GRANT CONNECT, TEMPORARY ON DATABASE %I TO cohe_web, cohe_worker', current_database())
\gexec

-- Search by misspelt names, exclusion of overlapping dates.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;
CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA public;
CREATE EXTENSION IF NOT EXISTS fuzzystrmatch WITH SCHEMA public;
RESET client_min_messages;

-- Under row security PostgreSQL uses an index for a search only when the operator's function is known to tell
-- nothing about rows it rejects (measured on 75,000 rows: 114 ms without, 0.2 ms with). These functions compare
-- two texts and raise no error that depends on the stored one. Only a superuser may say so, hence here.
ALTER FUNCTION pg_catalog.textlike(text, text) LEAKPROOF;
ALTER FUNCTION pg_catalog.texticlike(text, text) LEAKPROOF;
ALTER FUNCTION pg_catalog.lower(text) LEAKPROOF;
ALTER FUNCTION pg_catalog.upper(text) LEAKPROOF;
ALTER FUNCTION public.similarity(text, text) LEAKPROOF;
ALTER FUNCTION public.similarity_op(text, text) LEAKPROOF;
ALTER FUNCTION public.word_similarity(text, text) LEAKPROOF;
ALTER FUNCTION public.word_similarity_op(text, text) LEAKPROOF;
ALTER FUNCTION public.word_similarity_commutator_op(text, text) LEAKPROOF;
ALTER FUNCTION public.strict_word_similarity(text, text) LEAKPROOF;
ALTER FUNCTION public.strict_word_similarity_op(text, text) LEAKPROOF;
ALTER FUNCTION public.strict_word_similarity_commutator_op(text, text) LEAKPROOF;

-- unaccent() is only STABLE, so no index may be built on it; with its dictionary named it is immutable in fact.
CREATE OR REPLACE FUNCTION public.folded(words text) RETURNS text
    LANGUAGE sql IMMUTABLE LEAKPROOF PARALLEL SAFE STRICT
    RETURN lower(public.unaccent('public.unaccent'::regdictionary, words));
