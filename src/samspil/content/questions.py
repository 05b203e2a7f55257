"""Lists of legal answers in a page of text, shown as the question list with its short answers."""

import re

from samspil.core.models import Document
from samspil.core.viewers import PUBLIC

ANSWERS = re.compile(r'<ul>(?:\s*<li>(?:<p>)?\s*<a href="/jura/[-a-z0-9]+/">[^<]*</a>\s*(?:</p>)?</li>)+\s*</ul>')
ADDRESS = re.compile(r'href="(/jura/[-a-z0-9]+/)"')


def with_short_answers(html: str) -> str:
    """Each list of nothing but links to legal answers becomes their cards; it stays as written when one of them has none."""
    lists = ANSWERS.findall(html)
    if not lists:
        return html
    wanted = {address for one in lists for address in ADDRESS.findall(one)}
    # The page is kept for everybody, so only what everybody may read stands in it.
    cards = dict(Document.objects.visible_to(PUBLIC).filter(kind="legal-answer", url__in=wanted).values_list("url", "card"))
    for one in lists:
        found = [cards.get(address, "") for address in ADDRESS.findall(one)]
        if all(found):
            html = html.replace(one, f'<ul class="qs">{"".join(found)}</ul>')
    return html
