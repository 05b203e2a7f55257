"""PostgreSQL's own client programs from the wheel, on whichever database is used; passwords go by environment."""

from collections.abc import Mapping
from pathlib import Path

from launcher import postgres
from launcher.addresses import client_variables, without_client_variables
from launcher.home import Home
from launcher.programs import ask, tells_of_full_disk
from launcher.trouble import Trouble

SQL_OPTIONS = ("--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1")

# pg_restore of 17 and newer writes this setting, which servers before 17 do not know.
TRANSACTION_TIMEOUT = b"SET transaction_timeout = 0;"
FIRST_WITH_TRANSACTION_TIMEOUT = 170000


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
        options = [*SQL_OPTIONS, *(["--single-transaction"] if together else [])]
        for statement in statements:
            options += ["--command", statement]
        return self._run("psql", options, database).strip()

    def end_connections(self, database: str, *, by_way_of: str) -> None:
        """End the connections to a database of ours, seen from another one."""
        which = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :'name' AND usename = current_user AND pid <> pg_backend_pid()"
        self._run("psql", [*SQL_OPTIONS, f"--set=name={database}", "--file=-"], by_way_of, told=which)

    def dump(self, target: Path) -> None:
        """Write the whole database in PostgreSQL's custom format."""
        self._run("pg_dump", ["--format=custom", "--compress=6"], output=target)

    def listing(self, dump: Path) -> str:
        """Return the table of contents of a dump, which only a whole one has."""
        return self._run("pg_restore", ["--list", str(dump)])

    def load(self, dump: Path, database: str) -> None:
        """Fill an empty database from a dump in one transaction; the first error ends it."""
        script = dump.with_suffix(".sql")
        try:
            self._run("pg_restore", ["--no-owner", str(dump)], output=script)
            if int(self.sql("SHOW server_version_num")) < FIRST_WITH_TRANSACTION_TIMEOUT:
                leave_out_line(script, TRANSACTION_TIMEOUT)
            self._run("psql", [*SQL_OPTIONS, "--single-transaction", f"--file={script}"], database)
        finally:
            script.unlink(missing_ok=True)

    def _run(self, program: str, options: list[str], database: str = "", *, told: str = "", output: Path | None = None) -> str:
        env = self._environ | ({"PGDATABASE": database} if database else {})
        command = [str(self._programs / program), "--no-password", *options, *([f"--file={output}"] if output else [])]
        done = ask(command, env=env, told=told)
        if done.returncode:
            lines = [line for line in done.stderr.splitlines() if line.strip()]
            if tells_of_full_disk(done.stderr):
                raise Trouble("disk_full", f"The disk is full: {program} could not finish. Make room and run again.")
            raise Trouble("database", f"{program} failed: {lines[0] if lines else 'no reason given'}")
        return done.stdout


def leave_out_line(script: Path, unwanted: bytes) -> None:
    """Blank the first line that reads so: it stands among the settings at the top."""
    with script.open("r+b") as file:
        place = 0
        for line in file:
            if line.rstrip() == unwanted:
                file.seek(place)
                file.write(b" " * len(unwanted))
                return
            place += len(line)
