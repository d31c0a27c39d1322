"""Django settings, read from the environment once. Nothing here names another host."""

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

PACKAGE = Path(__file__).resolve().parent.parent
DATA_DIR = Path(os.environ.get("ANSINH_DATA_DIR", "var")).resolve()


def _database_url() -> str:
    """Return DATABASE_URL, or the address the private server wrote into the data folder, or one that cannot connect."""
    if url := os.environ.get("DATABASE_URL"):
        return url
    written = DATA_DIR / "postgres.url"
    return written.read_text().strip() if written.exists() else "postgresql://ansinh@127.0.0.1:1/ansinh"


def _database(url: str) -> dict[str, object]:
    """Return Django's description of the database at `url`."""
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": parts.port or "",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,  # a database that was restarted under us is connected to anew
        "OPTIONS": {"server_side_binding": True},
        "TEST": {"TEMPLATE": "template0"},
    }


def _secret_key() -> str:
    """Return the key from the environment, or one kept in the data folder (made on first use).

    It appears there whole, or not at all: of two that start at once the key of the first is everybody's, and who was
    killed while it was written leaves nothing that a later start would take for a key.
    """
    if key := os.environ.get("ANSINH_SECRET_KEY"):
        return key
    kept = DATA_DIR / "secret.key"
    if kept.exists() and not kept.read_text().strip():
        kept.unlink(missing_ok=True)
    if not kept.exists():
        if not DATA_DIR.exists():
            return secrets.token_urlsafe(64)
        made = DATA_DIR / f"secret.{os.getpid()}.{secrets.token_hex(4)}"
        try:
            made.touch(mode=0o600)
            made.write_text(secrets.token_urlsafe(64))
            kept.hardlink_to(made)
        except FileExistsError:  # another process was first
            pass
        finally:
            made.unlink(missing_ok=True)
    return kept.read_text().strip()


SECRET_KEY = _secret_key()
DEBUG = os.environ.get("ANSINH_DEBUG") == "1"
ALLOWED_HOSTS = os.environ.get("ANSINH_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")
SECURE = os.environ.get("ANSINH_HTTPS") == "1"

INSTALLED_APPS = [
    "unfold",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "django_cotton",
    "ninja",
    "procrastinate.contrib.django",
    "ansinh.records.apps.RecordsConfig",
    "ansinh.web.apps.WebConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "ansinh.web.middleware.ViewerMiddleware",
]

ROOT_URLCONF = "ansinh.site.urls"
WSGI_APPLICATION = "ansinh.site.wsgi.application"
DATABASES = {"default": _database(_database_url())}
AUTH_USER_MODEL = "records.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/"
CSRF_FAILURE_VIEW = "ansinh.web.pages.problems.stale"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton"],
        },
    }
]

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "web" / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True
# The day a told story (the demo) stands at, for days due on work-lists; empty: the day on the wall, as for rights.
TODAY = os.environ.get("ANSINH_TODAY", "")
STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = SECURE
SESSION_COOKIE_AGE = 8 * 3600
CSRF_COOKIE_SECURE = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_SSL_REDIRECT = SECURE
# "no-referrer" would make browsers send "Origin: null" with forms, which the CSRF check has to refuse.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
