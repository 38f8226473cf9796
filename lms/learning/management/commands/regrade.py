"""`manage.py regrade QUESTION [--module M] [--apply] [--may-fall]`: count marks anew after a key was corrected."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from curriculum.models import Question
from lms.learning.regrading import Difference, differences, regrade


class Command(BaseCommand):
    help = (
        "Shows what the present key of a question would change in finished attempts; with --apply, does it."
    )

    def add_arguments(self, parser):
        parser.add_argument("question", help="its short name")
        parser.add_argument("--module", help="short name of its module, where several have such a question")
        parser.add_argument("--apply", action="store_true", help="write the new marks down")
        parser.add_argument("--may-fall", action="store_true", help="a pass may be lost")

    def handle(self, *, question: str, module: str | None, apply: bool, may_fall: bool, **options):
        asked = self._question(question, module)
        found = regrade(asked, by=None, at=timezone.now(), may_fall=may_fall) if apply else differences(asked)
        for difference in found:
            if difference.moves:
                self.stdout.write(told(difference, may_fall=may_fall))
        if not found:
            self.stdout.write("All attempts are judged by the present key.")
        elif apply:
            self.stdout.write(f"{len(found)} attempts were judged anew.")
        else:
            self.stdout.write(
                f"{len(found)} attempts would be judged anew. Nothing is written without --apply."
            )

    def _question(self, slug: str, module: str | None) -> Question:
        found = Question.objects.filter(slug=slug, **({"module__slug": module} if module else {}))
        if len(found) != 1:
            modules = ", ".join(question.module.slug for question in found.select_related("module"))
            raise CommandError(
                f"Several modules have a question “{slug}”: {modules}. Name one with --module."
                if found
                else f"There is no question “{slug}”."
            )
        return found[0]


def told(one: Difference, *, may_fall: bool) -> str:
    """One line: who, which attempt, marks before and after, and what becomes of the pass."""
    if one.attempt.waits:
        result = "waits for marks"
    elif one.falls:
        result = "would lose the pass" if may_fall else "keeps the pass and the old marks"
    else:
        result = "passes now" if one.rises else "passed" if one.passed else "not passed"
    who = f"{one.attempt.learner} · {one.attempt.enrolment.cohort} · attempt {one.attempt.number}"
    return f"{who}: {one.old_marks.normalize():f} → {one.new_marks.normalize():f}, {result}"
