"""The documentation speaks of what is there: links, paths and commands; and publiccode.yml keeps to its standard."""

import re
import shlex
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import CommandError, get_commands, load_command_class

from launcher.trouble import Usage
from tests.house.places import CONTENT, NOT_OURS, ROOT, SOURCE, files, named

PAGES = [path for path in files(".md") if not path.is_relative_to(CONTENT)]
PAGE = pytest.mark.parametrize("page", PAGES, ids=named)
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?P<target>[^)\s]+)\)")
QUOTED = re.compile(r"`(?P<text>[^`\n]+)`")
HEADING = re.compile(r"^#+ (?P<text>.+)$", re.MULTILINE)
COMMAND = re.compile(r"\./samspil (?P<command>[a-z][a-z-]*)(?: (?P<second>[a-z][a-z_-]*))?")
# A call with what stands behind it, up to a comment, the next command or something left out; in backticks its first word may be the command itself.
CALL = re.compile(r"\./samspil (?P<call>[a-z][^\n`]*)|`(?P<quoted>[a-z]+ [^`\n]*-[^`\n]*)`")
END_OF_CALL = re.compile(r"\s#|[;|&)…]|\$\(")
PATH = re.compile(r"[\w.*-]+(?:/[\w.*-]+)*/?")
NAMES_A_FILE = re.compile(r"\.(?:py|md|toml|html|css|js|svg|po|tsv|in|yml)$")
ELSEWHERE = ("http://", "https://", "mailto:")


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def anchors(page: Path) -> set[str]:
    """The places in a page that a link can point to."""
    headings = [heading["text"].lower() for heading in HEADING.finditer(FENCED.sub("", text_of(page)))]
    return {re.sub(r"[^\w -]", "", heading).replace(" ", "-") for heading in headings}


def broken_links(page: Path) -> list[str]:
    """Links that lead nowhere: no such file, or no such heading in it."""
    found = [link["target"] for link in LINK.finditer(QUOTED.sub("", FENCED.sub("", text_of(page))))]
    broken = []
    for target in (target for target in found if not target.startswith(ELSEWHERE)):
        path, _, anchor = target.partition("#")
        aim = (page.parent / path).resolve() if path else page
        if not aim.exists() or (anchor and anchor not in anchors(aim)):
            broken.append(target)
    return broken


@cache
def known_names() -> frozenset[str]:
    """The name of every file of the repository."""
    return frozenset(path.name for path in files(""))


def is_there(path: str, page: Path) -> bool:
    """True when the repository has this path, seen from its root, the product's, the content's, the page's own folder or a folder of templates."""
    if "/" not in path:
        return path in known_names()
    places = [ROOT, SOURCE, CONTENT, page.parent, *SOURCE.glob("*/templates")]
    return any(True for place in places for _ in place.glob(path.rstrip("/")))


def looks_like_ours(text: str) -> bool:
    """True for what a reader would look for in the repository: a file's name, or a path that begins in one of our folders."""
    if not PATH.fullmatch(text) or text.partition("/")[0] in NOT_OURS:
        return False
    folders = {path.name for place in (ROOT, SOURCE) for path in place.iterdir() if path.is_dir()}
    return bool(NAMES_A_FILE.search(text)) or ("/" in text and text.partition("/")[0] in folders)


def missing_paths(page: Path) -> list[str]:
    """Paths in backticks that the repository does not have."""
    quoted = {found["text"] for found in QUOTED.finditer(FENCED.sub("", text_of(page)))}
    return sorted(text for text in quoted if looks_like_ours(text) and not is_there(text, page))


@cache
def commands() -> dict[str, Any]:
    """What `./samspil` knows: its commands, and what may stand behind `manage` and `bench`."""
    cli = import_module("launcher.cli")
    seconds = {"manage": set(get_commands()), "bench": set(import_module("bench.__main__").BENCHES)}
    return {name: seconds.get(name) for name in (*cli.COMMANDS, *cli.PASSED_ON)}


def unknown_commands(page: Path) -> list[str]:
    """Commands of `./samspil` that do not exist."""
    unknown = []
    for found in COMMAND.finditer(text_of(page)):
        seconds = commands().get(found["command"])
        if found["command"] not in commands() or (seconds and found["second"] and found["second"] not in seconds):
            unknown.append(found[0])
    return unknown


def calls_with_options(page: Path) -> list[list[str]]:
    """Every call of `./samspil` with an option, as the words the shell would pass on; brackets around options are the page's, not the shell's."""
    found = [END_OF_CALL.split(call["call"] or call["quoted"])[0] for call in CALL.finditer(text_of(page))]
    calls = [shlex.split(re.sub(r"[\[\]]", "", text)) for text in found]
    return [words for words in calls if words[0] in commands() and any(word.startswith("-") for word in words)]


