"""Mails are Danish text and HTML from one template, and nothing in them can become a header."""

import re
from email import message_from_bytes
from email.policy import default as modern
from pathlib import Path
from typing import Any

import pytest
from django.core import mail as outbox
from django.core.mail import BadHeaderError
from django.core.mail import send_mail as send_plain
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from samspil.core import mail


def compose(monkeypatch: pytest.MonkeyPatch, text: str) -> Any:
    """A message whose text template says `text`."""
    monkeypatch.setattr("samspil.core.mail.render_to_string", lambda name, context: text if name == "x.txt" else render_to_string(name, context))
    return mail.compose("x", "a@example.dk", {})


def test_the_first_line_is_the_subject_and_the_rest_is_text_and_html(monkeypatch: pytest.MonkeyPatch) -> None:
    message = compose(monkeypatch, "  Emnet\nEn linje.\n\nSe https://example.dk/a/?b=1&c=2 <script>\n")
    assert (message.subject, message.to) == ("Emnet", ["a@example.dk"])
    assert message.body == "En linje.\n\nSe https://example.dk/a/?b=1&c=2 <script>"
    (alternative,) = message.alternatives
    assert alternative.mimetype == "text/html"
    assert '<html lang="da">' in alternative.content
    assert '<a href="https://example.dk/a/?b=1&amp;c=2"' in alternative.content
    assert "<script>" not in alternative.content


@given(st.text(min_size=1, max_size=200))
def test_no_subject_becomes_a_header_of_its_own(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        message = compose(patch, text + "\nText")
        raw = message.message().as_bytes()
    assert "\n" not in message.subject
    assert set(message_from_bytes(raw, policy=modern).keys()) >= {"Subject", "To", "From"}
    assert message_from_bytes(raw, policy=modern).get_all("To") == ["a@example.dk"]


def test_an_address_with_a_line_break_is_refused() -> None:
    with pytest.raises(BadHeaderError):
        send_plain("a", "b", None, ["a@example.dk\nBcc: b@example.dk"])
    assert outbox.outbox == []


def test_the_line_between_the_parts_is_drawn_for_each_mail_and_no_text_can_hold_it(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = (compose(monkeypatch, "Emnet\nDen samme tekst") for _ in range(2))
    drawn = [letter.message().get_boundary() for letter in (first, second, second)]
    assert len(set(drawn)) == 3
    assert all(re.fullmatch(r"samspil-[0-9a-f]{32}", line) for line in drawn)
    read = message_from_bytes(first.message().as_bytes(), policy=modern)
    assert [part.get_content_type() for part in read.iter_parts()] == ["text/plain", "text/html"]
    assert "Den samme tekst" in read.get_body(("html",)).get_content()  # type: ignore[union-attr]  # as below


def test_in_development_each_mail_is_a_file(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.EMAIL_FILE_PATH, settings.EMAIL_BACKEND = tmp_path / "mail", "samspil.core.mail.FolderBackend"
    compose(monkeypatch, "Første\nÆblegrød").send()
    compose(monkeypatch, "Anden\nx").send()
    names = sorted(path.name for path in (tmp_path / "mail").iterdir())
    assert [name.partition("-")[2] for name in names] == ["a@example.dk.eml"] * 2
    first = message_from_bytes((tmp_path / "mail" / names[0]).read_bytes(), policy=modern)
    assert first["Subject"] == "Første"
    assert "Æblegrød" in first.get_body(("plain",)).get_content()  # type: ignore[union-attr]  # an EmailMessage has a body


def test_no_file_of_the_post_box_lies_outside_its_folder(settings: Any, tmp_path: Path) -> None:
    settings.EMAIL_FILE_PATH, settings.EMAIL_BACKEND = tmp_path / "mail", "samspil.core.mail.FolderBackend"
    outbox.EmailMessage("a", "b", to=["../../x/ÆØÅ@example.dk"]).send()
    (path,) = (tmp_path / "mail").iterdir()
    assert path.name.endswith("-.._.._x____@example.dk.eml")
    assert [p.name for p in tmp_path.iterdir()] == ["mail"]
