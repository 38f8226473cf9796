"""A class answers: so many answers a second for a minute, on time whether or not the ones before have come back."""

import contextlib
import http.client
import itertools
import threading
import time
from dataclasses import dataclass

from lms.bootstrap.ending import end, start
from lms.bootstrap.environment import ROOT
from lms.management.serving import web_server
from tests.load.phone import NotTaken, Phone
from tests.load.site import Site, furnished

PHONES = 100
RATE = 100  # answers a second
SECONDS = 60
WINDOW = 10  # seconds over which a spread is told
#: milliseconds that 95 of 100 answers may take at most
MOST_MS = 300


@dataclass(frozen=True)
class Load:
    """What came of it: milliseconds from the moment an answer was due to its reply, in order of the former."""

    database: str
    took: list
    errors: list

    def share(self, share: float, took=None) -> float:
        ordered = sorted(took or self.took)
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)]

    def sentence(self) -> str:
        size = RATE * WINDOW
        windows = [self.share(0.95, self.took[at : at + size]) for at in range(0, len(self.took), size)]
        return (
            f"{self.database}: {len(self.took)} answers in {SECONDS} s, {len(self.errors)} errors; "
            f"ms p50 {self.share(0.5):.0f}, p95 {self.share(0.95):.0f} "
            f"(of each {WINDOW} s: {min(windows):.0f}–{max(windows):.0f}), max {max(self.took):.0f}"
        )

    def faults(self) -> list[str]:
        found = [f"{self.database}: {error}" for error in self.errors[:1]]
        if self.share(0.95) > MOST_MS:
            found.append(
                f"{self.database}: 95 of 100 answers took {self.share(0.95):.0f} ms, at most {MOST_MS}."
            )
        return found


def load(database: str, url: str) -> Load:
    """Furnish a site over the database at `url` (SQLite: none) and let the class answer."""
    with furnished(url, PHONES) as site, _served(site):
        phones = [Phone(site.port, known) for known in site.phones]
        for phone in phones:
            phone.send(phone.packet(1, "a"))  # every connection is open, every page of the server read
        took, errors = [None] * (RATE * SECONDS), []
        places = itertools.count()
        began = time.monotonic() + 0.5

        def answer(phone):
            while (place := next(places)) < len(took):
                due = began + place / RATE
                time.sleep(max(0.0, due - time.monotonic()))
                try:
                    phone.send(phone.packet(1 + place % 10, "ab"[place % 2]))
                except (OSError, http.client.HTTPException, NotTaken) as error:
                    errors.append(f"{type(error).__name__}: {error}")
                took[place] = 1000 * (time.monotonic() - due)

        threads = [threading.Thread(target=answer, args=(phone,)) for phone in phones]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return Load(database, took, errors)


@contextlib.contextmanager
def _served(site: Site):
    command = web_server(f"127.0.0.1:{site.port}").command
    with (site.folder / "log").open("wb") as output:
        server = start(command, cwd=ROOT, env=site.environment, stdout=output, stderr=output)
        try:
            site.wait(60)
            yield
        finally:
            end([server])
