"""No mail goes past the resolver: only it composes and sends, and no code of others that we let run sends by itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.dispatch import Signal

from tests.house.places import SOURCE, imported_by, named, product_files, tree_of

RESOLVER = {SOURCE / "core" / "mail.py", SOURCE / "identity" / "telling.py"}
# allauth's adapter asks the resolver for its letters, and allauth sends them; it imports the type alone.
LETTERS_FOR_ALLAUTH = SOURCE / "identity" / "adapter.py"
MAILING = ("django.core.mail", "smtplib", "wagtail.admin.mail", "samspil.core.mail", "email.mime", "aiosmtplib")
SENDS = {"send", "send_mail", "send_mass_mail", "send_messages", "email_user", "mail_admins", "mail_managers", "send_notification", "asend"}
# What others may import of the file that composes: how to recognise a mail that came back.
HARMLESS = {"samspil.core.mail", "samspil.core.mail.mark_for"}


def mail_in(path: Path) -> Iterator[str]:
    """What a file imports or calls to send mail."""
    imported = {module for module in imported_by(path) if module.startswith(MAILING)}
    if "samspil.core.mail.mark_for" in imported:
        imported -= HARMLESS
    yield from sorted(imported)
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
            if name in SENDS and not ast.unparse(node.func).startswith("super()"):
                yield f"{name}() in line {node.lineno}"


def test_only_the_resolver_sends_mail() -> None:
    found = {named(path): list(mail_in(path)) for path in product_files() if path not in RESOLVER}
    allowed = {named(LETTERS_FOR_ALLAUTH): ["django.core.mail", "django.core.mail.EmailMessage"]}
    refused = {name: ["smtplib", "smtplib.SMTPRecipientsRefused"] for name in ("src/samspil/knowledge/mails.py",)}
    assert {name: places for name, places in found.items() if places} == {**allowed, **refused}


def test_a_mail_past_the_resolver_would_be_noticed(tmp_path: Path) -> None:
    for code in ("from django.core.mail import send_mail", "person.email_user('a', 'b')", "message.send()", "from samspil.core import mail"):
        (tmp_path / "x.py").write_text(code)
        assert list(mail_in(tmp_path / "x.py")), code


def test_wagtail_mails_nobody_by_itself() -> None:
    """Its mails about workflow are unplugged (content/adapter.py), its mails about comments are replaced, and no other of its files sends."""
    import wagtail.admin
    import wagtail.signals

    root = Path(str(wagtail.admin.__file__)).parent
    sending = {str(path.relative_to(root)) for path in root.rglob("*.py") if "tests" not in path.parts and any("mail" in place for place in mail_in(path))}
    assert sending == {"mail.py", "views/pages/edit.py", "signal_handlers.py"}
    from wagtail.admin.views.pages.edit import EditView

    from samspil.content.views.reviewing import ReviewedEditView

    plugged = [receiver for signal in vars(wagtail.signals).values() if isinstance(signal, Signal) for _, receiver, *_ in signal.receivers]
    assert plugged
    assert not [receiver for receiver in plugged if type(receiver).__module__ == "wagtail.admin.mail" or "EmailNotifier" in repr(receiver)]
    assert ReviewedEditView.send_commenting_notifications is not EditView.send_commenting_notifications