def parse(words: list[str], config: pytest.Config) -> None:
    """Let the program that a call reaches read its words; whatever is wrong is raised."""
    command, rest = words[0], words[1:]
    if command == "test":
        known, unknown = config._parser.parse_known_and_unknown_args(rest)
        missing = [path for path in known.file_or_dir if not (ROOT / path).exists()]
        if unknown or missing:
            raise Usage(f"pytest knows no {unknown + missing}")
    elif command == "bench":
        benches = import_module("bench.__main__").BENCHES
        import_module(benches[rest[0]].__module__).arguments(rest[1:])
    elif command == "count":
        import_module("samspil.funds.command_line").parser(as_json=False).parse_args(rest)
    elif command == "manage":
        load_command_class(get_commands()[rest[0]], rest[0]).create_parser("manage", rest[0]).parse_args(rest[1:])
    else:
        import_module("launcher.cli")._parser().parse_args(words)


def refused_calls(page: Path, config: pytest.Config) -> list[str]:
    """Calls whose words the program they reach does not take."""
    refused = []
    for words in calls_with_options(page):
        try:
            parse(words, config)
        except (Usage, CommandError, pytest.UsageError, SystemExit) as error:
            if not isinstance(error, SystemExit) or error.code:  # 0: it has told its options
                refused.append(" ".join(words))
    return refused


def test_the_pages_that_a_newcomer_reads_are_looked_at() -> None:
    assert {"README.md", "CONTRIBUTING.md", "docs/architecture.md", "src/samspil/core/README.md"} <= {named(page) for page in PAGES}


@PAGE
def test_links_lead_somewhere(page: Path) -> None:
    assert not broken_links(page)


@PAGE
def test_paths_exist(page: Path) -> None:
    assert not missing_paths(page)


@PAGE
def test_commands_exist(page: Path) -> None:
    assert not unknown_commands(page)


@PAGE
def test_options_are_known_to_the_programs_they_are_for(page: Path, pytestconfig: pytest.Config) -> None:
    assert not refused_calls(page, pytestconfig)


def test_an_option_nobody_knows_is_noticed(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    good = [
        "run --port 8099 --no-demo  # see",
        "status --json; rm x",
        "bench pages --items 1000",
        "manage migrate --plan",
        "test -n 2 tests/house -k 'a or b'",
        "run --help",
    ]
    bad = [
        "run --quick",
        "run --port many",
        "bench pages --server other",
        "bench pages --fast",
        "manage migrate --soon",
        "test --nonsense",
        "test -x tests/gone.py",
    ]
    page = tmp_path / "page.md"
    page.write_text("\n".join(f"SAMSPIL_HOME=x ./samspil {call}" for call in [*good, *bad]) + "\n`setup [--no-demo] [--twice]` `pip --quiet` `stop`\n")
    assert refused_calls(page, pytestconfig) == [*bad, "setup --no-demo --twice"]
    assert len(calls_with_options(page)) == len(good) + len(bad) + 1


def test_calls_with_options_are_found() -> None:
    found = [words for page in PAGES for words in calls_with_options(page)]
    assert {"run", "setup", "bench", "test", "status"} <= {words[0] for words in found}


def test_what_is_not_there_is_noticed(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# One page\n[a](gone.md) [b](#one-page) [c](#two) `src/samspil/gone.py` `gone.py` `core/events.py` `docs/` `text/html` `manage.py shell`\n"
        "```\n./samspil fly\n./samspil manage migrate\n./samspil bench dogs\n```\n"
    )
    assert broken_links(page) == ["gone.md", "#two"]
    assert missing_paths(page) == ["gone.py", "src/samspil/gone.py"]
    assert unknown_commands(page) == ["./samspil fly", "./samspil bench dogs"]


def test_publiccode_keeps_to_its_standard() -> None:
    """The required keys and limits of publiccode.yml 0.4; screenshots are files of ours."""
    told = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    needed = {"publiccodeYmlVersion", "name", "url", "platforms", "categories", "developmentStatus", "softwareType", "description", "legal", "maintenance"}
    assert needed | {"localisation"} <= set(told)
    assert told["legal"]["license"] == "MPL-2.0"
    assert told["maintenance"]["type"] == "none" or told["maintenance"]["contacts"]
    assert set(told["description"]) == {"da", "en"}
    for language in told["description"].values():
        assert len(language["shortDescription"]) <= 150
        assert 500 <= len(language["longDescription"]) <= 10_000
        assert 5 <= len(language["features"]) <= 20
        assert all((ROOT / picture).exists() for picture in language["screenshots"])
