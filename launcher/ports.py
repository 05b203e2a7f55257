"""The address the web server is to listen on: free before anything starts, answering when all is ready."""

import errno
import http.client
import socket
import time
from urllib.parse import urlsplit

from launcher.project import Address
from launcher.trouble import Trouble

IN_USE = "another program uses it"


def check_port(address: Address) -> None:
    """Refuse a port that is taken, before anything is started."""
    if not 0 < address.port < 65536:
        raise Trouble("port", f"There is no port {address.port}; choose one from 1024 to 65535.")
    reason = why_not_bindable(address)
    if not reason:
        return
    if reason != IN_USE:
        raise Trouble("port", f"Cannot listen on {address.host} port {address.port}: {reason}. Choose another with --port or --host.")
    following = range(address.port + 1, min(address.port + 50, 65536))
    free = next((port for port in following if not why_not_bindable(Address(address.host, port))), 0)
    advice = f"./samspil run --port {free}" if free else "--port"
    raise Trouble("port", f"Cannot listen on {address.host} port {address.port}: {reason}. Stop that program, or choose another port: {advice}")


def why_not_bindable(address: Address) -> str:
    """Return why nothing can listen there, or an empty string when it can."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except OSError as error:
        return IN_USE if error.errno == errno.EADDRINUSE else str(error.strerror).lower()
    return ""


def first_page_answers(address: Address, base_url: str, deadline: float) -> bool:
    """Tell whether the front page answers 200, asked as a proxy for the public address would ask; give up at the deadline."""
    public = urlsplit(base_url or address.url)
    said = "nothing"
    try:
        link = http.client.HTTPConnection(address.probe_host, address.port, timeout=10)
        link.request("GET", "/", headers={"Host": public.netloc, "X-Forwarded-Proto": public.scheme, "User-Agent": "samspil-launcher"})
        status = link.getresponse().status
        link.close()
        said = str(status)
    except (OSError, http.client.HTTPException):
        status = 0
    if time.monotonic() > deadline:
        raise Trouble("first_page", f"The front page at {address.url} answers {said} instead of 200, so Samspil stops. The lines above tell why.")
    return status == 200
