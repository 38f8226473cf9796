"""The bank goes out as a file, and comes back into another bank as it was."""

from base64 import b64encode
from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from PIL import Image as Pillow

from curriculum.interop.exporting_questions import export_questions
from curriculum.interop.importing_questions import import_questions
from curriculum.models import Kind, QuestionText
from tests.factories.curriculum import WRITTEN, ModuleFactory, QuestionFactory

pytestmark = pytest.mark.django_db


def said(module) -> list[tuple]:
    """What the bank asks, and what is right."""
    texts = QuestionText.objects.filter(version__question__module=module).order_by("version__question__pk")
    return sorted((text.version.kind, str(text.version.key), str(text.content)) for text in texts)


def bank() -> object:
    module = ModuleFactory(slug="von")
    for kind in Kind:
        QuestionFactory(
            module=module, kind=kind, category="recht" if kind == Kind.GAP else "", tags=["frist"]
        )
    QuestionFactory(module=module, **WRITTEN)
    return module


def test_moodle_xml_brings_a_bank_into_another_one():
    module, other = bank(), ModuleFactory()
    exported = export_questions(module, format="moodle-xml")
    assert len(exported.left_out) == 1  # the case
    report = import_questions(exported.text.encode(), other, by=None, at=timezone.now())
    assert (len(report.created), report.skipped, report.refused) == (exported.number, [], [])
    kept = [text for text in said(module) if text[0] != Kind.SCENARIO]
    letters = {text[0]: text for text in said(other)}
    assert [text[0] for text in said(other)] == [text[0] for text in kept]
    assert letters[Kind.TRUE_FALSE] == next(text for text in kept if text[0] == Kind.TRUE_FALSE)
    assert letters[Kind.NUMERIC] == next(text for text in kept if text[0] == Kind.NUMERIC)
    assert other.bank.get(category="recht").tags == ["frist"]


def test_a_bank_that_comes_back_to_itself_is_there_already():
    module = bank()
    for format in ("gift", "moodle-xml"):
        exported = export_questions(module, format=format)
        report = import_questions(exported.text.encode(), module, by=None, at=timezone.now())
        assert (report.created, report.refused) == ([], [])
        assert len(report.skipped) == exported.number


def test_a_second_bank_gives_the_same_file_again():
    """Once it went out and came in, nothing changes any more."""
    module = bank()
    for format in ("gift", "moodle-xml"):
        first, other, third = export_questions(module, format=format), ModuleFactory(), ModuleFactory()
        import_questions(first.text.encode(), other, by=None, at=timezone.now())
        second = export_questions(other, format=format)
        import_questions(second.text.encode(), third, by=None, at=timezone.now())
        assert said(other) == said(third)
        assert export_questions(third, format=format).text == second.text


def test_weights_feedback_and_pictures_come_through(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    stream = BytesIO()
    Pillow.new("RGB", (8, 6), "red").save(stream, "PNG")
    picture = b64encode(stream.getvalue()).decode()
    text = f"""<quiz><question type="multichoice"><name><text>Rot</text></name><questiontext format="html">
    <text>&lt;img src="@@PLUGINFILE@@/rot.png" alt="Eine Fläche"&gt;Welche Farbe?</text>
    <file name="rot.png" path="/" encoding="base64">{picture}</file></questiontext><single>true</single>
    <answer fraction="100"><text>Rot</text><feedback><text>Ja.</text></feedback></answer>
    <answer fraction="50"><text>Rosa</text></answer><answer fraction="-50"><text>Blau</text></answer>
    </question></quiz>"""
    module, other = ModuleFactory(), ModuleFactory()
    import_questions(text.encode(), module, by=None, at=timezone.now())
    exported = export_questions(module, format="moodle-xml")
    assert exported.left_out == ()
    import_questions(exported.text.encode(), other, by=None, at=timezone.now())
    assert said(module) == said(other)
    question = QuestionText.objects.get(version__question__module=other)
    assert question.version.key["weights"] == {"a": "1", "b": "0.5", "c": "-0.5"}
    assert question.content["feedback"] == {"a": "Ja."}
    assert question.content["pictures"][""]["alt"] == "Eine Fläche"
    assert len(export_questions(module, format="gift").left_out) == 1


def test_the_command_writes_a_file_and_names_what_it_leaves_out(tmp_path):
    bank()
    out, err = StringIO(), StringIO()
    call_command(
        "export_questions",
        "--module",
        "von",
        "--format",
        "gift",
        str(tmp_path / "a.gift"),
        stdout=out,
        stderr=err,
    )
    assert "::" not in out.getvalue()
    assert "scenario" in err.getvalue()
    assert "Die Miete ist Geld." in (tmp_path / "a.gift").read_text("utf-8")
    with pytest.raises(CommandError, match="no module"):
        call_command("export_questions", "--module", "x", "--format", "gift", str(tmp_path / "b"))


def test_an_export_asks_the_same_number_of_questions_for_one_and_for_three(django_assert_num_queries):
    module = ModuleFactory()
    QuestionFactory(module=module)
    for _more in range(2):
        with django_assert_num_queries(3):
            export_questions(module, format="gift")
        QuestionFactory.create_batch(2, module=module)
