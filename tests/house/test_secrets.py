"""Nothing in the repository names a package registry, holds a secret, or knows the machine it was written on."""

import re
from pathlib import Path

from tests.house.places import ROOT, files, named

TEXTS = (".py", ".toml", ".md", ".txt", ".in", ".html", ".js", ".css", ".po", ".yml", ".yaml", ".cfg", ".ini", ".sh", ".tsv", ".json", "run", "samspil")
REQUIREMENT = re.compile(
    r"^(?:[A-Za-z0-9._-]+(?:\[[\w,-]+\])?(?:(?:[<>=!~]=?|===)[\w.*]+,?)*(?: ; .*)?(?: \\)?|\s+--hash=sha256:[0-9a-f]{64}(?: \\)?|-[cr] [\w.]+|\s*#.*|)$"
)
MADE_UP = "an address with a password"
SECRETS = {
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY"),
    "a cloud key": re.compile(r"\bAKIA[0-9A-Z]{16}\b"),
    "a forge's token": re.compile(r"\b(?:ghp|gho|ghs|github_pat|glpat|xox[bap])[-_][A-Za-z0-9_-]{20,}"),
    MADE_UP: re.compile(r"\b(?:postgres(?:ql)?|smtps?|https?)://[^\s:/@{}\"'<]+:(?!password|secret|PASSWORD|\.\.\.|…)[^\s:/@{}\"'<]{3,}@"),
}
# Folders of the machine that this was written on; tests may read the data beside the clone by a relative path.
MACHINE = re.compile(r"(?<![\w.])/(?:work|root|home/\w+|Users/\w+)/\w")


def readable() -> list[Path]:
    return [path for path in files(*TEXTS) if path != Path(__file__)]


def found_in(pattern: re.Pattern[str]) -> dict[str, str]:
    """The first match in each file."""
    matches = {named(path): pattern.search(path.read_text(encoding="utf-8", errors="replace")) for path in readable()}
    return {name: match[0] for name, match in matches.items() if match}


def is_made_up(what: str, name: str) -> bool:
    """Tests log in to made-up databases with made-up passwords."""
    return what == MADE_UP and "tests" in Path(name).parts


def test_requirements_are_names_versions_and_hashes_alone() -> None:
    lines = [(path.name, line) for path in sorted((ROOT / "requirements").iterdir()) for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(lines) > 100
    assert not [line for line in lines if not REQUIREMENT.match(line[1]) or "://" in line[1]]


def test_locked_requirements_have_a_hash_each() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and not line.lstrip().startswith("#")]
        bare = [line for line, following in zip(lines, [*lines[1:], ""], strict=True) if not line.startswith((" ", "-")) and "--hash=" not in following]
        assert not bare, path.name


def test_no_secret_is_written_down() -> None:
    assert len(readable()) > 200
    found = [(what, name) for what, pattern in SECRETS.items() for name in found_in(pattern) if not is_made_up(what, name)]
    assert not found


def test_nothing_knows_the_machine_it_was_written_on() -> None:
    assert not found_in(MACHINE)


def test_secrets_are_noticed() -> None:
    samples = ["-----BEGIN RSA " + "PRIVATE KEY-----", "AKIA" + "A" * 16, "ghp_" + "a" * 36, "postgresql://samspil:hunter22" + "@db/samspil"]
    assert [any(pattern.search(sample) for pattern in SECRETS.values()) for sample in samples] == [True] * 4
    assert not REQUIREMENT.match("--index-url https://registry.example/simple")
    assert MACHINE.search("see /wo" + "rk/main")
