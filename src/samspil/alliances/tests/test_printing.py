"""The agreement on paper. A PDF's structure is read from its objects, which are inflated here: no library for it is among ours."""

import re
import zlib
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from fontTools.ttLib import TTFont

from samspil.alliances import press, typesetting
from samspil.alliances.domain.agreement import STANDS, content_of, fingerprint
from samspil.alliances.domain.plan import AlliancePlan, PartyPlan, TaskPlan, Volunteers
from samspil.alliances.domain.terms import TERM_DA, Terms
from samspil.alliances.domain.words import Sector, TaskRole
from samspil.alliances.press import NotPrinted, Press, printed
from samspil.alliances.printing import Accepted, sheet, time_in_words
from samspil.alliances.tests.plans import WHOLE

HOSTILE = [
    "#panic(1)",
    "=cmd|' /C calc'!A0",
    "= Overskrift",
    "*fed* _kursiv_ `kode` $x^2$",
    '#include "/etc/passwd"',
    '#read("/etc/hostname")',
    "]#[*a*",
    "\\u{41} // væk /* væk",
    "<label> @ref",
    "مرحبا بكم",
    "\u202egnirts",
    "👵🏽 spiser 🍎",
    "a" * 400,
    "https://example.dk/" + "x" * 200,
    "linje et\nlinje to\n\n\nlinje fem",
    "\t\u00a0\u2003",
    "",
]


def objects(pdf: bytes) -> str:
    """Everything in a PDF that is text: its plain objects and its inflated streams."""
    streams = [zlib.decompressobj().decompress(raw) for raw in re.findall(rb"FlateDecode.*?stream\r?\n(.*?)endstream", pdf, re.DOTALL)]
    return b"\n".join([pdf, *streams]).decode("latin-1")


def of_plan(plan: AlliancePlan) -> dict[str, Any]:
    content = content_of(plan)
    return sheet(content, "Samarbejdsaftale nr. 1, version 1", [Accepted("Kommunen", "En underskriver", date(2026, 12, 1))], fingerprint(content))


def test_the_pdf_is_tagged_danish_and_says_that_it_keeps_to_pdf_ua() -> None:
    found = objects(printed(of_plan(WHOLE)))
    assert "pdfuaid:part>1<" in found
    assert "/Lang(da-DK)" in found.replace(" ", "")
    assert '<rdf:li xml:lang="x-default">Fælles bord' in found.encode("latin-1").decode("utf-8", "replace") or "dc:title" in found
    assert "/MarkInfo" in found
    assert "/DisplayDocTitle true" in found


def test_headings_are_headings_and_the_tables_have_headers_with_a_scope() -> None:
    found = objects(printed(of_plan(WHOLE)))
    assert len(re.findall(r"/S\s*/H1\b", found)) == 1
    assert len(re.findall(r"/S\s*/H2\b", found)) == 5
    assert len(re.findall(r"/S\s*/TH\b", found)) == 4 + 5 + 3
    assert len(re.findall(r"/Scope\s*/Column", found)) == 12
    assert len(re.findall(r"/S\s*/Table\b", found)) == 3


def test_only_the_typeface_of_the_site_is_in_it() -> None:
    names = set(re.findall(r"/BaseFont\s*/[A-Z]{6}\+([A-Za-z]+)", objects(printed(of_plan(WHOLE)))))
    assert names == {"SourceSansPro"}


