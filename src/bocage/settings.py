"""Django's settings, derived from the environment (see foundation.ops.configuration)."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import django
from django.utils.csp import CSP

from bocage.foundation.db.database import (
    REPLICA,
    database_from_url,
    embedded_database,
    replica_from_url,
)
from bocage.foundation.files.shared_media import shared_storage
from bocage.foundation.monitoring.logs import configure_logs
from bocage.foundation.ops.configuration import read_configuration

configuration = read_configuration()

BOCAGE = configuration
SECRET_KEY = configuration.secret_key
SECRET_KEY_FALLBACKS = configuration.former_secret_keys
DEBUG = configuration.debug
TESTING = configuration.environment == "test"
PACKAGE_FOLDER = Path(__file__).resolve().parent

_public_host = urlsplit(configuration.public_url).hostname or configuration.host
ALLOWED_HOSTS = [
    _public_host,
    configuration.host,
    *(["localhost", "127.0.0.1", "[::1]"] if configuration.on_loopback else []),
    *(host.strip() for host in configuration.allowed_hosts.split(",") if host.strip()),
]
CSRF_TRUSTED_ORIGINS = [configuration.public_url]

INSTALLED_APPS = [
    "bocage.first_steps",
    "bocage.guides",
    "bocage.api",
    "bocage.demo",
    "bocage.evidence",
    "bocage.outreach",
    "bocage.welcome",
    "bocage.network",
    "bocage.training",
    "bocage.housing",
    "bocage.workspaces",
    "bocage.registrations",
    "bocage.people",
    "bocage.territory",
    "bocage.foundation",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "rules.apps.AutodiscoverRulesConfig",
    "django_htmx",
    "django_cotton",
    # The editorial pages: see docs/decisions/outreach-editorial-pages.md.
    "bocage.outreach.editorial.wagtail_api.RedirectsConfig",
    "wagtail.contrib.simple_translation",
    "bocage.outreach.editorial.wagtail_users.EditorPreferencesConfig",
    "bocage.outreach.editorial.wagtail_api.PicturesConfig",
    "wagtail.search",
    "bocage.outreach.editorial.wagtail_admin.EditingConfig",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "oauth2_provider",
]

# Each with what it must stand before or after; those without a word may stand anywhere.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # Static files are answered before anything is written of a request.
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Above the others: they count and time all that these do, and see their errors.
    "bocage.foundation.monitoring.logs.RequestLogMiddleware",
    "bocage.foundation.monitoring.requests.MetricsMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    # Before the first query: it chooses the database, the primary or its replica.
    "bocage.foundation.http.replica.OwnWritesMiddleware",
    # Before sessions and languages: what is the same for everybody costs neither.
    "bocage.outreach.editorial.page_cache.PageCacheMiddleware",
    "bocage.api.response_cache.ResponseCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    # After the session, which may hold the language; before what writes a sentence.
    "django.middleware.locale.LocaleMiddleware",
    # After the language, which is part of the address that it completes.
    "bocage.outreach.editorial.slashes.SlashMiddleware",
    # Before the CSRF token is read from the form: a body too large is never read.
    "bocage.foundation.http.bodies.BodyLimitMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    # The person, then whether a page demands one, then whether it demands a second factor.
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "bocage.people.sign_in.second_factor.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    # After the person, whom they write down.
    "bocage.people.sign_in.sessions.LastSeenMiddleware",
    "bocage.foundation.db.history.HistoryMiddleware",
    "bocage.outreach.sequences.letter_visits.LetterVisitMiddleware",
    # Next to the view: a refusal becomes a page before any other sees an exception.
    "bocage.foundation.errors.RefusalMiddleware",
]

# The library reads it when it is imported: the processes of an instance add up what they measure.
METRICS_FOLDER = configuration.data_dir / "metrics"
if configuration.metrics_token:
    os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", str(METRICS_FOLDER))

ROOT_URLCONF = "bocage.urls"
WSGI_APPLICATION = "bocage.wsgi.application"

_template_loaders: list[object] = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
if not DEBUG:
    _template_loaders = [("django.template.loaders.cached.Loader", _template_loaders)]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": _template_loaders,
            "builtins": [
                "django_cotton.templatetags.cotton",
                "bocage.foundation.templatetags.face",
                "bocage.foundation.templatetags.grammar",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "bocage.foundation.http.context.page",
                "bocage.people.context.espace",
                "bocage.guides.context.help_of_the_screen",
            ],
        },
    }
]

# A component sees its own attributes and what every page may show, nothing of the page around.
COTTON_ISOLATE_BY_DEFAULT = True
FORM_RENDERER = "bocage.foundation.forms.fields.PageRenderer"

DATABASES = {
    "default": (
        database_from_url(configuration.database_url)
        if configuration.database_url
        else embedded_database(configuration.data_dir)
    )
}
if configuration.replica_url:
    DATABASES[REPLICA] = replica_from_url(configuration.replica_url)
    DATABASE_ROUTERS = ["bocage.foundation.http.replica.ReplicaRouter"]
# Shared by every web process: django-allauth counts its own attempts in it.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "people_sharedcache",
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "bocage.people.sign_in.backends.PersonBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "espace"

SESSION_ENGINE = "bocage.people.sign_in.session_store"
# Over TLS, no other host, no other path and no unencrypted page can set them in our place.
COOKIE_PREFIX = "__Host-" if configuration.secure else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}bocage_session"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
KNOWN_BROWSER_COOKIE_NAME = f"{COOKIE_PREFIX}bocage_browser"
MESSAGE_STORAGE = "bocage.foundation.http.message_storage.MessageStorage"
SESSION_COOKIE_AGE = 90 * 24 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = configuration.secure
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if configuration.secure else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = configuration.secure
X_FRAME_OPTIONS = "DENY"
if configuration.proxied:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    USE_X_FORWARDED_HOST = True

_map_hosts = ["https://data.geopf.fr"] if configuration.map_style == "ign" else []
SECURE_CSP: dict[str, list[str]] = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF, "data:", "blob:", *_map_hosts],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF, *_map_hosts],
    "worker-src": [CSP.SELF, "blob:"],
    "frame-src": [CSP.SELF],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "report-uri": ["/violations"],
}
# What the pages may ask of a browser: where somebody is (« près de moi »), a passkey, the clipboard
# to copy an address. Nothing else, and nothing for a frame of another site.
USED_BY_PAGES = (
    "clipboard-write",
    "geolocation",
    "publickey-credentials-create",
    "publickey-credentials-get",
)
USED_BY_NONE = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "clipboard-read",
    "compute-pressure",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "gamepad",
    "gyroscope",
    "hid",
    "identity-credentials-get",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "otp-credentials",
    "payment",
    "picture-in-picture",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "usb",
    "window-management",
    "xr-spatial-tracking",
)
PERMISSIONS_POLICY: dict[str, str | list[str]] = {
    **{feature: [] for feature in USED_BY_NONE},
    **dict.fromkeys(USED_BY_PAGES, "self"),
}

# What browsers report, and do not stop yet: text that becomes markup or code by another way than
# frontend/js/trusted.js, of which each bundle makes its own policy, and than that of the board's
# timeline, which is made with Svelte.
SECURE_CSP_REPORT_ONLY: dict[str, list[str]] = {
    "require-trusted-types-for": ["'script'"],
    "trusted-types": ["bocage", "svelte-trusted-html", "'allow-duplicates'"],
    "report-uri": ["/violations"],
}

CSRF_FAILURE_VIEW = "bocage.foundation.views.errors.form_expired"

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
USE_I18N = True
# The words of Django before those that Wagtail has for the same: « obligatoire », not « requis ».
LOCALE_PATHS = [Path(django.__file__).parent / "conf" / "locale"]
USE_TZ = True
FORMAT_MODULE_PATH = ["bocage.foundation.formats"]
TIME_ZONE = "Europe/Paris"

STATIC_URL = "/static/"
STATICFILES_DIRS = [folder for folder in [PACKAGE_FOLDER / "static" / "dist"] if folder.is_dir()]
STATIC_ROOT = configuration.static_dir or configuration.data_dir / "static"
MEDIA_ROOT = configuration.data_dir / "media"
# Nothing is served at this address: each kind of file has a view, which knows who may see it.
MEDIA_URL = "/media/"
PRIVATE_MEDIA_ROOT = configuration.data_dir / "private"
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG or TESTING
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
if configuration.media_url:
    STORAGES |= {
        "default": shared_storage(configuration.media_url, "media"),
        "private": shared_storage(configuration.media_url, "private"),
    }
# Files are looked for as they are asked for, not listed by each client of a test.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG or TESTING
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

DEFAULT_FROM_EMAIL = SERVER_EMAIL = configuration.email_from

PROCRASTINATE_ON_APP_READY = "bocage.foundation.jobs.tasks.on_app_ready"

# Sign-in is by code and by passkey: see docs/decisions/sign-in.md.
ACCOUNT_ADAPTER = "bocage.people.sign_in.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # A code that was confirmed has verified the address.
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
MFA_ADAPTER = "bocage.people.sign_in.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_RECOVERY_CODE_DIGITS = 10
MFA_PASSKEY_LOGIN_ENABLED = True
# Who takes an empty instance by the link of its terminal adds a key before any mail has left. An
# account is opened by that link or by a code sent to its address, and by nothing else.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = configuration.on_loopback and not configuration.secure
MFA_FORMS = {
    "add_webauthn": "bocage.people.sign_in.key_forms.PasskeyForm",
    "edit_webauthn": "bocage.people.sign_in.key_forms.RenamePasskeyForm",
    "login_webauthn": "bocage.people.sign_in.key_forms.PasskeyLoginForm",
    "authenticate_webauthn": "bocage.people.sign_in.key_forms.SecondFactorPasskeyForm",
    "reauthenticate_webauthn": "bocage.people.sign_in.key_forms.ConfirmByPasskeyForm",
    "authenticate": "bocage.people.sign_in.key_forms.SecondFactorForm",
    "reauthenticate": "bocage.people.sign_in.key_forms.ConfirmByAppForm",
    "activate_totp": "bocage.people.sign_in.key_forms.AuthenticatorAppForm",
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if configuration.proxied else 0

# The editorial pages, by Wagtail: see docs/decisions/outreach-editorial-pages.md.
WAGTAIL_SITE_NAME = "Bocage"
WAGTAILADMIN_BASE_URL = configuration.public_url
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # Addresses are read aloud, and printed on posters.
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # No page calls another site.
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]  # Moments are those of the territory, for everybody.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAILIMAGES_IMAGE_FORM_BASE = "bocage.outreach.editorial.forms.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"webp": "webp"}
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
# What lets other software in: see docs/decisions/access-applications.md.
OAUTH2_PROVIDER_APPLICATION_MODEL = "people.Application"
OAUTH2_PROVIDER_GRANT_MODEL = "people.ApplicationGrant"
OAUTH2_PROVIDER_ACCESS_TOKEN_MODEL = "people.AccessToken"  # noqa: S105 - the name of a table
OAUTH2_PROVIDER_REFRESH_TOKEN_MODEL = "people.RefreshToken"  # noqa: S105 - the same
OAUTH2_PROVIDER_ID_TOKEN_MODEL = "people.IdentityToken"  # noqa: S105 - the same
OAUTH2_PROVIDER_DEVICE_GRANT_MODEL = "people.DeviceGrant"
OAUTH2_PROVIDER = {
    "SCOPES_BACKEND_CLASS": "bocage.people.tokens.validator.Scopes",
    "OAUTH2_VALIDATOR_CLASS": "bocage.people.tokens.validator.Validator",
    "OIDC_ISS_ENDPOINT": configuration.public_url,
    "PKCE_REQUIRED": True,
    "AUTHORIZATION_CODE_EXPIRE_SECONDS": 60,
    "ACCESS_TOKEN_EXPIRE_SECONDS": 3600,
    "REFRESH_TOKEN_EXPIRE_SECONDS": 90 * 24 * 3600,
    "REFRESH_TOKEN_REUSE_PROTECTION": True,
    "ROTATE_REFRESH_TOKEN": True,
    **{
        f"COMPLIANT_BCP_RFC9700_{rule}": True
        for rule in (
            *("IMPLICIT_GRANT", "PASSWORD_GRANT", "PKCE_METHOD", "ACCESS_TOKEN_TRANSPORT"),
            *("AUTHZ_RESPONSE_ISS", "TOKEN_STORAGE", "REFRESH_TOKEN", "REDIRECT_URI_MATCHING"),
            "PKCE_REQUIRED",
        )
    },
}
MIGRATION_MODULES = {"oauth2_provider": None}  # Its tables are those of the room of people.
# What Wagtail asks for in the pages where editors write, and there alone.
REDACTION_CSP: dict[str, list[str]] = SECURE_CSP | {
    "script-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "frame-ancestors": [CSP.SELF],
}

LOGGING_CONFIG = None
configure_logs(configuration)
