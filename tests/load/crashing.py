"""The server is killed again and again while phones answer; afterwards the books of both sides are compared."""

import http.client
import os
import random
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field

from lms.bootstrap.environment import ROOT

from .phone import NotTaken, Phone
from .site import Site

PHONES = 16
#: seconds that a life of the server lasts once it answers
LIFE = 0.7


@dataclass
class Books:
    """What the phones know: every packet sent by its key, the keys that were acknowledged, and what went wrong."""

    sent: dict = field(default_factory=dict)
    acknowledged: set = field(default_factory=set)
    wrong: list = field(default_factory=list)
    unanswered: int = 0


def crash(site: Site, kills: int) -> Books:
    """Kill the server so many times while all phones answer; let the last life finish what is under way."""
    books, over = Books(), threading.Event()
    command = [sys.executable, "-m", "tests.load.serving", str(site.port)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=ROOT, env=site.environment, **pipes) as server:
        begin(server, site)
        threads = [threading.Thread(target=_answer, args=(site, known, books, over)) for known in site.phones]
        try:
            for thread in threads:
                thread.start()
            for _ in range(kills):
                time.sleep(LIFE)
                os.killpg(server.life, signal.SIGKILL)
                begin(server, site)
            time.sleep(LIFE)
        finally:
            over.set()
            for thread in threads:
                thread.join()
            os.killpg(server.life, signal.SIGKILL)
            server.stdin.close()
    return books


def begin(server, site: Site) -> None:
    """The next life of the server."""
    server.stdin.write("\n")
    server.stdin.flush()
    server.life = int(server.stdout.readline())
    site.wait()


def _answer(site: Site, known: dict, books: Books, over: threading.Event) -> None:
    """One answer after the other, each until it is acknowledged; every fifth once more, as if the reply were lost."""
    phone = Phone(site.port, known)
    while not over.is_set():
        packet = phone.packet(random.randint(1, 10), random.choice("ab"))
        books.sent[packet["key"]] = packet
        while True:
            try:
                reply = phone.send(packet)
                books.acknowledged.add(packet["key"])
                if random.random() < 0.2 and phone.send(packet) != reply:
                    books.wrong.append(f"another reply to {packet}")
                break
            except NotTaken as refused:
                books.wrong.append(str(refused))
                return
            except (OSError, http.client.HTTPException):
                books.unanswered += 1
                time.sleep(0.05)


def faults(books: Books, held: dict) -> list[str]:
    """What the database holds otherwise than the phones know: lost, changed, from nowhere, not the last that stands."""
    arrivals, found = held["arrivals"], list(books.wrong)
    found += [f"lost: {key}" for key in books.acknowledged - set(arrivals)]
    standing = {}
    for key, (attempt, position, turn, given) in arrivals.items():
        packet = books.sent.get(key)
        if packet is None:
            found.append(f"from nowhere: {key}")
        elif (packet["attempt"], packet["position"], packet["turn"], packet[f"q{position}"]) != (
            attempt,
            position,
            turn,
            given,
        ):
            found.append(f"changed: {key}")
        standing[attempt, position] = max(standing.get((attempt, position), (0, "")), (turn, given))
    stands = {(attempt, position): (turn, given) for attempt, position, turn, given in held["answers"]}
    if stands != standing:
        found.append("another answer stands than the last that arrived")
    return found
