"""What looks the same is rendered once; what differs never gets mixed up."""

import pytest
from django.template import engines
from django.utils.safestring import mark_safe
from django.utils.translation import override

from lms.templatetags.same import MOST, ConstantInclude


def template(source):
    return engines["django"].from_string(source)


def includes(source):
    """Whether each include of the source is rendered once a language."""
    nodes = template(source).template.nodelist.get_nodes_by_type(ConstantInclude.__bases__[0])
    return [isinstance(node, ConstantInclude) for node in nodes]


@pytest.mark.parametrize(
    ("source", "once"),
    [
        ('{% include "components/pictogram.html" with name="house" only %}', True),
        ('{% include "components/pictogram.html" with name="house" big=True only %}', True),
        ('{% include "components/quiet_button.html" with text=_("Save") only %}', True),
        ('{% include "components/pictogram.html" with name=sign only %}', False),
        ('{% include "components/pictogram.html" with name="house"|default:sign only %}', False),
        ('{% include "components/pictogram.html" with name="house" %}', False),
        ('{% include component with name="house" only %}', False),
    ],
)
def test_only_what_is_given_constants_and_nothing_else_is_rendered_once(source, once):
    assert includes(source) == [once]


def test_a_constant_component_speaks_the_language_of_the_page():
    page = template('{% include "components/quiet_button.html" with text=_("Sunday") only %}')
    pages = []
    for language in ("de", "en", "de", "en"):
        with override(language):
            pages.append(page.render())
    assert ["Sonntag" in page for page in pages] == [True, False] * 2
    assert ["Sunday" in page for page in pages] == [False, True] * 2


class Shown:
    """Counts how often it was rendered."""

    def __init__(self):
        self.times = 0

    def __str__(self):
        self.times += 1
        return "shown"


def test_the_same_values_are_rendered_once():
    page, inside = template("{% same_for a b %}{{ a }} {{ inside }}{% endsame_for %}"), Shown()
    pages = [page.render({"a": "x", "b": b, "inside": inside}) for b in (1, 1, 2, 1, 2)]
    assert pages == ["x shown"] * 5
    assert inside.times == 2


def test_values_that_are_equal_but_look_different_are_kept_apart():
    page = template("{% same_for a %}{{ a }}{% endsame_for %}")
    values = [1, True, "1", "<b>", mark_safe("<b>"), None, ""]
    assert [page.render({"a": value}) for value in values * 2] == [
        "1", "True", "1", "&lt;b&gt;", "<b>", "None", "",
    ] * 2  # fmt: skip


def test_a_value_that_is_missing_is_no_value():
    page = template("{% same_for a %}{{ a }}{% endsame_for %}")
    assert [page.render({}), page.render({"a": "x"}), page.render({})] == ["", "x", ""]


def test_the_oldest_are_forgotten():
    page, inside = template("{% same_for a %}{{ inside }}{% endsame_for %}"), Shown()
    for a in [*range(MOST + 1), MOST, 0]:
        page.render({"a": a, "inside": inside})
    assert inside.times == MOST + 2
