"""What changed between two wordings of a section, word by word. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

#: in wordings of more words than this, words that stand everywhere are no landmarks: comparing all pairs takes too long
LONG = 5000


@dataclass(frozen=True)
class Stretch:
    """Words that stand in both wordings, only in the older (`taken_out`), or only in the newer one (`put_in`)."""

    same: str = ""
    taken_out: str = ""
    put_in: str = ""


def compare(older: Sequence[str], newer: Sequence[str]) -> tuple[Stretch, ...]:
    """The words of both in their order."""
    found = []
    matcher = SequenceMatcher(None, older, newer, autojunk=max(len(older), len(newer)) > LONG)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            found.append(Stretch(same=" ".join(older[a:b])))
        else:
            found.append(Stretch(taken_out=" ".join(older[a:b]), put_in=" ".join(newer[c:d])))
    return tuple(found)


def counted(stretches: Sequence[Stretch]) -> tuple[int, int]:
    """How many words were taken out, and how many put in."""
    out = sum(len(stretch.taken_out.split()) for stretch in stretches)
    return out, sum(len(stretch.put_in.split()) for stretch in stretches)
