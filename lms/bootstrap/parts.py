"""Which parts of the system the product needs, whether they are here, and how Debian and Ubuntu bring them."""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

from .telling import CannotGoOn, Step, tell

#: `name` for a reader, `reason` why it is needed, `packages` of Debian that bring it, `is_here` says whether it is
Part = namedtuple("Part", "name reason packages is_here")

#: Chromium without windows takes half the time of the whole one
BROWSERS = ["chromium-headless-shell", "chromium", "chromium-browser"]

FONT_FOLDERS = ["/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts"]
FONTS = {
    f"Noto{name}-{weight}.ttf"
    for name in ("Sans", "NaskhArabic", "SansEthiopic")
    for weight in ("Regular", "Bold")
}


def loads(*libraries):
    """Whether each shared library can be loaded, asked as WeasyPrint will ask."""

    def is_here():
        try:
            for library in libraries:
                ctypes.CDLL(library)
        except OSError:
            return False
        return True

    return is_here


def runs(*programs):
    """Whether one of the programs lies on PATH or among PostgreSQL's own binaries."""
    return lambda: any(shutil.which(program) for program in programs)


def fonts_are_here():
    """Whether the fonts of the scripts that certificates print are installed."""
    found = {file.name for folder in FONT_FOLDERS for file in Path(folder).expanduser().rglob("Noto*.ttf")}
    return found >= FONTS


def postgresql_is_here():
    return bool(postgresql_binaries())


def postgresql_binaries():
    """The folder of `initdb` and `postgres`, newest version first; None where there is none."""
    folders = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True
    )
    on_path = shutil.which("initdb")
    return next(
        (f for f in folders if (f / "initdb").exists()), Path(on_path).resolve().parent if on_path else None
    )


def venv_is_here():
    return all(importlib.util.find_spec(module) for module in ("venv", "ensurepip"))


RUNNING = [
    Part("python3-venv", "makes .venv", ["python%d.%d-venv" % sys.version_info[:2]], venv_is_here),
    Part(
        "Pango",
        "lays out the text of certificates",
        ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"],
        loads("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz.so.0", "libfontconfig.so.1"),
    ),
    Part("gettext", "compiles the translations", ["gettext"], runs("msgfmt")),
    Part("Noto fonts", "print Latin, Arabic and Ethiopic script", ["fonts-noto-core"], fonts_are_here),
]
TESTING = [
    Part("git", "names the files that are checked", ["git"], runs("git")),
    Part("Chromium", "plays the browser journeys", ["chromium-headless-shell"], runs(*BROWSERS)),
    Part("PostgreSQL", "runs the suite a second time", ["postgresql"], postgresql_is_here),
    Part("Poppler", "reads printed pages back", ["poppler-utils"], runs("pdftoppm")),
]

FOREIGN = [
    Part("npm", "installs verifiers of badges", ["npm"], runs("npm")),
    Part(
        "Java with JAXB",
        "runs veraPDF",
        ["default-jdk-headless", "libjaxb-java", "libjaxb-api-java", "libistack-commons-java"],
        lambda: bool(shutil.which("javac")) and Path("/usr/share/java/jaxb-runtime.jar").exists(),
    ),
]


def have(parts):
    """All `parts` are here afterwards: installed with apt where that is allowed, else a sentence with the command."""
    lacking = [part for part in parts if not part.is_here()]
    if not lacking:
        return
    for part in lacking:
        tell(f"   {part.name} is missing: it {part.reason}.")
    packages = [package for part in lacking for package in part.packages]
    rights = rights_to_install()
    if rights is None:
        raise CannotGoOn(sentence(lacking, packages))
    with Step("Installing " + " ".join(packages)):
        install(packages, rights)
    still = [part for part in lacking if not part.is_here()]
    if still:
        raise CannotGoOn(sentence(still, packages))


def sentence(lacking, packages):
    names = " and ".join(part.name for part in lacking)
    verb = "are" if len(lacking) > 1 else "is"
    return (
        f"{names} {verb} missing. Install with:\n\n    {command(packages)}\n\nand run the same command again."
    )


def command(packages):
    """The line that a person with rights types."""
    install_line = "apt-get install -y --no-install-recommends " + " ".join(packages)
    return (
        f"sudo apt-get update && sudo {install_line}" if os.geteuid() else f"apt-get update && {install_line}"
    )


def rights_to_install():
    """What to put in front of `apt-get`: nothing for root, `sudo -n` where it asks for no password; None if neither."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], stderr=subprocess.DEVNULL).returncode == 0:
        return [sudo, "-n", "DEBIAN_FRONTEND=noninteractive"]
    return None


def install(packages, rights):
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for act in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages]):
        # A list that cannot be refreshed is no reason to stop: the packages may be known already.
        result = subprocess.run([*rights, "apt-get", *act], env=quiet, stdin=subprocess.DEVNULL)
        if result.returncode and act[0] == "install":
            raise CannotGoOn(f"apt-get could not install. Try it by hand:\n\n    {command(packages)}")
