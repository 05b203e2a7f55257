"""The web server: granian, told to load the application before its processes are forked, so that they share what is loaded.

`python -m samspil.config.web [granian's options] MODULE:NAME`. Where processes are not forked (macOS), each loads the application itself.
"""

import sys
from importlib import import_module

from granian.cli import entrypoint

if __name__ == "__main__":
    import_module(sys.argv[-1].partition(":")[0])
    entrypoint()  # type: ignore[no-untyped-call]  # granian gives it no types
