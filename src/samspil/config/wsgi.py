"""The WSGI application that the web server loads."""

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.urls import reverse

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samspil.config.settings")

application = get_wsgi_application()

if settings.PRODUCTION:
    from samspil.site.demonstration import refuse_people

    refuse_people()

# The addresses bring all views with them: loaded here, before the server's processes are forked, they are loaded once and shared.
reverse(settings.LOGIN_URL)
# A connection belongs to one process, and the server forks those that answer.
connections.close_all()
# What is loaded now lives as long as the process: the collector need not look at it again at every request.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 50)
