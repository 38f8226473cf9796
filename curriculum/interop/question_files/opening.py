"""A file of questions from its bytes: in which format it is, which signs it holds, and whether it can be trusted."""

import posixpath
import re
import stat
import zlib
from collections.abc import Iterator
from enum import StrEnum
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext_lazy as _

from .gift_reading import read_gift
from .moodle_reading import read_moodle_xml
from .qti_reading import ITEM, NoItemOfQTI, read_item
from .shapes import FileRefused, Item, LeftOut
from .trees import Element, read_tree

#: bytes of a file, of all that an archive unpacks to; files in an archive; how much smaller packing may make it
LARGEST, UNPACKED, MOST_FILES, DENSEST = 64 * 1024 * 1024, 128 * 1024 * 1024, 5000, 200
#: below this nobody cares how dense it is
SMALL = 1024 * 1024

_DECLARED = re.compile(r"""<\?xml[^>]*\bencoding=["']([\w.-]+)["']""")


class Format(StrEnum):
    AUTO = "auto"
    GIFT = "gift"
    MOODLE_XML = "moodle-xml"
    QTI = "qti"


class FileTooLarge(FileRefused):
    sentence = _("The file is larger than %(megabytes)s MB.")


class FileEmpty(FileRefused):
    sentence = _("There is nothing in the file.")


class NotText(FileRefused):
    sentence = _("This is no text: it is neither UTF-8 nor Windows-1252.")


class FormatUnknown(FileRefused):
    sentence = _("This is neither GIFT nor Moodle XML nor QTI 3.0.")


class ArchiveBroken(FileRefused):
    sentence = _("The archive is broken: %(reason)s")


class ArchiveEscapes(FileRefused):
    sentence = _("The archive names a file outside of itself (%(name)s), so it is not read.")


class ArchiveSwells(FileRefused):
    sentence = _("The archive unpacks to far more than it seems to hold, so it is not read.")


class ArchiveWithoutItems(FileRefused):
    sentence = _("The archive holds no item of QTI 3.0.")


def read_questions(data: bytes, format: str = Format.AUTO) -> list[Item | LeftOut]:
    """All questions of a file, and what is none. Raises `FileRefused`."""
    if len(data) > LARGEST:
        raise FileTooLarge(megabytes=LARGEST // 1024 // 1024)
    if not data.strip():
        raise FileEmpty()
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        if format not in (Format.AUTO, Format.QTI):
            raise NotText()
        return list(_items_in(_unpacked(data)))
    text = decoded(data)
    if format == Format.AUTO:
        format = _format_of(text)
    if format == Format.GIFT:
        return list(read_gift(text))
    if format == Format.MOODLE_XML:
        return list(read_moodle_xml(text))
    return [read_item(read_tree(text), files={})]


def decoded(data: bytes) -> str:
    """The text of a file: UTF-8 or UTF-16 by its mark, else UTF-8, else what an XML declares, else Windows-1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        declared = _DECLARED.match(data[:200].decode("ascii", "replace"))
        encodings = ["utf-8-sig", *([declared[1]] if declared else []), "windows-1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if "\x00" not in text:
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise NotText()


def _format_of(text: str) -> str:
    if text.lstrip().startswith("<"):
        root = re.search(r"<(?![?!])(?:[\w.-]+:)?([\w.-]+)", text)
        name = root[1] if root else ""
        return Format.MOODLE_XML if name == "quiz" else Format.QTI
    if "{" in text or "$CATEGORY:" in text or "::" in text:
        return Format.GIFT
    raise FormatUnknown()


def _unpacked(data: bytes) -> dict[str, bytes]:
    """Name → bytes of the files in an archive. Raises `ArchiveBroken`, `ArchiveEscapes`, `ArchiveSwells`."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            for entry in entries:
                _refuse_escape(entry)
            _refuse_swelling(entries)
            return {entry.filename: _read(archive, entry) for entry in entries if not entry.is_dir()}
    except (
        BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        OSError,
    ) as fault:
        raise ArchiveBroken(reason=str(fault)) from fault


def _refuse_escape(entry: ZipInfo) -> None:
    name = entry.filename
    outside = name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")
    if outside or "\x00" in entry.orig_filename or stat.S_ISLNK(entry.external_attr >> 16):
        raise ArchiveEscapes(name=name[:80])


def _refuse_swelling(entries: list[ZipInfo]) -> None:
    total = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    names = {entry.filename for entry in entries}
    dense = total > SMALL and total > DENSEST * max(packed, 1)
    if total > UNPACKED or len(entries) > MOST_FILES or len(names) < len(entries) or dense:
        raise ArchiveSwells()


def _read(archive: ZipFile, entry: ZipInfo) -> bytes:
    """No more than the archive said that there is."""
    with archive.open(entry) as file:
        data = file.read(entry.file_size + 1)
    if len(data) > entry.file_size:
        raise ArchiveSwells()
    return data


def _items_in(files: dict[str, bytes]) -> Iterator[Item | LeftOut]:
    """The items that the manifest names, or else all that there are; tests and what else is there is no question."""
    named = _named_in_manifest(files)
    found = False
    for name in named or sorted(files):
        if not name.lower().endswith(".xml") or posixpath.basename(name) == "imsmanifest.xml":
            continue
        root = read_tree(decoded(files[name]))
        if root.tag == ITEM:
            found = True
            yield read_item(root, files=_seen_from(name, files), file=name)
        elif named:
            found = True
            yield LeftOut(root.line, str(NoItemOfQTI(tag=root.tag)), root.tag, name, file=name)
    if not found:
        raise ArchiveWithoutItems()


def _named_in_manifest(files: dict[str, bytes]) -> list[str]:
    """The files of the items that the manifest lists. Raises `ArchiveBroken` where one is not there."""
    manifest = next((name for name in files if posixpath.basename(name) == "imsmanifest.xml"), None)
    if manifest is None:
        return []
    root: Element = read_tree(decoded(files[manifest]))
    named = []
    for resource in root.find("resource"):
        if "item" in resource.get("type").lower() and (address := resource.get("href")):
            name = posixpath.normpath(posixpath.join(posixpath.dirname(manifest), address))
            if name.startswith(("/", "..")):
                raise ArchiveEscapes(name=address[:80])
            if name not in files:
                raise ArchiveBroken(reason=name[:80])
            named.append(name)
    return list(dict.fromkeys(named))


def _seen_from(item: str, files: dict[str, bytes]) -> dict[str, bytes]:
    """The files of the archive by the names that an item writes."""
    return {posixpath.relpath(name, posixpath.dirname(item) or "."): data for name, data in files.items()}
