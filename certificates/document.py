"""The page of a certificate, made of its snapshot alone."""

from datetime import UTC, date, datetime
from decimal import Decimal
from urllib.parse import urlsplit

from django.utils.translation import get_language_info, override

from lms.printing.attached import Attached
from lms.printing.measuring import width_mm
from lms.printing.pdf import load_sealing, print_pdf
from lms.printing.qr import code_of

from .keys import signer
from .looks import pictures, rules
from .marks import Mark
from .models import Certificate, Use
from .name_codes import name_code

TEMPLATE = "certificates/print/certificate.html"
#: the badge travels inside the document under this name
BADGE = "badge.json"
CODE_MM = 30
#: width of a column; sizes of a name in points, each with the lines that it may take at that size
COLUMN_MM = 84
NAME_SIZES = ((23, 1), (19, 1), (15, 2), (11, 3))


def make_document(certificate: Certificate, badge: str, *, at: datetime) -> bytes:
    """The whole document: the page with the signed name in its QR code, the badge attached, sealed.

    Raises CannotPrint and what `signer` raises.
    """
    snapshot, key = certificate.snapshot, signer(Use.SEAL)
    name = name_code(certificate.public_id, snapshot["holder"]["latin"])
    printed = print_document(
        snapshot,
        code=f"{snapshot['address']}#{name}",
        serial=certificate.serial,
        attached=_attached(badge, at),
    )
    return load_sealing().seal(printed, private=key.private, certificate=key.key.certificate)


def print_document(
    snapshot: dict, *, code: str = "", serial: str = "", attached: Attached | None = None
) -> bytes:
    """The PDF of a snapshot; the same snapshot gives the same bytes. `code` is what the QR code says, else the address.

    Raises CannotPrint.
    """
    language = snapshot["languages"][0]
    made = pictures(snapshot.get("design"))
    shown = page(snapshot, code, serial)
    return print_pdf(TEMPLATE, shown, language=language, attached=attached, pictures=made)


def _attached(badge: str, at: datetime) -> Attached:
    return Attached(BADGE, badge, "Open Badge 3.0", at.astimezone(UTC))


def page(snapshot: dict, code: str = "", serial: str = "") -> dict:
    """What the template needs: columns (one or two languages), modules with a text for each, dates, code, numbers."""
    languages = snapshot["languages"]
    design = snapshot.get("design")
    looks = design["texts"] if design else {}
    columns = [
        {"code": code, "dir": direction(code), "text": snapshot["texts"][code], "look": looks.get(code, {})}
        for code in languages
    ]
    code = code_of(code or snapshot["address"])
    parts = urlsplit(snapshot["address"])
    return {
        "design": design,
        "rules": rules(design) if design else "",
        "exception": snapshot.get("exception", False),
        "columns": columns,
        "first": columns[0],
        "second": columns[1] if len(columns) > 1 else None,
        "holder": _holder(snapshot["holder"]),
        "issuer": snapshot["issuer"],
        "modules": [_module(module, languages) for module in snapshot["modules"]],
        "attended_units": Decimal(snapshot["attended_units"]),
        "self_study_units": Decimal(snapshot["self_study_units"]),
        "certified_on": date.fromisoformat(snapshot["certified_on"]),
        "valid_until": date.fromisoformat(snapshot["valid_until"]) if snapshot["valid_until"] else None,
        "number": grouped(snapshot["public_id"]),
        "serial": serial,
        "address": snapshot["address"],
        "address_shown": f"{parts.netloc}/v",
        "code": code,
        "code_side": code.side(CODE_MM),
    }


def direction(code: str) -> str:
    return "rtl" if get_language_info(code)["bidi"] else "ltr"


def grouped(public_id: str) -> str:
    """The id as people read it out: in capitals, four by four."""
    return "-".join(public_id[at : at + 4] for at in range(0, len(public_id), 4)).upper()


def name_size(name: str) -> int:
    """The largest size in points at which the name fits; broken lines are never quite full."""
    for points, lines in NAME_SIZES:
        full = 1 if lines == 1 else 0.8
        if width_mm(name, points, bold=True) <= COLUMN_MM * lines * full:
            return points
    return NAME_SIZES[-1][0]


def _holder(holder: dict) -> dict:
    return {
        **holder,
        "latin_size": name_size(holder["latin"]),
        "own_size": name_size(holder["own"]),
    }


def _module(module: dict, languages: list[str]) -> dict:
    """Number, units and per column the title with the language it really stands in, and the mark in words."""
    columns = {}
    for place, code in zip(("first", "second"), languages, strict=False):
        title = module["titles"][code]
        with override(code):
            mark = str(Mark(module["mark"]).label) if module["mark"] else "–"
        columns[place] = {**title, "dir": direction(title["language"]), "mark": mark}
    return {"number": module["number"], "units": Decimal(module["units"]), **columns}
