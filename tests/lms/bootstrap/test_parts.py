"""Missing parts of the system are installed where that is allowed, and otherwise named with the exact command."""

import os
import subprocess
import sys

import pytest

from lms.bootstrap.parts import FONTS, RUNNING, Part, have, loads, runs
from lms.bootstrap.telling import CannotGoOn
from lms.printing.fonts import FAMILIES, WEIGHTS

PANGO = Part(
    "Pango", "lays out text", ["libpango-1.0-0", "libharfbuzz-subset0"], loads("libno-such-pango.so.0")
)
GETTEXT = Part("gettext", "compiles", ["gettext"], runs("no-such-msgfmt"))


@pytest.fixture
def nobody_may_install(monkeypatch):
    """A machine without apt: nothing can be installed from here."""
    monkeypatch.setenv("PATH", "/nowhere")


def test_what_is_here_is_passed_over(nobody_may_install, capsys):
    have([Part("Python", "runs this", ["python3"], lambda: True)])
    assert capsys.readouterr().out == ""


def test_a_missing_part_is_named_with_the_exact_command(nobody_may_install, capsys):
    with pytest.raises(CannotGoOn) as reason:
        have([PANGO])
    install = "apt-get install -y --no-install-recommends libpango-1.0-0 libharfbuzz-subset0"
    command = (
        f"apt-get update && {install}" if os.geteuid() == 0 else f"sudo apt-get update && sudo {install}"
    )
    assert str(reason.value) == (
        f"Pango is missing. Install with:\n\n    {command}\n\nand run the same command again."
    )
    assert capsys.readouterr().out == "   Pango is missing: it lays out text.\n"


def test_two_missing_parts_are_one_command(nobody_may_install):
    with pytest.raises(CannotGoOn) as reason:
        have([PANGO, GETTEXT])
    first, *_, command, _, _ = str(reason.value).splitlines()
    assert first == "Pango and gettext are missing. Install with:"
    assert command.endswith(
        "apt-get install -y --no-install-recommends libpango-1.0-0 libharfbuzz-subset0 gettext"
    )


def test_everything_that_running_needs_is_on_this_machine():
    assert [part.name for part in RUNNING if not part.is_here()] == []


def test_the_fonts_that_printing_needs_are_asked_for():
    assert {family.file(weight) for family in FAMILIES if family.needed for weight in WEIGHTS} == FONTS


def test_the_first_steps_run_without_any_installed_package():
    isolated = [
        sys.executable,
        "-I",
        "-S",
        "-c",
        "import sys; sys.path.insert(0, '.'); import lms.bootstrap.__main__",
    ]
    subprocess.run(isolated, check=True)
