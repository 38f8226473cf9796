"""Writing the ids that blocks do not have yet, once; nothing else in the files changes."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from .faults import Findings
from .finding import CourseFiles, find_files
from .reading_blocks import BLOCK_LINE

_SIGNS = "0123456789abcdefghijklmnopqrstuvwxyz"
_LANGUAGE = re.compile(r"^language:[ \t]*[\"']?([a-z-]+)", re.MULTILINE)


def stamp_blocks(folder: Path) -> list[Path]:
    """Give every block an id; the files that were changed.

    A translation takes the ids of the source where both have the same kinds of blocks in the same order; elsewhere
    its author has to write them, and reading says where. Files that cannot be read are left as they are.
    """
    files = find_files(folder, Findings())
    language = _source_language(files)
    changed = []
    for lesson in (lesson for module in files.modules.values() for lesson in module.lessons.values()):
        if language not in lesson:
            continue
        source = lesson[language].relative_to(folder).as_posix()
        ids = None
        for code in sorted(lesson, key=lambda code: (code != language, code)):
            if (lines := _lines(lesson[code])) is None:
                continue
            blocks = _blocks(lines)
            if code == language:
                stamped = ids = list(_with_new_ids(blocks, source))
            elif ids and [kind for _place, kind, _id in blocks] == [kind for kind, _id in ids]:
                stamped = ids
            else:
                continue
            if _write_ids(lines, blocks, stamped):
                lesson[code].write_bytes("\n".join(lines).encode())
                changed.append(lesson[code])
    return changed


def _source_language(files: CourseFiles) -> str:
    text = "\n".join(_lines(files.facts) or []) if files.facts else ""
    return found[1] if (found := _LANGUAGE.search(text)) else "de"


def _lines(path: Path) -> list[str] | None:
    try:
        return path.read_bytes().decode().split("\n")
    except (OSError, UnicodeDecodeError):
        return None


def _blocks(lines: list[str]) -> list[tuple[int, str, str | None]]:
    """Place in the lines, kind and id of each block."""
    openings = ((place, BLOCK_LINE.fullmatch(line.rstrip())) for place, line in enumerate(lines))
    return [(place, opening["kind"], opening["id"]) for place, opening in openings if opening]


def _with_new_ids(blocks: list[tuple[int, str, str | None]], source: str) -> Iterator[tuple[str, str]]:
    """Kind and id of each block; a new id follows from the file's name and the place, not from chance."""
    taken = {id for _place, _kind, id in blocks if id}
    for number, (_place, kind, id) in enumerate(blocks):
        attempt = 0
        while id is None:
            digest = hashlib.sha256(f"{source} {number} {attempt}".encode()).digest()
            drawn = "".join(_SIGNS[byte % 36] for byte in digest[:4])
            id = drawn if drawn not in taken else None
            attempt += 1
        taken.add(id)
        yield kind, id


def _write_ids(
    lines: list[str], blocks: list[tuple[int, str, str | None]], stamped: list[tuple[str, str]]
) -> bool:
    """Put each id behind the kind of its block; whether any line changed."""
    missing = [
        (place, kind, new) for (place, kind, id), (_kind, new) in zip(blocks, stamped, strict=True) if not id
    ]
    for place, kind, id in missing:
        lines[place] = re.sub(rf"^(:::[ \t]*{kind})", rf"\1 #{id}", lines[place])
    return bool(missing)
