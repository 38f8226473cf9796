"""What a design adds to the page of a certificate: rules of style, and pictures that are made for it."""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from .models import Design, Layout

BACKGROUND = Path(__file__).parent / "templates" / "certificates" / "print" / "background.svg"
#: colours of the drawn house that follow the band: its sky, and the ground below
SKY, GROUND = "#173f4c", "#0f2f39"
#: how much darker than the sky the ground is
DARKER = 0.72
LOGO = "logo.png"


def rules(design: dict) -> str:
    """CSS of a design as a snapshot keeps it; its colours were checked sign by sign."""
    band, on_band, accent = design["band"], design["on_band"], design["accent"]
    upright = design["layout"] == Layout.UPRIGHT
    on_it = ".strip,.strip .small" if upright else ".strip,.strip .small,.check,.nr"
    found = [
        f"{on_it}{{color:{on_band}}}",
        f"h1,.h,.mods th{{color:{accent}}}.plate{{background:{accent}}}",
    ]
    if design["layout"] != Layout.HOUSE:
        found.append(f".strip{{background:{band}}}")
    elif band != SKY:
        found.append(f"@page{{background-image:url({_name_of_background(band)})}}")
    return "".join(found)


def pictures(design: dict | None) -> dict[str, bytes]:
    """File name → bytes of the pictures that the page of the design asks for."""
    found = {}
    if design and design["logo"]:
        found[LOGO] = logo(design["logo"])
    if design and design["layout"] == Layout.HOUSE and design["band"] != SKY:
        found[_name_of_background(design["band"])] = background(design["band"])
    return found


@lru_cache(maxsize=8)
def background(band: str) -> bytes:
    """The drawn house in front of another sky."""
    drawn = BACKGROUND.read_text(encoding="utf-8")
    return drawn.replace(GROUND, darker(band)).replace(SKY, band).encode()


def darker(colour: str) -> str:
    """The ground below a sky of the colour."""
    return "#" + "".join(f"{int(int(colour[at : at + 2], 16) * DARKER):02x}" for at in (1, 3, 5))


@lru_cache(maxsize=8)
def logo(name: str) -> bytes:
    """The bytes of a logo: a name in our storage is never used twice."""
    with Design._meta.get_field("logo").storage.open(name) as file:
        return file.read()


def _name_of_background(band: str) -> str:
    return f"background-{sha256(band.encode()).hexdigest()[:8]}.svg"
