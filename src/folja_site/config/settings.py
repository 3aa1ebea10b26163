"""Settings of the site, from the environment; without any, a site on SQLite in one folder.

FOLJA_DATA       folder for the database, stored figures, mail of the demo (default ./folja-data)
DATABASE_URL     another database than the folder's SQLite, such as postgres://user@/name?host=/socket
FOLJA_SECRET     the secret key; without it one is made and kept in the folder
FOLJA_HOSTS      host names that the site answers to, separated by commas
FOLJA_HTTPS      "1" behind a proxy with TLS: secure cookies, HSTS
FOLJA_DEMO       "1" in the demo: one-click sign-in as each role, mail into a folder, a banner
EMAIL_URL        SMTP server, such as smtp+tls://user:word@mail.example.se:587
FOLJA_FROM       address that mail comes from (default folja@localhost)
FOLJA_TWO_FACTORS  roles that need a second factor (owner,evaluator,operator; none in the demo)
FOLJA_WORKERS    processes that serve pages (default one per core, from two to four)
FOLJA_FIGURES_APART  set by `folja serve`, which starts a process that builds the figures
"""

from __future__ import annotations

import secrets
from pathlib import Path

import environ

from folja_site.config import databases
from folja_site.config.policy import CONTENT_SECURITY_POLICY, PERMISSIONS_POLICY

env = environ.Env()

SITE = Path(__file__).resolve().parents[1]
DATA = Path(env.str("FOLJA_DATA", default="folja-data")).resolve()
DEMO = env.bool("FOLJA_DEMO", default=False)
HTTPS = env.bool("FOLJA_HTTPS", default=False)


def _kept_secret() -> str:
    """Return the secret of this folder, made at the first start and readable by its owner only."""
    path = DATA / "secret"
    if not path.exists():
        DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64), encoding="ascii")
    return path.read_text(encoding="ascii")


SECRET_KEY = env.str("FOLJA_SECRET", default="") or _kept_secret()
DEBUG = False
ALLOWED_HOSTS = env.list("FOLJA_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_FAILURE_VIEW = "folja_site.config.pages.form_expired"
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "folja_site.base",
    "folja_site.access",
    "folja_site.programmes",
    "folja_site.measurements",
    "folja_site.interviews",
    "folja_site.bundling",
    "folja_site.exchange",
    "folja_site.results",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "folja_site.base.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "folja_site.base.middleware.HeadersMiddleware",
    "folja_site.access.middleware.PrincipalMiddleware",
    "folja_site.base.middleware.NulMiddleware",
    "folja_site.base.middleware.LongTextMiddleware",
]

ROOT_URLCONF = "folja_site.config.urls"
WSGI_APPLICATION = "folja_site.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # Before those of allauth, whose pages we word and lay out ourselves.
        "DIRS": [SITE / "base" / "templates", SITE / "access" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "folja_site.base.context.surroundings",
            ],
            "builtins": ["folja_site.base.templatetags.folja"],
        },
    }
]

DATABASES = {"default": databases.from_environment(env, DATA)}
CACHES = {
    "default": {
        # Rate limits need one cache for all workers; the database is there anyway.
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "site_cache",
    }
}

# -- People ------------------------------------------------------------------------------------
AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["folja_site.access.signing_in.EmailBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
ACCOUNT_ADAPTER = "folja_site.access.signing_in.ByInvitation"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
# Nobody gets a mail because somebody else wrote their address in a form.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}
# Behind the proxy everybody would share its address, and wait for each other's wrong passwords.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if HTTPS else 0
MFA_ADAPTER = "folja_site.access.signing_in.SecondFactor"
# The invitation went to the address, so that it is known to be the person's.
MFA_FORMS = {"activate_totp": "folja_site.access.signing_in.KeptSecret"}
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
MFA_TOTP_ISSUER = "Följa"
#: Roles that must have a second factor before they see anything.
TWO_FACTORS_FOR = env.list(
    "FOLJA_TWO_FACTORS", default=[] if DEMO else ["owner", "evaluator", "operator"]
)
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

# -- Sessions, cookies, headers ----------------------------------------------------------------
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_CONTENT_TYPE_NOSNIFF = True
# "no-referrer" would make browsers hide the origin of our own forms, which CSRF protection needs.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "DENY"
__all__ = ["CONTENT_SECURITY_POLICY", "PERMISSIONS_POLICY"]

# -- Figures -----------------------------------------------------------------------------------
#: Whether a process of its own builds them; `folja serve` starts one.
FIGURES_APART = env.bool("FOLJA_FIGURES_APART", default=False)

# -- Uploads -----------------------------------------------------------------------------------
DATA_UPLOAD_MAX_MEMORY_SIZE = 3_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
UPLOAD_LIMIT = 25_000_000

# -- Words, time, files ------------------------------------------------------------------------
LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
USE_I18N = True
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [("fonts", SITE.parent / "folja" / "assets" / "fonts")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# -- Mail --------------------------------------------------------------------------------------
if DEMO or not env.str("EMAIL_URL", default=""):
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(DATA / "mail")
else:
    vars().update(env.email("EMAIL_URL"))
#: Without a mail server mail stays in a folder and reaches nobody; pages then say so.
MAIL_STAYS = not DEMO and not env.str("EMAIL_URL", default="")
DEFAULT_FROM_EMAIL = env.str("FOLJA_FROM", default="folja@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"tokens": {"()": "folja_site.base.logs.WithoutTokens"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "filters": ["tokens"]},
    },
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING"},
        "folja_site": {"handlers": ["console"], "level": "INFO"},
    },
}
