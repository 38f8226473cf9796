"""Bring the settings of a quiz, what it draws by chance, and the words on its results."""

from decimal import Decimal
from itertools import count

from curriculum.models import FeedbackBand, Quiz, QuizQuestion

from .bringing import Bringing
from .course_folder.quiz_settings import COLUMNS, QuizSettings
from .course_folder.shapes import Module


def bring_settings(bring: Bringing, quiz: Quiz, module: Module, file: str, *, new: bool) -> None:
    """Columns of the quiz one by one; what is drawn by chance is one unit."""
    settings = module.quiz
    wanted = {"pass_mark": module.pass_mark, **{name: getattr(settings, name) for name in COLUMNS}}
    live = {name: getattr(quiz, name) for name in wanted}
    drawn = {"draws": [_plain(draw.place - 1, draw) for draw in settings.draws]}
    slots = quiz.slots.filter(question=None)
    present = {"draws": [_plain(slot.sort_order, slot, slot.max_marks) for slot in slots]}
    unsaid = {name: getattr(QuizSettings(), name) for name in COLUMNS} | {"draws": []}
    taken = bring.decide(quiz, "", wanted | drawn, live | present, file, {"": 1}, new=new, unsaid=unsaid)
    if columns := sorted(taken - {"draws"}):
        for name in columns:
            setattr(quiz, name, wanted[name])
        quiz.save(update_fields=columns)
    if "draws" in taken:
        slots.delete()
        for draw in settings.draws:
            QuizQuestion.objects.create(
                quiz=quiz,
                sort_order=draw.place - 1,
                number=draw.number,
                category=draw.category,
                tag=draw.tag,
                max_marks=draw.marks,
            )


def _plain(sort_order: int, draw, marks: Decimal | None = None) -> list:
    """A draw of the folder or a slot of the site, to be compared."""
    marks = draw.marks if marks is None else marks
    return [sort_order, draw.number, draw.category, draw.tag, f"{marks.normalize():f}"]


def places_of(module: Module) -> list[int]:
    """The place of each question that is always asked, from 0 on; those in between are drawn by chance."""
    by_chance = {draw.place - 1 for draw in module.quiz.draws}
    free = (place for place in count() if place not in by_chance)
    return [next(free) if question.fixed else 0 for question in module.questions]


def bring_feedback(bring: Bringing, row, module: Module, language: str) -> None:
    """The words on results; those that an earlier load brought and the folder has no longer go."""
    texts = sorted(module.texts.items(), key=lambda item: item[0] != language)
    kept = []
    for part in module.texts[language].feedback:
        band, new = FeedbackBand.objects.get_or_create(module=row, from_percent=int(part.id))
        kept.append(band.pk)
        bring.facts(band, {"from_percent": int(part.id)}, module.texts[language].file, 1, new=new)
        for code, text in texts:
            words = next((other.text for other in text.feedback if other.id == part.id), None)
            if words:
                bring.text(band, code, {"words": words}, text.machine, text.file, {})
    for band in row.feedback_bands.exclude(pk__in=kept):
        if bring.was_loaded(band):
            bring.forget(band)
            band.delete()
