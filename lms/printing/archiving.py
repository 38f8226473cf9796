"""PDF/A-3a and PDF/UA-1 in one file: made to be kept for decades, and to be read with ears.

WeasyPrint 70 writes one of both. The variant below lets it write PDF/A-3a (ISO 19005-3) and adds what says PDF/UA-1
(ISO 14289-1, 5) to the metadata, with the description of that schema that PDF/A asks for (ISO 19005-3, 6.6.2.3.3).
"""

import pydyf
from weasyprint import pdf as weasy_pdf
from weasyprint.pdf import pdfa

VARIANT = "pdf/a-3a+ua-1"
ACCESSIBLE = (
    b'<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>'
    b'<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" '
    b'xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" '
    b'xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    b'<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    b"<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
    b"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    b"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    b'<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    b"<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    b"<pdfaProperty:category>internal</pdfaProperty:category>"
    b"<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>"
    b"</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)


def offer_variant() -> None:
    """Let WeasyPrint know the variant; its name contains `pdf/a`, by which WeasyPrint chooses the colour intent."""
    weasy_pdf.VARIANTS[VARIANT] = (_write, pdfa._values("1.7", pdf_tags=True))


def _write(pdf, document, page_streams, attachments, compress) -> None:
    pdfa.pdfa(pdf, document, page_streams, attachments, compress, version=3, variant="A")
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    metadata.compress = False  # programs that know no PDF find it, too (ISO 16684-1)
    metadata.stream[0] = metadata.stream[0].replace(b"</rdf:RDF>", ACCESSIBLE + b"</rdf:RDF>", 1)
    for one in pdf.objects:
        if isinstance(one, pydyf.Stream) and "Interpolate" in one.extra:
            one.extra["Interpolate"] = "false"  # no reader makes up points of a picture (ISO 19005-3, 6.2.8)
    if "AF" in pdf.catalog:  # WeasyPrint names each file twice
        pdf.catalog["AF"][:] = list(dict.fromkeys(pdf.catalog["AF"]))
