"""Settings, all from the environment.

Numbers of policy are not here: they are dated rows (cohe/policy.py).
"""

import hashlib
import os
from pathlib import Path

import environ
from csp.constants import NONE, SELF

from cohe.embedded import places

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
PLACES = places.find(os.environ)

# ---- who we are ----------------------------------------------------------------------------------
DEBUG = env.bool("COHE_DEBUG", False)
EMBEDDED = not env.str("DATABASE_URL", "")
# On a machine of one's own the key comes from the state folder's path: nobody else can reach the sockets in
# it.
# A real database needs a real key.
SECRET_KEY = env.str("COHE_SECRET_KEY", "")
if not SECRET_KEY and EMBEDDED:
    SECRET_KEY = hashlib.sha256(f"cohe:{PLACES.state}".encode()).hexdigest()
ALLOWED_HOSTS = env.list("COHE_ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("COHE_TRUSTED_ORIGINS", default=[])
HTTPS = env.bool("COHE_HTTPS", False)

ROOT_URLCONF = "cohe.urls"
WSGI_APPLICATION = "cohe.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "en-us"
TIME_ZONE = "America/Los_Angeles"
USE_I18N = False
USE_TZ = True

INSTALLED_APPS = [
    "cohe",
    "claims",
    "coordination",
    "training",
    "staffing",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_htmx",
    "django_structlog",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "pghistory",
    "pgtrigger",
    "rest_framework",
    "template_partials",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "cohe.middleware.session_clock",
    "cohe.middleware.RequestTransaction",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cohe.shell.shell",
                "staffing.tabs.tabs",
                "staffing.escalation.escalation",
            ],
        },
    }
]

# ---- database and broker: embedded servers unless addresses are given -----------------------------
# Each process signs in as the role that does its work and owns nothing; only migrations act as the owner.
DB_ROLE = env.str("COHE_DB_ROLE", "web")
LOGINS = {"web": "cohe_web", "worker": "cohe_worker", "migrate": "cohe_migrate", "test": "cohe_test"}
# Where contract managers' pages read: a login of their own that sees totals and no worker. A test has one
# connection and becomes that role in it (cohe/reporting.py).
REPORT_ALIAS = "default" if DB_ROLE == "test" else "report"


def database() -> dict[str, object]:
    """Return the default database for the role that this process works as."""
    if EMBEDDED:
        found = {
            "NAME": env.str("COHE_DB_NAME", places.DATABASE),
            "HOST": str(PLACES.sockets),
            "USER": LOGINS[DB_ROLE],
        }
    else:
        own = "DATABASE_URL" if DB_ROLE == "web" else f"DATABASE_URL_{DB_ROLE.upper()}"
        found = env.db_url(own)
    options: dict[str, object] = dict(found.get("OPTIONS", {}))
    if env.bool("COHE_DB_POOL", False):
        options["pool"] = {"min_size": 2, "max_size": 10, "timeout": 5}
    if DB_ROLE == "migrate":
        options["assume_role"] = "cohe_owner"
    if DB_ROLE == "test":
        options["assume_role"] = env.str("COHE_TEST_ROLE", "cohe_web")
    return {**found, "ENGINE": "cohe.db", "OPTIONS": options, "CONN_HEALTH_CHECKS": True}


def report_database() -> dict[str, dict[str, object]]:
    """Return the database as the reporting role sees it, where this process answers pages."""
    if DB_ROLE != "web":
        return {}
    if not EMBEDDED:
        own = env.db_url("DATABASE_URL_REPORT", default="")
        return {REPORT_ALIAS: {**own, "ENGINE": "cohe.db"}} if own else {}
    name, host = env.str("COHE_DB_NAME", places.DATABASE), str(PLACES.sockets)
    return {REPORT_ALIAS: {"ENGINE": "cohe.db", "NAME": name, "HOST": host, "USER": "cohe_report"}}


DATABASES = {"default": database(), **report_database()}

BROKER_URL = env.str("REDIS_URL", "") or f"redis+socket://{PLACES.valkey_socket}"
# Only rate limits of the sign-in live in the cache; in the database they hold while the broker is away.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cohe_cache"}}

CELERY_BROKER_URL = BROKER_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 1800
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = TIME_ZONE
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

# ---- people and sessions --------------------------------------------------------------------------
AUTH_USER_MODEL = "cohe.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [env.str("COHE_PASSWORD_HASHER", "django.contrib.auth.hashers.Argon2PasswordHasher")]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "cohe.passwords.ContextWordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "cohe.accounts.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip,5/300s/key,20/h/key"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "COHE care coordination"
USERSESSIONS_TRACK_ACTIVITY = False
# A setting of the installation: people without a second factor are led to make one before anything else.
MFA_REQUIRED = env.bool("COHE_REQUIRE_MFA", False)

SESSION_ENGINE = "django.contrib.sessions.backends.db"
IDLE_MINUTES = env.int("COHE_IDLE_MINUTES", 15)
LONGEST_SESSION_HOURS = env.int("COHE_LONGEST_SESSION_HOURS", 12)
SESSION_COOKIE_AGE = LONGEST_SESSION_HOURS * 3600
SESSION_COOKIE_NAME = "__Host-cohe" if HTTPS else "cohe-session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-cohe-csrf" if HTTPS else "cohe-csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "cohe.views.csrf_refused"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
EMAIL_BACKEND = env.str("COHE_EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend")

# ---- what a browser may do ------------------------------------------------------------------------
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}

# ---- files, forms, API, logs ----------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = env.path("COHE_STATIC_ROOT", str(PLACES.state / "static"))()
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": env.str("COHE_STATIC_STORAGE", "cohe.static_files.HashedFiles")},
}
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
LARGEST_EXTRACT_BYTES = env.int("COHE_LARGEST_EXTRACT_BYTES", 500 * 2**20)

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["cohe.api.TokenAuthentication", "cohe.api.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["cohe.api.NamedPermission"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["cohe.api.JsonParser"],
    "DEFAULT_SCHEMA_CLASS": "cohe.api_schema.Schema",
    "DEFAULT_METADATA_CLASS": None,
    "URL_FORMAT_OVERRIDE": None,
    "EXCEPTION_HANDLER": "cohe.refusals.refuse",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "COHE care coordination",
    "DESCRIPTION": (
        "Claims, worklist items, notes, FRQs and imports, with the permissions and refusals of the pages."
    ),
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["cohe.api.NamedPermission"],
    "SCHEMA_PATH_PREFIX": "/api",
    "COMPONENT_SPLIT_REQUEST": True,
    "POSTPROCESSING_HOOKS": [
        "cohe.api_schema.declare_refusals",
    ],
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "cohe.logs.formatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("COHE_LOG_LEVEL", "INFO")},
    # Django's own request log repeats addresses with their query, where a name may stand.
    "loggers": {"django.request": {"level": "CRITICAL"}, "django_structlog": {"level": "INFO"}},
}
