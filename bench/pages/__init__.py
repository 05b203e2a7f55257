"""How much work a page is, against a bare Django "hello" behind the same server with the same workers."""
