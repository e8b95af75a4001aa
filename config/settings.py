"""Django's settings. What differs between installations comes from the environment; see `.env.example`."""

from datetime import timedelta
from pathlib import Path

from config import backoffice, environment
from config.openapi import SPECTACULAR_SETTINGS as SPECTACULAR_SETTINGS

BASE_DIR = Path(__file__).resolve().parent.parent

environment.refuse_unknown()
DEBUG = environment.boolean("PARKS_DEBUG", default=False)
HTTPS = environment.boolean("PARKS_HTTPS", default=False)
PORT = environment.integer("PORT", default=8000, low=1, high=65535)
SECRET_KEY = environment.secret_key("PARKS_SECRET_KEY", BASE_DIR / "var" / "secret_key")
ALLOWED_HOSTS = environment.hosts("PARKS_ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = environment.origins("PARKS_CSRF_TRUSTED_ORIGINS")
DATABASES = {"default": environment.database("DATABASE_URL", BASE_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

INSTALLED_APPS = [
    "unfold.apps.BasicAppConfig",  # before the admin, whose templates it replaces
    "unfold.contrib.filters",
    "unfold.contrib.forms",
    "unfold.contrib.import_export",
    "unfold.contrib.simple_history",
    "config.desk.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "corsheaders",
    "simple_history",
    "import_export",
    "axes",
    "parks",
    "partners",
    "investors",
    "matching",
    "portal",
]

MIDDLEWARE = [
    "config.sandbox.addressed",  # first: everything else sees the real address
    "django.middleware.security.SecurityMiddleware",
    "config.api.headers",
    "config.security.content_security_policy",
    "config.security.no_nul_in_addresses",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "config.callers.Callers",  # below the headers for other sites, as what follows: a refusal is to be read there too
    "config.api.readable_bodies",
    "config.sandbox.undone",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",  # last: it answers when a login is locked out
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "config" / "templates"],  # before the theme's own
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# Language and time
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True

# Static files come straight from the applications: there is no collecting step that could be forgotten.
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 600

# What officers attach lies outside the web root; no address leads there. An office may keep its own dossier templates.
FILES_FOLDER = environment.folder("PARKS_FILES", BASE_DIR / "var" / "files")
DOSSIERS_FOLDER = environment.folder("PARKS_DOSSIERS", BASE_DIR / "dossiers", is_read=True)
FILE_UPLOAD_PERMISSIONS = 0o600

# Excel in and out. Formulas are neutralised by our own formats, without losing a character (see parks.exchange).
IMPORT_EXPORT_USE_TRANSACTIONS = True
IMPORT_EXPORT_IMPORT_PERMISSION_CODE = "add"
IMPORT_EXPORT_EXPORT_PERMISSION_CODE = "view"

# Who may enter
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
CSRF_FAILURE_VIEW = "config.api.csrf_failure"
SESSION_COOKIE_AGE = 12 * 60 * 60  # one working day
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [
    ["username", "ip_address"]
]  # both, so that nobody can lock an officer out from afar
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_COOLOFF_MESSAGE = "Nhập sai mật khẩu quá nhiều lần. Vui lòng thử lại sau 15 phút."

# Behind HTTPS there is exactly one proxy, which sets X-Forwarded-Proto and X-Forwarded-For.
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^api/health$"]  # a monitor may ask in plain HTTP from inside
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
X_FRAME_OPTIONS = "DENY"

# Browsers on any site may read and match; no cookie travels with such a request, so it can act for nobody.
CORS_URLS_REGEX = r"^/(api/|\.well-known/api-catalog$)"
CORS_ALLOW_ALL_ORIGINS = True
CORS_ALLOW_CREDENTIALS = False
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS", "POST"]
CORS_ALLOW_HEADERS = [
    *("accept", "accept-language", "authorization", "content-type"),
    *("idempotency-key", "if-match", "if-none-match"),
]
CORS_EXPOSE_HEADERS = [
    *("API-Version", "ETag", "Link", "Location", "RateLimit", "RateLimit-Policy", "Retry-After"),
    *("Deprecation", "Repr-Digest", "Sandbox", "Sunset"),
]

# Requests a minute of one address without a key (partners.limits); 0: not counted.
ANONYMOUS_LIMIT = environment.integer("PARKS_ANONYMOUS_LIMIT", default=600, low=0, high=1_000_000)

# Under which licence the tables of the open data are given away: the province's to choose.
OPEN_DATA_LICENCE = environment.address("PARKS_OPEN_DATA_LICENCE", default=environment.CC_BY)

# Whether webhooks may lead to this very machine, and by plain HTTP: for tests and for trying a receiver out.
WEBHOOKS_TO_LOOPBACK = environment.boolean("PARKS_WEBHOOKS_TO_LOOPBACK", default=False)

# The API is closed by default; a view that is public says so itself.
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "partners.authentication.KeyAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["parks.renderers.JSONRenderer"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "parks.renderers.Negotiation",
    "DEFAULT_PARSER_CLASSES": ["config.json_body.StrictJSONParser"],
    "DEFAULT_PAGINATION_CLASS": "parks.pagination.CursorPagination",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "URL_FORMAT_OVERRIDE": None,  # the format is asked for by Accept or by the suffix .geojson
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
    "DEFAULT_SCHEMA_CLASS": "config.openapi_lists.Schema",
    "EXCEPTION_HANDLER": "config.api.problem_handler",
    "NUM_PROXIES": 1 if HTTPS else 0,  # how much of X-Forwarded-For to believe
}
UNFOLD = backoffice.UNFOLD

# To standard error, without what callers sent.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "filters": {
        "trace_of_faults": {"()": "config.logs.TraceOfFaults"},
        "hide_tokens": {"()": "config.logs.HideTokens"},
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["trace_of_faults", "hide_tokens"],
        }
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "INFO" if DEBUG else "WARNING", "propagate": False},
        "django.server": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
    },
}
