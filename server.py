"""Brainstormer: think aloud with a language model while every idea worth keeping writes itself onto a board.

    pip install -r requirements.txt && python server.py        then open http://localhost:8000

One module. It runs as one process on a SQLite file, or as several processes on one PostgreSQL database. Without
OPENAI_API_KEY a built-in demo assistant answers.

    GET  /           the page, and every file of static/dist at its own path
    POST /           the login form, if ACCESS_TOKEN is set
    GET  /healthz    200 while the database answers, otherwise 503
    GET  /metrics    counters for Prometheus
    WS   /ws         the conversation: JSON frames, described in README.md under "The protocol"

Data flows one way: socket -> turn -> assistant -> reply parser -> chunks -> store and sockets. A finished idea is stored
before any socket gets it. Each section uses only the sections above it.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import dataclasses
import difflib
import functools
import gc
import gzip
import hashlib
import hmac
import html
import io
import ipaddress
import itertools
import json
import logging
import math
import operator
import os
import random
import re
import signal
import socket
import sqlite3
import sys
import textwrap
import time
import uuid
import weakref
from collections import Counter, deque
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Generator, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime, timezone
from http import HTTPStatus
from pathlib import Path
from typing import Annotated, Any, NamedTuple, ParamSpec, Protocol, TypeVar, cast
from urllib.parse import parse_qsl, urlsplit

import aiohttp
import dotenv
import httpx2
import msgspec
import openai
import peewee
import prometheus_client
from dotenv.parser import parse_stream
from playhouse import db_url  # type: ignore[import-untyped]  # it ships no types
from sanic import HTTPResponse, Request, Sanic, Websocket, response
from sanic.exceptions import BadURL, NotFound, SanicException
from sanic.server import try_use_uvloop
from sanic.server.protocols.websocket_protocol import WebSocketProtocol
from websockets import frames as websocket_frames
from websockets.protocol import State

if sys.version_info >= (3, 11):
    from asyncio import timeout
else:
    from async_timeout import timeout

try:
    import resource
except ImportError:  # Not on Windows.
    resource = None  # type: ignore[assignment]
try:
    import psycopg
except ImportError:  # Only needed for PostgreSQL.
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
_ORIGIN = r"(?i:https?)://(\[[0-9a-fA-F:.]+\]|[\w.-]+)(:[1-6]?\d{1,4})?"


class ConfigError(ValueError):
    """An invalid setting; its message is a sentence for the person starting the server."""


def _number(default: float, low: float, high: float) -> Any:
    metadata = {"is_good": lambda value: low <= value <= high, "must": f"be between {low:g} and {high:g}"}
    return field(default=default, metadata=metadata)


def _text(default: str, pattern: str, must: str) -> Any:
    def is_good(value: str) -> bool:
        with contextlib.suppress(ValueError):  # urlsplit rejects brackets that hold no IP address.
            return bool(re.fullmatch(pattern, value, re.ASCII) and urlsplit(value))
        return False

    return field(default=default, metadata={"is_good": is_good, "must": must})


@dataclass(frozen=True, repr=False)  # No repr, because it would show secrets.
class Config:
    """All settings. Each is read from the variable with its name in capitals; README describes them."""

    openai_api_key: str = _text("", "[!-~]*", "have only the characters of a key. Please copy it again")
    openai_base_url: str = _text(
        DEFAULT_BASE_URL, rf"{_ORIGIN}(/.*)?", f"be an address like {DEFAULT_BASE_URL}, without a password"
    )
    openai_model: str = DEFAULT_MODEL
    openai_api: str = _text("auto", "auto|responses|chat", "be auto, responses or chat")
    openai_reasoning_effort: str = ""
    database_url: str = _text(
        "sqlite:///.data/brainstormer.db",
        r"sqlite:///[^?#]*[^/?#][^?#]*|postgres(ql)?://[^/?#]*/[^/?#]+(\?[^#]*)?",
        "be like sqlite:///folder/file.db, or sqlite:////folder/file.db from the root, or "
        "postgresql://user:password@host/name, with %23 for # in the password, %2F for / and %3F for ?",
    )
    # Small enough to look live, large enough that a frame's overhead does not exceed its text.
    min_chunk_chars: int = _number(20, 1, 10_000)
    # A few pages of typing. Anything longer is a document, and is billed like one.
    max_message_chars: int = _number(8_000, 1, 1_000_000)
    # Twice the length of English text that fits the default output limit; stops a model that never ends.
    max_reply_chars: int = _number(64_000, 100, 1_000_000)
    max_output_tokens: int = _number(8_000, 16, 1_000_000)
    # A rebuilt thread is billed in full with every later answer.
    memory_chars: int = _number(60_000, 0, 10_000_000)
    # Reasoning models may be silent for a while, but nobody waits longer than this.
    stall_seconds: float = _number(90.0, 0.05, 3_600)
    turn_seconds: float = _number(600.0, 0.1, 86_400)
    # Container engines kill a process ten seconds after SIGTERM.
    drain_seconds: float = _number(8.0, 0, 3_600)
    # Dragging cards causes bursts of requests; nobody types this fast.
    rate_per_second: float = _number(10.0, 1, 100_000)
    turns_per_minute: int = _number(600, 1, 1_000_000)
    max_running: int = _number(1_000, 1, 1_000_000)
    max_connections: int = _number(10_000, 1, 1_000_000)
    access_token: str = ""
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
            if setting.metadata and not setting.metadata["is_good"](getattr(self, setting.name)):
                raise ConfigError(f"{setting.name.upper()} must {setting.metadata['must']}.")

    @classmethod
    def from_env(cls, environ: Mapping[str, str | None]) -> Config:
        """Read settings from a mapping like os.environ; empty values count as unset. Raises ConfigError."""
        known: dict[str, type] = {setting.name.upper(): type(setting.default) for setting in dataclasses.fields(cls)}
        values = {}
        for name, given in environ.items():
            value = (given or "").strip()
            alike = difflib.get_close_matches(name, known, 1, 0.9)
            if name not in known and alike and not environ.get(alike[0]):
                raise ConfigError(f"{name} is not a setting. Did you mean {alike[0]}?")
            if name in known and value:
                try:
                    values[name.lower()] = known[name](value.encode().decode())
                except ValueError:  # Also of bytes that are not UTF-8, which are lone surrogates here.
                    kind = {int: "a whole number", float: "a number"}.get(known[name], "valid UTF-8")
                    raise ConfigError(f"{name} must be {kind}.") from None
        return cls(**values)

    @property
    def demo(self) -> bool:
        """Whether the demo assistant answers because no key is set."""
        return not self.openai_api_key

    @property
    def reasoning_effort(self) -> str:
        """The effort to request, or '' to send none: models that do not reason refuse the parameter."""
        return self.openai_reasoning_effort or ("none" if self.openai_model == DEFAULT_MODEL else "")


def address_share(total: float) -> int:
    """The share of a total that one client address may use; a whole company can share one address."""
    return max(20, int(total // 3))


def load_environ() -> dict[str, str | None]:
    """The environment, on top of the nearest `.env` in the working folder or above it. Raises ConfigError."""
    path = dotenv.find_dotenv(usecwd=True)
    try:
        if path and os.name != "nt" and os.stat(path).st_uid not in (0, os.getuid()):
            # Otherwise another user of the machine could redirect our key.
            print(f"Warning: {path} belongs to another user and is not read.", file=sys.stderr)
            path = ""
        with open(path or os.devnull, encoding="utf-8") as file:
            # An ignored line could be the one that sets ACCESS_TOKEN.
            if odd := next((line.original.line for line in parse_stream(file) if line.error), None):
                raise ConfigError(f"Line {odd} of {path} cannot be parsed.")
        return {**(dotenv.dotenv_values(path) if path else {}), **os.environ}
    except OSError as error:
        raise ConfigError(f"{path} cannot be read ({error.strerror}).") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{path} is not valid UTF-8. Please save it as UTF-8.") from None


########################################################################################################################
# ERRORS, LOGS AND METRICS
#
# One line per event. Logs never contain what people wrote, keys, tokens, chat ids or query strings.
########################################################################################################################

SENTENCES = {
    "bad_json": "That was not valid JSON.",
    "bad_request": "That request could not be understood.",
    "empty": "The message is empty.",
    "too_long": "That is too long.",
    "busy": "This chat has too many messages waiting. Please try again in a moment.",
    "rate_limited": "That was too fast. Please try again in a moment.",
    "conflict": "A message with this id was already sent with a different text.",
    "upstream_auth": "The model provider rejected the API key. Please check OPENAI_API_KEY.",
    "upstream_quota": "The model provider account is out of quota. Please check its plan and billing.",
    "upstream_busy": "The model is busy. Please try again in a moment.",
    "upstream_timeout": "The model took too long to answer. Please try again.",
    "upstream_failed": "The model could not answer. Please try again.",
    "interrupted": "The answer was cut off. The text so far is saved, and you can try again.",
    "storage": "The server could not save this. Please try again, and check the server's disk if this keeps happening.",
    "internal": "Something went wrong on the server. Please try again.",
}


class Fault(Exception):
    """A problem to tell the user about: an error code of the protocol, and a sentence without secrets.

    `about` holds more fields for the error frame, such as the current state of an idea that could not be changed.
    """

    def __init__(self, code: str, sentence: str = "", **about: Any) -> None:
        self.code = code
        self.sentence = sentence or SENTENCES[code]
        self.about = about
        super().__init__(self.sentence)


class ThreadLost(Fault):
    """The upstream thread is unusable (deleted, locked for good, owned by another key) and must be rebuilt from the turns."""


def redact(url: str) -> str:
    """A URL without its passwords."""
    password = urlsplit(url).password
    url = url.replace(f":{password}@", ":***@") if password else url
    return re.sub(r"(password=)[^&]*", r"\1***", url)


def reason(error: BaseException, url: str = "") -> str:
    """The first line of an error's message without the URL's passwords; the other lines may quote stored data."""
    text = (isinstance(error, OSError) and error.strerror) or str(error).strip().partition("\n")[0].rstrip(".")
    for password in filter(None, [urlsplit(url).password, *re.findall("password=([^&]*)", url)]):
        text = text.replace(password, "***")
    return text


request_id: ContextVar[str] = ContextVar("request_id", default="-")


class LogFormatter(logging.Formatter):
    """Formats one line per event with its request id; in JSON the traceback is part of that line.

    Secrets are masked everywhere, because a provider's error may repeat them.
    """

    def __init__(self, as_json: bool, secrets: Sequence[str] = ()) -> None:
        super().__init__("%(asctime)s %(levelname)s [%(request)s] %(message)s")
        self._as_json = as_json
        self._secrets = [*secrets, *(json.dumps(secret, ensure_ascii=False)[1:-1] for secret in secrets)]

    def format(self, record: logging.LogRecord) -> str:
        record.request = request_id.get()
        line = self._write_json(record) if self._as_json else super().format(record)
        for secret in self._secrets:
            line = line.replace(secret, "***")
        return line

    def _write_json(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, timezone.utc).isoformat(timespec="milliseconds")
        line = {"time": at, "level": record.levelname, "request": request_id.get(), "event": record.getMessage()}
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def set_up_logging(config: Config) -> None:
    """Log our events to stderr; of libraries only warnings."""
    handler = logging.StreamHandler()
    # Shorter keys are placeholders for local model servers, like "none".
    secrets = [secret for secret in (config.openai_api_key, config.access_token) if len(secret) >= 8]
    handler.setFormatter(LogFormatter(config.log_format == "json", secrets))
    logging.basicConfig(handlers=[handler])
    log.setLevel(logging.INFO)
    # On a terminal Sanic suggests its debug mode as a warning.
    logging.getLogger("sanic.error").setLevel(logging.ERROR)


class Metrics:
    """Counters for Prometheus."""

    def __init__(self) -> None:
        self.registry = prometheus_client.CollectorRegistry()
        kinds: Any = prometheus_client.Counter, prometheus_client.Gauge, prometheus_client.Histogram
        own = {"namespace": "brainstormer", "registry": self.registry}
        counter, gauge, histogram = (functools.partial(kind, **own) for kind in kinds)
        self.turns = counter("turns", "Turns by how they ended", ["outcome"])
        self.running = gauge("running_turns", "Turns that run or wait")
        self.sockets = gauge("sockets", "Open sockets")
        self.first_chunk = histogram("first_chunk_seconds", "From a turn's start to its first chunk")
        self.seconds = histogram("turn_seconds", "From a message's acceptance to its turn's end")
        self.tokens = counter("tokens", "Tokens by direction", ["direction"])
        self.upstream_errors = counter("upstream_errors", "Faults of the provider", ["code"])
        self.dropped_readers = counter("dropped_readers", "Sockets dropped for not reading, or for too many frames")


########################################################################################################################
# REPLY PARSER
#
# The model answers in single-level YAML, more or less: any number of `idea:` lines and one `message:`. A `theme:` line
# names the theme of the ideas after it; an empty one ends the theme. The parser takes the reply as it streams in and
# returns text as soon as its meaning is certain. It does no I/O, has no clock, and never raises. Its lenient grammar:
#
#   reply    outside { entry outside }
#   entry    at the start of a line: blanks, `idea`, `theme` or `message` in any case, blanks, a colon, and on the same
#            or a later line a value: double-quoted, single-quoted, a literal or folded block, or plain text up to the
#            next entry (a plain theme is a single line, and part of the message unless an entry follows)
#   outside  text up to the next entry; it belongs to the message, whose parts are joined by newlines
#
#   - A quote closes a value only if the rest of its line is blank and it does not close an inner quote. Newlines inside
#     quotes are kept, because the message is Markdown.
#   - An unclosed quoted value ends before a line that starts, at column 0, an entry with a quoted value.
#   - Blank lines, `---` and `...` around outside text are dropped. So are a code fence directly before an entry, and the
#     bare fence that closes it. Ideas are trimmed, and empty ones dropped.
#
# The readers follow the grammar, as generators that yield when they need more text. `_buffer[_at:]` is not consumed yet.
# A reader decides only what more text cannot change: each pattern has a second one for undecided text, and while that
# matches the rest of the buffer, the reader yields. Lookahead is bounded, so the time is linear and little is held back.
########################################################################################################################

IDEA = "idea"
MESSAGE = "message"
_THEME = "theme"
_KEYS = (IDEA, _THEME, MESSAGE)
_Reading = Generator[None, None, R]


class Piece(NamedTuple):
    """Part of a value's text; the last part of a value is `done`, and that of an idea has its theme."""

    tag: str
    text: str
    done: bool
    theme: str = ""


# Bounds that no real reply reaches: longer indents, fences and trailing blanks count as text.
_KEY = rf"(?ai:{'|'.join(_KEYS)})"
_KEY_BEGUN = rf"(?:(?ai:{'|'.join(key[:length] for key in _KEYS for length in range(len(key)))})|{_KEY}[ \t]{{0,64}})"
_RULE = r"[ \t\ufeff]{0,64}(?:(?:---|\.\.\.)[ \t]{0,64})?"
_FENCE = r"[ \ufeff]{0,3}(?:`{3,32}[^`\n]{0,64}|~{3,32}[^\n]{0,64})"
_LINE = re.compile(
    rf"(?P<entry>(?P<indent>[ \t\ufeff]{{0,64}})(?P<key>{_KEY})[ \t]{{0,64}}:)"
    r"|(?:(?P<bare>[ \ufeff]{0,3}(?:`{3,32}|~{3,32})[ \t]{0,64})"
    rf"|(?P<rule>{_RULE})|(?P<fence>{_FENCE}))(?:\n|\Z)"
)
_FENCE_LINE = re.compile(rf"{_FENCE}(?:\n|\Z)")
_FENCE_BEGUN = re.compile(rf"[ \ufeff]{{0,3}}(?:`{{0,2}}|~{{0,2}})|{_FENCE}")
_LINE_BEGUN = re.compile(rf"[ \t\ufeff]{{0,64}}(?:{_KEY_BEGUN}|--?|\.\.?)|{_RULE}|{_FENCE_BEGUN.pattern}")
_BLOCK = re.compile(r"([|>])([1-9][+-]|[+-]?[1-9]?)[ \t]{0,64}(?:\n|\Z)")
_BLOCK_BEGUN = re.compile(r"[|>][1-9+-]{0,2}[ \t]{0,64}")
_INDENT = re.compile(r" {0,64}")
_NOT_BLANK = re.compile(r"[^ \t]")
_QUOTE = re.compile(r"""("|''?)([ \t]{0,200}(?:\n|\Z))?""")
_HEX = "[0-9a-fA-F]"
_HIGH, _LOW = rf"[dD][89abAB]{_HEX}{{2}}", rf"[dD][c-fC-F]{_HEX}{{2}}"
_ESCAPE = re.compile(rf"\\(?:u({_HIGH})\\u({_LOW})|u({_HEX}{{4}})|x({_HEX}{{2}})|U({_HEX}{{8}})|[^xuU\n])")
_ESCAPE_BEGUN = rf"\\(?:x{_HEX}?|u{_HEX}{{0,3}}|U{_HEX}{{0,7}}|u{_HIGH}(?:\\(?:u{_HEX}{{0,3}})?)?)?"
_ESCAPES = {
    "n": "\n", "t": "\t", '"': '"', "\\": "\\", "/": "/", "0": "\0", "a": "\a", "b": "\b", "e": "\x1b", "f": "\f",
    "r": "\r", "v": "\v", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029", " ": " ", "\t": "\t",
}  # fmt: skip
# At most this much is held back of text that is dropped if the value ends after it.
_MAX_HELD = 128


def _quote_patterns(special: str, escape: str, undecided: str) -> tuple[re.Pattern[str], ...]:
    """Patterns for quoted text without closing quotes: while more may come, at the reply's end, and undecided text."""
    plain, token = rf"[^{special}]+", rf"{escape}\n(?!{_KEY}[ \t]{{0,64}}:[ \t]{{0,64}}[\"'])"
    undecided += rf"|\n(?:{_KEY_BEGUN}|{_KEY}[ \t]{{0,64}}:[ \t]{{0,64}})"
    certain = rf"(?:{plain}|(?=[{special}])(?!(?:{undecided})\Z)(?:{token}))+"
    return re.compile(certain), re.compile(rf"(?:{plain}|{token})+"), re.compile(undecided)


_QUOTE_PATTERNS = {
    '"': _quote_patterns(r'"\\\n', r"\\[^xuU\n]|\\(?!\n)|", rf'"[ \t]{{0,200}}|{_ESCAPE_BEGUN}'),
    "'": _quote_patterns(r"'\n", "", r"''?[ \t]{0,200}"),
}


