"""Database addresses: our own, and somebody else's taken apart for PostgreSQL's own programs."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote

from launcher.trouble import Trouble

SCHEMES = ("postgres", "postgresql")
OPTION_VARIABLES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
    "channel_binding": "PGCHANNELBINDING",
    "target_session_attrs": "PGTARGETSESSIONATTRS",
    "connect_timeout": "PGCONNECT_TIMEOUT",
    "options": "PGOPTIONS",
}


@dataclass(frozen=True)
class Parts:
    """A database's address taken apart as libpq does: several hosts are allowed, which urllib refuses."""

    scheme: str
    person: str
    hosts: str
    database: str
    options: str


def take_apart(url: str) -> Parts:
    """Split scheme://person@hosts/database?options; what is missing is empty."""
    scheme, _, rest = url.partition("://")
    rest, _, options = rest.partition("?")
    place, _, database = rest.partition("/")
    person, _, hosts = place.rpartition("@")
    return Parts(scheme, person, hosts, database, options)


def shown(url: str) -> str:
    """Return the address without its secrets."""
    parts = take_apart(url)
    return f"{parts.hosts}/{parts.database}"


def socket_url(user: str, password: str, database: str, folder: str) -> str:
    """Return the address of a database behind a Unix socket."""
    return f"postgresql://{user}:{quote(password, safe='')}@/{database}?host={quote(folder, safe='')}"


def check_form(url: str) -> None:
    """Refuse an address that cannot be one."""
    parts = take_apart(url)
    if parts.scheme not in SCHEMES or not parts.database:
        raise Trouble("database_url", "DATABASE_URL does not name a PostgreSQL database. It must look like postgresql://user:password@host:5432/database")


def client_variables(url: str) -> dict[str, str]:
    """Return the variables that make psql, pg_dump and pg_restore use this address, so that no password stands on a command line."""
    parts = take_apart(url)
    user, _, password = parts.person.partition(":")
    pairs = [_host_and_port(one) for one in parts.hosts.split(",")] if parts.hosts else []
    values = {
        "PGUSER": unquote(user),
        "PGPASSWORD": unquote(password),
        "PGDATABASE": unquote(parts.database),
        "PGHOST": ",".join(unquote(host) for host, _ in pairs),
        "PGPORT": ",".join(port for _, port in pairs),
    }
    for name, value in parse_qsl(parts.options):
        if name in OPTION_VARIABLES:
            values[OPTION_VARIABLES[name]] = value
    return {name: value for name, value in values.items() if value.strip(",")}


def _host_and_port(text: str) -> tuple[str, str]:
    """Split host:port, where the host may be an IPv6 address in brackets."""
    if text.startswith("["):
        host, _, rest = text[1:].partition("]")
        return host, rest.lstrip(":")
    host, _, port = text.partition(":")
    return host, port


def without_client_variables(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the environment without libpq's variables: the address says it all."""
    return {name: value for name, value in environ.items() if name not in OPTION_VARIABLES.values()}
