"""A course as a tree for those who write it: modules, lessons, assignments and quizzes, each with its languages.

Everything is read in a number of queries that does not depend on the size of the course.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Count, Exists, OuterRef, Q, Sum
from django.db.models.functions import Cast
from django.urls import reverse
from wagtail.models import WorkflowState
from wagtail.permissions import policy_registry

from lms.people.languages import own_name

from .models import Assignment, Course, CourseModule, Lesson, Module, NoteThread, Question, Quiz
from .permissions import reads_every_language
from .translation import SOURCE
from .viewsets.columns import state_of
from .viewsets.readable import readable

LANGUAGES = [code for code, _name in settings.LANGUAGES]


@dataclass
class Language:
    """How far one language of a part is: `state` is live, changed, draft or missing."""

    code: str
    state: str = "missing"
    to_do: int = 0
    in_review: bool = False
    address: str = ""

    @property
    def name(self) -> str:
        return own_name(self.code)

    def is_in(self, state: str) -> bool:
        """Whether the filter's state fits; `to_do` and `review` stand across the others."""
        return {"to_do": self.to_do > 0, "review": self.in_review}.get(state, self.state == state)


@dataclass
class Node:
    """A part of the course. `used_in` are titles of other courses, `unseen` counts those one may not read."""

    kind: str
    id: int
    slug: str
    title: str
    may_change: bool
    may_move: bool
    edit: str
    inspect: str
    languages: list[Language] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)
    used_in: list[str] = field(default_factory=list)
    unseen: int = 0
    notes: int = 0
    bank: int = 0
    asked: int = 0
    archived: bool = False

    @property
    def name(self) -> str:
        """As forms and addresses call it."""
        return f"{self.kind}-{self.id}"

    @property
    def lessons(self) -> list["Node"]:
        return [child for child in self.children if child.kind == "lesson"]

    @property
    def others(self) -> list["Node"]:
        return [child for child in self.children if child.kind != "lesson"]

    def walk(self) -> Iterator["Node"]:
        yield self
        for child in self.children:
            yield from child.walk()

    def fits(self, words: str, language: str, state: str) -> bool:
        """Whether the part itself is looked for; a state without a language means any language."""
        if words.casefold() not in f"{self.title} {self.slug}".casefold():
            return False
        looked_at = [entry for entry in self.languages if language in ("", entry.code)]
        return not state or any(entry.is_in(state) for entry in looked_at)

    def narrowed(self, *looked_for) -> "Node | None":
        """The part with those below it that fit; all of it if it fits itself and has none that do; None if nothing."""
        kept = [child for child in (child.narrowed(*looked_for) for child in self.children) if child]
        if not kept and not self.fits(*looked_for):
            return None
        self.children = kept
        return self


def tree_of(course: Course, user) -> Node:
    """The course with its parts, archived modules too, as the person may see and change them."""
    return _Reading(course, user).tree()


