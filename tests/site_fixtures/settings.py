"""The site's settings for tests: its own, on a folder that lives as long as the tests.

The folder and the database are never those of a site that somebody runs. DATABASE_URL may name a
PostgreSQL server; a database of its own is made on it.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

#: Processes of one run share a folder; whoever made it removes it.
_SHARED = "FOLJA_TESTS_FOLDER"

if _SHARED not in os.environ:
    os.environ[_SHARED] = tempfile.mkdtemp(prefix="folja-tests-")
    atexit.register(shutil.rmtree, os.environ[_SHARED], ignore_errors=True)
os.environ["FOLJA_DATA"] = os.path.join(  # noqa: PTH118 - a string is what is needed
    os.environ[_SHARED], os.environ.get("PYTEST_XDIST_WORKER", "main")
)
for name in ("FOLJA_DEMO", "FOLJA_HTTPS", "FOLJA_SECRET", "FOLJA_TWO_FACTORS", "EMAIL_URL"):
    os.environ.pop(name, None)
os.environ["FOLJA_SECRET"] = "only for tests, and the same for all processes of a run"
# The browser's driver keeps a loop running in the thread that also asks the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
os.environ["FOLJA_HOSTS"] = "localhost,127.0.0.1,testserver"

from folja_site.config import settings as _site  # noqa: E402 - the folder has to be named first

globals().update({name: value for name, value in vars(_site).items() if name.isupper()})

STORAGES = _site.STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
_site.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns of a missing folder
#: Figures are built where they are asked for, so that a test sees them at once.
FIGURES_INLINE = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MAIL_STAYS = False

DATABASES = _site.DATABASES
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, so that a server and threads can open it too; nothing here outlives the run, so the
    # disk need not be waited for.
    DATABASES["default"]["TEST"] = {"NAME": str(_site.DATA / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=MEMORY;PRAGMA synchronous=OFF;"
    )
