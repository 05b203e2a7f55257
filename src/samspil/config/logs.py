"""How Samspil logs: one line of text for people, one JSON object a line for machines (SAMSPIL_LOG=json)."""

from typing import Any

import structlog

from samspil.core.requests import without_secrets


def mask(logger: Any, name: str, told: Any) -> Any:
    """Django writes the address of every answer from 400 on: what opens something by itself is left out of it."""
    if isinstance(told.get("event"), str):
        told["event"] = without_secrets(told["event"])
    return told


PROCESSORS: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    mask,
]
# Libraries that say more than an operator needs.
QUIETER = {"procrastinate": "WARNING", "granian.access": "WARNING", "django_tasks": "WARNING", "fontTools": "ERROR", "wagtail": "WARNING"}


def logging_settings(form: str, level: str) -> dict[str, Any]:
    """Return Django's LOGGING for `form` "text" or "json" at `level`.

    JSON escapes line breaks, so nothing a visitor sends can forge a log line.
    """
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *PROCESSORS,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    renderer: Any = structlog.processors.JSONRenderer(ensure_ascii=False) if form == "json" else structlog.dev.ConsoleRenderer(colors=False)
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": PROCESSORS,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.format_exc_info,
                    renderer,
                ],
            }
        },
        "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["out"], "level": level},
        "loggers": {name: {"level": least} for name, least in QUIETER.items()},
    }
