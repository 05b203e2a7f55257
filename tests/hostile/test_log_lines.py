"""What a log holds of an address that opens something by itself: nothing, also in the lines that Django writes."""

import logging

import pytest
import structlog
from django.conf import settings


@pytest.mark.parametrize(
    "path",
    [
        "/alliancer/invitation/c47c3cd1c6ca9dcb67a4f329a7de1a089b8410687258e4964b93a3ef95a66e7c/",
        "/anmeldelse/12:dGhlIHNpZ25hdHVyZSBvZiBpdA/",
        "/konto/adgangskode/nulstil/1-cxyz12-0123456789abcdef0123456789abcdef/",
    ],
)
def test_a_refused_request_is_logged_without_its_secret(path: str) -> None:
    form = settings.LOGGING["formatters"]["line"]
    formatter = structlog.stdlib.ProcessorFormatter(foreign_pre_chain=form["foreign_pre_chain"], processors=form["processors"])
    line = formatter.format(logging.LogRecord("django.request", logging.WARNING, __file__, 1, "%s: %s", ("Conflict", path), None))
    assert path.split("/")[-2] not in line
    assert "Conflict: /" in line
