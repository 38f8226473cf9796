"""The Markdown of the course folder, written: reading it gives the same paragraphs again."""

import re

from curriculum.citations import Citation

from .passages import Link, Paragraph, Run, Term, lists


def write(paragraphs: tuple[Paragraph, ...]) -> str:
    """The canonical Markdown of the paragraphs, without a line end behind the last one."""
    written = []
    for kind, members in lists(paragraphs):
        if kind == "p":
            written.append(_lines(members[0].runs))
        elif kind in ("h2", "h3"):
            heading = re.sub(r"#(?=#*$)", r"\#", _inline(members[0].runs))
            written.append(f"{'##' if kind == 'h2' else '###'} {heading}")
        else:
            signs = ["- " if kind == "ul" else f"{number}. " for number in range(1, len(members) + 1)]
            items = zip(signs, members, strict=True)
            written.append("\n".join(sign + _lines(item.runs, indent=len(sign)) for sign, item in items))
    return "\n\n".join(written)


_LINE_OPENING = re.compile(
    r"(?P<digits>\d{1,9})(?=[.)](?:\s|$))|(?=[-+](?:\s|$)|\#{1,6}(?:\s|$)|>|~~~|:::|([-_])(?:\s*\2){2,}\s*$)"
)


def _lines(runs: tuple[Run, ...], indent: int = 0) -> str:
    """The paragraph, with a backslash at each line break and before what would begin a list or heading."""
    lines = [
        _LINE_OPENING.sub(lambda found: f"{found['digits'] or ''}\\", line, count=1)
        if _LINE_OPENING.match(line)
        else line
        for line in _inline(runs).split("\n")
    ]
    return ("\\\n" + " " * indent).join(lines)


def _inline(runs: tuple[Run, ...]) -> str:
    text = "".join(run.text for run in runs)
    brackets = any(run.held for run in runs) or "](" in text or "[[" in text
    written, bold, link, bold_within = "", False, None, False
    for place, run in enumerate(runs):
        run_link = run.held if isinstance(run.held, Link) else None
        leaves, enters = link is not None and run_link != link, run_link is not None and run_link != link
        # signs nest where they can: what opened within the link closes within it
        if bold and not run.bold and bold_within:
            written, bold = written + "**", False
        if leaves:
            written += f"]({_address(link)})"
        if bold and not run.bold:
            written, bold = written + "**", False
        bold_first = run.bold and not bold and _whole_link_is_bold(runs[place:])
        if bold_first:
            written, bold, bold_within = written + "**", True, False
        if enters:
            written += "["
        if run.bold and not bold:
            written, bold, bold_within = written + "**", True, run_link is not None
        if leaves or enters:
            link = run_link
        written += _piece(run, brackets=brackets, last=place == len(runs) - 1)
    if bold and bold_within:
        written, bold = written + "**", False
    if link is not None:
        written += f"]({_address(link)})"
    return written + "**" if bold else written


def _whole_link_is_bold(runs: tuple[Run, ...]) -> bool:
    """Whether the link that begins with the first run is bold to its end; true outside of links."""
    link = runs[0].held
    if not isinstance(link, Link):
        return True
    for run in runs:
        if run.held != link:
            return True
        if not run.bold:
            return False
    return True


def _piece(run: Run, *, brackets: bool, last: bool) -> str:
    if isinstance(run.held, Citation):
        return f"{{{run.held}}}"
    if isinstance(run.held, Term):
        label = re.sub(r"[][\\|]", r"\\\g<0>", run.text)
        return f"[[{run.held.id}|{label}]]"
    if run.isolated:
        fence = "`"
        while fence in re.findall("`+", run.text):
            fence += "`"
        # one space at both ends belongs to the fence
        edges = run.text[0] + run.text[-1]
        pad = " " if "`" in edges or (edges == "  " and run.text.strip(" ")) else ""
        return f"{fence}{pad}{run.text}{pad}{fence}"
    return _escaped(run.text, brackets=brackets, last=last)


def _escaped(text: str, *, brackets: bool, last: bool) -> str:
    """`text` with a backslash before each sign that would mean something; "Mieter*innen" stays as it is."""
    text = re.sub(r"[\\`]|<(?=[A-Za-z/!?])|(?<!\w)\*|\*(?!\w)", r"\\\g<0>", text)
    text = re.sub(r"(\{\{\d+\}\})|\{", lambda found: found[1] or "\\{", text)
    if brackets:
        text = re.sub(r"[][]", r"\\\g<0>", text)
        if not last:
            text = re.sub(r"!$", r"\!", text)
    return text


def _address(link: Link) -> str:
    return re.sub(r"[\\()]|&(?=[#A-Za-z0-9]+;)", r"\\\g<0>", link.address)
