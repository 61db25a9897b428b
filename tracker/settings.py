"""Settings of a Watchbrief installation, all from the environment.

docs/operate/operating.md explains each variable; a test keeps that page complete.
"""

import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import dj_database_url
from csp.constants import NONCE, SELF, UNSAFE_EVAL, UNSAFE_INLINE
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse_lazy

from tracker import look
from tracker.keys import kept_key, weakness

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("WATCHBRIEF_VAR", BASE_DIR / "var"))

# ---------------------------------------------------------------- the installation
DEBUG = os.environ.get("DEBUG") == "1"
PRODUCTION = os.environ.get("WATCHBRIEF_PRODUCTION") == "1"
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
SECRET_KEY = os.environ.get("SECRET_KEY", "")
if PRODUCTION:
    if wrong := weakness(SECRET_KEY):
        raise ImproperlyConfigured(f"SECRET_KEY: {wrong}.")
    if DEBUG:
        raise ImproperlyConfigured("DEBUG: must not be set in production.")
    if any(host.strip().startswith("*") for host in ALLOWED_HOSTS):
        raise ImproperlyConfigured("ALLOWED_HOSTS: name each host in production.")
# No key is published with the code: each installation makes its own.
SECRET_KEY = SECRET_KEY or kept_key(VAR_DIR / "secret_key")
CSRF_TRUSTED_ORIGINS = [
    origin for origin in os.environ.get("CSRF_TRUSTED_ORIGINS", "").split(",") if origin
]
BASE_URL = os.environ.get("BASE_URL", "http://127.0.0.1:8000")
# Seconds added to the clock that dates are read from; leases never use it.
DEMO_CLOCK_OFFSET = timedelta(seconds=float(os.environ.get("DEMO_CLOCK_OFFSET", "0")))
DEMO = os.environ.get("WATCHBRIEF_DEMO") == "1"

INSTALLED_APPS = [
    "unfold",
    "unfold.contrib.filters",
    "unfold.contrib.forms",
    "unfold.contrib.simple_history",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_filters",
    "simple_history",
    "risks",
]
MIDDLEWARE = [
    "tracker.logs.numbered",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tracker.caches.kept_nowhere",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "risks.web.person.on_reader_clock",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]
ROOT_URLCONF = "tracker.urls"
WSGI_APPLICATION = "tracker.wsgi.application"
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
                "csp.context_processors.nonce",
                "risks.web.page_context.product",
            ]
        },
    }
]

# ----------------------------------------------------------------------------- log
LOG_FORMAT = os.environ.get("LOG_FORMAT", "text")
if LOG_FORMAT not in ("text", "json"):
    raise ImproperlyConfigured(f"LOG_FORMAT: must be text or json, not {LOG_FORMAT!r}.")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "text": {"()": "tracker.logs.Line"},
        "json": {"()": "tracker.logs.JSONLine"},
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        # Django's own handlers are silent in production, or lack the number.
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
    },
}

# ------------------------------------------------------------------------ database
DATABASES = {
    "default": dj_database_url.config(
        # Quoted: the folder of the checkout may hold a "#" or a "%".
        default=f"sqlite:///{quote(str(VAR_DIR / 'watchbrief.sqlite3'))}",
        conn_max_age=60,
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # WAL alone does not cure "database is locked": a transaction that reads first
    # and writes later must take the write lock at its start.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
            "PRAGMA busy_timeout=20000;"
        ),
    }
    Path(DATABASES["default"]["NAME"]).parent.mkdir(parents=True, exist_ok=True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ------------------------------------------------------------------------- sign-in
AUTH_USER_MODEL = "risks.Person"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
    "risks.access.queries.RoleBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = reverse_lazy("dashboard")
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
UNFOLD = look.UNFOLD
ACCOUNT_ADAPTER = "risks.web.sign_in.ClosedAccounts"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# Whoever asks for a new password with an unknown address is answered as the others
# are, and the stranger gets no mail.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
# Addresses are entered by the administrator: none is ever verified by its owner.
MFA_ALLOW_UNVERIFIED_EMAIL = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 60 * 60

# ------------------------------------------------------------------------ security
SECURE_CONTENT_TYPE_NOSNIFF = True
# Not "no-referrer": browsers then send "Origin: null" with every form, which the
# check against forged requests refuses. Nothing goes to other origins either way.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if PRODUCTION:
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        # The admin theme's Alpine needs unsafe-eval: the one recorded exception.
        "script-src": [SELF, NONCE, UNSAFE_EVAL],
        "style-src": [SELF, UNSAFE_INLINE],
        "img-src": [SELF, "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": [SELF],
        "frame-ancestors": ["'none'"],
    }
}

# ------------------------------------------------------------------ language, files
# Pages speak English to everybody: no other language has all of their words, and a
# page half in another would say so falsely. Mails are in the reader's language.
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("zh-hant", "繁體中文")]
LOCALE_PATHS = [BASE_DIR / "risks" / "locale"]
FORMAT_MODULE_PATH = "tracker.formats"
TIME_ZONE = "UTC"
USE_TZ = True
STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns of a missing one.
# Without a collectstatic step: a fresh machine has none, and gunicorn still serves.
WHITENOISE_USE_FINDERS = True
REPORT_FONT_DIRS = [
    folder
    for folder in os.environ.get("REPORT_FONT_DIRS", "").split(os.pathsep)
    if folder
]

