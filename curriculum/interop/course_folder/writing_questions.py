"""The quiz files of a module."""

from collections.abc import Iterator

from .cases import written
from .emitting import Flow, FlowMap, emit, emit_apart, with_origins
from .shapes import PARTS, Gap, Pair, Question, QuestionText, Rubric


def question_files(questions: tuple[Question, ...], language: str) -> Iterator[tuple[str, str]]:
    """Name and text of the file of each language; none for a module without questions."""
    if not questions:
        return
    yield f"quiz.{language}.yaml", emit_apart([_question(question, language) for question in questions])
    kinds = {id(text): question.kind for question in questions for text in question.texts.values()}
    for code in sorted({code for question in questions for code in question.texts} - {language}):
        texts = {question.id: question.texts[code] for question in questions if code in question.texts}
        yield f"quiz.{code}.yaml", emit(with_origins(texts, lambda text: _words(text, kinds[id(text)])))


def _question(question: Question, language: str) -> dict:
    text = question.texts[language]
    words = _words(text, question.kind)
    if question.kind == "scenario":
        words["steps"] = written(text.parts, question.ways)
    explanation = {"explanation": words.pop("explanation")}
    unit = {"unit": words.pop("unit")} if "unit" in words else {}
    facts = {"id": question.id, "kind": question.kind, "difficulty": question.difficulty}
    if question.uncertain:
        facts["uncertain"] = question.uncertain
    if question.category:
        facts["category"] = question.category
    if question.tags:
        facts["tags"] = Flow(question.tags)
    if question.marks != 1:
        facts["marks"] = question.marks
    if not question.fixed:
        facts["fixed"] = False
    return facts | words | _key(question) | unit | explanation


def _key(question: Question) -> dict:
    match question.kind:
        case "true_false":
            return {"correct": question.correct}
        case "single":
            return {"correct": question.correct[0]}
        case "multiple":
            return {"correct": Flow(question.correct)}
        case "numeric":
            return {"answer": question.answer, "tolerance": question.tolerance}
        case "gap":
            return (
                {"case": Flow(int(id) if id.isdecimal() else id for id in question.case)}
                if question.case
                else {}
            )
        case "short_text":
            return {"case": True} if question.case else {}
        case _:
            return {}


def _words(text: QuestionText, kind: str) -> dict:
    """What a translation holds, in the order in which it is written."""
    words = {"wording": text.wording}
    if kind == "scenario":
        words["steps"] = written(text.parts)
    elif kind == "short_text":
        (part,) = text.parts
        words |= {"rubric": part.text} if isinstance(part, Rubric) else {"accepted": Flow(part.accepted)}
    elif PARTS[kind]:
        words[PARTS[kind]] = {_id(part): _part(part) for part in text.parts}
    if text.unit:
        words["unit"] = text.unit
    return words | {"explanation": text.explanation}


def _id(part) -> str | int:
    """Gaps are numbered, and a number needs no quotes."""
    return int(part.id) if isinstance(part, Gap) and part.id.isdecimal() else part.id


def _part(part):
    if isinstance(part, Pair):
        return FlowMap(left=part.left, right=part.right)
    return Flow(part.accepted) if isinstance(part, Gap) else part.text
