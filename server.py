"""Brainstormer: think aloud with a language model while every idea worth keeping writes itself onto a board.

    pip install -r requirements.txt && python server.py        then open http://localhost:8000

One module; one process and one SQLite file, or several processes on one PostgreSQL database. Without OPENAI_API_KEY a
built-in demo assistant answers.

Routes:

    GET  /           the page, and every file of static/dist at its own path
    POST /           the login form, if ACCESS_TOKEN is set
    GET  /healthz    200 while the database answers, else 503
    GET  /metrics    what the server counts, for Prometheus
    WS   /ws         the conversation: JSON frames, described in README.md under "The protocol"

Data goes one way: socket -> turn -> assistant -> reply parser -> chunks -> sockets and store. The sections below follow
that order from the ground up; a section knows those above it and none below:

    CONFIG   ERRORS   LOGS AND METRICS   REPLY PARSER   STORE   ASSISTANTS   FRAMES   PROCESSES   TURNS   WEBSOCKET
    PAGES    APP      MAIN
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import contextlib
import dataclasses
import difflib
import email.utils
import errno
import functools
import gc
import gzip
import hashlib
import hmac
import html
import ipaddress
import itertools
import json
import logging
import math
import mimetypes
import os
import random
import re
import signal
import socket
import sys
import time
import uuid
from collections import Counter, deque
from collections.abc import (
    AsyncIterator,
    Awaitable,
    Callable,
    Collection,
    Coroutine,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path
from types import MappingProxyType
from typing import Any, ClassVar, NamedTuple, ParamSpec, Protocol, TypeVar, cast
from urllib.parse import parse_qsl, urlsplit

import aiohttp
import dotenv
import httpx2
import openai
import peewee
import prometheus_client
from playhouse import db_url  # type: ignore[import-untyped]  # it ships no types
from sanic import HTTPResponse, Request, Sanic, Websocket
from sanic.exceptions import BadURL, SanicException, WebsocketClosed
from sanic.response import empty, raw, text
from sanic.response import html as html_response
from sanic.response import json as json_response
from sanic.server import try_use_uvloop
from sanic.server.protocols.websocket_protocol import WebSocketProtocol
from sanic.server.websockets.frame import WebsocketFrameAssembler
from websockets.frames import Frame
from websockets.protocol import State

try:
    import resource
except ImportError:  # Windows has no such limits.
    resource = None  # type: ignore[assignment]
try:
    import psycopg
except ImportError:  # It is wanted for PostgreSQL only.
    psycopg = None  # type: ignore[assignment]

__version__ = "0.1.0"

HERE = Path(__file__).resolve().parent
PAGE = HERE / "static" / "dist"
log = logging.getLogger("brainstormer")

P = ParamSpec("P")
R = TypeVar("R")


########################################################################################################################
# CONFIG
########################################################################################################################

DEFAULT_MODEL = "gpt-6-luna"
DEFAULT_BASE_URL = "https://api.openai.com/v1"
_ORIGIN = r"(?i:https?)://(\[[0-9a-fA-F:.]+\]|[\w.-]+)(:\d+)?"


def _checked(default: Any, well: Callable[[Any], object], must: str, shown: bool = True) -> Any:
    return field(default=default, metadata={"well": well, "must": must}, repr=shown)


def _number(default: float, low: float, high: float) -> Any:
    return _checked(default, lambda value: low <= value <= high, f"be between {low:g} and {high:g}")


def _text(default: str, pattern: str, must: str, shown: bool = True) -> Any:
    return _checked(default, re.compile(pattern, re.ASCII).fullmatch, must, shown)


def _is_web_address(url: str) -> bool:
    with contextlib.suppress(ValueError):
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0 and not parts.password
    return False


@dataclass(frozen=True)
class Config:
    """Every setting, named in the environment and in `.env` like the field in capitals; README says what each does."""

    openai_api_key: str = _text("", "[!-~]*", "have the characters of a key only. Please copy it once more", False)
    openai_base_url: str = _checked(
        DEFAULT_BASE_URL, _is_web_address, f"be an address like {DEFAULT_BASE_URL}, without a password"
    )
    openai_model: str = DEFAULT_MODEL
    openai_api: str = _text("auto", "auto|responses|chat", "be auto, responses or chat")
    openai_reasoning_effort: str = ""
    database_url: str = _text(
        "sqlite:///.data/brainstormer.db",
        r"sqlite:///.*[^/].*|postgres(ql)?://[^/?#]*/[^/?#]+(\?[^#]*)?",
        "be like sqlite:///folder/file.db, or sqlite:////folder/file.db from the root, or "
        "postgresql://user:password@host/name, with %23 for # in the password, %2F for / and %3F for ?",
    )
    # Small enough to look live, large enough that a frame's overhead does not outweigh its text.
    min_chunk_chars: int = _number(20, 1, 10_000)
    # A few pages of typing; what is longer is a document, and costs as one.
    max_message_chars: int = _number(8_000, 1, 1_000_000)
    # Twice what the default output limit can hold in English: a bound for a model that never ends.
    max_reply_chars: int = _number(64_000, 100, 10_000_000)
    max_output_tokens: int = _number(8_000, 16, 1_000_000)
    # A rebuilt thread costs its length in tokens with every later answer.
    memory_chars: int = _number(60_000, 0, 10_000_000)
    # Reasoning models may be silent for a while; nobody waits longer than this for a page that shows nothing.
    stall_seconds: float = _number(90.0, 0.05, 3_600)
    turn_seconds: float = _number(600.0, 0.1, 86_400)
    # Container engines kill ten seconds after SIGTERM.
    drain_seconds: float = _number(8.0, 0, 3_600)
    # Bursts of board changes come from dragging; nobody types this fast.
    rate_per_second: float = _number(10.0, 1, 100_000)
    turns_per_minute: int = _number(600, 1, 1_000_000)
    max_running: int = _number(1_000, 1, 1_000_000)
    max_connections: int = _number(10_000, 1, 1_000_000)
    access_token: str = field(default="", repr=False)
    allowed_origins: str = _text(
        "",
        rf"({_ORIGIN}( *, *{_ORIGIN})*)?",
        "be origins like https://example.org, without a slash at the end, separated by commas",
    )
    allowed_hosts: str = _text(
        "", r"[\w., -]*", "be names like ideas.example.org, without https:// or a port, separated by commas"
    )
    proxies_count: int = _number(0, 0, 100)
    log_format: str = _text("text", "text|json", "be text or json")
    demo_words_per_second: float = _number(16.0, 1, 1_000_000)

    def __post_init__(self) -> None:
        for setting in dataclasses.fields(self):
            if setting.metadata and not setting.metadata["well"](getattr(self, setting.name)):
                raise ConfigError(f"{setting.name.upper()} must {setting.metadata['must']}.")

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Config:
        """Read the settings from a mapping like os.environ; empty values count as unset.

        Raises ConfigError with a sentence for the person who wrote the setting.
        """
        known = {setting.name.upper(): setting for setting in dataclasses.fields(cls)}
        for name in environ:
            alike = difflib.get_close_matches(name, known, 1, 0.9)
            if alike and name not in known:
                raise ConfigError(f"{name} is not a setting. Did you mean {alike[0]}?")
        values = {
            setting.name: _convert(name, environ[name].strip(), type(setting.default))
            for name, setting in known.items()
            if environ.get(name, "").strip()
        }
        return cls(**values)

    @property
    def shared(self) -> bool:
        """Whether several server processes may use the database."""
        return not self.database_url.startswith("sqlite:")

    @property
    def demo(self) -> bool:
        """Whether the demo assistant answers, because there is no key."""
        return not self.openai_api_key

    @property
    def reasoning_effort(self) -> str:
        """The effort to send, '' for none: asking a model that does not reason for an effort is an error."""
        return self.openai_reasoning_effort or ("none" if self.openai_model == DEFAULT_MODEL else "")


def address_share(total: float) -> int:
    """How much of a total one client address may have: many people may share one, behind a company's router."""
    return max(20, int(total // 3))


def _convert(name: str, value: str, kind: type) -> Any:
    try:
        return kind(value)
    except ValueError:
        raise ConfigError(f"{name} must be a {'whole ' if kind is int else ''}number, not '{value[:40]}'.") from None


def load_environ() -> dict[str, str]:
    """The environment over the nearest `.env`, looked for upward from the working folder. Raises ConfigError."""
    path = dotenv.find_dotenv(usecwd=True)
    try:
        found = dotenv.dotenv_values(path) if path and _is_trusted(path) else {}
    except OSError as error:
        raise ConfigError(f"{path} cannot be read ({error.strerror}).") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{path} is not a text in UTF-8. Please save it in that encoding.") from None
    return {name: value for name, value in {**found, **os.environ}.items() if value is not None}


def _is_trusted(path: str) -> bool:
    """Whether a file is this user's or root's: another one, with a folder above ours, must not redirect our key."""
    trusted = os.name == "nt" or os.stat(path).st_uid in (0, os.getuid())
    if not trusted:
        print(f"Warning: {path} belongs to another user and is not read.", file=sys.stderr)
    return trusted


########################################################################################################################
# ERRORS
########################################################################################################################

SENTENCES = {
    "bad_json": "That was not valid JSON.",
    "bad_request": "That request could not be understood.",
    "empty": "The message is empty.",
    "too_long": "That is too long.",
    "busy": "This chat already has messages waiting. Please send this one again in a moment.",
    "rate_limited": "That was too fast. Please retry in a moment.",
    "conflict": "This message was sent before with another text.",
    "upstream_auth": "The model's provider refused the API key. Please check OPENAI_API_KEY.",
    "upstream_quota": "The account with the model's provider has no quota left. Please check its plan and billing.",
    "upstream_busy": "The model is overloaded just now. Please try again in a moment.",
    "upstream_timeout": "The model has not answered in time. Please try again.",
    "upstream_failed": "The model could not answer. Please try again.",
    "interrupted": "The answer broke off. What was written is kept; you can try again.",
    "storage": "The server could not save this. Please try again, and check the server's disk if it stays so.",
    "internal": "Something went wrong in the server. Please try again.",
}


class Fault(Exception):
    """Something to tell a person: a code of the protocol and a sentence that holds nothing secret."""

    def __init__(self, code: str, sentence: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.sentence = sentence or SENTENCES[code]


class ConfigError(ValueError):
    """A setting that cannot be used; its text is a sentence for the person who starts the server."""


class ThreadLost(Exception):
    """The upstream thread cannot be used (gone, locked for good, another key's): a new one must be made from the turns."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.code)
        self.fault = fault


########################################################################################################################
# LOGS AND METRICS
#
# One line an event. No line holds what people wrote, a key, a token, a chat's id or a query string.
########################################################################################################################

request_id: ContextVar[str] = ContextVar("request_id", default="-")


class LogFormatter(logging.Formatter):
    """A line an event, with the id of the request that it belongs to; a traceback stays in its event's line as JSON."""

    def __init__(self, as_json: bool) -> None:
        super().__init__("%(asctime)s %(levelname)s [%(request)s] %(message)s")
        self._as_json = as_json

    def format(self, record: logging.LogRecord) -> str:
        record.request = request_id.get()
        if not self._as_json:
            return super().format(record)
        at = datetime.fromtimestamp(record.created, timezone.utc).isoformat(timespec="milliseconds")
        line = {"time": at, "level": record.levelname, "request": request_id.get(), "event": record.getMessage()}
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def set_up_logging(log_format: str) -> None:
    """Send events to stderr, and silence what libraries say of every request."""
    handler = logging.StreamHandler()
    handler.setFormatter(LogFormatter(log_format == "json"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    for name in ("sanic.root", "sanic.server", "sanic.websockets", "httpx2", "httpx", "openai"):
        logging.getLogger(name).setLevel(logging.WARNING)
    # On a terminal Sanic warns that it is not in its debug mode.
    logging.getLogger("sanic.error").setLevel(logging.ERROR)


class Notices:
    """Warnings that strangers can cause: each comes once a minute at most, so that they cannot fill the log."""

    def __init__(self) -> None:
        self._due: dict[str, float] = {}

    def warn(self, sentence: str, *values: object) -> None:
        """Log a sentence if it was not logged within the last minute, whatever its values were."""
        now = time.monotonic()
        if now >= self._due.get(sentence, 0):
            self._due[sentence] = now + 60
            log.warning(sentence, *values)


class Metrics:
    """What the server counts, for Prometheus."""

    def __init__(self) -> None:
        self.registry = prometheus_client.CollectorRegistry()
        shared: Any = {"namespace": "brainstormer", "registry": self.registry}
        counter: Any = functools.partial(prometheus_client.Counter, **shared)
        gauge: Any = functools.partial(prometheus_client.Gauge, **shared)
        histogram: Any = functools.partial(prometheus_client.Histogram, **shared)
        self.turns = counter("turns", "Turns by how they ended", ["outcome"])
        self.running = gauge("running_turns", "Turns that run or wait")
        self.sockets = gauge("sockets", "Open sockets")
        self.first_chunk = histogram("first_chunk_seconds", "From a turn's start to its first chunk")
        self.seconds = histogram("turn_seconds", "From a turn's start to its end")
        self.tokens = counter("tokens", "Tokens by direction", ["direction"])
        self.upstream_errors = counter("upstream_errors", "Faults of the provider", ["code"])
        self.dropped_readers = counter("dropped_readers", "Sockets dropped for not reading")


########################################################################################################################
# REPLY PARSER
#
# The model answers in single-level YAML, any number of `idea:` lines and one `message:`, and is careless about it. The
# parser takes the reply in pieces as they stream in and gives out stretches of values as soon as their meaning is
# certain. It does no I/O, has no clock, and raises on no input.
#
# Grammar, lenient:
#   - An entry starts at a line's start: blanks, `idea` or `message` in any case, blanks, a colon.
#   - Its value is double-quoted, single-quoted, a literal or folded block, or plain. Quotes close a value only where
#     the rest of their line is blank; raw newlines in quotes are kept, because the message is Markdown.
#   - A quoted value that is never closed ends where a line at column 0 starts an entry with a quoted value.
#   - Everything outside the entries belongs to the message, except separators around it (`---`, `...`, blank lines) and
#     a code fence that opens just before the first entry together with the line that closes it.
#   - All parts of the message are joined by newlines. Ideas are trimmed; empty ones are dropped.
#
# States, one reader each:
#
#   LINE ----entry----> VALUE --quote--> QUOTED --closed--> LINE        OUTSIDE: within a line outside every entry
#    | ^                 |  ^--newline-- VALUE_LINE                     JOIN: after backslash-newline, blanks go
#    v |                 |--| or > ----> BLOCK_LINE <-> BLOCK_TEXT --dedent--> LINE
#   OUTSIDE              '--else ------> PLAIN <-> PLAIN_LINE --entry--> LINE
#                                                  PLAIN_LINE <-> PLAIN_FENCE: a fence that may close the whole reply
#
# Invariants: `_buffer[_at:]` is what no reader has consumed. A reader returns True when it went on, False when it needs
# more text, and then what it leaves is ambiguous and short: every pattern below is bounded, so the time is linear and
# the parser never holds more than a few lines. With `_ended` set a reader takes the end of the buffer for certain.
########################################################################################################################

IDEA = "idea"
MESSAGE = "message"


class Piece(NamedTuple):
    """A stretch of one value's text; `done` marks the value's end."""

    tag: str
    text: str
    done: bool


# Bounds: no person indents a key by more, and no fence or blank tail is longer; what is longer is text.
_KEY_BEGUN = r"(?:i(?:d(?:ea?)?)?|m(?:e(?:s(?:s(?:a(?:ge?)?)?)?)?)?|(?:idea|message)[ \t]{0,64})?"
_ENTRY = re.compile(r"([ \t\ufeff]{0,64})(idea|message)[ \t]{0,64}:", re.IGNORECASE | re.ASCII)
_ENTRY_BEGUN = re.compile(r"[ \t\ufeff]{0,64}" + _KEY_BEGUN, re.IGNORECASE | re.ASCII)
_QUOTED_ENTRY = re.compile(r"(?:idea|message)[ \t]{0,64}:[ \t]{0,64}[\"']", re.IGNORECASE | re.ASCII)
# A newline within quotes that ends no value, whatever comes next.
_QUOTED_NEWLINE = rf"\n(?!(?ai:{_QUOTED_ENTRY.pattern}|(?:{_KEY_BEGUN}|(?:idea|message)[ \t]{{0,64}}:[ \t]{{0,64}})\Z))"
# What needs no closer look within quotes.
_QUOTED_TEXT = {
    '"': re.compile(rf'[^"\\\n]*(?:(?:\\[n"\\]|{_QUOTED_NEWLINE})[^"\\\n]*)*'),
    "'": re.compile(rf"[^'\n]*(?:{_QUOTED_NEWLINE}[^'\n]*)*"),
}
_SEPARATOR = re.compile(r"[ \t\ufeff]{0,64}(?:---|\.\.\.)?[ \t]{0,64}")
_SEPARATOR_BEGUN = re.compile(r"[ \t\ufeff]{0,64}(?:-{0,3}|\.{0,3})[ \t]{0,64}")
_FENCE = re.compile(r"[ \ufeff]{0,3}(?:`{3,32}[^`\n]{0,64}|~{3,32}[^\n]{0,64})")
_FENCE_BEGUN = re.compile(r"[ \ufeff]{0,3}(?:`{0,2}|~{0,2}|`{3,32}[^`\n]{0,64}|~{3,32}[^\n]{0,64})")
_BARE_FENCE = re.compile(r" {0,3}(?:`{3,32}|~{3,32})[ \t]{0,64}")
_BLANKS = re.compile(r"[ \t]*")
_BLANK_TAIL = re.compile(r"[ \t]{0,200}")
_BLOCK_HEADER = re.compile(r"([|>])([1-9][+-]|[+-]?[1-9]?)[ \t]{0,64}")
_INDENT = re.compile(r" {0,64}")
_LOW_SURROGATE = re.compile(r"\\u([dD][c-fC-F][0-9a-fA-F]{2})")
_LOW_SURROGATE_BEGUN = re.compile(r"(?:\\(?:u(?:[dD](?:[c-fC-F][0-9a-fA-F]?)?)?)?)?")
_ESCAPES = {
    "n": "\n", "t": "\t", '"': '"', "\\": "\\", "/": "/", "0": "\0", "a": "\a", "b": "\b", "e": "\x1b", "f": "\f",
    "r": "\r", "v": "\v", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029", " ": " ", "\t": "\t",
}  # fmt: skip
_HEX_DIGITS = {"x": 2, "u": 4, "U": 8}
_HEX = frozenset("0123456789abcdefABCDEF")
# Blanks and separators that may turn out to be the end of a text are held back only so far.
_MAX_HELD = 256
_MAX_ASIDE = 64


def _unescape(text: str) -> str:
    """Text whose backslashes all begin one of the usual three escapes, decoded."""
    return "\\".join(part.replace("\\n", "\n").replace('\\"', '"') for part in text.split("\\\\"))


class ReplyParser:
    """Split a streamed reply into the values of its ideas and its message.

    The pieces of one value, joined, are the value exactly, however the reply was cut. Raises nothing, on any input.
    """

    def __init__(self) -> None:
        self._buffer = ""
        self._at = 0
        self._state = "LINE"
        self._ended = False
        self._complete = True
        self._after_cr = False
        # What is given out: pieces, and the parts of the piece in the making.
        self._pieces: list[Piece] = []
        self._parts: list[str] = []
        # The value being read. `_started`: text of it was given out. `_held`: blanks that may be its end; `_spilled`: they
        # were too many, and so are text.
        self._tag = MESSAGE
        self._trim = False
        self._started = False
        self._held = ""
        self._spilled = False
        self._last = ""
        self._spoken = False
        # Within quotes. `_inner`: a quote that is text was opened and not closed.
        self._quote = '"'
        self._inner = False
        # Within a block. `_breaks`: blank lines not given out yet; `_broken`: so is the last line's own end.
        self._column = 0
        self._indent = 0
        self._folded = False
        self._chomp = ""
        self._breaks = 0
        self._broken = False
        self._indented = False
        # Outside every entry. `_run`: text was given out since the last entry. `_aside`: lines held back, dropped
        # unless text follows in the same run; `_fence_at`: the one among them that may open a fence around it all.
        self._entries = False
        self._run = False
        self._aside: list[str] = []
        self._fence_at = -1
        self._fenced = False
        self._text_fence = False

    # Public methods.

    def feed(self, text: str) -> list[Piece]:
        """Take the next stretch of the reply; return what has become certain."""
        if self._after_cr or "\r" in text:
            text = self._normalise(text)
        self._buffer = self._buffer[self._at :] + text if self._at < len(self._buffer) else text
        self._at = 0
        while self._READERS[self._state](self):
            pass
        if self._parts:
            self._end_piece()
        pieces, self._pieces = self._pieces, []
        return pieces

    def close(self, complete: bool = True) -> list[Piece]:
        """Take the reply's end; return the rest, the message's `done` last.

        With `complete` false the reply broke off: an idea that is still open is given out as far as it goes but not
        `done`, and neither is the message.
        """
        self._ended, self._complete = True, complete
        while self._READERS[self._state](self):
            pass
        if self._state in ("BLOCK_LINE", "BLOCK_TEXT"):
            self._chomp_block()
        elif self._state == "LINE" and self._fence_at >= 0:
            self._give_out_fence()
        if self._tag == IDEA:
            self._end_piece(done=complete and self._started)
            self._tag = MESSAGE
        self._end_piece(done=complete)
        pieces, self._pieces = self._pieces, []
        return pieces

    # Private methods.

    def _normalise(self, text: str) -> str:
        """Make every line end a newline; the first half of one that was cut has become its newline already."""
        if self._after_cr and text:
            text = text.removeprefix("\n")
            self._after_cr = False
        self._after_cr = self._after_cr or text.endswith("\r")
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def _end_piece(self, done: bool = False) -> None:
        if self._parts or done:
            self._pieces.append(Piece(self._tag, "".join(self._parts), done))
            self._parts.clear()

    def _emit(self, text: str) -> None:
        """Add to the current value, trimmed where the value is to be."""
        if not text:
            return
        self._last = text[-1]
        if self._trim:
            blanks = None if self._tag == IDEA else " \t\n"
            text = self._held + text if self._started else text.lstrip(blanks)
            body = text.rstrip(blanks)
            self._spilled = len(text) - len(body) > _MAX_HELD or (self._spilled and not body)
            if self._spilled:
                body = text
            self._held = text[len(body) :]
            text = body
            if not text:
                return
        if not self._started:
            self._started = True
            if self._tag == MESSAGE:
                if self._spoken:
                    self._parts.append("\n")
                self._spoken = True
        self._parts.append(text)

    def _begin_value(self, tag: str) -> None:
        if tag != self._tag:
            self._end_piece()
        self._tag, self._trim, self._started = tag, tag == IDEA, False
        self._held, self._spilled = "", False

    def _end_value(self) -> bool:
        if self._tag == IDEA and self._started:
            self._end_piece(done=True)
        self._begin_value(MESSAGE)
        self._run = False
        self._state = "LINE"
        return True

    # Readers outside every entry.

    def _read_line(self) -> bool:
        buffer, at = self._buffer, self._at
        if entry := _ENTRY.match(buffer, at):
            return self._begin_entry(entry)
        end = buffer.find("\n", at)
        if at == len(buffer) or (end < 0 and not self._ended and self._may_be_syntax()):
            return False
        whole = end >= 0 or self._ended
        end = end if end >= 0 else len(buffer)
        line = buffer[at:end] if whole else ""
        if whole and self._put_aside(line):
            self._at = min(end + 1, len(buffer))
            return True
        self._begin_text()
        if self._text_fence and _BARE_FENCE.fullmatch(line):
            self._text_fence = False
        self._state = "OUTSIDE"
        return True

    def _may_be_syntax(self) -> bool:
        """Whether the line that begins here could still become an entry, a separator, or a fence that matters."""
        if _ENTRY_BEGUN.fullmatch(self._buffer, self._at) or _SEPARATOR_BEGUN.fullmatch(self._buffer, self._at):
            return True
        return (self._fenced or not self._entries) and bool(_FENCE_BEGUN.fullmatch(self._buffer, self._at))

    def _put_aside(self, line: str) -> bool:
        """Hold a whole line back, or drop it, where it may be no text."""
        if self._text_fence:
            return False
        if _SEPARATOR.fullmatch(line):
            if len(self._aside) < _MAX_ASIDE:
                self._aside.append(line)
                return True
            return not self._run and self._fence_at < 0
        if self._fenced and _BARE_FENCE.fullmatch(line):
            self._fenced = False
            return True
        if not self._entries and self._fence_at < 0 and _FENCE.fullmatch(line):
            self._fence_at = len(self._aside)
            self._aside.append(line)
            return True
        return False

    def _begin_text(self) -> None:
        """Start a line of outside text; what was held back in this run is text after all."""
        held = self._aside
        if not self._run:
            held = held[self._fence_at :] if self._fence_at >= 0 else []
            self._begin_value(MESSAGE)
        self._emit("\n" * self._run + "".join(line + "\n" for line in held))
        self._run = True
        self._text_fence = self._text_fence or self._fence_at >= 0
        self._aside, self._fence_at = [], -1

    def _give_out_fence(self) -> None:
        """Make a fence that was held back text: the reply ended, and no entry followed."""
        fence = self._aside[self._fence_at]
        self._aside, self._fence_at = self._aside[: self._fence_at], -1
        self._begin_text()
        self._emit(fence)

    def _read_outside(self) -> bool:
        return self._read_to_newline("LINE")

    def _read_to_newline(self, following: str) -> bool:
        """Give out the rest of the line and consume its newline, which is the following state's to give out."""
        end = self._buffer.find("\n", self._at)
        if end < 0:
            self._emit(self._buffer[self._at :])
            self._at = len(self._buffer)
            return False
        self._emit(self._buffer[self._at : end])
        self._at = end + 1
        self._state = following
        return True

    def _begin_entry(self, entry: re.Match[str]) -> bool:
        self._fenced = self._fenced or self._fence_at >= 0
        self._aside, self._fence_at = [], -1
        self._text_fence = False
        self._entries = True
        self._column = len(entry[1].replace("\ufeff", ""))
        self._begin_value(entry[2].lower())
        self._at = entry.end()
        self._state = "VALUE"
        return True

    # Readers of a value's beginning.

    def _read_value(self) -> bool:
        buffer = self._buffer
        self._at = _BLANKS.match(buffer, self._at).end()  # type: ignore[union-attr]  # it matches always
        first = buffer[self._at : self._at + 1]
        if not first:
            return False
        if first == "\n":
            self._at += 1
            self._state = "VALUE_LINE"
        elif first in "\"'":
            self._at += 1
            self._quote, self._inner, self._last = first, False, ""
            self._state = "QUOTED"
        elif first in "|>" and (header := _BLOCK_HEADER.match(buffer, self._at)):
            return self._begin_block(header)
        else:
            self._begin_plain()
        return True

    def _read_value_line(self) -> bool:
        """The line after a key that stood alone: an entry, or the value."""
        if _ENTRY.match(self._buffer, self._at):
            return self._end_value()
        if not self._ended and _ENTRY_BEGUN.fullmatch(self._buffer, self._at):
            return False
        self._state = "VALUE"
        return True

    # Readers of quoted values.

    def _read_quoted(self) -> bool:
        buffer, start = self._buffer, self._at
        self._at = end = _QUOTED_TEXT[self._quote].match(buffer, start).end()  # type: ignore[union-attr]
        if end > start:
            text = buffer[start:end]
            self._emit(_unescape(text) if "\\" in text and self._quote == '"' else text)
        if end == len(buffer):
            return False
        if buffer[end] == "\n":
            return self._read_quoted_newline()
        return self._read_escape() if buffer[end] == "\\" else self._read_quote()

    def _take(self, length: int, text: str) -> bool:
        """Consume so many characters, which mean this text."""
        self._emit(text)
        self._at += length
        return True

    def _read_quoted_newline(self) -> bool:
        if _QUOTED_ENTRY.match(self._buffer, self._at + 1):
            self._at += 1
            return self._end_value()
        return self._ended and self._take(1, "\n")

    def _read_quote(self) -> bool:
        """A quote: the value's end where the rest of the line is blank and no inner quote is open, else text."""
        buffer, quote = self._buffer, self._quote
        following = buffer[self._at + 1 : self._at + 2]
        if not following and not self._ended:
            return False
        if quote == "'" == following and not self._inner:
            return self._take(2, "'")
        tail = self._at + 1 + (quote == "'" == following)
        tail = _BLANK_TAIL.match(buffer, tail).end()  # type: ignore[union-attr]  # it matches always
        if tail == len(buffer) and not self._ended:
            return False
        if tail < len(buffer) and buffer[tail] != "\n":
            if quote == "'" == following:
                return self._take(2, "'")
            opening = not self._last.isalnum() and not following.isspace()
            self._inner = opening and not self._inner
            return self._take(1, quote)
        if self._inner:
            self._inner = False
            return self._take(1, quote)
        self._at = min(tail + 1, len(buffer))
        if tail == len(buffer) and not self._complete:
            return False
        return self._end_value()

    def _read_escape(self) -> bool:
        buffer, at = self._buffer, self._at
        letter = buffer[at + 1 : at + 2]
        if not letter:
            return self._ended and self._take(1, "\\")
        if letter == "\n":
            self._at += 2
            self._state = "JOIN"
            return True
        if letter in _ESCAPES:
            return self._take(2, _ESCAPES[letter])
        if letter not in _HEX_DIGITS:
            return self._take(1, "\\")
        digits = buffer[at + 2 : at + 2 + _HEX_DIGITS[letter]]
        if not _HEX.issuperset(digits):
            return self._take(1, "\\")
        if len(digits) < _HEX_DIGITS[letter]:
            return self._ended and self._take(1, "\\")
        return self._read_code_point(2 + len(digits), int(digits, 16))

    def _read_code_point(self, length: int, code: int) -> bool:
        """An escape by number; two that are a surrogate pair are one character, a lone surrogate is none."""
        if code > 0x10FFFF:
            return self._take(1, "\\")
        if not 0xD800 <= code <= 0xDFFF:
            return self._take(length, chr(code))
        if code <= 0xDBFF:
            if low := _LOW_SURROGATE.match(self._buffer, self._at + length):
                code = 0x10000 + ((code - 0xD800) << 10) + int(low[1], 16) - 0xDC00
                return self._take(length + 6, chr(code))
            if not self._ended and _LOW_SURROGATE_BEGUN.fullmatch(self._buffer, self._at + length):
                return False
        return self._take(length, "\ufffd")

    def _read_join(self) -> bool:
        self._at = _BLANKS.match(self._buffer, self._at).end()  # type: ignore[union-attr]  # it matches always
        if self._at == len(self._buffer):
            return False
        self._state = "QUOTED"
        return True

    # Readers of plain values.

    def _begin_plain(self) -> None:
        self._trim = True
        self._text_fence = False
        self._state = "PLAIN"

    def _read_plain(self) -> bool:
        return self._read_to_newline("PLAIN_LINE")

    def _read_plain_line(self) -> bool:
        buffer, at = self._buffer, self._at
        if _ENTRY.match(buffer, at):
            return self._end_value()
        if not self._ended and _ENTRY_BEGUN.fullmatch(buffer, at):
            return False
        if self._fenced:
            end = buffer.find("\n", at)
            if end < 0 and not self._ended and _FENCE_BEGUN.fullmatch(buffer, at):
                return False
            line = buffer[at : end if end >= 0 else len(buffer)]
            if _BARE_FENCE.fullmatch(line) and not self._text_fence:
                self._aside = [line]
                self._at = min(at + len(line) + 1, len(buffer))
                self._state = "PLAIN_FENCE"
                return True
            if _FENCE.fullmatch(line):
                self._text_fence = not self._text_fence
        self._emit("\n")
        self._state = "PLAIN"
        return True

    def _read_plain_fence(self) -> bool:
        """After a fence in a plain value: the one around the whole reply if nothing or an entry follows, else text."""
        buffer, at = self._buffer, self._at
        if _ENTRY.match(buffer, at):
            self._fenced = False
            return self._end_value()
        end = buffer.find("\n", at)
        if at == len(buffer) or (end < 0 and not self._ended and self._may_be_syntax()):
            return False
        line = buffer[at : end if end >= 0 else len(buffer)]
        if _SEPARATOR.fullmatch(line) and len(self._aside) < _MAX_ASIDE:
            self._aside.append(line)
            self._at = min(at + len(line) + 1, len(buffer))
            return True
        self._emit("".join("\n" + held for held in self._aside))
        self._aside = []
        self._text_fence = True
        self._state = "PLAIN_LINE"
        return True

    # Readers of block values.

    def _begin_block(self, header: re.Match[str]) -> bool:
        end = header.end()
        if end == len(self._buffer) and not self._ended:
            return False
        if end < len(self._buffer) and self._buffer[end] != "\n":
            self._begin_plain()
            return True
        self._folded = header[1] == ">"
        self._chomp = header[2].strip("123456789")
        explicit = header[2].strip("+-")
        self._indent = self._column + int(explicit) if explicit else 0
        self._breaks, self._broken, self._indented = 0, False, False
        self._at = min(end + 1, len(self._buffer))
        self._state = "BLOCK_LINE"
        return True

    def _read_block_line(self) -> bool:
        buffer, at = self._buffer, self._at
        spaces = _INDENT.match(buffer, at).end() - at  # type: ignore[union-attr]  # it matches always
        if self._indent:
            spaces = min(spaces, self._indent)
        first = buffer[at + spaces : at + spaces + 1]
        if not first:
            self._at += spaces * self._ended
            return False
        if first == "\n":
            self._breaks += 1
            self._at += spaces + 1
            if self._breaks > _MAX_HELD:
                self._emit("\n" * (self._breaks + self._broken))
                self._breaks, self._broken = 0, False
            return True
        if spaces < self._indent or spaces <= self._column:
            self._chomp_block()
            return self._end_value()
        self._indent = self._indent or spaces
        self._begin_block_line(first)
        self._at += spaces
        self._state = "BLOCK_TEXT"
        return True

    def _begin_block_line(self, first: str) -> None:
        """Give out the line ends before this line: YAML folds a single one between two lines that are not indented."""
        if self._folded and self._broken and not self._indented and first not in " \t":
            self._emit("\n" * self._breaks or " ")
        else:
            self._emit("\n" * (self._breaks + self._broken))
        self._breaks, self._broken = 0, False
        self._indented = first in " \t"

    def _read_block_text(self) -> bool:
        if not self._read_to_newline("BLOCK_LINE"):
            return False
        self._broken = True
        return True

    def _chomp_block(self) -> None:
        """Give out the line ends at the block's end: one, all of them (+), or none (-)."""
        if self._broken and self._chomp != "-":
            self._emit("\n")
        if self._chomp == "+":
            self._emit("\n" * self._breaks)

    _READERS: ClassVar[Mapping[str, Callable[[ReplyParser], bool]]] = {
        "LINE": _read_line,
        "OUTSIDE": _read_outside,
        "VALUE": _read_value,
        "VALUE_LINE": _read_value_line,
        "QUOTED": _read_quoted,
        "JOIN": _read_join,
        "PLAIN": _read_plain,
        "PLAIN_LINE": _read_plain_line,
        "PLAIN_FENCE": _read_plain_fence,
        "BLOCK_LINE": _read_block_line,
        "BLOCK_TEXT": _read_block_text,
    }


class Chunker:
    """Gather pieces into chunks of at least `min_chars` characters for each value, the rest with its `done`."""

    def __init__(self, min_chars: int) -> None:
        self._min = min_chars
        self._held = {IDEA: "", MESSAGE: ""}

    def feed(self, piece: Piece) -> Piece | None:
        """Take a piece; return a chunk if there is one."""
        chunk = self._held[piece.tag] + piece.text
        if not piece.done and len(chunk) < self._min:
            self._held[piece.tag] = chunk
            return None
        self._held[piece.tag] = ""
        return Piece(piece.tag, chunk, piece.done)

    def flush(self) -> list[Piece]:
        """Return what is still held, of a reply that broke off."""
        rest = [Piece(tag, held, False) for tag, held in self._held.items() if held]
        self._held = {IDEA: "", MESSAGE: ""}
        return rest


class Reply(NamedTuple):
    """The values of a reply: the message, the finished ideas, and the idea that was being written when it broke off."""

    message: str
    ideas: list[str]
    draft: str


def parse_reply(reply: str, complete: bool = True) -> Reply:
    """Split a whole reply, or with `complete` false one that broke off."""
    parser = ReplyParser()
    message, ideas, draft = [], [], []  # type: list[str], list[str], list[str]
    for piece in parser.feed(reply) + parser.close(complete):
        (draft if piece.tag == IDEA else message).append(piece.text)
        if piece.tag == IDEA and piece.done:
            ideas.append("".join(draft))
            draft = []
    return Reply("".join(message), ideas, "".join(draft))


def write_reply(ideas: Iterable[str], message: str) -> str:
    """The reply that holds these values, as the model is told to write it."""
    lines = [f"{IDEA}: {json.dumps(idea, ensure_ascii=False)}" for idea in ideas]
    return "\n".join([*lines, f"{MESSAGE}: {json.dumps(message, ensure_ascii=False)}"])


########################################################################################################################
# STORE
#
# One thread owns the one connection, so the event loop never waits for a lock and operations keep their order. What a
# method returns are plain values, ready for the wire.
#
# SQLite serves one process. Several may share a PostgreSQL database: a lease says which of them a chat belongs to, and
# only that one keeps the chat in memory, writes to it and runs its turns. A process is known by a number, and lives as
# long as it holds the advisory lock of that number (section PROCESSES).
########################################################################################################################

WAITING, STREAMING = UNFINISHED = ("waiting", "streaming")
DONE, STOPPED, INTERRUPTED, ERROR = "done", "stopped", "interrupted", "error"

SCHEMA_VERSION = 1
# A turn whose server has not touched it for so long has no server any more; a living one touches it every second.
HEARTBEAT_SECONDS = 15.0
# How long an operation waits for another process's lock before it fails.
BUSY_SECONDS = 5.0
# Within so many seconds a connection to PostgreSQL that leads nowhere is noticed.
LOST_SECONDS = 20
# The first half of the advisory locks' keys; the second is the number of a process.
LOCK_CLASS = 0x42524E

database = peewee.DatabaseProxy()


class Chat(peewee.Model):
    """A chat and its upstream thread; the next turn makes a new one where `thread` is null, or `provider` another."""

    id = peewee.CharField(64, primary_key=True)
    thread = peewee.CharField(null=True)
    provider = peewee.CharField(null=True)
    created_at = peewee.DoubleField(default=time.time)

    class Meta:
        database = database


class Turn(peewee.Model):
    """What a person wrote and what the model replied; times are seconds since 1970."""

    seq = peewee.AutoField()
    chat = peewee.ForeignKeyField(Chat, on_delete="CASCADE", index=False)
    chat_id: str
    id = peewee.CharField(64)
    message = peewee.TextField()
    reply = peewee.TextField(default="")
    status = peewee.CharField(16)
    error = peewee.CharField(32, null=True)
    owner = peewee.CharField()
    heartbeat = peewee.DoubleField(default=time.time)
    created_at = peewee.DoubleField(default=time.time)
    finished_at = peewee.DoubleField(null=True)
    input_tokens = peewee.IntegerField(null=True)
    output_tokens = peewee.IntegerField(null=True)

    class Meta:
        database = database
        table_name = "turn"
        indexes = ((("chat", "id"), True), (("chat", "seq"), False), (("status",), False))


class DroppedTurn(peewee.Model):
    """The id of a turn that gave way to another: should it be sent once more, it must not run."""

    seq = peewee.AutoField()
    chat = peewee.ForeignKeyField(Chat, on_delete="CASCADE", index=False)
    id = peewee.CharField(64)

    class Meta:
        database = database
        table_name = "dropped_turn"
        indexes = ((("chat", "id"), True),)


class Idea(peewee.Model):
    """A line on a chat's board; `touched`: a person changed it, so it outlives the turn it came from."""

    seq = peewee.AutoField()
    chat = peewee.ForeignKeyField(Chat, on_delete="CASCADE", index=False)
    id = peewee.CharField(64)
    text = peewee.TextField()
    starred = peewee.BooleanField(default=False)
    position = peewee.DoubleField()
    turn = peewee.CharField(64, null=True)
    touched = peewee.BooleanField(default=False)
    deleted = peewee.BooleanField(default=False)
    created_at = peewee.DoubleField(default=time.time)

    class Meta:
        database = database
        indexes = ((("chat", "id"), True),)


class Lease(peewee.Model):
    """Which process a chat belongs to, where several share the database."""

    chat = peewee.CharField(64, primary_key=True)
    server = peewee.BigIntegerField()

    class Meta:
        database = database


class SchemaVersion(peewee.Model):
    """The version of the schema, which SQLite keeps by itself."""

    version = peewee.IntegerField()

    class Meta:
        database = database
        table_name = "schema_version"
        primary_key = False


def on_postgres() -> bool:
    """Whether the open database is PostgreSQL."""
    return isinstance(database.obj, peewee.PostgresqlDatabase)


class Statement:
    """A query of every turn, whose SQL Peewee writes once: writing it takes several times as long as running it.

    Every value in it is a name, `_named("reply")`, and a keyword of the call.
    """

    def __init__(self, query: Any) -> None:
        self._query = query
        self._sql = {False: "", True: ""}

    def __call__(self, **values: object) -> Any:
        postgres = on_postgres()
        sql = self._sql[postgres]
        if not sql:
            sql = self._query if isinstance(self._query, str) else self._query.sql()[0]
            sql = self._sql[postgres] = _NAME.sub(r"%(\1)s", sql) if postgres else sql
        return database.execute_sql(sql, values)


_NAME = re.compile(r"(?<!:):(\w+)")


def _named(name: str) -> Any:
    return peewee.SQL(f":{name}")


def _all_named(*names: str) -> dict[str, Any]:
    return {name: _named(name) for name in names}


_OF_TURN = (Turn.chat == _named("chat")) & (Turn.id == _named("id"))
_HAS_TURN = Statement(Turn.select(Turn.seq).where(_OF_TURN))
_HAS_DROPPED_TURN = Statement(
    DroppedTurn.select(DroppedTurn.seq).where(DroppedTurn.chat == _named("chat"), DroppedTurn.id == _named("id"))
)
_HAS_EARLIER_TURN = Statement(Turn.select(Turn.seq).where(Turn.chat == _named("chat"), Turn.seq < _named("seq")))
_INSERT_CHAT = Statement(Chat.insert(**_all_named("id", "created_at")).on_conflict_ignore())
_INSERT_TURN = Statement(
    Turn.insert(**_all_named("chat", "id", "message", "reply", "status", "owner", "heartbeat", "created_at")).returning(
        Turn.seq
    )
)
_SELECT_THREAD = Statement(Chat.select(Chat.thread, Chat.provider).where(Chat.id == _named("id")))
_UPDATE_THREAD = Statement(Chat.update(**_all_named("thread", "provider")).where(Chat.id == _named("id")))
_LAST_POSITION = Statement(Idea.select(peewee.fn.MAX(Idea.position)).where(Idea.chat == _named("chat")))
_HAS_IDEA = Statement(Idea.select(Idea.seq).where(Idea.chat == _named("chat"), Idea.id == _named("id")))
_IDEA_FIELDS = ("chat", "id", "text", "starred", "position", "turn", "touched", "deleted", "created_at")
_INSERT_IDEA = Statement(Idea.insert(**_all_named(*_IDEA_FIELDS)))
# The numbers of the processes that live.
_LIVING = f"""select objid::bigint from pg_locks where locktype = 'advisory' and classid = {LOCK_CLASS} and objsubid = 2
    and granted and database = (select oid from pg_database where datname = current_database())"""
_SELECT_LIVING = Statement(_LIVING)
_CLAIM = Statement(
    f"""insert into lease (chat, server) values (:chat, :server) on conflict (chat) do update set server = :server
    where lease.server = :server or (:seize and lease.server not in ({_LIVING})) returning server"""
)
# Where an answer was being written, the process may be cut off from the others for a moment only: it may come back.
_DELETE_DEAD_LEASES = Statement(
    f"""delete from lease where server not in ({_LIVING}) and not exists
    (select 1 from turn where turn.chat_id = lease.chat and turn.status in {UNFINISHED})"""
)
_SELECT_OWNER = Statement(f"select server, server in ({_LIVING}) from lease where chat = :chat")
_LEASED_ELSEWHERE = f"select chat from lease where server <> %s and server in ({_LIVING})"


class Exchange(NamedTuple):
    """A finished turn as the model should remember it: what was said, and the reply in the reply format."""

    message: str
    reply: str


class Submission(NamedTuple):
    """A message as it comes in; with `drop`, every turn later than `after` (None: every turn) gives way to it."""

    id: str
    message: str
    drop: bool = False
    after: str | None = None


class Snapshot(NamedTuple):
    """A chat as stored; `more`: there are older turns."""

    turns: list[dict[str, Any]]
    ideas: list[dict[str, Any]]
    more: bool


class Accepted(NamedTuple):
    """What became of a message: its turn as on the wire; whether it is to run; the ids of the turns that gave way to it.

    `thread` is the chat's upstream thread, `lost` the one that knew the turns that gave way. Where some did, or may
    have, `snapshots` show the chat as it is now, by the number of turns that watchers asked for.
    """

    turn: dict[str, Any]
    seq: int
    fresh: bool = False
    dropped: Sequence[str] = ()
    thread: str | None = None
    lost: str | None = None
    snapshots: Mapping[int | None, Snapshot] = MappingProxyType({})


class Ended(NamedTuple):
    """What storing a turn's end changed: the thread that is given up, and ideas that were missing on the board."""

    thread: str | None
    ideas: list[dict[str, Any]]


class Outcome(NamedTuple):
    """How a turn ended."""

    status: str
    error: str | None = None
    input_tokens: int | None = None
    output_tokens: int | None = None


def _stored(method: Callable[P, R]) -> Callable[P, Awaitable[R]]:
    """Make a method of Store awaitable: it runs in the store's thread, in one transaction. Raises Fault("storage").

    Its place in the order of all calls is that of the call, not of the await.
    """

    @functools.wraps(method)
    def in_store_thread(*args: P.args, **kwargs: P.kwargs) -> Awaitable[R]:
        store: Any = args[0]
        call = functools.partial(_transact, method, *args, **kwargs)
        return asyncio.get_running_loop().run_in_executor(store.executor, call)

    return in_store_thread


def _transact(method: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    try:
        with contextlib.ExitStack() as stack:
            _begin(stack)
            return method(*args, **kwargs)
    except peewee.PeeweeException as error:
        log.error("The database failed: %s: %s", type(error).__name__, first_line(error))
        raise Fault("storage") from error


def _begin(stack: contextlib.ExitStack) -> None:
    """Begin a transaction, over a new connection where the old one turns out to be lost."""
    try:
        stack.enter_context(database.atomic())
    except (peewee.OperationalError, peewee.InterfaceError):
        if database.is_connection_usable():
            raise
        database.close()
        stack.enter_context(database.atomic())


class Store:
    """The chats on disk. Methods raise Fault("storage") where the database does not do its part."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.executor = ThreadPoolExecutor(1, "store")
        # Who runs a turn: enough to tell, on the same host, whether that process still lives.
        self.owner = f"{socket.gethostname()}/{os.getpid()}/{uuid.uuid4().hex}"

    async def open(self) -> None:
        """Connect, bring the schema up to date, and close the turns that a server that is gone has left open."""
        await asyncio.get_running_loop().run_in_executor(self.executor, self._open)
        await self.sweep(0)

    def _open(self) -> None:
        open_database(self.url)

    async def close(self) -> None:
        """Disconnect; what was asked for before is done first."""
        await asyncio.get_running_loop().run_in_executor(self.executor, database.close)
        self.executor.shutdown()

    @_stored
    def ping(self) -> None:
        """Ask the database for a sign of life."""
        Chat.select(Chat.id).limit(1).execute()

    # Turns.

    @_stored
    def check(self, chat_id: str, turn_id: str, after: str | None) -> bool:
        """Whether a turn exists already. Raises Fault where it does not and neither does the one before it."""
        if _find_turn(chat_id, turn_id) or DroppedTurn.get_or_none(
            DroppedTurn.chat == chat_id, DroppedTurn.id == turn_id
        ):
            return True
        if after is not None and not _find_turn(chat_id, after):
            raise Fault("bad_request", "The message to go on from is no longer part of this chat.")
        return False

    @_stored
    def accept(
        self,
        chat_id: str,
        submission: Submission,
        status: str,
        refusal: Fault | None,
        provider: str,
        limits: Iterable[int | None],
        live: Collection[str],
    ) -> Accepted:
        """Put a message on disk, or find that it is there (`live`: and in memory); what it replaces goes first.

        Raises Fault: conflict (the id has another text), or the `refusal` where the message is new.
        """
        if _HAS_TURN(chat=chat_id, id=submission.id).fetchone() and (known := _find_turn(chat_id, submission.id)):
            if known.message != submission.message:
                raise Fault("conflict")
            # A turn that should run and does not: it was stored, but the connection broke before that was known.
            fresh = known.status in UNFINISHED and known.owner == self.owner and known.id not in live
            snapshots = {limit: _snapshot(chat_id, limit) for limit in limits} if fresh else {}
            thread = _thread(chat_id, provider) if fresh else None
            return Accepted(_turn_view(known), known.seq, fresh, thread=thread, snapshots=snapshots)
        if _HAS_DROPPED_TURN(chat=chat_id, id=submission.id).fetchone():
            raise Fault("conflict", "This message was replaced by another one meanwhile. Please send it as a new one.")
        if refusal:
            raise refusal
        now = time.time()
        _INSERT_CHAT(id=chat_id, created_at=now)
        dropped, known_upstream = _drop_after(chat_id, submission.after) if submission.drop else ([], False)
        lost = _unset_thread(chat_id) if known_upstream else None
        fields = {"id": submission.id, "message": submission.message, "status": status, "owner": self.owner}
        turn = Turn(chat=chat_id, reply="", heartbeat=now, created_at=now, **fields)
        [(turn.seq,)] = _INSERT_TURN(chat=chat_id, reply="", heartbeat=now, created_at=now, **fields).fetchall()
        snapshots = {limit: _snapshot(chat_id, limit) for limit in limits} if dropped else {}
        return Accepted(_turn_view(turn), turn.seq, True, dropped, _thread(chat_id, provider), lost, snapshots)

    @_stored
    def begin(self, chat_id: str, turn_id: str, provider: str) -> str | None:
        """Mark a waiting turn as streaming; return the chat's thread. Raises Fault("interrupted") where it was closed."""
        self._update_turn(chat_id, turn_id, status=STREAMING, heartbeat=time.time())
        return _thread(chat_id, provider)

    @_stored
    def flush(self, replies: Mapping[tuple[str, str], str], waiting: Sequence[tuple[str, str]]) -> None:
        """Store running turns' replies so far, by chat and turn; this is their heartbeat, and that of the waiting ones."""
        now = time.time()
        changes = {key: {"reply": reply} for key, reply in replies.items()} | {key: {} for key in waiting}
        for key, change in changes.items():
            with contextlib.suppress(Fault):
                self._update_turn(*key, heartbeat=now, **change)

    @_stored
    def finish(
        self, chat_id: str, turn_id: str, reply: str, outcome: Outcome, begun: bool, announced: int, mend: bool = False
    ) -> Ended:
        """Store a turn's end; where it is not in the upstream thread, unset that thread.

        A turn that had not begun leaves the thread to the one that runs, to be renewed after it. With `mend`, or where
        the turn did not end well, the finished ideas that the board lacks are put on it, and those after the first
        `announced` are returned. A turn that another process has closed stays as it is.
        """
        try:
            self._update_turn(chat_id, turn_id, reply=reply, finished_at=time.time(), **outcome._asdict())
        except Fault:
            return Ended(None, [])
        if outcome.status == DONE and not mend:
            return Ended(None, [])
        if not begun:
            Chat.update(provider=None).where(Chat.id == chat_id).execute()
            return Ended(None, [])
        ideas = _mend_board(chat_id, turn_id, parse_reply(reply, outcome.status == DONE).ideas)[announced:]
        return Ended(None if outcome.status == DONE else _unset_thread(chat_id), ideas)

    def _update_turn(self, chat_id: str, turn_id: str, **values: Any) -> None:
        """Change a turn of this process. Raises Fault("interrupted") where another one has closed it meanwhile."""
        if not _turn_update(*values)(chat=chat_id, id=turn_id, owner=self.owner, **values).rowcount:
            raise Fault("interrupted")

    @_stored
    def sweep(self, server: int, live: Collection[tuple[str, str]] = ()) -> list[tuple[str, dict[str, Any]]]:
        """Close the turns whose server is gone as interrupted; return them with their chats' ids.

        Those of chats that belong to another living process, and of this one's `live` turns, are passed over.
        """
        unfinished = Turn.select().where(Turn.status.in_(UNFINISHED))
        if on_postgres():
            elsewhere = peewee.NodeList((Turn.chat, peewee.SQL(f"not in ({_LEASED_ELSEWHERE})", (server,))))
            unfinished = unfinished.where(elsewhere).for_update(skip_locked=True)
        orphans = [turn for turn in unfinished if (turn.chat_id, turn.id) not in live and not self._owner_lives(turn)]
        for turn in orphans:
            _interrupt(turn)
        return [(turn.chat_id, _turn_view(turn)) for turn in orphans]

    def _owner_lives(self, turn: Turn) -> bool:
        """Whether the server that runs a turn is still there, as far as this one can tell."""
        host, pid, _ = str(turn.owner).split("/")
        own_host, own_pid, _ = self.owner.split("/")
        if host == own_host and os.name == "posix" and turn.owner != self.owner:
            if pid == own_pid:
                return False
            with contextlib.suppress(PermissionError):
                try:
                    os.kill(int(pid), 0)
                except ProcessLookupError:
                    return False
        return bool(turn.heartbeat > time.time() - HEARTBEAT_SECONDS)

    # Leases.

    @_stored
    def claim(self, chat_id: str, server: int, seize: bool) -> tuple[int, bool]:
        """Make a chat belong to a process unless it belongs to another one, or with `seize` to another one that lives.

        Return whose it is, and whether that one lives; or, where it is now this process's, whether it was before. What
        a dead one has left open is closed.
        """
        before = _SELECT_OWNER(chat=chat_id).fetchone() or (0, False)
        if not _CLAIM(chat=chat_id, server=server, seize=seize).fetchall():
            return cast("tuple[int, bool]", before)
        left_open = Turn.select().where(Turn.chat == chat_id, Turn.status.in_(UNFINISHED), Turn.owner != self.owner)
        for turn in left_open.for_update():
            if before[0] not in (0, server) or not self._owner_lives(turn):
                _interrupt(turn)
        return server, before[0] == server

    @_stored
    def release(self, chat_id: str, server: int) -> None:
        """Give up a chat that belongs to a process."""
        Lease.delete().where(Lease.chat == chat_id, Lease.server == server).execute()

    @_stored
    def release_all(self, server: int) -> None:
        """Give up every chat that belongs to a process."""
        Lease.delete().where(Lease.server == server).execute()

    @_stored
    def release_dead(self) -> None:
        """Give up the chats that belong to processes that are gone, but for those with an unfinished turn."""
        _DELETE_DEAD_LEASES()

    @_stored
    def keep_leases(self, server: int, renamed: int) -> None:
        """Let the chats of a process belong to it under its new number."""
        Lease.update(server=renamed).where(Lease.server == server).execute()

    @_stored
    def living(self) -> set[int]:
        """The numbers of the processes that live."""
        return {number for (number,) in _SELECT_LIVING().fetchall()}

    # Threads.

    @_stored
    def history(self, chat_id: str, before: int, budget: int) -> list[Exchange]:
        """The newest finished turns before a seq, of at most `budget` characters together, oldest first."""
        if not _HAS_EARLIER_TURN(chat=chat_id, seq=before).fetchone():
            return []
        before_it = (Turn.chat == chat_id) & (Turn.seq < before) & Turn.status.not_in(UNFINISHED)
        rows = Turn.select().where(before_it).order_by(Turn.seq.desc())
        exchanges: list[Exchange] = []
        for turn in rows.iterator():
            exchange = _exchange(turn)
            budget -= len(exchange.message) + len(exchange.reply)
            if budget < 0:
                break
            exchanges.append(exchange)
        return exchanges[::-1]

    @_stored
    def claim_thread(self, chat_id: str, thread: str, instead_of: str | None, provider: str) -> str:
        """Make this the chat's thread unless another one came first; return the one that counts."""
        known, known_provider = _SELECT_THREAD(id=chat_id).fetchone()
        if known is None or known == instead_of or known_provider != provider:
            _UPDATE_THREAD(id=chat_id, thread=thread, provider=provider)
            return thread
        return str(known)

    # Chats and boards.

    @_stored
    def snapshot(self, chat_id: str, limit: int | None = None, before: str | None = None) -> Snapshot:
        """A chat's newest turns (those before one, if given) and its board."""
        return _snapshot(chat_id, limit, before)

    @_stored
    def add_idea(self, chat_id: str, turn_id: str, number: int, text: str, reply: str) -> dict[str, Any]:
        """Put a turn's idea on the board, counted from 0, with the reply so far: neither is without the other."""
        self._update_turn(chat_id, turn_id, reply=reply, heartbeat=time.time())
        return _idea_view(_idea_of_turn(chat_id, turn_id, number, text))

    @_stored
    def change_idea(self, chat_id: str, changes: dict[str, Any]) -> dict[str, Any]:
        """Add or change an idea; an unknown id with a text is a new one. Raises Fault("bad_request")."""
        idea_id = changes.pop("id", None) or uuid.uuid4().hex
        known = Idea.get_or_none(Idea.chat == chat_id, Idea.id == idea_id)
        if known is None:
            if "text" not in changes:
                raise Fault("bad_request", "That idea is no longer on this board.")
            Chat.insert(id=chat_id).on_conflict_ignore().execute()
            return _idea_view(_new_idea(chat_id, id=idea_id, touched=True, **changes))
        Idea.update(touched=True, **changes).where(Idea.seq == known.seq).execute()
        return _idea_view(Idea.get_by_id(known.seq))

    @_stored
    def forget(self, chat_id: str) -> str | None:
        """Delete a chat with all that hangs on it; return its upstream thread."""
        thread = _unset_thread(chat_id)
        Chat.delete().where(Chat.id == chat_id).execute()
        return thread


def open_database(url: str) -> None:
    """Connect this thread and bring the schema up to date; the folder of a SQLite file is made when missing.

    Raises Fault("storage") with a sentence for the person who starts the server.
    """
    try:
        connection = connect_sqlite(url) if url.startswith("sqlite:") else connect_postgres(url)
        database.initialize(connection)
        connection.connect()
        with connection.atomic():
            _migrate(connection)
        # A file can begin well and be broken further on.
        list(Turn.select(Turn.seq, Turn.reply).where(Turn.status.in_(UNFINISHED)))
    except (peewee.PeeweeException, OSError, ValueError, RuntimeError) as error:
        raise _unusable(url, error) from error


def _unusable(url: str, error: Exception) -> Fault:
    return Fault("storage", f"The database {redact(url)} cannot be used: {redact_text(error, url)}.")


def connect_sqlite(url: str) -> peewee.SqliteDatabase:
    """The SQLite database at an address, not opened yet."""
    connection: peewee.SqliteDatabase = db_url.connect(
        url,
        # WAL with synchronous=normal survives a killed process; an immediate transaction need not upgrade its lock.
        pragmas={"journal_mode": "wal", "synchronous": "normal", "foreign_keys": 1},
        timeout=BUSY_SECONDS,
        lock_type="IMMEDIATE",
    )
    if (path := Path(connection.database)).name != ":memory:":
        path.parent.mkdir(parents=True, exist_ok=True)
    return connection


def connect_postgres(url: str) -> peewee.PostgresqlDatabase:
    """The PostgreSQL database at an address, not opened yet. Raises ValueError where the driver is missing."""
    if psycopg is None:
        raise ValueError('PostgreSQL needs a driver. Please run: pip install "psycopg[binary]"')
    connection: peewee.PostgresqlDatabase = db_url.connect(
        url, unquote_user=True, unquote_password=True, prefer_psycopg3=True, **postgres_options(url)
    )
    return connection


def postgres_options(url: str) -> dict[str, object]:
    """How to connect to PostgreSQL, where the address does not say: no wait without an end, at either end."""
    # What a process holds is free when PostgreSQL notices that its machine is gone; by itself it would after two hours.
    settings = {
        "lock_timeout": f"{BUSY_SECONDS}s",
        "timezone": "UTC",
        "tcp_keepalives_idle": LOST_SECONDS // 4,
        "tcp_keepalives_interval": LOST_SECONDS // 4,
        "tcp_keepalives_count": 3,
        "tcp_user_timeout": LOST_SECONDS * 1000,
    }
    options = {
        "connect_timeout": int(BUSY_SECONDS),
        "keepalives_idle": LOST_SECONDS // 4,
        "keepalives_interval": LOST_SECONDS // 4,
        "keepalives_count": 3,
        "tcp_user_timeout": LOST_SECONDS * 1000,
        "options": " ".join(f"-c {name}={value}" for name, value in settings.items()),
    }
    given = dict(parse_qsl(urlsplit(url).query))
    return {name: value for name, value in options.items() if name not in given}


def _migrate(connection: peewee.Database) -> None:
    """Bring the schema to SCHEMA_VERSION; a step for each version goes here, in order."""
    version = _schema_version(connection)
    if version > SCHEMA_VERSION:
        raise ValueError(f"it was written by a newer version of Brainstormer (schema {version})")
    if version < 1:
        connection.create_tables([Chat, Turn, DroppedTurn, Idea])
    if version < SCHEMA_VERSION:
        _set_schema_version(connection)


def _schema_version(connection: Any) -> int:
    """The version of the schema, 0 where there is none yet."""
    if isinstance(connection, peewee.SqliteDatabase):
        return int(connection.user_version)
    # Processes that start together wait here for one another.
    connection.execute_sql("select pg_advisory_xact_lock(%s, 0)", (LOCK_CLASS,))
    connection.create_tables([SchemaVersion, Lease])
    return int(SchemaVersion.select(peewee.fn.MAX(SchemaVersion.version)).scalar() or 0)


def _set_schema_version(connection: peewee.Database) -> None:
    if isinstance(connection, peewee.SqliteDatabase):
        connection.user_version = SCHEMA_VERSION
    else:
        SchemaVersion.insert(version=SCHEMA_VERSION).execute()


def redact(url: str) -> str:
    """An address without its passwords."""
    parts = urlsplit(url)
    url = url.replace(f":{parts.password}@", ":***@") if parts.password else url
    return re.sub(r"(password=)[^&]*", r"\1***", url)


def redact_text(error: Exception, url: str) -> str:
    """What an error says, without the password that an address holds."""
    text = first_line(error).rstrip(".")
    password = urlsplit(url).password
    return text.replace(password, "***") if password else text


def first_line(error: Exception) -> str:
    """What a database says; its further lines may hold what is stored."""
    return str(error).strip().partition("\n")[0]


# A file with everything in it: a line of JSON for each row, by table, in the order in which they were made.
TABLES: Mapping[str, Any] = {"chat": Chat, "turn": Turn, "dropped_turn": DroppedTurn, "idea": Idea}
FILE_HEADER = {"brainstormer": SCHEMA_VERSION}
ROWS_A_CALL = 100


def export_database(path: Path) -> Counter[str]:
    """Write every chat, turn and idea of the open database to a file; return how many rows of each table.

    Raises Fault("storage") with a sentence.
    """
    counts: Counter[str] = Counter()
    draft = path.parent / f"{path.name}.part"
    try:
        # One instant of the database, which others may go on to change.
        snapshot = "REPEATABLE READ" if on_postgres() else "DEFERRED"
        with draft.open("w", encoding="utf-8", newline="\n") as file, database.atomic(snapshot):
            file.write(json.dumps(FILE_HEADER) + "\n")
            for name, table in TABLES.items():
                for row in _rows_of(table):
                    file.write(json.dumps({name: row}, ensure_ascii=False) + "\n")
                    counts[name] += 1
        draft.replace(path)
    except (peewee.PeeweeException, OSError) as error:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise Fault("storage", f"The chats cannot be written to {path}: {_reason(error)}.") from error
    return counts


def _rows_of(table: Any) -> Iterable[dict[str, Any]]:
    """A table's rows without their numbers, in an order that is the same in every database."""
    fields = [field for field in table._meta.sorted_fields if field.name != "seq"]
    if not hasattr(table, "seq"):
        chats: list[dict[str, Any]] = list(table.select(*fields).dicts())
        return sorted(chats, key=lambda row: (row["created_at"], row["id"]))
    rows: Iterable[dict[str, Any]] = table.select(*fields).order_by(table.seq).dicts().iterator()
    return rows


def import_database(path: Path) -> Counter[str]:
    """Add what a file holds to the open database, all of it or nothing; return how many rows of each table.

    Raises Fault("storage") with a sentence.
    """
    counts: Counter[str] = Counter()
    number = 0
    try:
        with path.open(encoding="utf-8") as file, database.atomic():
            if json.loads(file.readline() or "null") != FILE_HEADER:
                raise ValueError("it is not a file that --export has written")
            rows = ((number, *_row_of(line)) for number, line in enumerate(file, 2))
            for name, group in itertools.groupby(rows, key=lambda row: row[1]):
                while batch := list(itertools.islice(group, ROWS_A_CALL)):
                    number = batch[0][0]
                    TABLES[name].insert_many([row for _, _, row in batch]).execute()
                    counts[name] += len(batch)
    except peewee.IntegrityError as error:
        raise Fault(
            "storage",
            f"{path} holds a chat that is here already, or a part of one that it lacks. Nothing was imported.",
        ) from error
    except (peewee.PeeweeException, OSError, ValueError, RecursionError) as error:
        place = f", near line {number}" if number else ""
        raise Fault("storage", f"{path} cannot be imported{place}: {_reason(error)}. Nothing was imported.") from error
    return counts


def _reason(error: Exception) -> str:
    """Why a file cannot be written or read, as part of a sentence."""
    if isinstance(error, OSError):
        return str(error.strerror)
    if isinstance(error, (json.JSONDecodeError, UnicodeDecodeError, RecursionError)):
        return "it is not a file that --export has written"
    return str(error)


def _row_of(line: str) -> tuple[str, dict[str, Any]]:
    """The table and the row that a line holds. Raises ValueError."""
    found = json.loads(line)
    [(name, row)] = found.items() if isinstance(found, dict) and len(found) == 1 else [("", None)]
    if name not in TABLES or not isinstance(row, dict):
        raise ValueError("a line is not of a table")
    names = {field.name for field in TABLES[name]._meta.sorted_fields} - {"seq"}
    if row.keys() != names:
        raise ValueError(f"the fields of a {name} are {', '.join(sorted(names))}")
    return name, row


def _find_turn(chat_id: str, turn_id: str) -> Turn | None:
    return Turn.get_or_none(Turn.chat == chat_id, Turn.id == turn_id)


@functools.cache
def _turn_update(*names: str) -> Statement:
    return Statement(Turn.update(**_all_named(*names)).where(_OF_TURN & (Turn.owner == _named("owner"))))


def _snapshot(chat_id: str, limit: int | None = None, before: str | None = None) -> Snapshot:
    rows = Turn.select().where(Turn.chat == chat_id).order_by(Turn.seq.desc())
    if before is not None:
        rows = rows.where(Turn.seq < (turn.seq if (turn := _find_turn(chat_id, before)) else 0))
    turns = list(rows.limit(limit + 1) if limit is not None else rows)
    more = limit is not None and len(turns) > limit
    ideas = Idea.select().where(Idea.chat == chat_id).order_by(Idea.position, Idea.seq)
    return Snapshot(
        [_turn_view(turn) for turn in turns[:limit][::-1]],
        [_idea_view(idea) for idea in ideas] if before is None else [],
        more,
    )


def _thread(chat_id: str, provider: str) -> str | None:
    """The chat's thread; one of another provider's will lack what is said now, and is given up."""
    thread, known_provider = _SELECT_THREAD(id=chat_id).fetchone() or (None, provider)
    if known_provider == provider:
        return cast("str | None", thread)
    _UPDATE_THREAD(id=chat_id, thread=None, provider=provider)
    return None


def _unset_thread(chat_id: str) -> str | None:
    row = Chat.get_or_none(Chat.id == chat_id)
    if row is None or row.thread is None:
        return None
    Chat.update(thread=None).where(Chat.id == chat_id).execute()
    return str(row.thread)


def _drop_after(chat_id: str, after: str | None) -> tuple[list[str], bool]:
    """Delete every turn later than this one, and its ideas unless a person touched them.

    Return the ids of those turns, and whether one of them is in the upstream thread.
    """
    last = _find_turn(chat_id, after) if after is not None else None
    later = (Turn.chat == chat_id) & (Turn.seq > (last.seq if last else 0))
    turns = list(Turn.select(Turn.id, Turn.status).where(later))
    for turn in turns:
        Idea.delete().where(Idea.chat == chat_id, Idea.turn == turn.id, ~Idea.touched).execute()
        DroppedTurn.create(chat=chat_id, id=turn.id)
    Turn.delete().where(later).execute()
    return [turn.id for turn in turns], any(turn.status in (DONE, STREAMING) for turn in turns)


def _new_idea(chat_id: str, **values: Any) -> Idea:
    (last,) = _LAST_POSITION(chat=chat_id).fetchone()
    idea = Idea(**{"chat": chat_id, "position": (last or 0.0) + 1, **values})
    # PostgreSQL has no NUL, which the model can write as an escape.
    idea.text = idea.text.replace("\0", "\ufffd")
    _INSERT_IDEA(**{**dict.fromkeys(_IDEA_FIELDS), **idea.__data__})
    return idea


def _idea_of_turn(chat_id: str, turn_id: str, number: int, text: str) -> Idea:
    """The idea of a turn with this number, as it is on the board, or new. Its id follows from turn and number."""
    idea_id = uuid.uuid5(uuid.NAMESPACE_OID, f"{chat_id}/{turn_id}/{number}").hex
    if _HAS_IDEA(chat=chat_id, id=idea_id).fetchone():
        known: Idea = Idea.get(Idea.chat == chat_id, Idea.id == idea_id)
        return known
    return _new_idea(chat_id, id=idea_id, text=text, turn=turn_id)


def _mend_board(chat_id: str, turn_id: str, ideas: Sequence[str]) -> list[dict[str, Any]]:
    """Put a turn's ideas on the board that were finished but not saved when it ended; return all of them."""
    return [_idea_view(_idea_of_turn(chat_id, turn_id, number, text)) for number, text in enumerate(ideas)]


def _interrupt(turn: Turn) -> None:
    """Close a turn whose server is gone."""
    begun = turn.status != WAITING
    turn.status, turn.error, turn.finished_at = INTERRUPTED, INTERRUPTED, time.time()
    if on_postgres():
        # Should its server live after all, cut off from here for a while, it must not write to it any more.
        turn.owner = ""
    turn.save()
    if begun:
        _mend_board(turn.chat_id, turn.id, parse_reply(turn.reply, complete=False).ideas)
        _unset_thread(turn.chat_id)
    else:
        Chat.update(provider=None).where(Chat.id == turn.chat_id).execute()


def _exchange(turn: Turn) -> Exchange:
    """A turn as the model should remember it: its reply in the format, even if the model was careless."""
    reply = parse_reply(turn.reply, complete=turn.status == DONE)
    return Exchange(turn.message, write_reply(reply.ideas, reply.message) if turn.reply else "")


def _turn_view(turn: Turn) -> dict[str, Any]:
    reply = parse_reply(turn.reply, complete=turn.status == DONE)
    created_at = datetime.fromtimestamp(turn.created_at, timezone.utc).isoformat(timespec="milliseconds")
    return turn_view(turn.id, turn.message, reply, turn.status, turn.error, created_at.replace("+00:00", "Z"))


def turn_view(
    turn_id: str, message: str, reply: Reply, status: str, error: str | None, created_at: str
) -> dict[str, Any]:
    """A turn as on the wire."""
    view: dict[str, Any] = {"id": turn_id, "message": message, "reply": reply.message, "ideas": reply.ideas}
    if reply.draft:
        view["draft"] = reply.draft
    view["status"] = status
    if error:
        view["error"] = error
    view["createdAt"] = created_at
    return view


def _idea_view(idea: Idea) -> dict[str, Any]:
    view: dict[str, Any] = {
        "id": idea.id, "text": idea.text, "starred": idea.starred, "position": idea.position
    }  # fmt: skip
    if idea.turn:
        view["turnId"] = idea.turn
    if idea.deleted:
        view["deleted"] = True
    return view


########################################################################################################################
# ASSISTANTS
########################################################################################################################


class Thread(NamedTuple):
    """Where an assistant remembers a chat: its own id for it, or the turns themselves where it remembers nothing."""

    id: str
    history: Sequence[Exchange] = ()


class Usage(NamedTuple):
    """What an answer cost, in tokens, as far as the provider says."""

    input_tokens: int | None
    output_tokens: int | None


class Assistant(Protocol):
    """A model that answers in the reply format."""

    @property
    def provider(self) -> str:
        """What made a thread: threads of another provider are not used."""

    @property
    def remembers(self) -> bool:
        """Whether threads are kept upstream; if not, one is made from the stored turns for every turn."""

    async def create_thread(self, history: Sequence[Exchange]) -> Thread:
        """Make a thread that remembers these turns. Raises Fault."""

    def answer(self, thread: Thread, message: str) -> AsyncIterator[str | Usage]:
        """Stream the reply's text, then its usage. Raises Fault, or ThreadLost before any text."""

    async def forget_thread(self, thread: str) -> None:
        """Delete a thread upstream. Raises Fault."""

    async def close(self) -> None:
        """Let go of connections."""


# OpenAI's API: a thread is a Conversation, a run is a Response.
# Source: https://platform.openai.com/docs/guides/conversation-state

# A call that adds items to a conversation takes 20 at most.
ITEMS_A_CALL = 20
# Another run may hold the conversation; a run that holds it longer than these pauses in all has died.
LOCK_PAUSES = (0.1, 0.2, 0.4, 0.8, 1.5, 3.0)
# Nobody waits longer than this for a model that says it is busy.
MAX_RETRY_AFTER = 20.0
# An event holds a few words; only the last ones repeat the whole answer.
MAX_EVENT_BYTES = 64 * 1024 * 1024


class NoConversations(Fault):
    """The provider does not know conversations: it speaks another API."""

    def __init__(self) -> None:
        super().__init__("upstream_failed", "The model's provider has no conversations. Please set OPENAI_API to chat.")


# The client drops a connection after 5 s without use: a person thinks for longer, and a TLS handshake costs more.
UPSTREAM_LIMITS = httpx2.Limits(max_connections=1000, max_keepalive_connections=100, keepalive_expiry=60.0)


def create_client(config: Config) -> openai.AsyncOpenAI:
    """OpenAI's client over aiohttp, which costs half of what its own transport does."""
    return openai.AsyncOpenAI(
        api_key=config.openai_api_key,
        base_url=config.openai_base_url,
        timeout=openai.Timeout(config.stall_seconds, connect=min(10.0, config.stall_seconds)),
        http_client=openai.DefaultAioHttpClient(
            limits=UPSTREAM_LIMITS, event_hooks={"response": [_stop_hopeless_retries]}
        ),
    )


class ClientAssistant:
    """What an assistant has that speaks through OpenAI's client."""

    api: ClassVar[str]

    def __init__(self, config: Config, instructions: str, client: openai.AsyncOpenAI) -> None:
        self.provider = f"{self.api} {redact(config.openai_base_url)}"
        self._config = config
        self._instructions = instructions
        self._client = client

    async def close(self) -> None:
        await self._client.close()


class ResponsesAssistant(ClientAssistant):
    """OpenAI's Conversations and Responses."""

    api = "responses"
    remembers = True

    async def create_thread(self, history: Sequence[Exchange]) -> Thread:
        items = [item for exchange in history for item in _messages(exchange)]
        thread = Thread(await _in_time(self._config, self._create_conversation(items[:ITEMS_A_CALL])))
        try:
            for start in range(ITEMS_A_CALL, len(items), ITEMS_A_CALL):
                add = self._client.conversations.items.create(thread.id, items=items[start : start + ITEMS_A_CALL])
                await _in_time(self._config, add)
        except openai.OpenAIError as error:
            raise _upstream_fault(error) from error
        return thread

    async def _create_conversation(self, items: list[Any]) -> str:
        try:
            conversation = await self._client.conversations.create(items=items)
        except (openai.NotFoundError, openai.APIStatusError) as error:
            raise NoConversations() if error.status_code in (404, 405) else _upstream_fault(error) from error
        except openai.OpenAIError as error:
            raise _upstream_fault(error) from error
        except ValueError as error:
            raise Fault("upstream_failed") from error
        thread = getattr(conversation, "id", None)
        if not isinstance(thread, str) or not thread:
            raise Fault("upstream_failed")
        return thread

    async def forget_thread(self, thread: str) -> None:
        try:
            await self._client.conversations.delete(thread)
        except openai.OpenAIError as error:
            raise _upstream_fault(error) from error

    async def answer(self, thread: Thread, message: str) -> AsyncIterator[str | Usage]:
        async with contextlib.AsyncExitStack() as stack:
            response = await _in_time(self._config, self._start(stack, thread, message))
            async for item in read_events(_blocks(response), ResponseReader()):
                yield item

    async def _start(self, stack: contextlib.AsyncExitStack, thread: Thread, message: str) -> Any:
        """Begin a response, waiting for the conversation where another run holds it."""
        for pause in (*LOCK_PAUSES, None):
            try:
                return await stack.enter_async_context(self._request(thread, message))
            except openai.NotFoundError as error:
                missing = Fault("upstream_failed", MODEL_MISSING) if _says(error, "model") else None
                raise missing or ThreadLost(Fault("upstream_failed")) from error
            except openai.PermissionDeniedError as error:
                raise ThreadLost(_upstream_fault(error)) from error
            except openai.BadRequestError as error:
                if error.code != "conversation_locked":
                    raise _upstream_fault(error) from error
                if pause is None:
                    raise ThreadLost(Fault("upstream_busy")) from error
                await asyncio.sleep(pause)
            except openai.OpenAIError as error:
                raise _upstream_fault(error) from error
        raise AssertionError("unreachable")

    def _request(self, thread: Thread, message: str) -> Any:
        # The raw response: reading its lines costs a quarter of what an object for every event does.
        return self._client.responses.with_streaming_response.create(
            model=self._config.openai_model,
            conversation=thread.id,
            instructions=self._instructions,
            input=message,
            stream=True,
            stream_options={"include_obfuscation": False},
            truncation="auto",
            max_output_tokens=self._config.max_output_tokens,
            reasoning=_unless_empty(self._config.reasoning_effort, lambda effort: {"effort": effort}),
        )


class ChatAssistant(ClientAssistant):
    """Chat Completions, which every OpenAI-compatible server speaks; the stored turns are its memory."""

    api = "chat"
    remembers = False

    async def create_thread(self, history: Sequence[Exchange]) -> Thread:
        return Thread("", history)

    async def forget_thread(self, thread: str) -> None:
        return None

    async def answer(self, thread: Thread, message: str) -> AsyncIterator[str | Usage]:
        async with contextlib.AsyncExitStack() as stack:
            try:
                response = await _in_time(self._config, stack.enter_async_context(self._request(thread, message)))
            except openai.NotFoundError as error:
                raise Fault("upstream_failed", MODEL_MISSING) from error
            except openai.OpenAIError as error:
                raise _upstream_fault(error) from error
            async for item in read_events(_blocks(response), CompletionReader()):
                yield item

    def _request(self, thread: Thread, message: str) -> Any:
        # OpenAI's own name for the limit is not yet known to the servers that speak after it, nor theirs to OpenAI.
        openai_itself = self._config.openai_base_url == DEFAULT_BASE_URL
        limit: Any = {"max_completion_tokens" if openai_itself else "max_tokens": self._config.max_output_tokens}
        messages: list[Any] = [{"role": "system", "content": self._instructions}]
        for exchange in thread.history:
            messages += _messages(exchange)
        messages.append({"role": "user", "content": message})
        return self._client.chat.completions.with_streaming_response.create(
            model=self._config.openai_model,
            messages=messages,
            stream=True,
            stream_options={"include_usage": True},
            reasoning_effort=_unless_empty(self._config.reasoning_effort, lambda effort: effort),
            **limit,
        )


class AutoAssistant:
    """Speaks Responses until the provider turns out not to know conversations, and Chat Completions from then on."""

    def __init__(self, config: Config, instructions: str, client: openai.AsyncOpenAI) -> None:
        self._assistant: Assistant = ResponsesAssistant(config, instructions, client)
        self._other = ChatAssistant(config, instructions, client)

    @property
    def provider(self) -> str:
        return self._assistant.provider

    @property
    def remembers(self) -> bool:
        return self._assistant.remembers

    async def create_thread(self, history: Sequence[Exchange]) -> Thread:
        try:
            return await self._assistant.create_thread(history)
        except NoConversations:
            log.info("The model's provider has no conversations: it is spoken to by Chat Completions from now on")
            self._assistant = self._other
            return await self._assistant.create_thread(history)

    def answer(self, thread: Thread, message: str) -> AsyncIterator[str | Usage]:
        return self._assistant.answer(thread, message)

    async def forget_thread(self, thread: str) -> None:
        await self._assistant.forget_thread(thread)

    async def close(self) -> None:
        await self._assistant.close()


def _unless_empty(value: str, parameter: Callable[[str], Any]) -> Any:
    """A parameter of a call, left out where its setting is empty."""
    return parameter(value) if value else openai.omit


BUSY_CODES = ("rate_limit_exceeded", "server_is_overloaded", "slow_down")
EMPTY_ANSWER = "The model sent an empty answer. Please try again."
MODEL_MISSING = "The provider does not know this model. Please check OPENAI_MODEL."


def _says(error: openai.APIStatusError, word: str) -> bool:
    """Whether an upstream error is about this, by its code or the parameter it names."""
    return word in f"{error.code} {error.param}"


async def _stop_hopeless_retries(response: httpx2.Response) -> None:
    """Tell the client, by the header it heeds, not to repeat what cannot succeed or would take too long."""
    if response.status_code >= 400:
        await response.aread()
        if _retry_after(response.headers) > MAX_RETRY_AFTER or b"insufficient_quota" in response.content:
            response.headers["x-should-retry"] = "false"


def _retry_after(headers: Mapping[str, str]) -> float:
    """How many seconds the provider asks to wait, in any of the forms that the client heeds."""
    with contextlib.suppress(KeyError, ValueError):
        return float(headers["retry-after-ms"]) / 1000
    with contextlib.suppress(KeyError, ValueError):
        return float(headers["retry-after"])
    with contextlib.suppress(KeyError, ValueError):
        return email.utils.parsedate_to_datetime(headers["retry-after"]).timestamp() - time.time()
    return 0.0


async def _in_time(config: Config, call: Awaitable[R]) -> R:
    """Wait for a call no longer than for any silence; else the client's own retries would wait as long thrice.

    Not by asyncio.wait_for, which before Python 3.12 may swallow a cancellation. Raises Fault("upstream_timeout").
    """
    task = asyncio.ensure_future(call)
    try:
        await asyncio.wait({task}, timeout=config.stall_seconds)
        if task.done():
            return task.result()
    finally:
        if not task.done():
            task.cancel()
            await asyncio.wait({task})
    raise Fault("upstream_timeout")


def _messages(exchange: Exchange) -> Iterable[Any]:
    """A turn as the API takes it, both as items of a conversation and as messages."""
    yield {"role": "user", "content": exchange.message}
    if exchange.reply:
        yield {"role": "assistant", "content": exchange.reply}


def _upstream_fault(error: openai.OpenAIError) -> Fault:
    """Our own sentence for a client's error: its text may hold the key or what people wrote."""
    log.warning("The model's provider failed: %s%s", type(error).__name__, _status(error))
    if isinstance(error, (openai.AuthenticationError, openai.PermissionDeniedError)):
        return Fault("upstream_auth")
    if isinstance(error, openai.APIConnectionError):
        if _timed_out(error):
            return Fault("upstream_timeout")
        return Fault("upstream_failed", "The model's provider cannot be reached. Please try again.")
    return _fault_of_code(str(getattr(error, "code", "")), getattr(error, "status_code", 0))


def _timed_out(error: BaseException | None) -> bool:
    """Whether a connection failed by its time: the client's transport calls every lost one a timeout.

    Source: AIOHTTP_EXC_MAP in openai's transport over aiohttp.
    """
    while error is not None:
        if isinstance(error, asyncio.TimeoutError):
            return True
        error = error.__cause__
    return False


def _status(error: openai.OpenAIError) -> str:
    return f" {error.status_code}" if isinstance(error, openai.APIStatusError) else ""


def _fault_of_code(code: str, status: int = 0) -> Fault:
    if code == "insufficient_quota":
        return Fault("upstream_quota")
    if code in ("404", "model_not_found"):
        return Fault("upstream_failed", MODEL_MISSING)
    if status in (408, 409, 429) or status >= 500 or code in BUSY_CODES:
        return Fault("upstream_busy")
    return Fault("upstream_failed")


async def _blocks(response: Any) -> AsyncIterator[bytes]:
    """A body as aiohttp reads it, past five layers of the client that pass each block on and add nothing.

    A compressed body is read through them.
    """
    stream = getattr(response.http_response.stream, "_stream", None)
    body = getattr(getattr(stream, "_aiohttp_response", None), "content", None)
    if body is None or "content-encoding" in response.headers:
        async for block in response.iter_bytes():
            yield block
        return
    try:
        while block := await body.readany():
            yield block
    except aiohttp.ClientError:
        # The reader tells of a broken connection before it gives out what had arrived by then: the answer's last words.
        if arrived := b"".join(body._buffer):
            yield arrived
        raise


class EventReader(Protocol):
    """What reads the events of one API: returns their text, and notes how the answer ended."""

    usage: Usage | None
    fault: Fault | ThreadLost | None
    ended: bool

    def read(self, event: dict[str, Any]) -> str:
        """The text that an event adds to the reply."""

    def close(self) -> str:
        """The text that is left at the stream's end. Raises Fault where it is no good end."""


_decode_json = json.JSONDecoder().raw_decode


async def read_events(blocks: AsyncIterator[bytes], reader: EventReader) -> AsyncIterator[str | Usage]:
    """The text of a stream of server-sent events, as it comes in, and its usage; comments and other fields are passed over.

    One loop without layers, because it runs for every token. Raises Fault where the stream stalls, breaks, holds
    something else, or does not complete, and ThreadLost where it says at once that the thread is gone.
    """
    rest = b""
    try:
        async for block in blocks:
            lines = (rest + block).split(b"\n")
            rest = lines.pop()
            for line in lines:
                if line.startswith(b"data:") and not line.startswith(b"data: [DONE]"):
                    event, _ = _decode_json(line[5:].decode().lstrip())
                    if isinstance(event, dict) and (text := reader.read(event)):
                        yield text
            if reader.usage:
                yield reader.usage
                reader.usage = None
            if reader.fault:
                raise reader.fault
            if reader.ended:
                break
            if len(rest) > MAX_EVENT_BYTES:
                raise Fault("upstream_failed")
    except (ValueError, RecursionError) as error:
        raise Fault("upstream_failed") from error
    except (httpx2.HTTPError, aiohttp.ClientError, OSError) as error:
        raise Fault("upstream_timeout" if _timed_out(error) else "interrupted") from error
    if text := reader.close():
        yield text


class ResponseReader:
    """Reads a response's events."""

    def __init__(self) -> None:
        self.usage: Usage | None = None
        self.fault: Fault | ThreadLost | None = None
        self.ended = False
        self._begun = self._created = self._spoken = False
        self._pending = ""

    def read(self, event: dict[str, Any]) -> str:
        self._begun = True
        kind = event.get("type")
        if kind in ("response.output_text.delta", "response.refusal.delta"):
            self._spoken = True
            delta, self._pending = clean_delta(self._pending + str(event.get("delta", "")))
            return delta
        if kind in ("response.completed", "response.incomplete", "response.failed"):
            self.ended = True
            if usage := (event.get("response") or {}).get("usage"):
                self.usage = Usage(usage.get("input_tokens"), usage.get("output_tokens"))
            if kind != "response.completed":
                self.fault = _event_fault(event) if kind == "response.failed" else Fault("interrupted")
        elif kind == "error" or event.get("error"):
            # Some servers begin the stream before they look for the conversation (OGX 1.5): no response then follows.
            missing = not self._created and _event_code(event) in ("404", "not_found")
            self.fault = ThreadLost(Fault("upstream_failed")) if missing else _event_fault(event)
        elif kind == "response.created":
            self._created = True
        return ""

    def close(self) -> str:
        if not self.ended:
            raise Fault("interrupted" if self._begun else "upstream_failed")
        if not self._spoken:
            raise Fault("upstream_failed", EMPTY_ANSWER)
        return clean_text(self._pending)


class CompletionReader:
    """Reads a chat completion's chunks; the stream's end ends it."""

    ended = False

    def __init__(self) -> None:
        self.usage: Usage | None = None
        self.fault: Fault | ThreadLost | None = None
        self._begun = self._spoken = False
        self._reason: str | None = None
        self._pending = ""

    def read(self, event: dict[str, Any]) -> str:
        self._begun = True
        if event.get("error"):
            self.fault = self.fault or _event_fault(event)
        text = ""
        for choice in event.get("choices") or ():
            delta = choice.get("delta") or {}
            content = delta.get("content") or delta.get("refusal")
            if content:
                clean, self._pending = clean_delta(self._pending + str(content))
                self._spoken = True
                text += clean
            self._reason = choice.get("finish_reason") or self._reason
        if usage := event.get("usage"):
            self.usage = Usage(usage.get("prompt_tokens"), usage.get("completion_tokens"))
        return text

    def close(self) -> str:
        if self._reason not in ("stop", "tool_calls"):
            raise Fault("interrupted" if self._begun else "upstream_failed")
        if not self._spoken:
            raise Fault("upstream_failed", EMPTY_ANSWER)
        return clean_text(self._pending)


def _event_code(event: dict[str, Any]) -> str:
    """The code of an `error` event, nested or flat, or of a failed response."""
    error = event.get("error") or (event.get("response") or {}).get("error") or event
    return str(error.get("code")) if isinstance(error, dict) else ""


def _event_fault(event: dict[str, Any]) -> Fault:
    code = _event_code(event)
    log.warning("The model's provider failed in mid-answer: %s", code[:40])
    return _fault_of_code(code)


def clean_delta(delta: str) -> tuple[str, str]:
    """Text that can be stored and sent, and the half of a surrogate pair that the next delta may complete.

    NUL, which PostgreSQL cannot store, and lone surrogates, which UTF-8 cannot say, become U+FFFD.
    """
    if delta.isascii() and "\0" not in delta:
        return delta, ""
    pending = delta[-1] if "\ud800" <= delta[-1] <= "\udbff" else ""
    return clean_text(delta[: len(delta) - len(pending)]), pending


def clean_text(text: str) -> str:
    """Text without lone surrogates and NUL; surrogate pairs become the character they stand for."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "\ufffd")


# The demo: SCAMPER, a checklist by Bob Eberle (after Alex Osborn) for turning one idea into many.

SCAMPER = {
    "Substitute": ("swap the costliest part of {0} for something at hand", "let someone else do the main step of {0}"),
    "Combine": ("pair {0} with a habit people have every morning", "merge {0} with its strongest rival"),
    "Adapt": ("borrow for {0} what libraries do to make people return", "run {0} the way a good kitchen is run"),
    "Modify": ("make {0} ten times smaller and give it away", "slow {0} down until it feels like a ritual"),
    "Put to another use": ("offer {0} to people who never look for it", "teach with {0} instead of selling it"),
    "Eliminate": ("drop the step of {0} that everybody dreads", "do {0} without a screen"),
    "Reverse": ("let the customers of {0} set the rules", "begin {0} with its ending and work backwards"),
}
DEMO_OFFER = "Which of these shall I save? Say *the first two*, *number 3* or *all of them*."
DEMO_GREETING = (
    "Hello! I am the demo assistant: no language model, but I know the **SCAMPER** questions. "
    "Name anything you would like ideas for, such as *a reading club* or *our onboarding*."
)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")
_COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_EVERYTHING = {"all", "every", "everything", "them", "these", "those", "both"}
_AGREEING = {"yes", "yeah", "yep", "sure", "ok", "okay", "great", "perfect", "please", "do", "it"}
_SAVING = {"save", "keep", "note", "remember", "store", "add", "put", "take", "write"}
_REFUSING = {"no", "not", "none", "nothing", "never", "don't", "dont", "don\u2019t"}
# Words that may stand beside a choice without making it a topic.
_FILLING = {"the", "and", "number", "numbers", "idea", "ideas", "one", "ones", "of", "last", "down", "thanks", "on", "board",
            "my", "to", "any", "thank", "you"}  # fmt: skip
_CHOICE = _EVERYTHING | _AGREEING | _SAVING | _REFUSING | _FILLING | {*_ORDINALS, *_COUNTS}
_GREETING = {"hi", "hello", "hey", "there", "good", "morning", "evening", "afternoon", "help", "me", "i", "need", "want", "some",
             "how", "are", "you", "what", "can", "do", "who", "is", "this", "👋"}  # fmt: skip
_ASK_TO_SAVE = re.compile(
    rf"(?:^|[,.!;:]\s*|\b(?:please|you|and|then|just)\s+)(?:{'|'.join(sorted(_SAVING))})\b", re.IGNORECASE
)
_ASK_FOR_MORE = re.compile(r"\b(tell me more|more about|elaborate|explain)\b", re.IGNORECASE)
_QUOTED = re.compile(r"\"([^\"]+)\"|[“„]([^“”„]+)[”“]|«([^«»]+)»|(?<!\w)'([^']+)'(?!\w)")
_WORD = re.compile("[^\\W_]+(?:['\u2019][^\\W_]+)*|[\u2600-\u27bf\U0001f000-\U0001faff]")
_NUMBERED = re.compile(r"^(\d+)\. (.+)$", re.MULTILINE)
_TOPIC = re.compile(
    r"^.*?\b(?:ideas? (?:for|about|on|to)|brainstorm(?:ing)?(?: with me)?(?: about| on| for)?"
    r"|help(?: me)?(?: with| to)?|names? for|think(?:ing)? about|improve|let'?s do|what about|how about)\s+",
    re.IGNORECASE | re.DOTALL,
)


class DemoAssistant:
    """Brainstorms with the SCAMPER questions, word by word; the same for the same seed and chat."""

    provider = "demo"
    remembers = False

    def __init__(self, config: Config, seed: int = 1) -> None:
        self._seed = seed
        self._pause = 1 / config.demo_words_per_second

    async def create_thread(self, history: Sequence[Exchange]) -> Thread:
        return Thread("", history)

    async def forget_thread(self, thread: str) -> None:
        return None

    async def close(self) -> None:
        return None

    async def answer(self, thread: Thread, message: str) -> AsyncIterator[str | Usage]:
        reply = write_reply(*self.reply(thread.history, message))
        words = re.findall(r"\S+\s*", reply)
        # Paced against the clock, so that a slow moment is caught up with.
        start = time.monotonic()
        for number, word in enumerate(words):
            await asyncio.sleep(max(0.0, start + number * self._pause - time.monotonic()))
            yield word
        yield Usage(len(message.split()), len(words))

    def reply(self, history: Sequence[Exchange], message: str) -> tuple[list[str], str]:
        """The ideas to save and the message, for what was said before and now."""
        suggestions = _suggestions(history)
        if _ASK_FOR_MORE.search(message):
            return [], self._tell_more(message, suggestions)
        if ideas := _chosen(message, suggestions):
            count = "that idea" if len(ideas) == 1 else f"those {len(ideas)} ideas"
            return ideas, f"Saved! I put {count} on your board. Shall we go on? Name a part of it, or something new."
        if topic := _topic(message):
            return [], self._suggest(topic, len(history), bool(suggestions))
        return [], "All right. Name something else, and I will ask about that." if suggestions else DEMO_GREETING

    def _suggest(self, topic: str, turn: int, again: bool) -> str:
        chance = random.Random(f"{self._seed}/{turn}/{topic}")
        verbs = sorted(chance.sample(list(SCAMPER), 4), key=list(SCAMPER).index)
        turns = [f"**{verb}**: {chance.choice(SCAMPER[verb]).format(topic)}" for verb in verbs]
        lines = [f"{number}. {line}" for number, line in enumerate(turns, 1)]
        opening = "Here is another round" if again else "Let us turn it around with four SCAMPER questions"
        return f"{opening} for **{topic}**:\n\n" + "\n".join(lines) + f"\n\n{DEMO_OFFER}"

    def _tell_more(self, message: str, suggestions: Mapping[int, str]) -> str:
        numbers = [suggestions.get(int(digits)) for digits in re.findall(r"[0-9]{1,3}", message)]
        subject = next((found for found in [*_quoted(message), *numbers] if found), "it").rstrip(".")
        return (
            f"More about **{subject}**:\n\n"
            "- Who would miss it if it were gone tomorrow?\n"
            "- What is the smallest version that you could try this week?\n"
            "- What would have to be true for it to fail?\n\n"
            "Answer one of them and we have our next step."
        )


def _suggestions(history: Sequence[Exchange]) -> dict[int, str]:
    """The numbered suggestions of the latest reply that had any."""
    for exchange in reversed(history):
        found = _NUMBERED.findall(parse_reply(exchange.reply).message)
        if found:
            return {int(number): line.replace("**", "") for number, line in found}
    return {}


def _quoted(message: str) -> list[str]:
    return [text for groups in _QUOTED.findall(message) if (text := "".join(groups).strip())]


def _chosen(message: str, suggestions: Mapping[int, str]) -> list[str]:
    """The ideas a message asks to save: quoted words, or suggestions by number, by order, or all of them.

    It asks when it says so, or when it is nothing but a choice; 'ideas for a 3 day trip' is a topic.
    """
    words = [word.lower() for word in _WORD.findall(_QUOTED.sub(" ", message))]
    only_choice = all(word in _CHOICE or word.isdecimal() for word in words)
    if _REFUSING & set(words) or not (only_choice or _ASK_TO_SAVE.search(message)):
        return []
    quoted = _quoted(message)
    numbers = _numbers([word for word in words if not quoted or word.isdecimal()], list(suggestions))
    return quoted + [suggestions[number] for number in numbers if number in suggestions]


def _numbers(words: Sequence[str], numbers: list[int]) -> list[int]:
    """Which of the numbered suggestions the words choose."""
    digits = [int(word) for word in words if word.isascii() and word.isdecimal()]
    counts = [_COUNTS[word] for word in words if word in _COUNTS and word != "one"] + digits
    if "last" in words:
        return numbers[-(counts[0] if counts else 1) :]
    if "first" in words and counts:
        return numbers[: counts[0]]
    ordinals = [number for number, ordinal in enumerate(_ORDINALS, 1) if ordinal in words]
    if digits or ordinals:
        return sorted({*digits, *ordinals})
    return numbers if (_EVERYTHING | _AGREEING) & set(words) else []


def _topic(message: str) -> str:
    """What a message is about, or '' where it only greets, agrees or chooses."""
    topic = " ".join(_TOPIC.sub("", message, count=1).strip().rstrip(".!?").split())
    words = {word.lower() for word in _WORD.findall(message)}
    if not _WORD.search(topic) or all(word in _CHOICE | _GREETING or word.isdecimal() for word in words):
        return ""
    return topic if len(topic) <= 80 else topic[:80].rsplit(" ", 1)[0] + " …"


def create_assistant(config: Config) -> Assistant:
    """The assistant that the settings ask for."""
    if config.demo:
        return DemoAssistant(config)
    kinds: dict[str, Callable[[Config, str, openai.AsyncOpenAI], Assistant]] = {
        "responses": ResponsesAssistant,
        "chat": ChatAssistant,
        "auto": AutoAssistant,
    }
    return kinds[config.openai_api](config, (HERE / "instructions.txt").read_text("utf-8"), create_client(config))


########################################################################################################################
# FRAMES
########################################################################################################################


def encode_frame(**fields: Any) -> bytes:
    """A frame of the protocol as the bytes of one WebSocket message, the same for every socket that gets it."""
    return encode_text(json.dumps(fields, ensure_ascii=False, separators=(",", ":")))


def encode_text(payload: str) -> bytes:
    """A WebSocket text message from a server (RFC 6455, section 5.2)."""
    data = payload.encode("utf-8", "replace")
    size = len(data)
    if size < 126:
        return b"\x81" + size.to_bytes(1, "big") + data
    return (b"\x81\x7e" + size.to_bytes(2, "big") if size < 65_536 else b"\x81\x7f" + size.to_bytes(8, "big")) + data


def decode_text(frame: bytes) -> str:
    """The text of a frame that was encoded here."""
    return frame[{126: 4, 127: 10}.get(frame[1], 2) :].decode()


_quote_json: Callable[[str], str] = json.encoder.encode_basestring


def encode_chunk(piece: Piece, chat_json: str) -> bytes:
    """A chunk's frame; the chat's id comes as JSON, because this runs for every few words of every answer."""
    done = ',"done":true' if piece.done else ""
    return encode_text(f'{{"tag":"{piece.tag}","chunk":{_quote_json(piece.text)},"chatId":{chat_json}{done}}}')


def encode_error(fault: Fault, chat_id: str | None = None, request_id: str | None = None) -> bytes:
    """An error frame; with a request's id it answers a message that was not accepted."""
    named = {"chatId": chat_id, "id": request_id}
    present = {name: value for name, value in named.items() if value is not None}
    return encode_frame(tag="error", chunk=fault.sentence, code=fault.code, **present, done=True)


########################################################################################################################
# PROCESSES
#
# Several processes may share a PostgreSQL database. A chat belongs to one of them, which keeps it in memory. Another
# one, when a socket of its own asks something of that chat, passes the request on to the owner; the owner serves it like
# one of its own sockets, a guest, and passes the frames back.
#
# All this travels by NOTIFY: in order, but kept for nobody. So when a process is gone, or has lost its connection and
# comes back under another number, the others drop its guests and close the sockets that asked something of it. Those
# open their chats again, and nothing is missing.
########################################################################################################################

# What PostgreSQL lets one notification hold is a little more.
MAX_PACKET_CHARS = 7_900
# How often a process looks whether the others live, and how long it gives one that does not to come back.
WATCH_SECONDS = 1.0
COMEBACK_SECONDS = 1.5
RESTARTED = 1012


class Subscriber(Protocol):
    """A socket as the turns see it."""

    closed: bool
    address: str
    chats: set[str]
    """The chats that it follows."""

    def send(self, frame: bytes) -> None:
        """Pass a frame on without waiting."""

    def close(self, code: int, reason: str) -> None:
        """Close the socket."""


class Elsewhere(Exception):
    """The chat belongs to the process with this number."""

    def __init__(self, server: int) -> None:
        super().__init__(server)
        self.server = server


class Guest:
    """A socket of another process."""

    def __init__(self, link: Link, server: int, number: int, address: str) -> None:
        self.closed = False
        self.address = address
        self.chats: set[str] = set()
        self.server = server
        self.number = number
        # What it has asked and is still to be answered, one after another.
        self.requests: deque[tuple[str, dict[str, Any]]] = deque()
        self._link = link

    def send(self, frame: bytes) -> None:
        """Pass a frame on to the socket's own process, unless it has missed some already."""
        if not self.closed:
            self._link.tell(self, frame)

    def close(self, code: int, reason: str) -> None:
        """Have the socket's own process close it."""
        self._link.put(self.server, ["close", self.number, code, reason])


class Link:
    """A process's connection to the others: its number, its guests, and what travels between them."""

    def __init__(self, url: str, store: Store) -> None:
        # This process's number, 0 while it has none.
        self.server = 0
        self.on_request: Callable[[Subscriber, dict[str, Any]], Coroutine[Any, Any, None]]
        self.on_leave: Callable[[Subscriber], None]
        self.on_loss: Callable[[], None]
        self.on_return: Callable[[], Coroutine[Any, Any, None]]
        self._url = url
        self._store = store
        self._former = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._connections: list[Any] = []
        # Sockets of this process that asked something of others: their numbers, and whom they asked.
        self._numbers = itertools.count(1)
        self._number_of: dict[Subscriber, int] = {}
        self._asking: dict[int, Subscriber] = {}
        self._asked: dict[int, set[int]] = {}
        # Where sockets of this process follow a chat, by chat and socket.
        self._views: dict[str, dict[int, int]] = {}
        self._guests: dict[tuple[int, int], Guest] = {}
        # Packets sent to each process, the items that are to follow, and what came of a batch that is not complete.
        self._sent: Counter[int] = Counter()
        self._outbox: dict[int, list[list[Any]]] = {}
        self._due = asyncio.Event()
        self._received: Counter[int] = Counter()
        self._parts: dict[int, list[str]] = {}

    # Life.

    async def start(self) -> None:
        """Connect, and stay connected. Raises Fault("storage")."""
        await self._store.release_dead()
        try:
            await self._connect()
        except psycopg.Error as error:
            raise _unusable(self._url, error) from error
        self._spawn(self._stay_connected())
        self._spawn(self._watch())

    async def close(self) -> None:
        """Say what is still to be said, give up the chats, and disconnect."""
        for _ in range(20):
            if not self._outbox:
                break
            await asyncio.sleep(0.05)
        for task in self._tasks:
            task.cancel()
        await asyncio.wait(self._tasks)
        with contextlib.suppress(Fault):
            await self._store.release_all(self.server)
        await self._disconnect()

    def _spawn(self, coroutine: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _connect(self) -> None:
        """Take a number, and let the chats of the former one belong to it."""
        for _ in range(2):
            connect = psycopg.AsyncConnection.connect(
                self._url, autocommit=True, **cast(Any, postgres_options(self._url))
            )
            self._connections.append(await connect)
        number, free = 0, False
        while not free:
            number = random.SystemRandom().randrange(1, 2**31)
            cursor = await self._connections[0].execute("select pg_try_advisory_lock(%s, %s)", (LOCK_CLASS, number))
            (free,) = await cursor.fetchone()
        await self._connections[0].execute(f"listen {_channel(number)}")
        if self._former:
            await self._store.keep_leases(self._former, number)
        self.server = number

    async def _disconnect(self) -> None:
        for connection in self._connections:
            await connection.close()
        self._connections.clear()

    async def _stay_connected(self) -> None:
        while True:
            try:
                if not self.server:
                    await self._connect()
                    self._spawn(self.on_return())
                await self._exchange()
            except (psycopg.Error, Fault, OSError) as error:
                if self.server:
                    reason = redact_text(error, self._url)
                    log.warning("The connection to the other processes was lost: %s: %s", type(error).__name__, reason)
            except Exception:
                log.exception("The exchange with the other processes failed")
            self._lose()
            await self._disconnect()
            await asyncio.sleep(0.2)

    async def _exchange(self) -> None:
        """Send and receive until the connection breaks. Raises psycopg.Error."""
        both = [asyncio.create_task(self._receive()), asyncio.create_task(self._send())]
        try:
            done, _ = await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            for task in both:
                task.cancel()
            await asyncio.wait(both)

    def _lose(self) -> None:
        """Forget everything that was under way between this process and the others."""
        self._former, self.server = self.server or self._former, 0
        self.on_loss()
        for server in self._known():
            self._part_with(server)
        self._sent.clear()
        self._outbox.clear()
        self._received.clear()
        self._parts.clear()

    async def _watch(self) -> None:
        """Part with processes that are gone."""
        while True:
            await asyncio.sleep(WATCH_SECONDS)
            known = self._known()
            with contextlib.suppress(Fault):
                for server in known - await self._store.living() if known else ():
                    self._part_with(server)

    def _known(self) -> set[int]:
        return {*self._asked, *(server for server, _ in self._guests)}

    def _part_with(self, server: int) -> None:
        for number in self._asked.pop(server, ()):
            if peer := self._asking.get(number):
                peer.close(RESTARTED, "the server restarts")
        for key in [key for key in self._guests if key[0] == server]:
            self._dismiss(key)

    # Requests that other processes are to serve.

    def ask(self, server: int, peer: Subscriber, request: dict[str, Any]) -> None:
        """Have a process serve a request; one that came from a guest goes back to its own process, to be asked there."""
        if peer.closed:
            return
        if isinstance(peer, Guest):
            self.put(peer.server, ["again", peer.number, request])
            return
        number = self._number_of.setdefault(peer, next(self._numbers))
        self._asking[number] = peer
        self._asked.setdefault(server, set()).add(number)
        if "open" in request:
            peer.chats.add(request["chatId"])
            self._views.setdefault(request["chatId"], {})[number] = server
        self.put(server, ["ask", number, peer.address, request_id.get(), request])

    def settle(self, chat_id: str, owner: int) -> None:
        """Close the sockets that follow a chat where it is no more: they have missed something."""
        views = self._views.get(chat_id, {})
        for number in [number for number, server in views.items() if server != owner]:
            del views[number]
            self._asking[number].close(RESTARTED, "the server restarts")

    def leave(self, peer: Subscriber) -> None:
        """Tell whom a socket has asked that it is closed."""
        number = self._number_of.pop(peer, 0)
        self._asking.pop(number, None)
        for chat_id in peer.chats & self._views.keys():
            self._views[chat_id].pop(number, None)
            if not self._views[chat_id]:
                del self._views[chat_id]
        for server in [server for server, numbers in self._asked.items() if number in numbers]:
            self._asked[server].discard(number)
            if not self._asked[server]:
                del self._asked[server]
            self.put(server, ["left", number])

    def tell(self, guest: Guest, frame: bytes) -> None:
        """Send a guest a frame; one that goes to several guests of a process travels once."""
        items = self._outbox.get(guest.server)
        if items and items[-1][0] == "say" and items[-1][2] is frame:
            items[-1][1].append(guest.number)
        else:
            self.put(guest.server, ["say", [guest.number], frame])

    def put(self, server: int, item: list[Any]) -> None:
        """Let a process have an item, in order."""
        self._outbox.setdefault(server, []).append(item)
        self._due.set()

    # What travels.

    async def _send(self) -> None:
        while True:
            await self._due.wait()
            self._due.clear()
            outbox, self._outbox = self._outbox, {}
            packets = [packet for server, items in outbox.items() for packet in self._packets(server, items)]
            await self._connections[1].execute(
                "select pg_notify(channel, packet) from unnest(%s::text[], %s::text[]) as packets (channel, packet)",
                [[channel for channel, _ in packets], [packet for _, packet in packets]],
            )

    def _packets(self, server: int, items: list[list[Any]]) -> Iterable[tuple[str, str]]:
        """A batch of items as packets: sender, count, whether it is the batch's last, and a stretch of JSON in ASCII."""
        text = json.dumps(items, default=decode_text)
        for at in range(0, len(text), MAX_PACKET_CHARS):
            last = int(at + MAX_PACKET_CHARS >= len(text))
            packet = f"{self.server} {self._sent[server]} {last} {text[at : at + MAX_PACKET_CHARS]}"
            self._sent[server] += 1
            yield _channel(server), packet

    async def _receive(self) -> None:
        async for notification in self._connections[0].notifies():
            sender, number, last, text = notification.payload.split(" ", 3)
            self._take(int(sender), int(number), last == "1", text)

    def _take(self, sender: int, number: int, last: bool, text: str) -> None:
        if number != self._received[sender]:
            raise psycopg.OperationalError("a notification is missing")
        self._received[sender] += 1
        parts = self._parts.setdefault(sender, [])
        parts.append(text)
        if last:
            del self._parts[sender]
            for item in json.loads("".join(parts)):
                self._handle(sender, *item)

    def _handle(self, sender: int, kind: str, who: Any, *rest: Any) -> None:
        if kind == "say":
            frame = encode_text(rest[0])
            for number in who:
                if peer := self._asking.get(number):
                    peer.send(frame)
        elif kind == "ask":
            self._welcome(sender, who, *rest)
        elif kind == "left":
            self._dismiss((sender, who))
        elif kind == "again" and who in self._asking:
            self._spawn(self.on_request(self._asking[who], rest[0]))
        elif kind == "close" and who in self._asking:
            self._asking[who].close(*rest)

    def _welcome(self, server: int, number: int, address: str, request: str, asked: dict[str, Any]) -> None:
        guest = self._guests.get((server, number))
        if guest is None:
            guest = self._guests[server, number] = Guest(self, server, number, address)
        guest.requests.append((request, asked))
        if len(guest.requests) == 1:
            self._spawn(self._serve(guest))

    async def _serve(self, guest: Guest) -> None:
        while guest.requests:
            request, asked = guest.requests[0]
            request_id.set(request)
            await self.on_request(guest, asked)
            guest.requests.popleft()

    def _dismiss(self, key: tuple[int, int]) -> None:
        if guest := self._guests.pop(key, None):
            guest.closed = True
            self.on_leave(guest)


def _channel(server: int) -> str:
    return f"brainstormer_{server}"


########################################################################################################################
# TURNS
#
# A LiveChat is what of a chat is in memory while somebody looks at it or a turn of it runs. Its lock orders everything
# that touches both the store and the sockets: opening, accepting, saving an idea, a turn's end. So a snapshot and the
# frames that follow it fit exactly. Chunks of text touch no store and need no lock.
#
# A turn is a task of its own: it outlives the sockets that asked for it. Whoever ends it early holds the chat's lock,
# cancels the task, waits for it, and closes the turn; else the chat's runner closes it when the task is through.
########################################################################################################################

MAX_WAITING = 3
# What it takes to ask the model for an answer, in seconds of CPU.
START_SECONDS = 0.003
MAX_BUCKETS = 10_000


class Allowance:
    """Token buckets by key: so many a minute, all of them at once if need be."""

    def __init__(self, per_minute: float) -> None:
        self._burst = per_minute
        self._rate = per_minute / 60
        self._buckets: dict[str, tuple[float, float]] = {}

    def _tokens(self, key: str, now: float) -> float:
        tokens, since = self._buckets.get(key, (self._burst, now))
        return min(self._burst, tokens + (now - since) * self._rate)

    def wait(self, key: str) -> int:
        """Seconds until there is a token, 0 if there is one."""
        missing = 1 - self._tokens(key, time.monotonic())
        return math.ceil(missing / self._rate) if missing > 0 else 0

    def spend(self, key: str) -> None:
        """Take a token."""
        now = time.monotonic()
        if len(self._buckets) >= MAX_BUCKETS:
            self._buckets = {
                key: bucket for key, bucket in self._buckets.items() if self._tokens(key, now) < self._burst
            }
        self._buckets[key] = (self._tokens(key, now) - 1, now)


class LiveTurn:
    """A turn that waits or runs: what was given out so far, and what is still in parser and chunker."""

    def __init__(self, accepted: Accepted, min_chunk_chars: int, address: str) -> None:
        self.address = address
        self.request_id = request_id.get()
        self.accepted_at = time.monotonic()
        self.started_at = 0.0
        self.id: str = accepted.turn["id"]
        self.seq = accepted.seq
        self.message: str = accepted.turn["message"]
        self.status: str = accepted.turn["status"]
        self.created_at: str = accepted.turn["createdAt"]
        self.thread = accepted.thread
        # Sockets that follow this turn without having opened the chat.
        self.followers: dict[Subscriber, None] = {}
        self.usage: Usage | None = None
        self.task: asyncio.Task[None] | None = None
        self.verdict: tuple[str, Fault | None] | None = None
        # Whether the model's reply came to its end.
        self.whole = False
        # What the turn's reply says in the end, where that could not be given out chunk by chunk.
        self.settled: Reply | None = None
        self.closed = False
        self._parser = ReplyParser()
        self._chunker = Chunker(min_chunk_chars)
        self._raw: list[str] = []
        self.raw_chars = 0
        self._message: list[str] = []
        self._ideas: list[str] = []
        self._draft: list[str] = []
        # Chunks that are to be given out; each leaves only when it was, so that whoever ends the turn finds them.
        self.ready: deque[Piece] = deque()
        self.last = Piece(MESSAGE, "", True)

    def follow(self, chat_id: str, peer: Subscriber) -> None:
        """Let a socket have this turn's frames, unless it has gone meanwhile."""
        if not peer.closed:
            peer.chats.add(chat_id)
            self.followers[peer] = None

    @property
    def raw(self) -> str:
        """The reply as the model wrote it, so far."""
        if len(self._raw) > 1:
            self._raw = ["".join(self._raw)]
        return self._raw[0] if self._raw else ""

    def take(self, delta: str) -> None:
        """Take text of the reply, and make ready the chunks that it completes."""
        self._raw.append(delta)
        self.raw_chars += len(delta)
        self._make_ready(self._parser.feed(delta))

    def end(self, complete: bool) -> None:
        """Take the reply's end, and make ready the rest, but keep the message's last chunk in `last`."""
        self.whole = complete
        self._make_ready(self._parser.close(complete))
        if not complete:
            self.ready.extend(self._chunker.flush())
        if self.ready and self.ready[-1].tag == MESSAGE:
            self.last = self.ready.pop()._replace(done=True)

    def _make_ready(self, pieces: Iterable[Piece]) -> None:
        for piece in pieces:
            if chunk := self._chunker.feed(piece):
                self.ready.append(chunk)

    def show(self, chunk: Piece) -> None:
        """Count a chunk as given out."""
        if chunk.tag == MESSAGE:
            self._message.append(chunk.text)
            return
        self._draft.append(chunk.text)
        if chunk.done:
            self._ideas.append("".join(self._draft))
            self._draft = []

    @property
    def announced_ideas(self) -> int:
        """How many ideas were saved and told of."""
        return len(self._ideas)

    def idea_with(self, chunk: Piece) -> str:
        """The idea that a last chunk completes."""
        return "".join([*self._draft, chunk.text])

    def view(self) -> dict[str, Any]:
        """The turn as on the wire, at this instant."""
        reply = self.settled or Reply("".join(self._message), list(self._ideas), "".join(self._draft))
        error = self.verdict[1].code if self.verdict and self.verdict[1] else None
        return turn_view(self.id, self.message, reply, self.status, error, self.created_at)


class LiveChat:
    """A chat in memory: who follows it, and its turns that wait or run."""

    __slots__ = ("id", "id_json", "lock", "ours", "runner", "running", "users", "waiting", "watchers")

    def __init__(self, chat_id: str) -> None:
        self.id = chat_id
        self.id_json = json.dumps(chat_id)
        self.lock = asyncio.Lock()
        # Whether it was claimed for this process, where several share the database.
        self.ours = False
        self.users = 0
        self.watchers: dict[Subscriber, int | None] = {}
        self.waiting: list[LiveTurn] = []
        self.running: LiveTurn | None = None
        self.runner: asyncio.Task[None] | None = None

    @property
    def turns(self) -> list[LiveTurn]:
        """The turns that are not finished, in their order."""
        return [*([self.running] if self.running else []), *self.waiting]

    def announce(self, frame: bytes) -> None:
        """Send a frame to every socket that opened the chat."""
        for watcher in list(self.watchers):
            watcher.send(frame)

    def publish(self, turn: LiveTurn, frame: bytes) -> None:
        """Send a frame of a turn to everyone who follows it."""
        self.announce(frame)
        for follower in list(turn.followers):
            if follower not in self.watchers:
                follower.send(frame)


class Hub:
    """All chats in memory: accepts messages, runs their turns, keeps sockets and store in step."""

    def __init__(
        self, config: Config, store: Store, assistant: Assistant, metrics: Metrics, link: Link | None = None
    ) -> None:
        self._config = config
        self._store = store
        self._assistant = assistant
        self._metrics = metrics
        self._link = link
        self._by_address = Allowance(config.turns_per_minute)
        # A chat's turns run one after another, so that a tenth of what its people may send is plenty.
        self._by_chat = Allowance(max(1, config.turns_per_minute // 10))
        # Turns that run or wait, by the address that asked for them.
        self._load: Counter[str] = Counter()
        self._chats: dict[str, LiveChat] = {}
        self._tasks: set[asyncio.Task[Any]] = set()
        self._ticker: asyncio.Task[None] | None = None
        self._draining = False
        self._hurry = asyncio.Event()
        self._starting = asyncio.Lock()
        self._next_start = 0.0
        # Ends of turns that the database would not take: tried again every second.
        self._unsaved: dict[tuple[str, str], tuple[LiveTurn, Outcome]] = {}

    # Requests. Each raises Fault, or Elsewhere before it has done anything.

    async def submit(self, sender: Subscriber, chat_id: str, submission: Submission, receipt: bool) -> None:
        """Accept a message and run its turn; one that came before is answered by its present state."""
        if self._draining:
            raise Fault("busy", "The server is about to restart. Please send this again in a moment.")
        async with self._chat(chat_id) as chat:
            refusal = self._refusal(chat, sender.address)
            if submission.drop and not await self._store.check(chat_id, submission.id, submission.after):
                # What would be refused must not end what runs.
                if refusal:
                    raise refusal
                await self._end_after(chat, submission.after)
            if len(chat.waiting) >= MAX_WAITING:
                refusal = Fault("busy")
            status = WAITING if chat.turns else STREAMING
            limits = set(chat.watchers.values())
            live = {turn.id for turn in self._live_turns(chat)}
            accepted = await self._store.accept(
                chat_id, submission, status, refusal, self._assistant.provider, limits, live
            )
            if accepted.fresh:
                self._start(chat, sender, accepted, receipt)
            else:
                self._repeat(chat, sender, accepted)

    async def open(self, peer: Subscriber, chat_id: str, limit: int | None, before: str | None) -> None:
        """Send a chat's state and, from exactly there on, whatever happens in it; or only older turns."""
        async with self._chat(chat_id) as chat:
            if before is not None:
                peer.send(_earlier_frame(chat_id, await self._store.snapshot(chat_id, limit, before)))
                return
            snapshot = await self._store.snapshot(chat_id, limit)
            if not peer.closed:
                peer.send(self._chat_frame(chat, snapshot))
                peer.chats.add(chat_id)
                chat.watchers[peer] = limit

    async def stop(self, chat_id: str) -> None:
        """End the running answer, if there is one; what was written stays."""
        async with self._chat(chat_id) as chat:
            if chat.running:
                await self._end(chat, chat.running, STOPPED)

    async def change_idea(self, peer: Subscriber, chat_id: str, changes: dict[str, Any]) -> None:
        """Add or change an idea on the board."""
        async with self._chat(chat_id) as chat:
            idea = await self._store.change_idea(chat_id, changes)
            frame = encode_frame(tag="idea-saved", chatId=chat_id, idea=idea)
            chat.announce(frame)
            if peer not in chat.watchers:
                peer.send(frame)

    async def forget(self, peer: Subscriber, chat_id: str) -> None:
        """Stop what runs in a chat and delete it."""
        async with self._chat(chat_id) as chat:
            for turn in reversed(chat.turns):
                await self._end(chat, turn, STOPPED)
            thread = await self._store.forget(chat_id)
            self._unsaved = {key: end for key, end in self._unsaved.items() if key[0] != chat_id}
            frame = encode_frame(tag="gone", chatId=chat_id)
            chat.announce(frame)
            if peer not in chat.watchers:
                peer.send(frame)
        self._forget_thread(thread)

    def leave(self, peer: Subscriber) -> None:
        """Forget a socket that is closed; its turns go on."""
        for chat_id in peer.chats:
            if chat := self._chats.get(chat_id):
                chat.watchers.pop(peer, None)
                for turn in chat.turns:
                    turn.followers.pop(peer, None)
                self._release(chat)

    # Life.

    async def start(self) -> None:
        """Begin to keep the store up to date."""
        self._ticker = asyncio.create_task(self._tick_forever())

    async def drain(self, seconds: float) -> None:
        """Take no more turns; let the running ones finish for so long, then store them as they are."""
        self._draining = True
        for chat in list(self._chats.values()):
            async with chat.lock:
                for turn in list(chat.waiting):
                    await self._end(chat, turn, INTERRUPTED, Fault("interrupted"))
        runners = {chat.runner for chat in self._chats.values() if chat.runner}
        if runners:
            hurry = asyncio.create_task(self._hurry.wait())
            everything = asyncio.gather(*runners, return_exceptions=True)
            first: set[asyncio.Future[Any]] = {everything, hurry}
            await asyncio.wait(first, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
            hurry.cancel()
        for chat in list(self._chats.values()):
            async with chat.lock:
                for turn in chat.turns:
                    await self._end(chat, turn, INTERRUPTED, Fault("interrupted"))
        if self._ticker:
            self._ticker.cancel()
        with contextlib.suppress(Fault):
            await self._save_unsaved()

    def hurry(self) -> None:
        """Cut a drain short."""
        self._hurry.set()

    async def close(self) -> None:
        """Give up what still runs in the background."""
        for task in list(self._tasks):
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks)

    def spawn(self, coroutine: Coroutine[Any, Any, R]) -> asyncio.Task[R]:
        """Run a coroutine as a task that is kept, and is cancelled by nobody's disconnection."""
        task = asyncio.create_task(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    # Chats in memory.

    @contextlib.asynccontextmanager
    async def _chat(self, chat_id: str) -> AsyncIterator[LiveChat]:
        """The chat, locked; it leaves memory when nobody needs it."""
        chat = self._chats.setdefault(chat_id, LiveChat(chat_id))
        chat.users += 1
        try:
            async with chat.lock:
                if self._link and not chat.ours:
                    await self._claim(chat, self._link)
                yield chat
        finally:
            chat.users -= 1
            self._release(chat)

    def _release(self, chat: LiveChat) -> None:
        unsaved = any(chat_id == chat.id for chat_id, _ in self._unsaved)
        if chat.users or chat.watchers or chat.turns or chat.runner or unsaved:
            return
        if self._chats.pop(chat.id, None) and chat.ours and self._link:
            given_up = asyncio.ensure_future(self._store.release(chat.id, self._link.server))
            given_up.add_done_callback(lambda done: done.cancelled() or done.exception())

    # Chats of several processes.

    async def _claim(self, chat: LiveChat, link: Link) -> None:
        """Make a chat this process's. Raises Elsewhere where it is another's; one that died is given time to return."""
        deadline = time.monotonic() + COMEBACK_SECONDS
        while True:
            seize = time.monotonic() > deadline
            number = link.server
            owner, lives = await self._store.claim(chat.id, number, seize) if number else (0, False)
            if owner == number == link.server != 0:
                link.settle(chat.id, owner)
                if not lives:
                    await self._abandon(chat)
                chat.ours = True
                return
            if lives and owner != number:
                link.settle(chat.id, owner)
                await self._abandon(chat)
                raise Elsewhere(owner)
            if seize and not number:
                raise Fault("storage")
            await asyncio.sleep(0.1)

    async def _abandon(self, chat: LiveChat) -> None:
        """Let go of what is in memory of a chat that another process took over and whose turns it closed (lock held)."""
        for turn in reversed(chat.turns):
            await self._cancel(chat, turn)
            turn.closed = True
            self._count(turn, Fault("interrupted"))
            for follower in list(turn.followers):
                follower.close(RESTARTED, "the server restarts")
        chat.running = None
        self._unsaved = {key: end for key, end in self._unsaved.items() if key[0] != chat.id}
        for watcher in list(chat.watchers):
            watcher.close(RESTARTED, "the server restarts")

    def lose_claims(self) -> None:
        """Trust no claim any more: the link to the other processes was lost."""
        for chat in self._chats.values():
            chat.ours = False

    async def claim_again(self) -> None:
        """Claim the chats in memory again; those that another process has taken over meanwhile are let go."""
        for chat_id in list(self._chats):
            with contextlib.suppress(Elsewhere, Fault):
                async with self._chat(chat_id):
                    pass

    # Accepting.

    def _refusal(self, chat: LiveChat, address: str) -> Fault | None:
        """What to say to one more message, if it is too many for the address it comes from or for the server."""
        if self._load.total() >= self._config.max_running or self._load[address] >= address_share(
            self._config.max_running
        ):
            return Fault("rate_limited", "Too many answers are being written just now. Please retry in 5 s.")
        seconds = max(self._by_address.wait(address), self._by_chat.wait(chat.id))
        return (
            Fault("rate_limited", f"Too many messages in a minute. Please retry in {seconds} s.") if seconds else None
        )

    async def _end_after(self, chat: LiveChat, after: str | None) -> None:
        """End the unfinished turns later than a turn, the last one first."""
        turns = chat.turns
        ids = [turn.id for turn in turns]
        for turn in reversed(turns[ids.index(after) + 1 if after in ids else 0 :]):
            await self._end(chat, turn, STOPPED)

    def _start(self, chat: LiveChat, sender: Subscriber, accepted: Accepted, receipt: bool) -> None:
        self._forget_thread(accepted.lost)
        for turn_id in accepted.dropped:
            self._unsaved.pop((chat.id, turn_id), None)
        if accepted.snapshots:
            frames = {limit: self._chat_frame(chat, snapshot) for limit, snapshot in accepted.snapshots.items()}
            for watcher, limit in list(chat.watchers.items()):
                watcher.send(frames[limit])
        frame = _turn_frame(chat, accepted.turn)
        chat.announce(frame)
        if receipt and sender not in chat.watchers:
            sender.send(frame)
        self._by_address.spend(sender.address)
        self._by_chat.spend(chat.id)
        self._load[sender.address] += 1
        self._metrics.running.inc()
        turn = LiveTurn(accepted, self._config.min_chunk_chars, sender.address)
        turn.follow(chat.id, sender)
        chat.waiting.append(turn)
        if chat.runner is None:
            chat.runner = self.spawn(self._run(chat))

    def _repeat(self, chat: LiveChat, sender: Subscriber, accepted: Accepted) -> None:
        turn_id = accepted.turn["id"]
        turn = next((turn for turn in chat.turns if turn.id == turn_id), None)
        if turn:
            turn.follow(chat.id, sender)
        elif (chat.id, turn_id) in self._unsaved:
            turn, _ = self._unsaved[chat.id, turn_id]
        sender.send(_turn_frame(chat, turn.view() if turn else accepted.turn))

    # Running.

    async def _run(self, chat: LiveChat) -> None:
        """Run a chat's turns, one after another, until none waits."""
        try:
            while chat.waiting:
                turn = chat.running = chat.waiting.pop(0)
                request_id.set(turn.request_id)
                turn.started_at = time.monotonic()
                turn.task = asyncio.create_task(self._answer(chat, turn))
                deadline = asyncio.get_running_loop().call_later(self._config.turn_seconds, self._expire, chat, turn)
                await asyncio.wait([turn.task])
                deadline.cancel()
                async with chat.lock:
                    await self._close(chat, turn)
        finally:
            chat.runner = None
            self._release(chat)

    def _expire(self, chat: LiveChat, turn: LiveTurn) -> None:
        async def end() -> None:
            async with chat.lock:
                await self._end(chat, turn, ERROR, Fault("upstream_timeout"))

        self.spawn(end())

    async def _answer(self, chat: LiveChat, turn: LiveTurn) -> None:
        """Relay the model's reply to its end. Raises Fault."""
        if turn.status == WAITING:
            async with chat.lock:
                turn.thread = await self._store.begin(chat.id, turn.id, self._assistant.provider)
                turn.status = STREAMING
                chat.announce(_turn_frame(chat, turn.view()))
        await self._space_starts()
        thread = Thread(turn.thread) if turn.thread and self._assistant.remembers else await self._renew(chat, turn)
        try:
            await self._relay(chat, turn, thread)
        except ThreadLost:
            turn.thread = thread.id
            try:
                await self._relay(chat, turn, await self._renew(chat, turn))
            except ThreadLost as lost:
                raise lost.fault from None
        turn.end(complete=True)
        await self._give_out(chat, turn)

    async def _space_starts(self) -> None:
        """Let turns start one after another: many that start at once hold up each other and the chunks of the rest."""
        async with self._starting:
            await asyncio.sleep(self._next_start - time.monotonic())
            self._next_start = time.monotonic() + START_SECONDS

    async def _relay(self, chat: LiveChat, turn: LiveTurn, thread: Thread) -> None:
        limit = self._config.max_reply_chars
        async with contextlib.aclosing(self._assistant.answer(thread, turn.message)) as stream:  # type: ignore[type-var]
            async for delta in stream:
                if isinstance(delta, Usage):
                    turn.usage = delta
                    continue
                excess = turn.raw_chars + len(delta) - limit
                turn.take(delta if excess <= 0 else delta[:-excess])
                if turn.ready:
                    await self._give_out(chat, turn)
                if excess > 0:
                    raise Fault("too_long", "The answer grew too long and was cut off.")

    async def _give_out(self, chat: LiveChat, turn: LiveTurn) -> None:
        """Send the chunks that are ready; a finished idea is on disk first."""
        if turn.started_at:
            self._metrics.first_chunk.observe(time.monotonic() - turn.started_at)
            turn.started_at = 0.0
        while turn.ready:
            if turn.ready[0].tag == IDEA and turn.ready[0].done:
                async with chat.lock:
                    await self._give_out_idea(chat, turn)
            else:
                self._give_out_chunk(chat, turn, turn.ready.popleft())

    def _give_out_chunk(self, chat: LiveChat, turn: LiveTurn, chunk: Piece) -> None:
        turn.show(chunk)
        chat.publish(turn, encode_chunk(chunk, chat.id_json))

    async def _give_out_idea(self, chat: LiveChat, turn: LiveTurn) -> None:
        """Save the idea that is complete, and send its last chunk (with the chat's lock held)."""
        text = turn.idea_with(turn.ready[0])
        idea = await self._store.add_idea(chat.id, turn.id, turn.announced_ideas, text, turn.raw)
        self._give_out_chunk(chat, turn, turn.ready.popleft())
        chat.announce(encode_frame(tag="idea-saved", chatId=chat.id, idea=idea))

    async def _renew(self, chat: LiveChat, turn: LiveTurn) -> Thread:
        """Make a thread from the stored turns, in place of the one that the turn was to use."""
        history = await self._store.history(chat.id, turn.seq, self._config.memory_chars)
        thread = await self._assistant.create_thread(history)
        if not self._assistant.remembers:
            return thread
        winner = await self._store.claim_thread(chat.id, thread.id, turn.thread, self._assistant.provider)
        self._forget_thread(turn.thread if winner == thread.id else thread.id)
        return Thread(winner)

    def _forget_thread(self, thread: str | None) -> None:
        if thread and self._assistant.remembers:
            self.spawn(self._forget_upstream(thread))

    async def _forget_upstream(self, thread: str) -> None:
        try:
            await self._assistant.forget_thread(thread)
        except Fault as fault:
            log.info("A thread that is no longer used could not be deleted upstream: %s", fault.code)

    # Ending. The chat's lock is held.

    async def _end(self, chat: LiveChat, turn: LiveTurn, status: str, fault: Fault | None = None) -> None:
        """End a turn early, unless it has just ended by itself."""
        if turn.closed:
            return
        turn.verdict = (status, fault)
        await self._cancel(chat, turn)
        await self._close(chat, turn)

    async def _cancel(self, chat: LiveChat, turn: LiveTurn) -> None:
        if not turn.task:
            chat.waiting.remove(turn)
            return
        # Again and again: a cancellation can be lost within a library, and the task then wait for our lock.
        while not turn.task.done():
            turn.task.cancel()
            await asyncio.wait([turn.task], timeout=0.2)

    async def _close(self, chat: LiveChat, turn: LiveTurn) -> None:
        """Store how a turn ended, and send its terminal frame."""
        if turn.closed:
            return
        turn.closed = True
        try:
            fault = await self._settle(chat, turn)
        except Exception:
            log.exception("A turn's end failed")
            fault = Fault("internal")
            self._keep_unsaved(chat, turn, Outcome(ERROR, fault.code), fault)
        if turn.status == STOPPED and not fault:
            chat.announce(_turn_frame(chat, turn.view()))
        elif fault:
            if turn.last.text:
                self._give_out_chunk(chat, turn, turn.last._replace(done=False))
            turn.settled = parse_reply(turn.raw, complete=turn.whole)
            chat.announce(_turn_frame(chat, turn.view()))
        chat.publish(turn, encode_error(fault, chat.id) if fault else encode_chunk(turn.last, chat.id_json))
        if chat.running is turn:
            chat.running = None
        self._count(turn, fault)

    async def _settle(self, chat: LiveChat, turn: LiveTurn) -> Fault | None:
        """Find how a turn ended, give out what it had ready, and store it; return what to say if it did not end well."""
        turn.status, fault = self._judge(turn)
        if turn.status != DONE:
            turn.end(complete=False)
        failure = await self._give_out_rest(chat, turn)
        fault = failure or fault
        turn.verdict = (turn.status, fault)
        usage = turn.usage or Usage(None, None)
        outcome = Outcome(turn.status, fault.code if fault and turn.status != DONE else None, *usage)
        try:
            if failure or (self._draining and self._unsaved):
                # The database is out of order; waiting for it once more would take too long.
                raise Fault("storage")
            ended = await self._store.finish(
                chat.id, turn.id, turn.raw, outcome, turn.task is not None, turn.announced_ideas
            )
        except Fault as failure:
            self._keep_unsaved(chat, turn, outcome, failure)
            return failure
        self._announce_end(chat, ended)
        return fault

    def _keep_unsaved(self, chat: LiveChat, turn: LiveTurn, outcome: Outcome, fault: Fault) -> None:
        """Keep the end of a turn that could not be stored, to be stored later."""
        self._unsaved[chat.id, turn.id] = (turn, outcome)
        turn.status = ERROR if turn.status in (DONE, *UNFINISHED) else turn.status
        turn.verdict = (turn.status, fault)

    def _announce_end(self, chat: LiveChat, ended: Ended) -> None:
        self._forget_thread(ended.thread)
        for idea in ended.ideas:
            chat.announce(encode_frame(tag="idea-saved", chatId=chat.id, idea=idea))

    def _count(self, turn: LiveTurn, fault: Fault | None) -> None:
        """Tell log and metrics how a turn ended."""
        self._load[turn.address] -= 1
        if not self._load[turn.address]:
            del self._load[turn.address]
        seconds = time.monotonic() - turn.accepted_at
        outcome = fault.code if fault else turn.status
        self._metrics.running.dec()
        self._metrics.turns.labels(outcome).inc()
        self._metrics.seconds.observe(seconds)
        if fault and (fault.code.startswith("upstream") or fault.code == "interrupted"):
            self._metrics.upstream_errors.labels(fault.code).inc()
        if turn.usage:
            self._metrics.tokens.labels("input").inc(turn.usage.input_tokens or 0)
            self._metrics.tokens.labels("output").inc(turn.usage.output_tokens or 0)
        log.info("A turn ended: %s after %.1f s", outcome, seconds)

    def _judge(self, turn: LiveTurn) -> tuple[str, Fault | None]:
        """How a turn ended: its status, and what to say if it did not end well."""
        cancelled = turn.task is None or turn.task.cancelled()
        error = None if cancelled or turn.task is None else turn.task.exception()
        if error and not isinstance(error, Fault):
            log.error("A turn failed", exc_info=error)
            return ERROR, Fault("internal")
        if turn.whole:
            # What remains is to give it out and to store it.
            return DONE, None
        if isinstance(error, Fault):
            return (INTERRUPTED if error.code == "interrupted" else ERROR), error
        return turn.verdict or (INTERRUPTED, Fault("interrupted"))

    async def _give_out_rest(self, chat: LiveChat, turn: LiveTurn) -> Fault | None:
        """Give out what a turn had ready when it was ended, its finished ideas with it; return what kept an idea back."""
        while turn.ready:
            if turn.ready[0].tag != IDEA or not turn.ready[0].done:
                self._give_out_chunk(chat, turn, turn.ready.popleft())
                continue
            try:
                await self._give_out_idea(chat, turn)
            except Fault as failure:
                # The rest is shown with the turn's view, and the board is mended when the end can be stored.
                turn.ready.clear()
                return failure
        return None

    # Keeping the store up to date.

    async def _tick_forever(self) -> None:
        for tick in itertools.count():
            await asyncio.sleep(1)
            try:
                await self._tick(tick)
            except Fault:
                log.warning("The answers so far could not be stored; trying again in a second")
            except Exception:
                log.exception("The ticker failed")

    async def _tick(self, tick: int) -> None:
        await self._save_unsaved()
        chats = self._chats.values()
        replies = {(c.id, c.running.id): c.running.raw for c in chats if c.running and not c.running.closed}
        waiting = [(chat.id, turn.id) for chat in chats for turn in chat.waiting]
        if replies or waiting:
            await self._store.flush(replies, waiting)
        if tick % 5 == 0:
            live = {(chat.id, turn.id) for chat in chats for turn in chat.turns} | self._unsaved.keys()
            for chat_id, view in await self._store.sweep(self._link.server if self._link else 0, live):
                if chat := self._chats.get(chat_id):
                    chat.announce(_turn_frame(chat, view))

    def _chat_frame(self, chat: LiveChat, snapshot: Snapshot) -> bytes:
        """A chat's whole state: what is stored, and what was given out of the turns that are ahead of the store."""
        live = {turn.id: turn.view() for turn in self._live_turns(chat)}
        turns = [live.get(turn["id"], turn) for turn in snapshot.turns]
        more = {"more": True} if snapshot.more else {}
        return encode_frame(tag="chat", chatId=chat.id, turns=turns, ideas=snapshot.ideas, **more)

    def _live_turns(self, chat: LiveChat) -> list[LiveTurn]:
        """A chat's turns that are in memory: unfinished, or not stored as they ended."""
        return [turn for (chat_id, _), (turn, _) in self._unsaved.items() if chat_id == chat.id] + chat.turns

    async def _save_unsaved(self) -> None:
        """Try again to store the ends of turns that the database would not take, and tell of each that it took."""
        for key, (turn, outcome) in list(self._unsaved.items()):
            with contextlib.suppress(Elsewhere):
                async with self._chat(key[0]) as chat:
                    if key in self._unsaved:
                        await self._save_end(chat, turn, outcome)

    async def _save_end(self, chat: LiveChat, turn: LiveTurn, outcome: Outcome) -> None:
        ended = await self._store.finish(
            chat.id, turn.id, turn.raw, outcome, turn.task is not None, turn.announced_ideas, mend=True
        )
        del self._unsaved[chat.id, turn.id]
        fault = Fault(outcome.error) if outcome.error else None
        turn.status, turn.verdict = outcome.status, (outcome.status, fault)
        self._announce_end(chat, ended)
        chat.announce(_turn_frame(chat, turn.view()))


def _turn_frame(chat: LiveChat, view: dict[str, Any]) -> bytes:
    return encode_frame(tag="turn", chatId=chat.id, turn=view)


def _earlier_frame(chat_id: str, snapshot: Snapshot) -> bytes:
    more = {"more": True} if snapshot.more else {}
    return encode_frame(tag="earlier", chatId=chat_id, turns=snapshot.turns, **more)


########################################################################################################################
# WEBSOCKET
########################################################################################################################

# A message of MAX_MESSAGE_CHARS in any script fits, and so does every other request.
MIN_FRAME_BYTES = 64 * 1024
# What a socket that does not read may keep waiting, beside the kernel's own buffers; an answer is a tenth of it.
MAX_QUEUED_BYTES = 1024 * 1024
# A socket that takes nothing of what waits for it, or does not answer pings, is gone for so many seconds at most.
PING_SECONDS = 20
STALLED_SECONDS = 20
MAX_IDEA_CHARS = 2_000
MAX_TURNS_A_PAGE = 1_000

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Peer:
    """A socket: what the turns send through, and what it may ask of them.

    Frames go straight into the transport's buffer, which is the socket's queue: in order, without a task, and with a
    bound past which the connection is cut. A reader that was cut off opens its chats again and has lost nothing.
    """

    def __init__(self, ws: Websocket, address: str, config: Config, metrics: Metrics) -> None:
        self.closed = False
        self.address = address
        self._metrics = metrics
        self.chats: set[str] = set()
        self._protocol = ws.ws_proto
        self._transport: asyncio.Transport = cast(Any, ws.io_proto).transport
        self._bound = MAX_QUEUED_BYTES
        self._queued = 0
        self._stalled_since = 0.0
        self._rate = config.rate_per_second
        # Dragging and pasting on the board come in bursts.
        self._burst = 4 * config.rate_per_second
        self._tokens = self._burst
        self._refilled = time.monotonic()

    def send(self, frame: bytes) -> None:
        """Queue a frame; a socket that is closing gets nothing more, one whose queue is over its bound is cut off."""
        if self.closed or self._protocol.state is not State.OPEN:
            return
        if self._transport.get_write_buffer_size() > self._bound:
            self._drop()
            return
        # A chat's whole state may be larger than the bound: it may wait, and as much again behind it.
        self._bound = max(self._bound, 2 * len(frame))
        self._transport.write(frame)

    def check_reading(self, now: float) -> None:
        """Cut the socket off if it has taken nothing of what waits for it for too long."""
        queued = self._transport.get_write_buffer_size()
        if queued == 0 or queued < self._queued or not self._stalled_since:
            self._stalled_since = now if queued else 0.0
        elif now - self._stalled_since > STALLED_SECONDS:
            self._drop()
        self._queued = queued

    def spend(self) -> None:
        """Count a request. Raises Fault("rate_limited") where there are too many."""
        now = time.monotonic()
        self._tokens = min(self._burst, self._tokens + (now - self._refilled) * self._rate)
        self._refilled = now
        if self._tokens < 1:
            seconds = math.ceil((1 - self._tokens) / self._rate)
            raise Fault("rate_limited", f"That was too fast. Please retry in {seconds} s.")
        self._tokens -= 1

    def close(self, code: int, reason: str) -> None:
        """Begin the closing handshake, and end the connection where the other end does not answer it."""
        if self._protocol.state is State.OPEN:
            # Sanic pings it no more.
            asyncio.get_running_loop().call_later(STALLED_SECONDS, self._transport.abort)
            self._protocol.send_close(code, reason)
            for data in self._protocol.data_to_send():
                self._transport.write(data)

    def abort(self) -> None:
        """Drop the connection with all that waits."""
        self._transport.abort()

    def _drop(self) -> None:
        """Drop a socket that does not read, once: what else this pass of the loop has for it goes nowhere."""
        if self.closed:
            return
        self.closed = True
        log.info("A socket that does not read was dropped")
        self._metrics.dropped_readers.inc()
        self.abort()


class StrictAssembler(WebsocketFrameAssembler):
    """Closes with 1007 where a text message is not UTF-8; Sanic's own would drop it and mix up what follows."""

    __slots__ = ("_failed",)

    def __init__(self, protocol: Any) -> None:
        super().__init__(protocol)
        # Sanic makes it and never uses it: 3 KB for every socket.
        del self.completed_queue
        for event in (self.message_complete, self.message_fetched):
            # A deque, which is made for many that wait, holds 0.7 KB for none.
            event._waiters = []  # type: ignore[assignment]
        self._failed = False

    async def put(self, frame: Frame) -> None:
        if self._failed:
            return
        try:
            await super().put(frame)
        except UnicodeDecodeError:
            self._failed = True
            self.protocol.fail_connection(1007, "not UTF-8")

    def close(self) -> None:
        """Let go of a message that nobody will fetch any more, and of the task that waits for that."""
        self._failed = True
        self.message_fetched.set()


class Sockets:
    """The open sockets of `/ws`: receives, checks and dispatches what they ask for."""

    def __init__(self, config: Config, hub: Hub, metrics: Metrics, link: Link | None = None) -> None:
        self._config = config
        self._hub = hub
        self._metrics = metrics
        self._link = link
        self._peers: set[Peer] = set()
        self._by_address: Counter[str] = Counter()
        self._watchman: asyncio.Task[None] | None = None

    def full(self, address: str) -> bool:
        """Whether one more socket, from this address, is too many."""
        of_address = self._by_address.get(address, 0)
        total = self._config.max_connections
        return len(self._peers) >= total or of_address >= address_share(total)

    async def serve(self, ws: Websocket, address: str) -> None:
        """Serve one socket until it closes."""
        assembler = ws.assembler = StrictAssembler(ws)
        peer = Peer(ws, address, self._config, self._metrics)
        self._peers.add(peer)
        self._by_address[address] += 1
        self._metrics.sockets.set(len(self._peers))
        try:
            while True:
                data = await ws.recv()
                # What a request has begun it carries through, though the socket may close meanwhile.
                await asyncio.shield(self._hub.spawn(self._answer(peer, data)))
        except WebsocketClosed:
            pass
        finally:
            assembler.close()
            peer.closed = True
            self._peers.discard(peer)
            self._by_address[address] -= 1
            if not self._by_address[address]:
                del self._by_address[address]
            self._metrics.sockets.set(len(self._peers))
            self._hub.leave(peer)
            if self._link:
                self._link.leave(peer)

    async def start(self) -> None:
        """Begin to watch for sockets that do not read."""
        self._watchman = asyncio.create_task(self._watch())

    async def close(self) -> None:
        """Close every socket with 1012: come back when the server has restarted."""
        if self._watchman:
            self._watchman.cancel()
        for peer in list(self._peers):
            peer.close(RESTARTED, "the server restarts")
        for _ in range(20):
            if not self._peers:
                break
            await asyncio.sleep(0.05)
        for peer in list(self._peers):
            peer.abort()
        await asyncio.sleep(0)

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(1)
            now = time.monotonic()
            for peer in list(self._peers):
                peer.check_reading(now)

    async def _answer(self, peer: Peer, data: str | bytes | None) -> None:
        """Do what a frame asks for; every error is answered on this socket, which stays open."""
        request: dict[str, Any] = {}
        request_id.set(uuid.uuid4().hex[:12])
        with self._answering(peer, request):
            try:
                request.update(parse_request(data))
            finally:
                peer.spend()
            await self._dispatch(peer, check_chat_id(request), request)

    async def carry_out(self, peer: Subscriber, request: dict[str, Any]) -> None:
        """Do what another process's socket asks for, or what a process did not do because the chat is not its own."""
        with self._answering(peer, request):
            await self._dispatch(peer, check_chat_id(request), request)

    @contextlib.contextmanager
    def _answering(self, peer: Subscriber, request: dict[str, Any]) -> Iterator[None]:
        """Answer errors, and have a request served by the process that owns the chat."""
        try:
            yield
        except Elsewhere as owner:
            cast(Link, self._link).ask(owner.server, peer, request)
        except Fault as fault:
            self._refuse(peer, request, fault)
        except Exception:
            log.exception("A request failed")
            self._refuse(peer, request, Fault("internal"))

    def _refuse(self, peer: Subscriber, request: dict[str, Any], fault: Fault) -> None:
        chat_id, request_id = (_id_or_none(request.get(name)) for name in ("chatId", "id"))
        peer.send(encode_error(fault, chat_id, request_id if "message" in request else None))

    async def _dispatch(self, peer: Subscriber, chat_id: str, request: dict[str, Any]) -> None:
        if "message" in request:
            message = check_message(request["message"], self._config.max_message_chars)
            turn_id = check_optional_id(request, "id")
            after = check_optional_id(request, "after")
            drop = turn_id is not None and "after" in request
            submission = Submission(turn_id or uuid.uuid4().hex, message, drop, after)
            await self._hub.submit(peer, chat_id, submission, receipt=turn_id is not None)
        elif request.get("open") is True:
            before = check_optional_id(request, "before")
            await self._hub.open(peer, chat_id, check_limit(request.get("limit")), before)
        elif request.get("stop") is True:
            await self._hub.stop(chat_id)
        elif "idea" in request:
            await self._hub.change_idea(peer, chat_id, check_idea(request["idea"]))
        elif request.get("forget") is True:
            await self._hub.forget(peer, chat_id)
        else:
            raise Fault("bad_request")


def parse_request(data: str | bytes | None) -> dict[str, Any]:
    """The object that a frame holds. Raises Fault("bad_json") or Fault("bad_request")."""
    if not isinstance(data, str):
        raise Fault("bad_request", "Please send text frames.")
    try:
        request = json.loads(data, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise Fault("bad_json") from error
    if not isinstance(request, dict):
        raise Fault("bad_request")
    return request


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _id_or_none(value: object) -> str | None:
    return value if isinstance(value, str) and _ID.fullmatch(value) else None


def check_chat_id(request: dict[str, Any]) -> str:
    """The chat's id. Raises Fault("bad_request")."""
    chat_id = _id_or_none(request.get("chatId"))
    if chat_id is None:
        raise Fault("bad_request", "chatId must be 1 to 64 letters, digits, _ or -.")
    return chat_id


def check_optional_id(request: dict[str, Any], name: str) -> str | None:
    """An id that may be absent or null. Raises Fault("bad_request")."""
    value = request.get(name)
    if value is not None and _id_or_none(value) is None:
        raise Fault("bad_request", f"{name} must be 1 to 64 letters, digits, _ or -.")
    return _id_or_none(value)


def check_message(message: object, limit: int) -> str:
    """A message that can be stored: without NUL, lone surrogates replaced. Raises Fault."""
    if not isinstance(message, str):
        raise Fault("bad_request", "message must be a text.")
    message = clean_text(message.replace("\0", ""))
    if not message.strip():
        raise Fault("empty")
    if len(message) > limit:
        raise Fault("too_long", f"The message is too long: {len(message):,} characters, where {limit:,} are allowed.")
    return message


def check_limit(limit: object) -> int | None:
    """How many turns to show. Raises Fault("bad_request")."""
    if limit is None:
        return None
    if not isinstance(limit, int) or isinstance(limit, bool) or not 1 <= limit <= MAX_TURNS_A_PAGE:
        raise Fault("bad_request", f"limit must be a whole number from 1 to {MAX_TURNS_A_PAGE:,}.")
    return limit


def check_idea(idea: object) -> dict[str, Any]:
    """The fields of an idea that may be changed, checked. Raises Fault."""
    if not isinstance(idea, dict):
        raise Fault("bad_request", "idea must be an object.")
    changes: dict[str, Any] = {}
    if idea_id := check_optional_id(idea, "id"):
        changes["id"] = idea_id
    if "text" in idea:
        try:
            changes["text"] = check_message(idea["text"], MAX_IDEA_CHARS).strip()
        except Fault as fault:
            raise Fault("bad_request", fault.sentence.replace("message", "idea")) from None
    for name in ("starred", "deleted"):
        if name in idea:
            if not isinstance(idea[name], bool):
                raise Fault("bad_request", f"{name} must be true or false.")
            changes[name] = idea[name]
    if "position" in idea:
        position = idea["position"]
        if isinstance(position, bool) or not isinstance(position, (int, float)) or not abs(position) < 1e15:
            raise Fault("bad_request", "position must be a number.")
        changes["position"] = float(position)
    if not changes.keys() - {"id"}:
        raise Fault("bad_request", "That changes nothing of the idea.")
    return changes


########################################################################################################################
# PAGES
########################################################################################################################

SECURITY_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
IMMUTABLE = "public, max-age=31536000, immutable"
COMPRESSIBLE = ("text/", "application/json", "application/manifest+json", "image/svg+xml")


class StaticFile(NamedTuple):
    """A file of the page as it is sent, plain or compressed."""

    body: bytes
    content_type: str
    headers: dict[str, str]


def load_page(folder: Path, settings: Mapping[str, object]) -> dict[str, tuple[StaticFile, StaticFile]]:
    """Read the built page into memory, by path: each file plain, and compressed if that makes it shorter.

    The settings go into the page's `brainstormer` meta element. Raises ConfigError if there is no page.
    """
    index = folder / "index.html"
    if not index.is_file():
        raise ConfigError(f"The page is missing: there is no {index}.")
    files = {}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not name.endswith(".map") and not any(part.startswith(".") for part in name.split("/")):
            body = path.read_bytes()
            if path == index:
                body = body.replace(b"content='{}'", b"content='%s'" % html.escape(json.dumps(settings)).encode())
            files[name] = _static_file(name, body)
    files[""] = files["index.html"]
    return files


def _static_file(name: str, body: bytes) -> tuple[StaticFile, StaticFile]:
    kind = {".js": "text/javascript", ".webmanifest": "application/manifest+json"}.get(Path(name).suffix)
    kind = kind or mimetypes.guess_type(name)[0] or "application/octet-stream"
    content_type = f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
    etag = hashlib.sha256(body).hexdigest()[:32]
    headers = {"etag": f'"{etag}"', "cache-control": IMMUTABLE if name.startswith("assets/") else "no-cache"}
    zipped = gzip.compress(body, 9, mtime=0)
    if not kind.startswith(COMPRESSIBLE) or len(zipped) >= len(body):
        return (StaticFile(body, content_type, headers),) * 2
    headers["vary"] = "accept-encoding"
    of_zipped = {**headers, "etag": f'"{etag}-gz"', "content-encoding": "gzip"}
    return StaticFile(body, content_type, headers), StaticFile(zipped, content_type, of_zipped)


def serve_file(request: Request, variants: tuple[StaticFile, StaticFile]) -> HTTPResponse:
    """Answer with a file, or with 304 if the browser has it."""
    file = variants[_accepts_gzip(request.headers.get("accept-encoding", ""))]
    known = {tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")}
    if known & {file.headers["etag"], "*"}:
        return empty(304, file.headers)
    return raw(file.body, headers=file.headers, content_type=file.content_type)


def _accepts_gzip(header: str) -> bool:
    for coding in header.lower().split(","):
        name, _, quality = coding.partition(";")
        if name.strip() in ("gzip", "*"):
            return quality.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


LOGIN_STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;display:grid;place-items:center;min-height:90vh;margin:1rem;"
    "color-scheme:light dark;background:light-dark(#fffefb,#161513)}"
    "form{display:grid;gap:.75rem;width:min(20rem,100%)}h1{font-size:1.5rem;margin:0}"
    "input,button{font:inherit;padding:.7rem .9rem;border-radius:.75rem;border:1px solid #8886}"
    "button{background:#2b4acb;color:#fff;border:0}p{margin:0}"
)
LOGIN_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Brainstormer</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>{style}</style></head>
<body><main><form method="post" action=""><h1>Brainstormer</h1>
<label for="token">Access token</label>
<input id="token" name="token" type="password" autocomplete="current-password" required autofocus>
<p role="alert">{notice}</p><button>Open</button></form></main></body></html>"""
COOKIE = "brainstormer"
COOKIE_SECONDS = 30 * 24 * 3600
LOGINS_PER_MINUTE = 10
# The login form is the only body that anybody has to send.
MAX_BODY_BYTES = 16 * 1024


class Gate:
    """Who may come in: by the name the page is reached under, by the page that asks, and by the token."""

    def __init__(self, config: Config) -> None:
        self._token = config.access_token
        self._hosts = {*_items_of(config.allowed_hosts), "localhost", socket.gethostname().lower()}
        self._origins = set(_items_of(config.allowed_origins))
        self._attempts = Allowance(LOGINS_PER_MINUTE)
        self._notices = Notices()

    def refusal(self, request: Request) -> HTTPResponse | None:
        """The answer to a request that may not come in; what is in its body has no say."""
        hosts, origins = (request.headers.getall(name, []) for name in ("host", "origin"))
        if len(hosts) != 1:
            return text("A request needs one Host.", 400)
        if not self._knows_host(hosts[0].lower()):
            self._notices.warn("Refused, because ALLOWED_HOSTS does not have it: a request for %.100r", hosts[0])
            return text("This server is not known under that name.", 421)
        to_socket = request.path.rstrip("/") == "/ws"
        if (to_socket or request.method == "POST") and not self._knows_page(request, origins):
            self._notices.warn("Refused, because ALLOWED_ORIGINS does not have it: a page of %.100r", origins)
            return text("This page may not do that here.", 403)
        longest = MAX_BODY_BYTES if request.method == "POST" else 0
        in_parts = "transfer-encoding" in request.headers
        if int(request.headers.get("content-length", 0)) > longest or (in_parts and not longest):
            return text("That is too large.", 413)
        if request.method == "POST" or request.path == "/healthz":
            return None
        return self._ask_for_token(request, to_socket)

    async def log_in(self, request: Request) -> HTTPResponse:
        """Answer the login form: a cookie and the page, or the form again."""
        await request.receive_body()  # type: ignore[no-untyped-call]
        form = dict(parse_qsl(request.body.decode("utf-8", "replace")))
        status, notice = self._judge(request, form.get("token", ""))
        if notice:
            return self._login_page(notice, status)
        expiry = str(int(time.time()) + COOKIE_SECONDS)
        # A proxy may put a prefix before our paths. Only the browser knows it: it takes the redirect as relative, and a cookie
        # without a path as for the form's folder (RFC 6265, section 5.1.4).
        secure = "; Secure" if request.scheme == "https" else ""
        value = f"{COOKIE}={expiry}.{self._sign(expiry)}"
        cookie = f"{value}; Max-Age={COOKIE_SECONDS}; HttpOnly; SameSite=Strict{secure}"
        return empty(303, {"location": "./", "set-cookie": cookie})

    def _knows_host(self, host: str) -> bool:
        """Whether the Host header names this server: other names may be an attacker's that lead here."""
        name = host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]
        with contextlib.suppress(ValueError):
            ipaddress.ip_address(name)
            return True
        return name in self._hosts or name.endswith(".localhost")

    def _knows_page(self, request: Request, origins: Sequence[str]) -> bool:
        """Whether the page that asks is ours or an allowed one; what is no browser sends no Origin."""
        # Browsers send Sec-Fetch-Site with forms, but neither over plain HTTP from afar nor, all of them, with sockets.
        if request.method == "POST" and request.headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
            return False
        if len(origins) != 1:
            return not origins
        with contextlib.suppress(ValueError):
            return origins[0].lower() in self._origins or urlsplit(origins[0]).netloc == request.headers.get("host")
        return False

    def _ask_for_token(self, request: Request, to_socket: bool) -> HTTPResponse | None:
        """The answer to a request that has the token neither as a signed cookie nor as a bearer."""
        expiry, _, signature = str(request.cookies.get(COOKIE) or "").partition(".")
        # First the signature: what follows is then a number of ours.
        if not self._token or (_same(signature, self._sign(expiry)) and int(expiry) > time.time()):
            return None
        scheme, _, bearer = str(request.headers.get("authorization", "")).partition(" ")
        if scheme.lower() == "bearer":
            status, notice = self._judge(request, bearer)
            return text(notice, status) if notice else None
        return text("The access token is missing.", 401) if to_socket else self._login_page()

    def _judge(self, request: Request, token: str) -> tuple[int, str]:
        """The status of a guess at the token, and what to say to a wrong one."""
        address = client_address(request)
        if seconds := self._attempts.wait(address):
            return 429, f"Too many attempts. Please retry in {seconds} s."
        if _same(token, self._token):
            return 200, ""
        self._attempts.spend(address)
        self._notices.warn("A wrong access token was refused")
        return 401, "That is not the access token."

    def _login_page(self, notice: str = "", status: int = 401) -> HTTPResponse:
        """The login form; it stays at the address that was asked for, so that a link to a chat survives it."""
        page = LOGIN_PAGE.format(style=LOGIN_STYLE, notice=html.escape(notice))
        digest = base64.b64encode(hashlib.sha256(LOGIN_STYLE.encode()).digest()).decode()
        policy = f"default-src 'none'; style-src 'sha256-{digest}'; form-action 'self'; frame-ancestors 'none'"
        # With the other pages' "no-referrer" the form would come with the Origin "null", like one from anywhere.
        headers = {"content-security-policy": policy, "cache-control": "no-store", "referrer-policy": "same-origin"}
        return html_response(page, status, headers)

    def _sign(self, expiry: str) -> str:
        return hmac.new(self._token.encode(), f"{COOKIE} {expiry}".encode("utf-8", "replace"), "sha256").hexdigest()


def _items_of(setting: str) -> list[str]:
    return [item.strip().lower() for item in setting.split(",") if item.strip()]


def _same(given: str, expected: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), expected.encode())


def client_address(request: Request) -> str:
    """The client's address as limits count it; a proxy's headers count only if Sanic was told to believe them."""
    return network_of(request.remote_addr or request.ip)


def network_of(address: str) -> str:
    """What an address counts as: one IPv4 address, or an IPv6 network of the size that one customer gets."""
    with contextlib.suppress(ValueError):
        ip = ipaddress.ip_address(address.strip("[]"))
        if isinstance(ip, ipaddress.IPv6Address):
            return str(ip.ipv4_mapped or f"{ipaddress.IPv6Address(int(ip) >> 64 << 64)}/64")
    return address


########################################################################################################################
# APP
########################################################################################################################

_app_numbers = itertools.count(1)


class Connection(WebSocketProtocol):
    """A TCP connection: one of a bounded number from its address, which serves one request in a bounded time.

    Sanic's own timeouts begin again with every byte, so that a request sent byte by byte would never meet them.
    """

    __slots__ = ("_address", "_deadline")

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)  # type: ignore[no-untyped-call]
        self._deadline = self.loop.call_later(self.app.config.REQUEST_TIMEOUT, transport.abort)
        self._address = network_of(self.conn_info.client_ip if self.conn_info else "")
        counts: Counter[str] = self.app.ctx.connections
        counts[self._address] += 1
        if counts[self._address] > self.app.ctx.most_connections:
            self.app.ctx.notices.warn("The address %s has too many connections; further ones are cut", self._address)
            transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        self._deadline.cancel()
        counts: Counter[str] = self.app.ctx.connections
        counts[self._address] -= 1
        if not counts[self._address]:
            del counts[self._address]
        super().connection_lost(exc)  # type: ignore[no-untyped-call]

    def extend(self, seconds: float) -> None:
        """Let it stay for so long from now on."""
        self._deadline.cancel()
        if self.transport and seconds < math.inf:
            self._deadline = self.loop.call_later(seconds, self.transport.abort)


class TolerantRequest(Request):
    """A request whose path may be no path at all: Sanic has no answer to such a one, so it becomes one not found."""

    __slots__ = ()

    def __init__(self, url_bytes: bytes, *args: Any, **kwargs: Any) -> None:
        try:
            super().__init__(url_bytes, *args, **kwargs)
        except BadURL:
            super().__init__(b"/%00", *args, **kwargs)


class Service:
    """The parts of the application, and what it answers to HTTP requests."""

    def __init__(self, config: Config, assistant: Assistant | None, page: Path) -> None:
        self._config = config
        self._assistant = assistant or create_assistant(config)
        self._store = Store(config.database_url)
        self._metrics = Metrics()
        self._link = Link(config.database_url, self._store) if config.shared else None
        self._hub = Hub(config, self._store, self._assistant, self._metrics, self._link)
        self._sockets = Sockets(config, self._hub, self._metrics, self._link)
        if self._link:
            self._link.on_request, self._link.on_leave = self._sockets.carry_out, self._hub.leave
            self._link.on_loss, self._link.on_return = self._hub.lose_claims, self._hub.claim_again
        self.gate = Gate(config)
        settings = {
            "demo": config.demo,
            "model": "demo" if config.demo else config.openai_model,
            "maxMessageChars": config.max_message_chars,
            "version": __version__,
        }
        self._page = load_page(page, settings)

    # Routes.

    async def talk(self, request: Request, ws: Websocket) -> None:
        """`/ws`"""
        if isinstance(request.protocol, Connection):
            request.protocol.extend(math.inf)
        await self._sockets.serve(ws, client_address(request))

    async def health(self, request: Request) -> HTTPResponse:
        """`/healthz`"""
        try:
            await self._store.ping()
        except Fault:
            return json_response({"status": "error", "version": __version__, "database": "unavailable"}, 503)
        return json_response({"status": "ok", "version": __version__, "database": "ok"})

    async def file(self, request: Request, path: str = "") -> HTTPResponse:
        """A file of the page."""
        found = self._page.get(path)
        return serve_file(request, found) if found else text("There is nothing here.", 404)

    async def measure(self, request: Request) -> HTTPResponse:
        """`/metrics`"""
        metrics = prometheus_client.generate_latest(self._metrics.registry).decode()
        return text(metrics, content_type="text/plain; version=0.0.4")

    # Before and after every route.

    async def guard(self, request: Request) -> HTTPResponse | None:
        """Refuse what may not come in."""
        request_id.set(str(request.id)[:12])
        if refusal := self.gate.refusal(request):
            return refusal
        if isinstance(request.protocol, Connection):
            request.protocol.extend(request.app.config.RESPONSE_TIMEOUT)
        if request.method != "POST":
            # Sanic logs an error about a body that nobody has read, even if it is empty, as it is here.
            await request.receive_body()  # type: ignore[no-untyped-call]
        if request.path.rstrip("/") == "/ws" and self._sockets.full(client_address(request)):
            return text("Too many connections. Please retry in 10 s.", 503, headers={"retry-after": "10"})
        return None

    async def secure(self, request: Request, response: HTTPResponse) -> None:
        """Add the security headers that an answer lacks."""
        for name, value in SECURITY_HEADERS.items():
            response.headers.setdefault(name, value)

    async def refuse(self, request: Request, error: Exception) -> HTTPResponse:
        """Answer an error in a sentence; Sanic's own line in the log would have the query string."""
        if not isinstance(error, SanicException):
            log.error("A request failed", exc_info=error)
            return text(SENTENCES["internal"], 500)
        sentences = {404: "There is nothing here.", 405: "That cannot be done here.", 413: "That is too large."}
        sentence = sentences.get(error.status_code, "That failed.")
        return text(sentence, error.status_code, headers=dict(error.headers or {}))

    # Life.

    async def begin(self, *_: object) -> None:
        """Start what runs beside the requests."""
        await self._store.open()
        if self._link:
            await self._link.start()
        await self._hub.start()
        await self._sockets.start()

    async def drain(self, *_: object) -> None:
        """Let the running answers finish; a second signal cuts that short."""
        for number in (signal.SIGTERM, signal.SIGINT):
            with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                asyncio.get_running_loop().add_signal_handler(number, self._hub.hurry)
        await self._hub.drain(self._config.drain_seconds)
        await self._sockets.close()

    async def end(self, *_: object) -> None:
        """Let go of everything."""
        await self._hub.close()
        if self._link:
            await self._link.close()
        await self._assistant.close()
        await self._store.close()


def create_app(config: Config, assistant: Assistant | None = None, page: Path = PAGE) -> Sanic[Any, Any]:
    """The application, with the assistant that the settings ask for unless another is given.

    Raises ConfigError if there is no page.
    """
    # Sanic wants a name of its own for each application in a process.
    app = Sanic(f"brainstormer-{next(_app_numbers)}", request_class=TolerantRequest, configure_logging=False)
    app.config.update(
        ACCESS_LOG=False,
        MOTD=False,
        FALLBACK_ERROR_FORMAT="text",
        # How long a connection may take to send its request, and then to take the answer. It serves no second one:
        # nobody can hold connections that do nothing, and what follows a refused request is never read as another.
        REQUEST_TIMEOUT=10.0,
        RESPONSE_TIMEOUT=60.0,
        GRACEFUL_TCP_CLOSE_TIMEOUT=60.0,
        KEEP_ALIVE=False,
        REQUEST_MAX_SIZE=MAX_BODY_BYTES,
        WEBSOCKET_MAX_SIZE=max(MIN_FRAME_BYTES, 6 * config.max_message_chars + 4096),
        WEBSOCKET_PING_INTERVAL=PING_SECONDS,
        WEBSOCKET_PING_TIMEOUT=STALLED_SECONDS,
        PROXIES_COUNT=config.proxies_count or None,
    )
    service = Service(config, assistant, page)
    app.ctx.notices = Notices()
    app.ctx.connections = Counter()
    app.ctx.most_connections = _most_connections(config)
    app.add_websocket_route(service.talk, "/ws")
    # A body is left unread until the guard has judged the request; the login form alone reads one.
    route: Any = functools.partial(app.route, ignore_body=True)
    route("/healthz", methods=["GET"])(service.health)
    route("/metrics", methods=["GET"])(service.measure)
    route("/", methods=["GET", "HEAD"], name="index")(service.file)
    route("/<path:path>", methods=["GET", "HEAD"], name="file")(service.file)
    if config.access_token:
        route("/", methods=["POST"], name="login")(service.gate.log_in)
    app.register_middleware(service.guard, "request")
    app.register_middleware(cast(Any, service.secure), "response")
    app.error_handler.add(Exception, service.refuse)
    app.register_listener(service.begin, "before_server_start")
    # After the socket's route: listeners run in reverse, and Sanic's own cuts the sockets off.
    app.register_listener(service.drain, "before_server_stop")
    app.register_listener(service.end, "after_server_stop")
    return app


def _most_connections(config: Config) -> float:
    """How many connections an address may have: twice its sockets, so that one too many can be told so."""
    if config.proxies_count:
        return math.inf  # A proxy's address has the connections of all clients.
    descriptors = resource.getrlimit(resource.RLIMIT_NOFILE)[0] if resource else math.inf
    # No limit is -1.
    return 2 * address_share(min(config.max_connections, descriptors if descriptors > 0 else math.inf))


########################################################################################################################
# MAIN
########################################################################################################################


# How long a start or a check waits for the model's provider.
PROBE_SECONDS = 5.0
LOOPBACK = ("127.0.0.1", "::1", "localhost")
# A token of random letters and digits that is shorter can be guessed by many machines together.
MIN_TOKEN_CHARS = 16


def parse_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command line; a bad one ends the program with a sentence and exit code 2."""
    parser = argparse.ArgumentParser(prog="server.py", description="Brainstormer: think aloud with a language model.")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument("--port", default=8000, type=_port, help="port to listen on (default: %(default)s)")
    parser.add_argument(
        "--reuse-port", action="store_true", help="let further processes serve the same port, on PostgreSQL only"
    )
    task = parser.add_mutually_exclusive_group()
    task.add_argument("--check", action="store_true", help="tell whether key, model, database and page are in order")
    task.add_argument("--export", metavar="FILE", type=Path, help="write every chat to a file, and end")
    task.add_argument("--import", metavar="FILE", type=Path, dest="import_", help="add the chats of a file, and end")
    parser.add_argument("--version", action="version", version=f"Brainstormer {__version__}")
    return parser.parse_args(arguments)


def _port(value: str) -> int:
    if not (value.isascii() and value.isdecimal()) or not 0 <= int(value) <= 65_535:
        raise argparse.ArgumentTypeError(f"'{value}' is not a port: it must be a number from 0 to 65535")
    return int(value)


def listen(host: str, port: int, reuse_port: bool = False) -> socket.socket:
    """A socket that listens. Raises ConfigError if the address cannot be had."""
    if reuse_port and not hasattr(socket, "SO_REUSEPORT"):
        raise ConfigError("this system has no --reuse-port. Start each process on a port of its own.")
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        return socket.create_server(address[:2], family=family, backlog=1024, reuse_port=reuse_port)
    except UnicodeError:
        raise ConfigError(f"'{host[:40]}' is not the name of a host. Choose another with --host.") from None
    except OSError as error:
        reason = "is in use already" if error.errno == errno.EADDRINUSE else f"cannot be used ({error.strerror})"
        raise ConfigError(f"Port {port} of {host} {reason}. Choose another with --port or --host.") from None


def describe(config: Config, host: str, port: int) -> str:
    """The screen that the server starts with."""
    shown = "localhost" if host in LOOPBACK else f"[{host}]" if ":" in host else host
    api = {"responses": " (Responses)", "chat": " (Chat Completions)"}.get(config.openai_api, "")
    model = f"{config.openai_model} at {redact(config.openai_base_url)}{api}"
    lines = [
        f"Brainstormer {__version__}",
        f"  Page       http://{shown}:{port}",
        f"  Assistant  {'demo: no OPENAI_API_KEY' if config.demo else model}",
        f"  Database   {redact(config.database_url)}",
        "  Stop with Ctrl+C.",
    ]
    if not config.access_token and host not in LOOPBACK:
        lines.append(
            "Warning: anybody who can reach this address can use the model. Set ACCESS_TOKEN to ask for a token."
        )
    if 0 < len(config.access_token) < MIN_TOKEN_CHARS:
        lines.append(f"Warning: ACCESS_TOKEN can be guessed. Choose one of {MIN_TOKEN_CHARS} characters or more.")
    return "\n".join(lines)


async def settle_api(config: Config) -> Config:
    """Find out which API the provider speaks, if no setting says so; it stays `auto` if that cannot be told now."""
    if config.demo or config.openai_api != "auto" or config.openai_base_url == DEFAULT_BASE_URL:
        return config
    async with create_client(config) as client:
        quick = client.with_options(timeout=PROBE_SECONDS, max_retries=0)
        try:
            conversation = await quick.conversations.create()
            await quick.conversations.delete(conversation.id)
        except openai.APIStatusError as error:
            return dataclasses.replace(config, openai_api="chat") if error.status_code in (404, 405) else config
        except openai.OpenAIError:
            return config
    return dataclasses.replace(config, openai_api="responses")


async def check_model(config: Config) -> tuple[bool, str]:
    """Whether the provider takes the key and has the model, in a sentence."""
    if config.demo:
        return True, "Model: the demo assistant answers, because there is no OPENAI_API_KEY."
    async with create_client(config) as client:
        try:
            model = await client.with_options(timeout=PROBE_SECONDS, max_retries=0).models.retrieve(config.openai_model)
        except openai.NotFoundError:
            return False, f"Model: the provider does not know {config.openai_model}. Please check OPENAI_MODEL."
        except openai.OpenAIError as error:
            return False, f"Model: {_upstream_fault(error).sentence}"
    ending = f" It will be shut down on {model.shutdown_date}." if model.shutdown_date else ""
    return True, f"Model: the key is accepted, and {config.openai_model} is there.{ending}"


def check(config: Config) -> int:
    """Tell in sentences whether all is in order; return 1 if something is not."""
    results = [asyncio.run(check_model(config))]
    try:
        open_database(config.database_url)
        database.close()
        results.append((True, f"Database: {redact(config.database_url)} can be used."))
    except Fault as fault:
        results.append((False, f"Database: {fault.sentence}"))
    try:
        results.append((True, f"Page: {len(load_page(PAGE, {})) - 1} files are there."))
    except ConfigError as error:
        results.append((False, f"Page: {error}"))
    for well, sentence in results:
        print("ok  " if well else "BAD ", sentence)
    return 0 if all(well for well, _ in results) else 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the server; return the exit code."""
    options = parse_arguments(arguments)
    prepare_process()
    try:
        config = Config.from_env(load_environ())
        set_up_logging(config.log_format)
        if options.check:
            return check(config)
        if options.export or options.import_:
            return move(config, options.export, options.import_)
        if options.reuse_port and not config.shared:
            raise ConfigError(
                "SQLite serves one process only. For --reuse-port, set DATABASE_URL to a PostgreSQL database."
            )
        listener = listen(options.host, options.port, options.reuse_port)
        config = asyncio.run(settle_api(config))
        open_database(config.database_url)
        database.close()
        app = create_app(config)
    except ConfigError as error:
        print(f"Brainstormer cannot start: {error}", file=sys.stderr)
        return 2
    except Fault as fault:
        print(f"Brainstormer cannot start: {fault.sentence}", file=sys.stderr)
        return 1
    print(describe(config, options.host, listener.getsockname()[1]), flush=True)
    return serve_page(app, listener)


def prepare_process() -> None:
    """Keep what the server writes to its own user, and let it have as many connections as the system allows."""
    os.umask(0o077)
    if resource:
        _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        # macOS says that there is no limit, and then refuses that.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def serve_page(app: Sanic[Any, Any], listener: socket.socket) -> int:
    """Serve until a signal ends it; return the exit code."""
    # A full collection would walk all that was imported, and hold up every chat for a tenth of a second.
    gc.freeze()
    if os.name != "nt":
        try_use_uvloop()
    try:
        asyncio.run(_serve_until_told(app, listener))
    except Fault as fault:
        log.error("The server cannot start: %s", fault.sentence)
        return 1
    except KeyboardInterrupt:
        pass  # Windows has no handlers for signals within a loop.
    return 0


async def _serve_until_told(app: Sanic[Any, Any], listener: socket.socket) -> None:
    told = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(number, told.set)
    async with serving(app, listener):
        await told.wait()


@contextlib.asynccontextmanager
async def serving(app: Sanic[Any, Any], listener: socket.socket) -> AsyncIterator[None]:
    """Serve while the block runs. Then close the listener first, so that new connections go to other processes."""
    # It takes requests when everything behind them has started, and not before.
    server: Any = await app.create_server(
        sock=listener, protocol=Connection, asyncio_server_kwargs={"start_serving": False}, backlog=1024
    )
    await server.startup()
    await server.before_start()
    await server.start_serving()
    try:
        yield
    finally:
        server.close()
        await server.before_stop()
        for connection in list(server.connections):
            connection.extend(0)
        await server.after_stop()


def move(config: Config, target: Path | None, source: Path | None) -> int:
    """Write the chats to a file, or add those of a file; return the exit code."""
    try:
        open_database(config.database_url)
        counts = export_database(target) if target else import_database(cast(Path, source))
        database.close()
    except Fault as fault:
        print(fault.sentence, file=sys.stderr)
        return 1
    moved = "exported to" if target else "imported from"
    print(f"{counts['chat']} chats, {counts['turn']} turns and {counts['idea']} ideas were {moved} {target or source}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
