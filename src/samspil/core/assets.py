"""Static files with content hashes in their names."""

from django.conf import settings
from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFilesStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's hashed storage; an unknown file is an error in production only, so that tests need no collected files."""

    manifest_strict = settings.PRODUCTION
    support_js_module_import_aggregation = False
