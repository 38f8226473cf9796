"""What the formats have in common: how answers with weights, gaps with choices and feedback become one of our kinds."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from html import escape

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curriculum.models import Kind
from curriculum.naming import short_name

from .shapes import FULL, NOTHING, CannotTake, Gap, Item, Number, Option

#: between shares that mean the same: 33.333 % three times is everything
ABOUT = Decimal("0.0005")
#: signs: what the site stores of an answer
LONGEST = 2000

NO_ANSWER = gettext_lazy("There are fewer than two answers to choose from.")
NOTHING_RIGHT = gettext_lazy("No answer is worth any marks.")
NO_TEXT = gettext_lazy("Nothing is asked: the wording is empty.")


def choice(options: Sequence[Option], *, several: bool) -> dict:
    """Kind and options of a question with answers to choose from. Raises `CannotTake`."""
    options = [replace(option, text=option.text or _pictured(option)) for option in options]
    if len(options) < 2:
        raise CannotTake(NO_ANSWER)
    if max(option.share for option in options) <= 0:
        raise CannotTake(NOTHING_RIGHT)
    return {"kind": Kind.MULTIPLE if several else Kind.SINGLE, "options": tuple(options)}


def numeric(numbers: Iterable[Number]) -> dict:
    """Kind and numbers; what is right in full comes first. Raises `CannotTake`."""
    numbers = tuple(sorted((n for n in numbers if n.share > 0), key=lambda number: -number.share))
    if not numbers:
        raise CannotTake(NOTHING_RIGHT)
    if numbers[0].share != FULL:
        raise CannotTake(_("No number is right in full."))
    return {"kind": Kind.NUMERIC, "numbers": numbers}


def accepted(texts: Iterable[tuple[str, Decimal]], *, case: bool = False) -> tuple[Gap, list[str]]:
    """A gap that takes what is right in full, and notes on texts that are not taken. Raises `CannotTake`.

    Texts are compared exactly, so a text with a wildcard is none, and a text is right or it is not.
    """
    full, notes = [], []
    for text, share in texts:
        text = " ".join(text.split())
        if share <= 0 or not text:
            continue
        if "*" in text.replace("\\*", ""):
            notes.append(_("“%(text)s” is not taken: here texts are compared exactly.") % {"text": text})
        elif share < FULL:
            notes.append(
                _("“%(text)s” is not taken: it was right in part only (%(percent)s per cent).")
                % {"text": text, "percent": percent(share)}
            )
        else:
            full.append(text.replace("\\*", "*"))
    if not full:
        raise CannotTake(
            _("No text is right in full, or only texts with the wildcard *: here texts are compared exactly.")
        )
    return Gap(tuple(dict.fromkeys(full)), case), notes


def with_choices(right: str, choices: Iterable[str]) -> str:
    """What stands behind a gap for which there were answers to choose from."""
    return f" ({' / '.join(dict.fromkeys([*choices, *([] if right in choices else [right])]))})"


def said_to(remarks: Iterable[tuple[str, str]]) -> str:
    """Feedback on answers that are no parts here, as paragraphs: each is the answer, and formatted text on it."""
    made = []
    for answer, html in remarks:
        if html:
            head = f"<b>{escape(answer, quote=False)}:</b> "
            made.append(
                html.replace("<p>", f"<p>{head}", 1) if html.startswith("<p>") else f"<p>{head}</p>{html}"
            )
    return "".join(made)


def finished(item: Item) -> Item:
    """The item as it can be kept. Raises `CannotTake` where nothing is asked or a text is too long."""
    if not item.wording.strip() and not item.picture:
        raise CannotTake(NO_TEXT)
    parts = [option.text for option in item.options] + [
        side for p in item.pairs for side in (p.left, p.right)
    ]
    if any(len(text) > LONGEST for text in [*parts, *item.steps]):
        raise CannotTake(_("An answer is longer than %(count)s signs."), count=LONGEST)
    return replace(
        item,
        wording=item.wording.strip() or "…",
        name=" ".join(item.name.split())[:255],
        id=item.id.strip()[:255],
        category=category_name(item.category),
        tags=tuple(dict.fromkeys(name for tag in item.tags if (name := tag_name(tag)))),
        unit=item.unit[:40],
    )


def share_of(text: str) -> Decimal:
    """From per cent as written to a share; shares that are nearly whole are whole. Raises `CannotTake`."""
    share = decimal(text) / 100
    if abs(share) > 1:
        raise CannotTake(_("“%(text)s” per cent is no share: it is from -100 to 100."), text=text)
    return share


def decimal(text: str) -> Decimal:
    """A number as programs write it, with a point or a comma. Raises `CannotTake`."""
    text = text.strip()
    try:
        number = Decimal(text.replace(",", ".") if text.count(",") == 1 and "." not in text else text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) >= Decimal(10) ** 18 or number.as_tuple().exponent < -18:
        raise CannotTake(_("“%(text)s” is not a number."), text=text[:40])
    return number


def percent(share: Decimal) -> str:
    return f"{(share * 100).quantize(Decimal('0.00001')).normalize():f}"


def usual_shares(options: Sequence[Option], *, several: bool) -> bool:
    """Whether the answers are worth what they are worth here anyway, so that no weights have to be kept.

    For one right answer: it is worth all, the others nothing. For several: all right ones the same, all wrong ones
    nothing, or together as much as the right ones.
    """
    shares = [option.share for option in options]
    right = [share for share in shares if share > 0]
    wrong = [share for share in shares if share <= 0]
    if not several:
        return right == [FULL] and not any(wrong)
    alike = max(right) - min(right) <= ABOUT and abs(sum(right) - 1) <= ABOUT * len(right)
    as_here = all(abs(share + FULL / len(wrong)) <= ABOUT for share in wrong)
    return alike and (not any(wrong) or as_here)


def shares_here(count: int, right: Sequence[int], *, several: bool) -> list[Decimal]:
    """What the answers are worth by our own rule; `right` are the places of the right ones."""
    if not several:
        return [FULL if place in right else NOTHING for place in range(count)]
    wrong = count - len(right)
    return [FULL / len(right) if place in right else -FULL / wrong for place in range(count)]


def category_name(path: str) -> str:
    """A short name for the path of a category; roots that every course has are no part of it."""
    steps = [step.strip() for step in re.split(r"(?<!/)/(?!/)", path)]
    kept = [step for step in steps if step and step != "top" and not re.fullmatch(r"\$\w+\$", step)]
    return short_name("-".join(kept).replace("//", "-"))


def tag_name(tag: str) -> str:
    return short_name(tag) or slugify(tag, allow_unicode=True)[:50]


def _pictured(option: Option) -> str:
    return (option.picture.alt if option.picture else "") or "…"
