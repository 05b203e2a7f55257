"""A user of this machine that is not us: PostgreSQL runs as one when the launcher is root."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Account:
    """A user by number; nobody else owns what is given to it."""

    name: str
    uid: int
    gid: int

    def own(self, path: Path, mode: int) -> None:
        """Give a file or folder to this user, with exactly these rights."""
        os.chown(path, self.uid, self.gid)
        path.chmod(mode)
