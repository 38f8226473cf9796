"""YAML with line numbers: nodes whose scalars are read as they are written, so that "0.50" stays "0.50"."""

import yaml
from django.utils.translation import gettext as _

from .faults import Page

_PREFIX = "tag:yaml.org,2002:"
_TAGS = {
    _PREFIX + name for name in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq", "merge")
}
_TAGS.add(_PREFIX + "value")  # a lone "="


def compose(text: str | None, page: Page, first_line: int = 1) -> yaml.Node | None:
    """The root node of `text`, each node with its `line` in the file; None, with a fault, where there is none.

    Aliases, own tags and keys given twice are faults: two readers of the same file must see the same.
    """
    if text is None:  # said already
        return None
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        _unreadable(page, first_line + (mark.line if mark else 0), error.problem or "")
    except yaml.reader.ReaderError as error:
        _unreadable(page, first_line + text.count("\n", 0, error.position), error.reason)
    except RecursionError:
        _unreadable(page, first_line, "nested too deeply")
    else:
        if root is None:
            page.fault(first_line, _("Nothing stands here. Fill it in, or delete it."))
        else:
            _check(root, page, first_line, set())
        return root
    return None


def _unreadable(page: Page, line: int, problem: str) -> None:
    sentence = _(
        "This YAML cannot be read (%(problem)s). Put texts that contain “: ” or begin with a sign in "
        'double quotes "…", and indent with spaces.'
    )
    page.fault(line, sentence, problem=problem)


def _check(node: yaml.Node, page: Page, first_line: int, seen: set[int], used_on: int = 0) -> None:
    if id(node) in seen:
        page.fault(used_on, _("An alias (*) is used here. Write the text out where it belongs."))
        return
    seen.add(id(node))
    # the text of a block scalar begins on the line after its "|"
    node.line = first_line + node.start_mark.line + (getattr(node, "style", None) in ("|", ">"))
    if node.tag not in _TAGS:
        page.fault(node.line, _("“%(tag)s” is not read here. Leave it out."), tag=node.tag)
    if isinstance(node, yaml.SequenceNode):
        for member in node.value:
            _check(member, page, first_line, seen, node.line)
    elif isinstance(node, yaml.MappingNode):
        keys = set()
        for key, value in node.value:
            _check(key, page, first_line, seen, node.line)
            if not isinstance(key, yaml.ScalarNode):
                page.fault(key.line, _("A key is a word. Put texts that begin with [ or { in quotes."))
            elif key.value in keys:
                page.fault(key.line, _("“%(key)s” stands here a second time. Keep one."), key=key.value)
            else:
                keys.add(key.value)
            _check(value, page, first_line, seen, key.line)
