from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from curriculum.course_outline import Text
from lms.templatetags.apart import german_apart


def test_german_in_an_arabic_title_keeps_its_own_language_and_direction():
    title = Text("عقد الإيجار (Mietvertrag)", "ar")
    shown = Template("{{ title|german_apart }}").render(Context({"title": title}))
    assert shown == 'عقد الإيجار (<bdi lang="de" dir="ltr">Mietvertrag</bdi>)'


def test_other_titles_stay_as_they_are():
    assert german_apart("Hilfe vom Amt (WBS)") == "Hilfe vom Amt (WBS)"
    assert german_apart("دوري (5)") == "دوري (5)"


@given(st.text(alphabet="<>&\"'()abä مد"))
def test_nothing_typed_becomes_markup(typed):
    bare = german_apart(typed).replace('<bdi lang="de" dir="ltr">', "").replace("</bdi>", "")
    assert "<" not in bare and ">" not in bare
