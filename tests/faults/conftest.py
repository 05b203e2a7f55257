"""The product for tests of faults: set up once, running when a file's tests ask for it."""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.product import Service, serve
from tests.launcher.checkout import REPOSITORY, Checkout, clean_environment


@pytest.fixture(scope="package")
def product() -> Iterator[Checkout]:
    """The product itself, set up in a home of its own."""
    folder = Path(tempfile.mkdtemp(prefix="samspil-faults-"))
    folder.chmod(0o755)
    checkout = Checkout(REPOSITORY, clean_environment() | {"SAMSPIL_HOME": str(folder / "home"), "SAMSPIL_VENV": sys.prefix}, folder)
    try:
        done = checkout.samspil("setup")
        assert done.returncode == 0, done.stderr
        yield checkout
    finally:
        end(checkout)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def service(product: Checkout) -> Iterator[Service]:
    """The product, running for the tests of one file; each leaves it running for the next."""
    yield Service(product, serve(product))
    end(product)


def end(checkout: Checkout) -> None:
    """End what runs, or what a killed run has left."""
    checkout.stop_runs()
    checkout.samspil("stop")