def _decode(escape: re.Match[str]) -> str:
    """Decode an escape, or a surrogate pair of two; a lone surrogate becomes U+FFFD, an unknown escape stays."""
    if simple := _ESCAPES.get(escape[0][1:]):
        return simple
    codes = [int(digits, 16) for digits in escape.groups() if digits]
    if not codes or codes[0] > 0x10FFFF:
        return escape[0]
    return "".join(map(chr, codes)).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class ReplyParser:
    """Splits a streamed reply into pieces of its ideas and message; where the stream was cut does not matter."""

    def __init__(self) -> None:
        self._newlines = io.IncrementalNewlineDecoder(None, translate=True)
        self._buffer, self._at = "", 0
        self._ended, self._complete = False, True
        self._reader = self._read_reply()
        # The output: finished pieces, and the parts of the next one.
        self._pieces: list[Piece] = []
        self._parts: list[str] = []
        # Whether the message has begun, and whether a fence around entries is open.
        self._spoken, self._fenced = False, False
        self._theme = ""  # of the ideas that follow
        # The current value. It is stripped of `_blanks`; `_held` are blanks that may turn out to be its end.
        self._tag, self._started, self._held = MESSAGE, False, ""
        self._blanks: str | None = ""

    def feed(self, text: str) -> list[Piece]:
        """Take more of the reply; return the pieces that have become certain."""
        self._buffer, self._at = self._buffer[self._at :] + self._newlines.decode(text, self._ended), 0
        try:
            next(self._reader, None)
        except BaseException:
            # An interrupted generator (by Ctrl+C) cannot resume, so a new one continues at the same place.
            self._reader = self._read_reply()
            raise
        self._end_piece(done=self._ended and self._complete)
        pieces, self._pieces = self._pieces, []
        return pieces

    def close(self, complete: bool = True) -> list[Piece]:
        """End the reply; return the rest, the message last. If it broke off, open values do not become `done`."""
        self._ended, self._complete = True, complete
        return self.feed("")

    def _begin_value(self, tag: str, blanks: str | None) -> None:
        """Begin a value that is stripped of these characters (None: of all whitespace)."""
        if tag != self._tag:
            self._end_piece()
        self._tag, self._blanks, self._started, self._held = tag, blanks, False, ""

    def _emit(self, text: str) -> None:
        """Add text to the current value."""
        text = self._held + (text if self._started else text.lstrip(self._blanks))
        end = len(text.rstrip(self._blanks))
        end += (len(text) - end) // _MAX_HELD * _MAX_HELD
        text, self._held = text[:end], text[end:]
        if text and not self._started:
            self._started = True
            if self._tag == MESSAGE:
                text, self._spoken = "\n" * self._spoken + text, True
        self._parts.append(text)

    def _end_piece(self, done: bool = False) -> None:
        if self._tag == _THEME:  # Its ideas carry it.
            return
        text = "".join(self._parts)
        if text or done:
            self._pieces.append(Piece(self._tag, text, done, self._theme if done and self._tag == IDEA else ""))
        self._parts.clear()

    # Readers. Those that return a bool return whether the value ended before the reply did.

    def _read_reply(self) -> _Reading[None]:
        while True:
            self._begin_value(MESSAGE, "")
            entry = yield from self._read_text(plain=False)
            if not entry:
                return
            ended = yield from self._read_entry(entry)
            if self._tag == _THEME:
                self._theme = "".join(self._parts)
                self._parts.clear()
            elif self._tag == IDEA and self._started:
                self._end_piece(done=ended or self._complete)

    def _match(self, pattern: re.Pattern[str], undecided: re.Pattern[str]) -> _Reading[re.Match[str] | None]:
        """Match a pattern here, once more text cannot change the outcome."""
        while not self._ended and undecided.fullmatch(self._buffer, self._at):
            yield
        return pattern.match(self._buffer, self._at)

    def _skip_blanks(self) -> _Reading[str]:
        """Consume any number of blanks; return the character after them, or '' at the reply's end."""
        while not (following := _NOT_BLANK.search(self._buffer, self._at)) and not self._ended:
            self._at = len(self._buffer)
            yield
        self._at = following.start() if following else len(self._buffer)
        return following[0] if following else ""

    def _read_line(self) -> _Reading[bool]:
        """Emit the rest of a line as it arrives, and consume its newline."""
        while (end := self._buffer.find("\n", self._at)) < 0:
            self._emit(self._buffer[self._at :])
            self._at = len(self._buffer)
            if self._ended:
                return False
            yield
        self._emit(self._buffer[self._at : end])
        self._at = end + 1
        return True

    def _read_text(self, plain: bool) -> _Reading[re.Match[str] | None]:
        """Read outside text or a plain value, line by line, up to the next entry, and return that entry.

        `held` are lines to drop if an entry follows; `fence` is where in them a fence ends, and `closes` whether it
        closes the one around entries; `code` is whether the text is inside a fence of its own.
        """
        begun, held, fence, closes, code = plain, "", 0, False, False
        if plain:
            code = bool((yield from self._match(_FENCE_LINE, _FENCE_BEGUN)))
            yield from self._read_line()
        while True:
            line = yield from self._match(_LINE, _LINE_BEGUN)
            kind = str(line.lastgroup) if line else ""
            if kind == "entry" or self._at == len(self._buffer):
                break
            aside = (fence or not plain) if kind == "rule" else not (fence or code)
            if line and aside and len(held) + len(line[0]) < _MAX_HELD:
                self._at = line.end()
                if kind == "bare" and self._fenced and not plain:
                    self._fenced = False
                elif kind != "rule":
                    held += line[0]
                    fence, closes = len(held), kind == "bare" and self._fenced
                elif begun or fence:
                    held += line[0]
                continue
            self._emit("\n" * begun + held)
            code = (code or bool(fence)) and kind != "bare"
            begun, held, fence = True, "", 0
            yield from self._read_line()
        if fence and kind == "entry":
            self._fenced = not closes
        elif fence and not closes:
            self._emit("\n" * begun + (held if plain else held[:fence].rstrip("\n")))
        return line if kind == "entry" else None

    def _read_entry(self, entry: re.Match[str]) -> _Reading[bool]:
        self._at = entry.end()
        tag = entry["key"].lower()
        self._begin_value(tag, "" if tag == MESSAGE else None)
        while (first := (yield from self._skip_blanks())) == "\n":
            self._at += 1
            line = yield from self._match(_LINE, _LINE_BEGUN)
            if line and line.lastgroup == "entry":
                return True
        if first in _QUOTE_PATTERNS:
            return (yield from self._read_quoted(first))
        if header := (yield from self._match(_BLOCK, _BLOCK_BEGUN)):
            return (yield from self._read_block(header, len(entry["indent"].replace("\ufeff", ""))))
        if tag == _THEME:
            return (yield from self._read_plain_theme(entry[0].strip()))
        if tag == MESSAGE:
            self._blanks = " \t\n"
        return bool((yield from self._read_text(plain=True)))

    def _read_plain_theme(self, key: str) -> _Reading[bool]:
        """Read an unquoted theme: a single line, which belongs to the message unless an entry follows."""
        yield from self._read_line()
        while (line := (yield from self._match(_LINE, _LINE_BEGUN))) and line.lastgroup == "rule" and line[0]:
            self._at = line.end()
        theme = "".join(self._parts)
        if theme and not (line and line.lastgroup == "entry"):
            self._parts.clear()
            self._begin_value(MESSAGE, "")
            self._emit(f"{key} {theme}")
        return True

    def _read_quoted(self, quote: str) -> _Reading[bool]:
        """Read a quoted value. `inner` is whether a quotation inside it is open, `last` the character before."""
        certain, final, undecided = _QUOTE_PATTERNS[quote]
        inner, last = False, ""
        self._at += 1
        while True:
            if stretch := (final if self._ended else certain).match(self._buffer, self._at):
                text = _ESCAPE.sub(_decode, stretch[0]) if quote == '"' and "\\" in stretch[0] else stretch[0]
                self._emit(text)
                self._at, last = stretch.end(), text[-1]
            if self._at == len(self._buffer) or (not self._ended and undecided.fullmatch(self._buffer, self._at)):
                if self._ended:
                    return False
                yield
            elif self._buffer[self._at] == "\n":  # An entry follows: the value was never closed.
                self._at += 1
                return True
            elif self._buffer[self._at] == "\\":  # A joined line.
                self._at += 2
                yield from self._skip_blanks()
            elif mark := _QUOTE.match(self._buffer, self._at):
                blank = mark[2] is not None
                width = 1 if blank and inner else len(mark[1])
                if width == 1:
                    if blank and not inner:
                        self._at = mark.end()
                        return mark[0].endswith("\n")
                    inner = not (blank or inner or last.isalnum() or self._buffer[self._at + 1].isspace())
                self._emit(quote)
                self._at, last = self._at + width, quote

    def _read_block(self, header: re.Match[str], column: int) -> _Reading[bool]:
        """Read a literal or folded block whose key is in this column.

        `breaks` counts newlines not emitted yet; `tight` is whether YAML folds the last line into the next.
        """
        self._at = header.end()
        chomp, digit = header[2].strip("123456789"), header[2].strip("+-")
        indent = column + int(digit) if digit else 0
        breaks, tight = 0, False
        while True:
            yield from self._match(_INDENT, _INDENT)
            start = self._buffer[self._at : self._at + (indent or 64)]
            spaces = len(start) - len(start.lstrip(" "))
            first = self._buffer[self._at + spaces : self._at + spaces + 1]
            if first == "\n" and breaks < _MAX_HELD:
                self._at += spaces + 1
                breaks += 1
                continue
            if not first or (first != "\n" and spaces < (indent or column + 1)):
                break
            folded = header[1] == ">" and tight
            tight = first not in " \t\n"
            self._emit("\n" * (breaks - 1) or " " if folded and tight else "\n" * breaks)
            self._at += spaces
            indent = indent or spaces
            breaks = int((yield from self._read_line()))
        self._emit("\n" * {"+": breaks, "": min(breaks, self._started), "-": 0}[chomp])
        return bool(first)


class Chunker:
    """Parses a streamed reply into chunks of at least `min_chars` characters; the last one of a value may be shorter."""

    def __init__(self, min_chars: int) -> None:
        self._min = min_chars
        self._parser = ReplyParser()
        self._held: dict[str, str] = {}

    def feed(self, text: str) -> list[Piece]:
        """Take more of the reply; return the chunks that it completes."""
        return self._gather(self._parser.feed(text))

    def close(self, complete: bool = True) -> list[Piece]:
        """End the reply; return the rest. If it broke off, an open idea comes first, so that its chunks stay together."""
        chunks = self._gather(self._parser.close(complete))
        return chunks + [Piece(tag, self._held[tag], False) for tag in _KEYS if tag in self._held]

    def _gather(self, pieces: Iterable[Piece]) -> list[Piece]:
        chunks = []
        for piece in pieces:
            text = self._held.pop(piece.tag, "") + piece.text
            if piece.done or len(text) >= self._min:
                chunks.append(piece._replace(text=text))
            else:
                self._held[piece.tag] = text
        return chunks


class Reply(NamedTuple):
    """The values of a reply: its message, its finished ideas with their themes, and the unfinished idea at its end."""

    message: str = ""
    ideas: Sequence[str] = ()
    draft: str = ""
    themes: Sequence[str] = ()

    def plus(self, piece: Piece) -> Reply:
        """This reply with one more piece."""
        if piece.tag == MESSAGE:
            return self._replace(message=self.message + piece.text)
        draft = self.draft + piece.text
        if not piece.done:
            return self._replace(draft=draft)
        return self._replace(ideas=[*self.ideas, draft], draft="", themes=[*self.themes, piece.theme])


def parse_reply(reply: str, complete: bool = True) -> Reply:
    """Parse a whole reply, or one that broke off if `complete` is false."""
    parser = ReplyParser()
    return functools.reduce(Reply.plus, parser.feed(reply) + parser.close(complete), Reply())


def write_reply(said: Reply) -> str:
    """Format these values as the model is told to write them."""
    lines, current = [], ""
    for idea, theme in itertools.zip_longest(said.ideas, said.themes, fillvalue=""):
        lines += [f"{_THEME}: {quoted(theme)}"] if theme != current else []
        lines.append(f"{IDEA}: {quoted(idea)}")
        current = theme
    return "\n".join([*lines, f"{MESSAGE}: {quoted(said.message)}"])


def quoted(text: str) -> str:
    """Text in double quotes, on one line."""
    return json.dumps(text, ensure_ascii=False)


########################################################################################################################
# PROTOCOL
#
# Messages on /ws are JSON objects in text frames. A client sends requests, the server sends frames, and each names its
# chat. A frame omits fields that have their default value.
########################################################################################################################

# Fits a message of MAX_MESSAGE_CHARS in any script, unless it is all escapes. Clients split batches to this size.
MIN_FRAME_BYTES = 64 * 1024
MAX_IDEA_CHARS = 2_000
MAX_THEME_CHARS = 60
# The number of turns sent when a chat is opened, by default and at most.
USUAL_TURNS = 200
MAX_TURNS_A_PAGE = 1_000
MAX_CHANGES = 200
# The kinds of request; if one has several of these fields, the first counts.
REQUESTS = ("message", "open", "stop", "ideas", "idea", "group", "forget")

_ID = r"[A-Za-z0-9_-]{1,64}"
Id = Annotated[str, msgspec.Meta(pattern=rf"\A{_ID}\Z")]
UNSET = msgspec.UNSET
Unset = msgspec.UnsetType


class Change(msgspec.Struct):
    """A change of an idea. With a text, and without a known `id`, it adds a new idea.

    With `rev` it is refused if the idea has changed since that revision, unless to the same values.
    """

    id: Id | None = None
    rev: int | None = None
    text: str | Unset = UNSET
    theme: str | Unset | None = UNSET
    starred: bool | Unset = UNSET
    position: Annotated[float, msgspec.Meta(gt=-1e15, lt=1e15)] | Unset = UNSET
    deleted: bool | Unset = UNSET

    def fields(self) -> dict[str, Any]:
        """The fields that it sets."""
        fields = msgspec.structs.asdict(self).items()
        return {name: value for name, value in fields if value is not UNSET and name not in ("id", "rev")}


class ClientRequest(msgspec.Struct, rename="camel"):
    """A client's request; the first field of REQUESTS that it has is its kind. Unknown fields are ignored."""

    chat_id: Id
    # A message. With an `id` it is accepted only once. It replaces all turns after `after` (null: all turns).
    message: str | Unset = UNSET
    id: Id | None = None
    # The newest turn that the sender has seen. If there are newer ones, nothing is replaced.
    after: Id | Unset | None = UNSET
    last: Id | Unset | None = UNSET
    # Follow the chat, starting with its newest `limit` turns; with `before`, only read the turns before that one.
    open: bool = False
    limit: Annotated[int, msgspec.Meta(ge=1, le=MAX_TURNS_A_PAGE)] = USUAL_TURNS
    before: Id | None = None
    # Stop the running answer; change one idea, or several in one transaction; propose themes; delete the chat.
    stop: bool = False
    idea: Any = UNSET
    ideas: Annotated[list[Any], msgspec.Meta(min_length=1, max_length=MAX_CHANGES)] | Unset = UNSET
    group: bool = False
    forget: bool = False

    def changes(self) -> list[Change]:
        """The parsed changes of ideas. Raises Fault."""
        return [_parse_change(change) for change in ([self.idea] if self.ideas is UNSET else self.ideas)]


class TurnView(msgspec.Struct, rename="camel", omit_defaults=True):
    """A turn: `reply` is the answer's message so far, `ideas` are the finished ideas, `draft` is the unfinished one."""

    id: str
    message: str
    reply: str
    ideas: Sequence[str]
    status: str
    created_at: str
    draft: str = ""
    error: str | None = None


class IdeaView(msgspec.Struct, rename="camel", omit_defaults=True):
    """An idea on the board: `rev` counts its changes, `turn_id` is the turn it came from, `deleted` means set aside."""

    id: str
    text: str
    starred: bool
    position: float
    rev: int
    turn_id: str | None = None
    deleted: bool = False
    theme: str | None = None

    def __post_init__(self) -> None:
        # SQLite stores booleans as numbers.
        self.starred, self.deleted = bool(self.starred), bool(self.deleted)


class ThemeView(msgspec.Struct):
    """A proposed theme with the ids of its ideas."""

    theme: str
    ideas: list[str]


class Frame(msgspec.Struct, rename="camel", omit_defaults=True):
    """A frame from the server. Its `tag` tells its kind:

    idea, message  a `chunk` of a turn's answer, `done` if it is the last one of its value
    error          a sentence in `chunk`. With `id`, `idea_id` or `request` it refuses that message, that idea's change
                   (after a conflict, `idea` is its current state) or that request; otherwise it ends a turn
    chat           the whole chat at this instant; later frames continue from exactly there
    earlier        the requested older turns; `more`, here and in `chat`, means that there are still older ones
    turn           a turn is accepted and stored, or its status has changed
    idea-saved     an idea is stored, new or changed; `ideas-saved` is for several that were changed together
    proposal       themes for the board's ideas, and the ids of the `rest`; nothing is stored
    gone           the chat was deleted
    """

    tag: str
    chat_id: str | None = None
    chunk: str | None = None
    done: bool = False
    code: str | None = None
    id: str | None = None
    idea_id: str | None = None
    turns: list[TurnView] | None = None
    ideas: Sequence[IdeaView] | None = None
    more: bool = False
    turn: TurnView | None = None
    idea: IdeaView | None = None
    request: str | None = None
    themes: Sequence[ThemeView] | None = None
    rest: Sequence[str] | None = None


_encode_json = msgspec.json.Encoder().encode


def encode(frame: Frame) -> bytes:
    """Encode a frame as one WebSocket message, which can be sent to any number of sockets."""
    return websocket_frames.Frame(websocket_frames.Opcode.TEXT, _encode_json(frame)).serialize(mask=False)


class Unseen(Fault):
    """A message would replace turns that its sender has not seen."""


def error_frame(fault: Fault, chat_id: str | None, found: Mapping[str, Any]) -> Frame:
    """The frame for a fault that ends a turn, or that refuses the request `found`."""
    frame = Frame("error", chat_id, fault.sentence, True, fault.code, **fault.about)
    kind = kind_of(found)
    if kind == "message":
        frame.id = id_or_none(found.get("id"))
    elif kind in ("idea", "ideas"):
        changes = found[kind] if isinstance(found[kind], list) else [found[kind]]
        ids = (id_or_none(change.get("id")) for change in changes if isinstance(change, dict))
        if "idea_id" not in fault.about:  # Nothing is wrong with one of them alone.
            frame.idea_id = next(filter(None, ids), None)
    else:
        frame.request = kind
    return frame


def kind_of(found: Mapping[str, Any]) -> str | None:
    """What a request asks for, if for anything."""
    return next((kind for kind in REQUESTS if found.get(kind) not in (None, False)), None)