class _Reading:
    def __init__(self, course: Course, user):
        self.course, self.user = course, user
        used = CourseModule.objects.filter(course=course).select_related("module")
        self.modules = [place.module for place in used.order_by("sort_order", "pk")]
        self.changeable = self._changeable()
        inside = Q(module__in=self.modules, archived_at=None)
        self.lessons = Lesson.objects.filter(inside).order_by("sort_order", "pk")
        self.assignments = Assignment.objects.filter(inside).order_by("slug")
        self.quizzes = Quiz.objects.filter(module__in=self.modules).annotate(asked=Sum("slots__number"))
        self.notes = Counter(
            NoteThread.objects.open()
            .visible_to(user)
            .filter(text__master__module__in=self.modules)
            .values_list("text__master", flat=True)
        )

    def _changeable(self) -> set[int]:
        policy = policy_registry.get_by_type(Module)
        mine = policy.instances_user_has_permission_for(self.user, "change")
        return set(mine.filter(pk__in=[module.pk for module in self.modules]).values_list("pk", flat=True))

    def tree(self) -> Node:
        policy = policy_registry.get_by_type(Course)
        may_change = policy.user_has_permission_for_instance(self.user, "change", self.course)
        below = self._below()
        (root,) = self._nodes([self.course], lambda course: (may_change, False))
        root.children = self._nodes(self.modules, lambda module: (module.pk in self.changeable, may_change))
        used_in, unseen = self._used_in()
        banks = self._banks()
        for node in root.children:
            node.children = below[node.id]
            node.used_in, node.unseen = used_in[node.id], unseen[node.id]
            node.bank = banks.get(node.id, 0)
        return root

    def _below(self) -> dict[int, list[Node]]:
        """Module → its lessons, its quiz, its assignments."""
        found = defaultdict(list)
        own = lambda part: (part.module_id in self.changeable,) * 2  # noqa: E731
        fixed = lambda part: (part.module_id in self.changeable, False)  # noqa: E731
        for parts, rule in ((self.lessons, own), (self.assignments, fixed)):
            for part, node in zip(parts, self._nodes(parts, rule), strict=True):
                node.notes = self.notes[part.pk] if node.kind == "lesson" else 0
                found[part.module_id].append(node)
        for quiz in self.quizzes:
            node = _node(quiz, "", *fixed(quiz))
            node.asked = quiz.asked or 0
            found[quiz.module_id].append(node)
        return found

    def _nodes(self, masters, may) -> list[Node]:
        """Nodes of masters of one kind with their languages; two queries."""
        masters = list(masters)
        if not masters:
            return []
        rows = type(masters[0]).rows().filter(master__in=masters)
        title = rows.model.content_fields[0]
        about = {
            "base_content_type": ContentType.objects.get_for_model(rows.model),
            "object_id": Cast(OuterRef("pk"), CharField()),
        }
        rows = rows.annotate(in_review=Exists(WorkflowState.objects.active().filter(**about)))
        rows = rows.only("master", "language_code", "live", "has_unpublished_changes", "units_to_do", title)
        texts: dict[int, dict] = defaultdict(dict)
        for row in rows:
            texts[row.master_id][row.language_code] = row
        found = []
        for master in masters:
            own, (may_change, may_move) = texts[master.pk], may(master)
            words = getattr(own.get(SOURCE), title, "") or str(master)
            node = _node(master, words, may_change, may_move)
            node.languages = [self._language(code, own.get(code), may_change) for code in LANGUAGES]
            found.append(node)
        return found

    def _language(self, code: str, row, may_change: bool) -> Language:
        if row is None:
            return Language(code)
        name = row.snippet_viewset.get_url_name
        address = ""
        if may_change or code in self.user.translates():
            address = reverse(name("edit"), args=[row.pk])
        elif reads_every_language(self.user):
            address = reverse(name("inspect"), args=[row.pk])
        return Language(code, state_of(row), row.units_to_do, row.in_review, address)

    def _used_in(self) -> tuple[dict[int, list[str]], Counter]:
        """Module → titles of the other courses that use it, and how many of these one may not read."""
        others = CourseModule.objects.filter(module__in=self.modules).exclude(course=self.course)
        pairs = list(others.order_by("course__slug").values_list("module", "course"))
        courses = readable(Course, self.user).filter(pk__in={course for _module, course in pairs})
        titles = dict(courses.values_list("pk", "slug"))
        words = Course.rows().filter(master__in=titles, language_code=SOURCE).exclude(title="")
        titles |= dict(words.values_list("master", "title"))
        used, unseen = defaultdict(list), Counter()
        for module, course in pairs:
            if course in titles:
                used[module].append(titles[course])
            else:
                unseen[module] += 1
        return used, unseen

    def _banks(self) -> dict[int, int]:
        """Module → how many questions its bank has."""
        rows = Question.objects.filter(module__in=self.modules, archived_at=None).order_by()
        return dict(rows.values_list("module").annotate(Count("pk")))


def _node(part, title: str, may_change: bool, may_move: bool) -> Node:
    kind, name = part._meta.model_name, part.snippet_viewset.get_url_name
    return Node(
        kind=kind,
        id=part.pk,
        slug=getattr(part, "slug", ""),
        title=title,
        may_change=may_change,
        may_move=may_move,
        edit=reverse(name("edit"), args=[part.pk]) if may_change else "",
        inspect=reverse(name("inspect"), args=[part.pk]),
        archived=getattr(part, "archived_at", None) is not None,
    )
