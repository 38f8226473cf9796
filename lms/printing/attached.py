"""A file that travels inside a PDF."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Attached:
    """`content` is text; its kind is told by the ending of `name`."""

    name: str
    content: str
    description: str
    made_at: datetime
