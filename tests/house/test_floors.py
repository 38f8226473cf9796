"""The import contracts hold, and each of them is broken by what it forbids."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .tracked import ROOMS, ROOT, files

LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")
UPWARD = "Floors: imports run downhill only"


def lint(folder: Path) -> str:
    """What import-linter says about the packages in `folder`, one line a contract."""
    asked = [LINT_IMPORTS, "--no-logo", "--no-cache"]
    return subprocess.run(asked, cwd=folder, capture_output=True, text=True).stdout


def test_every_contract_holds():
    said = lint(ROOT)
    assert " KEPT" in said and " BROKEN" not in said, said


PLANTS = {
    "people asking learning": ("lms/people/planted_1.py", "import lms.learning.models", UPWARD),
    "curriculum asking certificates": ("curriculum/planted_2.py", "from certificates import apps", UPWARD),
    "learning asking the face, inside a function": (
        "lms/learning/planted_3.py",
        "def ask():\n    import cms.apps\n    return cms.apps",
        UPWARD,
    ),
    "the ground asking its neighbour": ("lms/printing/planted_4.py", "import lms.people.models", UPWARD),
    "a folder on no floor": ("lms/cellar.py", "", "Every file and folder of lms stands on a floor"),
    "a verb knowing requests": (
        "lms/learning/planted_5.py",
        "from django.http import Http404",
        "Nouns and verbs know nothing of the web",
    ),
    "a model knowing shortcuts": (
        "curriculum/models/planted_6.py",
        "from django.shortcuts import get_object_or_404",
        "Nouns and verbs know nothing of the web",
    ),
    "a migration using living code": (
        "curriculum/migrations/planted_7.py",
        "from curriculum.models import Lesson",
        "No living code in migrations",
    ),
    "printing elsewhere": ("certificates/planted_8.py", "import weasyprint", "Only lms.printing prints"),
    "Django before it is installed": (
        "lms/bootstrap/planted_9.py",
        "import django",
        "The first steps need nothing",
    ),
}


@pytest.fixture(scope="module")
def said_of_plants(tmp_path_factory):
    """What the linter says about a copy of our Python files in which everything forbidden was planted at once."""
    copy = tmp_path_factory.mktemp("planted")
    for path in files(".py"):
        if (
            path.parts[0] in ROOMS
            or path.parts[:2] == ("tests", "house")
            or path == Path("tests/__init__.py")
        ):
            (copy / path.parent).mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / path, copy / path)
    shutil.copy(ROOT / "pyproject.toml", copy)
    for file, code, _contract in PLANTS.values():
        (copy / file).write_text(code + "\n")
    return lint(copy)


@pytest.mark.parametrize(("file", "code", "contract"), PLANTS.values(), ids=PLANTS.keys())
def test_what_is_forbidden_breaks_its_contract(said_of_plants, file, code, contract):
    broken = [line for line in said_of_plants.splitlines() if " BROKEN" in line]
    assert any(line.startswith(contract) for line in broken)
    assert Path(file).stem in said_of_plants.split("Broken contracts", 1)[1]
