"""The yardstick: Django with no middleware and one view."""

import os

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.urls import path


def hello(request: HttpRequest) -> HttpResponse:
    """Two bytes."""
    return HttpResponse("ok")


urlpatterns = [path("", hello)]
if not settings.configured:
    settings.configure(SECRET_KEY=os.urandom(8).hex(), ROOT_URLCONF=__name__, ALLOWED_HOSTS=["127.0.0.1"], MIDDLEWARE=[], INSTALLED_APPS=[], DATABASES={})
    django.setup(set_prefix=False)

application = WSGIHandler()
