"""Reads the form of a quiz page and fills it in, as somebody does who taps the first thing everywhere."""

from html.parser import HTMLParser

TYPED = "5"  # into every field for a number or a gap


class QuizForm(HTMLParser):
    """The fields of the form that carries `data-quiz`, as pairs of name and value."""

    def __init__(self):
        super().__init__()
        self.fields: list[tuple[str, str]] = []
        self._within = False
        self._chosen: set[str] = set()
        self._select = ""

    @classmethod
    def filled_in(cls, page: str) -> list[tuple[str, str]]:
        """What a browser would send for the page once everything is answered."""
        form = cls()
        form.feed(page)
        return form.fields

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self._within = "data-quiz" in attrs
        elif self._within and tag == "select":
            self._select = attrs["name"]
        elif self._within and tag == "option" and self._select and attrs["value"]:
            self.fields.append((self._select, attrs["value"]))
            self._select = ""
        elif self._within and tag == "input":
            self._input(attrs.get("type", "text"), attrs["name"], attrs.get("value", ""))

    def handle_endtag(self, tag):
        if tag == "form":
            self._within = False

    def _input(self, kind: str, name: str, value: str) -> None:
        if kind in ("radio", "checkbox"):
            if name in self._chosen:
                return
            self._chosen.add(name)
        self.fields.append((name, TYPED if kind == "text" else value))
