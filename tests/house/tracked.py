"""The files of the project, as git knows them."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ["lms", "curriculum", "certificates", "cms"]


@cache
def files(*suffixes: str) -> list[Path]:
    """Tracked files and new ones that are not ignored, as paths from the root; all, or those with a suffix."""
    # A clone may belong to somebody else than the one who tests, as on build servers.
    command = [
        "git",
        "-c",
        "safe.directory=*",
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout.split("\0")
    paths = sorted(Path(name) for name in set(listed) if name)
    return [path for path in paths if (ROOT / path).is_file() and (not suffixes or path.suffix in suffixes)]


def text(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8", errors="replace")
