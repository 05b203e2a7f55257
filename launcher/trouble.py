"""What can go wrong, told to the operator in one plain line."""


class Trouble(Exception):
    """The command cannot be done: `text` is one line that says why and what to do."""

    def __init__(self, code: str, text: str, *, status: int = 1) -> None:
        """Remember a short `code` for machines, the line for people and the exit `status`."""
        super().__init__(text)
        self.code = code
        self.text = " ".join(text.split())
        self.status = status


class Usage(Trouble):
    """The command line itself is wrong."""

    def __init__(self, text: str) -> None:
        """Exit with 2, as for every wrong usage."""
        super().__init__("usage", text, status=2)
