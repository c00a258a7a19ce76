"""Sets the shared mode: accounts behind TLS, by environment (docs/how-to/deploy.md)."""

from __future__ import annotations

import os
from urllib.parse import unquote, urlparse

from unknot.extras import is_missing, line_for
from unknot.web.settings.every import *  # noqa: F403
from unknot.web.settings.every import (
    AT_THE_DOOR,
    CONTEXT,
    DATABASES,
    FORMS,
    INNERMOST,
    INSTALLED_APPS,
    OUTERMOST,
    secret_key_from_environment,
)

if is_missing("server"):
    raise SystemExit(f"the shared mode needs more packages, for accounts and PostgreSQL\nhint: {line_for('server')}")
HOME = False
SECRET_KEY = secret_key_from_environment()
if not SECRET_KEY:
    raise SystemExit(
        "UNKNOT_SECRET_KEY is missing\nhint: python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
    )
ALLOWED_HOSTS = [host for host in os.environ.get("UNKNOT_HOSTS", "").split(",") if host]
if not ALLOWED_HOSTS:
    raise SystemExit("UNKNOT_HOSTS is missing\nhint: the names people type, as in UNKNOT_HOSTS=unknot.example.org")

INSTALLED_APPS += ["django.contrib.sessions", "allauth", "allauth.account", "allauth.mfa"]
MIDDLEWARE = [
    *OUTERMOST,
    *AT_THE_DOOR,
    "unknot.web.accounts.signed_in.SignedIn",
    *FORMS,
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    *INNERMOST,
]
CONTEXT += ["django.contrib.auth.context_processors.auth"]
# Limits on sign-in attempts hold across all processes.
CACHES = {"default": {"BACKEND": "unknot.web.accounts.limits.Limits", "LOCATION": "unknot_cache"}}


def _database() -> dict[str, object]:
    """PostgreSQL where it is named, else SQLite in the data folder."""
    url = os.environ.get("UNKNOT_DATABASE_URL", "")
    if not url:
        return DATABASES["default"]
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


DATABASES["default"] = _database()
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = os.environ.get("UNKNOT_INSECURE") != "1"
SECURE_HSTS_SECONDS = 31_536_000 if SESSION_COOKIE_SECURE else 0
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
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
