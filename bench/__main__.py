"""`./samspil bench NAME …`: the benchmarks. Human text on standard output, or one JSON document with --json."""

import sys

from bench.alliances import command as alliances
from bench.assignment import command as assignment
from bench.exchange import command as exchange
from bench.matching import command as matching
from bench.pages import command as pages
from bench.search import command as search
from bench.usage import refuse
from bench.voting import command as voting

BENCHES = {
    "alliances": alliances.main,
    "assignment": assignment.main,
    "exchange": exchange.main,
    "matching": matching.main,
    "pages": pages.main,
    "search": search.main,
    "voting": voting.main,
}


def main() -> int:
    """Run the named benchmark; 2 for wrong usage."""
    words = sys.argv[1:]
    if not words or words[0] not in BENCHES:
        return refuse(words, f"usage: ./samspil bench {'|'.join(BENCHES)} [--help]")
    return BENCHES[words[0]](words[1:])


if __name__ == "__main__":
    sys.exit(main())
