"""Settings, read from the environment. Every variable stands in docs/operations.md."""

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.core.exceptions import ImproperlyConfigured
from environs import Env

from samspil.config.logs import logging_settings
from samspil.config.outside_login import origins, outside_login

env = Env()
ROOT = Path(__file__).resolve().parents[3]
HOME = Path(env.str("SAMSPIL_HOME", str(ROOT / "var")))
CONTENT_DIR = ROOT / "content"

# --- What kind of installation -------------------------------------------------------------------------
PRODUCTION = env.bool("SAMSPIL_PRODUCTION", False)
DEBUG = env.bool("SAMSPIL_DEBUG", False)
DEMO = env.bool("SAMSPIL_DEMO", not PRODUCTION)
BASE_URL = env.str("SAMSPIL_BASE_URL", "http://127.0.0.1:8000")
MUNICIPALITIES: list[str] = env.list("SAMSPIL_MUNICIPALITIES", [])
INSECURE_KEY = "only-for-development-and-tests"
SECRET_KEY = env.str("SAMSPIL_SECRET_KEY", INSECURE_KEY)
HTTPS = BASE_URL.startswith("https://")
if PRODUCTION and (SECRET_KEY == INSECURE_KEY or len(SECRET_KEY) < 32 or DEBUG or DEMO):
    raise ImproperlyConfigured("Production needs its own SAMSPIL_SECRET_KEY of at least 32 characters, and neither SAMSPIL_DEBUG nor SAMSPIL_DEMO.")
if PRODUCTION and not HTTPS:
    raise ImproperlyConfigured("Production needs SAMSPIL_BASE_URL to begin with https://: log-in cookies travel under TLS alone.")
ALLOWED_HOSTS = env.list("SAMSPIL_HOSTS", ["127.0.0.1", "localhost", "[::1]", urlsplit(BASE_URL).hostname or "localhost"])
CSRF_TRUSTED_ORIGINS = [BASE_URL]

INSTALLED_APPS = [
    "samspil.site",
    "samspil.knowledge",
    "samspil.alliances",
    "samspil.exchange",
    "samspil.funds",
    "samspil.moderation",
    "samspil.law",
    "samspil.initiatives",
    "samspil.content",
    "samspil.identity",
    "samspil.core",
    "wagtail.contrib.redirects",
    "wagtail.contrib.search_promotions",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "samspil.content.quiet_admin.QuietAdminConfig",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "pghistory",
    "pgtrigger",
    "procrastinate.contrib.django",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "samspil.core.pagecache.PageCacheMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "samspil.content.security_policy.PolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "samspil.core.requests.RequestLogMiddleware",
    "samspil.core.requests.NullCharacterMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "samspil.identity.middleware.PersonMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "samspil.identity.middleware.ActorMiddleware",
    "samspil.identity.middleware.StaffSessionMiddleware",
    "samspil.identity.middleware.CollisionMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "samspil.config.urls"
WSGI_APPLICATION = "samspil.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "samspil.site.context.page",
            ],
            "builtins": [
                "samspil.core.templatetags.ui",
                "django.templatetags.i18n",
                "django.templatetags.static",
                "samspil.core.templatetags.once",
            ],
        },
    }
]

# --- Data ----------------------------------------------------------------------------------------------
DATABASES = {"default": env.dj_db_url("DATABASE_URL", "postgresql://samspil@/samspil", conn_max_age=None)}
# Values travel apart from the statement, and a statement that a connection has seen three times is planned once: half of a short query's cost is its plan.
DATABASES["default"].setdefault("OPTIONS", {}).update(server_side_binding=True, prepare_threshold=3)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Holds the counts of rate limits, allauth's too: so many that nobody can push others' counts out by asking from many addresses.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "core_cache",
        "KEY_FUNCTION": "samspil.core.ratelimit.hidden_key",
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    }
}
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
SAMSPIL_NAVIGATION = "samspil.site.context.NAVIGATION"
SAMSPIL_REACTIONS = "samspil.site.reactions.REACTIONS"
SAMSPIL_PERSONAL_DATA = "samspil.site.personal_data.HOLDINGS"
SAMSPIL_FOLLOWERS = "samspil.site.followers.FOLLOWERS"
SAMSPIL_THINGS = "samspil.site.things.THINGS"
SAMSPIL_INVITED = "samspil.site.things.invited"
SAMSPIL_WRITTEN = "samspil.site.things.WRITTEN"
SAMSPIL_POSTED = "samspil.site.posted.POSTED"
SAMSPIL_UPLOAD_SCANNER = env.str("SAMSPIL_UPLOAD_SCANNER", "")
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

# --- Language and time ---------------------------------------------------------------------------------
LANGUAGE_CODE = "da"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("da", "Dansk")]
LOCALE_PATHS = [HOME / "locale"]
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

