"""Reading a PDF that somebody hands in: whether its seal is intact, and what is attached. Nothing of it is trusted.

Importing it loads pyHanko, which takes a second.
"""

import io
import logging
import zlib
from dataclasses import dataclass

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509 import load_der_x509_certificate
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.status import SignatureCoverageLevel

logger = logging.getLogger(__name__)

#: bytes of the largest attachment that is unpacked
LARGEST = 1_000_000


class NoPdf(Exception):
    """It cannot be read."""


@dataclass(frozen=True)
class Sealed:
    """`intact`: the sealed bytes are as they were; `whole`: there are no others in the file. `public_key` is PEM.

    Whose key it is has to be asked elsewhere: a seal is signed by itself, there is no chain of certificates to follow.
    """

    intact: bool
    whole: bool
    public_key: str


@dataclass(frozen=True)
class Opened:
    """`seal` is None where there is none; `attached` maps names → bytes."""

    seal: Sealed | None
    attached: dict[str, bytes]


def open_pdf(pdf: bytes) -> Opened:
    """Seal and attachments of a PDF. Raises NoPdf for whatever cannot be read: a stranger's file may be anything."""
    try:
        reader = PdfFileReader(io.BytesIO(pdf))
        return Opened(_seal(reader), dict(_attached(reader)))
    except Exception as fault:  # a reader that stumbles says only that
        logger.info("a file that was handed in could not be read: %s", type(fault).__name__)
        raise NoPdf from fault


def _seal(reader: PdfFileReader) -> Sealed | None:
    seals = reader.embedded_regular_signatures
    if not seals:
        return None
    seal = seals[-1]
    seal.compute_integrity_info(skip_diff=True)
    intact, valid = validate_sig_integrity(seal.signer_info, seal.signer_cert, "data", seal.compute_digest())
    public = load_der_x509_certificate(seal.signer_cert.dump()).public_key()
    return Sealed(
        intact=intact and valid,
        whole=seal.coverage is SignatureCoverageLevel.ENTIRE_FILE,
        public_key=public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode(),
    )


def _attached(reader: PdfFileReader):
    for file in reader.root.get("/AF", ()):
        stream = file.get_object()["/EF"]["/F"]
        content = stream.encoded_data
        if stream.get("/Filter") == "/FlateDecode":
            content = zlib.decompressobj().decompress(content, LARGEST)
        yield str(file.get_object()["/UF"]), content
