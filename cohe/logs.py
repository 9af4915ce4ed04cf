"""Log lines: what happened, in which request, never to whom. Parameters and form values do not get here."""

import sys
import traceback

import structlog
from structlog.typing import EventDict

SHARED: list[structlog.typing.Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]

structlog.configure(
    processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)


def without_query(logger: object, name: str, event: EventDict) -> EventDict:
    """Cut the query off a request's address: a search for a name must not reach the log."""
    if isinstance(event.get("request"), str):
        event["request"] = str(event["request"]).partition("?")[0]
    return event


def where_it_failed(
    logger: object, name: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """Say what kind of error came from where, without its message: a database names the values it refused."""
    found = event.pop("exc_info", None)
    error = sys.exc_info()[1] if found is True else found[1] if isinstance(found, tuple) else found
    if isinstance(error, BaseException):
        frames = traceback.extract_tb(error.__traceback__)
        event["error"] = type(error).__name__
        event["at"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    event.pop("exception", None)
    return event


def formatter() -> structlog.stdlib.ProcessorFormatter:
    """Return the formatter of all log lines: one JSON object a line."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=SHARED,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            without_query,
            where_it_failed,
            structlog.processors.JSONRenderer(),
        ],
    )
