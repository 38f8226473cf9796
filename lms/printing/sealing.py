"""The seal of a PDF (PAdES, ETSI EN 319 142-1): whoever opens it sees whether a byte was changed since.

Importing it loads pyHanko, which takes a second: import it where something is sealed.
"""

import asyncio
import io
from functools import cache

from asn1crypto.algos import SignedDigestAlgorithm
from asn1crypto.pem import unarmor
from asn1crypto.x509 import Certificate
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

FIELD = "Seal"
#: bytes kept free for the signature; ours needs about two thousand
ROOM = 8192
#: the longest signature of ECDSA on P-256, in DER
LONGEST = 72


class AsItWas(IncrementalPdfFileWriter):
    """Leaves version and metadata of the file alone: PDF/A-3 is PDF 1.7 (ISO 19005-3, 5.2), pyHanko 0.38 would make it
    2.0; and the metadata that it writes anew loses the description of PDF/UA's schema (6.6.2.3.1)."""

    def ensure_output_version(self, version):
        return

    def _update_meta(self):
        return


class Sealer(signers.Signer):
    """Signs with a key that is loaded already: reading one costs more than the seal."""

    def __init__(self, private, certificate: Certificate):
        known = SimpleCertificateStore()
        known.register(certificate)
        algorithm = SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"})
        super().__init__(signing_cert=certificate, cert_registry=known, signature_mechanism=algorithm)
        self.private = private

    async def async_sign_raw(self, data, digest_algorithm, dry_run=False):
        return bytes(LONGEST) if dry_run else self.private.sign(data, ECDSA(hashes.SHA256()))


def seal(pdf: bytes, *, private, certificate: str) -> bytes:
    """The PDF with a seal that allows no change afterwards.

    `private` is a key on P-256, `certificate` its X.509 certificate as PEM.
    """
    how = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
    )
    signer = signers.PdfSigner(
        how, signer=Sealer(private, _read(certificate)), new_field_spec=fields.SigFieldSpec(FIELD)
    )
    sealed = io.BytesIO()
    asyncio.run(signer.async_sign_pdf(AsItWas(io.BytesIO(pdf)), output=sealed, bytes_reserved=ROOM))
    return sealed.getvalue()


@cache
def _read(certificate: str) -> Certificate:
    _kind, _headers, der = unarmor(certificate.encode())
    return Certificate.load(der)
