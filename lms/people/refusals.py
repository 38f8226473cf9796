"""What is said when something cannot be done: an exception that carries its sentence for the reader."""


class Refusal(Exception):
    """Base of all refusals. A subclass sets `sentence` (lazy, translatable, with named gaps filled from `facts`)."""

    sentence = ""

    def __init__(self, **facts):
        self.facts = facts
        super().__init__(str(self.sentence))

    def __str__(self):
        return str(self.sentence) % self.facts if self.facts else str(self.sentence)
