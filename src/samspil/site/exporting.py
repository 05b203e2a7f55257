"""A person's own data as one file: JSON for machines, and a page that says in Danish what it is."""

import io
import json
import zipfile
from datetime import datetime

from django.template.loader import render_to_string

from samspil.core.personal_data import Subject, holdings


def own_data(subject: Subject, now: datetime) -> bytes:
    """A zip: `laes-mig.html`, and one JSON file for each kind of data, also the empty ones."""
    rows = [(f"{number:02}-{holding.key}.json", holding, holding.export(subject)) for number, holding in enumerate(holdings(), 1)]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("laes-mig.html", render_to_string("site/own_data_index.html", {"rows": rows, "addresses": subject.addresses, "now": now}))
        for name, holding, found in rows:
            told = {"title": holding.title, "why": holding.why, "rows": found}
            archive.writestr(name, json.dumps(told, ensure_ascii=False, indent=2))
    return packed.getvalue()