def test_a_missing_typeface_is_an_error_and_not_another_typeface(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    typesetting.letters.cache_clear()
    monkeypatch.setattr(typesetting, "FONTS", tmp_path)
    with pytest.raises(OSError, match="SourceSansPro-Regular"):
        typesetting.typeset(of_plan(WHOLE))


def test_the_template_asks_for_the_family_that_the_files_hold() -> None:
    asked = re.search(r'text\(font: "([^"]+)"', typesetting.TEMPLATES["agreement"].read_text(encoding="utf-8"))
    files = [TTFont(str(typesetting.FONTS / f"SourceSansPro-{weight}.ttf")) for weight in typesetting.WEIGHTS]
    assert asked
    assert {asked[1]} == {font["name"].getBestFamilyName() for font in files}


@pytest.mark.parametrize("text", HOSTILE)
def test_peoples_texts_are_text_wherever_they_stand(text: str) -> None:
    party = replace(WHOLE.parties[0], name=text, brings=text, stake=text, gain=text, leaves=text, measure=text)
    tasks = (TaskPlan(1, text, {1: TaskRole.RESPONSIBLE}, Volunteers(text, text)),)
    texts: dict[str, Any] = dict.fromkeys(TERM_DA, text)
    parties, terms = (party, *WHOLE.parties[1:]), Terms(**texts)
    plan = replace(WHOLE, title=text, purpose=text, target_group=text, place=text, parties=parties, tasks=tasks, terms=terms)
    content = content_of(plan)
    pdf = typesetting.typeset(sheet(content, text, [Accepted(text, text, date(2026, 12, 1))], "ab" * 32))
    found = objects(pdf)
    assert len(re.findall(r"/S\s*/H\d\b", found)) == (6 if text else 5), "no text makes a heading"
    assert len(re.findall(r"/S\s*/Table\b", found)) == 3
    assert not re.findall(r"/S\s*/(?:Link|Code|Formula)\b", found)


def test_letters_the_typeface_lacks_stand_as_a_mark_that_the_paper_explains() -> None:
    assert typesetting.printable("Smørrebrød – »ja«") == "Smørrebrød – »ja«"
    assert typesetting.printable(["م", {"a": "🍎b"}, 3, None]) == ["◊", {"a": "◊b"}, 3, None]
    assert {*typesetting.KNOWN, ord(typesetting.SUBSTITUTE)} <= typesetting.letters()


def test_long_words_may_break_and_danish_words_are_left_alone() -> None:
    assert typesetting.breakable("velfærdsalliancepartnerskab") == "velfærdsalliancepartnerskab"
    broken = typesetting.breakable("x" * 40)
    assert max(len(part) for part in broken.split(typesetting.MAY_BREAK)) == typesetting.LONG_WORD
    assert broken.replace(typesetting.MAY_BREAK, "") == "x" * 40


def test_two_hundred_parties_fit() -> None:
    parties = tuple(PartyPlan(n, f"Part {n}", Sector.CIVIL, brings="a" * 500, stake="b " * 200, gain="c " * 200) for n in range(1, 201))
    roles = dict.fromkeys(range(2, 201), TaskRole.HELPS) | {1: TaskRole.RESPONSIBLE}
    pdf = printed(of_plan(replace(WHOLE, parties=parties, tasks=(TaskPlan(1, "Laver mad", roles),))))
    pages = re.findall(r"/Type\s*/Page\b", objects(pdf))
    assert 20 < len(pages) < 200


def test_a_program_that_breaks_down_is_told_with_what_it_said(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotPrinted, match="TypstError"):
        printed({"not": "a sheet"})
    monkeypatch.setattr(press, "MOST_SECONDS", 0.001)
    with pytest.raises(NotPrinted):
        printed(of_plan(WHOLE))


def test_a_press_prints_many_as_one_alone_would_and_survives_what_it_cannot_print(monkeypatch: pytest.MonkeyPatch) -> None:
    data = of_plan(WHOLE)
    with Press() as kept:
        first = kept.printed(data)
        program = kept.program
        assert program
        with pytest.raises(NotPrinted, match="TypstError"):
            kept.printed({"not": "a sheet"})
        assert kept.printed(data) == first == printed(data)
        assert kept.program is program, "it was started once"
        program.kill()
        program.wait()
        with pytest.raises(NotPrinted):
            kept.printed(data)
        assert kept.printed(data) == first, "after a breakdown the next sheet starts it anew"
        monkeypatch.setattr(press, "MOST_SECONDS", 0)
        with pytest.raises(NotPrinted):
            kept.printed({**data, "purpose": "x " * 50_000})
        assert vars(kept) == {"program": None}, "one that takes too long is ended"


def test_time_is_told_in_words() -> None:
    content = content_of(WHOLE)
    assert time_in_words(content) == "Aftalen gælder fra 1. februar 2027 til 31. januar 2028. Hver part kan sige op med en måneds varsel."
    assert time_in_words({**content, "last": None, "notice_months": 3}) == "Perioden er ikke skrevet endnu. Hver part kan sige op med 3 måneders varsel."


def test_a_draft_says_that_it_is_one_and_the_citizens_protection_stands_on_every_sheet() -> None:
    draft = sheet(content_of(WHOLE), "Udkast", [])
    assert draft["trail"].startswith("Et udkast")
    assert draft["stands"] == STANDS


def test_a_version_that_does_not_hold_says_so_across_the_sheet_and_below_its_heading() -> None:
    content = content_of(WHOLE)
    rows = [Accepted("Kommunen", "", None)]
    assert sheet(content, "Aftale", rows)["acceptances"] == [{"party": "Kommunen", "name": "har ikke sagt ja", "day": "", "sure": ""}]
    holds, closed = (printed(sheet(content, "Aftale", rows, "ab" * 32, stamp)) for stamp in ("", "Trukket tilbage – gælder ikke"))
    turned = [len(re.findall(r"0\.8480481 0\.52991927", objects(pdf))) for pdf in (holds, closed)]
    pages = len(re.findall(r"/Type\s*/Page\b", objects(printed(sheet(content, "Aftale", rows)))))
    assert turned == [0, pages], "each page has its stamp, turned by 32 degrees"


def test_the_mark_stands_beside_the_name_and_words_stand_whole() -> None:
    template = typesetting.TEMPLATES["agreement"].read_text(encoding="utf-8")
    assert "hyphenate: false" in template
    assert "#12604a" in typesetting.MARK.read_text(encoding="utf-8")
    where_green_meets_amber = "0.43529412 0.56078434 0.18431373"
    assert where_green_meets_amber in objects(printed(of_plan(WHOLE)))
