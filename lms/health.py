"""Whether the site can do its work, for a load balancer."""

from django.db import connection
from django.http import JsonResponse


def healthz(request) -> JsonResponse:
    """200 `{"ok": true}` if the database answers; an error there is a 500 like any other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"ok": True}, headers={"Cache-Control": "no-store"})
