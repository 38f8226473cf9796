"""The seal of a PDF (PAdES, ETSI EN 319 142-1): whoever opens it sees whether a byte was changed since.

Importing it loads pyHanko, which takes a second: import it where something is sealed.
"""

import asyncio
import io
from functools import lru_cache
from hashlib import sha256

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
#: usual length of a signature of ECDSA on P-256, in DER; one in two has it
LENGTH = 71
#: in a container that is sealed for nobody yet: the digest of the document, the signature
DIGEST, SIGNATURE = sha256(b"digest").digest(), b"signature".ljust(LENGTH, b"!")


class AsItWas(IncrementalPdfFileWriter):
    """Leaves version and metadata of the file alone: PDF/A-3 is PDF 1.7 (ISO 19005-3, 5.2), pyHanko 0.38 would make it
    2.0; and the metadata that it writes anew loses the description of PDF/UA's schema (6.6.2.3.1)."""

    def ensure_output_version(self, version):
        return

    def _update_meta(self):
        return


class Sealer(signers.Signer):
    """Signs with a key that is loaded already, into a container that was made once: of one seal to the next only digest
    and signature differ. A signature is made anew until it has the length that the container was made for."""

    def __init__(self, private, certificate: Certificate):
        known = SimpleCertificateStore()
        known.register(certificate)
        algorithm = SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"})
        super().__init__(signing_cert=certificate, cert_registry=known, signature_mechanism=algorithm)
        self.private, self.container, self.attributes = private, b"", b""

    async def async_sign(self, data_digest, digest_algorithm, **how) -> bytes:
        """The container (RFC 5652) in DER, for the digest of a document."""
        if not self.container:
            made = await super().async_sign(DIGEST, digest_algorithm, **how)
            (signed,) = made["content"]["signer_infos"]
            self.container, self.attributes = made.dump(), signed["signed_attrs"].untag().dump()
        signature = self._signature(self.attributes.replace(DIGEST, data_digest))
        return self.container.replace(DIGEST, data_digest).replace(SIGNATURE, signature)

    async def async_sign_raw(self, data, digest_algorithm, dry_run=False):
        return SIGNATURE

    def _signature(self, attributes: bytes) -> bytes:
        signature = b""
        while len(signature) != LENGTH:
            signature = self.private.sign(attributes, ECDSA(hashes.SHA256()))
        return signature


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
        how, signer=_sealer(private, certificate), new_field_spec=fields.SigFieldSpec(FIELD)
    )
    sealed = io.BytesIO()
    asyncio.run(signer.async_sign_pdf(AsItWas(io.BytesIO(pdf)), output=sealed, bytes_reserved=ROOM))
    return sealed.getvalue()


@lru_cache(maxsize=4)
def _sealer(private, certificate: str) -> Sealer:
    _kind, _headers, der = unarmor(certificate.encode())
    return Sealer(private, Certificate.load(der))
