"""`./samspil bench NAME …`: the benchmarks. Human text on standard output, or one JSON document with --json."""

import sys

from bench.pages import command as pages

BENCHES = {"pages": pages.main}


def main() -> int:
    """Run the named benchmark; 2 for wrong usage."""
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name not in BENCHES:
        print(f"usage: ./samspil bench {'|'.join(BENCHES)} [--help]", file=sys.stderr)
        return 2
    return BENCHES[name](sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
