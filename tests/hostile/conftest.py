"""What hostile tests share with the tests of access."""

from tests.access.conftest import pages_are_made_anew

__all__ = ["pages_are_made_anew"]
