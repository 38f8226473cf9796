import pytest

from curriculum.explaining import cites_law, explanations, terms_explained
from curriculum.models import QuestionText, Statute
from tests.factories.curriculum import QuestionFactory, StatuteFactory

pytestmark = pytest.mark.django_db
CITED = '<p>Das steht so da. <a linktype="citation" ref="§ 551 Abs. 1 BGB">§ 551 Abs. 1 BGB</a></p>'
NAMED = '<p>Die <a linktype="term" ref="kaution">Kaution</a>.</p>'


def texts(*explained) -> list[QuestionText]:
    for explanation in explained:
        QuestionFactory(text={"explanation": explanation})
    return list(QuestionText.objects.order_by("pk"))


def test_explanations_link_to_the_law():
    StatuteFactory()
    (text,) = texts(CITED)
    assert explanations([text]) == {
        text.pk: '<p>Das steht so da. <bdi class="cite" lang="de" dir="ltr">'
        '<a href="https://www.gesetze-im-internet.de/bgb/__551.html" rel="external">§ 551 Abs. 1 BGB</a></bdi></p>'
    }


@pytest.mark.parametrize("number", [1, 3])
def test_what_never_changes_is_made_once(number, django_assert_num_queries):
    StatuteFactory()
    kept = texts(*[CITED] * number)
    explanations(kept)
    Statute.objects.update(address="https://www.gesetze-im-internet.de/anders/")
    with django_assert_num_queries(0):
        assert all("/bgb/" in html for html in explanations(kept).values())


def test_it_is_known_what_an_explanation_rests_on():
    cited, named, plain = texts(CITED, NAMED, "<p>Einfach so.</p>")
    assert [cites_law(text) for text in (cited, named, plain)] == [True, False, False]
    assert terms_explained([cited, named, plain]) == {"kaution"}
    assert terms_explained([]) == set()
