"""Django's settings. Nothing here reads the environment but through `Environment`."""

from typing import Any

from csp.constants import NONCE, NONE, SELF

from openiro.config.environment import EMBEDDED, Environment, parsed_database

ENVIRONMENT = Environment.read()

DEBUG = False
SECRET_KEY = ENVIRONMENT.secret_key
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
ROOT_URLCONF = "openiro.config.urls"
WSGI_APPLICATION = "openiro.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
OPENIRO_DATA_DIR = ENVIRONMENT.data_dir
OPENIRO_POLICY = ENVIRONMENT.policy
OPENIRO_PRODUCTION = ENVIRONMENT.production
OPENIRO_URL = ENVIRONMENT.url
OPENIRO_POST = ENVIRONMENT.post
OPENIRO_SCAN_COMMAND = ENVIRONMENT.scan_command
OPENIRO_LARGEST_FILE = ENVIRONMENT.largest_file

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "csp",
    "openiro.govuk",
    "openiro.web",
    "openiro.core",
    "openiro.people",
    "openiro.children",
    "openiro.allocation",
    "openiro.meetings",
    "openiro.voice",
    "openiro.reviews",
    "openiro.escalations",
    "openiro.supervision",
    "openiro.proceedings",
    "openiro.quality",
    "openiro.actionplans",
    "openiro.audits",
    "openiro.arrivals",
    "openiro.benchmarks",
    "openiro.ingest",
    "openiro.reporting",
]

MIDDLEWARE = [
    "openiro.web.shell.middleware.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "openiro.web.shell.middleware.SecurityHeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "openiro.web.shell.middleware.ClockMiddleware",
    "openiro.web.shell.middleware.RememberingMiddleware",
    "openiro.web.shell.notices.NoticesMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "openiro.web.account.middleware.SessionLimitsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "openiro.web.shell.access.AccessMiddleware",
    "openiro.web.account.middleware.ReadinessMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

# Embedded SQLite: write-ahead log so that readers never wait, foreign keys held, a writer takes its lock at the
# start of a transaction (two that read first would otherwise deadlock), and a commit is on the disk when confirmed.
_SQLITE: dict[str, Any] = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": ENVIRONMENT.data_dir / "openiro.sqlite3",
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            "PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY;"
        ),
    },
    "CONN_MAX_AGE": 600,
}


def _database() -> dict[str, Any]:
    if ENVIRONMENT.database_url == EMBEDDED:
        return _SQLITE
    parsed = parsed_database(ENVIRONMENT.database_url)
    return {**_SQLITE, "NAME": parsed["NAME"]} if "sqlite" in parsed["ENGINE"] else parsed


DATABASES = {"default": _database()}
# The cache counts wrong passwords. It holds so many entries that nobody pushes a lock out by filling it.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "core_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # In the memory of the process: see web/shell/kept.py.
    "kept": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "kept",
        "OPTIONS": {"MAX_ENTRIES": 300},
    },
}

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["openiro.web.account.backends.PersonBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60  # the life of a link to set a password
OPENIRO_REQUIRE_SECOND_FACTOR = ENVIRONMENT.require_second_factor

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "openiro_session"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_NAME = "openiro_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "openiro.web.shell.views.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
if ENVIRONMENT.production:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_REDIRECT_EXEMPT = ["^health/$"]
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = ENVIRONMENT.data_dir / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": ENVIRONMENT.data_dir / "files"},
    },
    "staticfiles": {"BACKEND": "openiro.web.shell.static.StaticFiles"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_TEMP_DIR = None

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "openiro.govuk.environment.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "openiro.web.shell.context.shell",
            ],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "NAME": "django",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]
FORM_RENDERER = "openiro.govuk.renderer.GovukRenderer"

ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "openiro.web.account.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "openiro.web.account.forms.SignInForm",
    "reauthenticate": "openiro.web.account.forms.ConfirmForm",
    "change_password": "openiro.web.account.forms.ChangePasswordForm",
}
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_TEMPLATE_EXTENSION = "jinja"
ACCOUNT_RATE_LIMITS = {"login_failed": "5/15m/key,100/15m/ip", "login": "120/m/ip"}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
MFA_ADAPTER = "openiro.web.account.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "openiro.web.account.forms.CodeForm",
    "reauthenticate": "openiro.web.account.forms.ConfirmByCodeForm",
    "activate_totp": "openiro.web.account.forms.AddAppForm",
    "add_webauthn": "openiro.web.account.forms.AddPasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "OpenIRO"
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not ENVIRONMENT.production
SOCIALACCOUNT_ADAPTER = "openiro.web.account.adapters.CouncilAdapter"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {}
if ENVIRONMENT.oidc:
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "council",
                "name": ENVIRONMENT.oidc.name,
                "client_id": ENVIRONMENT.oidc.client_id,
                "secret": ENVIRONMENT.oidc.client_secret,
                "settings": {
                    "server_url": ENVIRONMENT.oidc.server_url,
                    "verified_email": list(ENVIRONMENT.oidc.verified_domains),
                },
            }
        ],
    }

# No value that a person typed or that is about a child goes to a log: only what RequestLogMiddleware names.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "openiro.requests": {"level": "INFO"},
        "django.request": {"level": "CRITICAL"},
        "django.security": {"level": "CRITICAL"},
        "notifications_python_client": {"level": "CRITICAL"},
    },
}
