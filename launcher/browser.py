"""Chromium and Java for the tests: found, or installed by apt when we are root."""

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from launcher import say
from launcher.programs import ProgramFailed, run_logged
from launcher.trouble import Trouble


@dataclass(frozen=True)
class TestTool:
    """A program that only tests need."""

    title: str
    variable: str
    names: tuple[str, ...]
    packages: tuple[str, ...]
    off_switch: str
    purpose: str

    def find(self, environ: Mapping[str, str]) -> str:
        """Return its path, or an empty string."""
        asked = environ.get(self.variable)
        if asked:
            return asked if os.access(asked, os.X_OK) else ""
        path = environ.get("PATH", os.defpath)
        return next((found for name in self.names if (found := shutil.which(name, path=path))), "")


CHROMIUM = TestTool(
    "Chromium",
    "SAMSPIL_CHROMIUM",
    ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    ("chromium",),
    "SAMSPIL_NO_BROWSER",
    "journeys in a browser",
)
JAVA = TestTool("Java", "SAMSPIL_JAVA", ("java",), ("default-jre-headless",), "SAMSPIL_NO_JAVA", "the HTML validator")
TOOLS = (CHROMIUM, JAVA)


def test_tools(environ: Mapping[str, str], log: Path) -> dict[str, str]:
    """Return the variables that tell the tests what there is; in CI (CI=true) a missing tool is an error."""
    missing = [tool for tool in TOOLS if not tool.find(environ)]
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        _install(missing, log)
    variables: dict[str, str] = {}
    for tool in TOOLS:
        path = tool.find(environ)
        variables |= {tool.variable: path} if path else {tool.off_switch: _absent(tool, environ)}
    return variables


def _absent(tool: TestTool, environ: Mapping[str, str]) -> str:
    """Say that tests are left out, or refuse that in CI."""
    advice = f"Install it (Debian, Ubuntu: apt install {' '.join(tool.packages)}) or name it with {tool.variable}"
    if environ.get("CI", "").lower() in ("true", "1"):
        raise Trouble(f"{tool.title.lower()}_missing", f"{tool.title} is missing, and CI must run {tool.purpose}. {advice}.")
    say.progress(f"{tool.title} is missing, so {tool.purpose} are NOT tested. {advice}.")
    return "1"


def _install(tools: list[TestTool], log: Path) -> None:
    packages = [package for tool in tools for package in tool.packages]
    environ = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    titles = " and ".join(tool.title for tool in tools)
    try:
        with say.timed(f"{titles} installed by apt"):
            for command in (["apt-get", "update"], ["apt-get", "install", "--yes", "--no-install-recommends", *packages]):
                run_logged(command, log=log, env=environ, cwd=Path("/"))
    except (ProgramFailed, OSError):
        say.progress(f"apt could not install {titles} (see {log})")
