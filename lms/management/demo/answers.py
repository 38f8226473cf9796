"""What people in the demo answer: right, or wrong in a way that one can get wrong."""

from decimal import Decimal

from curriculum.models import Kind
from curriculum.numbers import write_number
from lms.learning.models import Answer, Attempt


def give(attempt: Attempt, *, wrong: int, dice) -> dict[int, object]:
    """Position → what is given: `wrong` of the questions that count are answered wrongly, `dice` says which."""
    answers = list(attempt.answers.select_related("version", "text"))
    counting = [answer.position for answer in answers if answer.counts]
    missed = set(dice.sample(counting, min(wrong, len(counting))))
    return {
        answer.position: wrong_answer(answer, dice) if answer.position in missed else right_answer(answer)
        for answer in answers
    }


def right_answer(answer: Answer):
    """What gets all the marks; shapes by kind stand at `curriculum.scoring`."""
    key, parts = answer.version.key, answer.text.content["parts"]
    match answer.version.kind:
        case Kind.SINGLE:
            return key["correct"][0]
        case Kind.MULTIPLE | Kind.TRUE_FALSE:
            return key["correct"]
        case Kind.MATCHING:
            return {part: part for part in key["parts"]}
        case Kind.ORDERING:
            return key["parts"]
        case Kind.GAP:
            return {part: parts[part][0] for part in key["parts"]}
        case Kind.NUMERIC:
            return _number(answer, Decimal(0))


def wrong_answer(answer: Answer, dice):
    """What gets no marks; of several wrong options, one by chance."""
    key = answer.version.key
    match answer.version.kind:
        case Kind.SINGLE | Kind.MULTIPLE:
            wrong = [part for part in key["parts"] if part not in key["correct"]]
            return dice.choice(wrong) if answer.version.kind == Kind.SINGLE else wrong
        case Kind.TRUE_FALSE:
            return not key["correct"]
        case Kind.MATCHING:
            return dict(zip(key["parts"], key["parts"][1:] + key["parts"][:1], strict=True))
        case Kind.ORDERING:
            return key["parts"][::-1]
        case Kind.GAP:
            return dict.fromkeys(key["parts"], "?")
        case Kind.NUMERIC:
            return _number(answer, Decimal(answer.version.key["tolerance"]) + 1)


def _number(answer: Answer, off: Decimal) -> str:
    """The number, off by so much, as one writes it in the language of the question."""
    return write_number(Decimal(answer.version.key["answer"]) + off, language=answer.text.language_code)
