"""QR codes as one SVG path: sharp in every size, small in the file."""

from dataclasses import dataclass

import segno

#: light modules around the code (ISO/IEC 18004)
QUIET = 4


@dataclass(frozen=True)
class Code:
    """`path` draws the dark modules, one unit each, in a square of `size` units; `quiet` units of light lie around."""

    path: str
    size: int
    quiet: int = QUIET

    @property
    def view_box(self) -> str:
        side = self.size + 2 * self.quiet
        return f"{-self.quiet} {-self.quiet} {side} {side}"

    def side(self, code_mm: float) -> str:
        """Width of the whole picture in millimetres, if the code itself is to measure `code_mm`."""
        return f"{code_mm * (self.size + 2 * self.quiet) / self.size:.2f}mm"


def code_of(text: str) -> Code:
    """The code of a text, with error correction M. The mask is fixed: trying all eight costs more than the drawing."""
    code = segno.make(text, error="m", micro=False, boost_error=False, mask=3)
    rows = [bytes(row) for row in code.matrix]
    return Code("".join(_runs(rows)), len(rows))


def _runs(rows):
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            end = x
            while end < len(row) and row[end]:
                end += 1
            if end > x:
                yield f"M{x} {y}h{end - x}v1h-{end - x}z"
            x = end + 1
