"""Which badges were revoked, as a list of bits that anybody may fetch without saying whose badge they look at.

W3C, Bitstring Status List 1.0. The bit 0 is the leftmost; the list is compressed and signed like a badge.
"""

import gzip
import secrets
import zlib
from datetime import datetime

from django.conf import settings
from django.core.cache import cache
from django.db.models import Q
from django.urls import reverse

from .encoding import base64url
from .keys import signer
from .linked_data import CREDENTIALS
from .models import SIZE, Certificate, StatusList, Use
from .proofs import prove
from .publishing import did, method_of
from .times import zulu

#: seconds for which a signed list is kept
FRESH = 300


def place(*, at: datetime) -> tuple[StatusList, int]:
    """A list and an unused index in it, at random: it tells nothing of how many there are or in what order they came.

    Call it inside the transaction that uses the index. A list that is half full is left alone.
    """
    newest = StatusList.objects.order_by("number").last()
    if newest is None or Certificate.objects.filter(status_list=newest).count() >= SIZE // 2:
        number = newest.number + 1 if newest else 1
        newest, _new = StatusList.objects.get_or_create(number=number, defaults={"opened_at": at})
    StatusList.objects.select_for_update().get(pk=newest.pk)
    while True:
        index = secrets.randbelow(SIZE)
        if not Certificate.objects.filter(status_list=newest, status_index=index).exists():
            return newest, index


def address(number: int) -> str:
    return settings.BASE_URL + reverse("status_list", args=[number])


def entry(number: int, index: int) -> dict:
    """Where a badge says that its bit stands."""
    return {
        "id": f"{address(number)}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(index),
        "statusListCredential": address(number),
    }


def signed_list(status_list: StatusList, *, at: datetime) -> dict:
    """The list as a credential, signed at most every five minutes and at once after a change."""
    ended = sorted(_ended(status_list))
    key = signer(Use.BADGE)
    kept = f"status-list:{status_list.number}:{key.key.kid}:{zlib.crc32(repr(ended).encode())}"
    return cache.get_or_set(kept, lambda: _sign(status_list, ended, key, at), FRESH)


def encode(indices) -> str:
    """Bits as multibase base64url of gzip."""
    bits = bytearray(SIZE // 8)
    for index in indices:
        bits[index // 8] |= 0x80 >> index % 8
    return "u" + base64url(gzip.compress(bytes(bits), mtime=0))


def _ended(status_list: StatusList):
    ended = Q(award__revoked_at__isnull=False) | Q(superseded_at__isnull=False)
    return Certificate.objects.filter(ended, status_list=status_list).values_list("status_index", flat=True)


def _sign(status_list: StatusList, ended, key, at: datetime) -> dict:
    here = address(status_list.number)
    credential = {
        "@context": [CREDENTIALS],
        "id": here,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": did(),
        "validFrom": zulu(at),
        "credentialSubject": {
            "id": f"{here}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encode(ended),
        },
    }
    return prove(credential, key.private, method=method_of(key.key), at=at)
