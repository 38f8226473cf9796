"""What the project's files must not say, and how long they may be."""

import re
from pathlib import Path

import pytest

from .tracked import ROOMS, files, text

TEXTS = {".py", ".md", ".toml", ".txt", ".html", ".css", ".js", ".svg", ".yaml", ".json", ".po", ".sh", ""}
#: folders of one machine, and addresses of package indexes: neither means anything elsewhere
MACHINE = re.compile(
    r"/(?:work|root|opt|home/[a-z]+|Users/[a-z]+)/|pypi\.(?:org|python)|pythonhosted|registry\.npmjs"
)
INDEX_OPTIONS = re.compile(
    r"^\s*(?:-i|-f|--(?:extra-)?index-url|--find-links|--trusted-host)\b", re.MULTILINE
)
#: what fetches when a page is shown; a link that a person follows may lead anywhere
FETCHES = re.compile(
    r"""(?:\b(?:src|srcset|poster|data|action|formaction)\s*=|<(?:link|use|image|base)\b[^>]*?\bhref\s*=|url\(|@import)"""
    r"""\s*["']?\s*(?:https?:)?//(?!\{)[^"')\s>]*"""
    r"""|\b(?:fetch|importScripts|import|from|new\s+(?:WebSocket|EventSource|Worker))\s*\(?\s*["'`](?:https?:|wss?:)?//[^"'`]*"""
)
#: a page is 60 to 120 lines; from here on there is a second subject in it
LONG = 350


def test_no_file_names_a_machine():
    found = [
        f"{path}: {match.group()}"
        for path in files(*TEXTS)
        if path.name != "test_files.py" and path.parts[0] != "LICENSE"
        for match in MACHINE.finditer(text(path))
    ]
    assert found == []


def test_the_locks_name_no_index_and_pin_every_package_by_hash():
    locks = files(".txt")
    assert {path.as_posix() for path in locks} >= {"requirements/base.txt", "requirements/test.txt"}
    for lock in (path for path in locks if path.parts[0] == "requirements"):
        content = text(lock)
        assert not INDEX_OPTIONS.search(content), lock
        assert "://" not in content, lock
        for entry in re.split(r"\n(?=\S)", content.strip()):
            assert "==" in entry and "--hash=sha256:" in entry, entry


def test_what_runs_is_tested_at_the_same_versions():
    folder = Path("requirements")
    base, test = (set(text(folder / name).splitlines()) for name in ("base.txt", "test.txt"))
    assert {line for line in base if "==" in line} <= test


def test_no_template_or_static_file_fetches_from_a_third_party():
    shown = [path for path in files(".html", ".css", ".js", ".svg", ".txt") if path.parts[0] in ROOMS]
    found = [f"{path}: {match.group()}" for path in shown for match in FETCHES.finditer(text(path))]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        '<script src="https://cdn.example/x.js"></script>',
        "<img src=//cdn.example/x.png>",
        "@import 'https://fonts.example/css';",
        "background: url(https://cdn.example/x.png)",
        '<link rel="stylesheet" href="https://cdn.example/x.css">',
        "import x from 'https://cdn.example/x.js'",
        "fetch(`https://cdn.example/`)",
    ],
)
def test_a_third_party_would_be_found(line):
    assert FETCHES.search(line)


@pytest.mark.parametrize(
    "line", ['<a href="https://www.gesetze-im-internet.de/">BGB</a>', "xmlns='http://www.w3.org/2000/svg'"]
)
def test_a_link_or_a_namespace_is_no_fetch(line):
    assert not FETCHES.search(line)


def test_templates_have_no_inline_style_and_no_inline_handler():
    inline = re.compile(r"""<[^>]*\s(?:style|on[a-z]+)\s*=\s*["']""")
    found = [
        f"{path}: {match.group()}"
        for path in files(".html")
        if path.parts[0] in ROOMS
        for match in inline.finditer(text(path))
    ]
    assert found == []


def test_no_file_of_code_holds_two_subjects():
    code = [path for path in files(".py") if "migrations" not in path.parts]
    lengths = {path.as_posix(): len(text(path).splitlines()) for path in code}
    assert {path: lines for path, lines in lengths.items() if lines > LONG} == {}
