"""Checkouts of the stand-in product for the launcher's tests."""

from collections.abc import Iterator

import pytest

from tests.launcher.checkout import Checkout, new_checkout


@pytest.fixture
def checkout() -> Iterator[Checkout]:
    """A checkout of the stand-in product that only this test uses."""
    with new_checkout() as made:
        yield made


@pytest.fixture(scope="module")
def checkout_of_the_file() -> Iterator[Checkout]:
    """A checkout that is set up once for the tests of a file."""
    with new_checkout() as made:
        done = made.samspil("setup")
        assert done.returncode == 0, done.stderr
        yield made


@pytest.fixture
def shared_checkout(checkout_of_the_file: Checkout) -> Iterator[Checkout]:
    """The checkout of the file, with nothing running before and after the test."""
    yield checkout_of_the_file
    checkout_of_the_file.stop_runs()


@pytest.fixture
def closed_checkout() -> Iterator[Checkout]:
    """A checkout below a folder that nobody but its owner may enter."""
    with new_checkout(parent_mode=0o700) as made:
        yield made
