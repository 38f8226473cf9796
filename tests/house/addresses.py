"""All addresses of the site that are ours: found in the resolver, so that none can be forgotten."""

from dataclasses import dataclass

from django.urls import get_resolver
from django.urls.resolvers import URLResolver

from .tracked import ROOMS

#: allauth's pages stand in our house, too
OURS = {*ROOMS, "allauth"}


@dataclass(frozen=True)
class Address:
    """`name` with its namespace, or the route where it has none; `parameters` are what it asks for."""

    name: str
    route: str
    parameters: tuple[str, ...]


def addresses() -> list[Address]:
    """Ours, sorted by name; Wagtail's own are no part of it, its viewsets of our models are."""
    found = {address.name: address for address in _walk(get_resolver(), (), "", ())}
    return sorted(found.values(), key=lambda address: address.name)


def _walk(resolver, namespaces, route, parameters):
    for pattern in resolver.url_patterns:
        here = route + str(pattern.pattern)
        asked = (*parameters, *pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLResolver):
            inside = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from _walk(pattern, inside, here, asked)
        elif _is_ours(pattern.callback):
            yield Address(":".join([*namespaces, pattern.name or here]), here, asked)


def _is_ours(view) -> bool:
    model = getattr(view, "view_initkwargs", {}).get("model")
    makers = [getattr(view, "view_class", view), view, *([model] if model else [])]
    return any(str(getattr(maker, "__module__", "")).split(".")[0] in OURS for maker in makers)
