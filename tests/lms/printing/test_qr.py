import zxingcpp
from PIL import Image, ImageDraw

from lms.printing.qr import QUIET, code_of


def drawn(code, scale=8) -> Image.Image:
    """The path as pixels, with its quiet zone."""
    side = (code.size + 2 * code.quiet) * scale
    image = Image.new("L", (side, side), 255)
    pen = ImageDraw.Draw(image)
    for run in code.path.split("z")[:-1]:
        x, rest = run[1:].split(" ", 1)
        y, width = rest.split("h")[0], rest.split("h")[1].split("v")[0]
        left, top = (int(x) + code.quiet) * scale, (int(y) + code.quiet) * scale
        pen.rectangle([left, top, left + int(width) * scale - 1, top + scale - 1], fill=0)
    return image


def test_a_camera_reads_the_address_back():
    address = "https://wohnlotse.example.org/v/7h2k9qpm4c7h2k9qpm4c7h2k"
    assert [found.text for found in zxingcpp.read_barcodes(drawn(code_of(address)))] == [address]


def test_the_quiet_zone_is_four_modules_and_does_not_count_into_the_size():
    code = code_of("https://wohnlotse.example.org/v/7h2k9qpm4c7h2k9qpm4c7h2k")
    assert QUIET == 4
    assert (code.size, code.view_box) == (33, "-4 -4 41 41")
    assert code.side(30) == "37.27mm"
