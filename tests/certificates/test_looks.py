"""What a design adds to the page: rules for its layout, and the pictures that these rules name."""

import pytest

from certificates.looks import GROUND, SKY, darker, pictures, rules

DESIGN = {"layout": "house", "band": "#5b2333", "on_band": "#ffffff", "accent": "#7a1f3d", "logo": ""}


def test_the_ground_below_a_sky_is_darker():
    assert (darker("#ffffff"), darker("#000000"), darker("#5b2333")) == ("#b7b7b7", "#000000", "#411924")


def test_another_sky_is_drawn_and_named():
    ((name, drawn),) = pictures(DESIGN).items()
    assert f"url({name})" in rules(DESIGN)
    assert "#5b2333" in drawn.decode() and "#411924" in drawn.decode()
    assert SKY not in drawn.decode() and GROUND not in drawn.decode()
    assert pictures(DESIGN | {"band": "#5b2334"}).keys() != {name}


@pytest.mark.parametrize("changes", [{"band": SKY}, {"layout": "band"}, {"layout": "upright"}])
def test_the_house_itself_and_the_layouts_without_it_need_no_picture(changes):
    design = DESIGN | changes
    assert pictures(design) == pictures(None) == {}
    assert "url(" not in rules(design)
    assert ("background:#5b2333" in rules(design)) == (design["layout"] != "house")
