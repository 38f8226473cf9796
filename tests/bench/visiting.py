"""What visitors do, one kind of visit after the other, over a connection that stays open."""

import http.client
import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import uuid4

from .filling_in import QuizForm

#: a secret of 32 signs, as Django makes them; cookie and form carry the same
CSRF = "Bench".ljust(32, "0")
PATIENCE = 20  # seconds for an answer
ANSWERS = 10  # of an attempt


class VisitFailed(Exception):
    """Carries the address, what was answered, and the beginning of the page."""


@dataclass(frozen=True)
class School:
    """What `furnishing` made. Lessons are pairs of the slugs of module and lesson.

    `sessions` are keys of sessions of learners; those of `at_the_quiz` have begun it and learn nothing else.
    """

    course: str
    quiz: str
    read: list
    unread: list
    sessions: list[str]
    at_the_quiz: list[str]


class Visitor:
    """One person after another on one connection: each asks with the session of the next learner in turn.

    Of `count` visitors the one with the number `place` takes every `count`-th learner, so that two never meet.
    """

    def __init__(self, port: int, school: School, place: int, count: int):
        self.school = school
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        mine = school.sessions[place::count]
        self._learners = itertools.cycle(mine)
        self._read = itertools.cycle(school.read[place:] + school.read[:place])
        self._unread = ((session, lesson) for lesson in school.unread for session in mine)
        self._at_the_quiz = itertools.cycle(school.at_the_quiz[place::count])
        self._forms: dict[str, list] = {}
        self._turns = itertools.count(1)

    def close(self):
        self.connection.close()

    # -- kinds of visits ----------------------------------------------------------------------------------------

    def plain(self):
        self._get("/plain/", None)

    def whose(self):
        self._get("/plain/whose/", next(self._learners))

    def rows(self):
        self._get("/plain/rows/", next(self._learners))

    def home(self):
        self._get("/de/", None)

    def my_path(self):
        self._get("/de/learn/", next(self._learners))

    def outline(self):
        self._get(f"/de/learn/{self.school.course}/", next(self._learners))

    def lesson(self, language="de"):
        self._lesson(next(self._learners), next(self._read), language)

    def lesson_in_arabic(self):
        self.lesson("ar")

    def first_opening(self):
        self._lesson(*next(self._unread), "de")

    def quiz_door(self):
        self._get(self._quiz(), next(self._learners))

    def quiz_page(self):
        self._get(f"{self._quiz()}1/", next(self._at_the_quiz))

    def attempt(self):
        """Four requests: start, page, submit, review."""
        learner = next(self._learners)
        begin = [("key", str(uuid4())), ("csrfmiddlewaretoken", CSRF)]
        address = self._post(self._quiz(), learner, begin)
        fields = QuizForm.filled_in(self._get(address, learner))
        review = self._post(address, learner, [*fields, ("finish", "1")])
        self._get(review, learner)

    def saved_answer(self):
        """One answer of an attempt that has begun; what its page asks was read before."""
        learner = next(self._at_the_quiz)
        if learner not in self._forms:
            self._forms[learner] = QuizForm.filled_in(self._get(f"{self._quiz()}1/", learner))
        self._save(learner, self._forms[learner], position=1, turn=next(self._turns))

    def attempt_saved(self):
        """Thirteen requests: start, page, ten answers as they are given, submit."""
        learner = next(self._learners)
        begin = [("key", str(uuid4())), ("csrfmiddlewaretoken", CSRF)]
        address = self._post(self._quiz(), learner, begin)
        fields = QuizForm.filled_in(self._get(address, learner))
        for position in range(1, ANSWERS + 1):
            self._save(learner, fields, position, turn=position)
        self._post(address, learner, [*fields, ("finish", "1")])

    # -- requests -----------------------------------------------------------------------------------------------

    def _quiz(self) -> str:
        return f"/de/learn/{self.school.course}/{self.school.quiz}/quiz/"

    def _lesson(self, learner, lesson, language):
        module, slug = lesson
        self._get(f"/{language}/learn/{self.school.course}/{module}/{slug}/", learner)

    def _save(self, session: str, fields, position: int, turn: int) -> None:
        own = [(name, value) for name, value in fields if re.match(rf"[qt]{position}(-|$)", name)]
        own += [("attempt", dict(fields)["key"]), ("position", position), ("turn", turn)]
        own += [("key", str(uuid4())), ("csrfmiddlewaretoken", CSRF)]
        address = "/de/arriving/answer/"
        status, _to, reply = self._ask("POST", address, session, urlencode(own))
        if status != 200:
            raise VisitFailed(f"POST {address}: {status}\n{reply[:500]}")

    def _get(self, address: str, session: str | None) -> str:
        status, _to, page = self._ask("GET", address, session)
        if status != 200:
            raise VisitFailed(f"GET {address}: {status}\n{page[:500]}")
        return page

    def _post(self, address: str, session: str, fields) -> str:
        """Where the answer leads to."""
        status, to, page = self._ask("POST", address, session, urlencode(fields))
        if status != 302 or not to:
            raise VisitFailed(f"POST {address}: {status}\n{page[:500]}")
        return to

    def _ask(self, method, address, session, body=None):
        headers = {"Accept": "text/html", "Accept-Language": "de"}
        if session:
            headers["Cookie"] = f"sessionid={session}; csrftoken={CSRF}"
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, address, body, headers)
        reply = self.connection.getresponse()
        return reply.status, reply.getheader("Location"), reply.read().decode()


@dataclass(frozen=True)
class Kind:
    """A kind of visit: what it is called, how it is done, and of how many requests it is made."""

    name: str
    visit: Callable[[Visitor], None]
    requests: int = 1


KINDS = [
    Kind("plain view", Visitor.plain),
    Kind("session and user", Visitor.whose),
    Kind("50 rows", Visitor.rows),
    Kind("home page, anonymous", Visitor.home),
    Kind("my path", Visitor.my_path),
    Kind("outline", Visitor.outline),
    Kind("lesson", Visitor.lesson),
    Kind("lesson in Arabic", Visitor.lesson_in_arabic),
    Kind("lesson, first opening", Visitor.first_opening),
    Kind("quiz door", Visitor.quiz_door),
    Kind("quiz page, ten questions", Visitor.quiz_page),
    Kind("saved answer", Visitor.saved_answer),
    Kind("attempt", Visitor.attempt, requests=4),
    Kind("attempt, answers saved", Visitor.attempt_saved, requests=13),
]
