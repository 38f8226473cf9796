"""Compiles the translations of the interface: `locale/*/LC_MESSAGES/*.po` to `.mo`, where the text is newer."""

import subprocess

from .environment import ROOT
from .telling import CannotGoOn, Step


def compile_messages():
    stale = [po for po in ROOT.glob("locale/*/LC_MESSAGES/*.po") if is_stale(po, po.with_suffix(".mo"))]
    if not stale:
        return
    with Step("Compiling the translations: " + " ".join(sorted(po.parts[-3] for po in stale))):
        for po in stale:
            done = subprocess.run(["msgfmt", "--check-format", "-o", str(po.with_suffix(".mo")), str(po)])
            if done.returncode:
                raise CannotGoOn(f"{po.relative_to(ROOT)} does not compile; the line stands above.")


def is_stale(po, mo):
    return not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime
