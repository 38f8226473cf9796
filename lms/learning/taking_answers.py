"""What comes back from the page of an attempt, made into answers. Whatever else a form says is left out."""

from collections.abc import Iterable

from curriculum.keys import parts_by_hand
from curriculum.models import Kind
from curriculum.scenarios import free_steps, go_on, open_step, with_draft

from .asking import shown_order
from .models import Answer, Attempt

LONGEST = 200  # signs of a text that somebody types
LONGEST_WRITTEN = 4000  # of one that a person reads


def given_in(post, answers: Iterable[Answer], attempt: Attempt) -> tuple[dict[int, object], dict[int, int]]:
    """What a form says: position → given, and position → id of the text that was shown.

    `post` is a QueryDict. Only questions that the form had are named.
    """
    given, shown = {}, {}
    for answer in answers:
        text_id = _whole(post.get(f"t{answer.position}"), digits=18)
        if text_id is not None:
            shown[answer.position] = text_id
            read = _READERS[Kind(answer.version.kind)]
            given[answer.position] = read(post, f"q{answer.position}", answer, attempt)
    return given, shown


def moved(order: list[str], token: str, by: int, shown: list[str]) -> list[str]:
    """The order with one step, named by its place on the page at first, moved up (-1) or down (1)."""
    step = _at(shown, token)
    if step not in order:
        return order
    at = order.index(step)
    rest = order[:at] + order[at + 1 :]
    to = min(max(at + by, 0), len(rest))
    return [*rest[:to], step, *rest[to:]]


def _typed(text: str | None, longest: int = LONGEST) -> str | None:
    """As typed, but for what no database keeps; None for nothing. Lines end as they do in the browser's field."""
    text = (text or "").replace("\x00", "").replace("\r\n", "\n")[:longest]
    return text if text.strip() else None


def _single(post, name, answer, attempt):
    return post.get(name) if post.get(name) in answer.version.key["parts"] else None


def _multiple(post, name, answer, attempt):
    ticked = set(post.getlist(name))
    return [id for id in answer.version.key["parts"] if id in ticked] or None


def _true_false(post, name, answer, attempt):
    return {"true": True, "false": False}.get(post.get(name))


def _matching(post, name, answer, attempt):
    shown = shown_order(answer, attempt)
    chosen = {id: _at(shown, post.get(f"{name}-{id}")) for id in answer.version.key["parts"]}
    return {left: right for left, right in chosen.items() if right} or None


def _ordering(post, name, answer, attempt):
    shown = shown_order(answer, attempt)
    steps = dict.fromkeys(_at(shown, token) for token in post.getlist(name))
    return [step for step in steps if step] or None


def _gap(post, name, answer, attempt):
    typed = {id: _typed(post.get(f"{name}-{id}")) for id in answer.version.key["parts"]}
    return {id: text for id, text in typed.items() if text} or None


def _numeric(post, name, answer, attempt):
    return _typed(post.get(name))


def _short_text(post, name, answer, attempt):
    by_hand = parts_by_hand(answer.version.kind, answer.version.key)
    return _typed(post.get(name), LONGEST_WRITTEN if by_hand else LONGEST)


def _scenario(post, name, answer, attempt):
    """The path as it was, and what is said at its open step: a draft, until somebody goes on or hands in.

    What comes for a step that was taken already (a second tab, the back button) changes nothing.
    """
    key = answer.version.key
    step = open_step(key, answer.given)
    if step is None or f"{name}-{step}" not in post:
        given = answer.given
    else:
        longest = LONGEST_WRITTEN if step in free_steps(key) else LONGEST
        given = with_draft(answer.given, _typed(post[f"{name}-{step}"], longest))
    return go_on(key, given) if post.get("go") == name or "finish" in post else given


def _at(shown: list[str], token: str | None) -> str | None:
    """The part at a place of the page; None for what is no place."""
    place = _whole(token, digits=3)
    return shown[place] if place is not None and place < len(shown) else None


def _whole(text: str | None, *, digits: int) -> int | None:
    """A number from 0 on, of at most so many digits; None for anything else."""
    return int(text) if text and text.isdecimal() and len(text) <= digits else None


_READERS = {
    Kind.SINGLE: _single,
    Kind.MULTIPLE: _multiple,
    Kind.TRUE_FALSE: _true_false,
    Kind.MATCHING: _matching,
    Kind.ORDERING: _ordering,
    Kind.GAP: _gap,
    Kind.NUMERIC: _numeric,
    Kind.SHORT_TEXT: _short_text,
    Kind.SCENARIO: _scenario,
}
