"""PostgreSQL's own client programs from the wheel, on whichever database is used; passwords go by environment."""

import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from launcher import postgres
from launcher.addresses import client_variables, without_client_variables
from launcher.home import Home
from launcher.trouble import Trouble


class Clients:
    """psql, pg_dump and pg_restore for one database."""

    def __init__(self, home: Home, environ: Mapping[str, str], url: str) -> None:
        """Find the programs and take the address apart."""
        self._programs = postgres.find_programs(home) / "bin"
        self._environ = without_client_variables(environ) | client_variables(url)

    @property
    def database(self) -> str:
        """The name of the database."""
        return self._environ["PGDATABASE"]

    def sql(self, *statements: str, database: str = "", together: bool = False) -> str:
        """Run SQL (all or nothing when `together`) and return the plain rows."""
        options = ["--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1"]
        if together:
            options.append("--single-transaction")
        for statement in statements:
            options += ["--command", statement]
        return self._run("psql", options, database).strip()

    def dump(self, target: IO[bytes]) -> None:
        """Write the whole database in PostgreSQL's custom format."""
        self._run("pg_dump", ["--format=custom", "--compress=6"], target=target)

    def listing(self, dump: Path) -> str:
        """Return the table of contents of a dump, which only a whole one has."""
        return self._run("pg_restore", ["--list", str(dump)])

    def load(self, dump: Path, database: str) -> None:
        """Fill an empty database from a dump; the first error ends it."""
        self._run("pg_restore", ["--no-owner", "--exit-on-error", "--dbname", database, str(dump)], database)

    def _run(self, program: str, options: list[str], database: str = "", target: IO[bytes] | None = None) -> str:
        env = self._environ | ({"PGDATABASE": database} if database else {})
        done = subprocess.run(
            [str(self._programs / program), "--no-password", *options],
            env=env,
            stdout=target or subprocess.PIPE,
            stderr=subprocess.PIPE,
            check=False,
        )
        if done.returncode:
            lines = [line for line in done.stderr.decode(errors="replace").splitlines() if line.strip()]
            if any("No space left on device" in line for line in lines):
                raise Trouble("disk_full", f"The disk is full: {program} could not finish. Make room and run again.")
            raise Trouble("database", f"{program} failed: {lines[0] if lines else 'no reason given'}")
        return "" if target else done.stdout.decode()
