"""Backup, wipe, restore: the same content, or one line and nothing changed."""

import json
import tarfile
from pathlib import Path

import pytest

from launcher.files import files_below
from tests.launcher.checkout import Checkout, one_line

pytestmark = pytest.mark.slow


def fill(checkout: Checkout) -> None:
    """Have something worth keeping."""
    checkout.sql("insert into notes (text) values ('kept')")
    media = checkout.home / "media" / "pictures"
    media.mkdir(parents=True, exist_ok=True)
    (media / "å b.png").write_bytes(b"picture" * 1000)


def count(checkout: Checkout) -> int:
    """Return the number of notes."""
    return int(checkout.sql("select count(*) from notes"))


def test_backup_wipe_restore_gives_the_same_content(shared_checkout: Checkout) -> None:
    fill(shared_checkout)
    before = count(shared_checkout)
    target = shared_checkout.root / "all.backup"
    done = shared_checkout.samspil("backup", str(target))
    assert done.returncode == 0, done.stderr
    assert target.stat().st_mode & 0o777 == 0o600
    shared_checkout.sql("drop table notes")
    for path in list(files_below(shared_checkout.home / "media")):
        path.unlink()
    (shared_checkout.home / "media" / "later.png").write_bytes(b"later")
    done = shared_checkout.samspil("restore", str(target))
    assert done.returncode == 0, done.stderr
    assert count(shared_checkout) == before
    assert [path.name for path in files_below(shared_checkout.home / "media")] == ["å b.png"]
    assert shared_checkout.sql("select string_agg(datname, ' ') from pg_database where datname like 'samspil%'") == "samspil"
    assert not list((shared_checkout.home / "run").glob("restore*"))
    run = shared_checkout.serve()
    assert "Content" in run.said(), "a restored database is brought up to date by the next run"


def test_the_manifest_tells_versions_and_digests(shared_checkout: Checkout) -> None:
    fill(shared_checkout)
    target = shared_checkout.root / "told.backup"
    done = shared_checkout.samspil("backup", str(target), "--json")
    manifest = json.loads(done.stdout)
    assert manifest["format"] == "samspil-backup/1"
    assert manifest["postgresql"].startswith("18")
    assert set(manifest["files"]) == {"database.dump", "media/pictures/å b.png"}
    assert all(len(entry["sha256"]) == 64 for entry in manifest["files"].values())


def test_a_backup_can_be_made_while_samspil_runs_but_a_restore_is_refused(shared_checkout: Checkout) -> None:
    run = shared_checkout.serve()
    target = shared_checkout.root / "running.backup"
    assert shared_checkout.samspil("backup", str(target)).returncode == 0
    done = shared_checkout.samspil("restore", str(target))
    assert done.returncode == 1
    assert "Stop it first" in one_line(done)
    assert run.get()


def test_a_damaged_backup_changes_nothing(shared_checkout: Checkout) -> None:
    fill(shared_checkout)
    target = shared_checkout.root / "damaged.backup"
    shared_checkout.samspil("backup", str(target))
    before = count(shared_checkout)
    content = bytearray(target.read_bytes())
    content[2000] ^= 1
    target.write_bytes(content)
    done = shared_checkout.samspil("restore", str(target))
    assert done.returncode == 1
    assert "Nothing was changed" in one_line(done)
    target.write_bytes(content[: len(content) // 2])
    assert "Nothing was changed" in one_line(shared_checkout.samspil("restore", str(target)))
    assert count(shared_checkout) == before


def test_files_that_no_backup_holds_are_refused(shared_checkout: Checkout) -> None:
    target = shared_checkout.root / "evil.backup"
    outside = shared_checkout.root / "outside"
    outside.write_text("x")
    for name in ("media/../../escaped", "/etc/passwd", "other.txt"):
        with tarfile.open(target, "w") as tar:
            tar.add(outside, name)
        done = shared_checkout.samspil("restore", str(target), "--json")
        assert json.loads(done.stdout)["error"]["code"] == "backup"
    assert not Path(shared_checkout.root, "escaped").exists()


def test_a_restore_that_fails_half_way_leaves_what_was(shared_checkout: Checkout) -> None:
    fill(shared_checkout)
    target = shared_checkout.root / "half.backup"
    shared_checkout.samspil("backup", str(target))
    before = count(shared_checkout)
    with_bad_dump(target)
    done = shared_checkout.samspil("restore", str(target))
    assert done.returncode == 1
    assert "pg_restore failed" in done.stderr
    assert count(shared_checkout) == before
    assert (shared_checkout.home / "media" / "pictures" / "å b.png").exists()
    assert shared_checkout.sql("select count(*) from pg_database where datname like 'samspil%'") == "1"


def with_bad_dump(target: Path) -> None:
    """Make a backup whose manifest is right and whose dump PostgreSQL cannot read."""
    from launcher.archive import DUMP, Writer

    dump = target.with_name("bad.dump")
    dump.write_bytes(b"PGDMP and nothing else")
    with tarfile.open(target, "w:") as tar:
        writer = Writer(tar)
        writer.add(dump, DUMP)
        writer.finish({"made": "now"})


def test_an_interrupted_restore_is_put_in_order_by_the_next_run(shared_checkout: Checkout) -> None:
    fill(shared_checkout)
    before = count(shared_checkout)
    home = shared_checkout.home
    for swapped in (False, True):
        new, old = home / "media.new-1", home / "media.old-1"
        new.mkdir()
        (new / "from-backup.png").write_bytes(b"new")
        shared_checkout.sql("select 1")
        note = {"current": "samspil", "new": "samspil_new_1", "old": "samspil_old_1", "media_new": str(new), "media_old": str(old)}
        (home / "run" / "restore.json").write_text(json.dumps(note))
        shared_checkout.samspil("manage", "autocommit", f"create database samspil_{'old' if swapped else 'new'}_1")
        shared_checkout.serve().stop()
        assert (home / "media" / "from-backup.png").exists() is swapped
        assert not new.exists()
        assert not old.exists()
        assert shared_checkout.sql("select count(*) from pg_database where datname like 'samspil%'") == "1"
    assert count(shared_checkout) >= before
