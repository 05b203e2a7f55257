"""Numbers of rows stand in addresses as they are: Danish thousands separators would break every address from 1,000 on."""

import re

from tests.house.places import SOURCE, named

BARE = re.compile(r"\{\{ ?[a-z_.]*\.(?:pk|id) ?\}\}")
# Ids of elements are texts.
ELEMENTS = re.compile(r"attrs\.id|auto_id")


def bare(text: str) -> list[str]:
    return [found for found in BARE.findall(text) if not ELEMENTS.search(found)]


def test_no_template_writes_the_number_of_a_row_with_separators() -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in SOURCE.glob("*/templates/**/*") if path.suffix in {".html", ".txt", ".xml"}}
    assert len(texts) > 50, "the test looks in the wrong place"
    assert not {named(path): found for path, text in texts.items() if (found := bare(text))}


def test_a_bare_number_is_noticed() -> None:
    assert bare("/bord/personer/{{ person.pk }}/") == ["{{ person.pk }}"]
    assert bare('{{ person.pk|stringformat:"d" }} {{ widget.attrs.id }}') == []
