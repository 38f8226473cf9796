"""A phone of the load: it saves answers over a connection that stays open, as the outbox does."""

import http.client
import json
from urllib.parse import urlencode
from uuid import uuid4

#: a secret of 32 signs, as Django makes them; cookie and header carry the same
CSRF = "Load".ljust(32, "0")
PATIENCE = 20  # seconds for a reply


class NotTaken(Exception):
    """The server answered with something else than 200."""


class Phone:
    """Knows what `school.furnish` says of its learner; counts the turns of the attempt."""

    def __init__(self, port: int, known: dict):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self.known, self.turn = known, 0

    def packet(self, position: int, given: str) -> dict:
        """The next answer, as it stays however often it is sent."""
        self.turn += 1
        text = self.known["texts"][str(position)]
        answer = {f"q{position}": given, f"t{position}": text}
        own = {"key": str(uuid4()), "attempt": self.known["attempt"], "position": position, "turn": self.turn}
        return own | answer

    def send(self, packet: dict) -> dict:
        """The reply. Raises NotTaken, and what http.client raises where there is none."""
        headers = {
            "Cookie": f"sessionid={self.known['session']}; csrftoken={CSRF}",
            "X-CSRFToken": CSRF,
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept": "application/json",
        }
        try:
            self.connection.request("POST", "/de/arriving/answer/", urlencode(packet), headers)
            reply = self.connection.getresponse()
            status, body = reply.status, reply.read()
        except (OSError, http.client.HTTPException):
            self.connection.close()
            raise
        if status != 200:
            raise NotTaken(f"{status} {body[:300]!r}")
        return json.loads(body)
