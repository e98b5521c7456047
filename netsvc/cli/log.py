"""What commands log, and where to."""

from __future__ import annotations

import sys

import structlog

from netsvc.errors import ConfigurationError


def configure_log(level: str) -> None:
    """One line an event on stderr, from ``level`` up."""
    try:
        wrapper = structlog.make_filtering_bound_logger(level)
    except (KeyError, ValueError) as error:
        raise ConfigurationError(
            f"NETSVC_LOG_LEVEL is {level!r}.",
            action="Use DEBUG, INFO, WARNING, ERROR or CRITICAL.",
        ) from error
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.StackInfoRenderer(),
            structlog.dev.set_exc_info,
            structlog.processors.TimeStamper(fmt="%Y-%m-%d %H:%M:%S", utc=False),
            # the default one shows the values of local variables, what customers said among
            # them, and takes seconds over it
            structlog.dev.ConsoleRenderer(
                colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
            ),
        ],
        wrapper_class=wrapper,
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
