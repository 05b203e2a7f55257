"""Growing a database to many examples: invented texts of real words, spread over municipalities, areas and years.

The rows are what publishing would have written: a Wagtail page, an example with parties and areas, and its index
entry with the finished card and its grams. They are written with COPY, because publishing 100,000 pages one by one takes hours.
"""

import random
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection, transaction

from samspil.core.models import Document
from samspil.core.search import rebuilding
from samspil.core.sorting import danish_key
from samspil.knowledge.models import Example

SEED = 20261121
CHUNK = 5000


def grow_to(total: int) -> None:
    """Add invented examples until there are `total`."""
    have = Example.objects.live().count()
    random_source = random.Random(SEED + have)  # noqa: S311  # test data
    models = list(Example.objects.filter(path__isnull=False).order_by("pk").values()[:125])
    cards = dict(Document.objects.filter(kind="example").values_list("object_id", "card"))
    texts = dict(Document.objects.filter(kind="example").values_list("object_id", "text"))
    facets = dict(Document.objects.filter(kind="example").values_list("object_id", "facets"))
    words = sorted({word for text in texts.values() for word in text.split() if len(word) > 4 and word.isalpha()})
    while have < total:
        size = min(CHUNK, total - have)
        write_chunk(have, size, random_source, Source(models, cards, texts, facets, words))
        have += size
    rebuilding.rebuild()
    vacuum()


class Source:
    """The real examples that invented ones are varied from."""

    def __init__(self, models: list[dict[str, Any]], cards: dict[int, str], texts: dict[int, str], facets: dict[int, list[str]], words: list[str]) -> None:
        self.models, self.cards, self.texts, self.facets, self.words = models, cards, texts, facets, words


def write_chunk(start: int, size: int, source_of_chance: random.Random, source: Source) -> None:
    """Write `size` examples in one transaction."""
    parent = Example.objects.order_by("path").first().get_parent()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('wagtailcore_page', 'id')) FROM generate_series(1, %s)", [size])
        ids = [row[0] for row in cursor.fetchall()]
        made = [invented(pk, start + n, source_of_chance, source) for n, pk in enumerate(ids)]
        copy_pages(cursor, parent, made, start)
        copy_examples(cursor, made)
        copy_documents(cursor, made)
        store_pages(cursor, made)
        cursor.execute("UPDATE wagtailcore_page SET numchild = numchild + %s WHERE id = %s", [size, parent.pk])


def invented(pk: int, number: int, chance: random.Random, source: Source) -> dict[str, Any]:
    """One invented example, varied from a real one."""
    model = source.models[number % len(source.models)]
    old = model["page_ptr_id"]
    title = " ".join(chance.choices(source.words, k=3)).capitalize()
    slug = f"proeve-{number}"
    body = source.texts[old].split()
    chance.shuffle(body)
    text = " ".join(body[:160] + chance.choices(source.words, k=60))
    card = source.cards[old].replace(f"/eksempler/{model['slug']}/", f"/eksempler/{slug}/").replace(model["title"], title)
    return {
        "pk": pk,
        "title": title,
        "slug": slug,
        "model": model,
        "text": text,
        "card": card,
        "facets": source.facets[old],
        "day": date(2000 + number % 26, 1 + number % 12, 1 + number % 28),
    }


def table_columns(cursor: Any, table: str) -> list[str]:
    cursor.execute("SELECT column_name FROM information_schema.columns WHERE table_name = %s ORDER BY ordinal_position", [table])
    return [row[0] for row in cursor.fetchall()]


def copy(cursor: Any, table: str, columns: list[str], rows: list[list[Any]]) -> None:
    with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as stream:
        for row in rows:
            stream.write_row(row)


def copy_pages(cursor: Any, parent: Any, made: list[dict[str, Any]], start: int) -> None:
    """Wagtail page rows below the examples' section; only what makes each row its own differs from the model's."""
    columns = table_columns(cursor, "wagtailcore_page")
    cursor.execute(f"SELECT {', '.join(columns)} FROM wagtailcore_page WHERE id = ANY(%s)", [[m["model"]["page_ptr_id"] for m in made[:125]]])  # noqa: S608  # names from the catalogue
    models = {row[columns.index("id")]: dict(zip(columns, row, strict=True)) for row in cursor.fetchall()}
    import uuid

    from treebeard.mp_tree import MP_Node

    rows = []
    for n, item in enumerate(made):
        row = dict(models[item["model"]["page_ptr_id"]])
        step = MP_Node._int2str(start + n + 1000).rjust(4, "0")
        row.update(id=item["pk"], path=parent.path + step, title=item["title"], draft_title=item["title"], slug=item["slug"])
        row.update(url_path=f"{parent.url_path}{item['slug']}/", translation_key=uuid.uuid4(), latest_revision_id=None, live_revision_id=None)
        rows.append([row[name] for name in columns])
    copy(cursor, "wagtailcore_page", columns, rows)


