"""Wordings as JSON and as the portal's XML: read whole, or told what is wrong and where. All laws here are invented."""

import json
import zipfile
from datetime import date

import pytest

from curriculum.citations import Kind
from curriculum.interop.statutes.gathering import read_laws
from curriculum.interop.statutes.shapes import BrokenStatutes, named

LAW = {
    "law": "HausG",
    "title": "Hausgesetz",
    "state_of": "2026-04-29 (Auszug)",
    "source_url": "https://www.gesetze-im-internet.de/hausg/",
    "sections": [
        {
            "number": "1",
            "heading": "Türen",
            "paragraphs": ["(1) Türen sind\n  1. zu öffnen,\n  2. zu schließen."],
        },
        {"number": "Anlage", "heading": "", "paragraphs": ["Maße"]},
    ],
}
XML = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE dokumente SYSTEM "http://www.gesetze-im-internet.de/dtd/1.01/gii-norm.dtd">
<dokumente builddate="20261120212345" doknr="BJNR000010000">
<norm doknr="BJNR000010000"><metadaten><jurabk>HausG 1999</jurabk><amtabk>HausG</amtabk>
<langue>Gesetz über das Haus</langue></metadaten></norm>
<norm><metadaten><jurabk>HausG 1999</jurabk><enbez>Inhaltsübersicht</enbez></metadaten></norm>
<norm><metadaten><jurabk>HausG 1999</jurabk><gliederungseinheit><gliederungsbez>Teil 1</gliederungsbez>
</gliederungseinheit></metadaten></norm>
<norm><metadaten><jurabk>HausG 1999</jurabk><enbez>§ 1</enbez><titel format="parat">Türen</titel></metadaten>
<textdaten><text format="XML"><Content><P>(1) Türen<FnR ID="F1"/> sind<DL Type="arabic"><DT>1.</DT><DD><LA>zu
öffnen,</LA></DD><DT>2.</DT><DD><LA>zu <B>schließen</B>, wenn<DL Type="alpha"><DT>a)</DT><DD><LA>es zieht</LA></DD>
</DL></LA></DD></DL>und zu ölen.</P><P>(2) Nachts auch.</P></Content></text></textdaten></norm>
<norm><metadaten><jurabk>HausG 1999</jurabk><enbez>§ 2</enbez><titel format="parat">(weggefallen)</titel></metadaten>
<textdaten><text format="XML"><Content><P>-</P></Content></text></textdaten></norm>
<norm><metadaten><jurabk>HausG 1999</jurabk><enbez>§§ 3 bis 5</enbez></metadaten></norm>
<norm><metadaten><jurabk>HausG 1999</jurabk><enbez>Anlage 1</enbez></metadaten><textdaten><text><Content>
<table><row><entry>Breite</entry><entry>90</entry></row><row><entry>Höhe</entry><entry>200</entry></row></table>
</Content></text></textdaten></norm></dokumente>"""


@pytest.fixture
def file(tmp_path):
    def write(content, name="gesetz.json"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        return path

    return write


def faults(*paths) -> list[tuple[str, str]]:
    with pytest.raises(BrokenStatutes) as broken:
        read_laws(paths)
    return [(fault.file, fault.place) for fault in broken.value.faults]


def test_the_json_of_a_collection(file):
    (law,) = read_laws([file(LAW)])
    assert (law.names[0], law.as_of, law.address) == ("HausG", date(2026, 4, 29), LAW["source_url"])
    door, sizes = law.sections
    assert (door.kind, door.number, door.heading) == (Kind.SECTION, "1", "Türen")
    assert door.text == "(1) Türen sind\n  1. zu öffnen,\n  2. zu schließen."
    assert (sizes.kind, sizes.number, sizes.text) == (Kind.ANNEX, "", "Maße")


def test_the_xml_of_the_portal(file):
    (law,) = read_laws([file(XML.encode(), "BJNR1.xml")])
    assert law.names == ("HausG", "HausG 1999")
    assert law.address == "https://www.gesetze-im-internet.de/hausg_1999/"
    assert (law.title, law.as_of) == ("Gesetz über das Haus", date(2026, 11, 20))
    door, gone, sizes = law.sections
    assert door.text.split("\n") == [
        "(1) Türen sind",
        "  1. zu öffnen,",
        "  2. zu schließen, wenn",
        "    a) es zieht",
        "und zu ölen.",
        "(2) Nachts auch.",
    ]
    assert (gone.number, gone.standing, gone.text) == ("2", False, "")
    assert (sizes.kind, sizes.number, sizes.text) == (Kind.ANNEX, "1", "Breite 90\nHöhe 200")


def test_a_folder_and_the_archive_of_the_portal(file, tmp_path):
    file(LAW)
    file({"files": []}, "_index.json")
    file(b"Lies mich", "README.md")
    with zipfile.ZipFile(tmp_path / "xml.zip", "w") as archive:
        archive.writestr("BJNR1.xml", XML)
        archive.writestr("../../bild.gif", b"GIF")
    assert [law.file for law in read_laws([tmp_path])] == ["gesetz.json", "xml.zip"]


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"law": ""}, ""),
        ({"source_url": "javascript:alert(1)"}, ""),
        ({"sections": []}, ""),
        (
            {"sections": [LAW["sections"][0], {"number": "zwei", "paragraphs": ["x"]}]},
            "section 2 of the list",
        ),
        ({"sections": [{"number": "1", "paragraphs": [1]}]}, "section 1 of the list"),
        ({"sections": [LAW["sections"][0]] * 2}, "1"),
        ({"state_of": "2026-13-01"}, ""),
    ],
)
def test_what_is_wrong_in_json_is_told_with_its_place(change, place, file):
    assert faults(file({**LAW, **change})) == [("gesetz.json", place)]


def test_all_faults_of_all_files_at_once(file, tmp_path):
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.writestr("a.xml", XML)
        archive.writestr("b.xml", XML)
    bomb = XML.replace('gii-norm.dtd">', 'gii-norm.dtd" [<!ENTITY a "b">]>').encode()
    assert faults(
        file(b'{\n"law": }', "a.json"),
        file(b'{"law":\n"\xff"}', "b.json"),
        file(b"<dokumente>\n<norm></dokumente>", "c.xml"),
        file(bomb, "d.xml"),
        file(b"<html/>", "e.xml"),
        file(b"PK", "f.zip"),
        file(b"", "g.txt"),
        tmp_path / "two.zip",
        tmp_path / "nothing",
    ) == [
        ("a.json", "line 2"),
        ("b.json", "line 2"),
        ("c.xml", "line 2"),
        ("d.xml", ""),
        ("e.xml", "line 1"),
        ("f.zip", ""),
        ("g.txt", ""),
        ("two.zip", ""),
        (str(tmp_path / "nothing"), ""),
    ]


def test_an_archive_that_unpacks_to_too_much_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("curriculum.interop.statutes.gathering.MOST", 1000)
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", "<a>" + " " * 5000 + "</a>")
    assert faults(tmp_path / "bomb.zip") == [("bomb.zip", "")]


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("551", Kind.SECTION, "551"),
        ("§ 22a", Kind.SECTION, "22a"),
        ("Art. 13", Kind.ARTICLE, "13"),
        ("Art 6", Kind.ARTICLE, "6"),
        ("Anlage", Kind.ANNEX, ""),
        ("Anlage 2", Kind.ANNEX, "2"),
    ],
)
def test_how_a_section_is_named(text, kind, number):
    assert named(text) == (kind, number)


@pytest.mark.parametrize("text", ["", "§§ 3 bis 5", "Inhaltsübersicht", "§", "Art", "Art 229 § 5"])
def test_what_is_no_single_section(text):
    assert named(text) is None
