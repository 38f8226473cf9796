"""The Python environment in `.venv`, installed from a lock and only when that lock has changed."""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from .telling import CannotGoOn, Step, tell

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)


def python_is_new_enough():
    if sys.version_info < OLDEST:
        have = "%d.%d" % sys.version_info[:2]
        raise CannotGoOn(
            f"Python 3.11 or newer is needed, {sys.executable} is {have}.\n"
            "Name another one, for example: make run PYTHON=/usr/bin/python3.11"
        )


def install(lock):
    """`.venv` holds what `requirements/<lock>.txt` says; nothing is done where its stamp says so already."""
    file = ROOT / "requirements" / f"{lock}.txt"
    if stamp(lock) == fingerprint(file):
        return
    if not works():
        with Step(f"Making .venv with Python {sys.version.split()[0]}"):
            must([outside(), "-m", "venv", "--clear", str(VENV)], ".venv could not be made.")
    total = sum("==" in line for line in file.read_text().splitlines())
    with Step(f"Installing {total} locked packages into .venv"):
        if not uv_install(file):
            pip_install(file)
    stamp_file(lock).write_text(fingerprint(file))
    if lock == "test":  # it holds all of base.txt, at the same versions
        stamp_file("base").write_text(fingerprint(file.with_name("base.txt")))


PIP = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
UV = [str(VENV / "bin" / "uv"), "pip", "install", "--quiet", "--python", str(PYTHON), "--compile-bytecode"]
#: wheels only, exactly these
LOCKED = ["--only-binary=:all:", "--no-deps", "--require-hashes", "--requirement"]


def uv_install(file):
    """Install with uv, in a third of the time of pip; whether it could: it may not find the index that pip knows."""
    installer = file.with_name("installer.txt")
    for command in ([*PIP, *LOCKED, str(installer)], [*UV, *LOCKED, str(file)]):
        if subprocess.run(command, cwd=ROOT).returncode:
            tell("   uv could not; pip does it, which takes longer.")
            return False
    return True


def pip_install(file):
    must(
        [*PIP, *LOCKED, str(file)],
        "pip could not install the dependencies; its reason stands above. The network must reach a package index.",
    )


def outside():
    """The interpreter itself, even where we run inside an activated `.venv`: that one is about to be cleared."""
    return getattr(sys, "_base_executable", sys.executable)


def works():
    """Whether `.venv` has an interpreter that starts and has pip."""
    return (
        PYTHON.exists()
        and subprocess.run([str(PYTHON), "-c", "import pip"], stderr=subprocess.DEVNULL).returncode == 0
    )


def fingerprint(file):
    """Of the lock, the interpreter's version and the place: a moved `.venv` does not work."""
    parts = [file.read_bytes(), sys.version.encode(), str(VENV).encode()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def stamp_file(lock):
    return VENV / f".installed-{lock}"


def stamp(lock):
    """The fingerprint of what was installed last; None where nothing was."""
    return stamp_file(lock).read_text() if stamp_file(lock).exists() and PYTHON.exists() else None


def must(command, otherwise):
    if subprocess.run(command, cwd=ROOT).returncode:
        raise CannotGoOn(otherwise)


def write_locks():
    """`requirements/*.txt` anew from `pyproject.toml`: every file pinned by hash, no index and no address named."""
    folder = Path(tempfile.mkdtemp(prefix="wohnlotse-lock-"))
    try:
        must([outside(), "-m", "venv", str(folder)], "A scratch environment could not be made.")
        must([str(folder / "bin" / "pip"), "install", "--quiet", "uv"], "uv could not be installed.")
        for name, sources in (
            ("installer", ["--group", "installer"]),
            ("base", ["pyproject.toml"]),
            ("test", ["pyproject.toml", "--group", "test", "--constraint", "requirements/base.txt"]),
        ):
            tell(f"-> requirements/{name}.txt")
            must(
                [str(folder / "bin" / "uv"), "pip", "compile", "--quiet", *sources]
                + ["--universal", "--python-version", "3.11", "--upgrade", "--generate-hashes"]
                + ["--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"]
                + ["--output-file", f"requirements/{name}.txt"],
                "The dependencies do not fit together; the reason stands above.",
            )
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def data_folder():
    """DATA_DIR as an absolute path, made where it is missing and open to us."""
    folder = Path(os.environ.get("DATA_DIR", "").strip() or ROOT / "data").expanduser().resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)  # it will hold what people entrust to the site
        writable = os.access(folder, os.W_OK | os.X_OK)
    except OSError:
        writable = False
    if not writable:
        raise CannotGoOn(
            f"The folder {folder} cannot be written. Choose another: make run DATA_DIR=~/wohnlotse-data"
        )
    return folder
