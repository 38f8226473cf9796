"""What stands on printed paper, read back with poppler and pypdf."""

import io
import subprocess

import pypdf
from PIL import Image


def words(pdf: bytes) -> str:
    """The text of a PDF in reading order."""
    return subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


def picture(pdf: bytes, *, dpi: int = 150, grey: bool = False) -> Image.Image:
    """The first page as pixels."""
    command = ["pdftoppm", "-r", str(dpi), "-png", "-singlefile", *(["-gray"] if grey else []), "-"]
    return Image.open(io.BytesIO(subprocess.run(command, input=pdf, capture_output=True, check=True).stdout))


def reader(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def structure(pdf: bytes) -> list[tuple[str, str]]:
    """(tag, language or "") of every structure element, parents before children."""
    found = []

    def walk(node):
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif isinstance(node, dict) and "/S" in node:
            found.append((node["/S"], str(node.get("/Lang", ""))))
            walk(node.get("/K", []))

    walk(reader(pdf).trailer["/Root"]["/StructTreeRoot"]["/K"])
    return found


def fonts(pdf: bytes) -> set[str]:
    """Names of the embedded fonts, without the mark of a subset."""
    found = set()
    for page in reader(pdf).pages:
        for font in page["/Resources"]["/Font"].values():
            name = font.get_object()["/BaseFont"]
            found.add(name.split("+")[-1].lstrip("/"))
    return found
