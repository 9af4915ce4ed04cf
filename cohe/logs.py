"""Log lines: what happened, in which request, never to whom. Parameters and form values do not get here."""

import structlog

SHARED = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]

structlog.configure(
    processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)


def without_query(logger: object, name: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Cut the query off a request's address: a search for a name must not reach the log."""
    if isinstance(event.get("request"), str):
        event["request"] = str(event["request"]).partition("?")[0]
    return event


def formatter() -> structlog.stdlib.ProcessorFormatter:
    """Return the formatter of all log lines: one JSON object a line."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=SHARED,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            without_query,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
    )
