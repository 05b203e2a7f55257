"""Backup, wipe, restore of the real product: every row of every table and every file is there again."""

import shutil
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from launcher.database import database
from launcher.files import files_below
from launcher.places import find_place
from tests.faults.product import home_of
from tests.launcher.checkout import Checkout

pytestmark = [pytest.mark.faults, pytest.mark.slow]

PICTURES = {"billeder/æble og ø.png": 40_000, "dokumenter/referat.pdf": 3, "original_images/tom.jpg": 0}
# What a new installation has of each at the least; the test would say nothing of empty tables.
LEAST = {"core_document": 200, "knowledge_example": 125, "law_legalanswer": 59, "wagtailcore_page": 50, "wagtailcore_revision": 1, "identity_person": 4}


def content(checkout: Checkout) -> dict[str, tuple[object, ...]]:
    """Count and digest of every table (documents with title, text and card among them), and where every sequence stands."""
    digest = "SELECT count(*), md5(coalesce(string_agg(line, E'\\n' ORDER BY line), '')) FROM (SELECT t::text AS line FROM {} t) lines"
    with database(home_of(checkout), checkout.env) as url, psycopg.connect(url) as link:
        tables = [name for (name,) in link.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()]
        found = {name: link.execute(sql.SQL(digest).format(sql.Identifier(name))).fetchone() or () for name in tables}
        sequences = link.execute("SELECT sequencename, last_value FROM pg_sequences").fetchall()
        return found | {name: (last,) for name, last in sequences}


def media(checkout: Checkout) -> dict[str, bytes]:
    """Every file that people have uploaded."""
    folder = home_of(checkout).media
    return {str(path.relative_to(folder)): path.read_bytes() for path in files_below(folder)}


def upload(checkout: Checkout) -> None:
    """Have files with Danish names, large, small and empty."""
    for name, size in PICTURES.items():
        path = home_of(checkout).media / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode() * size)


def wipe(checkout: Checkout) -> None:
    """Lose the disk: database and media are gone."""
    home = home_of(checkout)
    shutil.rmtree(find_place(home, checkout.env).base)
    shutil.rmtree(home.media)
    assert not media(checkout)


def test_backup_wipe_restore_brings_the_same_content_back(product: Checkout, tmp_path: Path) -> None:
    upload(product)
    before, files = content(product), media(product)
    assert {name: least for name, least in LEAST.items() if int(str(before[name][0])) < least} == {}
    assert set(files) >= set(PICTURES)
    target = tmp_path / "product.backup"
    done = product.samspil("backup", str(target))
    assert done.returncode == 0, done.stderr
    wipe(product)
    done = product.samspil("restore", str(target))
    assert done.returncode == 0, done.stderr
    assert content(product) == before
    assert media(product) == files
    run = product.serve()
    try:
        assert "<title" in run.get()
    finally:
        product.stop_runs()
