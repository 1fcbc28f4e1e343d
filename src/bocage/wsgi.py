"""The WSGI application that Granian serves, or any other server."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from bocage.foundation.db.database import REPLICA, expect_pooler, go_through_pooler, limit_waiting
from bocage.foundation.monitoring.safety import refuse_if_unsafe

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bocage.settings")
application = get_wsgi_application()

# Both import models, which a server that is not ours has not loaded before the line above.
from bocage.foundation.db.hidden_rows import watch_connections  # noqa: E402
from bocage.foundation.db.web_role import serve_in_web_role  # noqa: E402

refuse_if_unsafe(settings.BOCAGE)
if settings.BOCAGE.pooled_database_url:
    go_through_pooler(settings.DATABASES["default"], settings.BOCAGE.pooled_database_url)
    if REPLICA in settings.DATABASES:
        expect_pooler(settings.DATABASES[REPLICA])
else:
    for database in settings.DATABASES.values():
        limit_waiting(database)
serve_in_web_role()
watch_connections()