# --- Files ---------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [HOME / "built"]
MEDIA_URL = "/medier/"
MEDIA_ROOT = HOME / "media"
STORAGES = {
    "default": {
        "BACKEND": env.str("SAMSPIL_MEDIA_STORAGE", "django.core.files.storage.FileSystemStorage"),
        "OPTIONS": env.json("SAMSPIL_MEDIA_OPTIONS", {}),
    },
    "staticfiles": {"BACKEND": "samspil.core.assets.HashedFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000

# --- Log-in and safety ---------------------------------------------------------------------------------
AUTH_USER_MODEL = "identity.Person"
AUTHENTICATION_BACKENDS = ["samspil.identity.backend.PersonBackend"]
SESSION_ENGINE = "samspil.identity.sessions"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "site:me"
ACCOUNT_ADAPTER = "samspil.identity.adapter.AccountAdapter"
ACCOUNT_FORMS = {"signup": "samspil.identity.signing_up.SignUpForm"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = False  # allauth offers it to new addresses alone, which tells that they are new
ACCOUNT_LOGIN_BY_CODE_ENABLED = ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 10 * 60
PASSWORD_RESET_TIMEOUT = 60 * 60
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
MFA_ADAPTER = "samspil.identity.adapter.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
MFA_TOTP_ISSUER = "Samspil"
MFA_TOTP_TOLERANCE = 1
# Logging in through an OpenID Connect provider (identity/outside_provider.py): none until SAMSPIL_OIDC_ISSUER is set.
OUTSIDE_LOGIN = outside_login(env, production=PRODUCTION)
SOCIALACCOUNT_ADAPTER = "samspil.identity.outside_adapter.OutsideAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = SOCIALACCOUNT_EMAIL_AUTHENTICATION = SOCIALACCOUNT_STORE_TOKENS = False
STAFF_SESSION_HOURS = 8
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
if HTTPS:  # browsers take cookies of these names only over TLS, from this very host
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "samspil.site.views.failures.expired_form"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_SSL_REDIRECT = HTTPS and env.bool("SAMSPIL_SSL_REDIRECT", True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("SAMSPIL_TRUST_PROXY", False) else None
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
TRUSTED_PROXIES = env.int("SAMSPIL_TRUSTED_PROXIES", 0)
RATE_LIMITS = env.str("SAMSPIL_RATE_LIMITS", "on") != "off"  # off only for benchmarks
# allauth's own limits, but for one: within ten seconds of the first mail it makes a new code, sends none, and the one that was mailed holds no more.
ACCOUNT_RATE_LIMITS: dict[str, str] | bool = {"confirm_email": "5/m/key"} if RATE_LIMITS else False
MFA_RATE_LIMITS: dict[str, str] | bool = {} if RATE_LIMITS else False
if PRODUCTION and not RATE_LIMITS:
    raise ImproperlyConfigured("Production needs SAMSPIL_RATE_LIMITS on.")
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
X_FRAME_OPTIONS = "SAMEORIGIN"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF, *origins(env, OUTSIDE_LOGIN)],
        "frame-ancestors": [SELF],
        "base-uri": [NONE],
    },
}
# Wagtail's forms need scripts and styles in the page, pictures being uploaded, and previews in frames.
ADMIN_SECURITY_POLICY = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF, "data:"],
    "frame-src": [SELF],
}

# --- Mail ----------------------------------------------------------------------------------------------
EMAIL_BACKEND = env.str("SAMSPIL_MAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend" if PRODUCTION else "samspil.core.mail.FolderBackend")
EMAIL_FILE_PATH = HOME / "mail"
for name, value in env.dj_email_url("SAMSPIL_MAIL_URL", "smtp://localhost:25").items():
    if name != "EMAIL_BACKEND" and name != "EMAIL_FILE_PATH":
        globals()[name] = value
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("SAMSPIL_MAIL_FROM", "Samspil <samspil@localhost>")
DESK_EMAIL = env.str("SAMSPIL_DESK_EMAIL", "redaktion@localhost")

# --- Wagtail -------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Samspil"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAIL_DATE_FORMAT = "%d.%m.%Y"
WAGTAIL_DATETIME_FORMAT = "%d.%m.%Y %H:%M"
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []  # this server fetches no address that somebody writes
WAGTAIL_I18N_ENABLED = False
WAGTAIL_PRIVATE_PAGE_OPTIONS = WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILIMAGES_IMAGE_MODEL = "content.SitePicture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "samspil.content.forms.CheckedPictureForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 8 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "csv", "txt"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "samspil.content.forms.CheckedDocumentForm"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "danish"}}
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_USER_EDIT_FORM = "wagtail.users.forms.UserEditForm"

LOGGING = logging_settings(env.str("SAMSPIL_LOG", "text"), env.str("SAMSPIL_LOG_LEVEL", "INFO"))
SILENCED_SYSTEM_CHECKS = ["wagtailadmin.W003"]
