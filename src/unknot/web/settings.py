"""How is this server set up? Home mode by default; shared mode by environment (docs/how-to/deploy.md).

UNKNOT_MODE           home (default): one household on this computer; shared: accounts, behind TLS
UNKNOT_DATA           folder of the database and keys (default: the platform's data folder)
UNKNOT_SECRET_KEY     shared mode: the key that signs and seals; at home one is made in the data folder
UNKNOT_SECRET_KEYS_OLD shared mode: keys of before, parted by commas; what they signed and sealed still holds
UNKNOT_DATABASE_URL   shared mode: postgresql://user:password@host/name; absent: SQLite in the data folder
UNKNOT_HOSTS          shared mode: the host names, parted by commas
UNKNOT_PROXIES        shared mode: how many web servers stand before this one (default 1); limits count by address
UNKNOT_EMAIL_URL      shared mode: smtp://user:password@host (STARTTLS), smtps://..., or smtp-plain://localhost, for
                      sign-in codes; file:///folder writes them there; absent: printed to the console
UNKNOT_LOG            debug, info, warning (default), error: how much is logged; never an answer
UNKNOT_DEBUG          1 for developers: pages of errors
"""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import unquote, urlparse

from csp.constants import NONE, SELF

from unknot import clock  # noqa: F401  (reads TZ before Django sets it)
from unknot.data_folder import data_folder, secret_of
from unknot.extras import is_missing, line_for

WEB = Path(__file__).parent
MODE = os.environ.get("UNKNOT_MODE", "home")
if MODE not in ("home", "shared"):
    raise SystemExit(f"UNKNOT_MODE is `{MODE}`\nhint: home or shared")
HOME = MODE == "home"
if not HOME and is_missing("server"):
    raise SystemExit(f"the shared mode needs more packages, for accounts and PostgreSQL\nhint: {line_for('server')}")
DEBUG = os.environ.get("UNKNOT_DEBUG") == "1"
DATA = data_folder()

SECRET_KEY = os.environ.get("UNKNOT_SECRET_KEY") or (secret_of("secret_key") if HOME else "")
if SECRET_KEY and len(SECRET_KEY) < 40:
    raise SystemExit("UNKNOT_SECRET_KEY is too short to be a secret\nhint: 40 letters or more, made by chance")
if not SECRET_KEY:
    raise SystemExit(
        "UNKNOT_SECRET_KEY is missing\nhint: python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
    )
SECRET_KEY_FALLBACKS = [key for key in os.environ.get("UNKNOT_SECRET_KEYS_OLD", "").split(",") if key]
ALLOWED_HOSTS = ["127.0.0.1", "localhost"] if HOME else [h for h in os.environ.get("UNKNOT_HOSTS", "").split(",") if h]
if not ALLOWED_HOSTS:
    raise SystemExit("UNKNOT_HOSTS is missing\nhint: the names people type, as in UNKNOT_HOSTS=unknot.example.org")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "unknot.web.site",
    "unknot.web.drawings",
    "unknot.web.accounts",
    "unknot.web.kept",
    "unknot.web.check",
    "unknot.web.session",
    "unknot.web.self_care",
    *([] if HOME else ["django.contrib.sessions", "allauth", "allauth.account", "allauth.mfa"]),
]
MIDDLEWARE = [
    "unknot.web.serving.security.headers",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "unknot.web.serving.security.exact_host",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    *(["unknot.web.serving.security.only_this_household"] if HOME else []),
    "unknot.web.serving.incoming.sane",
    "unknot.web.serving.incoming.head_changes_nothing",
    "unknot.web.serving.security.same_origin",
    "unknot.web.site.languages.language_of_the_person",
    "unknot.web.site.moment.where_the_person_is",
    *([] if HOME else ["unknot.web.accounts.signed_in.SignedIn"]),
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    *(
        []
        if HOME
        else [
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "allauth.account.middleware.AccountMiddleware",
        ]
    ),
    "unknot.web.accounts.whose.profile_of_the_person",
    "django_htmx.middleware.HtmxMiddleware",
    "unknot.web.kept.unreadable.SaidCalmly",
]
ROOT_URLCONF = "unknot.web.urls"
WSGI_APPLICATION = "unknot.web.serving.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                *([] if HOME else ["django.contrib.auth.context_processors.auth"]),
                "unknot.web.site.every_page.every_page",
            ],
        },
    }
]

if not HOME:  # limits on sign-in attempts hold across all processes
    CACHES = {"default": {"BACKEND": "unknot.web.accounts.limits.Limits", "LOCATION": "unknot_cache"}}

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 5,  # then the person reads that the database is busy, and what to do
    # FULL: an entry that was acknowledged is on the disk, power cut or not.
    # secure_delete: what was deleted is overwritten.
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;PRAGMA secure_delete=ON;",
}


