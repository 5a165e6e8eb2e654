"""The style sheets, scripts and fonts of the package as files of the site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mkdocs.structure.files import File

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mkdocs.config.defaults import MkDocsConfig

# A string is left as it is; what else has no say: comments, and blanks beside a sign that parts.
_CSS = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|/\*.*?\*/|\s*([{};,])\s*|\s+""", re.DOTALL)
# Of a script only whole lines of comment and what indents a line: these need no knowledge of the language.
_JS = re.compile(r"^\s*/\*[\s\S]*?\*/[ \t]*\n|^\s*//.*\n|^\s+", re.MULTILINE)


def lean_css(text: str) -> str:
    """Return a style sheet without what only its authors read."""
    return _CSS.sub(lambda found: found[1] or found[2] or " ", text).replace(";}", "}").strip()


def lean_js(text: str) -> str:
    """Return a script without its lines of comment, and without indents."""
    return _JS.sub("", text)


_LEAN = {".css": lean_css, ".js": lean_js}


def asset_files(folder: Path, at: str, config: MkDocsConfig) -> Iterator[File]:
    """Yield every file of `folder`, at the address `at` of the site; a page's readers wait for each byte."""
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.suffix == ".md":
            continue
        uri = f"{at}/{path.relative_to(folder).as_posix()}"
        if lean := _LEAN.get(path.suffix):
            yield File.generated(config, uri, content=lean(path.read_text(encoding="utf-8")))
        else:
            yield File.generated(config, uri, abs_src_path=str(path))
