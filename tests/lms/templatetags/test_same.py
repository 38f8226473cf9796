"""What looks the same is rendered once; what differs never gets mixed up."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from django.template import engines
from django.template.loader_tags import IncludeNode
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy, override

from lms.people.models import User
from lms.templatetags.same import LONGEST, MOST, Constant, MayChange

PAGE = """{% same "components/quiet_button.html" with text=text %}"""


def template(source):
    return engines["django"].from_string(source)


def remembered(page):
    """How many different looks the only include of a template remembers."""
    [node] = page.template.nodelist.get_nodes_by_type(IncludeNode)
    return len(node.remembered)


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
def test_only_an_include_that_sees_constants_and_nothing_else_is_rendered_once(source, once):
    [node] = template(source).template.nodelist.get_nodes_by_type(IncludeNode)
    assert isinstance(node, Constant) is once


@pytest.mark.parametrize("tag", ["include", "same"])
def test_what_is_remembered_speaks_the_language_of_the_page(tag):
    only = "only" if tag == "include" else ""
    page = template(f'{{% {tag} "components/quiet_button.html" with text=_("Sunday") {only} %}}')
    pages = []
    for language in ("de", "en", "de", "en"):
        with override(language):
            pages.append(page.render())
    assert ["Sonntag" in page for page in pages] == [True, False] * 2
    assert ["Sunday" in page for page in pages] == [False, True] * 2
    assert remembered(page) == 2


def test_the_same_values_are_rendered_once():
    page = template(PAGE)
    pages = [page.render({"text": text, "href": "/unseen/"}) for text in ("a", "b", "a", "b", "a")]
    assert ["<span>a</span>" in page for page in pages] == [True, False, True, False, True]
    assert not any("unseen" in page for page in pages)
    assert remembered(page) == 2


def test_values_that_are_equal_but_look_different_are_kept_apart():
    page = template(PAGE)
    values = [1, True, 1.0, "<b>", mark_safe("<b>"), None, ""]
    for _again in range(2):
        shown = [
            page.render({"text": value}).partition("<span>")[2].partition("</span>")[0] for value in values
        ]
        assert shown == ["1", "True", "1,0", "&lt;b&gt;", "<b>", "None", ""]


@dataclass(frozen=True)
class Frozen:
    on: object


@dataclass
class Thawed:
    on: int = 1

    __hash__ = object.__hash__


@pytest.mark.parametrize(
    "value", [Frozen(date(2026, 1, 1)), Frozen((Decimal(1), Frozen("a"))), gettext_lazy("Sunday")], ids=str
)
def test_words_numbers_days_and_what_is_made_of_them_stay_as_they_are(value):
    page = template(PAGE)
    assert page.render({"text": value}) == page.render({"text": value})
    assert remembered(page) == 1


@pytest.mark.parametrize(
    "value",
    [User(pk=1), SimpleLazyObject(lambda: User(pk=1)), Thawed(), Frozen(User(pk=1)), (1, Thawed())],
    ids=lambda value: type(value).__name__,
)
def test_what_may_look_otherwise_next_time_is_refused(value):
    with pytest.raises(MayChange, match="text is a|User|Thawed"):
        template(PAGE).render({"text": value})


def test_the_oldest_are_forgotten():
    page = template(PAGE)
    for number in range(MOST + 3):
        page.render({"text": number})
    assert remembered(page) == MOST


def test_what_a_visitor_made_too_long_is_not_remembered():
    page = template(PAGE)
    assert "x" * LONGEST in page.render({"text": "x" * LONGEST})
    assert remembered(page) == 0