def _database() -> dict[str, object]:
    url = os.environ.get("UNKNOT_DATABASE_URL", "") if not HOME else ""
    if not url:
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": DATA / "unknot.sqlite3", "OPTIONS": SQLITE_OPTIONS}
    parts = urlparse(url)
    if parts.scheme not in ("postgresql", "postgres"):
        raise SystemExit("UNKNOT_DATABASE_URL is not postgresql://...\nhint: leave it out for SQLite")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": parts.port or "",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,  # after a restart of the database nobody meets a dead connection
        "OPTIONS": dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair),
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("id", "Bahasa Indonesia")]
LOCALE_PATHS = [WEB / "locale"]
LANGUAGE_COOKIE_NAME = "unknot_language"
LANGUAGE_COOKIE_AGE = 31_536_000
USE_TZ = True
TIME_ZONE = (
    "UTC"  # of rows in the database only: `unknot.clock` and `web/site/moment.py` say what time it is for a person
)

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
WHITENOISE_USE_FINDERS = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "unknot.web.serving.static_files.HashedFiles"
    },
}

# No request to any third party, no inline script or style, no frame, ever.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "unknot.web.site.faults.form_not_ours"
# Names of our own: cookies know no port, so those of other programs on this computer come here too.
CSRF_COOKIE_NAME, SESSION_COOKIE_NAME = "unknot_csrf", "unknot_session"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict" if HOME else "Lax"
SESSION_COOKIE_SAMESITE = "Lax"
if not HOME:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = os.environ.get("UNKNOT_INSECURE") != "1"
    SECURE_HSTS_SECONDS = 31_536_000 if SESSION_COOKIE_SECURE else 0
    CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]

DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
"""A form of answers is a few KB."""
MOST_BYTES_IN = FILE_UPLOAD_MAX_MEMORY_SIZE = 9_000_000
"""An uploaded diary of many years is some MB."""
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 600

AUTHENTICATION_BACKENDS = [] if HOME else ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_ADAPTER = "unknot.web.accounts.adapter.Accounts"
ACCOUNT_FORMS = {
    "signup": "unknot.web.accounts.forms.SignUp",
    "request_login_code": "unknot.web.accounts.forms.AskCode",
    "login": "unknot.web.accounts.forms.ByPassword",
    "confirm_login_code": "unknot.web.accounts.forms.WriteCode",
    "confirm_email_verification_code": "unknot.web.accounts.forms.WriteAddressCode",
}
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900  # the mail says it, and mails may take minutes
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "unknot: "
ACCOUNT_SESSION_REMEMBER = True
MFA_ADAPTER = "unknot.web.accounts.adapter.Passkeys"
MFA_SUPPORTED_TYPES = ["webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = os.environ.get("UNKNOT_INSECURE") == "1"
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("UNKNOT_PROXIES", "1"))
LOGIN_URL = "account_request_login_code"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"


def _email() -> dict[str, object]:
    url = urlparse(os.environ.get("UNKNOT_EMAIL_URL", ""))
    if url.scheme == "file":
        return {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend", "EMAIL_FILE_PATH": url.path}
    if url.scheme not in ("smtp", "smtps", "smtp-plain"):
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    return {
        "EMAIL_BACKEND": "unknot.web.accounts.mail_queue.MailQueue",
        "EMAIL_HOST": url.hostname,
        "EMAIL_PORT": url.port or {"smtp": 587, "smtps": 465}.get(url.scheme, 25),
        "EMAIL_TIMEOUT": 10,
        "EMAIL_HOST_USER": unquote(url.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(url.password or ""),
        "EMAIL_USE_TLS": url.scheme == "smtp",
        "EMAIL_USE_SSL": url.scheme == "smtps",
    }


globals().update(_email())
DEFAULT_FROM_EMAIL = os.environ.get("UNKNOT_EMAIL_FROM", "unknot@localhost")

LOG = os.environ.get("UNKNOT_LOG", "warning").upper()
if LOG not in ("DEBUG", "INFO", "WARNING", "ERROR"):
    raise SystemExit(f"UNKNOT_LOG is `{LOG.lower()}`\nhint: debug, info, warning or error")
# Only method, path and status are ever logged: no answers travel in addresses, and error pages carry no values.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "formatters": {
        "plain": {"()": "unknot.web.serving.quiet_log.PlainFormatter", "format": "{levelname} {message}", "style": "{"}
    },
    "root": {"handlers": ["console"], "level": LOG},
    "loggers": {
        "django": {"handlers": ["console"], "level": LOG, "propagate": False},
        "django.db.backends": {"level": "WARNING"},  # statements hold answers
        "django.template": {"level": "INFO"},  # below that, a line for each optional word of a template
    },
}
DEFAULT_EXCEPTION_REPORTER_FILTER = "unknot.web.serving.quiet_log.NoValues"
SILENCED_SYSTEM_CHECKS = ["account.W001"]