def copy_examples(cursor: Any, made: list[dict[str, Any]]) -> None:
    """Example rows with their parties, areas, steps and sources."""
    columns = table_columns(cursor, "knowledge_example")
    copy(cursor, "knowledge_example", columns, [[item["pk"] if name == "page_ptr_id" else item["model"][name] for name in columns] for item in made])
    pairs = [(item["model"]["page_ptr_id"], item["pk"]) for item in made]
    for table, column in [
        ("knowledge_exampleparty", "example_id"),
        ("knowledge_examplestep", "example_id"),
        ("knowledge_examplesource", "example_id"),
        ("knowledge_example_areas", "example_id"),
        ("knowledge_example_kle", "example_id"),
        ("knowledge_example_legal_answers", "example_id"),
    ]:
        others = [name for name in table_columns(cursor, table) if name not in {"id", column}]
        cursor.execute(
            f"INSERT INTO {table} ({column}, {', '.join(others)}) SELECT pair.new, {', '.join('t.' + name for name in others)}"  # noqa: S608  # names from the catalogue
            f" FROM {table} t JOIN unnest(%s::bigint[], %s::bigint[]) AS pair(old, new) ON t.{column} = pair.old",
            [[old for old, _ in pairs], [new for _, new in pairs]],
        )


DOCUMENT_COLUMNS = [
    "kind",
    "object_id",
    "language",
    "audience",
    "municipalities",
    "url",
    "title",
    "title_key",
    "also_named",
    "teaser",
    "text",
    "searched",
    "card",
    "facets",
    "sort_on",
    "changed_at",
    "heard_at",
]


def document_row(item: dict[str, Any]) -> list[Any]:
    """One example's index entry, in the order of DOCUMENT_COLUMNS."""
    codes = [facet.partition(":")[2] for facet in item["facets"] if facet.startswith("municipality:")]
    start = ["example", item["pk"], "da", "public", codes, f"/eksempler/{item['slug']}/", item["title"], danish_key(item["title"])]
    # Heard of after they were published: else the worker would tell of each of them anew.
    now = datetime.now(UTC)
    return [*start, "", item["model"]["teaser"], item["text"], True, item["card"], item["facets"], item["day"], now, now]


def copy_documents(cursor: Any, made: list[dict[str, Any]]) -> None:
    """Index entries with finished cards."""
    cursor.execute("CREATE TEMP TABLE grown (LIKE core_document INCLUDING DEFAULTS) ON COMMIT DROP")
    cursor.execute("ALTER TABLE grown DROP COLUMN id")
    cursor.execute("ALTER TABLE grown ALTER COLUMN revision DROP NOT NULL")
    copy(cursor, "grown", DOCUMENT_COLUMNS, [document_row(item) for item in made])
    names = ", ".join(DOCUMENT_COLUMNS)
    cursor.execute(
        f"INSERT INTO core_document ({names}, revision) SELECT {names}, nextval('core_document_revision_seq') FROM grown"  # noqa: S608  # our own column names
    )
    cursor.execute("DROP TABLE grown")


def store_pages(cursor: Any, made: list[dict[str, Any]]) -> None:
    """Stored pages, as publishing would have rendered them: the model's, with the invented title and address."""
    rows = [(item["model"]["page_ptr_id"], item["pk"], f"/eksempler/{item['slug']}/", item["model"]["title"], item["title"]) for item in made]
    cursor.execute(
        "INSERT INTO core_storedpage (kind, object_id, audience, url, section, title, description, head, main, shown_kinds, shown_ids, build, only_on)"
        " SELECT p.kind, n.new, p.audience, n.url, p.section, replace(p.title, n.was, n.title), p.description, p.head,"
        " replace(p.main, n.was, n.title), p.shown_kinds, p.shown_ids, p.build, p.only_on"
        " FROM core_storedpage p JOIN unnest(%s::bigint[], %s::bigint[], %s::text[], %s::text[], %s::text[]) AS n(old, new, url, was, title)"
        " ON p.object_id = n.old AND p.kind = 'example'",
        [list(column) for column in zip(*rows, strict=True)],
    )


def vacuum() -> None:
    """Statistics and visibility map, as autovacuum would have made them."""
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
