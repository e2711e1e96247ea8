"""Brainstormer: think aloud with a language model while every idea worth keeping writes itself onto a board.

    pip install -r requirements.txt && python server.py        then open http://localhost:8000

One module; one process and one SQLite file, or several processes on one PostgreSQL database. Without OPENAI_API_KEY a
built-in demo assistant answers.

    GET  /           the page, and every file of static/dist at its own path
    POST /           the login form, if ACCESS_TOKEN is set
    GET  /healthz    200 while the database answers, else 503
    GET  /metrics    what the server counts, for Prometheus
    WS   /ws         the conversation: JSON frames, described in README.md under "The protocol"

Data goes one way: socket -> turn -> assistant -> reply parser -> chunks -> sockets and store, which has a finished idea before
the sockets do. The sections build this from the inside out, from the parser to the pages; a section uses those above it only.
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
_ORIGIN = r"(?i:https?)://(\[[0-9a-fA-F:.]+\]|[\w.-]+)(:[1-6]?\d{1,4})?"


class ConfigError(ValueError):
    """A setting that cannot be used; its text is a sentence for the person who starts the server."""


def _number(default: float, low: float, high: float) -> Any:
    metadata = {"is_good": lambda value: low <= value <= high, "must": f"be between {low:g} and {high:g}"}
    return field(default=default, metadata=metadata)


def _text(default: str, pattern: str, must: str) -> Any:
    def is_good(value: str) -> bool:
        with contextlib.suppress(ValueError):  # What stands in brackets may be no address.
            return bool(re.fullmatch(pattern, value, re.ASCII) and urlsplit(value))
        return False

    return field(default=default, metadata={"is_good": is_good, "must": must})


@dataclass(frozen=True, repr=False)  # Some are secrets.
class Config:
    """Every setting, named in the environment and in `.env` like the field in capitals; README says what each does."""

    openai_api_key: str = _text("", "[!-~]*", "have the characters of a key only. Please copy it once more")
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
    # Small enough to look live, large enough that a frame's overhead does not outweigh its text.
    min_chunk_chars: int = _number(20, 1, 10_000)
    # A few pages of typing; what is longer is a document, and costs as one.
    max_message_chars: int = _number(8_000, 1, 1_000_000)
    # Twice what the default output limit can hold in English: a bound for a model that never ends.
    max_reply_chars: int = _number(64_000, 100, 1_000_000)
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
        """Read the settings from a mapping like os.environ; empty values count as unset. Raises ConfigError."""
        known: dict[str, type] = {setting.name.upper(): type(setting.default) for setting in dataclasses.fields(cls)}
        values = {}
        for name, given in environ.items():
            value = (given or "").strip()
            if name not in known and (alike := difflib.get_close_matches(name, known, 1, 0.9)):
                raise ConfigError(f"{name} is not a setting. Did you mean {alike[0]}?")
            if name in known and value:
                try:
                    values[name.lower()] = known[name](value)
                except ValueError:
                    whole = "whole " if known[name] is int else ""
                    raise ConfigError(f"{name} must be a {whole}number, not '{value[:40]}'.") from None
        return cls(**values)

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


def load_environ() -> dict[str, str | None]:
    """The environment over the nearest `.env`, looked for upward from the working folder. Raises ConfigError."""
    path = dotenv.find_dotenv(usecwd=True)
    try:
        if path and os.name != "nt" and os.stat(path).st_uid not in (0, os.getuid()):
            # A file with a folder above ours must not redirect our key.
            print(f"Warning: {path} belongs to another user and is not read.", file=sys.stderr)
            path = ""
        with open(path or os.devnull, encoding="utf-8") as file:
            # What is passed over could be what keeps strangers out.
            if odd := next((line.original.line for line in parse_stream(file) if line.error), None):
                raise ConfigError(f"{path} cannot be understood in line {odd}.")
        return {**(dotenv.dotenv_values(path) if path else {}), **os.environ}
    except OSError as error:
        raise ConfigError(f"{path} cannot be read ({error.strerror}).") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{path} is not a text in UTF-8. Please save it in that encoding.") from None


########################################################################################################################
# ERRORS, LOGS AND METRICS
#
# One line per event. No line holds what people wrote, a key, a token, a chat's id or a query string.
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
    """Something to tell a person: a code of the protocol and a sentence that holds nothing secret.

    `about` are further fields of its frame: which idea could not be changed, and how it is now.
    """

    def __init__(self, code: str, sentence: str = "", **about: Any) -> None:
        self.code = code
        self.sentence = sentence or SENTENCES[code]
        self.about = about
        super().__init__(self.sentence)


class ThreadLost(Fault):
    """The upstream thread cannot be used (gone, locked for good, another key's): a new one must be made from the turns."""


def redact(url: str) -> str:
    """An address without its passwords."""
    password = urlsplit(url).password
    url = url.replace(f":{password}@", ":***@") if password else url
    return re.sub(r"(password=)[^&]*", r"\1***", url)


def reason(error: BaseException, url: str = "") -> str:
    """What an error says, for the middle of a sentence: only its first line, because the rest may hold what is stored, and
    not the password of the address."""
    text = (isinstance(error, OSError) and error.strerror) or str(error).strip().partition("\n")[0].rstrip(".")
    for password in filter(None, [urlsplit(url).password, *re.findall("password=([^&]*)", url)]):
        text = text.replace(password, "***")
    return text


request_id: ContextVar[str] = ContextVar("request_id", default="-")


class LogFormatter(logging.Formatter):
    """A line per event, with the id of the request that it belongs to; a traceback stays in its event's line as JSON.

    What others say may repeat our secrets; they are left out wherever they stand.
    """

    def __init__(self, as_json: bool, secrets: Sequence[str] = ()) -> None:
        super().__init__("%(asctime)s %(levelname)s [%(request)s] %(message)s")
        self._as_json = as_json
        self._secrets = secrets

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
    """Send our events to stderr, and only the warnings of libraries."""
    handler = logging.StreamHandler()
    # What is shorter is no secret, but a word that a local model's server takes for a key.
    secrets = [secret for secret in (config.openai_api_key, config.access_token) if len(secret) >= 8]
    handler.setFormatter(LogFormatter(config.log_format == "json", secrets))
    logging.basicConfig(handlers=[handler])
    log.setLevel(logging.INFO)
    # On a terminal Sanic warns that it is not in its debug mode.
    logging.getLogger("sanic.error").setLevel(logging.ERROR)


class Metrics:
    """What the server counts, for Prometheus."""

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
# The model answers in single-level YAML, any number of `idea:` lines and one `message:`, and is careless about it. A
# `theme:` line names the theme of the ideas after it; an empty one ends it. The parser takes the reply in pieces as they
# stream in and gives out stretches of values as soon as their meaning is certain. It does no I/O, has no clock, and
# raises on no input. The grammar, lenient:
#
#   reply    outside { entry outside }
#   entry    at a line's start: blanks, `idea`, `theme` or `message` in any case, blanks, a colon, and on this or a later
#            line a value: double-quoted, single-quoted, a literal or folded block, or plain text up to the next entry
#            (a plain theme is one line, and text of the message if no entry follows it)
#   outside  text up to the next entry; it belongs to the message, whose parts are joined by newlines
#
#   - Quotes close a value only if the rest of their line is blank and they do not close an inner quote. Newlines in
#     quotes are kept, because the message is Markdown.
#   - A quoted value that is never closed ends where a line at column 0 starts an entry with a quoted value.
#   - Blank lines, `---` and `...` around outside text are dropped. So is a code fence if nothing else stands between it
#     and the next entry, and the bare fence that closes it. Ideas are trimmed; empty ones are dropped.
#
# The readers follow the grammar and are generators that yield when they need more text. Invariants: `_buffer[_at:]` is
# what no reader has consumed. A reader decides only what more text cannot change: next to a pattern stands one for text
# that is undecided, and while the rest of the buffer is such text, the reader yields. All patterns that look ahead are
# bounded, so that the time is linear and only a few characters are held back.
########################################################################################################################

IDEA = "idea"
MESSAGE = "message"
_THEME = "theme"
_KEYS = (IDEA, _THEME, MESSAGE)
_Reading = Generator[None, None, R]


class Piece(NamedTuple):
    """A stretch of one value's text; `done` marks the value's end, at which an idea has its theme."""

    tag: str
    text: str
    done: bool
    theme: str = ""


# Bounds: no person indents a key by more, and no fence or blank tail is longer; what is longer is text.
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
# Blanks and lines that are dropped if they turn out to be the end of a text are held back only so far.
_MAX_HELD = 128


def _quote_patterns(special: str, escape: str, undecided: str) -> tuple[re.Pattern[str], ...]:
    """Text in quotes that needs no closer look: while more may come, and in the end; and what may yet be such text."""
    plain, token = rf"[^{special}]+", rf"{escape}\n(?!{_KEY}[ \t]{{0,64}}:[ \t]{{0,64}}[\"'])"
    undecided += rf"|\n(?:{_KEY_BEGUN}|{_KEY}[ \t]{{0,64}}:[ \t]{{0,64}})"
    certain = rf"(?:{plain}|(?=[{special}])(?!(?:{undecided})\Z)(?:{token}))+"
    return re.compile(certain), re.compile(rf"(?:{plain}|{token})+"), re.compile(undecided)


_QUOTE_PATTERNS = {
    '"': _quote_patterns(r'"\\\n', r"\\[^xuU\n]|\\(?!\n)|", rf'"[ \t]{{0,200}}|{_ESCAPE_BEGUN}'),
    "'": _quote_patterns(r"'\n", "", r"''?[ \t]{0,200}"),
}


def _decode(escape: re.Match[str]) -> str:
    """An escape's text: two by number may be a surrogate pair, a lone surrogate is U+FFFD, an unknown one stays."""
    if simple := _ESCAPES.get(escape[0][1:]):
        return simple
    codes = [int(digits, 16) for digits in escape.groups() if digits]
    if not codes or codes[0] > 0x10FFFF:
        return escape[0]
    return "".join(map(chr, codes)).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class ReplyParser:
    """Split a streamed reply into pieces of its ideas and its message; joined, they are the same however it was cut."""

    def __init__(self) -> None:
        self._newlines = io.IncrementalNewlineDecoder(None, translate=True)
        self._buffer, self._at = "", 0
        self._ended, self._complete = False, True
        self._reader = self._read_reply()
        # What is given out: pieces, and the parts of the piece in the making.
        self._pieces: list[Piece] = []
        self._parts: list[str] = []
        # Whether the message has begun, and whether a fence around entries is open.
        self._spoken, self._fenced = False, False
        # The theme of the ideas that follow.
        self._theme = ""
        # The value being read. `_blanks` are what it is trimmed of, `_held` those that may be its end.
        self._tag, self._started, self._held = MESSAGE, False, ""
        self._blanks: str | None = ""

    def feed(self, text: str) -> list[Piece]:
        """Take the next stretch of the reply; return what has become certain."""
        self._buffer, self._at = self._buffer[self._at :] + self._newlines.decode(text, self._ended), 0
        try:
            next(self._reader, None)
        except BaseException:
            # A generator that was interrupted (by Ctrl+C) is over, but the reply is not: read on from where it was.
            self._reader = self._read_reply()
            raise
        self._end_piece(done=self._ended and self._complete)
        pieces, self._pieces = self._pieces, []
        return pieces

    def close(self, complete: bool = True) -> list[Piece]:
        """Take the reply's end; return the rest, the message's `done` last; if it broke off, nothing open is done."""
        self._ended, self._complete = True, complete
        return self.feed("")

    def _begin_value(self, tag: str, blanks: str | None) -> None:
        """Begin a value that is trimmed of these characters (None: of all blanks)."""
        if tag != self._tag:
            self._end_piece()
        self._tag, self._blanks, self._started, self._held = tag, blanks, False, ""

    def _emit(self, text: str) -> None:
        """Add to the current value."""
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
        if self._tag == _THEME:  # It is given out with its ideas.
            return
        text = "".join(self._parts)
        if text or done:
            self._pieces.append(Piece(self._tag, text, done, self._theme if done and self._tag == IDEA else ""))
        self._parts.clear()

    # Readers. One that returns a bool tells whether what it read ended before the reply did.

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
        """Match what comes next, once more text cannot change the outcome."""
        while not self._ended and undecided.fullmatch(self._buffer, self._at):
            yield
        return pattern.match(self._buffer, self._at)

    def _skip_blanks(self) -> _Reading[str]:
        """Consume blanks, however many; return the character after them, none at the reply's end."""
        while not (following := _NOT_BLANK.search(self._buffer, self._at)) and not self._ended:
            self._at = len(self._buffer)
            yield
        self._at = following.start() if following else len(self._buffer)
        return following[0] if following else ""

    def _read_line(self) -> _Reading[bool]:
        """Give out the rest of a line as it comes, and consume its newline."""
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
        """Read outside text or a plain value, line by line, up to the next entry; return that.

        `held`: lines that are dropped if an entry follows; `fence`: where in them a fence ends; `closes`: that it
        closes the one around entries; `code`: a fence is open that is text.
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
        """Read a theme without quotes: one line, which is a sentence of the message unless an entry follows it."""
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
        """Read a quoted value. `inner`: a quote that is text was opened and not closed; `last`: the last character."""
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

        `breaks`: newlines that are not given out yet; `tight`: the last line is one that YAML folds.
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
    """Parse a streamed reply into chunks: at least `min_chars` characters of a value, or its rest with its `done`."""

    def __init__(self, min_chars: int) -> None:
        self._min = min_chars
        self._parser = ReplyParser()
        self._held: dict[str, str] = {}

    def feed(self, text: str) -> list[Piece]:
        """Take the next stretch of the reply; return the chunks that it completes."""
        return self._gather(self._parser.feed(text))

    def close(self, complete: bool = True) -> list[Piece]:
        """Take the reply's end; return the rest; if it broke off, first of an idea, whose chunks stand together."""
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
    """The values of a reply: message, finished ideas with their themes, and the idea that was being written at its end."""

    message: str = ""
    ideas: Sequence[str] = ()
    draft: str = ""
    themes: Sequence[str] = ()

    def plus(self, piece: Piece) -> Reply:
        """The reply with one more piece."""
        if piece.tag == MESSAGE:
            return self._replace(message=self.message + piece.text)
        draft = self.draft + piece.text
        if not piece.done:
            return self._replace(draft=draft)
        return self._replace(ideas=[*self.ideas, draft], draft="", themes=[*self.themes, piece.theme])


def parse_reply(reply: str, complete: bool = True) -> Reply:
    """Split a whole reply, or with `complete` false one that broke off."""
    parser = ReplyParser()
    return functools.reduce(Reply.plus, parser.feed(reply) + parser.close(complete), Reply())


def write_reply(said: Reply) -> str:
    """The reply that holds these values, as the model is told to write it."""
    lines, current = [], ""
    for idea, theme in itertools.zip_longest(said.ideas, said.themes, fillvalue=""):
        lines += [f"{_THEME}: {quoted(theme)}"] if theme != current else []
        lines.append(f"{IDEA}: {quoted(idea)}")
        current = theme
    return "\n".join([*lines, f"{MESSAGE}: {quoted(said.message)}"])


def quoted(text: str) -> str:
    """A text in double quotes, on one line."""
    return json.dumps(text, ensure_ascii=False)


########################################################################################################################
# PROTOCOL
#
# What travels over /ws: JSON objects in text frames. A client sends requests, the server answers with frames, and every
# one names its chat. A field that has its default value is left out of a frame.
########################################################################################################################

# A message of MAX_MESSAGE_CHARS in any script fits, unless it is all escapes. A client has to cut many changes to this size.
MIN_FRAME_BYTES = 64 * 1024
MAX_IDEA_CHARS = 2_000
MAX_THEME_CHARS = 60
# How many turns a chat is opened with, unless the client says otherwise, and at most.
USUAL_TURNS = 200
MAX_TURNS_A_PAGE = 1_000
MAX_CHANGES = 200
# What a request can ask for. One that has several of them asks for the first.
REQUESTS = ("message", "open", "stop", "ideas", "idea", "group", "forget")

_ID = r"[A-Za-z0-9_-]{1,64}"
Id = Annotated[str, msgspec.Meta(pattern=rf"\A{_ID}\Z")]
UNSET = msgspec.UNSET
Unset = msgspec.UnsetType


class Change(msgspec.Struct):
    """What changes of an idea; one with a text that has no `id`, or an unknown one, is new.

    With `rev` it is refused if the idea has been changed since that revision, unless to the same.
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
    """What a client asks for in a chat, by the first of REQUESTS that it has; other fields are ignored."""

    chat_id: Id
    # A message. With an `id` it is accepted once, and with `after` (null: the start) every later turn gives way to it.
    message: str | Unset = UNSET
    id: Id | None = None
    # If `last` is not the newest turn, nothing is dropped: the chat has turns that the sender has not seen.
    after: Id | Unset | None = UNSET
    last: Id | Unset | None = UNSET
    # Follow the chat from its newest `limit` turns on; with `before`, only read the turns before that one.
    open: bool = False
    limit: Annotated[int, msgspec.Meta(ge=1, le=MAX_TURNS_A_PAGE)] = USUAL_TURNS
    before: Id | None = None
    # End the running answer; add or change an idea, or many, all of them or none; propose themes; delete the chat.
    stop: bool = False
    idea: Any = UNSET
    ideas: Annotated[list[Any], msgspec.Meta(min_length=1, max_length=MAX_CHANGES)] | Unset = UNSET
    group: bool = False
    forget: bool = False

    def changes(self) -> list[Change]:
        """The changes of ideas, one or many. Raises Fault."""
        wanted = [self.idea] if self.ideas is UNSET else self.ideas
        return [_parse_change(change) for change in wanted if change is not UNSET]


class TurnView(msgspec.Struct, rename="camel", omit_defaults=True):
    """A turn: `reply` is its message as far as it is written, `ideas` the finished ones, `draft` the one being written."""

    id: str
    message: str
    reply: str
    ideas: Sequence[str]
    status: str
    created_at: str
    draft: str = ""
    error: str | None = None


class IdeaView(msgspec.Struct, rename="camel", omit_defaults=True):
    """An idea on the board: `rev` counts its changes, `turn_id` is the turn it came from; a deleted one is set aside."""

    id: str
    text: str
    starred: bool
    position: float
    rev: int
    turn_id: str | None = None
    deleted: bool = False
    theme: str | None = None

    def __post_init__(self) -> None:
        # SQLite has numbers in place of booleans.
        self.starred, self.deleted = bool(self.starred), bool(self.deleted)


class ThemeView(msgspec.Struct):
    """A proposed theme, and the ids of the ideas that would stand in it."""

    theme: str
    ideas: list[str]


class Frame(msgspec.Struct, rename="camel", omit_defaults=True):
    """What the server says, by its `tag`.

    idea, message  a `chunk` of a turn's answer; `done` if it is the last of its value
    error          a sentence in `chunk`; `id` is a message, or `idea_id` an idea, that was not accepted; with a
                   conflict, `idea` is as it is now; `request`: open, stop, group or forget failed, and no turn ends
    chat           the whole chat at this instant; the frames that follow go on exactly there
    earlier        older turns that were asked for; `more`, here and in `chat`: there are older ones still
    turn           a turn was accepted and is on disk, or its status has changed
    idea-saved     an idea is on disk, new or changed; `ideas-saved`: many, changed together
    proposal       themes for the board's ideas, and the ids of the `rest`; nothing of it is stored
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
    """A frame as the bytes of one WebSocket message from a server, the same for every socket that gets it."""
    return websocket_frames.Frame(websocket_frames.Opcode.TEXT, _encode_json(frame)).serialize(mask=False)


class Unseen(Fault):
    """A message would drop turns that its sender has not seen."""


def error_frame(fault: Fault, chat_id: str | None, found: Mapping[str, Any]) -> Frame:
    """What to say of a fault: it ends a turn, or refuses a request, and then names what was refused."""
    frame = Frame("error", chat_id, fault.sentence, True, fault.code, **fault.about)
    kind = next((kind for kind in REQUESTS if found.get(kind) not in (None, False)), None)
    if kind == "message":
        frame.id = id_or_none(found.get("id"))
    elif kind in ("idea", "ideas"):
        changes = found[kind] if isinstance(found[kind], list) else [found[kind]]
        ids = (id_or_none(change.get("id")) for change in changes if isinstance(change, dict))
        frame.idea_id = frame.idea_id or next(filter(None, ids), None)
    else:
        frame.request = kind
    return frame


def parse_json(data: str | bytes) -> dict[str, Any]:
    """The object that a frame holds. Raises Fault: bad_json, bad_request."""
    if not isinstance(data, str):
        raise Fault("bad_request", "Please send text frames.")
    try:
        # msgspec's own decoder would refuse a lone surrogate wherever it stands.
        found = json.loads(data, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise Fault("bad_json") from error
    if not isinstance(found, dict):
        raise Fault("bad_request")
    return found


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def id_or_none(value: object) -> str | None:
    """A value if it has the form of an id."""
    return value if isinstance(value, str) and re.fullmatch(_ID, value) else None


def parse_request(found: dict[str, Any], max_message_chars: int) -> ClientRequest:
    """The request that an object makes, its texts ready to be stored. Raises Fault."""
    if id_or_none(found.get("chatId")) is None:
        raise Fault("bad_request", "chatId must be 1 to 64 letters, digits, _ or -.")
    try:
        request = msgspec.convert(found, ClientRequest)
    except msgspec.ValidationError as error:
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
            raise Fault("bad_request", "That changes nothing of the idea.")
    except (msgspec.ValidationError, Fault) as error:
        sentence = error.sentence if isinstance(error, Fault) else f"That change is not valid: {error}."
        idea_id = id_or_none(found.get("id")) if isinstance(found, dict) else None
        raise Fault("bad_request", sentence, idea_id=idea_id) from None
    change.id = change.id or uuid.uuid4().hex
    return change


def _check_text(text: str, limit: int, name: str) -> str:
    """A text without NUL and lone surrogates. Raises Fault."""
    text = clean_text(text.replace("\0", ""))
    if not text.strip():
        raise Fault("empty", f"The {name} is empty.")
    if len(text) > limit:
        raise Fault("too_long", f"The {name} is too long: {len(text):,} characters, where {limit:,} are allowed.")
    return text


def clean_text(text: str) -> str:
    """Text without lone surrogates and NUL, which PostgreSQL does not have; surrogate pairs become their character."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "\ufffd")


########################################################################################################################
# STORE
#
# One thread runs all operations, so the event loop never waits for a lock and they keep their order; with PostgreSQL the
# heartbeat has a thread and a connection of its own. Methods return plain values.
#
# Every change of a chat first counts up the chat's version. That locks the chat's row, which puts all changes of a chat
# in one order, whichever process makes them. The rows that change get the new version, so what is newer than version 7
# is a query. The epoch is another number as soon as what was shown of a chat is no longer true as a whole: when turns
# were dropped, and when a chat was deleted and begun again under the same id.
#
# What runs for every turn is SQL as text: Peewee takes several times as long to write a query as SQLite to run it.
########################################################################################################################

WAITING, STREAMING = UNFINISHED = ("waiting", "streaming")
DONE, STOPPED, INTERRUPTED, ERROR = "done", "stopped", "interrupted", "error"
# How many turns of a chat may wait for the one that runs.
MAX_WAITING = 3
# What a board can hold, and as many set aside beside it; and what one answer can add to it.
MAX_BOARD_IDEAS = 2_000
MAX_REPLY_IDEAS = 200
NO_ROOM = f"Not every idea had room: an answer adds {MAX_REPLY_IDEAS} ideas, and a board holds {MAX_BOARD_IDEAS:,}."
# What the model is told of a board and of one idea, in characters; a quarter is for what was set aside.
MAX_BOARD_CHARS = 8_000
MAX_LINE_CHARS = 300
# A turn that gave way to another. Only its id remains: if its message is sent once more, it must not run.
DROPPED = "dropped"

SCHEMA_VERSION = 2
# No place of a turn is later.
MAX_SEQ = 2**31 - 1
# A turn whose process has not written for this long has no process any more; a living one writes every second.
HEARTBEAT_SECONDS = 15.0
# How long a turn of this process may be stored but not yet, or no longer, in memory.
ORPHAN_SECONDS = 3.0
# How long an operation waits for another process's lock before it fails.
BUSY_SECONDS = 5.0
# A connection to PostgreSQL that leads nowhere is noticed within this time.
LOST_SECONDS = 20
# The advisory lock of PostgreSQL under which the schema is brought up to date, and the channel for changes of chats.
SCHEMA_LOCK = 0x42524E
CHANNEL = "brainstormer"

database = peewee.DatabaseProxy()


class Table(peewee.Model):
    """What all tables have in common; times are seconds since 1970."""

    class Meta:
        database = database
        legacy_table_names = False


class Chat(Table):
    """A chat and its upstream thread, which counts only for its `provider`.

    The thread knows the board as of `board_version`. If that is below 0 it is used no more, and only waits to be deleted.
    """

    id = peewee.CharField(64, primary_key=True)
    thread = peewee.CharField(null=True)
    provider = peewee.CharField(null=True)
    created_at = peewee.DoubleField(default=time.time)
    version = peewee.IntegerField(default=0)
    epoch = peewee.BigIntegerField(default=1)
    board_version = peewee.IntegerField(default=0, constraints=[peewee.SQL("default 0")])


class Turn(Table):
    """What a person wrote and what the model replied.

    `reply` is what the model wrote, as far as it is stored. `shown` is what it says, as JSON, once the turn is finished,
    so that nobody parses a reply to show it. `owner` is the process that runs the turn, `stopping` the wish to end it.
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
    """A line on a chat's board; if a person `touched` it, it outlives the turn it came from."""

    seq = peewee.AutoField()
    chat = peewee.ForeignKeyField(Chat, on_delete="CASCADE", index=False)
    id = peewee.CharField(64)
    text = peewee.TextField()
    # The group that an idea stands in.
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
    """A turn as stored; the reply is left out where nobody needs it."""

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
        """The turn as on the wire, with what was said so far if it is not finished."""
        said = said or msgspec.json.decode(self.shown or "[]", type=Reply)
        at = datetime.fromtimestamp(self.created_at, timezone.utc).isoformat(timespec="milliseconds")[:-6] + "Z"
        return TurnView(self.id, self.message, said.message, said.ideas, self.status, at, said.draft, self.error)


TURN_COLUMNS = ", ".join(TurnRow._fields)
# The reply may be long; what it says is in `shown`, or in memory.
SHOWN_COLUMNS = TURN_COLUMNS.replace("reply", "''")
# The fields of IdeaView, in their order.
IDEA_COLUMNS = "id, text, starred, position, rev, turn, deleted, theme"
# How many ideas a board has, and with those set aside, and the position after all of them.
BOARD_SIZE = """select count(*) filter (where not deleted) as size, count(*) as known, coalesce(max(position), 0) + 1 as next
    from idea where chat_id = ?"""


class News(NamedTuple):
    """What of a chat is newer than some version, up to its present one, and every unfinished turn.

    Epoch 0 means that there is no such chat.
    """

    version: int
    epoch: int
    turns: Sequence[TurnRow]
    # Those together that were changed together.
    ideas: Sequence[Sequence[IdeaView]]


class Snapshot(NamedTuple):
    """A chat as a whole, with its newest turns; `more` if older ones were left out."""

    turns: Sequence[TurnRow]
    ideas: Sequence[IdeaView]
    more: bool


class Exchange(NamedTuple):
    """A finished turn as the model should remember it: what was said, and the reply in the reply format."""

    message: str
    reply: str


class Thread(NamedTuple):
    """What remembers a chat for the model."""

    # The assistant's own id for it, '' if the assistant keeps none.
    id: str
    # The turns that a thread made for this one remembers; None for an older thread.
    history: Sequence[Exchange] | None = None
    # What it does not know of the board yet, in words, and the version of the chat whose board it knows then.
    board: str = ""
    board_version: int = 0
    # How many turns of the chat gave way to others: the demo says something else then.
    dropped: int = 0


def on_postgres() -> bool:
    """Whether the open database is PostgreSQL."""
    return isinstance(database.obj, peewee.PostgresqlDatabase)


def run(sql: str, *values: object) -> Any:
    """Run a statement with `?` for its values and `now()` for the time; return its cursor."""
    # The time is the database's, because the clocks of several machines differ.
    if on_postgres():
        sql = sql.replace("?", "%s").replace("now()", "extract(epoch from clock_timestamp())")
    else:
        sql = sql.replace("now()", "strftime('%s', 'now')")
    return database.execute_sql(sql, values)


def one_instant() -> Any:
    """A transaction that sees one instant of the database, and that no other program's lock keeps from reading."""
    return database.atomic("REPEATABLE READ" if on_postgres() else "DEFERRED")


def _wait_for_locks(seconds: float) -> None:
    """Let SQLite wait so long for another program's lock from now on."""
    if not on_postgres():
        with contextlib.suppress(peewee.PeeweeException):  # A connection that is broken has it when it is made again.
            database.obj.timeout = seconds


def _turns(sql: str, *values: object) -> list[TurnRow]:
    return [TurnRow(*row) for row in run(sql, *values).fetchall()]


def _ideas(where: str, *values: object) -> list[IdeaView]:
    return [IdeaView(*row) for row in run(f"select {IDEA_COLUMNS} from idea where {where}", *values).fetchall()]


def _stored(method: Callable[P, R], reads: bool = False) -> Callable[P, Awaitable[R]]:
    """Make a method of Store awaitable: it runs in the store's thread, in one transaction. Raises Fault("storage").

    Its place in the order of all calls is that of the call, not of the await.
    """

    @functools.wraps(method)
    def in_store_thread(*args: P.args, **kwargs: P.kwargs) -> Awaitable[R]:
        executor, call = cast(Any, args[0]).executor, functools.partial(method, *args, **kwargs)
        return asyncio.get_running_loop().run_in_executor(executor, _transact, call, reads)

    return in_store_thread


def _read(method: Callable[P, R]) -> Callable[P, Awaitable[R]]:
    """Like `_stored`, for a method that only reads: it sees one instant of the database."""
    return _stored(method, reads=True)


def _transact(call: Callable[[], R], reads: bool = False) -> R:
    """Do something in a transaction, and once more over a new connection if the old one turns out to be lost.

    What was lost may be the answer to the commit. So every method can run twice: it finds what it has stored before, and at
    worst a thread stays upstream.
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
        # What comes next has waited already, behind this one.
        _wait_for_locks(0)
        cause: BaseException = error
        while cause.__context__:  # A rollback that fails after it says little.
            cause = cause.__context__
        log.error("The database failed: %s: %s", type(cause).__name__, reason(cause))
        raise Fault("storage") from error


class Store:
    """The chats on disk. Methods raise Fault("storage") if the database does not do its part."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.executor = ThreadPoolExecutor(1, "store")
        # A connection of its own if there can be one, so that a heartbeat never waits behind other work.
        self._pulse_executor = ThreadPoolExecutor(1, "pulse") if is_shared(url) else self.executor
        self.owner = uuid.uuid4().hex
        # The largest place of a turn that was given out here.
        self._last_seq = 0

    async def open(self) -> None:
        """Connect, alone if it is SQLite, and bring the schema up to date."""
        self._lock = lock_database(self.url)
        await asyncio.get_running_loop().run_in_executor(self.executor, open_database, self.url)

    async def close(self) -> None:
        """Disconnect; what was asked for before is done first."""
        for executor in {self.executor, self._pulse_executor}:
            await asyncio.get_running_loop().run_in_executor(executor, database.close)
            executor.shutdown()
        self._lock.close()

    @_stored
    def ping(self) -> None:
        """Ask the database for a sign of life."""
        run("select id from chat limit 1")

    @_read
    def read(self, chat_id: str, since: int) -> News:
        """What of a chat is newer than a version."""
        return _news(chat_id, since)

    @_read
    def snapshot(self, chat_id: str, since: int, limit: int, before: str | None = None) -> tuple[News, Snapshot]:
        """What of a chat is newer than a version, and its board and newest turns; or no board, and the turns before a given one.

        No unfinished turn is left out: what is given out of it later could belong to none that is shown.
        """
        seq = _seq_of(chat_id, before) if before else MAX_SEQ
        limit = limit if before else max(limit, _unfinished(chat_id))
        sql = f"select {SHOWN_COLUMNS} from turn where chat_id = ? and seq < ? and status <> '{DROPPED}' order by seq desc"
        turns = _turns(f"{sql} limit {limit + 1}", chat_id, seq)
        ideas = [] if before else _ideas("chat_id = ? order by position, seq", chat_id)
        return _news(chat_id, since), Snapshot(turns[:limit][::-1], ideas, len(turns) > limit)

    @_stored
    def heads(self, chat_ids: Sequence[str]) -> dict[str, tuple[int, int]]:
        """Version and epoch of these chats, as far as they exist; for PostgreSQL only."""
        rows = run("select id, version, epoch from chat where id = any(?)", list(chat_ids)).fetchall()
        return {chat_id: (version, epoch) for chat_id, version, epoch in rows}

    @_stored
    def change(self, chat_id: str, since: int, operation: Callable[..., R], *values: Any) -> tuple[R, News]:
        """Change a chat by one of the operations below; return what it returns, and what is newer than a version."""
        return operation(chat_id, *values), _news(chat_id, since)

    # Operations, which run within `change`. Each counts up the chat's version.

    def accept(self, chat_id: str, request: ClientRequest, refusal: Fault | None) -> TurnRow:
        """Put a message on disk, or find that it is there; return its turn.

        Turns that give way to it are dropped. Raises Fault: conflict (the id has another text), Unseen, bad_request, busy,
        or the `refusal`, if the message is new.
        """
        version = _next_version(chat_id, create=True)
        for turn in _turns(f"select {TURN_COLUMNS} from turn where chat_id = ? and id = ?", chat_id, request.id):
            if turn.status == DROPPED:
                raise Fault("conflict", "This message was replaced by another one. Please send it as a new one.")
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
        # SQLite would give the number of a deleted turn again, and what still runs for that one would write into this one.
        seq = "default" if on_postgres() else f"1 + max({self._last_seq}, (select coalesce(max(seq), 0) from turn))"
        [turn] = _turns(
            "insert into turn (seq, chat_id, id, message, reply, status, stopping, owner, heartbeat, created_at, version) "
            f"values ({seq}, ?, ?, ?, '', ?, ?, ?, now(), ?, ?) returning {TURN_COLUMNS}", chat_id, request.id,
            request.message, WAITING if unfinished else STREAMING, False, self.owner, time.time(), version,
        )  # fmt: skip
        self._last_seq = turn.seq
        return turn

    def begin(self, chat_id: str, seq: int) -> None:
        """Let a waiting turn stream, unless it still has to wait, or is gone."""
        # The chat is locked first, so that what is read with it is of one instant.
        _next_version(chat_id)
        if not _unfinished(chat_id, seq):
            self._update(chat_id, seq, "status = ?", STREAMING)

    def _update(self, chat_id: str, seq: int, assignments: str, *values: object) -> int:
        """Change an unfinished turn of this process; return the chat's version, 0 if another one has ended it, or it is gone."""
        version = _next_version(chat_id)
        of_ours = f"seq = ? and owner = ? and status in {UNFINISHED}"
        sql = f"update turn set {assignments}, heartbeat = now(), version = ? where {of_ours}"
        return version if run(sql, *values, version, seq, self.owner).rowcount else 0

    def add_idea(self, chat_id: str, row: TurnRow, number: int, text: str, theme: str, reply: str) -> bool | None:
        """Put a turn's idea on the board, counted from 0, with the reply so far: neither is without the other.

        Returns whether it had room, None if the turn was ended by another process.
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
        """Store a turn's end, unless another process has ended it, and which version of the board its thread knows by then."""
        version = self._update(
            chat_id, row.seq,
            "reply = ?, shown = ?, status = ?, error = ?, finished_at = ?, input_tokens = ?, output_tokens = ?",
            reply, _shown(reply, status == DONE), status, error, time.time(), *usage,
        )  # fmt: skip
        if version and status == DONE:
            run("update chat set board_version = ? where id = ? and board_version >= 0", board_version, chat_id)
        elif version:
            _leave_thread(chat_id)

    def stop(self, chat_id: str) -> None:
        """Wish for the end of a chat's running turn."""
        sql = f"update turn set stopping = ?, version = ? where chat_id = ? and status = '{STREAMING}'"
        run(sql, True, _next_version(chat_id), chat_id)

    def change_ideas(self, chat_id: str, changes: Sequence[Change]) -> list[IdeaView]:
        """Add or change ideas, all of them or none; an unknown id with a text is a new one. Raises Fault."""
        version = _next_version(chat_id, create=True)
        _, _, end = run(BOARD_SIZE, chat_id).fetchone()
        ideas = [_change_idea(chat_id, change, version, end + number) for number, change in enumerate(changes)]
        # Those that are new, or were set aside. They are counted together: all of the board's pages are read for it.
        pairs = zip(ideas, changes, strict=True)
        came = [idea.id for idea, change in pairs if idea.rev == 1 or change.deleted is False]
        size, known, _ = run(BOARD_SIZE, chat_id).fetchone()
        if came and (size > MAX_BOARD_IDEAS or known > 2 * MAX_BOARD_IDEAS):
            sentence = f"This board is full: it holds {MAX_BOARD_IDEAS:,} ideas, and as many that are set aside."
            raise Fault("too_long", sentence, idea_id=came[-1])
        return ideas

    # What runs by itself.

    async def flush(self, replies: Mapping[int, str]) -> None:
        """Store the replies so far of this process's turns, which is their heartbeat."""
        call = functools.partial(self._flush, replies)
        await asyncio.get_running_loop().run_in_executor(self._pulse_executor, _transact, call)

    def _flush(self, replies: Mapping[int, str]) -> None:
        if on_postgres():
            # A heartbeat that a power cut takes back harms nobody.
            run("set local synchronous_commit to off")
        # An idea that is saved meanwhile brings a longer reply.
        longer = "case when length(reply) < ? then ? else reply end"
        sql = f"update turn set reply = {longer}, heartbeat = now() where seq = ? and owner = ? and status in {UNFINISHED}"
        for seq, reply in replies.items():
            run(sql, len(reply), reply, seq, self.owner)

    @_stored
    def sweep(self, live: Sequence[int]) -> set[str]:
        """Close the turns that nobody runs as interrupted; return the ids of their chats. Those in `live` run here."""
        # With SQLite there is no other process; with PostgreSQL one without a heartbeat is gone.
        gone = f"heartbeat < now() - {HEARTBEAT_SECONDS}" if on_postgres() else f"owner <> '{self.owner}'"
        dead = f"({gone} or owner = '{self.owner}' and heartbeat < now() - {ORPHAN_SECONDS})"
        # No turn has the number 0, and a list in SQL needs one.
        orphaned = f"status in {UNFINISHED} and {dead} and seq not in ({', '.join(map(str, [0, *live]))})"
        orphans = run(f"select chat_id, seq from turn where {orphaned} order by chat_id").fetchall()
        # This process takes over what still is so when the chat is locked.
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
    def memory(self, chat_id: str, seq: int, provider: str, lost: str | None, budget: int) -> Thread:
        """A chat's thread, unless it is the lost one; else one without an id that remembers the newest turns before a seq,
        of at most `budget` characters. A thread of another provider will lack what is said now."""
        columns = "thread, provider, version, board_version"
        found = run(f"select {columns} from chat where id = ?", chat_id).fetchone()
        thread, known, version, board_version = found or (None, provider, 0, 0)
        if thread and known == provider and thread != lost and board_version >= 0:
            board = _board_for_model(chat_id, "version > ? and (touched or deleted)", board_version)
            return Thread(thread, None, board, version)
        if known != provider:
            _leave_thread(chat_id)
        exchanges: list[Exchange] = []
        for oldest, message, shown in _finished_turns(chat_id, seq):
            said = msgspec.json.decode(shown, type=Reply)
            # In the format, even if the model was careless.
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
        """Make this the chat's thread if the turn that it was made for goes on; return the one that is not needed then."""
        known, of_provider = run("select thread, provider from chat where id = ?", chat_id).fetchone() or (None, None)
        goes_on = f"exists (select 1 from turn where seq = ? and owner = ? and status in {UNFINISHED} and not stopping)"
        sql = f"update chat set thread = ?, provider = ?, board_version = 0 where id = ? and {goes_on}"
        if not run(sql, thread, provider, chat_id, seq, self.owner).rowcount:
            return thread
        return known if known != thread and of_provider == provider else None

    @_stored
    def forget(self, chat_id: str, provider: str) -> str | None:
        """Delete a chat with all that belongs to it; return its upstream thread if it is this provider's."""
        _next_version(chat_id)
        thread, known = run("delete from chat where id = ? returning thread, provider", chat_id).fetchone() or ("", "")
        return thread if known == provider else None


def _news(chat_id: str, since: int) -> News:
    """What of a chat is newer than a version, dropped turns too; below 0 the unfinished turns alone."""
    version, epoch = run("select version, epoch from chat where id = ?", chat_id).fetchone() or (0, 0)
    since = since if since >= 0 else version
    newer = "version > ? and version <= ?"
    # Each side names the chat, so that each has an index: otherwise all turns of a long chat are read for every change.
    wanted = f"chat_id = ? and {newer} or chat_id = ? and status in {UNFINISHED}"
    turns = _turns(f"select {TURN_COLUMNS} from turn where {wanted} order by seq", chat_id, since, version, chat_id)
    sql = f"select version, {IDEA_COLUMNS} from idea where chat_id = ? and {newer} order by version, seq"
    rows = run(sql, chat_id, since, version).fetchall()
    ideas = [[IdeaView(*row[1:]) for row in batch] for _, batch in itertools.groupby(rows, operator.itemgetter(0))]
    return News(version, epoch, turns, ideas)


def _next_version(chat_id: str, create: bool = False) -> int:
    """Count a chat's version up; return it, 0 if there is no such chat.

    With PostgreSQL the other processes hear of it when the transaction is committed.
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
    """The place of a turn, 0 for None. Raises Fault("bad_request") if it is not in the chat."""
    if turn_id is None:
        return 0
    sql = f"select seq from turn where chat_id = ? and id = ? and status <> '{DROPPED}'"
    if not (row := run(sql, chat_id, turn_id).fetchone()):
        raise Fault("bad_request", "That message is not part of this chat.")
    return int(row[0])


def _unfinished(chat_id: str, before: int = MAX_SEQ) -> int:
    """How many turns of a chat are unfinished, of those before a seq."""
    sql = f"select count(*) from turn where chat_id = ? and seq < ? and status in {UNFINISHED}"
    return int(run(sql, chat_id, before).fetchone()[0])


def _drop(chat_id: str, request: ClientRequest, version: int) -> None:
    """Drop every turn after the one that a message follows, and set its ideas aside unless a person touched them.

    Raises Unseen if there are turns that the sender does not know, Fault("bad_request") if there is no such turn.
    """
    after = _seq_of(chat_id, request.after)
    later = f"chat_id = ? and seq > ? and status <> '{DROPPED}'"
    newest = run(f"select id from turn where {later} order by seq desc limit 1", chat_id, 0).fetchone()
    if request.last is not UNSET and request.last != (newest and newest[0]):
        raise Unseen("conflict", "The chat has gone on meanwhile. Please look at what came, and send this again.")
    dropping = f"update turn set status = '{DROPPED}', message = '', reply = '', shown = null, version = ?"
    if not run(f"{dropping} where {later}", version, chat_id, after).rowcount:
        return
    # All at once: a search of the board for each turn would keep everybody waiting.
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
        raise Fault("conflict", "Somebody else has changed this idea.", idea_id=change.id, idea=known)
    fields |= {"touched": True, "version": version}
    if known:
        here = (Idea.chat == chat_id) & (Idea.id == change.id)
        Idea.update(rev=Idea.rev + 1, **fields).where(here).execute()
    else:
        Idea.create(**{"chat": chat_id, "id": change.id, "position": end, **fields})
    return _ideas("chat_id = ? and id = ?", chat_id, change.id)[0]


def _leave_thread(chat_id: str) -> None:
    """Use a chat's thread no more, because it lacks a turn or knows one that was dropped.

    Its id stays: whoever makes the next thread deletes it upstream.
    """
    run("update chat set board_version = -1 where id = ?", chat_id)


def _save_idea(chat_id: str, turn_id: str, number: int, text: str, theme: str, version: int) -> str:
    """Put an idea of a turn, counted from 0, on the board, unless it is there or has no room; return its id.

    The id follows from turn and number, so none is ever saved twice.
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
    """A theme as the model names it, as it can be stored; None for none."""
    return " ".join(clean_text(theme).split())[:MAX_THEME_CHARS].rstrip() or None


def _finished_turns(chat_id: str, seq: int) -> Iterable[tuple[int, str, str]]:
    """A chat's finished turns before a seq, the newest first; a few at a time, because a chat may be long."""
    finished = "chat_id = ? and seq < ? and shown is not null"
    sql = f"select seq, message, shown from turn where {finished} order by seq desc limit 50"
    while rows := run(sql, chat_id, seq).fetchall():
        yield from rows
        seq = rows[-1][0]


def _board_for_model(chat_id: str, is_news: str, *values: object) -> str:
    """The board in words if it has news for the model, an idea for which this condition holds; else ''.

    These are the ideas by number, then those set aside; the first of them if not all fit.
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
    """A line for each idea, in quotes so that none looks like more than one line, and a count of those without room."""
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
    """What is stored beside a finished turn's reply: what it says."""
    return _encode_json(parse_reply(reply, complete)).decode()


# Opening a database.


def is_shared(url: str) -> bool:
    """Whether several server processes may use the database at an address."""
    return not url.startswith("sqlite:")


def file_of(url: str) -> Path:
    """The file of a SQLite database, wherever links lead."""
    return Path(os.path.realpath(url.removeprefix("sqlite:///")))


def open_database(url: str) -> None:
    """Connect this thread, make the folder of a SQLite file, and bring the schema up to date. Raises Fault("storage")."""
    try:
        database.initialize(_database_at(url))
        with database.atomic():
            _migrate()
        # A file can begin well and be broken further on.
        run(f"select seq, reply from turn where status in {UNFINISHED}").fetchall()
    except (peewee.PeeweeException, OSError, ValueError) as error:
        raise unusable(url, error) from error


def unusable(url: str, error: Exception) -> Fault:
    """What to say of a database that cannot be used."""
    return Fault("storage", f"The database {redact(url)} cannot be used: {reason(error, url)}.")


def lock_database(url: str) -> sqlite3.Connection:
    """Keep other servers from a SQLite file for as long as the returned connection is open.

    The lock is that of an empty SQLite file beside it, so it ends with the process, however that ends. Raises
    Fault("storage") if another server has it.
    """
    # SQLite keeps a file without a name to itself.
    path = "" if is_shared(url) or ":memory:" in url else f"{file_of(url)}.lock"
    try:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        lock = sqlite3.connect(path, timeout=0, isolation_level=None)
        lock.execute("begin exclusive")
    except (sqlite3.Error, OSError) as error:
        raise unusable(url, ValueError("another server uses it") if "locked" in str(error) else error) from error
    return lock


def _database_at(url: str) -> Any:
    """The database at an address, not opened yet. Raises ValueError if PostgreSQL's driver is missing."""
    if not is_shared(url):
        file_of(url).parent.mkdir(parents=True, exist_ok=True)
        # WAL with synchronous=normal survives a killed process; an immediate transaction need not upgrade its lock.
        pragmas = {"journal_mode": "wal", "synchronous": "normal", "foreign_keys": 1}
        return db_url.connect(url, pragmas=pragmas, timeout=BUSY_SECONDS, lock_type="IMMEDIATE")
    if psycopg is None:
        raise ValueError('PostgreSQL needs a driver. Please run: pip install "psycopg[binary]"')
    return db_url.connect(url, unquote_user=True, unquote_password=True, prefer_psycopg3=True, **postgres_options(url))


def postgres_options(url: str) -> dict[str, Any]:
    """How to connect to PostgreSQL, unless the address says: without endless waits, at either end."""
    # What a process holds is free when PostgreSQL notices that its machine is gone; by itself it would after two hours.
    pause, unheard = LOST_SECONDS // 4, LOST_SECONDS * 1000
    own = {"keepalives_idle": pause, "keepalives_interval": pause, "keepalives_count": 3, "tcp_user_timeout": unheard}
    other: dict[str, object] = {"tcp_" + name.removeprefix("tcp_"): value for name, value in own.items()}
    # The second is for a process that was stopped within a transaction.
    other |= dict.fromkeys(("lock_timeout", "idle_in_transaction_session_timeout"), int(BUSY_SECONDS * 1000))
    other |= {"timezone": "UTC"}
    settings = " ".join(f"-c {name}={value}" for name, value in other.items())
    options = {**own, "connect_timeout": int(BUSY_SECONDS), "options": settings}
    given = dict(parse_qsl(urlsplit(url).query))
    return {name: value for name, value in options.items() if name not in given}


def _migrate() -> None:
    """Bring the schema to SCHEMA_VERSION. Raises ValueError if it is newer."""
    # SQLite keeps such a number by itself.
    get_version, set_version = "pragma user_version", f"pragma user_version = {SCHEMA_VERSION}"
    if on_postgres():
        # Processes that start together wait here for one another.
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


# Schema 2 has versions, revisions and themes; a dropped turn is a turn with a status, and no chat belongs to a process.
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
    """Store beside the replies of finished turns what they say."""
    finished = f"status not in {(*UNFINISHED, DROPPED)} and shown is null"
    for (seq,) in run(f"select seq from turn where {finished}").fetchall():
        reply, status = run("select reply, status from turn where seq = ?", seq).fetchone()
        run("update turn set shown = ? where seq = ?", _shown(reply, complete=status == DONE), seq)


# A file with everything in it: a line of JSON for each row, by table, in the order in which they were made.

TABLES: Mapping[str, Any] = {"chat": Chat, "turn": Turn, "idea": Idea}


def _header(version: int) -> str:
    return json.dumps({"brainstormer": version})


def _fields_of(table: Any) -> list[Any]:
    return [column for column in table._meta.sorted_fields if column.name != "seq"]


def export_database(path: Path) -> Counter[str]:
    """Write all that is in the open database to a file; return how many rows by table. Raises Fault("storage")."""
    counts: Counter[str] = Counter()
    draft = path.parent / f"{path.name}.part"
    try:
        # One instant of the database, which others may go on to change.
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
    """Add all that a file holds to the open database, or nothing; return how many rows by table. Raises Fault("storage")."""
    counts: Counter[str] = Counter()
    place = ""
    try:
        with path.open("rb") as file, database.atomic():
            lines = {_header(version).encode(): _line_type(version) for version in (1, SCHEMA_VERSION)}
            if not (line_type := lines.get(file.readline().strip())):
                raise ValueError("it is not a file that --export has written")
            for number, line in enumerate(file, 2):
                place = f" in line {number}"
                for name, row in msgspec.to_builtins(msgspec.json.decode(line, type=line_type)).items():
                    if name == "dropped_turn":
                        name, row = "turn", {"message": "", "status": DROPPED, **row}
                    row.pop("shown", None)  # It follows from the reply.
                    TABLES[name].insert(row).execute()
                    counts[name] += row.get("status") != DROPPED
            _fill_shown()
    except peewee.IntegrityError as error:
        held = "a chat that is here already, or a part of one that it lacks"
        raise Fault("storage", f"{path} holds {held}. Nothing was imported.") from error
    except (peewee.PeeweeException, OSError, ValueError) as error:
        raise Fault("storage", f"{path} cannot be imported{place}: {reason(error)}. Nothing was imported.") from error
    return counts


# As far as calendars go.
_Time = Annotated[float, msgspec.Meta(ge=0, lt=2e11)]
_Whole, _Real = Annotated[int, msgspec.Meta(ge=-(2**53), le=2**53)], Annotated[float, msgspec.Meta(gt=-1e15, lt=1e15)]
_KINDS: Mapping[str, Any] = {"BOOL": bool, "INT": _Whole, "BIGINT": _Whole, "DOUBLE": _Real}


def _line_type(version: int) -> Any:
    """What a line has to be: an object with a row by its table; in schema 1 a row may lack fields, which have a default."""
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
# An assistant turns a message into the text of a reply. The one for real models speaks two APIs through OpenAI's client:
# with Responses a thread is a Conversation, which the provider remembers; with Chat Completions it is the stored turns,
# sent with every message. The client does keys, retries and errors. Requests are plain objects and streams are read as
# bytes, because the client's typed ones cost more than the rest of a turn.
#
# Source: https://platform.openai.com/docs/guides/conversation-state
########################################################################################################################


# What a model is asked for with a numbered board, outside a chat; instructions.txt says how it answers.
GROUP_REQUEST = "Group these ideas into themes."


class Usage(NamedTuple):
    """What an answer cost, in tokens, as far as the provider says."""

    input_tokens: int | None
    output_tokens: int | None


class Assistant(Protocol):
    """A model that answers in the reply format. As it stands here it remembers nothing itself."""

    # How many characters of a chat a new thread remembers.
    room: int

    @property
    def provider(self) -> str:
        """What made a thread: threads of another provider are not used."""

    def answer(self, thread: Thread, message: str) -> AsyncIterator[str | Usage]:
        """Stream the reply's text, then its usage. Raises Fault, or ThreadLost before any text."""

    async def create_thread(self, history: Sequence[Exchange]) -> str:
        """Make a thread that remembers these turns, and return its id, '' if none is kept upstream. Raises Fault."""
        return ""

    async def forget_thread(self, thread: str) -> None:
        """Delete a thread upstream. Raises Fault."""
        return

    async def close(self) -> None:
        """Let go of connections."""
        return


# Faults. The sentences are our own: the provider's may hold the key or what people wrote.

NO_ANSWER = "What came is no model's answer. Please try again, and check OPENAI_BASE_URL if it stays so."
TOO_LONG = "The chat is too long for the model. Please lower MEMORY_CHARS or MAX_OUTPUT_TOKENS."
# The first pattern found in "status code parameter error" tells the fault, or what a person can do.
UPSTREAM_FAULTS = {
    r"insufficient_quota|^402": "upstream_quota",
    r"^40[13]": "upstream_auth",
    r"^(408|409|429|5..) |rate_limit_exceeded|server_is_overloaded|slow_down|_locked": "upstream_busy",
    r"(?i)context[ _-]?(length|window|size)|prompt is too long|too many (input )?tokens|input token count": TOO_LONG,
    r"(?i)^(0 )?404 .*model|model_not_found|^\d+ \S+ model ": "The provider does not know this model. Please check OPENAI_MODEL.",
    r"^(0 )?404 ": "The provider knows no such model or address. Please check OPENAI_MODEL and OPENAI_BASE_URL.",
    r"^3": "The provider sends requests to another address. Please check OPENAI_BASE_URL.",
    r"reasoning[_.]effort|^\d+ \S+ reasoning": "The model does not take this effort. Please check OPENAI_REASONING_EFFORT.",
    r"max_\w*tokens": "The model does not take this limit. Please check MAX_OUTPUT_TOKENS.",
    r"(?i)(unknown|unsupported|unrecognized)[ _](param|value|request arg)|extra inputs":
        "The provider does not take a part of the request. The server's log names it if the provider does.",
    r"": "upstream_failed",
}  # fmt: skip


class ContextFull(ThreadLost):
    """A thread and a message are too long for the model; the next new thread will be shorter, so it can be tried again."""


def _failure(error: object, status: int = 0) -> Fault:
    """What the provider's error object stands for, from an answer with a status or from an event."""
    code, param = _dict(error).get("code"), _dict(error).get("param")
    log.warning("The model's provider failed: status %d, code %.40r, parameter %.40r", status, code, param)
    told = f"{status} {code} {param} {error}"
    meaning = next(meaning for pattern, meaning in UPSTREAM_FAULTS.items() if re.search(pattern, told))
    lost = (status in (403, 404) and "model" not in f"{code} {param}") or code == "conversation_locked"
    kind = ContextFull if meaning == TOO_LONG else ThreadLost if lost else Fault
    return kind(meaning) if meaning in SENTENCES else kind("upstream_failed", meaning)


# The stream of events.

# An event holds a few words; only the last ones repeat the whole answer. No other body is longer.
MAX_EVENT_BYTES = 8 * 1024 * 1024
# How long what follows an answer's end is waited for.
END_SECONDS = 1.0
DELTAS = ("response.output_text.delta", "response.refusal.delta")
# How an answer that is whole ends.
WHOLE = ("response.completed", "stop", "tool_calls")
# Longer numbers become None; Python refuses some of them.
_decode_json = json.JSONDecoder(parse_int=lambda digits: int(digits) if len(digits) < 20 else None).raw_decode


class EventReader:
    """Reads the answer to one message, of either API, from a stream of server-sent events."""

    def __init__(self) -> None:
        # The end that the provider has told of.
        self._end: object = None
        self.spoken = self._begun = False
        # The line that has not come whole yet, and half of a surrogate pair.
        self._rest = bytearray()
        self._pending = ""

    async def read(self, blocks: AsyncIterator[bytes]) -> AsyncIterator[str | Usage]:
        """The text, as it comes in, and the usage; other fields are passed over.

        One loop with few layers, because it runs for every token. Raises Fault if the stream stalls, breaks, holds
        something else, or does not complete; ThreadLost if it says that the thread is gone, or says nothing.
        Words that come just before a break are given if the loop is waiting for them; if not, aiohttp tells of the break.
        """
        block = b""
        try:
            async for block in blocks:
                for item in self._take(block):
                    yield item
                if self._end:
                    break
            for item in await self._read_ending(blocks):
                yield item
        except (Fault, ValueError, RecursionError) as error:
            if not self._end:  # What follows the end is of no account.
                raise error if isinstance(error, Fault) else Fault("upstream_failed") from error
        except (httpx2.HTTPError, OSError) as error:
            # The client's transport calls every end of a connection a timeout; only this kind is a stall.
            stalled = isinstance(error, httpx2.ReadTimeout)
            raise Fault("upstream_timeout" if stalled else "interrupted") from error
        if not block:
            # Some servers answer so to what is too long for the model (llama.cpp's).
            sentence = "The model sent nothing. If the chat is too long for it, please lower MEMORY_CHARS."
            raise ContextFull("upstream_failed", sentence)
        if self._end not in WHOLE:
            raise Fault("interrupted") if self._begun else Fault("upstream_failed", NO_ANSWER)
        if not self.spoken:
            raise Fault("upstream_failed", "The model sent an empty answer. Please try again.")
        if self._pending:
            yield clean_text(self._pending)

    async def _read_ending(self, blocks: AsyncIterator[bytes]) -> list[str | Usage]:
        """What follows the end: the usage, but some gateways go on with signs of life, or never close the connection."""
        items: list[str | Usage] = []
        with contextlib.suppress(asyncio.TimeoutError, httpx2.HTTPError, OSError):
            async with timeout(END_SECONDS):
                async for block in blocks:
                    items += self._take(block)
        return items

    def _take(self, block: bytes) -> Iterable[str | Usage]:
        """What a block adds to the answer. Raises Fault, ValueError, RecursionError."""
        self._rest += block
        *lines, self._rest = self._rest.split(b"\n") if b"\n" in block else [self._rest]
        for line in lines:
            if line.startswith(b"data:") and (data := line[5:].strip()) and data != b"[DONE]":
                event, _ = _decode_json(data.decode())
                yield from filter(None, self._read_event(_dict(event)))
        if len(self._rest) > MAX_EVENT_BYTES:
            raise Fault("upstream_failed")

    def _read_event(self, event: dict[str, Any]) -> Iterable[str | Usage]:
        """What an event adds to the answer. Raises Fault."""
        begun, self._begun = self._begun, True
        if (kind := event.get("type")) in DELTAS:
            yield self._clean(event.get("delta"))
            return
        choices, response = event.get("choices"), _dict(event.get("response"))
        for choice in map(_dict, choices if isinstance(choices, list) else ()):
            delta = _dict(choice.get("delta"))
            yield self._clean(delta.get("content") or delta.get("refusal"))
            self._end = choice.get("finish_reason") or self._end
        if usage := _dict(response.get("usage") or event.get("usage")):
            used = usage.get("input_tokens", usage.get("prompt_tokens"))
            yield Usage(_tokens(used), _tokens(usage.get("output_tokens", usage.get("completion_tokens"))))
        if kind in ("response.completed", "response.incomplete"):
            self._end = kind
        if error := event.get("error") or response.get("error") or kind in ("error", "response.failed"):
            error = event if error is True else error
            # Some servers begin the stream before they look for the conversation (OGX 1.5): no response then comes first.
            missing = not begun and str(_dict(error).get("code")) in ("404", "not_found")
            raise _failure(error, 404 if missing else 0)

    def _clean(self, delta: object) -> str:
        """Text that can be stored and sent; half of a surrogate pair is kept for the next delta."""
        text = self._pending + delta if isinstance(delta, str) else self._pending
        self.spoken = self.spoken or bool(text)
        self._pending = text[-1] if "\ud800" <= text[-1:] <= "\udbff" else ""
        return clean_text(text.removesuffix(self._pending))


def _dict(value: object) -> dict[str, Any]:
    """An object of the provider's JSON; empty if it is anything else."""
    return value if isinstance(value, dict) else {}


def _tokens(value: object) -> int | None:
    return value if type(value) is int and 0 <= value < 2**31 else None


# The client.

# Nobody waits longer than this for a model that says it is busy.
MAX_RETRY_AFTER = 20.0
MAX_ERROR_BYTES = 64 * 1024
# Raised by a body that does not have the API's form.
ODD_BODY = (ValueError, LookupError, TypeError, AttributeError, RecursionError)


def create_client(config: Config) -> openai.AsyncOpenAI:
    """OpenAI's client over aiohttp, which costs half of what its own transport does."""
    # It drops a connection after 5 s without use: a person thinks for longer, and a TLS handshake costs more.
    limits = httpx2.Limits(max_connections=1000, max_keepalive_connections=100, keepalive_expiry=60.0)
    hooks = {"response": [_check_response]}
    return openai.AsyncOpenAI(
        api_key=config.openai_api_key,
        base_url=config.openai_base_url,
        timeout=openai.Timeout(config.stall_seconds, connect=min(10.0, config.stall_seconds)),
        default_headers={"accept-encoding": "identity"},
        http_client=openai.DefaultAioHttpClient(limits=limits, follow_redirects=False, event_hooks=hooks),
    )


async def _check_response(response: httpx2.Response) -> None:
    """Read what is no stream up to a bound, and tell the client, by the header it heeds, not to repeat what is hopeless."""
    # Nothing is unpacked, because what comes out has no bound: it was asked for plain. Compressed, it fails as JSON.
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
    """How many seconds the provider asks to wait; a date is as good as never."""
    try:
        return float(headers.get("retry-after-ms", 0)) / 1000 or float(headers.get("retry-after", 0))
    except ValueError:
        return math.inf


@contextlib.asynccontextmanager
async def _asking(config: Config) -> AsyncIterator[None]:
    """Turn the client's errors into faults, and wait no longer than for any silence: its retries would wait three times that."""
    try:
        async with timeout(config.stall_seconds):
            yield
    except asyncio.TimeoutError as error:
        raise Fault("upstream_timeout") from error
    except (openai.APIConnectionError, aiohttp.ClientError) as error:
        # The client calls all of them timeouts; what it wraps says whether name, port or certificate is at fault.
        log.warning("The model's provider failed: %s", reason(error.__cause__ or error))
        raise Fault("upstream_failed", "The model's provider cannot be reached. Please try again.") from error
    except openai.OpenAIError as error:
        raise _failure(getattr(error, "body", None), getattr(error, "status_code", 0)) from error


# The assistant.

# Another run may hold the conversation; a run that holds it longer than these pauses in all has died.
LOCK_PAUSES = (0.1, 0.2, 0.4, 0.8, 1.5, 3.0)
# A call takes 20 items, and some servers read no more of a conversation (OGX 1.5): two for each of so many turns.
MAX_NEW_TURNS = 10
# What fills no model's context.
LEAST_MEMORY_CHARS = 2_000
# Beyond so many tokens the provider summarizes a conversation; common models have room for twice that.
COMPACTION = [{"type": "compaction", "compact_threshold": 60_000}]


class OpenAIAssistant(Assistant):
    """Any model behind Responses or Chat Completions, as OPENAI_API says; with `auto`, what the provider turns out to have."""

    def __init__(self, config: Config) -> None:
        self._config = config
        # Whether threads are kept upstream; if not, one is made from the stored turns for every turn.
        self._remembers = config.openai_api != "chat"
        self._instructions = (HERE / "instructions.txt").read_text("utf-8")
        self._client = create_client(config)
        # Less, once the model turned out to take less.
        self.room = config.memory_chars
        # Parameters that the provider refused, and that have an older form.
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
                    sentence = "The model's provider has no conversations. Please set OPENAI_API to chat."
                    raise Fault("upstream_failed", sentence) from error
                log.info("The model's provider has no conversations: it is spoken to by Chat Completions from now on")
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
            full = isinstance(lost, ContextFull)
            if reader.spoken or not (self._remember_less(thread) if full else self._remembers):
                raise Fault(lost.code, lost.sentence) from None
            raise

    async def _start(self, thread: Thread, message: str) -> httpx2.Response:
        """Begin an answer, in words that the provider takes, and waiting while another run holds the conversation."""
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
        """The path and the body that ask for an answer."""
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
        # Many models take one system message, and only as the first.
        known = f"{self._instructions}\n\n{thread.board}" if thread.board else self._instructions
        system, question = {"role": "system", "content": known}, {"role": "user", "content": message}
        return "/chat/completions", body | {
            "messages": [system, *history, question],
            "stream_options": {"include_usage": True},
            "max_tokens" if "max_completion_tokens" in self._refused else "max_completion_tokens": limit,
            **({"reasoning_effort": effort} if effort else {}),
        }

    def _remember_less(self, thread: Thread) -> bool:
        """Let new threads remember half of what this one did; return False if that was hardly anything."""
        known = sum(len(turn.message + turn.reply) for turn in thread.history or ())
        if known > LEAST_MEMORY_CHARS:
            self.room = min(self.room, known // 2)
            log.info("The chat is too long for the model: it is given %d characters of one from now on", self.room)
        elif thread.history is not None:
            # The message alone is too long, or the model is out of order, which says nothing about memory.
            self.room = self._config.memory_chars
            return False
        return True

    async def forget_thread(self, thread: str) -> None:
        conversations = self._client.conversations
        # The items would outlive it.
        with contextlib.suppress(openai.OpenAIError, asyncio.TimeoutError, *ODD_BODY):
            async with timeout(self._config.stall_seconds):
                items = [item.id async for item in conversations.items.list(thread, limit=100)]
            for item in items:
                await conversations.items.delete(str(item), conversation_id=thread)
        async with _asking(self._config):
            await conversations.delete(thread)


def _messages(history: Iterable[Exchange]) -> list[dict[str, str]]:
    """The turns as the provider takes them, both as items of a conversation and as messages."""
    said = [part for turn in history for part in (("user", turn.message), ("assistant", turn.reply))]
    return [{"role": role, "content": content} for role, content in said if content]


def _items(history: Sequence[Exchange]) -> list[dict[str, str]]:
    """The items that a new conversation begins with: all but the newest turns are folded into one."""
    if len(history) <= MAX_NEW_TURNS:
        return _messages(history)
    newest = 1 - MAX_NEW_TURNS
    said = ["What was said before, oldest first. The newest messages follow this one."]
    for message in _messages(history[:newest]):
        said.append(f"{'You' if message['role'] == 'assistant' else 'Person'}: {message['content']}")
    return [{"role": "user", "content": "\n\n".join(said)}, *_messages(history[newest:])]


# The demo: no model. What it says, and the patterns by which it understands a message, are in static/demo.txt.

_QUOTED = re.compile(r"[\"“„«]([^\"“”„«»]+)[\"“”»]|(?<!\w)'([^']+)'(?!\w)")


class DemoAssistant(Assistant):
    """Brainstorms from hand-written text, word by word; the same for the same chat."""

    provider = "demo"

    def __init__(self, config: Config) -> None:
        self.room = config.memory_chars
        self._pause = 1 / config.demo_words_per_second
        text = (HERE / "static" / "demo.txt").read_text("utf-8")
        # A name in capitals stands for its pattern, in which names from further down may stand.
        for name, pattern in re.findall(r"^([A-Z]+): (.+)$", text, re.MULTILINE):
            text = text.replace(name, pattern)
        # Lines by heading and theme. The themes of a topic have one idea for each round; a start card has a capital.
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
        # Paced against the clock, so that a slow moment is caught up with.
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
        topics = [("judge", ""), *((kind, title) for kind, _, title, _ in (*earlier, asked) if kind in self._topics)]
        if kind in self._topics or (shown and kind in ("more", "different")):
            return Reply(self._suggest(kind, *topics[-1], said, thread))
        return Reply(self._say(kind if shown or kind == "foreign" else "hello"))

    def _understand(self, message: str) -> tuple[str, str, str, list[str]]:
        """What a message asks for, its text with quotes left empty, whom or what topic it names, and what it quotes."""
        # A first message may end with ideas of the person's own.
        said = " ".join(message.split("My own first ideas:")[0].split())
        quotes = ["".join(groups).strip() for groups in _QUOTED.findall(said)]
        text = _QUOTED.sub("“”", said).replace("'", "\u2019").replace("*", "")
        matches = ((kind, re.match(pattern, text, re.IGNORECASE)) for kind, [pattern] in self._kinds.items())
        kind, match = next((kind, match) for kind, match in matches if match)
        return kind, text, match.groupdict().get("name") or "", [*filter(None, quotes)]

    def _pick(self, text: str, shown: Sequence[str]) -> tuple[list[str], list[int]]:
        """The ideas of a list that a text points to, and the numbers that are too high or too low."""
        numbers = [int(number) for number in re.findall(r"(?<![\w-])\d{1,3}(?![\w-])", text)]
        named = [at for at, [words] in self._texts["places"].items() if re.search(rf"(?i)\b({words})\b", text)]
        places = {*numbers, *map(int, " ".join(named).split())}
        picked = [idea for at, idea in enumerate(shown) if places & {at + 1, at - len(shown)}]
        return picked, [number for number in numbers if shown and not 0 < number <= len(shown)]

    def _say(self, name: str, *values: object) -> str:
        return "\n".join(self._texts["sentences"][name]).format(*values)

    def _offer(self, ideas: Iterable[str], *ending: str) -> str:
        """A list that can be saved from, with the first words of each idea, up to a colon, in bold."""
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
        """The next ideas on a topic, one of each theme; when there are no more, the next ones on any topic."""
        own, general = (list(zip(*self._topics[name].values(), strict=True)) for name in (topic, "any topic"))
        told = "\n".join([*said, thread.board])
        new, more = ([ideas for ideas in rounds if ideas[0] not in told] for rounds in (own, general))
        rounds = new or more or [general[len(said) % 3]]
        # Whoever tries again gets others.
        ideas = rounds[(thread.dropped + (kind == "different")) % len(rounds)]
        intro = self._say(kind if new else "over" if more else "again", f"“{title}”" if title else "it")
        return f"{intro}\n\n{self._offer(ideas[:4], *ideas[4:])}"

    def _move(self, kind: str, ideas: Sequence[str], turns: int) -> str:
        """What a move makes of these ideas, or of somebody's eyes: next time it begins with other lines."""
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
        """Sort numbered ideas into the themes that they come from."""
        known = {idea: theme for themes in self._topics.values() for theme, lines in themes.items() for idea in lines}
        numbered = re.findall(r'(?m)^(\d+)\. ("(?:[^"\\]|\\.)*")', message)
        themes = {number: known.get(json.loads(text), "Mixed bag") for number, text in numbered}
        order = list(dict.fromkeys(themes.values()))
        numbers = sorted(themes, key=lambda number: order.index(themes[number]))
        return Reply(self._say("group"), numbers, "", [themes[number] for number in numbers])


def create_assistant(config: Config) -> Assistant:
    """The assistant that the settings ask for."""
    return DemoAssistant(config) if config.demo else OpenAIAssistant(config)


########################################################################################################################
# PROCESSES
#
# Several processes may share a PostgreSQL database, and nothing else. Each runs the turns that it accepted. The others
# hear by NOTIFY that a chat has changed and read what is newer, and they get the text of running answers as it is
# written, to show it before it is stored. NOTIFY is kept for nobody, so every second a process looks for what it missed.
# With SQLite there is one process, and nobody to tell.
########################################################################################################################

# PostgreSQL takes notifications of fewer bytes.
MAX_NOTICE_BYTES = 8_000
# Text for the other processes is gathered for this long: a notification costs more than what it carries.
TEXT_SECONDS = 0.05

Hear = Mapping[str, Callable[..., Awaitable[None]]]


async def talk_to_others(url: str, hear: Hear, fresh_text: Callable[[], Iterable[Sequence[Any]]]) -> None:
    """Hear by its kind what the processes say, which is this one too, and pass text on, until the connection is lost.

    One task has the connection: it must not be closed while another one waits for it, because the number of its file
    descriptor may by then be that of a socket.
    """
    try:
        async with await psycopg.AsyncConnection.connect(url, autocommit=True, **postgres_options(url)) as connection:
            await connection.execute(f"listen {CHANNEL}")
            while True:
                async for notice in connection.notifies(timeout=TEXT_SECONDS):
                    kind, *told = json.loads(notice.payload)
                    await hear[kind](*told)
                # What is lost, or too long, is in the database within a second.
                texts = [json.dumps(["text", *text], ensure_ascii=False) for text in fresh_text()]
                if notices := [text for text in texts if len(text.encode()) < MAX_NOTICE_BYTES]:
                    query = "select pg_notify(%s, notice) from unnest(%s::text[]) as notices (notice)"
                    await connection.execute(query, [CHANNEL, notices])
    except (psycopg.Error, OSError) as error:
        log.warning("The connection to the other processes was lost: %s", reason(error, url))


########################################################################################################################
# TURNS
#
# One rule: sockets are shown what is in the database and newer than what they have. A LiveChat is what of a chat is in
# memory while somebody looks at it or a turn of it runs: who follows it, up to which version it was shown, and its
# unfinished turns. Its lock orders everything that touches both the store and the sockets. After a change of its own,
# or when another process tells of one, `show` turns the newer rows into frames. When epochs differ, every watcher gets
# the whole chat instead. There is no other way by which a stored change reaches those who opened the chat.
#
# Chunks of a running answer are ahead of the database. The process that accepted a turn runs it and feeds its parser;
# another process feeds a parser of its own with the text that it is told. A turn's end comes from the database alone.
#
# A turn is a task of its own, so it outlives the sockets that asked for it: see `Hub._run`, its life from top to bottom.
########################################################################################################################

# How many chats a socket may follow; a page follows a few.
MAX_FOLLOWED = 1_000
# When a limit has so many keys, it forgets those that have used nothing.
MAX_KEYS = 10_000
# How long a turn pauses before it asks the store for the same thing again.
RETRY_SECONDS = 0.2
# A process that could write no heartbeat for this long was paused or cut off, and must not think the others dead.
PAUSED_SECONDS = 5.0


class Limit:
    """So many times a second for each key, and so many at once."""

    def __init__(self, rate: float, burst: float) -> None:
        self._pause = 1 / rate
        self._slack = (burst - 1) / rate
        # When each key may have as many at once again.
        self._full_at: dict[str, float] = {}

    def wait(self, key: str) -> int:
        """Seconds until there may be one more, 0 if there may be one now."""
        return max(0, math.ceil(self._full_at.get(key, 0.0) - self._slack - time.monotonic()))

    def spend(self, key: str = "") -> int:
        """Count one more if there may be one now; return the seconds until there may be one, 0 if it was counted."""
        if seconds := self.wait(key):
            return seconds
        now = time.monotonic()
        if len(self._full_at) >= MAX_KEYS:
            self._full_at = {name: at for name, at in self._full_at.items() if at > now}
        self._full_at[key] = max(now, self._full_at.get(key, now)) + self._pause
        return 0


class Subscriber(Protocol):
    """A socket as the turns see it; `chats` are those that it has opened."""

    closed: bool
    address: str
    chats: set[str]

    def send(self, frame: bytes) -> None:
        """Pass a frame on without waiting."""


class LiveTurn:
    """An unfinished turn: what was given out so far, and what is still in the chunker."""

    def __init__(self, row: TurnRow, own: bool, min_chunk_chars: int) -> None:
        self.row = row
        # Whether this process runs it; then `wish` is to end it early, by a fault, or without one to stop it.
        self.own = own
        self.wish: asyncio.Future[Fault | None] = asyncio.get_running_loop().create_future()
        # Set once its terminal frame is given out. It is stored then, and out of memory, unless the database failed.
        self.ended = asyncio.Event()
        # Where its message came from; '' until it was counted.
        self.address = ""
        self.accepted_at = time.monotonic()
        # When the model was asked; 0 before, and after the first chunk.
        self.started_at = 0.0
        self.usage = Usage(None, None)
        # What was given out.
        self.said = Reply()
        # The version of the chat whose board the thread knows when this turn is done.
        self.board_version = 0
        # Why its process ends it, if it is no stop.
        self.fault: Fault | None = None
        # Sockets that get its frames without having to open the chat. What is closed drops out by itself.
        self.followers: weakref.WeakSet[Subscriber] = weakref.WeakSet()
        # How much of the reply is stored, and how much the other processes were told; each time all that is not stored yet.
        self.stored = self.told = 0
        # Whether nothing more is taken of the reply, and whether an idea of it found no room on the board.
        self.closed = self.overflowed = False
        self._raw: list[str] = []
        self._chunker = Chunker(min_chunk_chars)
        # Chunks that are to be given out; each is removed only then, so that the turn's end finds the rest.
        self.ready: deque[Piece] = deque()
        # The message's last chunk, which is given out with the turn's end.
        self.last = Piece(MESSAGE, "", True)

    @property
    def raw(self) -> str:
        """The reply as the model wrote it, so far."""
        self._raw = ["".join(self._raw)]
        return self._raw[0]

    def take(self, delta: str) -> None:
        """Take text of the reply, and make ready the chunks that it completes."""
        self._raw.append(delta)
        self.ready.extend(self._chunker.feed(delta))

    def close(self, complete: bool) -> None:
        """Take the reply's end, and make ready the rest."""
        if self.closed:
            return
        self.closed = True
        self.ready.extend(self._chunker.close(complete))
        if self.ready and self.ready[-1].tag == MESSAGE:
            self.last = self.ready.pop()._replace(done=True)

    def wish_end(self, fault: Fault | None = None) -> None:
        """Wish that the turn ends early, by a fault or because it was stopped; the first wish counts."""
        if not self.wish.done():
            self.wish.set_result(fault)


class LiveChat:
    """A chat in memory: who follows it, its unfinished turns by seq, and up to where it was shown."""

    def __init__(self, chat_id: str, store: Store, take_up: Callable[[LiveChat, TurnRow], LiveTurn]) -> None:
        self.id = chat_id
        self._store = store
        self._take_up = take_up
        self.lock = asyncio.Lock()
        # Below 0 while nobody was shown anything.
        self.seen = -1
        self.epoch = 0
        # How many are at work on it, turns of this process too.
        self.users = 0
        # The sockets that opened the chat, and how many turns each is shown again: no fewer than can be unfinished.
        self.watchers: dict[Subscriber, int] = {}
        self.live: dict[int, LiveTurn] = {}

    def _publish(self, frame: Frame, others: Iterable[Subscriber] = ()) -> None:
        """Send a frame to every socket that opened the chat, and to others."""
        data = encode(frame)
        for peer in self.watchers.keys() | others:
            peer.send(data)

    def _tell_turn(self, row: TurnRow, said: Reply | None = None) -> None:
        """Send a turn to those that opened the chat, as it is stored or with what was said so far."""
        self._publish(Frame("turn", self.id, turn=row.view(said)))

    def give_out(self, turn: LiveTurn, chunk: Piece) -> None:
        """Send a chunk of a turn's answer, unless the turn had its terminal frame."""
        turn.said = turn.said.plus(chunk)
        if not turn.ended.is_set():
            self._publish(Frame(chunk.tag, self.id, chunk.text, chunk.done), turn.followers)

    def _give_out_ready(self, turn: LiveTurn) -> None:
        """Send the chunks that are ready."""
        while turn.ready:
            self.give_out(turn, turn.ready.popleft())

    # Showing what is stored. What waits for the store needs the lock.

    async def change(self, operation: Callable[..., R], *values: Any) -> R:
        """Change it in the store, show its sockets what is newer, and return what the operation returns."""
        result, news = await self._store.change(self.id, self.seen, operation, *values)
        await self.show(news)
        return result

    async def show(self, news: News) -> None:
        """Show its sockets what is newer than they have."""
        self.epoch = self.epoch or news.epoch
        # A version goes back when an older state of the database was brought back.
        if news.epoch != self.epoch or news.version < self.seen:
            await self.show_again()
            return
        # In the order in which it happened: a turn's ideas, its end, the beginning of the next one.
        for ideas in news.ideas:
            self._publish(_ideas_frame(self.id, ideas))
        for row in news.turns:
            self._show_turn(row)
        self.seen = news.version

    async def snapshot(self, limit: int, before: str | None = None) -> Snapshot:
        """The chat as it is, or older turns of it, and its sockets have been shown as much by then."""
        while True:
            news, found = await self._store.snapshot(self.id, self.seen, limit, before)
            await self.show(news)
            if (self.seen, self.epoch) == (news.version, news.epoch):
                return found

    def _show_turn(self, row: TurnRow) -> None:
        turn = self.live.get(row.seq)
        if row.status not in UNFINISHED:
            if row.status != DROPPED and (turn is None or turn.ended.is_set()):
                self._tell_turn(row)
            if turn:
                del self.live[row.seq]
                self.tell_end(turn, row)
            return
        if turn and turn.ended.is_set():
            return
        if turn is None or turn.row.status != row.status:
            turn = turn or self._take_up(self, row)
            turn.row = row
            self._tell_turn(row, turn.said)
        self.read_on(turn, row.reply)
        if row.stopping:
            turn.wish_end()

    def read_on(self, turn: LiveTurn, text: str, offset: int = 0) -> None:
        """Give out what is new in the text that a turn has from an offset on, if another process runs it."""
        known = len(turn.raw) - offset
        if not turn.own and len(text) > known >= 0:
            turn.take(text[known:])
            self._give_out_ready(turn)

    def tell_end(self, turn: LiveTurn, row: TurnRow) -> None:
        """Give out what remains of a turn, and its terminal frame, once; a dropped one ends like a stopped one."""
        if turn.ended.is_set():
            return
        dropped = row.status == DROPPED
        if dropped:
            row = turn.row._replace(status=STOPPED)
        if dropped or not turn.own:
            self.read_on(turn, row.reply)
            turn.close(complete=row.status == DONE)
            self._give_out_ready(turn)
        turn.row = row
        fault = turn.fault or (Fault(row.error) if row.error else None)
        if fault:
            if turn.last.text:
                self.give_out(turn, turn.last._replace(done=False))
            # As it is stored, if it is: what was given out may be ahead of what a process that is gone has stored.
            self._tell_turn(row, None if row.shown else turn.said)
            self._publish(error_frame(fault, self.id, {}), turn.followers)
        else:
            if row.status == STOPPED:
                self._tell_turn(row, turn.said)
            self.give_out(turn, turn.last)
        turn.ended.set()
        turn.wish_end()

    async def show_again(self) -> None:
        """Show every watcher the whole chat, or that it was deleted, because what it was shown is no longer true."""
        limit = max(self.watchers.values(), default=1)
        news, whole = await self._store.snapshot(self.id, self.seen, limit)
        rows = {row.seq: row for row in news.turns}
        for turn in list(self.live.values()):
            row = rows.get(turn.row.seq) or turn.row._replace(status=DROPPED)
            if row.status not in UNFINISHED:
                self._show_turn(row)
        self.seen, self.epoch = news.version, news.epoch
        for watcher, limit in self.watchers.items():
            newest = whole._replace(turns=whole.turns[-limit:], more=whole.more or len(whole.turns) > limit)
            watcher.send(self.as_frame(newest) if news.epoch else encode(Frame("gone", self.id)))
        for row in rows.values():
            if row.status in UNFINISHED:
                self._show_turn(row)

    def views(self, rows: Iterable[TurnRow]) -> list[TurnView]:
        """Turns as they are stored, and as they were given out if that is ahead of the store."""
        said = {seq: turn.said for seq, turn in self.live.items()}
        return [row.view(said.get(row.seq)) for row in rows]

    def as_frame(self, found: Snapshot) -> bytes:
        """The chat's whole state, encoded."""
        turns = self.views(found.turns)
        return encode(Frame("chat", self.id, turns=turns, ideas=found.ideas, more=found.more))


class Hub:
    """All chats in memory: does what is asked for in them, runs their turns, and keeps the store up to date."""

    def __init__(self, config: Config, store: Store, assistant: Assistant, metrics: Metrics) -> None:
        self._config = config
        self._store = store
        self._assistant = assistant
        self._metrics = metrics
        self._by_address = Limit(config.turns_per_minute / 60, config.turns_per_minute)
        # A chat's turns run one after another, so that a tenth of what its people may send is plenty.
        a_chat = max(1, config.turns_per_minute // 10)
        self._by_chat = Limit(a_chat / 60, a_chat)
        # Answers and proposals that are being written, by the address that asked for them.
        self._load: Counter[str] = Counter()
        self._chats: dict[str, LiveChat] = {}
        self._tasks: set[asyncio.Task[Any]] = set()
        self._runs: set[asyncio.Task[Any]] = set()
        metrics.running.set_function(lambda: len(self._runs))
        self._upstream: set[asyncio.Task[Any]] = set()
        self._draining = False
        # Set to cut a drain short.
        self.hurry = asyncio.Event()
        # Held from the look at the limits until a new turn counts.
        self._counting = asyncio.Lock()
        self._pulse_at = self._steady_since = time.monotonic()

    # Requests. Each raises Fault.

    async def submit(self, sender: Subscriber, request: ClientRequest) -> None:
        """Accept a message and run its turn; one that came before is answered by its present state."""
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
                turn.followers.add(sender)
            if turn and turn.own and not turn.address:
                turn.address = sender.address
                self._spend(chat.id, sender.address)
                # Who opened the chat has been told, and who gave no id needs no receipt.
                if not given or sender in chat.watchers:
                    return
            sender.send(encode(Frame("turn", chat.id, turn=turn.row.view(turn.said) if turn else row.view())))

    async def open(self, peer: Subscriber, request: ClientRequest) -> None:
        """Send a chat's state and, from exactly there on, whatever happens in it; or only older turns."""
        if len(peer.chats) >= MAX_FOLLOWED and request.chat_id not in peer.chats:
            raise Fault("busy", "This page follows too many chats. Please reload it.")
        async with self._chat(request.chat_id) as chat:
            found = await chat.snapshot(request.limit, request.before)
            if request.before is not None:
                peer.send(encode(Frame("earlier", chat.id, turns=chat.views(found.turns), more=found.more)))
            elif not peer.closed:
                peer.send(chat.as_frame(found))
                peer.chats.add(chat.id)
                chat.watchers[peer] = max(request.limit, 1 + MAX_WAITING)

    async def stop(self, peer: Subscriber, chat_id: str) -> None:
        """End the running answer; what was written stays. If nothing runs, the asker is told of the newest turn."""
        async with self._chat(chat_id) as chat:
            await chat.change(self._store.stop)
            if turn := next((turn for turn in chat.live.values() if turn.row.status == STREAMING), None):
                turn.followers.add(peer)
                return
            found = await chat.snapshot(1)
            newest = chat.views(found.turns[-1:])
            peer.send(encode(Frame("turn", chat_id, turn=newest[0])) if newest else chat.as_frame(found))

    async def change_ideas(self, peer: Subscriber, chat_id: str, wanted: Sequence[Change]) -> None:
        """Add or change ideas on the board."""
        async with self._chat(chat_id) as chat:
            ideas = await chat.change(self._store.change_ideas, wanted)
            if peer not in chat.watchers:
                peer.send(encode(_ideas_frame(chat_id, ideas)))

    async def group(self, peer: Subscriber, chat_id: str) -> None:
        """Ask the model for themes, outside the chat, and tell the asker alone; other requests need not wait for it."""
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
                fault = Fault("interrupted", "The model broke off its proposal. Please try again.")
            frame = error_frame(fault, chat_id, {"group": True})
        except Exception:
            log.exception("A proposal of themes failed")
            frame = error_frame(Fault("internal"), chat_id, {"group": True})
        finally:
            self._load -= Counter([peer.address])
        peer.send(encode(frame))

    async def _ask_for_themes(self, board: Sequence[IdeaView]) -> str:
        """The model's reply, in a thread of its own. Raises Fault."""
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

    async def forget(self, peer: Subscriber, chat_id: str) -> None:
        """Delete a chat; what runs in it ends."""
        async with self._chat(chat_id) as chat:
            self._forget_thread(await self._store.forget(chat_id, self._assistant.provider))
            await chat.show_again()
            if peer not in chat.watchers:
                peer.send(encode(Frame("gone", chat_id)))

    def leave(self, peer: Subscriber) -> None:
        """Forget a socket that is closed; its turns go on."""
        for chat in [self._chats[chat_id] for chat_id in peer.chats]:
            del chat.watchers[peer]
            self._release(chat)

    # Life.

    def start(self) -> None:
        """Begin to keep the store up to date; with SQLite, what was left open is closed before any request is carried out."""
        if on_postgres():
            hear: Hear = {"changed": self._catch_up, "text": self._hear_text}
            self.spawn(every_second(functools.partial(talk_to_others, self._store.url, hear, self._fresh_text)))
        self.spawn(every_second(self._pulse))
        self.spawn(every_second(self._tick))

    async def drain(self, seconds: float) -> None:
        """Take no more turns; let the running ones finish for so long, then store them as they are."""
        self._draining = True
        for turn in self._own_turns():
            if turn.row.status == WAITING:
                turn.wish_end(Fault("interrupted"))
        until = time.monotonic() + seconds
        # Again and again: what ends may leave a thread to be deleted, and it may have to hurry.
        while (going := self._runs | self._upstream) and not self.hurry.is_set() and time.monotonic() < until:
            await asyncio.wait(going, timeout=0.1)
        for turn in self._own_turns():
            turn.wish_end(Fault("interrupted"))
        if self._runs:
            await asyncio.wait(self._runs)

    async def close(self) -> None:
        """Give up what still runs in the background."""
        await _cancel(self._tasks)

    def spawn(self, coroutine: Coroutine[Any, Any, R], *groups: set[asyncio.Task[Any]]) -> asyncio.Task[R]:
        """Run a coroutine as a task that is kept, in groups of its kind too, and is cancelled by nobody's disconnection."""
        task = asyncio.create_task(coroutine)
        for group in (self._tasks, *groups):
            group.add(task)
            task.add_done_callback(group.discard)
        return task

    @contextlib.asynccontextmanager
    async def _chat(self, chat_id: str) -> AsyncIterator[LiveChat]:
        """The chat, locked; it leaves memory when nobody needs it."""
        chat = self._chats.setdefault(chat_id, LiveChat(chat_id, self._store, self._take_up))
        chat.users += 1
        try:
            async with chat.lock:
                yield chat
        finally:
            chat.users -= 1
            self._release(chat)

    def _release(self, chat: LiveChat) -> None:
        if not (chat.users or chat.watchers or any(turn.followers for turn in chat.live.values())):
            del self._chats[chat.id]

    # Limits.

    def _refusal(self, chat_id: str, address: str) -> Fault | None:
        """What to say to one more message, if it is too many for the address it comes from or for the server, or too late."""
        if self._draining:
            return Fault("busy", "The server is about to restart. Please send this again in a moment.")
        total = self._config.max_running
        if self._load.total() >= total or self._load[address] >= address_share(total):
            return Fault("rate_limited", "Too many answers are being written just now. Please retry in 5 s.")
        seconds = max(self._by_address.wait(address), self._by_chat.wait(chat_id))
        sentence = f"Too many messages in a minute. Please retry in {seconds} s."
        return Fault("rate_limited", sentence) if seconds else None

    def _spend(self, chat_id: str, address: str) -> None:
        """Count one more answer, which is being written from now on."""
        self._by_address.spend(address)
        self._by_chat.spend(chat_id)
        self._load[address] += 1

    # Running.

    def _take_up(self, chat: LiveChat, row: TurnRow) -> LiveTurn:
        """Take an unfinished turn into memory, and run it if it is this process's."""
        turn = chat.live[row.seq] = LiveTurn(row, row.owner == self._store.owner, self._config.min_chunk_chars)
        if turn.own:
            chat.users += 1
            self.spawn(self._run(chat, turn), self._runs)
        return turn

    def _own_turns(self) -> list[LiveTurn]:
        return [turn for chat in self._chats.values() for turn in chat.live.values() if turn.own]

    async def _run(self, chat: LiveChat, turn: LiveTurn) -> None:
        """A turn's life: wait for its turn, answer, and store and tell how it ended."""
        status, fault = DONE, None
        try:
            await _unless(turn.wish, self._answer(chat, turn))
        except asyncio.CancelledError:
            status, fault = STOPPED, turn.wish.result() if turn.wish.done() else Fault("interrupted")
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
            chat.users -= 1
            self._release(chat)

    async def _answer(self, chat: LiveChat, turn: LiveTurn) -> None:
        """Relay the model's reply to its end. Raises Fault."""
        await self._begin(chat, turn)
        turn.started_at = time.monotonic()
        loop, seconds = asyncio.get_running_loop(), self._config.turn_seconds
        deadline = loop.call_later(seconds, turn.wish_end, Fault("upstream_timeout"))
        turn.wish.add_done_callback(lambda _: deadline.cancel())
        lost = None
        while True:
            thread = await self._thread(chat, turn, lost)
            try:
                return await self._relay(chat, turn, thread)
            except ThreadLost as error:
                # If a new thread is lost too, only a shorter one may do.
                if lost and not isinstance(error, ContextFull):
                    raise
                lost = thread.id

    async def _begin(self, chat: LiveChat, turn: LiveTurn) -> None:
        """Wait until no earlier turn of the chat is unfinished."""
        while turn.row.status == WAITING:
            for earlier in [other for other in chat.live.values() if other.row.seq < turn.row.seq]:
                await earlier.ended.wait()
            async with chat.lock:
                await chat.change(self._store.begin, turn.row.seq)
            if turn.row.status == WAITING:
                # One comes first that is not in memory, or whose end is not stored yet.
                await asyncio.sleep(RETRY_SECONDS)

    async def _thread(self, chat: LiveChat, turn: LiveTurn, lost: str | None) -> Thread:
        """The chat's thread, or in place of a lost one a new one, made from the stored turns."""
        provider = self._assistant.provider
        thread = await self._store.memory(chat.id, turn.row.seq, provider, lost, self._assistant.room)
        turn.board_version = thread.board_version
        if thread.id:
            return thread
        # To its end, even if the turn is ended: nothing is left upstream.
        making = self.spawn(self._make_thread(chat.id, turn.row.seq, thread), self._upstream)
        making.add_done_callback(lambda task: task.cancelled() or task.exception())
        return await asyncio.shield(making)

    async def _make_thread(self, chat_id: str, seq: int, thread: Thread) -> Thread:
        made = await self._assistant.create_thread(thread.history or ())
        if made:
            self._forget_thread(await self._store.keep_thread(chat_id, seq, made, self._assistant.provider))
        return thread._replace(id=made)

    def _forget_thread(self, thread: str | None) -> None:
        async def forget(thread: str) -> None:
            try:
                await self._assistant.forget_thread(thread)
            except (Fault, RuntimeError, *ODD_BODY) as error:
                log.info("A thread that is no longer used could not be deleted upstream: %s", type(error).__name__)

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
                    await self._give_out(chat, turn)
                if room < 0:
                    raise Fault("too_long", "The answer grew too long and was cut off.")

    async def _give_out(self, chat: LiveChat, turn: LiveTurn) -> None:
        """Send the chunks that are ready; a finished idea is on disk first."""
        if turn.started_at and (turn.ready or turn.last.text):
            self._metrics.first_chunk.observe(time.monotonic() - turn.started_at)
            turn.started_at = 0.0
        while turn.ready:
            chunk = turn.ready[0]
            if chunk.tag == MESSAGE or not chunk.done or turn.overflowed:
                chat.give_out(turn, turn.ready.popleft())
                continue
            async with chat.lock:
                ideas = turn.said.plus(chunk).ideas
                idea = turn.row, len(ideas) - 1, ideas[-1], chunk.theme, turn.raw
                had_room, news = await self._store.change(chat.id, chat.seen, self._store.add_idea, *idea)
                if had_room is not None:  # First the chunk; what is newer tells of the idea, and may end the turn.
                    turn.overflowed = not had_room
                    chat.give_out(turn, turn.ready.popleft())
                await chat.show(news)
                if had_room is None:  # Another process has ended the turn.
                    return

    async def _end(self, chat: LiveChat, turn: LiveTurn, status: str, fault: Fault | None) -> None:
        """Store and show how a turn ended; if the database does not take it for a while, tell so, and go on trying."""
        deadline = time.monotonic() + BUSY_SECONDS
        while chat.live.get(turn.row.seq) is turn:
            try:
                turn.close(complete=status == DONE)
                await self._give_out(chat, turn)
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
                if not turn.ended.is_set():
                    log.exception("A turn's end failed")
            if failure:
                turn.fault = failure
                chat.tell_end(turn, turn.row._replace(status=ERROR, error=failure.code))
                if self._draining:
                    break
            await asyncio.sleep(1)

    def _count(self, turn: LiveTurn, status: str) -> None:
        """Tell log and metrics how a turn ended."""
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
        """Store the replies so far, and notice whether the database was out of reach meanwhile."""
        replies = {turn: turn.raw for turn in self._own_turns()}
        await self._store.flush({turn.row.seq: reply for turn, reply in replies.items()})
        for turn, reply in replies.items():
            turn.stored = len(reply)
        now = time.monotonic()
        if now - self._pulse_at > PAUSED_SECONDS:
            self._steady_since = now
        self._pulse_at = now

    async def _tick(self) -> None:
        """Close the turns that nobody runs, and look for what was missed."""
        stale, now = set(), time.monotonic()
        steady = now - self._steady_since > HEARTBEAT_SECONDS and now - self._pulse_at < PAUSED_SECONDS
        if steady or not on_postgres():
            stale = await self._store.sweep([turn.row.seq for turn in self._own_turns()])
        if self._chats and on_postgres():
            heads, chats = await self._store.heads(list(self._chats)), self._chats.values()
            stale |= {chat.id for chat in chats if heads.get(chat.id, (0, 0)) != (chat.seen, chat.epoch)}
            # Text that other processes told and was not heard.
            stale |= {chat.id for chat in chats if any(not turn.own for turn in chat.live.values())}
        for chat_id in stale:
            await self._catch_up(chat_id)

    # What the processes tell one another.

    async def _catch_up(self, chat_id: str, version: int | None = None) -> None:
        """Show what is newer in a chat that is in memory, if it was not shown up to this version."""
        known = self._chats.get(chat_id)
        if known and (version is None or version > known.seen):
            async with self._chat(chat_id) as chat:
                await chat.show(await self._store.read(chat_id, chat.seen))

    async def _hear_text(self, chat_id: str, seq: int, offset: int, text: str) -> None:
        """Take text of another process's turn; if some before it is missing, all of it is read within a second."""
        chat = self._chats.get(chat_id)
        turn = chat.live.get(seq) if chat else None
        if chat and turn and turn.row.status == STREAMING:
            chat.read_on(turn, text, offset)

    def _fresh_text(self) -> Iterable[tuple[str, int, int, str]]:
        """What the other processes do not know: of each turn that has gone on, the text since it was last stored."""
        for chat in self._chats.values():
            for turn in chat.live.values():
                if turn.own and turn.told < len(turn.raw):
                    turn.told = len(turn.raw)
                    yield chat.id, turn.row.seq, turn.stored, turn.raw[turn.stored :]


def proposal(chat_id: str, board: Sequence[IdeaView], reply: str) -> Frame:
    """The themes that a reply proposes for ideas by number: each idea once; unknown numbers are left out."""
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
    """Do something again and again, whatever happens, a second after its end."""
    while True:
        try:
            await task()
        except Fault:
            pass  # The log has it, and a second later it may be over.
        except Exception:
            log.exception("What is done every second failed")
        await asyncio.sleep(1)


async def _unless(wish: asyncio.Future[Any], coroutine: Coroutine[Any, Any, None]) -> None:
    """Run a coroutine to its end, or until there is a wish. Raises what it raised, CancelledError if it was cut off."""
    task = asyncio.create_task(coroutine)
    waited: list[asyncio.Future[Any]] = [task, wish]
    try:
        await asyncio.wait(waited, return_when=asyncio.FIRST_COMPLETED)
    finally:
        await _cancel({task})
    task.result()


async def _cancel(tasks: set[asyncio.Task[Any]]) -> None:
    """Cancel tasks until all have ended: a cancellation can be lost within a library."""
    while going := [task for task in tasks if not task.done()]:
        for task in going:
            task.cancel()
        await asyncio.wait(going, timeout=0.2)


########################################################################################################################
# WEBSOCKET
#
# Frames go straight into the transport's buffer, which is the socket's queue: in order, without a task, and with a bound
# past which the connection is cut. A reader that was cut off opens its chats again and has lost nothing.
#
# Sanic passes every frame that comes, except pongs and the closing one, to its assembler, in order. Here that is the
# socket itself: it puts messages together and carries them out one after another in a task that outlives the
# connection. So whatever was complete when the connection closed is carried out, unless the server stops.
########################################################################################################################

# What a socket that does not read may keep waiting, beside the kernel's own buffers; an answer is a tenth of it.
MAX_QUEUED_BYTES = 1024 * 1024
# And all of them together: an opened chat may be large, and is queued whole.
MAX_QUEUED_IN_ALL = 256 * 1024 * 1024
# A socket that takes nothing of what waits for it, or does not answer pings, is gone after this time.
PING_SECONDS = 20
STALLED_SECONDS = 20
# The code of a closing that means: come back when the server has restarted (RFC 6455's registry).
RESTARTED = 1012
# A socket may send at once what it may send in so many seconds.
BURST_SECONDS = 4
# Requests that may wait to be carried out; reading pauses then.
MAX_PENDING = 100
# Frames, also those that ask for nothing: pings, and fragments of messages. Nobody sends so many, at once or a second.
MAX_FRAMES = 4_000
FRAMES_PER_SECOND = 1_000.0


class Socket:
    """An open socket: what the turns send through, and what it asks of them."""

    def __init__(self, ws: Websocket, address: str, sockets: Sockets) -> None:
        self.closed = False
        self.address = address
        self.chats: set[str] = set()
        self.requests = Limit(sockets.config.rate_per_second, BURST_SECONDS * sockets.config.rate_per_second)
        self._frames = Limit(FRAMES_PER_SECOND, MAX_FRAMES)
        self.transport: asyncio.Transport = cast(Any, ws.io_proto).transport
        self._ws = ws
        self._sockets = sockets
        self._bound = MAX_QUEUED_BYTES
        # Bytes that were sent, those of them that were taken, and when that was last more.
        self._sent = self._taken = 0
        self._moved_at = time.monotonic()
        # The parts of a message that is not complete yet, and the messages that are not carried out yet.
        self._parts: list[bytes] = []
        self._is_text = True
        self._pending: deque[str | bytes] = deque()

    # Sending.

    def send(self, frame: bytes) -> None:
        """Queue a frame; a socket that is closing gets nothing more, one whose queue is over its bound is cut off."""
        if self.closed or self._ws.ws_proto.state is not State.OPEN:
            return
        if self.transport.get_write_buffer_size() > self._bound:
            self._drop("A socket that does not read was dropped")
            return
        # A chat's whole state may be larger than the bound: it may wait, and as much again behind it.
        self._bound = max(self._bound, 2 * len(frame))
        self.transport.write(frame)
        self._sent += len(frame)

    def check_reading(self, now: float, too_much: bool) -> None:
        """Cut the socket off if too much waits, or if it has taken nothing of what waits for it for too long."""
        queued = self.transport.get_write_buffer_size()
        if not queued or self._sent - queued > self._taken:
            self._moved_at = now
        if too_much or now - self._moved_at > STALLED_SECONDS:
            self._drop("A socket that does not read was dropped")
        self._taken = self._sent - queued

    async def close(self) -> None:
        """Close it with the advice to come back, which takes for ever if the other end does not answer."""
        await self._ws.close(RESTARTED, "the server restarts")
        await self._ws.wait_for_connection_lost()

    def _drop(self, why: str) -> None:
        """Drop the socket, once; what is sent to it later is ignored."""
        if not self.closed:
            self.closed = True
            log.info(why)
            self._sockets.metrics.dropped_readers.inc()
            self.transport.abort()

    # Receiving.

    async def put(self, frame: websocket_frames.Frame) -> None:
        """Take a frame; Sanic calls this in place of its own assembler's method."""
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
        """Carry out what was received, in order."""
        while self._pending:
            await self._sockets.answer(self, self._pending[0])
            # A refusal takes no time of its own, and others have to be served between many of them.
            await asyncio.sleep(0)
            # Last, so that what comes meanwhile finds this task at work.
            self._pending.popleft()
        cast(Any, self._ws).resume_frames()


class Sockets:
    """The open sockets of `/ws`: checks what they ask for, and passes it on."""

    def __init__(self, config: Config, hub: Hub, metrics: Metrics) -> None:
        self.config = config
        self.metrics = metrics
        self.spawn = hub.spawn
        self._hub = hub
        self._open: set[Socket] = set()
        metrics.sockets.set_function(lambda: len(self._open))

    def full(self, address: str) -> bool:
        """Whether one more socket, from this address, is too many."""
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
        """Close every socket, and cut off those that do not answer within a second."""
        if closing := [self.spawn(peer.close()) for peer in self._open]:
            await asyncio.wait(closing, timeout=1)
        for peer in self._open:
            peer.transport.abort()
        await asyncio.sleep(0)

    async def watch(self) -> None:
        """Cut off the sockets that do not read, first those that let most wait."""
        queued = 0
        for peer in sorted(self._open, key=lambda peer: peer.transport.get_write_buffer_size()):
            queued += peer.transport.get_write_buffer_size()
            peer.check_reading(time.monotonic(), queued > MAX_QUEUED_IN_ALL)

    async def answer(self, peer: Socket, data: str | bytes) -> None:
        """Do what a frame asks for; every error is answered on this socket, which stays open."""
        found: dict[str, Any] = {}
        request_id.set(uuid.uuid4().hex[:12])
        try:
            try:
                found = parse_json(data)
            finally:  # What is no JSON counts too, and what is too fast is named in its refusal.
                if seconds := peer.requests.spend():
                    raise Fault("rate_limited", f"That was too fast. Please retry in {seconds} s.")
            await self._dispatch(peer, parse_request(found, self.config.max_message_chars))
        except Fault as fault:
            self._refuse(peer, found, fault)
        except Exception:
            log.exception("A request failed")
            self._refuse(peer, found, Fault("internal"))

    def _refuse(self, peer: Socket, found: Mapping[str, Any], fault: Fault) -> None:
        peer.send(encode(error_frame(fault, id_or_none(found.get("chatId")), found)))

    async def _dispatch(self, peer: Socket, request: ClientRequest) -> None:
        if request.message is not UNSET:
            await self._hub.submit(peer, request)
        elif request.open:
            await self._hub.open(peer, request)
        elif request.stop:
            await self._hub.stop(peer, request.chat_id)
        elif changes := request.changes():
            await self._hub.change_ideas(peer, request.chat_id, changes)
        elif request.group:
            await self._hub.group(peer, request.chat_id)
        elif request.forget:
            await self._hub.forget(peer, request.chat_id)
        else:
            raise Fault("bad_request")


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
# What Python's mimetypes says differs between systems.
CONTENT_TYPES = {
    ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
    ".txt": "text/plain; charset=utf-8", ".svg": "image/svg+xml", ".webmanifest": "application/manifest+json",
}  # fmt: skip
IMMUTABLE = "public, max-age=31536000, immutable"
# An Accept-Encoding that has gzip with no weight, or with one above 0.
ACCEPTS_GZIP = re.compile(r"(^|,)\s*(gzip|\*)\s*(;\s*q=[0.]*[1-9][\d.]*\s*)?(,|$)", re.IGNORECASE)

# The content of a file of the page, and the headers that go with it.
File = tuple[bytes, dict[str, str]]


def load_page(folder: Path, settings: Mapping[str, object]) -> dict[str, tuple[File, File]]:
    """Read the built page into memory, by path: each file plain, and compressed if that makes it shorter.

    The settings go into the page's `brainstormer` meta element. Raises ConfigError if there is no page.
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
# The login form is the only body that anybody has to send.
MAX_BODY_BYTES = 16 * 1024


class Gate:
    """Who may come in: by the name the page is reached under, by the page that asks, and by the token."""

    def __init__(self, config: Config) -> None:
        self._token = config.access_token
        self._login_form = (HERE / "static" / "login.html").read_text("utf-8")
        # Other names than ours may be an attacker's that lead here; a number is nobody's name.
        names = ["localhost", socket.gethostname(), *re.findall("[^ ,]+", config.allowed_hosts)]
        host = rf"({'|'.join(map(re.escape, names))}|.+\.localhost|(\d{{1,3}}\.){{3}}\d{{1,3}}|\[[\da-f:.]+\])(:\d+)?"
        self._host = re.compile(host, re.ASCII | re.IGNORECASE)
        self._origins = re.findall("[^ ,]+", config.allowed_origins.lower())
        self._attempts = Limit(LOGINS_PER_MINUTE / 60, LOGINS_PER_MINUTE)
        self._warnings = Limit(1 / 60, 1)

    def warn(self, sentence: str, *values: object) -> None:
        """Log what strangers can cause: a sentence comes once a minute at most, so that they cannot fill the log."""
        if not self._warnings.spend(sentence):
            log.warning(sentence, *values)

    def refusal(self, request: Request) -> HTTPResponse | None:
        """The answer to a request that may not come in; its body is not looked at."""
        is_post = request.method == "POST"
        hosts, origins = (request.headers.getall(name, []) for name in ("host", "origin"))
        if len(hosts) != 1:
            return response.text(SENTENCES["bad_request"], 400)
        if not self._host.fullmatch(hosts[0]):
            self.warn("Refused, because ALLOWED_HOSTS does not have it: a request for %.100r", hosts[0])
            return response.text("This server is not known under that name.", 421)
        if not self._knows_page(request, origins):
            self.warn("Refused, because ALLOWED_ORIGINS does not have it: a page of %.100r", origins)
            return response.text("This page may not do that here.", 403)
        longest = MAX_BODY_BYTES if is_post else 0
        in_parts = "transfer-encoding" in request.headers
        if int(request.headers.get("content-length", 0)) > longest or (in_parts and not longest):
            return response.text("That is too large.", 413)
        return None if is_post or request.path == "/healthz" else self._ask_for_token(request)

    async def log_in(self, request: Request) -> HTTPResponse:
        """Answer the login form: a cookie and the page, or the form again."""
        await request.receive_body()  # type: ignore[no-untyped-call]
        form = dict(parse_qsl(request.body.decode("utf-8", "replace")))
        if refusal := self._judge(request, form.get("token", "")):
            return refusal
        expiry = str(int(time.time()) + COOKIE_SECONDS)
        # A proxy may put a prefix before our paths. Only the browser knows it: it takes the redirect as relative, and a cookie
        # without a path as for the form's folder (RFC 6265, section 5.1.4).
        secure = "; Secure" if request.scheme == "https" else ""
        value = f"{COOKIE}={expiry}.{self._sign(expiry)}"
        cookie = f"{value}; Max-Age={COOKIE_SECONDS}; HttpOnly; SameSite=Strict{secure}"
        return response.empty(303, {"location": "./", "set-cookie": cookie})

    def _knows_page(self, request: Request, origins: Sequence[str]) -> bool:
        """Whether the page that asks is ours or an allowed one; what is no browser sends no Origin."""
        # Browsers send Sec-Fetch-Site with forms, but neither over plain HTTP from afar nor, all of them, with sockets.
        if request.method == "POST" and request.headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
            return False
        own = request.headers["host"]
        return not origins or (
            len(origins) == 1 and (origins[0].lower() in self._origins or origins[0].partition("://")[2] == own)
        )

    def _ask_for_token(self, request: Request) -> HTTPResponse | None:
        """The login form for a request that has the token neither as a signed cookie nor as a bearer."""
        expiry, _, signature = str(request.cookies.get(COOKIE) or "").partition(".")
        # First the signature: what follows is then a number of ours.
        if not self._token or (_same(signature, self._sign(expiry)) and int(expiry) > time.time()):
            return None
        scheme, _, bearer = str(request.headers.get("authorization", "")).partition(" ")
        return self._judge(request, bearer) if scheme.lower() == "bearer" else self._ask_to_log_in()

    def _judge(self, request: Request, token: str) -> HTTPResponse | None:
        """The login form for a guess at the token that is wrong, or one too many."""
        address = client_address(request)
        if seconds := self._attempts.wait(address):
            return self._ask_to_log_in(f"Too many attempts. Please retry in {seconds} s.", 429)
        if _same(token, self._token):
            return None
        self._attempts.spend(address)
        self.warn("A wrong access token was refused")
        return self._ask_to_log_in("That is not the access token.")

    def _ask_to_log_in(self, notice: str = "", status: int = 401) -> HTTPResponse:
        """The login form; it stays at the address that was asked for, so that a link to a chat survives it."""
        policy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'"
        # With the other pages' "no-referrer" the form would come with the Origin "null", like one from anywhere.
        headers = {"content-security-policy": policy, "cache-control": "no-store", "referrer-policy": "same-origin"}
        return response.html(self._login_form.replace("{notice}", notice), status, headers)

    def _sign(self, expiry: str) -> str:
        return hmac.new(self._token.encode(), f"{COOKIE} {expiry}".encode("utf-8", "replace"), "sha256").hexdigest()


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


# How a pong begins.
PONG = b"\x8a"


class Connection(WebSocketProtocol):
    """A TCP connection: one of a bounded number from its address, which serves one request in a bounded time.

    Sanic's own timeouts begin again with every byte, so that a request sent byte by byte would never meet them.
    """

    __slots__ = ("_address", "_deadline")

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)  # type: ignore[no-untyped-call]
        self._deadline = self.loop.call_later(self.app.config.REQUEST_TIMEOUT, transport.abort)
        self._address = network_of(self.conn_info.client_ip if self.conn_info else "")
        most = self.app.ctx.most_connections
        if most < math.inf and sum(other._address == self._address for other in self.connections) > most:
            self.app.ctx.gate.warn("The address %s has too many connections; further ones are cut", self._address)
            transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        self._deadline.cancel()
        super().connection_lost(exc)  # type: ignore[no-untyped-call]

    async def send(self, data: Any) -> None:
        # A pong does not wait for room in the buffer: what came after its ping would have to wait, and could be overtaken.
        if data[:1] == PONG and self.transport:
            self.transport.write(data)
        else:
            await super().send(data)  # type: ignore[no-untyped-call]

    def extend(self, seconds: float) -> None:
        """Let it stay for so long from now on."""
        self._deadline.cancel()
        if self.transport and seconds < math.inf:
            self._deadline = self.loop.call_later(seconds, self.transport.abort)


def extend(request: Request, seconds: float) -> None:
    """Let a request's connection stay for so long; one of Sanic's own test client has no deadline."""
    if isinstance(request.protocol, Connection):
        request.protocol.extend(seconds)


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

    async def talk(self, request: Request, ws: Websocket) -> None:
        """`/ws`"""
        extend(request, math.inf)
        await self._sockets.serve(ws, client_address(request))

    async def health(self, request: Request) -> HTTPResponse:
        """`/healthz`"""
        await self._store.ping()
        return response.json({"status": "ok", "version": __version__})

    async def measure(self, request: Request) -> HTTPResponse:
        """`/metrics`"""
        metrics = prometheus_client.generate_latest(self._metrics.registry)
        return response.raw(metrics, content_type="text/plain; version=0.0.4")

    async def file(self, request: Request, path: str = "") -> HTTPResponse:
        """A file of the page, or 304 if the browser has it."""
        if path not in self._page:
            raise NotFound
        body, headers = self._page[path][bool(ACCEPTS_GZIP.search(request.headers.get("accept-encoding", "")))]
        known = {tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")}
        return response.empty(304, headers) if known & {headers["etag"], "*"} else HTTPResponse(body, headers=headers)

    # Before and after every route.

    async def guard(self, request: Request) -> HTTPResponse | None:
        """Refuse what may not come in."""
        request_id.set(str(request.id)[:12])
        if refusal := self.gate.refusal(request):
            return refusal
        extend(request, request.app.config.RESPONSE_TIMEOUT)
        if request.method != "POST":
            # Sanic logs an error about a body that nobody has read, even if it is empty, as it is here.
            await request.receive_body()  # type: ignore[no-untyped-call]
        if request.path == "/ws" and self._sockets.full(client_address(request)):
            return response.text("Too many connections. Please retry in 10 s.", 503, headers={"retry-after": "10"})
        return None

    async def secure(self, request: Request, answer: HTTPResponse) -> None:
        """Add the security headers that an answer lacks."""
        for name, value in SECURITY_HEADERS.items():
            answer.headers.setdefault(name, value)

    async def refuse(self, request: Request, error: Exception) -> HTTPResponse:
        """Answer an error in a sentence; Sanic's own line in the log would have the query string."""
        if isinstance(error, Fault):
            return response.text(error.sentence, 503)
        if isinstance(error, SanicException):
            sentence = f"{HTTPStatus(error.status_code).phrase}."
            return response.text(sentence, error.status_code, headers=dict(error.headers or {}))
        log.error("A request failed", exc_info=error)
        return response.text(SENTENCES["internal"], 500)

    # Life.

    async def start(self, *_: object) -> None:
        """Start what runs beside the requests."""
        await self._store.open()
        self.hub.start()
        self.hub.spawn(every_second(self._sockets.watch))

    async def stop(self, *_: object) -> None:
        """Let the running answers finish, and let go of everything."""
        await self.hub.drain(self._config.drain_seconds)
        await self._sockets.close()
        await self.hub.close()
        await self._assistant.close()
        await self._store.close()


def create_app(config: Config, assistant: Assistant | None = None, page: Path = PAGE) -> Sanic[Any, Any]:
    """The application, with the assistant that the settings ask for unless another is given. Raises ConfigError."""
    # Sanic wants a name of its own for each application in a process.
    app = Sanic(f"brainstormer-{uuid.uuid4().hex}", request_class=TolerantRequest, configure_logging=False)
    app.config.update(
        MOTD=False,
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
    app.ctx.gate, app.ctx.hub = service.gate, service.hub
    app.ctx.most_connections = _most_connections(config)
    app.add_websocket_route(service.talk, "/ws", strict_slashes=True)
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
    app.register_listener(service.start, "before_server_start")
    # After the socket's route: listeners run in reverse, and Sanic's own cuts the sockets off.
    app.register_listener(service.stop, "before_server_stop")
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

# How long a start waits for the model's provider.
PROBE_SECONDS = 5.0
LOOPBACK = ("127.0.0.1", "::1", "localhost")
# A token of random letters and digits that is shorter can be guessed by many machines together.
MIN_TOKEN_CHARS = 16


def parse_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command line; a bad one ends the program with a sentence and exit code 2."""
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
    """Run the server, or do what the command line asks for instead; return the exit code."""
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
    except BrokenPipeError:  # As with `| head`: what is left to write goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    except KeyboardInterrupt:
        pass  # Windows has no handlers for signals within a loop.
    return 0


def prepare_process() -> None:
    """Keep what the server writes to its own user, and let it print all text, and have as many connections as there may be."""
    os.umask(0o077)
    if isinstance(sys.stdout, io.TextIOWrapper):  # Its encoding may lack what people wrote.
        sys.stdout.reconfigure(errors="backslashreplace")
    if resource:
        _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        # macOS says that there is no limit, and then refuses that.
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
    # The terminal was closed, which means nothing after `nohup`. Windows does not have it.
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        signals.append(signal.SIGHUP)
    for number in signals:
        with contextlib.suppress(NotImplementedError):
            # A second signal cuts the draining short.
            asyncio.get_running_loop().add_signal_handler(number, lambda: (hurry if told.is_set() else told).set())
    # A full collection would walk all that was imported, and hold up every chat for a tenth of a second.
    gc.freeze()
    async with serving(app, listener):
        print(describe(config, options.host, listener.getsockname()[1]), flush=True)
        await told.wait()


def listen(host: str, port: int, reuse_port: bool = False) -> socket.socket:
    """A socket that listens. Raises ConfigError if the address cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=1024, reuse_port=reuse_port)
    except (OSError, OverflowError, ValueError) as error:
        why = reason(error).partition(" (while")[0]  # What follows says the address once more.
        raise ConfigError(f"Port {port} of {host[:40]}: {why}. Choose another with --port or --host.") from None


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


def describe(config: Config, host: str, port: int) -> str:
    """The screen that the server starts with."""
    lines = [
        f"Brainstormer {__version__}",
        f"  Page       {page_address(host, port)}",
        f"  Assistant  {'demo: no OPENAI_API_KEY' if config.demo else f'{config.openai_model} at {config.openai_base_url}'}",
        f"  Database   {redact(config.database_url)}",
        "  Stop with Ctrl+C.",
    ]
    if not config.access_token and host not in LOOPBACK:
        lines.append("Warning: anybody who can reach this address can use the model. Set ACCESS_TOKEN to prevent it.")
    if 0 < len(config.access_token) < MIN_TOKEN_CHARS:
        lines.append(f"Warning: ACCESS_TOKEN can be guessed. Choose one of {MIN_TOKEN_CHARS} characters or more.")
    return "\n".join(lines)


def page_address(host: str, port: int) -> str:
    """Where the page is found."""
    name = "localhost" if host in LOOPBACK else host
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"


# Tasks.


def do_task(config: Config, options: argparse.Namespace) -> None:
    """Do without serving what the command line asks for. Raises ConfigError or Fault."""
    url = config.database_url
    if (copy := options.backup or options.export) and copy.exists():
        raise Fault("storage", f"{copy} is there already, and is not overwritten.")
    if (options.chats or copy) and not is_shared(url) and not file_of(url).exists():
        raise Fault("storage", f"There is no database at {url}. Please check DATABASE_URL, and the folder you are in.")
    open_database(url)
    with contextlib.closing(database):
        if options.check:
            print(f"Database: {redact(url)} can be used.")
            print(f"Page: {len(load_page(PAGE, {})) - 1} files are there.")
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
    """Ask the provider for the model, which costs nothing; return what it says. Raises Fault."""
    name = config.openai_model
    if config.demo:
        return "the demo assistant answers, because there is no OPENAI_API_KEY."
    async with create_client(config) as client, _asking(config):
        quick = client.with_options(timeout=PROBE_SECONDS, max_retries=0)
        try:
            model = await quick.models.retrieve(name)
            ending = f" It will be shut down on {model.shutdown_date}." if model.shutdown_date else ""
            return f"the key is accepted, and {name} is there.{ending}"
        except openai.NotFoundError as error:
            if "model" in f"{error.code} {error.param}":
                raise
            # Many servers only list their models, or not even that.
            with contextlib.suppress(openai.OpenAIError, *ODD_BODY):
                listed = await quick.get("/models", cast_to=httpx2.Response)
                if name in [model["id"] for model in listed.json()["data"]]:
                    return f"the key is accepted, and {name} is there."
            return f"the provider cannot tell whether it has {name}. If no answer comes, please check OPENAI_BASE_URL."
        except ODD_BODY:
            sentence = "What answers is no model's provider. Please check OPENAI_BASE_URL."
            raise Fault("upstream_failed", sentence) from None


def print_chats(address: str) -> None:
    """List the stored chats, the newest first: date, turns, ideas, link, and how each begins."""
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
        raise Fault("storage", "The chats are in PostgreSQL: back them up with pg_dump, or with --export.")
    try:
        run("vacuum into ?", str(path))
    except peewee.PeeweeException as error:
        with contextlib.suppress(OSError):
            path.unlink()
        raise Fault("storage", f"The chats cannot be copied to {path}: {reason(error)}.") from error
    print(f"The chats were copied to {path}.")


if __name__ == "__main__":
    sys.exit(main())
