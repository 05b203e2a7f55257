"""What holds for the files of an alliance: which sorts are taken, how many, how much, and how they are named when they leave."""

import re

# By sort, as the content is read (content/uploads.py): what a browser is told it is. Nothing in it runs in a browser.
KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "jpg": "image/jpeg",
    "png": "image/png",
}
MOST_FILES, MOST_VERSIONS = 200, 50
MOST_BYTES = 200 * 1024 * 1024
LONGEST_NAME = 100


def safe_name(title: str, number: int, kind: str) -> str:
    """What a version is called when it is fetched: letters, digits and blanks of its title, never what a header or a folder would read otherwise."""
    plain = re.sub(r"[^\w \-]+", " ", title)
    words = " ".join(plain.split())[:LONGEST_NAME].strip() or "fil"
    return f"{words} v{number}.{kind}" if number > 1 else f"{words}.{kind}"


def size_in_words(size: int) -> str:
    """Bytes as Danes read them."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} kB"
    return f"{size / 1024 / 1024:.1f} MB".replace(".", ",")


def why_no_room(files: int, versions: int, used: int, size: int) -> str:
    """Why the alliance has no room for it, in Danish; "" when it has. `files` is 0 for a new version, and `versions` 0 for a new file."""
    if files >= MOST_FILES:
        return f"I har {MOST_FILES} filer. Fjern nogle, I ikke bruger, og prøv igen."
    if versions >= MOST_VERSIONS:
        return f"Filen har {MOST_VERSIONS} versioner. Læg den op som en ny fil."
    if used + size > MOST_BYTES:
        return f"Jeres filer fylder {size_in_words(used)} af {size_in_words(MOST_BYTES)}. Fjern nogle, I ikke bruger, og prøv igen."
    return ""
