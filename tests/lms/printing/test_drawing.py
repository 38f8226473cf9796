"""What is drawn from memory looks as it did the first time."""

from certificates.document import print_document
from tests.certificates.samples import snapshot

from .reading import picture


def test_the_second_page_looks_like_the_first():
    pages = [picture(print_document(snapshot()), dpi=50) for _ in range(2)]
    assert pages[0].tobytes() == pages[1].tobytes()
    colours = {colour for _count, colour in pages[0].getcolors(1 << 20)}
    assert len(colours) > 50  # the picture is there
