"""Sets what holds in every mode: apps, the order of the middleware, SQLite, languages, what a page may load, logs."""

from __future__ import annotations

import os
from pathlib import Path

from csp.constants import NONE, SELF

from unknot import clock  # noqa: F401  (reads TZ before Django sets it)
from unknot.data_folder import data_folder

WEB = Path(__file__).parents[1]
DEBUG = os.environ.get("UNKNOT_DEBUG") == "1"
DATA = data_folder()
SECRET_KEY_FALLBACKS = [key for key in os.environ.get("UNKNOT_SECRET_KEYS_OLD", "").split(",") if key]


def secret_key_from_environment() -> str:
    """UNKNOT_SECRET_KEY, empty where there is none. Raises SystemExit for one that is no secret."""
    key = os.environ.get("UNKNOT_SECRET_KEY", "")
    if key and len(key) < 40:
        raise SystemExit("UNKNOT_SECRET_KEY is too short to be a secret\nhint: 40 letters or more, made by chance")
    return key


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
]
# Each mode puts these together with its own: what comes first sees a request first and its answer last.
OUTERMOST = [
    "unknot.web.serving.security.headers",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "unknot.web.serving.security.exact_host",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
]
AT_THE_DOOR = [
    "unknot.web.serving.incoming.sane",
    "unknot.web.serving.incoming.head_changes_nothing",
    "unknot.web.serving.security.same_origin",
    "unknot.web.site.languages.language_of_the_person",
    "unknot.web.site.moment.where_the_person_is",
]
FORMS = [
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]
INNERMOST = [
    "unknot.web.accounts.whose.profile_of_the_person",
    "django_htmx.middleware.HtmxMiddleware",
    "unknot.web.kept.unreadable.SaidCalmly",
]
ROOT_URLCONF = "unknot.web.urls"
WSGI_APPLICATION = "unknot.web.serving.wsgi.application"
CONTEXT = [
    "django.template.context_processors.request",
    "django.template.context_processors.i18n",
    "unknot.web.site.every_page.every_page",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": CONTEXT},
    }
]

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 5,  # then the person reads that the database is busy, and what to do
    # FULL: an entry that was acknowledged is on the disk, power cut or not.
    # secure_delete: what was deleted is overwritten.
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;PRAGMA secure_delete=ON;",
}
DATABASES: dict[str, dict[str, object]] = {
    "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": DATA / "unknot.sqlite3", "OPTIONS": SQLITE_OPTIONS}
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("id", "Bahasa Indonesia")]
LOCALE_PATHS = [WEB / "locale"]
LANGUAGE_COOKIE_NAME = "unknot_language"
LANGUAGE_COOKIE_AGE = 31_536_000
USE_TZ = True
# Of rows in the database only: `unknot.clock` and `web/site/moment.py` say what time it is for a person.
TIME_ZONE = "UTC"

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
SESSION_COOKIE_SAMESITE = "Lax"

DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
"""A form of answers is a few KB."""
MOST_BYTES_IN = FILE_UPLOAD_MAX_MEMORY_SIZE = 9_000_000
"""An uploaded diary of many years is some MB."""
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 600

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
