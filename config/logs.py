"""Keeps private addresses out of the log, and traces for faults: what opens an enquiry is no more to be read there than a key."""

import logging
import re

_TOKEN = re.compile(r"((?:/api/enquiries|/e|/s)/)[A-Za-z0-9_%-]{8,}")


def hidden(text: str) -> str:
    """Return a text with the tokens of addresses left out."""
    return _TOKEN.sub(r"\1…", text)


class HideTokens(logging.Filter):
    """Writes a line of the log without the tokens of addresses, in its message and its trace."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every line pass, without tokens."""
        record.msg, record.args = hidden(record.getMessage()), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = hidden(record.exc_text)
        return True


class TraceOfFaults(logging.Filter):
    """Tells in one line that somebody may not, or asked for what there is not: a trace is for what goes wrong here."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every line pass, one about an answer below 500 without its trace."""
        if getattr(record, "status_code", 500) < 500:
            record.exc_info = record.exc_text = None
        return True