# ---------------------------------------------------------------------------- mail
DEFAULT_FROM_EMAIL = os.environ.get("MAIL_FROM", "Watchbrief <watchbrief@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
MAIL_FOLDER = os.environ.get("MAIL_FOLDER", "")
EMAIL_BACKEND = "risks.alerts.emails.SmtpBackend"
if MAIL_FOLDER:
    EMAIL_BACKEND = "risks.alerts.emails.FolderBackend"
EMAIL_HOST = os.environ.get("SMTP_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("SMTP_TLS") == "1"
EMAIL_TIMEOUT = 20
# Where mail servers report failures: the address, and the maildir they arrive in.
BOUNCE_ADDRESS = os.environ.get("BOUNCE_ADDRESS", "").strip()
BOUNCE_MAILDIR = os.environ.get("BOUNCE_MAILDIR", "")
# The watchdog's own way out, for the day on which the one above is the trouble.
WATCHDOG_TO = os.environ.get("WATCHDOG_TO", "")
WATCHDOG_SMTP_HOST = os.environ.get("WATCHDOG_SMTP_HOST", "")
WATCHDOG_SMTP_PORT = int(os.environ.get("WATCHDOG_SMTP_PORT", "25"))
WATCHDOG_SMTP_USER = os.environ.get("WATCHDOG_SMTP_USER", "")
WATCHDOG_SMTP_PASSWORD = os.environ.get("WATCHDOG_SMTP_PASSWORD", "")
WATCHDOG_SMTP_TLS = os.environ.get("WATCHDOG_SMTP_TLS") == "1"

# ----------------------------------------------------------------------- reminders
# More mails than this in an hour, and the rest waits; critical ones never do.
REMINDERS_PER_HOUR = int(os.environ.get("REMINDERS_PER_HOUR", "1000"))

# ------------------------------------------------------------------------ exposure
# Draws kept on disk, each of which can be made again bit for bit; 0 keeps none.
EXPOSURE_CACHE_DIR = os.environ.get("EXPOSURE_CACHE_DIR", str(VAR_DIR / "draws"))
EXPOSURE_CACHE_MB = int(os.environ.get("EXPOSURE_CACHE_MB", "2048"))
# Figures of each day are kept so long, then of each week; 0 keeps each day for ever.
FIGURES_DAILY_DAYS = int(os.environ.get("FIGURES_DAILY_DAYS", "90"))

# ---------------------------------------------------------------------- rule packs
# A folder of packs of the company's own; empty where there are none.
RULE_PACKS = os.environ.get("RULE_PACKS", "")

# ------------------------------------------------------------------- CourtListener
COURTLISTENER_URL = os.environ.get("COURTLISTENER_URL", "https://www.courtlistener.com")
# Without a token nothing is swept.
COURTLISTENER_TOKEN = os.environ.get("COURTLISTENER_TOKEN", "").strip()

# --------------------------------------------------------------------- court feeds
# A tryout may have its feed on its own machine; in production that is no court.
FEEDS_ON_LOOPBACK = not PRODUCTION

# ---------------------------------------------------------------------------- jobs
CELERY_BROKER_URL = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/0")
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A worker on a half-open connection stays deaf for ever without these limits.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 300,
    "unacked_restore_throttle": 1,
    "socket_timeout": 10,
    "socket_connect_timeout": 3,
    "socket_keepalive": True,
    "health_check_interval": 10,
}
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
# The publisher gives up soon: a frozen broker must not hold a person's save.
CELERY_TASK_PUBLISH_RETRY = False
CELERY_ENABLE_UTC = True
CELERY_TIMEZONE = "UTC"

# ------------------------------------------------------------------- the timetable
# `expires` is just under the period: after an outage one run is enough.
EVERY_SIX_HOURS = {"schedule": 6 * 60 * 60, "options": {"expires": 5 * 60 * 60}}
CELERY_BEAT_SCHEDULE = {
    "poll_maildirs": {
        "task": "cases.poll_maildirs",
        "schedule": 60,
        "options": {"expires": 55},
    },
    "poll_feeds": {
        "task": "cases.poll_feeds",
        "schedule": 15 * 60,
        "options": {"expires": 14 * 60},
    },
    "file_deliveries": {
        "task": "cases.file_deliveries",
        "schedule": 60,
        "options": {"expires": 55},
    },
    "sweep_courtlistener": {
        "task": "cases.sweep_courtlistener",
        "schedule": 5 * 60,
        "options": {"expires": 4 * 60},
    },
    "renew_listing_dates": {
        "task": "cases.renew_listing_dates",
        "schedule": 60 * 60,
        "options": {"expires": 59 * 60},
    },
    "recalculate_stale": {
        "task": "exposure.recalculate_stale",
        "schedule": 60,
        "options": {"expires": 55},
    },
    "thin_figures": {"task": "exposure.thin_figures", **EVERY_SIX_HOURS},
    "clear_sessions": {"task": "access.clear_sessions", **EVERY_SIX_HOURS},
    "dispatch_due": {
        "task": "alerts.dispatch_due",
        "schedule": 60,
        "options": {"expires": 55},
    },
    "apply_changes": {
        "task": "alerts.apply_changes",
        "schedule": 60,
        "options": {"expires": 55},
    },
    "read_bounces": {
        "task": "alerts.read_bounces",
        "schedule": 60,
        "options": {"expires": 55},
    },
    "deadline_digest": {
        "task": "alerts.deadline_digest",
        "schedule": 15 * 60,
        "options": {"expires": 14 * 60},
    },
    "reconcile": {
        "task": "alerts.reconcile",
        "schedule": 15 * 60,
        "options": {"expires": 14 * 60},
    },
    "build_due": {
        "task": "reports.build_due",
        "schedule": 60 * 60,
        "options": {"expires": 59 * 60},
    },
}

# ---------------------------------------------------------------------------- look
LOGOUT_REDIRECT_URL = LOGIN_URL
UNFOLD = look.UNFOLD
