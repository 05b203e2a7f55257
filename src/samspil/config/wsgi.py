"""The WSGI application that the web server loads."""

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samspil.config.settings")

application = get_wsgi_application()

if settings.PRODUCTION:
    from samspil.site.demonstration import refuse_people

    refuse_people()

# What is loaded now lives as long as the process: the collector need not look at it again at every request.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 50)
