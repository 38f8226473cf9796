"""Which font prints which script. All come from Debian's package fonts-noto-core, as TrueType files.

Style sheets name the families as here; no other font of the machine is meant to appear on paper.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .faults import FontMissing

PACKAGE = "fonts-noto-core"
FOLDERS = ["/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts"]
WEIGHTS = {"Regular": 400, "Bold": 700}


@dataclass(frozen=True)
class Family:
    """A family in two weights; `scripts` are codes of ISO 15924. A `needed` one is asked for on every machine."""

    name: str
    scripts: tuple[str, ...]
    needed: bool = False

    def file(self, weight: str) -> str:
        """`Regular` or `Bold` → the name of the file."""
        return f"{self.name.replace(' ', '')}-{weight}.ttf"


#: in the order in which a letter is looked for
FAMILIES = (
    Family("Noto Sans", ("Latn", "Cyrl", "Grek"), needed=True),
    Family("Noto Naskh Arabic", ("Arab",), needed=True),
    Family("Noto Sans Ethiopic", ("Ethi",), needed=True),
    Family("Noto Sans Armenian", ("Armn",)),
    Family("Noto Sans Georgian", ("Geor",)),
    Family("Noto Sans Hebrew", ("Hebr",)),
    Family("Noto Sans Devanagari", ("Deva",)),
    Family("Noto Sans Bengali", ("Beng",)),
    Family("Noto Sans Tamil", ("Taml",)),
)


@cache
def installed() -> dict[str, Path]:
    """File name → path of every Noto font of the machine; looked up once a process."""
    folders = [Path(folder).expanduser() for folder in FOLDERS]
    return {file.name: file for folder in reversed(folders) for file in sorted(folder.rglob("Noto*.ttf"))}


def files() -> dict[tuple[Family, str], Path]:
    """(family, weight) → path, for all families of which both weights are here. Raises FontMissing for a needed one."""
    found = {}
    for family in FAMILIES:
        both = {weight: installed().get(family.file(weight)) for weight in WEIGHTS}
        if all(both.values()):
            found |= {(family, weight): path for weight, path in both.items()}
        elif family.needed:
            lacking = next(family.file(weight) for weight, path in both.items() if not path)
            raise FontMissing(font=lacking, package=PACKAGE)
    return found


def font_faces() -> str:
    """The `@font-face` rules of all families that are here, as CSS."""
    return "".join(
        f'@font-face{{font-family:"{family.name}";font-weight:{WEIGHTS[weight]};src:url("{path.as_uri()}")}}'
        for (family, weight), path in files().items()
    )
