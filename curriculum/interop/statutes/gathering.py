"""Files and folders of wordings, opened within bounds and read; all faults at once."""

import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from .reading_json import read_json
from .reading_portal import read_portal
from .shapes import BrokenStatutes, Fault, LawText

#: bytes; the largest law of the portal has some 20 million
MOST = 60_000_000
#: members of an archive; the portal puts one text and its pictures into it
MOST_MEMBERS = 2000
READERS = {".json": read_json, ".xml": read_portal}


class TooLarge(ValueError):
    pass


def read_laws(paths: Iterable[Path]) -> list[LawText]:
    """The laws in these files: .json, .xml, .zip with one .xml; of a folder all that are there.

    What begins with a dot or an underscore in a folder is left alone. Raises `BrokenStatutes`.
    """
    faults: list[Fault] = []
    laws = [law for path in paths for file in _files(path, faults) if (law := _read(file, faults))]
    if faults:
        raise BrokenStatutes(faults)
    return laws


def _files(path: Path, faults: list[Fault]) -> Iterator[Path]:
    if path.is_dir():
        found = [
            file
            for file in sorted(path.iterdir())
            if file.suffix.lower() in {*READERS, ".zip"} and file.is_file() and file.name[0] not in "._"
        ]
        if not found:
            faults.append(Fault(str(path), "", _("The folder holds no .json, .xml or .zip file.")))
        yield from found
    elif path.is_file():
        yield path
    else:
        faults.append(Fault(str(path), "", _("There is no such file or folder.")))


def _read(file: Path, faults: list[Fault]) -> LawText | None:
    try:
        name, content = _unpacked(file) if file.suffix.lower() == ".zip" else (file.name, _bounded(file))
    except TooLarge:
        sentence = _("The file is larger than %(most)d million bytes: that is no law.")
        faults.append(Fault(file.name, "", sentence % {"most": MOST // 1_000_000}))
        return None
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
        faults.append(Fault(file.name, "", _("The file cannot be opened (%(reason)s).") % {"reason": error}))
        return None
    reader = READERS.get(Path(name).suffix.lower())
    if reader is None:
        sentence = _("This is no file of wordings. Possible are .json, .xml, and .zip with one .xml in it.")
        faults.append(Fault(file.name, "", sentence))
        return None
    law, found = reader(content, file.name)
    faults += found
    return law


def _bounded(file: Path) -> bytes:
    if file.stat().st_size > MOST:
        raise TooLarge
    return file.read_bytes()


def _unpacked(file: Path) -> tuple[str, bytes]:
    """Name and content of the one text in the archive; nothing is written, and no more is unpacked than allowed."""
    with zipfile.ZipFile(file) as archive:
        members = archive.infolist()
        texts = [member for member in members if member.filename.lower().endswith(".xml")]
        if len(texts) != 1 or len(members) > MOST_MEMBERS:
            raise zipfile.BadZipFile(_("one .xml is expected in it"))
        with archive.open(texts[0]) as text:
            content = text.read(MOST + 1)
    if len(content) > MOST:
        raise TooLarge
    return texts[0].filename, content
