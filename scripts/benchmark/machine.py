"""On what machine, and with which versions, a benchmark has been run."""

from __future__ import annotations

import os
import platform
import re
import subprocess
from importlib.metadata import version
from pathlib import Path

from scripts.benchmark.browser import chromium
from scripts.benchmark.sites import hugo_program

_GIB = 1024**3


def machine() -> str:
    """Return one line about processors, memory and operating system."""
    model = re.search(r"^model name\s*:\s*(.+)$", _content("/proc/cpuinfo"), re.MULTILINE)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / _GIB
    cores = len(os.sched_getaffinity(0))
    system = platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
    processor = model[1] if model else platform.machine()
    return f"{cores} cores ({processor}), {memory:.0f} GiB of memory, {system}"


def versions() -> str:
    """Return one line about the versions of all that has been compared."""
    packages = ("edition", "mkdocs", "mkdocs-material", "Markdown", "lxml", "pagefind")
    named = [f"{name} {installed}" for name in packages if (installed := _version(name))]
    hugo = re.search(r"v([\d.]+)", _printed(str(hugo_program()), "version"))
    named.append(f"Hugo {hugo[1]}" if hugo else "Hugo")
    if browser := chromium():
        found = re.search(r"[\d.]+", _printed(browser, "--version"))
        named.append(f"Chromium {found[0]}" if found else "Chromium")
    return ", ".join([f"Python {platform.python_version()}", *named])


def _version(package: str) -> str:
    try:
        return version(package)
    except ModuleNotFoundError:
        return ""


def _printed(*command: str) -> str:
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout  # noqa: S603


def _content(path: str) -> str:
    return Path(path).read_text(encoding="utf-8") if Path(path).is_file() else ""
