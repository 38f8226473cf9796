"""A contract for import-linter: only files whose business is the web import Django's web parts.

import-linter knows other people's packages as a whole ("django"), not their parts; so the imported line is read.
"""

import re

from importlinter import Contract, ContractCheck, fields, output

WEB = re.compile(
    r"\bdjango\.(http|shortcuts|views|template\.response|contrib\.messages|contrib\.sessions)\b"
    r"|\bfrom django import .*\b(http|shortcuts|views)\b"
)


class WebAtTheEdge(Contract):
    """`rooms`: packages it holds for. `edge`: files and folders that may know the web, by name or by full path."""

    type_name = "web_at_the_edge"

    rooms = fields.ListField(subfield=fields.StringField())
    edge = fields.SetField(subfield=fields.StringField())

    def check(self, graph, verbose) -> ContractCheck:
        """Kept if no module of the rooms outside of the edge imports the web."""
        found = []
        for room in self.rooms:
            for module in sorted({room, *graph.find_descendants(room)}):
                if not self.edge.intersection([module, *module.split(".")]):
                    found += [(module, line) for line in self._web_lines(graph, module)]
        return ContractCheck(kept=not found, metadata={"found": found})

    def _web_lines(self, graph, module):
        if "django" not in graph.find_modules_directly_imported_by(module):
            return
        for detail in graph.get_import_details(importer=module, imported="django"):
            if WEB.search(detail["line_contents"]):
                yield f"line {detail['line_number']}: {detail['line_contents']}"

    def render_broken_contract(self, check) -> None:
        for module, line in check.metadata["found"]:
            output.print_error(f"{module} knows the web, {line}", bold=False)
        output.print_error("A verb takes values and raises refusals; requests and replies belong to a view.")
