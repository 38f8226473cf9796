"""The wording of a section of a law, for everybody who followed a citation."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from curriculum.statutes import section_at
from curriculum.wordings import wordings_of


@require_safe
def wording(request, law, number):
    """The newest wording that is on the site, with its day, its source and the way to the official text."""
    section = section_at(law, number)
    if section is None:
        raise Http404("no wording of such a section")
    newest = wordings_of(section)[0]
    context = {
        "section": section,
        "wording": newest,
        "official": section.citation.address_in(section.statute.address),
    }
    return render(request, "learning/wording.html", context)
