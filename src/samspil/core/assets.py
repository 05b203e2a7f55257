"""Static files with content hashes in their names."""

from collections.abc import Iterable, Iterator

from django.conf import settings
from whitenoise.storage import CompressedManifestStaticFilesStorage

OURS = ("core/", "site/")


class HashedFilesStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's hashed storage; an unknown file is an error in production only, so that tests need no collected files."""

    manifest_strict = settings.PRODUCTION
    support_js_module_import_aggregation = False

    def compress_files(self, names: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Compress what visitors load; the editors' admin (hundreds of files, half a minute of Brotli) is left to the web server in front."""
        yield from super().compress_files([name for name in names if name.startswith(OURS)])