def parse_json(data: str | bytes) -> dict[str, Any]:
    """Decode a frame that holds an object. Raises Fault: bad_json, bad_request."""
    if not isinstance(data, str):
        raise Fault("bad_request", "Please send text frames.")
    try:
        # msgspec's decoder refuses lone surrogates, which JavaScript can send.
        found = json.loads(data, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise Fault("bad_json") from error
    if not isinstance(found, dict):
        raise Fault("bad_request")
    return found


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def id_or_none(value: object) -> str | None:
    """The value, if it is a valid id."""
    return value if isinstance(value, str) and re.fullmatch(_ID, value) else None


def parse_request(found: dict[str, Any], max_message_chars: int) -> ClientRequest:
    """Validate a request, and clean its texts for storage. Raises Fault."""
    if id_or_none(found.get("chatId")) is None:
        raise Fault("bad_request", "chatId must be 1 to 64 letters, digits, _ or -.")
    try:
        request = msgspec.convert(found, ClientRequest)
    except ValueError as error:  # Also a lone surrogate in a field's name.
        raise Fault("bad_request", f"That request is not valid: {error}.") from None
    if isinstance(request.message, str):
        request.message = _check_text(request.message, max_message_chars, "message")
    return request


def _parse_change(found: object) -> Change:
    try:
        change = msgspec.convert(found, Change)
        if isinstance(change.text, str):
            change.text = _check_text(change.text, MAX_IDEA_CHARS, "idea").strip()
        if isinstance(change.theme, str):
            change.theme = _check_text(change.theme, MAX_THEME_CHARS, "theme").strip()
        if not change.fields():
            raise Fault("bad_request", "That change sets no field of the idea.")
    except (ValueError, Fault) as error:
        sentence = error.sentence if isinstance(error, Fault) else f"That change is not valid: {error}."
        idea_id = id_or_none(found.get("id")) if isinstance(found, dict) else None
        raise Fault("bad_request", sentence, idea_id=idea_id) from None
    change.id = change.id or uuid.uuid4().hex
    return change


def _check_text(text: str, limit: int, name: str) -> str:
    """Clean a text and check its length. Raises Fault: empty, too_long."""
    text = clean_text(text.replace("\0", ""))
    if not text.strip():
        raise Fault("empty", f"The {name} is empty.")
    if len(text) > limit:
        raise Fault("too_long", f"The {name} is too long: {len(text):,} characters, where {limit:,} are allowed.")
    return text


def clean_text(text: str) -> str:
    """Replace lone surrogates and NUL, which PostgreSQL cannot store; surrogate pairs become their character."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "\ufffd")


########################################################################################################################
# STORE
#
# All operations run in one thread, in the order of their calls, so the event loop never waits for a lock. With PostgreSQL
# the heartbeat has its own thread and connection. Methods return plain values.
#
# Every change of a chat first increments the chat's version. That locks the chat's row, which orders all changes of a
# chat across processes. Changed rows get the new version, so a query can find everything newer than, say, version 7.
# The epoch changes when frames sent earlier no longer hold: after turns were dropped, or a chat deleted and restarted.
#
# Frequent queries are plain SQL, because Peewee takes several times longer to build a query than SQLite to run it.
########################################################################################################################

WAITING, STREAMING = UNFINISHED = ("waiting", "streaming")
DONE, STOPPED, INTERRUPTED, ERROR = "done", "stopped", "interrupted", "error"
# How many turns of a chat may wait for the running one.
MAX_WAITING = 3
# The most ideas on a board (and as many set aside), and the most that one answer can add.
MAX_BOARD_IDEAS = 2_000
MAX_REPLY_IDEAS = 200
NO_ROOM = f"Not all ideas fit: an answer adds at most {MAX_REPLY_IDEAS} ideas, and a board holds {MAX_BOARD_IDEAS:,}."
# How much the model is told of a board (a quarter of it for ideas set aside) and of one idea.
MAX_BOARD_CHARS = 8_000
MAX_LINE_CHARS = 300
# A turn that another one replaced. Only its id remains, so that a message that is sent again does not run again.
DROPPED = "dropped"

SCHEMA_VERSION = 2
# Larger than the seq of any turn.
MAX_SEQ = 2**31 - 1
# A turn without a heartbeat for this long has lost its process; a live process writes one every second.
HEARTBEAT_SECONDS = 15.0
# How long an operation waits for another process's lock.
BUSY_SECONDS = 5.0
# How soon a dead connection to PostgreSQL is detected.
LOST_SECONDS = 20
# PostgreSQL's advisory lock for migrations, and the channel that tells of changed chats.
SCHEMA_LOCK = 0x42524E
CHANNEL = "brainstormer"

database = peewee.DatabaseProxy()


class Table(peewee.Model):
    """The base of all tables; times are Unix timestamps."""

    class Meta:
        database = database
        legacy_table_names = False


class Chat(Table):
    """A chat and its upstream thread, which is only valid for its `provider`.

    The thread knows the board as of `board_version`. A thread with a negative one is not used again, only deleted later.
    """

    id = peewee.CharField(64, primary_key=True)
    thread = peewee.CharField(null=True)
    provider = peewee.CharField(null=True)
    created_at = peewee.DoubleField(default=time.time)
    version = peewee.IntegerField(default=0)
    epoch = peewee.BigIntegerField(default=1)
    board_version = peewee.IntegerField(default=0, constraints=[peewee.SQL("default 0")])


class Turn(Table):
    """A person's message and the model's reply.

    `reply` is the raw reply, as far as it is stored. `shown` is the parsed reply as JSON, once the turn is finished, so
    that opening a chat parses no replies. `owner` is the process that runs the turn, `stopping` a request to stop it.
    """

    seq = peewee.AutoField()
    chat = peewee.ForeignKeyField(Chat, on_delete="CASCADE", index=False)
    id = peewee.CharField(64)
    message = peewee.TextField()
    reply = peewee.TextField(default="")
    shown = peewee.TextField(null=True)
    status = peewee.CharField(16)
    error = peewee.CharField(32, null=True)
    stopping = peewee.BooleanField(default=False)
    owner = peewee.CharField(default="")
    heartbeat = peewee.DoubleField(default=0.0)
    created_at = peewee.DoubleField(default=time.time)
    finished_at = peewee.DoubleField(null=True)
    input_tokens = peewee.IntegerField(null=True)
    output_tokens = peewee.IntegerField(null=True)
    version = peewee.IntegerField(default=0)

    class Meta:
        indexes = (
            (("chat", "id"), True), (("chat", "seq"), False), (("chat", "version"), False), (("status", "chat"), False)
        )  # fmt: skip


class Idea(Table):
    """An idea on a chat's board; once a person has `touched` it, it stays when its turn is replaced."""

    seq = peewee.AutoField()
    chat = peewee.ForeignKeyField(Chat, on_delete="CASCADE", index=False)
    id = peewee.CharField(64)
    text = peewee.TextField()
    theme = peewee.CharField(60, null=True)
    starred = peewee.BooleanField(default=False)
    position = peewee.DoubleField()
    rev = peewee.IntegerField(default=1)
    turn = peewee.CharField(64, null=True)
    touched = peewee.BooleanField(default=False)
    deleted = peewee.BooleanField(default=False)
    created_at = peewee.DoubleField(default=time.time)
    version = peewee.IntegerField(default=0)

    class Meta:
        indexes = ((("chat", "id"), True), (("chat", "version"), False))


class TurnRow(NamedTuple):
    """A stored turn; queries that do not need the reply leave it empty."""

    seq: int
    id: str
    message: str
    reply: str
    shown: str | None
    status: str
    error: str | None
    stopping: bool
    owner: str
    created_at: float

    def view(self, said: Reply | None = None) -> TurnView:
        """The turn for the wire; an unfinished one needs the reply so far."""
        said = said or msgspec.json.decode(self.shown or "[]", type=Reply)
        at = datetime.fromtimestamp(self.created_at, timezone.utc).isoformat(timespec="milliseconds")[:-6] + "Z"
        return TurnView(self.id, self.message, said.message, said.ideas, self.status, at, said.draft, self.error)


TURN_COLUMNS = ", ".join(TurnRow._fields)
# Without the raw reply, which may be long: the parsed one is in `shown`, or in memory.
SHOWN_COLUMNS = TURN_COLUMNS.replace("reply", "''")
# The fields of IdeaView, in their order.
IDEA_COLUMNS = "id, text, starred, position, rev, turn, deleted, theme"
# The number of ideas on a board, the number with those set aside, and the position after the last.
BOARD_SIZE = """select count(*) filter (where not deleted) as size, count(*) as known, coalesce(max(position), 0) + 1 as next
    from idea where chat_id = ?"""


class News(NamedTuple):
    """All rows of a chat newer than some version, and all its unfinished turns, as of `version`.

    Epoch 0 means that the chat does not exist.
    """

    version: int
    epoch: int
    turns: Sequence[TurnRow]
    # Grouped by the change that they were part of.
    ideas: Sequence[Sequence[IdeaView]]


class Snapshot(NamedTuple):
    """A chat's board and newest turns; `more` if there are older ones."""

    turns: Sequence[TurnRow]
    ideas: Sequence[IdeaView]
    more: bool


class Exchange(NamedTuple):
    """A finished turn for the model's memory: the message, and the reply in the reply format."""

    message: str
    reply: str


class Thread(NamedTuple):
    """The model's memory of a chat."""

    # The provider's id, or '' if there is no thread upstream.
    id: str
    # The turns that a new thread starts with; None for an existing thread.
    history: Sequence[Exchange] | None = None
    # The board in words if the thread does not know it yet, and the chat's version at that point.
    board: str = ""
    board_version: int = 0
    # How many turns of the chat were replaced, so that the demo varies its answers.
    dropped: int = 0


def on_postgres() -> bool:
    """Whether the open database is PostgreSQL."""
    return isinstance(database.obj, peewee.PostgresqlDatabase)


def run(sql: str, *values: object) -> Any:
    """Run a statement with `?` for its values and `now()` for the time; return its cursor."""
    # Heartbeats use the database's time, because machines' clocks differ.
    if on_postgres():
        sql = sql.replace("?", "%s").replace("now()", "extract(epoch from clock_timestamp())")
    else:
        sql = sql.replace("now()", "strftime('%s', 'now')")
    return database.execute_sql(sql, values)


def one_instant() -> Any:
    """A transaction that reads a single state of the database, even while another program holds a write lock."""
    return database.atomic("REPEATABLE READ" if on_postgres() else "DEFERRED")


def _wait_for_locks(seconds: float) -> None:
    """Set how long SQLite waits for another program's lock."""
    if not on_postgres():
        with contextlib.suppress(peewee.PeeweeException):  # A broken connection gets it when it reconnects.
            database.obj.timeout = seconds


def _turns(sql: str, *values: object) -> list[TurnRow]:
    return [TurnRow(*row) for row in run(sql, *values).fetchall()]


def _ideas(where: str, *values: object) -> list[IdeaView]:
    return [IdeaView(*row) for row in run(f"select {IDEA_COLUMNS} from idea where {where}", *values).fetchall()]


def _stored(method: Callable[P, R], reads: bool = False) -> Callable[P, Awaitable[R]]:
    """Make a method of Store awaitable: it runs in the store's thread, in a transaction. Raises Fault("storage").

    Operations run in the order in which they were called, not awaited.
    """

    @functools.wraps(method)
    def in_store_thread(*args: P.args, **kwargs: P.kwargs) -> Awaitable[R]:
        executor, call = cast(Any, args[0]).executor, functools.partial(method, *args, **kwargs)
        return asyncio.get_running_loop().run_in_executor(executor, _transact, call, reads)

    return in_store_thread


def _read(method: Callable[P, R]) -> Callable[P, Awaitable[R]]:
    """Like `_stored`, for methods that only read; all their queries see the same state of the database."""
    return _stored(method, reads=True)


def _transact(call: Callable[[], R], reads: bool = False) -> R:
    """Run a call in a transaction, and again over a new connection if the old one turns out to be broken.

    The first commit may have succeeded, so every method must be safe to run twice. At worst a thread stays upstream.
    """
    begin = one_instant if reads else database.atomic
    try:
        try:
            with begin():
                result = call()
        except peewee.PeeweeException:
            if database.is_connection_usable():
                raise
            database.close()
            with begin():
                result = call()
        if not reads:
            _wait_for_locks(BUSY_SECONDS)
        return result
    except peewee.PeeweeException as error:
        # Operations queued behind this one have waited long enough.
        _wait_for_locks(0)
        cause: BaseException = error
        while cause.__context__:  # The first error, not that of a rollback after it.
            cause = cause.__context__
        log.error("The database failed: %s: %s", type(cause).__name__, reason(cause))
        raise Fault("storage") from error


class Store:
    """The database of chats. All methods raise Fault("storage") if the database fails."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.executor = ThreadPoolExecutor(1, "store")
        # Heartbeats have their own connection if possible, so that they never wait behind other work.
        self._pulse_executor = ThreadPoolExecutor(1, "pulse") if is_shared(url) else self.executor
        self.owner = uuid.uuid4().hex
        # The largest seq that this process has assigned.
        self._last_seq = 0

    async def open(self) -> None:
        """Connect, and migrate the schema. A SQLite file is locked against other servers."""
        self._lock = lock_database(self.url)
        await asyncio.get_running_loop().run_in_executor(self.executor, open_database, self.url)

    async def close(self) -> None:
        """Finish all queued operations and disconnect."""
        for executor in {self.executor, self._pulse_executor}:
            await asyncio.get_running_loop().run_in_executor(executor, database.close)
            executor.shutdown()
        self._lock.close()

    @_stored
    def ping(self) -> None:
        """Check that the database answers."""
        run("select id from chat limit 1")

    @_read
    def read(self, chat_id: str, since: int) -> News:
        """Read everything in a chat that is newer than a version."""
        return _news(chat_id, since)

    @_read
    def snapshot(self, chat_id: str, since: int, limit: int, before: str | None = None) -> tuple[News, Snapshot]:
        """Read everything newer than a version, and the board with the newest turns, or only the turns before a given one.

        Unfinished turns are always included, because their chunks follow.
        """
        seq = _seq_of(chat_id, before) if before else MAX_SEQ
        limit = limit if before else max(limit, _unfinished(chat_id))
        sql = f"select {SHOWN_COLUMNS} from turn where chat_id = ? and seq < ? and status <> '{DROPPED}' order by seq desc"
        turns = _turns(f"{sql} limit {limit + 1}", chat_id, seq)
        ideas = [] if before else _ideas("chat_id = ? order by position, seq", chat_id)
        return _news(chat_id, since), Snapshot(turns[:limit][::-1], ideas, len(turns) > limit)

    @_stored
    def heads(self, chat_ids: Sequence[str]) -> dict[str, tuple[int, int]]:
        """The versions and epochs of these chats, without those that do not exist; for PostgreSQL only."""
        rows = run("select id, version, epoch from chat where id = any(?)", list(chat_ids)).fetchall()
        return {chat_id: (version, epoch) for chat_id, version, epoch in rows}

    @_stored
    def change(self, chat_id: str, since: int, operation: Callable[..., R], *values: Any) -> tuple[R, News]:
        """Run one of the operations below; return its result, and everything newer than a version."""
        return operation(chat_id, *values), _news(chat_id, since)

    # Operations for `change`. Each increments the chat's version.

    def accept(self, chat_id: str, request: ClientRequest, refusal: Fault | None) -> TurnRow:
        """Store a message, unless it is stored already; return its turn.

        Drops the turns that it replaces. Raises Fault: conflict (the id has another text), Unseen, bad_request, busy, or
        the `refusal` if the message is new.
        """
        version = _next_version(chat_id, create=True)
        for turn in _turns(f"select {TURN_COLUMNS} from turn where chat_id = ? and id = ?", chat_id, request.id):
            if turn.status == DROPPED:
                raise Fault("conflict", "This message was replaced by another one. Please send it as a new message.")
            if turn.message != request.message:
                raise Fault("conflict")
            return turn
        if refusal:
            raise refusal
        if request.after is not UNSET:
            _drop(chat_id, request, version)
        unfinished = _unfinished(chat_id)
        if unfinished > MAX_WAITING:
            raise Fault("busy")
        # SQLite would reuse the seq of a deleted turn, whose task may still be running and would write to this one.
        seq = "default" if on_postgres() else f"1 + max({self._last_seq}, (select coalesce(max(seq), 0) from turn))"
        [turn] = _turns(
            "insert into turn (seq, chat_id, id, message, reply, status, stopping, owner, heartbeat, created_at, version) "
            f"values ({seq}, ?, ?, ?, '', ?, ?, ?, now(), ?, ?) returning {TURN_COLUMNS}", chat_id, request.id,
            request.message, WAITING if unfinished else STREAMING, False, self.owner, time.time(), version,
        )  # fmt: skip
        self._last_seq = turn.seq
        return turn

    def _update(self, chat_id: str, seq: int, assignments: str, *values: object) -> int:
        """Change an unfinished turn of this process; return the chat's version, or 0 if it has ended elsewhere or is gone."""
        version = _next_version(chat_id)
        of_ours = f"seq = ? and owner = ? and status in {UNFINISHED}"
        sql = f"update turn set {assignments}, heartbeat = now(), version = ? where {of_ours}"
        return version if run(sql, *values, version, seq, self.owner).rowcount else 0

    def add_idea(self, chat_id: str, row: TurnRow, number: int, text: str, theme: str, reply: str) -> bool | None:
        """Put a turn's idea, counted from 0, on the board, and store the reply so far in the same transaction.

        Returns whether the board had room, or None if another process has ended the turn.
        """
        version = self._update(chat_id, row.seq, "reply = ?", reply)
        if not version:
            return None
        idea_id = _save_idea(chat_id, row.id, number, text, theme, version)
        return run("select 1 from idea where chat_id = ? and id = ?", chat_id, idea_id).fetchone() is not None

    def finish(
        self,
        chat_id: str,
        row: TurnRow,
        status: str,
        error: str | None,
        reply: str,
        usage: Sequence[int | None],
        board_version: int,
    ) -> None:
        """Store a turn's end, unless another process has ended it, and let the next turn of the chat start.

        `board_version` is the version of the board that the chat's thread knows then.
        """
        version = self._update(
            chat_id, row.seq,
            "reply = ?, shown = ?, status = ?, error = ?, finished_at = ?, input_tokens = ?, output_tokens = ?",
            reply, _shown(reply, status == DONE), status, error, time.time(), *usage,
        )  # fmt: skip
        if not version:
            return
        first = f"(select min(seq) from turn where chat_id = ? and status in {UNFINISHED})"
        run(f"update turn set status = '{STREAMING}', version = ? where seq = {first}", version, chat_id)
        if status == DONE:
            run("update chat set board_version = ? where id = ? and board_version >= 0", board_version, chat_id)
        else:
            _leave_thread(chat_id)

    def stop(self, chat_id: str) -> None:
        """Request the end of a chat's running turn."""
        sql = f"update turn set stopping = ?, version = ? where chat_id = ? and status = '{STREAMING}'"
        run(sql, True, _next_version(chat_id), chat_id)

    def change_ideas(self, chat_id: str, changes: Sequence[Change]) -> list[IdeaView]:
        """Add or change ideas, all of them or none. Raises Fault."""
        version = _next_version(chat_id, create=True)
        _, _, end = run(BOARD_SIZE, chat_id).fetchone()
        ideas = [_change_idea(chat_id, change, version, end + number) for number, change in enumerate(changes)]
        # New and restored ideas. Counting reads the whole board, so it is done once for all of them.
        pairs = zip(ideas, changes, strict=True)
        came = [idea.id for idea, change in pairs if idea.rev == 1 or change.deleted is False]
        size, known, _ = run(BOARD_SIZE, chat_id).fetchone()
        if came and (size > MAX_BOARD_IDEAS or known > 2 * MAX_BOARD_IDEAS):
            sentence = f"This board is full: it holds {MAX_BOARD_IDEAS:,} ideas, and as many set aside."
            raise Fault("too_long", sentence, idea_id=came[-1])
        return ideas

    # Background work.

    async def flush(self, replies: Mapping[int, str]) -> None:
        """Store the replies so far of this process's turns, as their heartbeat."""
        call = functools.partial(self._flush, replies)
        await asyncio.get_running_loop().run_in_executor(self._pulse_executor, _transact, call)

    def _flush(self, replies: Mapping[int, str]) -> None:
        if on_postgres():
            # Losing a heartbeat in a power cut is harmless.
            run("set local synchronous_commit to off")
        # A longer reply may have been stored with an idea in the meantime.
        longer = "case when length(reply) < ? then ? else reply end"
        sql = f"update turn set reply = {longer}, heartbeat = now() where seq = ? and owner = ? and status in {UNFINISHED}"
        for seq, reply in replies.items():
            run(sql, len(reply), reply, seq, self.owner)

    @_stored
    def sweep(self) -> set[str]:
        """Close turns whose process is dead as interrupted; return the ids of their chats."""
        # With SQLite there is no other process; with PostgreSQL others have a recent heartbeat.
        dead = f"heartbeat < now() - {HEARTBEAT_SECONDS}" if on_postgres() else "true"
        orphaned = f"status in {UNFINISHED} and owner <> '{self.owner}' and {dead}"
        orphans = run(f"select chat_id, seq from turn where {orphaned} order by chat_id").fetchall()
        # Take over those that are still orphaned once the chat is locked.
        taking = f"update turn set owner = ? where seq = ? and {orphaned} returning {TURN_COLUMNS}"
        for chat_id, seq in orphans:
            version = _next_version(chat_id)
            for turn in _turns(taking, self.owner, seq):
                said = parse_reply(turn.reply, complete=False)
                for number, (text, theme) in enumerate(zip(said.ideas, said.themes, strict=True)):
                    _save_idea(chat_id, turn.id, number, text, theme, version)
                self.finish(chat_id, turn, INTERRUPTED, INTERRUPTED, turn.reply, (None, None), 0)
        return {chat_id for chat_id, _ in orphans}

    @_stored
    def thread(self, chat_id: str, seq: int, provider: str, lost: str | None, budget: int) -> Thread:
        """A chat's thread, unless it is the lost one or another provider's; otherwise a thread without an id, to be made
        from the newest turns before a seq, of at most `budget` characters."""
        columns = "thread, provider, version, board_version"
        found = run(f"select {columns} from chat where id = ?", chat_id).fetchone()
        thread, known, version, board_version = found or (None, provider, 0, 0)
        if thread and known == provider and thread != lost and board_version >= 0:
            board = _board_for_model(chat_id, "version > ? and (touched or deleted)", board_version)
            return Thread(thread, None, board, version)
        if known != provider:  # The other provider's thread will miss this turn.
            _leave_thread(chat_id)
        exchanges: list[Exchange] = []
        for oldest, message, shown in _finished_turns(chat_id, seq):
            said = msgspec.json.decode(shown, type=Reply)
            # Formatted correctly, even if the model was careless.
            exchange = Exchange(message, write_reply(said) if any(said) else "")
            budget -= len(exchange.message) + len(exchange.reply)
            if budget < 0:
                break
            exchanges.append(exchange)
            seq = oldest
        forgotten = "turn in (select id from turn where chat_id = ? and seq < ?)"
        board = _board_for_model(chat_id, f"(touched or deleted or {forgotten})", chat_id, seq)
        (dropped,) = run("select count(*) from turn where chat_id = ? and status = ?", chat_id, DROPPED).fetchone()
        return Thread("", exchanges[::-1], board, version, dropped)

    @_stored
    def keep_thread(self, chat_id: str, seq: int, thread: str, provider: str) -> str | None:
        """Make this the chat's thread if the turn it was made for still runs; return the thread to delete upstream."""
        known, of_provider = run("select thread, provider from chat where id = ?", chat_id).fetchone() or (None, None)
        goes_on = f"exists (select 1 from turn where seq = ? and owner = ? and status in {UNFINISHED} and not stopping)"
        sql = f"update chat set thread = ?, provider = ?, board_version = 0 where id = ? and {goes_on}"
        if not run(sql, thread, provider, chat_id, seq, self.owner).rowcount:
            return thread
        return known if known != thread and of_provider == provider else None

    @_stored
    def forget(self, chat_id: str, provider: str) -> str | None:
        """Delete a chat and everything in it; return its upstream thread if it is this provider's."""
        _next_version(chat_id)
        thread, known = run("delete from chat where id = ? returning thread, provider", chat_id).fetchone() or ("", "")
        return thread if known == provider else None


def _news(chat_id: str, since: int) -> News:
    """Everything in a chat newer than a version, dropped turns too; for a negative version only the unfinished turns."""
    version, epoch = run("select version, epoch from chat where id = ?", chat_id).fetchone() or (0, 0)
    since = since if since >= 0 else version
    newer = "version > ? and version <= ?"
    # Both sides name the chat, so that both use an index; otherwise every change would read all turns of the chat.
    wanted = f"chat_id = ? and {newer} or chat_id = ? and status in {UNFINISHED}"
    turns = _turns(f"select {TURN_COLUMNS} from turn where {wanted} order by seq", chat_id, since, version, chat_id)
    sql = f"select version, {IDEA_COLUMNS} from idea where chat_id = ? and {newer} order by version, seq"
    rows = run(sql, chat_id, since, version).fetchall()
    ideas = [[IdeaView(*row[1:]) for row in batch] for _, batch in itertools.groupby(rows, operator.itemgetter(0))]
    return News(version, epoch, turns, ideas)


def _next_version(chat_id: str, create: bool = False) -> int:
    """Increment a chat's version; return it, or 0 if the chat does not exist.

    With PostgreSQL the other processes are notified on commit.
    """
    if create:
        sql = "insert into chat (id, created_at, version, epoch) values (?, ?, 1, ?) on conflict (id) do update set"
        values: tuple[object, ...] = (chat_id, time.time(), random.getrandbits(53))
        head = run(f"{sql} version = chat.version + 1 returning version", *values).fetchone()
    else:
        head = run("update chat set version = version + 1 where id = ? returning version", chat_id).fetchone()
    if head and on_postgres():
        run("select pg_notify(?, ?)", CHANNEL, json.dumps(["changed", chat_id, head[0]]))
    return int(head[0]) if head else 0


def _seq_of(chat_id: str, turn_id: object) -> int:
    """The seq of a turn, or 0 for None. Raises Fault("bad_request") if it is not in the chat."""
    if turn_id is None:
        return 0
    sql = f"select seq from turn where chat_id = ? and id = ? and status <> '{DROPPED}'"
    if not (row := run(sql, chat_id, turn_id).fetchone()):
        raise Fault("bad_request", "That message is not part of this chat.")
    return int(row[0])


def _unfinished(chat_id: str) -> int:
    """The number of a chat's unfinished turns."""
    return int(run(f"select count(*) from turn where chat_id = ? and status in {UNFINISHED}", chat_id).fetchone()[0])


def _drop(chat_id: str, request: ClientRequest, version: int) -> None:
    """Drop all turns after the one that a message follows, and set aside their ideas that nobody has touched.

    Raises Unseen if there are turns that the sender has not seen, Fault("bad_request") if the turn does not exist.
    """
    after = _seq_of(chat_id, request.after)
    later = f"chat_id = ? and seq > ? and status <> '{DROPPED}'"
    newest = run(f"select id from turn where {later} order by seq desc limit 1", chat_id, 0).fetchone()
    if request.last is not UNSET and request.last != (newest and newest[0]):
        raise Unseen("conflict", "The chat has new messages. Please read them, and send this again.")
    dropping = f"update turn set status = '{DROPPED}', message = '', reply = '', shown = null, version = ?"
    if not run(f"{dropping} where {later}", version, chat_id, after).rowcount:
        return
    # One query for all turns, because each one searches the whole board.
    aside = "update idea set deleted = ?, rev = rev + 1, version = ? where chat_id = ? and not touched"
    turns = "select id from turn where chat_id = ? and version = ?"
    run(f"{aside} and turn in ({turns})", True, version, chat_id, chat_id, version)
    run("update chat set epoch = ? where id = ?", random.getrandbits(53), chat_id)
    _leave_thread(chat_id)


def _change_idea(chat_id: str, change: Change, version: int, end: float) -> IdeaView:
    """Change an idea, or add it at the end of the board unless it has a position. Raises Fault."""
    fields = change.fields()
    known = next(iter(_ideas("chat_id = ? and id = ?", chat_id, change.id)), None)
    if known is None and ("text" not in fields or change.rev is not None):
        raise Fault("bad_request", "That idea is no longer on this board.", idea_id=change.id)
    older = known and change.rev not in (None, known.rev)
    if older and any(getattr(known, name) != value for name, value in fields.items()):
        raise Fault("conflict", "Someone else has changed this idea.", idea_id=change.id, idea=known)
    fields |= {"touched": True, "version": version}
    if known:
        here = (Idea.chat == chat_id) & (Idea.id == change.id)
        Idea.update(rev=Idea.rev + 1, **fields).where(here).execute()
    else:
        Idea.create(**{"chat": chat_id, "id": change.id, "position": end, **fields})
    return _ideas("chat_id = ? and id = ?", chat_id, change.id)[0]


def _leave_thread(chat_id: str) -> None:
    """Stop using a chat's thread, because it lacks a turn or knows a dropped one.

    Its id stays, so that it can be deleted upstream when the next thread is made.
    """
    run("update chat set board_version = -1 where id = ?", chat_id)


def _save_idea(chat_id: str, turn_id: str, number: int, text: str, theme: str, version: int) -> str:
    """Put a turn's idea, counted from 0, on the board, unless it is there already or the board is full; return its id.

    The id is derived from turn and number, so no idea is saved twice.
    """
    idea_id = uuid.uuid5(uuid.NAMESPACE_OID, f"{chat_id}/{turn_id}/{number}").hex
    if number < MAX_REPLY_IDEAS:
        run(
            "insert into idea (chat_id, id, text, theme, turn, starred, touched, deleted, created_at, version, rev, position) "
            f"select ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, board.next from ({BOARD_SIZE}) as board "
            f"where board.size < {MAX_BOARD_IDEAS} and board.known < {2 * MAX_BOARD_IDEAS} on conflict (chat_id, id) do nothing",
            chat_id, idea_id, clean_text(text), theme_name(theme), turn_id, False, False, False, time.time(),
            version, chat_id,
        )  # fmt: skip
    return idea_id


def theme_name(theme: str) -> str | None:
    """A theme named by the model, cleaned for storage; None if it is empty."""
    return " ".join(clean_text(theme).split())[:MAX_THEME_CHARS].rstrip() or None


def _finished_turns(chat_id: str, seq: int) -> Iterable[tuple[int, str, str]]:
    """A chat's finished turns before a seq, newest first, read in batches because a chat may be long."""
    finished = "chat_id = ? and seq < ? and shown is not null"
    sql = f"select seq, message, shown from turn where {finished} order by seq desc limit 50"
    while rows := run(sql, chat_id, seq).fetchall():
        yield from rows
        seq = rows[-1][0]


def _board_for_model(chat_id: str, is_news: str, *values: object) -> str:
    """The board in words if the condition holds for one of its ideas, otherwise ''.

    It lists the ideas by number, then those set aside, as far as they fit.
    """
    if not run(f"select 1 from idea where chat_id = ? and {is_news} limit 1", chat_id, *values).fetchone():
        return ""
    board = _ideas("chat_id = ? order by starred desc, seq desc", chat_id)
    aside = [idea for idea in board if idea.deleted]
    lines = ["The board:", *numbered([idea for idea in board if not idea.deleted], MAX_BOARD_CHARS * 3 // 4)]
    if aside:
        lines.append("Set aside: never propose these again")
        lines += numbered(aside, MAX_BOARD_CHARS - sum(len(line) + 1 for line in lines))
    return "\n".join(lines)


def numbered(ideas: Sequence[IdeaView], room: int) -> list[str]:
    """A line for each idea as far as they fit, then a count of the others; quotes keep an idea on its line."""
    lines: list[str] = []
    for number, idea in enumerate(ideas, 1):
        marks = [f"theme {quoted(idea.theme)}"] if idea.theme else []
        marks += ["starred"] if idea.starred else []
        text = idea.text if len(idea.text) <= MAX_LINE_CHARS else f"{idea.text[: MAX_LINE_CHARS - 1]}…"
        line = f"{number}. {quoted(text)}" + (f" ({', '.join(marks)})" if marks else "")
        room -= len(line) + 1
        if room < 20:  # for the count
            return [*lines, f"and {len(ideas) - number + 1} more"]
        lines.append(line)
    return lines


def _shown(reply: str, complete: bool) -> str:
    """A finished turn's parsed reply, as it is stored."""
    return _encode_json(parse_reply(reply, complete)).decode()


# Opening a database.


def is_shared(url: str) -> bool:
    """Whether several processes may use the database at a URL."""
    return not url.startswith("sqlite:")


def file_of(url: str) -> Path:
    """The file of a SQLite database, with links resolved."""
    return Path(os.path.realpath(url.removeprefix("sqlite:///")))


def open_database(url: str) -> None:
    """Connect this thread, create the folder of a SQLite file, and migrate the schema. Raises Fault("storage")."""
    try:
        database.initialize(_database_at(url))
        with database.atomic():
            _migrate()
        # A file may start well and be corrupt further on.
        run(f"select seq, reply from turn where status in {UNFINISHED}").fetchall()
    except (peewee.PeeweeException, OSError, ValueError) as error:
        raise unusable(url, error) from error


def unusable(url: str, error: Exception) -> Fault:
    """The fault of a database that cannot be used."""
    return Fault("storage", f"The database {redact(url)} cannot be used: {reason(error, url)}.")


def lock_database(url: str) -> sqlite3.Connection:
    """Keep other servers off a SQLite file while the returned connection is open.

    It locks an empty SQLite file beside it, because such a lock ends with the process, however that ends. Raises
    Fault("storage") if another server holds it.
    """
    # An unnamed SQLite database is private to its connection.
    path = "" if is_shared(url) or ":memory:" in url else f"{file_of(url)}.lock"
    try:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        lock = sqlite3.connect(path, timeout=0, isolation_level=None)
        lock.execute("begin exclusive")
    except (sqlite3.Error, OSError) as error:
        raise unusable(url, ValueError("another server uses it") if "locked" in str(error) else error) from error
    return lock


def _database_at(url: str) -> Any:
    """The database at a URL, not opened yet. Raises ValueError if PostgreSQL's driver is missing."""
    if not is_shared(url):
        file_of(url).parent.mkdir(parents=True, exist_ok=True)
        # WAL with synchronous=normal survives a killed process; immediate transactions never have to upgrade a lock.
        pragmas = {"journal_mode": "wal", "synchronous": "normal", "foreign_keys": 1}
        return db_url.connect(url, pragmas=pragmas, timeout=BUSY_SECONDS, lock_type="IMMEDIATE")
    if psycopg is None:
        raise ValueError('PostgreSQL needs a driver. Please run: pip install "psycopg[binary]"')
    return db_url.connect(url, unquote_user=True, unquote_password=True, prefer_psycopg3=True, **postgres_options(url))


def postgres_options(url: str) -> dict[str, Any]:
    """Options for PostgreSQL that the URL does not set; they bound all waits, at both ends."""
    # PostgreSQL frees the locks of a vanished machine this soon; its own default is two hours.
    pause, unheard = LOST_SECONDS // 4, LOST_SECONDS * 1000
    own = {"keepalives_idle": pause, "keepalives_interval": pause, "keepalives_count": 3, "tcp_user_timeout": unheard}
    other: dict[str, object] = {"tcp_" + name.removeprefix("tcp_"): value for name, value in own.items()}
    # The second one handles a process that was suspended within a transaction.
    other |= dict.fromkeys(("lock_timeout", "idle_in_transaction_session_timeout"), int(BUSY_SECONDS * 1000))
    other |= {"timezone": "UTC"}
    settings = " ".join(f"-c {name}={value}" for name, value in other.items())
    options = {**own, "connect_timeout": int(BUSY_SECONDS), "options": settings}
    given = dict(parse_qsl(urlsplit(url).query))
    return {name: value for name, value in options.items() if name not in given}


def _migrate() -> None:
    """Migrate the schema to SCHEMA_VERSION. Raises ValueError if it is newer."""
    # SQLite has a place for this number.
    get_version, set_version = "pragma user_version", f"pragma user_version = {SCHEMA_VERSION}"
    if on_postgres():
        # Processes that start together take turns here.
        run("select pg_advisory_xact_lock(?, 0)", SCHEMA_LOCK)
        run("create table if not exists schema_version (version integer not null)")
        get_version = "select coalesce(max(version), 0) from schema_version"
        set_version = f"insert into schema_version values ({SCHEMA_VERSION})"
    (version,) = run(get_version).fetchone()
    if version > SCHEMA_VERSION:
        raise ValueError(f"it was written by a newer version of Brainstormer (schema {version})")
    if version == 1:
        for statement in FROM_1_TO_2:
            run(statement)
    if version < SCHEMA_VERSION:
        database.create_tables([Chat, Turn, Idea])
        _fill_shown()
        run(set_version)


# Schema 2 adds versions, revisions and themes, makes dropped turns a status, and has no leases.
FROM_1_TO_2 = (
    "alter table chat add column version integer not null default 0",
    "alter table chat add column epoch bigint not null default 1",
    "alter table chat add column board_version integer not null default 0",
    "alter table turn add column shown text",
    "alter table turn add column stopping boolean not null default false",
    "alter table turn add column version integer not null default 0",
    "alter table idea add column theme varchar(60)",
    "alter table idea add column rev integer not null default 1",
    "alter table idea add column version integer not null default 0",
    f"""insert into turn (chat_id, id, message, reply, status, owner, heartbeat, created_at)
    select chat_id, id, '', '', '{DROPPED}', '', 0, 0 from dropped_turn order by seq""",
    "drop table dropped_turn",
    "drop table if exists lease",
    "drop index turn_status",
)


def _fill_shown() -> None:
    """Parse the replies of finished turns, and store the result beside them."""
    finished = f"status not in {(*UNFINISHED, DROPPED)} and shown is null"
    for (seq,) in run(f"select seq from turn where {finished}").fetchall():
        reply, status = run("select reply, status from turn where seq = ?", seq).fetchone()
        run("update turn set shown = ? where seq = ?", _shown(reply, complete=status == DONE), seq)


# Export files have a line of JSON for each row, by table, in the order of creation.

TABLES: Mapping[str, Any] = {"chat": Chat, "turn": Turn, "idea": Idea}


def _header(version: int) -> str:
    return json.dumps({"brainstormer": version})


def _fields_of(table: Any) -> list[Any]:
    return [column for column in table._meta.sorted_fields if column.name != "seq"]


def export_database(path: Path) -> Counter[str]:
    """Write everything in the open database to a file; return the number of rows by table. Raises Fault("storage")."""
    counts: Counter[str] = Counter()
    draft = path.parent / f"{path.name}.part"
    try:
        # Other processes may change the database meanwhile.
        with draft.open("w", encoding="utf-8", newline="\n") as file, one_instant():
            if on_postgres():
                run("set local idle_in_transaction_session_timeout to 0")
            file.write(_header(SCHEMA_VERSION) + "\n")
            for name, table in TABLES.items():
                order = (Chat.created_at, Chat.id) if table is Chat else (table.seq,)
                for row in table.select(*_fields_of(table)).order_by(*order).dicts().iterator():
                    file.write(json.dumps({name: row}, ensure_ascii=False) + "\n")
                    counts[name] += row.get("status") != DROPPED
        draft.replace(path)
    except (peewee.PeeweeException, OSError) as error:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise Fault("storage", f"The chats cannot be written to {path}: {reason(error)}.") from error
    return counts


def import_database(path: Path) -> Counter[str]:
    """Add a file's rows to the open database, all or none; return the number of rows by table. Raises Fault("storage")."""
    counts: Counter[str] = Counter()
    place = ""
    try:
        with path.open("rb") as file, database.atomic():
            lines = {_header(version).encode(): _line_type(version) for version in (1, SCHEMA_VERSION)}
            if not (line_type := lines.get(file.readline().strip())):
                raise ValueError("it was not written by --export")
            for number, line in enumerate(file, 2):
                place = f" in line {number}"
                for name, row in msgspec.to_builtins(msgspec.json.decode(line, type=line_type)).items():
                    if name == "dropped_turn":
                        name, row = "turn", {"message": "", "status": DROPPED, **row}
                    row.pop("shown", None)  # `_fill_shown` parses it from the reply.
                    TABLES[name].insert(row).execute()
                    counts[name] += row.get("status") != DROPPED
            _fill_shown()
    except peewee.IntegrityError as error:
        held = "a chat that already exists, or part of a chat that it does not contain"
        raise Fault("storage", f"{path} has {held}. Nothing was imported.") from error
    except (peewee.PeeweeException, OSError, ValueError) as error:
        raise Fault("storage", f"{path} cannot be imported{place}: {reason(error)}. Nothing was imported.") from error
    return counts


# Times up to the year 8300; `datetime` ends at 9999.
_Time = Annotated[float, msgspec.Meta(ge=0, lt=2e11)]
_Whole, _Real = Annotated[int, msgspec.Meta(ge=-(2**53), le=2**53)], Annotated[float, msgspec.Meta(gt=-1e15, lt=1e15)]
_KINDS: Mapping[str, Any] = {"BOOL": bool, "INT": _Whole, "BIGINT": _Whole, "DOUBLE": _Real}


def _line_type(version: int) -> Any:
    """The type of a line: an object with a row by its table; rows of schema 1 may lack fields that have a default."""
    rows: list[Any] = []
    for name, table in TABLES.items():
        fields: list[Any] = []
        for column in _fields_of(table):
            kind = _Time if column.name.endswith("_at") else _KINDS.get(column.field_type, str)
            kind = kind | None if column.null else kind
            fields.append((column.name, kind) if version > 1 else (column.name, kind | Unset, UNSET))
        rows.append((name, msgspec.defstruct(name, fields, forbid_unknown_fields=True) | Unset, UNSET))
    if version == 1:
        rows.append(("dropped_turn", rows[1][1], UNSET))
    return msgspec.defstruct("Line", rows, forbid_unknown_fields=True)


########################################################################################################################
# ASSISTANTS
#
# An assistant turns a message into a reply. The one for real models uses one of two APIs through OpenAI's client: with
# Responses a thread is a Conversation, which the provider keeps; with Chat Completions it is the stored turns, sent with
# every message. The client handles authentication, retries and errors. Requests are plain objects and streams are read
# as bytes, because the client's types would cost more than the rest of a turn.
# Source: https://platform.openai.com/docs/guides/conversation-state
########################################################################################################################


# Precedes a numbered board in a request for themes; instructions.txt defines the answer.
GROUP_REQUEST = "Group these ideas into themes."


class Usage(NamedTuple):
    """The tokens that an answer used, as far as the provider tells."""

    input_tokens: int | None
    output_tokens: int | None


class Assistant(Protocol):
    """A model that answers in the reply format. The methods here are those of one that keeps no threads."""

    @property
    def provider(self) -> str:
        """The owner of a thread; threads of other providers are not used."""

    def answer(self, thread: Thread, message: str) -> AsyncIterator[str | Usage]:
        """Stream the reply's text, then its usage. Raises Fault, or ThreadLost before the first text."""

    async def create_thread(self, history: Sequence[Exchange]) -> str:
        """Create a thread that starts with these turns; return its id, or '' if none is kept upstream. Raises Fault."""
        return ""

    async def forget_thread(self, thread: str) -> None:
        """Delete a thread upstream. Raises Fault."""
        return

    async def close(self) -> None:
        """Close connections."""
        return


# Faults. Their sentences are ours, because the provider's may contain the key or what people wrote.

NO_ANSWER = "That was not a model's answer. Please try again, and check OPENAI_BASE_URL if this keeps happening."
TOO_LONG = "The chat is too long for the model. Please lower MEMORY_CHARS or MAX_OUTPUT_TOKENS."
# The first pattern found in "status code parameter error" gives the fault. In a stream the code stands for the status.
UPSTREAM_FAULTS = {
    r"insufficient_quota|^402 ": "upstream_quota",
    r"^40[13] ": "upstream_auth",
    r"^(408|409|429|5..) |rate_limit_exceeded|server_is_overloaded|slow_down|_locked": "upstream_busy",
    r"(?i)context[ _-]?(length|window|size)|prompt is too long|too many (input )?tokens|input token count": TOO_LONG,
    r"(?i)^404 .*model|model_not_found|^\S+ \S+ model ": "The provider does not know this model. Please check OPENAI_MODEL.",
    r"^404 ": "The provider does not know this model or address. Please check OPENAI_MODEL and OPENAI_BASE_URL.",
    r"^3.. ": "The provider redirects to another address. Please check OPENAI_BASE_URL.",
    r"reasoning[_.]effort|^\S+ \S+ reasoning": "The model does not support this effort. Please check OPENAI_REASONING_EFFORT.",
    r"max_\w*tokens": "The model does not support this limit. Please check MAX_OUTPUT_TOKENS.",
    r"(?i)(unknown|unsupported|unrecognized)[ _](param|value|request arg)|extra inputs":
        "The provider does not support part of the request. The server's log has the details.",
    r"": "upstream_failed",
}  # fmt: skip


class ContextFull(ThreadLost):
    """Thread and message are too long for the model, so a shorter thread may do."""


def _failure(error: object, status: int = 0) -> Fault:
    """The fault for a provider's error object, from a response with a status or from an event."""
    code, param = _dict(error).get("code"), _dict(error).get("param")
    log.warning("The model provider failed: status %d, code %.40r, parameter %.40r", status, code, param)
    told = f"{status or code} {code} {param} {error}"
    meaning = next(meaning for pattern, meaning in UPSTREAM_FAULTS.items() if re.search(pattern, told))
    lost = (status in (403, 404) and "model" not in f"{code} {param}") or code == "conversation_locked"
    kind = ContextFull if meaning == TOO_LONG else ThreadLost if lost else Fault
    return kind(meaning) if meaning in SENTENCES else kind("upstream_failed", meaning)


# The stream of events.

# Most events hold a few words; only the last ones repeat the whole answer.
MAX_EVENT_BYTES = 8 * 1024 * 1024
# How long to wait for the usage after the answer's end.
END_SECONDS = 1.0
DELTAS = ("response.output_text.delta", "response.refusal.delta")
# The ends of complete answers.
COMPLETE = ("response.completed", "stop", "tool_calls")
# Longer integers become None, because Python refuses to parse very long ones.
_decode_json = json.JSONDecoder(parse_int=lambda digits: int(digits) if len(digits) < 20 else None).raw_decode


class EventReader:
    """Reads one answer, of either API, from a stream of server-sent events."""

    def __init__(self) -> None:
        # The end that the provider has reported.
        self._end: object = None
        self.spoken = self._begun = False
        # An incomplete line, and half of a surrogate pair.
        self._rest = bytearray()
        self._pending = ""

    async def read(self, blocks: AsyncIterator[bytes]) -> AsyncIterator[str | Usage]:
        """Yield the text as it arrives, and the usage.

        It has few layers, because it runs for every token. Raises Fault if the stream stalls, breaks, is invalid or
        incomplete; ThreadLost if it reports a missing thread, or is empty. Text that arrives together with a break may be
        lost: if nobody is waiting for it, aiohttp only reports the break.
        """
        block = b""
        try:
            async for block in blocks:
                for number, item in enumerate(self._take(block), 1):
                    yield item
                    if number % 100 == 0:  # Other chats must not wait for a burst.
                        await asyncio.sleep(0)
                if self._end:
                    break
            for item in await self._read_ending(blocks):
                yield item
        except (Fault, ValueError, RecursionError) as error:
            if not self._end:  # Errors after the end do not matter.
                raise error if isinstance(error, Fault) else Fault("upstream_failed") from error
        except (httpx2.HTTPError, OSError) as error:
            # The client's transport reports every lost connection as a timeout; only this one is a stall.
            stalled = isinstance(error, httpx2.ReadTimeout)
            raise Fault("upstream_timeout" if stalled else "interrupted") from error
        if not block:
            # Some servers (llama.cpp's) respond like this if the input is too long for the model.
            sentence = "The model sent nothing. If the chat is too long for it, please lower MEMORY_CHARS."
            raise ContextFull("upstream_failed", sentence)
        if self._end not in COMPLETE:
            raise Fault("interrupted") if self._begun else Fault("upstream_failed", NO_ANSWER)
        if not self.spoken:
            raise Fault("upstream_failed", "The model sent an empty answer. Please try again.")
        if self._pending:
            yield clean_text(self._pending)

    async def _read_ending(self, blocks: AsyncIterator[bytes]) -> list[str | Usage]:
        """Read the usage after the end. There is a limit, because some gateways keep the connection open or alive."""
        items: list[str | Usage] = []
        with contextlib.suppress(asyncio.TimeoutError, httpx2.HTTPError, OSError):
            async with timeout(END_SECONDS):
                async for block in blocks:
                    items += self._take(block)
        return items

    def _take(self, block: bytes) -> Iterable[str | Usage]:
        """Decode the events of a block. Raises Fault, ValueError, RecursionError."""
        self._rest += block
        *lines, self._rest = self._rest.split(b"\n") if b"\n" in block else [self._rest]
        for line in lines:
            if line.startswith(b"data:") and (data := line[5:].strip()) and data != b"[DONE]":
                event, _ = _decode_json(data.decode())
                yield from filter(None, self._read_event(_dict(event)))
        if len(self._rest) > MAX_EVENT_BYTES:
            raise Fault("upstream_failed")

    def _read_event(self, event: dict[str, Any]) -> Iterable[str | Usage]:
        """The text and usage of an event. Raises Fault for an error, even one with a `finish_reason` (OpenRouter's)."""
        begun, self._begun = self._begun, True
        if (kind := event.get("type")) in DELTAS:
            yield self._clean(event.get("delta"))
            return
        choices, response = event.get("choices"), _dict(event.get("response"))
        if usage := _dict(response.get("usage") or event.get("usage")):
            used = usage.get("input_tokens", usage.get("prompt_tokens"))
            yield Usage(_tokens(used), _tokens(usage.get("output_tokens", usage.get("completion_tokens"))))
        if error := event.get("error") or response.get("error") or kind in ("error", "response.failed"):
            error = event if error is True else error
            # Some servers (OGX 1.5) start the stream before they look for the conversation, and then report no response first.
            missing = not begun and str(_dict(error).get("code")) in ("404", "not_found")
            raise _failure(error, 404 if missing else 0)
        if kind in ("response.completed", "response.incomplete"):
            self._end = kind
        for choice in map(_dict, choices if isinstance(choices, list) else ()):
            delta = _dict(choice.get("delta"))
            yield self._clean(delta.get("content") or delta.get("refusal"))
            self._end = choice.get("finish_reason") or self._end

    def _clean(self, delta: object) -> str:
        """Clean a delta for storage; half of a surrogate pair waits for the next delta."""
        text = self._pending + delta if isinstance(delta, str) else self._pending
        self.spoken = self.spoken or bool(text)
        self._pending = text[-1] if "\ud800" <= text[-1:] <= "\udbff" else ""
        return clean_text(text.removesuffix(self._pending))


def _dict(value: object) -> dict[str, Any]:
    """An object of the provider's JSON; an empty one if the value is not an object."""
    return value if isinstance(value, dict) else {}


def _tokens(value: object) -> int | None:
    return value if type(value) is int and 0 <= value < 2**31 else None


# The client.

# If a busy provider asks for a longer wait, the request is not retried.
MAX_RETRY_AFTER = 20.0
MAX_ERROR_BYTES = 64 * 1024
# Raised by a body that does not have the API's shape.
ODD_BODY = (ValueError, LookupError, TypeError, AttributeError, RecursionError)


def create_client(config: Config) -> openai.AsyncOpenAI:
    """OpenAI's client over aiohttp, which costs half as much CPU as its own transport. Raises ConfigError."""
    # By default idle connections close after 5 s, but people think for longer, and TLS handshakes are expensive.
    limits = httpx2.Limits(max_connections=1000, max_keepalive_connections=100, keepalive_expiry=60.0)
    hooks = {"response": [_check_response]}
    try:
        return openai.AsyncOpenAI(
            api_key=config.openai_api_key,
            base_url=config.openai_base_url,
            timeout=openai.Timeout(config.stall_seconds, connect=min(10.0, config.stall_seconds)),
            default_headers={"accept-encoding": "identity"},
            http_client=openai.DefaultAioHttpClient(limits=limits, follow_redirects=False, event_hooks=hooks),
        )
    except (ValueError, OSError, httpx2.InvalidURL) as error:
        raise ConfigError(f"OPENAI_BASE_URL, the proxy or SSL_CERT_FILE cannot be used: {reason(error)}.") from None


async def _check_response(response: httpx2.Response) -> None:
    """Read a body that is not a stream, up to a limit, and keep the client from retrying hopeless requests."""
    # Nothing is decompressed, because the result could be of any size; we asked for plain bodies.
    response.headers.pop("content-encoding", None)
    if response.is_success and "event-stream" in response.headers.get("content-type", ""):
        return
    body, limit = bytearray(), MAX_EVENT_BYTES if response.is_success else MAX_ERROR_BYTES
    async with contextlib.aclosing(cast(httpx2.AsyncByteStream, response.stream)) as stream:
        async for block in stream:
            body += block
            if len(body) > limit:
                break
    response.stream = httpx2.ByteStream(bytes(body[:limit]))
    if response.is_error and (_retry_after(response.headers) > MAX_RETRY_AFTER or b"insufficient_quota" in body):
        response.headers["x-should-retry"] = "false"


def _retry_after(headers: Mapping[str, str]) -> float:
    """The seconds that the provider asks us to wait; infinite if it gives a date."""
    try:
        return float(headers.get("retry-after-ms", 0)) / 1000 or float(headers.get("retry-after", 0))
    except ValueError:
        return math.inf


@contextlib.asynccontextmanager
async def _asking(config: Config) -> AsyncIterator[None]:
    """Turn the client's errors into faults, and limit the time of all its retries together to STALL_SECONDS."""
    try:
        async with timeout(config.stall_seconds):
            yield
    except asyncio.TimeoutError as error:
        raise Fault("upstream_timeout") from error
    except (openai.APIConnectionError, aiohttp.ClientError, UnicodeError) as error:
        # The client calls most of them timeouts; the cause tells whether the name, port or certificate is wrong.
        log.warning("The model provider failed: %s", reason(error.__cause__ or error))
        raise Fault("upstream_failed", "The model provider cannot be reached. Please try again.") from error
    except openai.OpenAIError as error:
        raise _failure(getattr(error, "body", None), getattr(error, "status_code", 0)) from error


# The assistant.

# Pauses while another run holds the conversation. One that holds it for longer has died.
LOCK_PAUSES = (0.1, 0.2, 0.4, 0.8, 1.5, 3.0)
# A turn is two items. A request takes 20 of them, and some servers (OGX 1.5) read no more of a conversation.
MAX_NEW_TURNS = 10
# The provider summarizes a longer conversation; common models have room for twice as many tokens.
COMPACTION = [{"type": "compaction", "compact_threshold": 60_000}]


class OpenAIAssistant(Assistant):
    """Any model behind Responses or Chat Completions; if OPENAI_API is `auto`, whichever the provider turns out to have."""

    def __init__(self, config: Config) -> None:
        self._config = config
        # Whether threads are kept upstream; if not, each turn sends the stored turns.
        self._remembers = config.openai_api != "chat"
        self._instructions = (HERE / "instructions.txt").read_text("utf-8")
        self._client = create_client(config)
        # Refused parameters, in place of which their older forms are sent.
        self._refused: set[str] = set()

    @property
    def provider(self) -> str:
        return f"{'responses' if self._remembers else 'chat'} {self._config.openai_base_url}"

    async def close(self) -> None:
        await self._client.close()

    async def create_thread(self, history: Sequence[Exchange]) -> str:
        if not self._remembers:
            return ""
        async with _asking(self._config):
            try:
                response = await self._post("/conversations", {"items": _items(history)})
            except openai.APIStatusError as error:
                if error.status_code not in (404, 405):
                    raise
                if self._config.openai_api != "auto":
                    sentence = "The model provider has no conversations. Please set OPENAI_API to chat."
                    raise Fault("upstream_failed", sentence) from error
                log.info("The model provider has no conversations, so Chat Completions is used from now on")
                self._remembers = False
                return ""
        with contextlib.suppress(ValueError, RecursionError):
            match response.json():
                case {"id": str(thread)} if thread.isprintable() and 0 < len(thread) <= 255:
                    return thread
        raise Fault("upstream_failed", NO_ANSWER)

    async def answer(self, thread: Thread, message: str) -> AsyncIterator[str | Usage]:
        reader = EventReader()
        try:
            async with _asking(self._config):
                response = await self._start(thread, message)
            async with contextlib.aclosing(response):
                async for item in reader.read(response.aiter_raw()):
                    yield item
        except ThreadLost as lost:
            if reader.spoken or not (self._remembers or isinstance(lost, ContextFull)):
                raise Fault(lost.code, lost.sentence) from None
            raise

    async def _start(self, thread: Thread, message: str) -> httpx2.Response:
        """Start an answer, with parameters that the provider takes, once no other run holds the conversation."""
        pauses = iter(LOCK_PAUSES)
        while True:
            path, body = self._request(thread, message)
            try:
                return await self._post(path, body, stream=True)
            except openai.APIStatusError as error:
                failure = _failure(error.body, error.status_code)
                modern = "context_management" if self._remembers else "max_completion_tokens"
                if modern in body and modern in str(error.body) and not isinstance(failure, ThreadLost):
                    self._refused.add(modern)
                elif error.code == "conversation_locked" and (pause := next(pauses, None)):
                    await asyncio.sleep(pause)
                else:
                    raise failure from error

    async def _post(self, path: str, body: dict[str, Any], stream: bool = False) -> httpx2.Response:
        return await self._client.post(path, cast_to=httpx2.Response, body=body, stream=stream)

    def _request(self, thread: Thread, message: str) -> tuple[str, dict[str, Any]]:
        """The path and body of the request for an answer."""
        limit, effort = self._config.max_output_tokens, self._config.reasoning_effort
        body = {"model": self._config.openai_model, "stream": True}
        if self._remembers:
            said = [{"role": "developer", "content": thread.board}] if thread.board else []
            older = "context_management" in self._refused
            return "/responses", body | {
                "conversation": thread.id,
                "instructions": self._instructions,
                "input": [*said, {"role": "user", "content": message}] if said else message,
                "stream_options": {"include_obfuscation": False},
                "max_output_tokens": limit,
                **({"truncation": "auto"} if older else {"context_management": COMPACTION}),
                **({"reasoning": {"effort": effort}} if effort else {}),
            }
        history = _messages(thread.history or ())
        # Many models take only one system message, at the start.
        known = f"{self._instructions}\n\n{thread.board}" if thread.board else self._instructions
        system, question = {"role": "system", "content": known}, {"role": "user", "content": message}
        return "/chat/completions", body | {
            "messages": [system, *history, question],
            "stream_options": {"include_usage": True},
            "max_tokens" if "max_completion_tokens" in self._refused else "max_completion_tokens": limit,
            **({"reasoning_effort": effort} if effort else {}),
        }

    async def forget_thread(self, thread: str) -> None:
        conversations = self._client.conversations
        # Deleting a conversation does not delete its items.
        with contextlib.suppress(openai.OpenAIError, asyncio.TimeoutError, *ODD_BODY):
            async with timeout(self._config.stall_seconds):
                items = [item.id async for item in conversations.items.list(thread, limit=100)]
            for item in items:
                await conversations.items.delete(str(item), conversation_id=thread)
        async with _asking(self._config):
            await conversations.delete(thread)


def _messages(history: Iterable[Exchange]) -> list[dict[str, str]]:
    """The turns as items of a conversation or as messages, which have the same form."""
    said = [part for turn in history for part in (("user", turn.message), ("assistant", turn.reply))]
    return [{"role": role, "content": content} for role, content in said if content]


def _items(history: Sequence[Exchange]) -> list[dict[str, str]]:
    """The items of a new conversation; all but the newest turns are combined into one item."""
    if len(history) <= MAX_NEW_TURNS:
        return _messages(history)
    newest = 1 - MAX_NEW_TURNS
    said = ["What was said before, oldest first. The newest messages follow this one."]
    for message in _messages(history[:newest]):
        said.append(f"{'You' if message['role'] == 'assistant' else 'Person'}: {message['content']}")
    return [{"role": "user", "content": "\n\n".join(said)}, *_messages(history[newest:])]


# The demo, without a model. Its answers, and its patterns for messages, are in static/demo.txt.

_QUOTED = re.compile(r"[\"“„«]([^\"“”„«»]+)[\"“”»]|(?<!\w)'([^']+)'(?!\w)")


class DemoAssistant(Assistant):
    """Brainstorms from hand-written text, word by word; the same chat always gets the same answers."""

    provider = "demo"

    def __init__(self, config: Config) -> None:
        self._pause = 1 / config.demo_words_per_second
        text = (HERE / "static" / "demo.txt").read_text("utf-8")
        # A name in capitals stands for its pattern, which may contain names defined below it.
        for name, pattern in re.findall(r"^([A-Z]+): (.+)$", text, re.MULTILINE):
            text = text.replace(name, pattern)
        # Lines by heading and theme. Each theme of a topic has one idea per round. Start cards have a capital.
        self._texts: dict[str, dict[str, list[str]]] = {}
        for part in re.split(r"^# ", text, flags=re.MULTILINE)[1:]:
            [heading], *themes = (lines.splitlines() for lines in part.strip().split("\n## "))
            self._texts[heading] = {theme: lines for theme, *lines in themes}
        cards = [heading for heading in self._texts if heading[0].isupper()]
        self._kinds = {card: [re.escape(card.rstrip("?")) + r"\W*$"] for card in cards} | self._texts["kinds"]
        self._topics = {topic: self._texts[topic] for topic in (*cards, "names", "any topic")}
        self._topics["judge"] = self._topics["any topic"]
        self._texts["sentences"] |= dict.fromkeys(cards, self._texts["sentences"]["card"])

    async def answer(self, thread: Thread, message: str) -> AsyncIterator[str | Usage]:
        words = re.findall(r"\S+\s*", write_reply(self._reply(thread, message)))
        # Paced by the clock, to catch up after a slow moment.
        start = time.monotonic()
        for number, word in enumerate(words):
            await asyncio.sleep(start + number * self._pause - time.monotonic())
            yield word
        yield Usage(len(message.split()), len(words))

    def _reply(self, thread: Thread, message: str) -> Reply:
        if message.startswith(GROUP_REQUEST):
            return self._group(message)
        *earlier, asked = map(self._understand, [*(turn.message for turn in thread.history or ()), message])
        kind, text, name, quotes = asked
        replies = [parse_reply(turn.reply) for turn in thread.history or ()]
        said = [reply.message.replace("**", "") for reply in replies]
        lists = [re.findall(r"(?m)^\d+\. (.+)$", text) for text in said]
        shown: list[str] = next(filter(None, reversed(lists)), [])
        picked, missing = self._pick(text, shown)
        chosen = [*quotes, *picked]
        if kind == "yes":
            kind, chosen = ("save", shown) if lists and lists[-1] else ("more", [])
        if kind == "save" and (chosen or missing):
            return self._save(chosen, missing, {idea.casefold() for reply in replies for idea in reply.ideas})
        if kind in ("combine", "challenge", "eyes", "about"):
            heads = [name] if name else chosen or shown * (kind != "about")
            return Reply(self._move(kind, heads, len(said)))
        if kind in self._topics and asked in earlier:
            kind = "more"
        # Outside a topic's start, what it cannot judge is answered with no list.
        kind = "unsure" if kind == "judge" and shown else kind
        topics = [("judge", ""), *((kind, title) for kind, _, title, _ in (*earlier, asked) if kind in self._topics)]
        if kind in self._topics or (shown and kind in ("more", "different")):
            return Reply(self._suggest(kind, *topics[-1], said, thread))
        return Reply(self._say(kind if shown or kind == "foreign" else "hello"))

    def _understand(self, message: str) -> tuple[str, str, str, list[str]]:
        """The kind of request in a message, its text with quotes emptied, the person or topic it names, and its quotes."""
        # A first message may end with the person's own ideas.
        said = " ".join(message.split("My own first ideas:")[0].split())
        quotes = ["".join(groups).strip() for groups in _QUOTED.findall(said)]
        text = _QUOTED.sub("“”", said).replace("'", "\u2019").replace("*", "")
        matches = ((kind, re.match(pattern, text, re.IGNORECASE)) for kind, [pattern] in self._kinds.items())
        kind, match = next((kind, match) for kind, match in matches if match)
        return kind, text, match.groupdict().get("name") or "", [*filter(None, quotes)]

    def _pick(self, text: str, shown: Sequence[str]) -> tuple[list[str], list[int]]:
        """The ideas of a list that a text refers to, and its numbers that are not in the list."""
        numbers = [int(number) for number in re.findall(r"(?<![\w-])\d{1,3}(?![\w-])", text)]
        named = [at for at, [words] in self._texts["places"].items() if re.search(rf"(?i)\b({words})\b", text)]
        places = {*numbers, *map(int, " ".join(named).split())}
        picked = [idea for at, idea in enumerate(shown) if places & {at + 1, at - len(shown)}]
        return picked, [number for number in numbers if shown and not 0 < number <= len(shown)]

    def _say(self, name: str, *values: object) -> str:
        return "\n".join(self._texts["sentences"][name]).format(*values)

    def _offer(self, ideas: Iterable[str], *ending: str) -> str:
        """A numbered list to save from, with the text of each idea before its colon in bold."""
        lines = (f"{number}. " + re.sub(r"^(.+?): ", r"**\1**: ", idea) for number, idea in enumerate(ideas, 1))
        return "\n\n".join(["\n".join(lines), *ending, self._say("save")])

    def _save(self, chosen: Sequence[str], missing: Sequence[int], saved: set[str]) -> Reply:
        new = [idea for idea in dict.fromkeys(chosen) if idea.casefold() not in saved]
        said = [self._say(f"saved {min(len(new), 3)}", len(new))] if new else []
        if len(new) < len({*chosen}):
            said.append(self._say("saved rest" if new else "saved before"))
        said += [self._say("missing", number) for number in missing]
        return Reply(" ".join([*said, self._say("next")]), new)

    def _suggest(self, kind: str, topic: str, title: str, said: Sequence[str], thread: Thread) -> str:
        """The next ideas on a topic, one of each theme; after the last, the next ones for any topic."""
        own, other = (list(zip(*self._topics[name].values(), strict=True)) for name in (topic, "any topic"))
        told = "\n".join([*said, thread.board])
        new, more = ([part for part in rounds if all(idea not in told for idea in part[:4])] for rounds in (own, other))
        rounds = new or more or [other[len(said) % 3]]
        # A retry gets other ideas.
        ideas = rounds[(thread.dropped + (kind == "different")) % len(rounds)]
        intro = self._say(kind if new else "over" if more else "again", f"“{title}”" if title else "it")
        return f"{intro}\n\n{self._offer(ideas[:4], *ideas[4:])}"

    def _move(self, kind: str, ideas: Sequence[str], turns: int) -> str:
        """Apply a move to ideas or a person; later turns start with other lines."""
        [(intro, lines)] = self._texts[kind].items()
        heads = list(dict.fromkeys(textwrap.shorten(idea.split(": ")[0], 60, placeholder=" …") for idea in ideas))
        if kind == "combine":
            parts = list(dict.fromkeys(" + ".join(heads).split(" + ")))
            pairs = itertools.pairwise(parts * 2)
            heads = [f"{one} + {other}" for one, other in pairs if one != other][turns % 3 :]
        if not heads:
            return self._say("few")
        told = [line.format(head) for line, head in zip((lines * 2)[3 * turns % len(lines) :], itertools.cycle(heads))]
        told = told[: min(len(lines), max(3, len(heads)))]
        bullets = "\n".join(f"- {line}" for line in told)
        return f"{intro.format(heads[0])}\n\n{bullets if kind in ('about', 'challenge') else self._offer(told)}"

    def _group(self, message: str) -> Reply:
        """Sort numbered ideas into the themes they come from; the others are a person's own."""
        known = {idea: theme for themes in self._topics.values() for theme, lines in themes.items() for idea in lines}
        numbered = re.findall(r'(?m)^(\d+)\. ("(?:[^"\\]|\\.)*")', message)
        themes = {number: known.get(json.loads(text), "Own ideas") for number, text in numbered}
        order = list(dict.fromkeys(themes.values()))
        numbers = sorted(themes, key=lambda number: order.index(themes[number]))
        return Reply(self._say("group"), numbers, "", [themes[number] for number in numbers])


def create_assistant(config: Config) -> Assistant:
    """Create the assistant for these settings."""
    return DemoAssistant(config) if config.demo else OpenAIAssistant(config)


########################################################################################################################
# PROCESSES
#
# Several processes may share a PostgreSQL database, and nothing else. Each runs the turns that it accepted. By NOTIFY
# the others learn that a chat has changed, and read the newer rows; they also get the text of running answers, to show
# it before it is stored. Notifications can be lost, so once a second each process looks for changes that it missed.
########################################################################################################################

# PostgreSQL's limit for a notification.
MAX_NOTICE_BYTES = 8_000
# How long text for the other processes is collected, because each notification is expensive.
TEXT_SECONDS = 0.05

Hear = Mapping[str, Callable[..., Awaitable[None]]]


async def talk_to_others(url: str, hear: Hear, fresh_text: Callable[[], Iterable[Sequence[Any]]]) -> None:
    """Pass notifications to the function for their kind, and send text, until the connection is lost.

    Only one task uses the connection: closing it while another one waits on it could leave that one waiting on a reused
    file descriptor. A process also hears its own notifications.
    """
    try:
        async with await psycopg.AsyncConnection.connect(url, autocommit=True, **postgres_options(url)) as connection:
            await connection.execute(f"listen {CHANNEL}")
            while True:
                async for notice in connection.notifies(timeout=TEXT_SECONDS):
                    kind, *told = json.loads(notice.payload)
                    await hear[kind](*told)
                # If text is lost, or too long, the others read it from the database within a second.
                texts = [json.dumps(["text", *text], ensure_ascii=False) for text in fresh_text()]
                if notices := [text for text in texts if len(text.encode()) < MAX_NOTICE_BYTES]:
                    query = "select pg_notify(%s, notice) from unnest(%s::text[]) as notices (notice)"
                    await connection.execute(query, [CHANNEL, notices])
    except (psycopg.Error, OSError) as error:
        log.warning("The connection to the other processes was lost: %s", reason(error, url))


########################################################################################################################
# TURNS
#
# One rule: sockets are sent whatever is in the database and newer than what they have. A LiveChat is the part of a chat
# that is in memory while a socket has it open or a turn runs: its sockets, the version that they have seen, and its
# unfinished turns. Its lock orders everything that involves both the store and the sockets. After a change, by this or
# another process, `show` turns the newer rows into frames, or sends the whole chat if the epoch has changed. No stored
# change reaches watchers in any other way.
#
# Chunks of a running answer are ahead of the database. The process that accepted a turn runs it and feeds its parser;
# the other processes feed parsers of their own with the text they hear. The end of a turn only comes from the database.
#
# A turn outlives its sockets, because it runs in a task of its own: one method of the Hub, its life from start to end.
########################################################################################################################

# How many chats a socket may open; a page opens a few.
MAX_FOLLOWED = 1_000
# A limit with so many keys forgets idle ones.
MAX_KEYS = 10_000
# This fits into the context of any model.
LEAST_MEMORY_CHARS = 2_000
# A process that wrote no heartbeat for this long was suspended or cut off, and cannot tell whether the others are alive.
PAUSED_SECONDS = 5.0


class Limit:
    """A rate limit for each key: `rate` per second, with bursts of `burst`."""

    def __init__(self, rate: float, burst: float) -> None:
        self._pause = 1 / rate
        self._slack = (burst - 1) / rate
        # When each key may have a full burst again.
        self._full_at: dict[str, float] = {}

    def wait(self, key: str) -> int:
        """The seconds until one more is allowed, 0 if it is now."""
        return max(0, math.ceil(self._full_at.get(key, 0.0) - self._slack - time.monotonic()))

    def spend(self, key: str = "") -> int:
        """Count one more if it is allowed; return the seconds until it is, 0 if it was counted."""
        if seconds := self.wait(key):
            return seconds
        now = time.monotonic()
        if len(self._full_at) >= MAX_KEYS:
            self._full_at = {name: at for name, at in self._full_at.items() if at > now}
        self._full_at[key] = max(now, self._full_at.get(key, now)) + self._pause
        return 0


class Subscriber(Protocol):
    """A socket as turns see it; `chats` keeps those in memory that it gets frames of."""

    closed: bool
    address: str
    chats: set[LiveChat]

    def send(self, frame: bytes) -> None:
        """Queue a frame without waiting."""


class LiveTurn:
    """An unfinished turn: the part of its answer that was sent so far, and the rest."""

    def __init__(self, row: TurnRow, own: bool, min_chunk_chars: int) -> None:
        self.row = row
        # Whether this process runs it. `end_request` ends it early: with a fault, or with None to stop it.
        self.own = own
        self.end_request: asyncio.Future[Fault | None] = asyncio.get_running_loop().create_future()
        # Set once no earlier turn of the chat is unfinished.
        self.begun = asyncio.Event()
        # Whether its terminal frame was sent. The turn is then stored, and no longer in memory, unless the database failed.
        self.ended = False
        # The address of its sender; '' until the message was counted.
        self.address = ""
        self.accepted_at = time.monotonic()
        # When the model was asked; 0 before that and after the first chunk.
        self.started_at = 0.0
        self.usage = Usage(None, None)
        # What was sent.
        self.said = Reply()
        # The version whose board the thread knows once this turn is done.
        self.board_version = 0
        # The fault that ends it, if any.
        self.fault: Fault | None = None
        # Sockets that get its frames without opening the chat. Weak, so that closed ones disappear.
        self.followers: weakref.WeakSet[Subscriber] = weakref.WeakSet()
        # How much of the reply is stored, and how much the other processes were told. They are told all that is not stored.
        self.stored = self.told = 0
        # Whether the reply has ended, and whether one of its ideas did not fit on the board.
        self.closed = self.overflowed = False
        self._raw: list[str] = []
        self._chunker = Chunker(min_chunk_chars)
        # Chunks to send. Each stays until it is sent, so that the turn's end finds the rest.
        self.ready: deque[Piece] = deque()
        # The message's last chunk, which is sent at the turn's end.
        self.last = Piece(MESSAGE, "", True)

    @property
    def raw(self) -> str:
        """The raw reply so far."""
        self._raw = ["".join(self._raw)]
        return self._raw[0]

    def take(self, delta: str) -> None:
        """Take more of the reply, and make the completed chunks ready."""
        self._raw.append(delta)
        self.ready.extend(self._chunker.feed(delta))

    def close(self, complete: bool) -> None:
        """End the reply, and make the rest ready."""
        if self.closed:
            return
        self.closed = True
        self.ready.extend(self._chunker.close(complete))
        if self.ready and self.ready[-1].tag == MESSAGE:
            self.last = self.ready.pop()._replace(done=True)

    def request_end(self, fault: Fault | None = None) -> None:
        """End the turn early, with a fault or None to stop it; the first call counts."""
        if not self.end_request.done():
            self.end_request.set_result(fault)


class LiveChat:
    """A chat in memory: its sockets, its unfinished turns by seq, and the version that its sockets have seen."""

    def __init__(self, chat_id: str, store: Store, take_up: Callable[[LiveChat, TurnRow], LiveTurn]) -> None:
        self.id = chat_id
        self._store = store
        self._take_up = take_up
        self.lock = asyncio.Lock()
        # Negative while nothing was shown.
        self.seen = -1
        self.epoch = 0
        # Sockets that opened the chat, with the number of turns to send if the epoch changes: at least all unfinished ones.
        self.watchers: dict[Subscriber, int] = {}
        self.live: dict[int, LiveTurn] = {}

    def follow(self, turn: LiveTurn, peer: Subscriber) -> None:
        """Send a socket a turn's frames, although it may not have opened the chat."""
        turn.followers.add(peer)
        if not turn.own:  # Its run would keep the chat in memory.
            peer.chats.add(self)

    def _publish(self, frame: Frame, others: Iterable[Subscriber] = ()) -> None:
        """Send a frame to all watchers and to other sockets."""
        data = encode(frame)
        for peer in self.watchers.keys() | others:
            peer.send(data)

    def _send_turn(self, row: TurnRow, said: Reply | None = None) -> None:
        """Send a turn to all watchers, as stored or with the reply so far."""
        self._publish(Frame("turn", self.id, turn=row.view(said)))

    def send_chunk(self, turn: LiveTurn, chunk: Piece) -> None:
        """Send a chunk of a turn's answer, unless its terminal frame was sent."""
        turn.said = turn.said.plus(chunk)
        if not turn.ended:
            self._publish(Frame(chunk.tag, self.id, chunk.text, chunk.done), turn.followers)

    def _send_ready(self, turn: LiveTurn) -> None:
        while turn.ready:
            self.send_chunk(turn, turn.ready.popleft())

    # Showing stored changes. The async methods need the lock.

    async def change(self, operation: Callable[..., R], *values: Any) -> R:
        """Run an operation of the store, show everything newer, and return the operation's result."""
        result, news = await self._store.change(self.id, self.seen, operation, *values)
        await self.show(news)
        return result

    async def show(self, news: News) -> None:
        """Send newer rows to its sockets."""
        self.epoch = self.epoch or news.epoch
        # The version decreases if the database was restored from a backup.
        if news.epoch != self.epoch or news.version < self.seen:
            await self.show_again()
            return
        # In order of events: a turn's ideas, its end, the start of the next one.
        for ideas in news.ideas:
            self._publish(_ideas_frame(self.id, ideas))
        for row in news.turns:
            self._show_turn(row)
        self.seen = news.version

    async def snapshot(self, limit: int, before: str | None = None) -> Snapshot:
        """Read the chat, or older turns of it; its sockets have been shown the same state by then."""
        while True:
            news, found = await self._store.snapshot(self.id, self.seen, limit, before)
            await self.show(news)
            if (self.seen, self.epoch) == (news.version, news.epoch):
                return found

    def _show_turn(self, row: TurnRow) -> None:
        """Show a turn as it is stored; one that is new and unfinished is taken up, and runs if it is this process's."""
        turn = self.live.get(row.seq)
        if row.status not in UNFINISHED:
            if row.status != DROPPED and (turn is None or turn.ended):
                self._send_turn(row)
            if turn:
                del self.live[row.seq]
                self.send_end(turn, row)
            return
        if turn and turn.ended:
            return
        if turn is None or turn.row.status != row.status:
            turn = turn or self._take_up(self, row)
            turn.row = row
            self._send_turn(row, turn.said)
        if row.status == STREAMING:
            turn.begun.set()
        self.take_text(turn, row.reply)
        if row.stopping:
            turn.request_end()

    def take_text(self, turn: LiveTurn, text: str, offset: int = 0) -> None:
        """Take the new part of a text that starts at an offset of a reply, if another process runs the turn."""
        known = len(turn.raw) - offset
        if not turn.own and len(text) > known >= 0:
            turn.take(text[known:])
            self._send_ready(turn)

    def send_end(self, turn: LiveTurn, row: TurnRow) -> None:
        """Send the rest of a turn and its terminal frame, once; a dropped turn ends like a stopped one."""
        if turn.ended:
            return
        dropped = row.status == DROPPED
        if dropped:
            row = turn.row._replace(status=STOPPED)
        if dropped or not turn.own:
            self.take_text(turn, row.reply)
            turn.close(complete=row.status == DONE)
            self._send_ready(turn)
        turn.row = row
        fault = turn.fault or (Fault(row.error) if row.error else None)
        if fault:
            if turn.last.text:
                self.send_chunk(turn, turn.last._replace(done=False))
            # As stored, if it is: the chunks sent may be ahead of what a dead process has stored.
            self._send_turn(row, None if row.shown else turn.said)
            self._publish(error_frame(fault, self.id, {}), turn.followers)
        else:
            if row.status == STOPPED:
                self._send_turn(row, turn.said)
            self.send_chunk(turn, turn.last)
        turn.ended = True
        turn.request_end()

    async def show_again(self) -> None:
        """Send all watchers the whole chat, or that it was deleted, because earlier frames no longer hold."""
        limit = max(self.watchers.values(), default=1)
        news, whole = await self._store.snapshot(self.id, self.seen, limit)
        rows = {row.seq: row for row in news.turns}
        for turn in list(self.live.values()):
            row = rows.get(turn.row.seq) or turn.row._replace(status=DROPPED)
            if row.status not in UNFINISHED:
                self._show_turn(row)
        self.seen, self.epoch = news.version, news.epoch
        frames = {}
        for limit in set(self.watchers.values()):
            newest = whole._replace(turns=whole.turns[-limit:], more=whole.more or len(whole.turns) > limit)
            frames[limit] = self.as_frame(newest) if news.epoch else encode(Frame("gone", self.id))
        for watcher, limit in self.watchers.items():
            watcher.send(frames[limit])
        for row in rows.values():
            if row.status in UNFINISHED:
                self._show_turn(row)

    def views(self, rows: Iterable[TurnRow]) -> list[TurnView]:
        """Turns as stored, or as sent if that is ahead of the store."""
        said = {seq: turn.said for seq, turn in self.live.items()}
        return [row.view(said.get(row.seq)) for row in rows]

    def as_frame(self, found: Snapshot) -> bytes:
        """The encoded `chat` frame."""
        turns = self.views(found.turns)
        return encode(Frame("chat", self.id, turns=turns, ideas=found.ideas, more=found.more))


class Hub:
    """All chats in memory: carries out requests, runs turns, and keeps the store up to date."""

    def __init__(self, config: Config, store: Store, assistant: Assistant, metrics: Metrics) -> None:
        self._config = config
        self._store = store
        self._assistant = assistant
        self._metrics = metrics
        self._by_address = Limit(config.turns_per_minute / 60, config.turns_per_minute)
        # Turns of a chat run one after another, so a tenth of the rate is plenty.
        a_chat = max(1, config.turns_per_minute // 10)
        self._by_chat = Limit(a_chat / 60, a_chat)
        # How many answers and proposals are being written for each address.
        self._load: Counter[str] = Counter()
        # They stay in memory for as long as a socket, a turn or a request has them.
        self._chats: weakref.WeakValueDictionary[str, LiveChat] = weakref.WeakValueDictionary()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._runs: set[asyncio.Task[Any]] = set()
        metrics.running.set_function(lambda: len(self._runs))
        self._upstream: set[asyncio.Task[Any]] = set()
        # How much of a chat a new thread starts with; it decreases if the model turns out to take less.
        self._memory_chars = config.memory_chars
        self._draining = False
        # Setting it cuts the drain short.
        self.hurry = asyncio.Event()
        # Held from checking the limits until the new turn counts.
        self._counting = asyncio.Lock()
        self._pulse_at = self._steady_since = time.monotonic()

    # Requests. Each raises Fault.

    async def submit(self, sender: Subscriber, request: ClientRequest) -> None:
        """Accept a message and run its turn; a message that was accepted before is answered with its turn."""
        given = request.id
        request.id = given or uuid.uuid4().hex
        async with self._chat(request.chat_id) as chat, self._counting:
            refusal = self._refusal(chat.id, sender.address)
            try:
                row = await chat.change(self._store.accept, request, refusal)
            except Unseen as fault:
                sender.send(encode(error_frame(fault, chat.id, {"message": request.message, "id": given})))
                found = await chat.snapshot(chat.watchers.get(sender, USUAL_TURNS))
                sender.send(chat.as_frame(found))
                return
            turn = chat.live.get(row.seq)
            if turn:
                chat.follow(turn, sender)
            if turn and turn.own and not turn.address:
                turn.address = sender.address
                self._spend(chat.id, sender.address)
                # Watchers have been told already, and a message without an id needs no receipt.
                if not given or sender in chat.watchers:
                    return
            sender.send(encode(Frame("turn", chat.id, turn=turn.row.view(turn.said) if turn else row.view())))

    async def open(self, peer: Subscriber, request: ClientRequest) -> None:
        """Send a chat's state, and from exactly there on everything that happens in it; or only older turns."""
        async with self._chat(request.chat_id) as chat:
            if request.before is None and len(peer.chats) >= MAX_FOLLOWED and chat not in peer.chats:
                raise Fault("busy", "This page has too many chats open. Please reload it.")
            found = await chat.snapshot(request.limit, request.before)
            if request.before is not None:
                peer.send(encode(Frame("earlier", chat.id, turns=chat.views(found.turns), more=found.more)))
            elif not peer.closed:
                peer.send(chat.as_frame(found))
                peer.chats.add(chat)
                chat.watchers[peer] = max(request.limit, 1 + MAX_WAITING)

    async def stop(self, peer: Subscriber, request: ClientRequest) -> None:
        """Stop the running answer, keeping the text so far; if none runs, send the newest turn."""
        async with self._chat(request.chat_id) as chat:
            await chat.change(self._store.stop)
            if turn := next((turn for turn in chat.live.values() if turn.row.status == STREAMING), None):
                chat.follow(turn, peer)
                return
            found = await chat.snapshot(1)
            newest = chat.views(found.turns[-1:])
            peer.send(encode(Frame("turn", chat.id, turn=newest[0])) if newest else chat.as_frame(found))

    async def change_ideas(self, peer: Subscriber, request: ClientRequest) -> None:
        """Add or change ideas."""
        changes = request.changes()
        async with self._chat(request.chat_id) as chat:
            ideas = await chat.change(self._store.change_ideas, changes)
            if peer not in chat.watchers:
                peer.send(encode(_ideas_frame(chat.id, ideas)))

    async def group(self, peer: Subscriber, request: ClientRequest) -> None:
        """Ask the model for themes, outside the chat, and send them to the asker only. Does not wait for the answer."""
        chat_id = request.chat_id
        async with self._chat(chat_id) as chat:
            board = [idea for idea in (await chat.snapshot(1)).ideas if not idea.deleted]
        if not board:
            raise Fault("bad_request", "There are no ideas to group on this board.")
        if refusal := self._refusal(chat_id, peer.address):
            raise refusal
        self._spend(chat_id, peer.address)
        self.spawn(self._propose(peer, chat_id, board), self._upstream)

    async def _propose(self, peer: Subscriber, chat_id: str, board: Sequence[IdeaView]) -> None:
        try:
            async with timeout(self._config.turn_seconds):
                frame = proposal(chat_id, board, await self._ask_for_themes(board))
        except (Fault, asyncio.TimeoutError) as error:
            fault = error if isinstance(error, Fault) else Fault("upstream_timeout")
            if fault.code == "interrupted":
                fault = Fault("interrupted", "The proposal was cut off. Please try again.")
            frame = error_frame(fault, chat_id, {"group": True})
        except Exception:
            log.exception("A proposal of themes failed")
            frame = error_frame(Fault("internal"), chat_id, {"group": True})
        finally:
            self._load -= Counter([peer.address])
        peer.send(encode(frame))

    async def _ask_for_themes(self, board: Sequence[IdeaView]) -> str:
        """Get the model's reply in a temporary thread. Raises Fault."""
        limit, reply, usage = self._config.max_reply_chars, "", Usage(None, None)
        message = "\n".join([GROUP_REQUEST, *numbered(board, limit)])
        thread = await self._assistant.create_thread(())
        try:
            async with contextlib.aclosing(self._assistant.answer(Thread(thread), message)) as stream:  # type: ignore[type-var]
                async for delta in stream:
                    if isinstance(delta, Usage):
                        usage = delta
                        continue
                    reply += delta
                    if len(reply) > limit:
                        raise Fault("too_long", "The proposal grew too long. Please try again.")
        finally:
            self._count_tokens(usage)
            self._forget_thread(thread)
        return reply

    async def forget(self, peer: Subscriber, request: ClientRequest) -> None:
        """Delete a chat, and end its turns."""
        async with self._chat(request.chat_id) as chat:
            self._forget_thread(await self._store.forget(chat.id, self._assistant.provider))
            await chat.show_again()
            if peer not in chat.watchers:
                peer.send(encode(Frame("gone", chat.id)))

    def leave(self, peer: Subscriber) -> None:
        """Forget a closed socket; its turns go on."""
        for chat in peer.chats:
            chat.watchers.pop(peer, None)
        peer.chats.clear()

    # Life.

    def start(self) -> None:
        """Start the background work; with SQLite, the first tick closes unfinished turns before any request is served."""
        if on_postgres():
            hear: Hear = {"changed": self._catch_up, "text": self._hear_text}
            self.spawn(every_second(functools.partial(talk_to_others, self._store.url, hear, self._fresh_text)))
        self.spawn(every_second(self._pulse))
        self.spawn(every_second(self._tick))

    async def drain(self, seconds: float) -> None:
        """Accept no more turns, give the running ones so long to finish, then store them as they are."""
        self._draining = True
        for turn in self._own_turns():
            if turn.row.status == WAITING:
                turn.request_end(Fault("interrupted"))
        until = time.monotonic() + seconds
        # In short steps, because turns that end may spawn the deletion of a thread, and a signal may end the wait.
        while (going := self._runs | self._upstream) and not self.hurry.is_set() and time.monotonic() < until:
            await asyncio.wait(going, timeout=0.1)
        for turn in self._own_turns():
            turn.request_end(Fault("interrupted"))
        if self._runs:
            await asyncio.wait(self._runs)

    async def close(self) -> None:
        """Cancel the background work."""
        await _cancel(self._tasks)

    def spawn(self, coroutine: Coroutine[Any, Any, R], *groups: set[asyncio.Task[Any]]) -> asyncio.Task[R]:
        """Run a coroutine in a task that nobody's disconnection cancels, and add the task to groups."""
        task = asyncio.create_task(coroutine)
        for group in (self._tasks, *groups):
            group.add(task)
            task.add_done_callback(group.discard)
        return task

    @contextlib.asynccontextmanager
    async def _chat(self, chat_id: str) -> AsyncIterator[LiveChat]:
        """Lock a chat."""
        chat = self._chats.setdefault(chat_id, LiveChat(chat_id, self._store, self._take_up))
        async with chat.lock:
            yield chat

    # Limits.

    def _refusal(self, chat_id: str, address: str) -> Fault | None:
        """Why one more message is refused: the server is stopping, or the message exceeds a limit."""
        if self._draining:
            return Fault("busy", "The server is about to restart. Please try again in a moment.")
        total = self._config.max_running
        if self._load.total() >= total or self._load[address] >= address_share(total):
            return Fault("rate_limited", "Too many answers are being written. Please retry in 5 s.")
        seconds = max(self._by_address.wait(address), self._by_chat.wait(chat_id))
        sentence = f"Too many messages in a minute. Please retry in {seconds} s."
        return Fault("rate_limited", sentence) if seconds else None

    def _spend(self, chat_id: str, address: str) -> None:
        """Count one more answer that is being written."""
        self._by_address.spend(address)
        self._by_chat.spend(chat_id)
        self._load[address] += 1

    # Running.

    def _take_up(self, chat: LiveChat, row: TurnRow) -> LiveTurn:
        """Load an unfinished turn, and run it if this process accepted it."""
        turn = chat.live[row.seq] = LiveTurn(row, row.owner == self._store.owner, self._config.min_chunk_chars)
        if turn.own:
            self.spawn(self._run(chat, turn), self._runs)
        return turn

    def _own_turns(self) -> list[LiveTurn]:
        return [turn for chat in self._chats.values() for turn in chat.live.values() if turn.own]

    async def _run(self, chat: LiveChat, turn: LiveTurn) -> None:
        """A turn's life: wait for earlier turns, answer, then store and send the end."""
        status, fault = DONE, None
        try:
            await _unless(turn.end_request, self._answer(chat, turn))
        except asyncio.CancelledError:
            status, fault = STOPPED, turn.end_request.result() if turn.end_request.done() else Fault("interrupted")
        except Fault as error:
            fault = error
        except Exception:
            log.exception("A turn failed")
            fault = Fault("internal")
        if fault:
            status = INTERRUPTED if fault.code == "interrupted" else ERROR
        try:
            await self._end(chat, turn, status, fault)
        finally:
            self._count(turn, status)

    async def _answer(self, chat: LiveChat, turn: LiveTurn) -> None:
        """Relay the model's reply to its end. Raises Fault."""
        await turn.begun.wait()
        turn.started_at = time.monotonic()
        loop, seconds = asyncio.get_running_loop(), self._config.turn_seconds
        deadline = loop.call_later(seconds, turn.request_end, Fault("upstream_timeout"))
        turn.end_request.add_done_callback(lambda _: deadline.cancel())
        lost = None
        while True:
            thread = await self._thread(chat, turn, lost)
            try:
                return await self._relay(chat, turn, thread)
            except ThreadLost as error:
                # If a new thread is lost too, only a shorter one may help.
                if thread.history is not None and not self._remember_less(error, thread.history):
                    raise
                lost = thread.id

    def _remember_less(self, error: ThreadLost, history: Sequence[Exchange]) -> bool:
        """Limit new threads to half the length of one that was too long; return False if that cannot help."""
        known = sum(len(turn.message + turn.reply) for turn in history)
        helps = isinstance(error, ContextFull) and known > LEAST_MEMORY_CHARS
        # If so little is too long, the message alone is, or the model is broken, which says nothing about memory.
        self._memory_chars = min(self._memory_chars, known // 2) if helps else self._config.memory_chars
        return helps

    async def _thread(self, chat: LiveChat, turn: LiveTurn, lost: str | None) -> Thread:
        """The chat's thread, or a new one made from the stored turns."""
        thread = await self._store.thread(chat.id, turn.row.seq, self._assistant.provider, lost, self._memory_chars)
        turn.board_version = thread.board_version
        if thread.id:
            return thread
        # Shielded, so that a turn that ends leaves no unknown thread upstream.
        making = self.spawn(self._make_thread(chat.id, turn, thread), self._upstream)
        making.add_done_callback(lambda task: task.cancelled() or task.exception())
        return await asyncio.shield(making)

    async def _make_thread(self, chat_id: str, turn: LiveTurn, thread: Thread) -> Thread:
        made = await self._assistant.create_thread(thread.history or ())
        if made:
            unused = await self._store.keep_thread(chat_id, turn.row.seq, made, self._assistant.provider)
            self._forget_thread(unused)
            if unused == made:  # Another process has stopped or ended the turn.
                turn.request_end()
        return thread._replace(id=made)

    def _forget_thread(self, thread: str | None) -> None:
        async def forget(thread: str) -> None:
            try:
                await self._assistant.forget_thread(thread)
            except (Fault, RuntimeError, *ODD_BODY) as error:
                log.info("An unused thread could not be deleted upstream: %s", type(error).__name__)

        if thread:
            self.spawn(forget(thread), self._upstream)

    async def _relay(self, chat: LiveChat, turn: LiveTurn, thread: Thread) -> None:
        room = self._config.max_reply_chars
        async with contextlib.aclosing(self._assistant.answer(thread, turn.row.message)) as stream:  # type: ignore[type-var]
            async for delta in stream:
                if isinstance(delta, Usage):
                    turn.usage = delta
                    continue
                turn.take(delta[:room])
                room -= len(delta)
                if turn.ready:
                    await self._store_and_send(chat, turn)
                if room < 0:
                    raise Fault("too_long", "The answer grew too long and was cut off.")

    async def _store_and_send(self, chat: LiveChat, turn: LiveTurn) -> None:
        """Send the chunks that are ready; a finished idea is stored first."""
        if turn.started_at and (turn.ready or turn.last.text):
            self._metrics.first_chunk.observe(time.monotonic() - turn.started_at)
            turn.started_at = 0.0
        while turn.ready:
            chunk = turn.ready[0]
            if chunk.tag == MESSAGE or not chunk.done or turn.overflowed:
                chat.send_chunk(turn, turn.ready.popleft())
                continue
            async with chat.lock:
                ideas = turn.said.plus(chunk).ideas
                idea = turn.row, len(ideas) - 1, ideas[-1], chunk.theme, turn.raw
                had_room, news = await self._store.change(chat.id, chat.seen, self._store.add_idea, *idea)
                if had_room is not None:  # The chunk comes before the news, which has the idea and may end the turn.
                    turn.overflowed = not had_room
                    chat.send_chunk(turn, turn.ready.popleft())
                await chat.show(news)
                if had_room is None:  # Another process has ended the turn.
                    return

    async def _end(self, chat: LiveChat, turn: LiveTurn, status: str, fault: Fault | None) -> None:
        """Store and send a turn's end. If the database keeps failing, send that fault, and go on trying."""
        deadline = time.monotonic() + BUSY_SECONDS
        while chat.live.get(turn.row.seq) is turn:
            try:
                turn.close(complete=status == DONE)
                await self._store_and_send(chat, turn)
                if turn.overflowed:
                    status, fault = ERROR, Fault("too_long", NO_ROOM)
                turn.fault, code = fault, fault.code if fault else None
                end = turn.row, status, code, turn.raw, turn.usage, turn.board_version
                async with chat.lock:
                    await chat.change(self._store.finish, *end)
                break
            except Fault as error:
                failure = error if self._draining or time.monotonic() > deadline else None
            except Exception:
                failure = Fault("internal")
                if not turn.ended:
                    log.exception("A turn's end failed")
            if failure:
                turn.fault = failure
                chat.send_end(turn, turn.row._replace(status=ERROR, error=failure.code))
                if self._draining:
                    break
            await asyncio.sleep(1)

    def _count(self, turn: LiveTurn, status: str) -> None:
        """Log and count how a turn ended."""
        self._load -= Counter([turn.address])
        seconds = time.monotonic() - turn.accepted_at
        outcome = turn.fault.code if turn.fault else status
        self._metrics.turns.labels(outcome).inc()
        self._metrics.seconds.observe(seconds)
        if outcome.startswith("upstream"):
            self._metrics.upstream_errors.labels(outcome).inc()
        self._count_tokens(turn.usage)
        log.info("A turn ended: %s after %.1f s", outcome, seconds)

    def _count_tokens(self, usage: Usage) -> None:
        self._metrics.tokens.labels("input").inc(usage.input_tokens or 0)
        self._metrics.tokens.labels("output").inc(usage.output_tokens or 0)

    # Keeping the store up to date.

    async def _pulse(self) -> None:
        """Store the replies so far, and notice if the database was out of reach."""
        replies = {turn: turn.raw for turn in self._own_turns()}
        await self._store.flush({turn.row.seq: reply for turn, reply in replies.items()})
        for turn, reply in replies.items():
            turn.stored = len(reply)
        now = time.monotonic()
        if now - self._pulse_at > PAUSED_SECONDS:
            self._steady_since = now
        self._pulse_at = now

    async def _tick(self) -> None:
        """Close turns whose process is dead, and look for missed changes."""
        stale, now = set(), time.monotonic()
        steady = now - self._steady_since > HEARTBEAT_SECONDS and now - self._pulse_at < PAUSED_SECONDS
        if steady or not on_postgres():
            stale = await self._store.sweep()
        if self._chats and on_postgres():
            heads, chats = await self._store.heads(list(self._chats)), list(self._chats.values())
            stale |= {chat.id for chat in chats if heads.get(chat.id, (0, 0)) != (chat.seen, chat.epoch)}
            # Text notifications may have been missed.
            stale |= {chat.id for chat in chats if any(not turn.own for turn in chat.live.values())}
        for chat_id in stale:
            await self._catch_up(chat_id)

    # Hearing and telling other processes.

    async def _catch_up(self, chat_id: str, version: int | None = None) -> None:
        """Show the changes of a chat in memory, unless it was shown up to this version."""
        known = self._chats.get(chat_id)
        if known and (version is None or version > known.seen):
            async with self._chat(chat_id) as chat:
                await chat.show(await self._store.read(chat_id, chat.seen))

    async def _hear_text(self, chat_id: str, seq: int, offset: int, text: str) -> None:
        """Take text of another process's turn. If text before it is missing, the next tick reads all of it."""
        chat = self._chats.get(chat_id)
        turn = chat.live.get(seq) if chat else None
        if chat and turn and turn.row.status == STREAMING:
            chat.take_text(turn, text, offset)

    def _fresh_text(self) -> Iterable[tuple[str, int, int, str]]:
        """The text for other processes: of each turn that has gone on, everything since it was last stored.

        Not while an idea in it is being stored, because they would show it first.
        """
        for chat in self._chats.values():
            for turn in chat.live.values():
                if turn.own and turn.told < len(turn.raw) and not turn.ready:
                    turn.told = len(turn.raw)
                    yield chat.id, turn.row.seq, turn.stored, turn.raw[turn.stored :]


def proposal(chat_id: str, board: Sequence[IdeaView], reply: str) -> Frame:
    """The themes that a reply proposes for numbered ideas: each idea once, without unknown numbers."""
    rest = {str(number): idea.id for number, idea in enumerate(board, 1)}
    themes: dict[str, list[str]] = {}
    said = parse_reply(reply)
    for idea, theme in zip(said.ideas, said.themes, strict=True):
        name, number = theme_name(theme), idea.strip(" .#")
        if name and number in rest:
            themes.setdefault(name, []).append(rest.pop(number))
    views = [ThemeView(theme, ideas) for theme, ideas in themes.items()]
    return Frame("proposal", chat_id, themes=views, rest=list(rest.values()))


def _ideas_frame(chat_id: str, ideas: Sequence[IdeaView]) -> Frame:
    one = ideas[0] if len(ideas) == 1 else None
    return Frame("idea-saved", chat_id, idea=one) if one else Frame("ideas-saved", chat_id, ideas=ideas)


async def every_second(task: Callable[[], Awaitable[None]]) -> None:
    """Repeat a task for as long as the server runs, with a second between runs, whatever it raises."""
    while True:
        try:
            await task()
        except Fault:
            pass  # It has been logged, and may be over in a second.
        except Exception:
            log.exception("A periodic task failed")
        await asyncio.sleep(1)


async def _unless(end_request: asyncio.Future[Any], coroutine: Coroutine[Any, Any, None]) -> None:
    """Run a coroutine until it ends or is to end. Raises what it raised, or CancelledError if it was cut off."""
    task = asyncio.create_task(coroutine)
    waited: list[asyncio.Future[Any]] = [task, end_request]
    try:
        await asyncio.wait(waited, return_when=asyncio.FIRST_COMPLETED)
    finally:
        await _cancel({task})
    task.result()


async def _cancel(tasks: set[asyncio.Task[Any]]) -> None:
    """Cancel tasks until all have ended, because libraries can swallow a cancellation."""
    while going := [task for task in tasks if not task.done()]:
        for task in going:
            task.cancel()
        await asyncio.wait(going, timeout=0.2)


########################################################################################################################
# WEBSOCKET
#
# Frames are written straight to the transport, whose buffer is the socket's queue: ordered, without a task, and limited.
# A socket over the limit is disconnected. Its client reconnects, opens its chats again, and has lost nothing.
#
# Sanic passes all incoming frames, except pongs and the closing one, to its assembler. Here the socket takes its place: it
# assembles messages, and carries out all complete ones in order, even if it closes meanwhile, unless the server stops.
########################################################################################################################

# The most bytes queued for a socket, beside the kernel's buffers; ten times an answer.
MAX_QUEUED_BYTES = 1024 * 1024
# The most for all sockets together, because a large chat is queued whole.
MAX_QUEUED_IN_ALL = 256 * 1024 * 1024
# A socket that reads nothing, or does not answer pings, is dropped after this time.
PING_SECONDS = 20
STALLED_SECONDS = 20
# The close code for "service restart" (RFC 6455's registry).
RESTARTED = 1012
# The burst that a socket may send, in seconds of its rate.
BURST_SECONDS = 4
# Reading pauses while so many requests are waiting.
MAX_PENDING = 100
# Frames, including pings and fragments of messages: the burst and the rate that no client reaches.
MAX_FRAMES = 4_000
FRAMES_PER_SECOND = 1_000.0


class Socket:
    """An open socket: queues frames, and carries out its client's requests."""

    def __init__(self, ws: Websocket, address: str, sockets: Sockets) -> None:
        self.closed = False
        self.address = address
        self.chats: set[LiveChat] = set()
        self.requests = Limit(sockets.config.rate_per_second, BURST_SECONDS * sockets.config.rate_per_second)
        self._frames = Limit(FRAMES_PER_SECOND, MAX_FRAMES)
        self.transport: asyncio.Transport = cast(Any, ws.io_proto).transport
        self._ws = ws
        self._sockets = sockets
        self._bound = MAX_QUEUED_BYTES
        # The bytes sent, how many of them the client had read, and when it last read.
        self._sent = self._taken = 0
        self._moved_at = time.monotonic()
        # The parts of an incomplete message, and the messages not carried out yet.
        self._parts: list[bytes] = []
        self._is_text = True
        self._pending: deque[str | bytes] = deque()

    # Sending.

    def send(self, frame: bytes) -> None:
        """Queue a frame, unless the socket is closing; one whose queue is over its limit is dropped."""
        if self.closed or self._ws.ws_proto.state is not State.OPEN:
            return
        if self.transport.get_write_buffer_size() > self._bound:
            self._drop("A socket that does not read was dropped")
            return
        # A whole chat may exceed the limit: then that much, and as much again behind it, may wait.
        self._bound = max(self._bound, 2 * len(frame))
        self.transport.write(frame)
        self._sent += len(frame)

    def check_reading(self, now: float, too_much: bool) -> None:
        """Drop the socket if too much is queued for it, or if it has not read for too long."""
        queued = self.transport.get_write_buffer_size()
        if not queued or self._sent - queued > self._taken:
            self._moved_at = now
        if too_much or now - self._moved_at > STALLED_SECONDS:
            self._drop("A socket that does not read was dropped")
        self._taken = self._sent - queued

    async def close(self) -> None:
        """Close it with the advice to reconnect; this never returns if the client does not answer."""
        await self._ws.close(RESTARTED, "the server restarts")
        await self._ws.wait_for_connection_lost()

    def _drop(self, why: str) -> None:
        """Drop the socket, once; later frames are ignored."""
        if not self.closed:
            self.closed = True
            log.info(why)
            self._sockets.metrics.dropped_readers.inc()
            self.transport.abort()

    # Receiving.

    async def put(self, frame: websocket_frames.Frame) -> None:
        """Take a frame; Sanic calls this instead of its own assembler's method."""
        if self.closed:
            return
        if self._frames.spend():
            self._drop("A socket that sends too many frames was dropped")
        elif frame.opcode in websocket_frames.DATA_OPCODES:
            self._assemble(frame)

    def _assemble(self, frame: websocket_frames.Frame) -> None:
        if frame.opcode is not websocket_frames.Opcode.CONT:
            self._is_text = frame.opcode is websocket_frames.Opcode.TEXT
        self._parts.append(bytes(frame.data))
        if not frame.fin:
            return
        message, self._parts = b"".join(self._parts), []
        try:
            self._pending.append(message.decode() if self._is_text else message)
        except UnicodeDecodeError:
            self.closed = True
            self._ws.fail_connection(1007, "not UTF-8")
            return
        if len(self._pending) == 1:
            self._sockets.spawn(self._work())
        elif len(self._pending) > MAX_PENDING:
            cast(Any, self._ws).pause_frames()

    async def _work(self) -> None:
        """Carry out the received messages in order."""
        while self._pending:
            await self._sockets.answer(self, self._pending[0])
            # A refusal never suspends, so other sockets would wait for all of them.
            await asyncio.sleep(0)
            # Removed last, so that no second task is started meanwhile.
            self._pending.popleft()
        cast(Any, self._ws).resume_frames()


class Sockets:
    """The open sockets of `/ws`: checks their requests and passes them on."""

    def __init__(self, config: Config, hub: Hub, metrics: Metrics) -> None:
        self.config = config
        self.metrics = metrics
        self.spawn = hub.spawn
        self._hub = hub
        self._requests: dict[str, Callable[[Socket, ClientRequest], Awaitable[None]]] = {
            "message": hub.submit,
            "open": hub.open,
            "stop": hub.stop,
            "ideas": hub.change_ideas,
            "idea": hub.change_ideas,
            "group": hub.group,
            "forget": hub.forget,
        }
        self._open: set[Socket] = set()
        metrics.sockets.set_function(lambda: len(self._open))

    def full(self, address: str) -> bool:
        """Whether one more socket from this address is too many."""
        total = self.config.max_connections
        return len(self._open) >= total or sum(peer.address == address for peer in self._open) >= address_share(total)

    async def serve(self, ws: Websocket, address: str) -> None:
        """Serve one socket until it closes."""
        peer = Socket(ws, address, self)
        ws.assembler = cast(Any, peer)
        self._open.add(peer)
        try:
            await ws.wait_for_connection_lost()
        finally:
            peer.closed = True
            self._open.discard(peer)
            self._hub.leave(peer)

    async def close(self) -> None:
        """Close all sockets, and cut off those that do not answer within a second."""
        if closing := [self.spawn(peer.close()) for peer in self._open]:
            await asyncio.wait(closing, timeout=1)
        for peer in self._open:
            peer.transport.abort()
        await asyncio.sleep(0)

    async def watch(self) -> None:
        """Drop sockets that do not read, those with the longest queue first."""
        queued = 0
        for peer in sorted(self._open, key=lambda peer: peer.transport.get_write_buffer_size()):
            queued += peer.transport.get_write_buffer_size()
            peer.check_reading(time.monotonic(), queued > MAX_QUEUED_IN_ALL)

    async def answer(self, peer: Socket, data: str | bytes) -> None:
        """Carry out a request; errors are sent to its socket, which stays open."""
        found: dict[str, Any] = {}
        request_id.set(uuid.uuid4().hex[:12])
        try:
            try:
                found = parse_json(data)
            finally:  # Invalid JSON counts too, and the refusal names the request.
                if seconds := peer.requests.spend():
                    raise Fault("rate_limited", f"That was too fast. Please retry in {seconds} s.")
            request = parse_request(found, self.config.max_message_chars)
            if not (kind := kind_of(found)):
                raise Fault("bad_request")
            await self._requests[kind](peer, request)
        except Fault as fault:
            self._refuse(peer, found, fault)
        except Exception:
            log.exception("A request failed")
            self._refuse(peer, found, Fault("internal"))

    def _refuse(self, peer: Socket, found: Mapping[str, Any], fault: Fault) -> None:
        peer.send(encode(error_frame(fault, id_or_none(found.get("chatId")), found)))


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
# Python's mimetypes differ between systems.
CONTENT_TYPES = {
    ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
    ".txt": "text/plain; charset=utf-8", ".svg": "image/svg+xml", ".webmanifest": "application/manifest+json",
}  # fmt: skip
IMMUTABLE = "public, max-age=31536000, immutable"
# An Accept-Encoding that has gzip, with no weight or one above 0.
ACCEPTS_GZIP = re.compile(r"(^|,)\s*(gzip|\*)\s*(;\s*q=[0.]*[1-9][\d.]*\s*)?(,|$)", re.IGNORECASE)

# A file's content and headers.
File = tuple[bytes, dict[str, str]]


def load_page(folder: Path, settings: Mapping[str, object]) -> dict[str, tuple[File, File]]:
    """Read the built page into memory: by path, each file plain, and compressed if that is shorter.

    The settings go into the page's `brainstormer` meta element. Raises ConfigError if the page is missing.
    """
    files = {}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and path.suffix != ".map" and "/." not in f"/{name}":
            body = path.read_bytes()
            if name == "index.html":
                body = body.replace(b"content='{}'", b"content='%s'" % html.escape(json.dumps(settings)).encode())
            plain, zipped = _with_headers(name, body), _with_headers(name, gzip.compress(body, 9, mtime=0))
            zipped[1]["content-encoding"] = "gzip"
            files[name] = plain, min(plain, zipped, key=lambda file: len(file[0]))
    if "index.html" not in files:
        raise ConfigError(f"The page is missing: there is no {folder / 'index.html'}.")
    return {"": files["index.html"], **files}


def _with_headers(name: str, body: bytes) -> File:
    return body, {
        "content-type": CONTENT_TYPES.get(Path(name).suffix, "application/octet-stream"),
        "cache-control": IMMUTABLE if name.startswith("assets/") else "no-cache",
        "etag": f'"{hashlib.sha256(body).hexdigest()[:32]}"',
        "vary": "accept-encoding",
    }


COOKIE = "brainstormer"
COOKIE_SECONDS = 30 * 24 * 3600
LOGINS_PER_MINUTE = 10
# Enough for the login form; no other request has a body.
MAX_BODY_BYTES = 16 * 1024


class Gate:
    """Decides which requests are served, by host name, origin and access token."""

    def __init__(self, config: Config) -> None:
        self._token = config.access_token
        self._login_form = (HERE / "static" / "login.html").read_text("utf-8")
        # Other names may be an attacker's that resolve to this address (DNS rebinding); an IP address cannot be.
        names = ["localhost", socket.gethostname(), *re.findall("[^ ,]+", config.allowed_hosts)]
        host = rf"({'|'.join(map(re.escape, names))}|.+\.localhost|(\d{{1,3}}\.){{3}}\d{{1,3}}|\[[\da-f:.]+\])(:\d+)?"
        self._host = re.compile(host, re.ASCII | re.IGNORECASE)
        self._origins = re.findall("[^ ,]+", config.allowed_origins.lower())
        self._attempts = Limit(LOGINS_PER_MINUTE / 60, LOGINS_PER_MINUTE)
        self._warnings = Limit(1 / 60, 1)

    def warn(self, sentence: str, *values: object) -> None:
        """Log a warning that strangers can cause, each at most once a minute, so that they cannot fill the log."""
        if not self._warnings.spend(sentence):
            log.warning(sentence, *values)

    def refusal(self, request: Request) -> HTTPResponse | None:
        """The response to a request that is refused, judged without its body; None if it may be served."""
        is_post = request.method == "POST"
        hosts, origins = (request.headers.getall(name, []) for name in ("host", "origin"))
        if len(hosts) != 1:
            return response.text(SENTENCES["bad_request"], 400)
        if not self._host.fullmatch(hosts[0]):
            self.warn("Refused a request for host %.100r, which is not in ALLOWED_HOSTS", hosts[0])
            return response.text("This server does not have that name.", 421)
        if not self._allows_origin(request, origins):
            self.warn("Refused a page from %.100r, which is not in ALLOWED_ORIGINS", origins)
            return response.text("Pages from other sites may not do that.", 403)
        longest = MAX_BODY_BYTES if is_post else 0
        in_parts = "transfer-encoding" in request.headers
        if int(request.headers.get("content-length", 0)) > longest or (in_parts and not longest):
            return response.text("That is too large.", 413)
        return None if is_post or request.path == "/healthz" else self._ask_for_token(request)

    async def log_in(self, request: Request) -> HTTPResponse:
        """Handle the login form: set a cookie and redirect to the page, or show the form again."""
        await request.receive_body()  # type: ignore[no-untyped-call]
        form = dict(parse_qsl(request.body.decode("utf-8", "replace")))
        if refusal := self._check_token(request, form.get("token", "")):
            return refusal
        expiry = str(int(time.time()) + COOKIE_SECONDS)
        # A proxy may add a prefix to our paths, which only the browser knows. So the redirect is relative, and the cookie has
        # no path, which stands for the form's folder (RFC 6265, section 5.1.4).
        secure = "; Secure" if request.scheme == "https" else ""
        value = f"{COOKIE}={expiry}.{self._sign(expiry)}"
        cookie = f"{value}; Max-Age={COOKIE_SECONDS}; HttpOnly; SameSite=Strict{secure}"
        return response.empty(303, {"location": "./", "set-cookie": cookie})

    def _allows_origin(self, request: Request, origins: Sequence[str]) -> bool:
        """Whether the request comes from our page or an allowed one; clients other than browsers send no Origin."""
        # Browsers send Sec-Fetch-Site with forms, but not to other machines over plain HTTP, and some not with sockets.
        if request.method == "POST" and request.headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
            return False
        own = request.headers["host"]
        return not origins or (
            len(origins) == 1 and (origins[0].lower() in self._origins or origins[0].partition("://")[2] == own)
        )

    def _ask_for_token(self, request: Request) -> HTTPResponse | None:
        """The login form, for a request that has the token neither as a signed cookie nor as a bearer token."""
        expiry, _, signature = str(request.cookies.get(COOKIE) or "").partition(".")
        # The signature comes first: if it is valid, the expiry is a number of ours.
        if not self._token or (_same(signature, self._sign(expiry)) and int(expiry) > time.time()):
            return None
        scheme, _, bearer = str(request.headers.get("authorization", "")).partition(" ")
        return self._check_token(request, bearer) if scheme.lower() == "bearer" else self._ask_to_log_in()

    def _check_token(self, request: Request, token: str) -> HTTPResponse | None:
        """The login form, for a wrong token or too many attempts; None for the right one."""
        address = client_address(request)
        if seconds := self._attempts.wait(address):
            return self._ask_to_log_in(f"Too many attempts. Please retry in {seconds} s.", 429)
        if _same(token, self._token):
            return None
        self._attempts.spend(address)
        self.warn("A wrong access token was refused")
        return self._ask_to_log_in("That is not the access token.")

    def _ask_to_log_in(self, notice: str = "", status: int = 401) -> HTTPResponse:
        """The login form, at the requested address, so that a link to a chat survives it."""
        policy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'"
        # With "no-referrer", as elsewhere, the form's Origin would be "null", as from any other site.
        headers = {"content-security-policy": policy, "cache-control": "no-store", "referrer-policy": "same-origin"}
        return response.html(self._login_form.replace("{notice}", notice), status, headers)

    def _sign(self, expiry: str) -> str:
        return hmac.new(self._token.encode(), f"{COOKIE} {expiry}".encode("utf-8", "replace"), "sha256").hexdigest()


def _same(given: str, expected: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), expected.encode())


def client_address(request: Request) -> str:
    """The client's address for limits; a proxy's headers count only if PROXIES_COUNT is set."""
    return network_of(request.remote_addr or request.ip)


def network_of(address: str) -> str:
    """The network that an address counts for: a single IPv4 address, or the IPv6 network of one customer."""
    with contextlib.suppress(ValueError):
        ip = ipaddress.ip_address(address.strip("[]"))
        if isinstance(ip, ipaddress.IPv6Address):
            return str(ip.ipv4_mapped or f"{ipaddress.IPv6Address(int(ip) >> 64 << 64)}/64")
    return address


########################################################################################################################
# APP
########################################################################################################################


# The first byte of a pong frame.
PONG = b"\x8a"


class Connection(WebSocketProtocol):
    """A TCP connection that serves one request in limited time; the number of connections per address is limited too.

    Sanic's own timeouts start again with every byte, so a request sent byte by byte would never reach them.
    """

    __slots__ = ("_address", "_deadline")

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)  # type: ignore[no-untyped-call]
        self._deadline = self.loop.call_later(self.app.config.REQUEST_TIMEOUT, transport.abort)
        self._address = network_of(self.conn_info.client_ip if self.conn_info else "")
        most = self.app.ctx.most_connections
        if most < math.inf and sum(other._address == self._address for other in self.connections) > most:
            self.app.ctx.gate.warn("The address %s has too many connections; new ones are closed", self._address)
            transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        self._deadline.cancel()
        super().connection_lost(exc)  # type: ignore[no-untyped-call]

    async def send(self, data: Any) -> None:
        # A pong must not wait for room in the buffer, because frames after its ping would wait with it.
        if data[:1] == PONG and self.transport:
            self.transport.write(data)
        else:
            await super().send(data)  # type: ignore[no-untyped-call]

    def extend(self, seconds: float) -> None:
        """Set the time that it has left."""
        self._deadline.cancel()
        if self.transport and seconds < math.inf:
            self._deadline = self.loop.call_later(seconds, self.transport.abort)


def extend(request: Request, seconds: float) -> None:
    """Set the time that a request's connection has left; those of Sanic's test client have no deadline."""
    if isinstance(request.protocol, Connection):
        request.protocol.extend(seconds)


class TolerantRequest(Request):
    """A request whose path may be malformed: Sanic cannot answer those, so they become ones for a missing page."""

    __slots__ = ()

    def __init__(self, url_bytes: bytes, *args: Any, **kwargs: Any) -> None:
        try:
            super().__init__(url_bytes, *args, **kwargs)
        except BadURL:
            super().__init__(b"/%00", *args, **kwargs)


class Service:
    """The parts of the application, and its HTTP handlers."""

    def __init__(self, config: Config, assistant: Assistant | None, page: Path) -> None:
        self._config = config
        self._assistant = assistant or create_assistant(config)
        self._store = Store(config.database_url)
        self._metrics = Metrics()
        self.hub = Hub(config, self._store, self._assistant, self._metrics)
        self._sockets = Sockets(config, self.hub, self._metrics)
        self.gate = Gate(config)
        settings = {
            "demo": config.demo,
            "model": "demo" if config.demo else config.openai_model,
            "maxMessageChars": config.max_message_chars,
            "version": __version__,
        }
        self._page = load_page(page, settings)

    # Routes.

    async def websocket(self, request: Request, ws: Websocket) -> None:
        """`/ws`"""
        extend(request, math.inf)
        await self._sockets.serve(ws, client_address(request))

    async def health(self, request: Request) -> HTTPResponse:
        """`/healthz`"""
        await self._store.ping()
        return response.json({"status": "ok", "version": __version__})

    async def metrics(self, request: Request) -> HTTPResponse:
        """`/metrics`"""
        metrics = prometheus_client.generate_latest(self._metrics.registry)
        return response.raw(metrics, content_type="text/plain; version=0.0.4")

    async def file(self, request: Request, path: str = "") -> HTTPResponse:
        """A file of the page, or 304 if the client has it."""
        if path not in self._page:
            raise NotFound
        body, headers = self._page[path][bool(ACCEPTS_GZIP.search(request.headers.get("accept-encoding", "")))]
        known = {tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")}
        return response.empty(304, headers) if known & {headers["etag"], "*"} else HTTPResponse(body, headers=headers)

    # Before and after every route.

    async def guard(self, request: Request) -> HTTPResponse | None:
        """Refuse requests that may not be served."""
        request_id.set(str(request.id)[:12])
        if refusal := self.gate.refusal(request):
            return refusal
        extend(request, request.app.config.RESPONSE_TIMEOUT)
        if request.method != "POST":
            # The body is empty here, but Sanic logs an error about any body that nobody has read.
            await request.receive_body()  # type: ignore[no-untyped-call]
        if request.path == "/ws" and self._sockets.full(client_address(request)):
            return response.text("Too many connections. Please retry in 10 s.", 503, headers={"retry-after": "10"})
        return None

    async def add_headers(self, request: Request, answer: HTTPResponse) -> None:
        """Add missing security headers."""
        for name, value in SECURITY_HEADERS.items():
            answer.headers.setdefault(name, value)

    async def handle_error(self, request: Request, error: Exception) -> HTTPResponse:
        """Answer an error with a sentence; Sanic's own handler would log the query string."""
        if isinstance(error, Fault):
            return response.text(error.sentence, 503)
        if isinstance(error, SanicException):
            sentence = f"{HTTPStatus(error.status_code).phrase}."
            return response.text(sentence, error.status_code, headers=dict(error.headers or {}))
        log.error("A request failed", exc_info=error)
        return response.text(SENTENCES["internal"], 500)

    # Life.

    async def start(self, *_: object) -> None:
        """Open the store and start the background work."""
        await self._store.open()
        self.hub.start()
        self.hub.spawn(every_second(self._sockets.watch))

    async def stop(self, *_: object) -> None:
        """Let running answers finish, then close everything."""
        await self.hub.drain(self._config.drain_seconds)
        await self._sockets.close()
        await self.hub.close()
        await self._assistant.close()
        await self._store.close()


def create_app(config: Config, assistant: Assistant | None = None, page: Path = PAGE) -> Sanic[Any, Any]:
    """Create the application, with the assistant for its settings unless another is given. Raises ConfigError."""
    # Sanic requires a unique name for each application in a process.
    app = Sanic(f"brainstormer-{uuid.uuid4().hex}", request_class=TolerantRequest, configure_logging=False)
    app.config.update(
        MOTD=False,
        # The time for sending a request, and for reading the response. Without keep-alive nobody can hold idle
        # connections, and bytes after a refused request are never read as another request.
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
    app.ctx.gate, app.ctx.hub = service.gate, service.hub
    app.ctx.most_connections = _most_connections(config)
    app.add_websocket_route(service.websocket, "/ws", strict_slashes=True)
    # Bodies stay unread until the guard has judged the request; only the login form reads one.
    route: Any = functools.partial(app.route, ignore_body=True)
    route("/healthz", methods=["GET"])(service.health)
    route("/metrics", methods=["GET"])(service.metrics)
    route("/", methods=["GET", "HEAD"], name="index")(service.file)
    route("/<path:path>", methods=["GET", "HEAD"], name="file")(service.file)
    if config.access_token:
        route("/", methods=["POST"], name="login")(service.gate.log_in)
    app.register_middleware(service.guard, "request")
    app.register_middleware(cast(Any, service.add_headers), "response")
    app.error_handler.add(Exception, service.handle_error)
    app.register_listener(service.start, "before_server_start")
    # After the WebSocket route, because listeners run in reverse order, and Sanic's cuts off the sockets.
    app.register_listener(service.stop, "before_server_stop")
    return app


def _most_connections(config: Config) -> float:
    """How many connections an address may have: twice as many as sockets, so that refusals can be sent."""
    if config.proxies_count:
        return math.inf  # All clients connect from the proxy's address.
    descriptors = resource.getrlimit(resource.RLIMIT_NOFILE)[0] if resource else math.inf
    # -1 means no limit.
    return 2 * address_share(min(config.max_connections, descriptors if descriptors > 0 else math.inf))


########################################################################################################################
# MAIN
########################################################################################################################

# How long --check waits for the model's provider.
PROBE_SECONDS = 5.0
LOOPBACK = ("127.0.0.1", "::1", "localhost")
# Many machines together can guess a shorter token, even if it is random.
MIN_TOKEN_CHARS = 16


def parse_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Parse the command line; an invalid one ends the program with a sentence and exit code 2."""
    parser = argparse.ArgumentParser(prog="server.py", description="Brainstormer: think aloud with a language model.")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument("--port", default=8000, type=int, help="port to listen on (default: %(default)s)")
    parser.add_argument(
        "--reuse-port", action="store_true", help="let further processes serve the same port, on PostgreSQL only"
    )
    task = parser.add_mutually_exclusive_group()
    task.add_argument("--check", action="store_true", help="tell whether key, model, database and page are in order")
    task.add_argument("--chats", action="store_true", help="list the chats that are stored, with their links")
    task.add_argument("--backup", metavar="FILE", type=Path, help="copy the SQLite database, also while it is in use")
    task.add_argument("--export", metavar="FILE", type=Path, help="write every chat to a file, and end")
    task.add_argument("--import", metavar="FILE", type=Path, dest="import_", help="add the chats of a file, and end")
    parser.add_argument("--version", action="version", version=f"Brainstormer {__version__}")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the server or a task of the command line; return the exit code."""
    options = parse_arguments(arguments)
    prepare_process()
    try:
        config = Config.from_env(load_environ())
        set_up_logging(config)
        if options.check or options.chats or options.backup or options.export or options.import_:
            do_task(config, options)
        else:
            try_use_uvloop()
            asyncio.run(serve(config, options))
    except (ConfigError, Fault) as error:
        print(f"Brainstormer: {error}", file=sys.stderr)
        return 2 if isinstance(error, ConfigError) else 1
    except BrokenPipeError:  # After `| head`. Closing stdout must not fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    except KeyboardInterrupt:
        pass  # Windows has no signal handlers in event loops.
    return 0


def prepare_process() -> None:
    """Make new files private, let stdout print any text, and allow as many connections as possible."""
    os.umask(0o077)
    if isinstance(sys.stdout, io.TextIOWrapper):  # Its encoding may lack some characters.
        sys.stdout.reconfigure(errors="backslashreplace")
    if resource:
        _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        # macOS reports no limit, and then refuses it.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


# Serving.


async def serve(config: Config, options: argparse.Namespace) -> None:
    """Serve until a signal ends it. Raises ConfigError, or Fault("storage") if the database cannot be used."""
    if options.reuse_port and not is_shared(config.database_url):
        raise ConfigError("SQLite serves one process only. --reuse-port is for PostgreSQL, set by DATABASE_URL.")
    listener = listen(options.host, options.port, options.reuse_port)
    app = create_app(config)
    told, hurry = asyncio.Event(), app.ctx.hub.hurry
    signals = [signal.SIGTERM, signal.SIGINT]
    # Sent when the terminal is closed; ignored after `nohup`, and missing on Windows.
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        signals.append(signal.SIGHUP)
    for number in signals:
        with contextlib.suppress(NotImplementedError):
            # A second signal cuts the drain short.
            asyncio.get_running_loop().add_signal_handler(number, lambda: (hurry if told.is_set() else told).set())
    # Otherwise a full collection would visit all imported modules, and delay every chat by a tenth of a second.
    gc.freeze()
    async with serving(app, listener):
        print(describe(config, options.host, listener.getsockname()[1]), flush=True)
        await told.wait()


def listen(host: str, port: int, reuse_port: bool = False) -> socket.socket:
    """A listening socket. Raises ConfigError if the address is not available."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=1024, reuse_port=reuse_port)
    except (OSError, OverflowError, ValueError) as error:
        why = reason(error).partition(" (while")[0]  # The rest repeats the address.
        raise ConfigError(f"Port {port} of {host[:40]}: {why}. Choose another with --port or --host.") from None


@contextlib.asynccontextmanager
async def serving(app: Sanic[Any, Any], listener: socket.socket) -> AsyncIterator[None]:
    """Serve while the block runs. The listener closes first, so that new connections go to other processes."""
    # Requests are accepted only after everything has started.
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


def describe(config: Config, host: str, port: int) -> str:
    """The text that the server prints when it starts."""
    lines = [
        f"Brainstormer {__version__}",
        f"  Page       {page_address(host, port)}",
        f"  Assistant  {'demo: OPENAI_API_KEY is not set' if config.demo else f'{config.openai_model} at {config.openai_base_url}'}",
        f"  Database   {redact(config.database_url)}",
        "  Stop with Ctrl+C.",
    ]
    if not config.access_token and host not in LOOPBACK:
        lines.append("Warning: anyone who can reach this address can use the model. Set ACCESS_TOKEN to prevent it.")
    if 0 < len(config.access_token) < MIN_TOKEN_CHARS:
        lines.append(f"Warning: ACCESS_TOKEN can be guessed. Choose one with {MIN_TOKEN_CHARS} characters or more.")
    return "\n".join(lines)


def page_address(host: str, port: int) -> str:
    """The page's URL."""
    name = "localhost" if host in LOOPBACK else host
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"


# Tasks.


def do_task(config: Config, options: argparse.Namespace) -> None:
    """Run a task of the command line. Raises ConfigError or Fault."""
    url = config.database_url
    if (copy := options.backup or options.export) and copy.exists():
        raise Fault("storage", f"{copy} already exists, and is not overwritten.")
    if (options.chats or copy) and not is_shared(url) and not file_of(url).exists():
        raise Fault("storage", f"There is no database at {url}. Please check DATABASE_URL and the current folder.")
    open_database(url)
    with contextlib.closing(database):
        if options.check:
            print(f"Database: {redact(url)} can be used.")
            print(f"Page: {len(load_page(PAGE, {})) - 1} files found.")
            print(f"Model: {asyncio.run(ask_model(config))}")
        elif options.chats:
            print_chats(page_address(options.host, options.port))
        elif options.backup:
            back_up(options.backup)
        else:
            counts = export_database(options.export) if options.export else import_database(options.import_)
            moved = f"exported to {options.export}" if options.export else f"imported from {options.import_}"
            print(f"{counts['chat']} chats, {counts['turn']} turns and {counts['idea']} ideas were {moved}.")


async def ask_model(config: Config) -> str:
    """Ask the provider about the model, which costs nothing; return the result as a sentence. Raises Fault."""
    name = config.openai_model
    if config.demo:
        return "the demo assistant answers, because OPENAI_API_KEY is not set."
    async with create_client(config) as client, _asking(config):
        quick = client.with_options(timeout=PROBE_SECONDS, max_retries=0)
        try:
            model = await quick.models.retrieve(name)
            ending = f" It will be shut down on {model.shutdown_date}." if model.shutdown_date else ""
            return f"the key is accepted, and {name} is available.{ending}"
        except openai.NotFoundError as error:
            if "model" in f"{error.code} {error.param}":
                raise
            # Many servers can only list their models, or not even that.
            with contextlib.suppress(openai.OpenAIError, *ODD_BODY):
                listed = await quick.get("/models", cast_to=httpx2.Response)
                if name in [model["id"] for model in listed.json()["data"]]:
                    return f"the key is accepted, and {name} is available."
            return f"the provider does not tell whether it has {name}. If there are no answers, check OPENAI_BASE_URL."
        except ODD_BODY:
            sentence = "That address is not a model provider's. Please check OPENAI_BASE_URL."
            raise Fault("upstream_failed", sentence) from None


def print_chats(address: str) -> None:
    """List the stored chats, newest first: date, turns, ideas, link, and the first words."""
    rows = run(
        "select id, created_at, (select count(*) from turn where chat_id = chat.id and status <> ?), "
        "(select count(*) from idea where chat_id = chat.id and not deleted), "
        "(select message from turn where chat_id = chat.id and status <> ? order by seq limit 1) "
        "from chat order by created_at desc", DROPPED, DROPPED,
    )  # fmt: skip
    for chat_id, created_at, turns, ideas, message in rows.fetchall():
        at = datetime.fromtimestamp(created_at).isoformat(" ", "minutes")
        title = "".join(filter(str.isprintable, " ".join((message or "").split())))[:60]
        print(f"{at}  {turns:4} turns  {ideas:4} ideas  {address}/#chat={chat_id}  {title}", flush=True)


def back_up(path: Path) -> None:
    """Copy the open SQLite database to a new file. Raises Fault("storage")."""
    if on_postgres():
        raise Fault("storage", "The chats are in PostgreSQL. Back them up with pg_dump or --export.")
    try:
        run("vacuum into ?", str(path))
    except peewee.PeeweeException as error:
        with contextlib.suppress(OSError):
            path.unlink()
        raise Fault("storage", f"The chats cannot be copied to {path}: {reason(error)}.") from error
    print(f"The chats were copied to {path}.")


if __name__ == "__main__":
    sys.exit(main())
