"""The application that a server runs; refuses to start on a schema that is not this version's."""

from __future__ import annotations

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "folja_site.config.settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

from folja_site.config.guarding import refuse_wrong_schema  # noqa: E402 - needs the applications
from folja_site.config.warming import warm  # noqa: E402 - as above

refuse_wrong_schema()
warm()
