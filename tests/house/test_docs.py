"""The documentation names files: each of them exists."""

import re
from pathlib import Path

import pytest

from .tracked import ROOT, files, text

#: a path in backticks or as target of a link: has a slash or a known ending, no gap to fill in
IN_BACKTICKS = re.compile(r"`([\w.-]+(?:/[\w.-]+)*/?)`")
LINKED = re.compile(r"\]\((?!\w+:|#)([^)#\s]+)")
ENDINGS = {".py", ".md", ".toml", ".html", ".css", ".js", ".txt"}
#: made when the site runs
MADE = ("data", ".venv")

PAGES = [path for path in files(".md") if path.parts[0] in {"README.md", "docs"}]


def named(page: Path) -> set[str]:
    """Paths that `page` names, as it writes them."""
    content = re.sub(r"```.*?```", "", text(page), flags=re.DOTALL)
    backticks = {name for name in IN_BACKTICKS.findall(content) if _is_path(name)}
    return backticks | set(LINKED.findall(content))


def _is_path(name: str) -> bool:
    first = name.split("/")[0]
    return first not in MADE and ("/" in name and (ROOT / first).is_dir() or Path(name).suffix in ENDINGS)


def exists(name: str, page: Path) -> bool:
    """Whether it lies at that path from the root or from the page, or is the plain name of a file somewhere."""
    here = [ROOT / name, ROOT / page.parent / name]
    return any(path.exists() for path in here) or (
        "/" not in name and any(path.name == name for path in files())
    )


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_every_file_named_exists(page):
    assert {name for name in named(page) if not exists(name, page)} == set()


def test_decisions_are_numbered_without_a_gap_and_short():
    records = sorted(path for path in files(".md") if path.parts[:2] == ("docs", "decisions"))
    assert [int(record.name[:4]) for record in records] == list(range(1, len(records) + 1))
    assert {str(record) for record in records if len(text(record).splitlines()) > 15} == set()
