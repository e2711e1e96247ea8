"""What Brainstormer costs, beside the least that a relay in Python can cost and beside the usual way to write one.

    python bench.py             under three minutes, a table at the end
    python bench.py --json      the same for machines
    python bench.py --growth    cost against the number of chats, turns, ideas and idle sockets

Everything is on loopback and runs in processes that end with this one: a scripted upstream that speaks OpenAI's
Conversations and Responses and notes when it emitted each token; a load that plays the browsers on raw sockets and notes
when each chunk came; and three servers, one at work at a time:

    server   server.py as it is
    floor    a relay on asyncio's protocols: no framework, no client library, no store, one socket a chat; same reply parser
    typed    server.py with the client library's typed event stream in place of its own reading of the stream

A chunk's delay is its arrival at the browser less the emission of the token that made it possible. Absolute figures are
those of the machine; the ratios to the floor are the result. Needs Linux.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import bisect
import contextlib
import ctypes
import functools
import gzip
import hashlib
import itertools
import json
import os
import random
import re
import resource
import signal
import socket
import statistics
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, cast

import uvloop

import server as brainstormer
from server import IDEA, MESSAGE, Chunker, Piece, ReplyParser

HERE = Path(__file__).resolve().parent
CHATS = (1, 20, 100, 150)
SERVERS = ("server", "floor", "typed")
TOKENS = 200
TOKENS_A_SECOND = 50
FIRST_TOKEN_SECONDS = 0.1
IDLE_SOCKETS = 1_000
# Longer than this no answer may take: 4 s of writing, and what a server that falls behind adds.
PATIENCE_SECONDS = 60.0

Result = dict[str, Any]


########################################################################################################################
# SCRIPT: what the model says. The same number gives the same answer in every process.
########################################################################################################################

VOCABULARY = (  # noqa: SIM905  # a list is not read better
    "a the of to and in it is that you for on with as are this be by or can have from at one what your more how each "
    "idea people small group first week good way new time make room share story garden market quiet light paper morning "
    "neighbour kitchen borrow question letter together weekend surprise tiny repair library picture window postcard café"
).split()
ENDINGS = ("ing", "er", "s", "ed", "ly")
BREAKS = (",", ".", ".", ":", " —", "\\n\\n", "\\n- ", " **", "**")


@functools.cache
def tokens_of(number: int) -> tuple[str, ...]:
    """The tokens of an answer in the reply format: two ideas and a message."""
    chance = random.Random(number)

    def word(_: int) -> str:
        kind = chance.random()
        if kind < 0.75:
            return " " + chance.choice(VOCABULARY)
        return chance.choice(ENDINGS if kind < 0.85 else BREAKS)

    idea = ["idea", ":", ' "', "Open", *map(word, range(5)), '"\n']
    start = [*idea, *idea, "message", ":", ' "', "Saved"]
    return (*start, *map(word, range(TOKENS - len(start) - 1)), '"')


class Value(NamedTuple):
    """A value of the answer: which token made how many of its characters certain, and which made its end so."""

    tag: str
    text: str
    chars: list[int]
    tokens: list[int]

    def token_of(self, chars: int, done: bool) -> int:
        """The token that made so much of the value certain."""
        return self.tokens[-1] if done else self.tokens[bisect.bisect_left(self.chars, chars)]


@functools.cache
def values_of(number: int) -> tuple[Value, ...]:
    """The values that the answer's tokens make, by the parser on its own."""
    parser = ReplyParser()
    values: list[Value] = []
    steps = [(at, piece) for at, token in enumerate(tokens_of(number)) for piece in parser.feed(token)]
    steps += [(TOKENS - 1, piece) for piece in parser.close()]
    ended = True
    for at, piece in steps:
        if ended:
            values.append(Value(piece.tag, "", [], []))
        last = values[-1]
        text = last.text + piece.text
        values[-1] = Value(piece.tag, text, [*last.chars, len(text)], [*last.tokens, at])
        ended = piece.done
    return tuple(values)


########################################################################################################################
# UPSTREAM: OpenAI's Conversations and Responses, as far as a chat needs them.
########################################################################################################################

RESPONSE_ID, ITEM_ID = "resp_" + "0123456789abcdef" * 3, "msg_" + "0123456789abcdef" * 3


def _event(kind: str, order: Iterator[int], **fields: Any) -> bytes:
    event = {"type": kind, "sequence_number": next(order), **fields}
    data = json.dumps(event, ensure_ascii=False, separators=(",", ":"))
    return _chunked(f"event: {kind}\ndata: {data}\n\n".encode())


def _chunked(data: bytes) -> bytes:
    return b"%x\r\n%b\r\n" % (len(data), data)


@functools.cache
def events_of(number: int) -> tuple[bytes, list[bytes], bytes]:
    """The events before the answer's text, one for each token, and those after it, as they go over the wire."""
    order = itertools.count()
    text = "".join(tokens_of(number))
    part = {"type": "output_text", "annotations": [], "logprobs": [], "text": text}
    item: Result = {"id": ITEM_ID, "type": "message", "status": "in_progress", "role": "assistant", "content": []}
    body = {
        "id": RESPONSE_ID, "object": "response", "created_at": 1_790_000_000, "status": "in_progress", "error": None,
        "instructions": (HERE / "instructions.txt").read_text("utf-8"), "max_output_tokens": 8_000, "model": "scripted",
        "output": [], "parallel_tool_calls": True, "temperature": 1.0, "tool_choice": "auto", "tools": [], "top_p": 1.0,
        "truncation": "auto", "usage": None, "metadata": {},
    }  # fmt: skip
    at: Result = {"item_id": ITEM_ID, "output_index": 0, "content_index": 0}
    opening = [
        _event("response.created", order, response=body),
        _event("response.in_progress", order, response=body),
        _event("response.output_item.added", order, output_index=0, item=item),
        _event("response.content_part.added", order, **at, part={**part, "text": ""}),
    ]
    deltas = [_event("response.output_text.delta", order, **at, delta=t, logprobs=[]) for t in tokens_of(number)]
    item = {**item, "status": "completed", "content": [part]}
    usage = {"input_tokens": 700, "output_tokens": TOKENS, "total_tokens": 700 + TOKENS}
    ending = [
        _event("response.output_text.done", order, **at, text=text, logprobs=[]),
        _event("response.content_part.done", order, **at, part=part),
        _event("response.output_item.done", order, output_index=0, item=item),
        _event("response.completed", order, response={**body, "status": "completed", "output": [item], "usage": usage}),
    ]
    return b"".join(opening), deltas, b"".join(ending) + b"0\r\n\r\n"


class Upstream(asyncio.Protocol):
    """A connection to the scripted model."""

    asked: dict[int, float] = {}  # noqa: RUF012  # shared by all connections: when each answer was asked for
    emitted: dict[int, list[float]] = {}  # noqa: RUF012  # and when each of its tokens was emitted

    def __init__(self) -> None:
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._loop = asyncio.get_running_loop()

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        head, found, rest = self._buffer.partition(b"\r\n\r\n")
        length = re.search(rb"(?i)content-length: *(\d+)", head)
        if found and len(rest) >= (size := int(length[1]) if length else 0):
            self._buffer = rest[size:]
            self._answer(head.split(b" ", 2)[1], rest[:size])

    def _answer(self, path: bytes, body: bytes) -> None:
        if path.endswith(b"/responses"):
            number = int(re.findall(r"\d+", json.loads(body)["input"])[-1])
            self.asked[number], self.emitted[number] = time.monotonic(), []
            opening, deltas, ending = events_of(number)
            head = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\ntransfer-encoding: chunked\r\n\r\n"
            self._transport.write(head + opening)
            due = self._loop.time() + FIRST_TOKEN_SECONDS
            self._loop.call_at(due, self._emit, self.emitted[number], [*deltas[:-1], deltas[-1] + ending], due)
            return
        reply = b'{"id":"conv_0123456789abcdef","object":"conversation","created_at":1790000000,"metadata":{}}'
        self._transport.write(b"HTTP/1.1 200 OK\r\n" + _headers("application/json", reply) + reply)

    def _emit(self, emitted: list[float], deltas: list[bytes], due: float) -> None:
        emitted.append(time.monotonic())
        self._transport.write(deltas[len(emitted) - 1])
        if len(emitted) < len(deltas):
            due += 1 / TOKENS_A_SECOND
            self._loop.call_at(due, self._emit, emitted, deltas, due)


def _headers(kind: str, body: bytes, *more: str) -> bytes:
    return "\r\n".join([f"content-type: {kind}", f"content-length: {len(body)}", *more, "", ""]).encode()


async def run_upstream() -> None:
    """Serve the model; `times` gives out when the answers were asked for and emitted."""
    for number in range(max(CHATS) + 1):
        events_of(number)
    listening = await asyncio.get_running_loop().create_server(Upstream, "127.0.0.1", 0, backlog=1024)

    async def times() -> Result:
        noted = {"asked": dict(Upstream.asked), "emitted": dict(Upstream.emitted)}
        Upstream.asked.clear()
        Upstream.emitted.clear()
        return noted

    _report(port=listening.sockets[0].getsockname()[1])
    await _obey({"times": times})


########################################################################################################################
# FLOOR: the relay with nothing in it that is not needed.
########################################################################################################################


class FloorSocket(asyncio.Protocol):
    """A browser's connection: the page once asked by GET, else a WebSocket."""

    upstream_port = 0
    page = b""

    def __init__(self) -> None:
        self._buffer = b""
        self._upgraded = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while self._read_frame() if self._upgraded else self._read_head():
            pass

    def send(self, frame: bytes) -> None:
        """Write a frame."""
        self._transport.write(frame)

    def _read_head(self) -> bool:
        head, found, rest = self._buffer.partition(b"\r\n\r\n")
        if not found:
            return False
        self._buffer = rest
        if key := re.search(rb"(?i)sec-websocket-key: *(\S+)", head):
            accept = hashlib.sha1(key[1] + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest()
            self._upgraded = True
            upgrade = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            self.send(upgrade + b"Sec-WebSocket-Accept: " + base64.b64encode(accept) + b"\r\n\r\n")
        else:
            headers = _headers("text/html; charset=utf-8", self.page, "content-encoding: gzip")
            self.send(b"HTTP/1.1 200 OK\r\n" + headers + self.page)
        return True

    def _read_frame(self) -> bool:
        frame = self._buffer
        at = 2 if len(frame) < 2 or frame[1] & 127 < 126 else 4
        if len(frame) < at + 4:
            return False
        size = frame[1] & 127 if at == 2 else int.from_bytes(frame[2:4], "big")
        end = at + 4 + size
        if len(frame) < end:
            return False
        self._buffer = frame[end:]
        if frame[0] == 0x81:
            self._take(json.loads(_mask(frame[at : at + 4], frame[at + 4 : end])))
        return True

    def _take(self, request: Result) -> None:
        if "message" in request:
            relay = functools.partial(FloorRelay, self, request["chatId"], request["message"])
            connecting = asyncio.get_running_loop().create_connection(relay, "127.0.0.1", self.upstream_port)
            self._connecting = asyncio.ensure_future(connecting)
        else:
            self.send(_frame({"tag": "chat", "chatId": request["chatId"], "turns": [], "ideas": []}))


class FloorRelay(asyncio.Protocol):
    """A chat's connection to the model: makes a conversation, then reads the answer and passes it on."""

    def __init__(self, browser: FloorSocket, chat_id: str, message: str) -> None:
        self._browser, self._chat_id, self._message = browser, chat_id, message
        self._parser, self._chunker = ReplyParser(), Chunker(20)
        self._buffer = b""
        self._streaming = False
        self._last = Piece(MESSAGE, "", True)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._post("conversations", {})

    def _post(self, path: str, fields: Result) -> None:
        body = json.dumps(fields).encode()
        head = f"POST /v1/{path} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer sk-bench\r\n".encode()
        self._transport.write(head + _headers("application/json", body) + body)

    def data_received(self, data: bytes) -> None:
        buffer = self._buffer + data if self._buffer else data
        if self._streaming:
            self._buffer = self._read_chunks(buffer)
            return
        head, found, rest = buffer.partition(b"\r\n\r\n")
        self._buffer = buffer
        if found and b"text/event-stream" in head:
            self._streaming = True
            self._buffer = self._read_chunks(rest)
        elif found and rest.endswith(b"}"):
            self._buffer = b""
            thread = json.loads(rest)["id"]
            fields = {"conversation": thread, "input": self._message, "stream": True, "model": "scripted"}
            self._post("responses", {**fields, "instructions": INSTRUCTIONS})

    def _read_chunks(self, buffer: bytes) -> bytes:
        """Read every whole chunk of the body; the upstream puts an event into each. Return the rest."""
        at = 0
        while (line := buffer.find(b"\r\n", at)) >= 0:
            end = line + 2 + int(buffer[at:line], 16)
            if len(buffer) < end + 2:
                break
            data = buffer.find(b"data:", line, end)
            if data >= 0:
                self._read_event(json.loads(buffer[data + 5 : end]))
            at = end + 2
        return buffer[at:]

    def _read_event(self, event: Result) -> None:
        if event["type"] == "response.output_text.delta":
            self._give_out(self._parser.feed(event["delta"]))
        elif event["type"] == "response.completed":
            pieces = self._parser.close()
            self._give_out(pieces)
            self._transport.close()

    def _give_out(self, pieces: Iterable[Piece]) -> None:
        for piece in pieces:
            if chunk := self._chunker.feed(piece):
                fields: Result = {"tag": chunk.tag, "chunk": chunk.text, "chatId": self._chat_id}
                self._browser.send(_frame({**fields, "done": True} if chunk.done else fields))


def _frame(fields: Result) -> bytes:
    payload = json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()
    size = len(payload)
    return (b"\x81" + bytes((size,)) if size < 126 else struct.pack(">BBH", 0x81, 126, size)) + payload


def _mask(key: bytes, payload: bytes) -> bytes:
    stream = int.from_bytes(key * (len(payload) // 4 + 1), "big") >> (32 - 8 * (len(payload) % 4))
    return (int.from_bytes(payload, "big") ^ stream).to_bytes(len(payload), "big")


INSTRUCTIONS = (HERE / "instructions.txt").read_text("utf-8")


async def run_floor() -> None:
    """Serve the floor."""
    FloorSocket.upstream_port = int(os.environ["OPENAI_BASE_URL"].rsplit(":", 1)[1].split("/")[0])
    FloorSocket.page = gzip.compress((HERE / "static/dist/index.html").read_bytes())
    listening = await asyncio.get_running_loop().create_server(FloorSocket, "127.0.0.1", 0, backlog=1024)
    _report(port=listening.sockets[0].getsockname()[1])
    await _obey({})


########################################################################################################################
# TYPED: the client library's events.
########################################################################################################################


class TypedAssistant(brainstormer.OpenAIAssistant):
    """Reads the answer from the objects that the client library makes of the events."""

    async def answer(self, thread: brainstormer.Thread, message: str) -> Any:
        stream = await self._client.responses.create(
            model=self._config.openai_model, conversation=thread.id, instructions=self._instructions, input=message,
            stream=True, stream_options={"include_obfuscation": False}, truncation="auto",
        )  # fmt: skip
        async with stream:
            async for event in stream:
                if event.type == "response.output_text.delta":
                    yield event.delta
                elif event.type == "response.completed" and (usage := event.response.usage):
                    yield brainstormer.Usage(usage.input_tokens, usage.output_tokens)


def run_typed() -> None:
    """Serve server.py with the typed assistant."""
    config = brainstormer.Config.from_env(brainstormer.load_environ())
    listener = brainstormer.listen("127.0.0.1", 0)
    app = brainstormer.create_app(config, TypedAssistant(config, INSTRUCTIONS, brainstormer.create_client(config)))
    _report(port=listener.getsockname()[1])
    brainstormer.serve_page(app, listener)


########################################################################################################################
# LOAD: the browsers.
########################################################################################################################


class Browser(asyncio.Protocol):
    """A socket that notes every frame with its time of arrival."""

    def __init__(self) -> None:
        self.frames: list[tuple[float, Result]] = []
        self.bytes = 0
        self.sent = 0.0
        self._buffer = bytearray()
        self._upgraded = False
        self._await("")

    def _await(self, tag: str, done: bool = False) -> asyncio.Future[None]:
        self._awaited = (tag, done)
        self.came = asyncio.get_running_loop().create_future()
        return self.came

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        host, port = transport.get_extra_info("peername")[:2]
        key = base64.b64encode(os.urandom(16)).decode()
        fields = f"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13"
        self._transport.write(f"GET /ws HTTP/1.1\r\nHost: {host}:{port}\r\n{fields}\r\n\r\n".encode())

    def ask(self, request: Result, tag: str, done: bool = False) -> asyncio.Future[None]:
        """Send a request; the future is done when a frame of this kind has come."""
        self.bytes, self.frames = 0, []
        came = self._await(tag, done)
        self.sent = time.monotonic()
        self._write(1, json.dumps(request).encode())
        return came

    def _write(self, opcode: int, payload: bytes) -> None:
        key, size = os.urandom(4), len(payload)
        length = struct.pack(">B", 128 | size) if size < 126 else struct.pack(">BH", 128 | 126, size)
        self._transport.write(bytes((128 | opcode,)) + length + key + _mask(key, payload))

    def close(self) -> None:
        """Leave without a handshake, as a closed laptop does."""
        self._transport.abort()

    def data_received(self, data: bytes) -> None:
        now = time.monotonic()
        self._buffer += data
        if not self._upgraded:
            head, found, rest = self._buffer.partition(b"\r\n\r\n")
            if not found:
                return
            if not head.startswith(b"HTTP/1.1 101"):
                self.came.set_exception(RuntimeError(f"A socket was refused: {head[:80]!r}"))
                return
            self._upgraded = True
            self._buffer = rest
            self.came.set_result(None)
        else:
            self.bytes += len(data)
        while self._read_frame(now):
            pass

    def _read_frame(self, now: float) -> bool:
        buffer = self._buffer
        size, at = (buffer[1], 2) if len(buffer) > 1 else (0, 2)
        if size > 125:
            at = 4 if size == 126 else 10
            size = int.from_bytes(buffer[2:at], "big")
        if len(buffer) < at + size:
            return False
        payload = bytes(buffer[at : at + size])
        if buffer[0] == 0x81:
            frame = json.loads(payload)
            self.frames.append((now, frame))
            tag, done = self._awaited
            if frame["tag"] in (tag, "error") and bool(frame.get("done")) >= done and not self.came.done():
                self.came.set_result(None)
        elif buffer[0] == 0x89:
            self._write(10, payload)
        del buffer[: at + size]
        return True


class Load:
    """The browsers of a run; every method is a command."""

    def __init__(self) -> None:
        self._browsers: list[Browser] = []
        self._runs = itertools.count(1)

    async def connect(self, port: int, count: int, opened: bool = True) -> Result:
        """Open sockets, and on each a chat of its own."""
        run = next(self._runs)
        browsers: list[Browser] = []
        for start in range(0, count, 50):
            connecting = [
                asyncio.get_running_loop().create_connection(Browser, "127.0.0.1", port)
                for _ in range(min(50, count - start))
            ]
            batch = [browser for _, browser in await asyncio.gather(*connecting)]
            await asyncio.gather(*(browser.came for browser in batch))
            browsers += batch
        self._browsers += browsers
        self._chat_ids = [f"run-{os.getpid()}-{run}-chat-{number}" for number in range(count)]
        if opened:
            opens = [{"chatId": chat_id, "open": True, "limit": 50} for chat_id in self._chat_ids]
            await asyncio.gather(*(browser.ask(o, "chat") for browser, o in zip(browsers, opens, strict=True)))
        return {}

    async def talk(self) -> Result:
        """Send a message in every chat at once; give out what came, when all answers have ended."""
        waits = [
            asyncio.ensure_future(browser.ask({"chatId": chat_id, "message": f"Say {n}", "id": f"t{n}"}, MESSAGE, True))
            for n, (browser, chat_id) in enumerate(zip(self._browsers, self._chat_ids, strict=True))
        ]
        await asyncio.wait(waits, timeout=PATIENCE_SECONDS)
        return {
            "answers": [
                {"sent": browser.sent, "bytes": browser.bytes, "frames": browser.frames} for browser in self._browsers
            ]
        }

    async def ask(self, request: Result, tag: str, times: int) -> Result:
        """Ask the same on the first socket again and again; give out the seconds that each took, and the bytes."""
        seconds = []
        for _ in range(times):
            await self._browsers[0].ask(request, tag)
            seconds.append(self._browsers[0].frames[-1][0] - self._browsers[0].sent)
        return {"seconds": seconds, "bytes": self._browsers[0].bytes}

    async def leave(self) -> Result:
        """Close every socket."""
        for browser in self._browsers:
            browser.close()
        self._browsers = []
        return {}

    async def fetch(self, port: int, seconds: float) -> Result:
        """Ask for the page on 8 connections kept open; give out how often it came."""
        end = time.monotonic() + seconds
        counts = await asyncio.gather(*(self._fetch_until(port, end) for _ in range(8)))
        return {"pages": sum(counts)}

    async def _fetch_until(self, port: int, end: float) -> int:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        request = f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: gzip\r\n\r\n".encode()
        count = 0
        while time.monotonic() < end:
            writer.write(request)
            count += 1
            head = await reader.readuntil(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 200")
            await reader.readexactly(int(re.findall(rb"(?i)content-length: *(\d+)", head)[0]))
        writer.close()
        return count


async def run_load() -> None:
    """Play the browsers, as told."""
    load = Load()
    _report(port=0)
    commands = (load.connect, load.talk, load.ask, load.leave, load.fetch)
    await _obey({command.__name__: command for command in commands})


########################################################################################################################
# PROCESSES
########################################################################################################################


def _report(**fields: Any) -> None:
    print(json.dumps(fields), flush=True)


async def _obey(commands: dict[str, Callable[..., Awaitable[Result]]]) -> None:
    """Do what comes in, a JSON object a line, until nothing more can."""
    reader = asyncio.StreamReader(limit=2**20)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        command = json.loads(line)
        _report(**await commands[command.pop("do")](**command))


PROCESSES: dict[str, Callable[[], Any]] = {
    "upstream": lambda: uvloop.run(run_upstream()),
    "load": lambda: uvloop.run(run_load()),
    "floor": lambda: uvloop.run(run_floor()),
    "typed": run_typed,
}


class Child:
    """A process of the benchmark; it ends with this one."""

    def __init__(self, name: str, folder: Path, upstream_port: int = 0) -> None:
        own = {
            "OPENAI_API_KEY": "sk-bench", "OPENAI_BASE_URL": f"http://127.0.0.1:{upstream_port}/v1",
            "OPENAI_MODEL": "scripted", "DATABASE_URL": f"sqlite:///{folder}/{name}.db",
            # All browsers have one address here; the limits are on, but not for what they would be in life.
            "MAX_CONNECTIONS": "100000", "MAX_RUNNING": "3000", "TURNS_PER_MINUTE": "100000",
        }  # fmt: skip
        inherited = {key: value for key, value in os.environ.items() if key in ("PATH", "HOME", "LANG", "TMPDIR")}
        command = [str(HERE / "server.py"), "--port", "0"] if name == "server" else [__file__, "--process", name]
        self.started = time.monotonic()
        self._log = folder / f"{name}.log"
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, *command], cwd=folder, env={**inherited, **own}, text=True, bufsize=1,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log,
                preexec_fn=_end_with_parent,  # noqa: PLW1509  # no threads here
            )  # fmt: skip
        self.pid = self._process.pid
        self.port = self._read_port()

    def _read_port(self) -> int:
        assert self._process.stdout
        for line in self._process.stdout:
            if found := re.search(r'localhost:(\d+)|"port": (\d+)', line):
                return int(found[1] or found[2])
        raise RuntimeError(f"A process of the benchmark did not start: {self._log.read_text()[-500:]}")

    def ask(self, do: str, **fields: Any) -> Result:
        """Have the process do something."""
        assert self._process.stdin and self._process.stdout
        print(json.dumps({"do": do, **fields}), file=self._process.stdin)
        return cast(Result, json.loads(self._process.stdout.readline()))

    def wait_healthy(self) -> float:
        """Wait for the first good answer of /healthz; return the seconds since the process was started."""
        request = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
        while time.monotonic() < self.started + PATIENCE_SECONDS:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port)) as client:
                client.sendall(request)
                if client.recv(64).startswith(b"HTTP/1.1 200"):
                    return time.monotonic() - self.started
        raise RuntimeError("A server did not become healthy.")

    def cpu(self) -> tuple[float, float]:
        """Seconds of CPU used so far: by the whole process, to the nanosecond; by its event loop, to 10 ms."""
        ticks = Path(f"/proc/{self.pid}/task/{self.pid}/stat").read_text().rpartition(")")[2].split()
        # The clock of another process, as the kernel numbers it (CPUCLOCK_SCHED).
        return time.clock_gettime((~self.pid << 3) | 2), (int(ticks[11]) + int(ticks[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> int:
        """Resident memory, in bytes."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return 1024 * int(re.findall(r"VmRSS:\s+(\d+)", status)[0])

    def stop(self) -> None:
        """End the process."""
        self._process.terminate()
        try:
            self._process.wait(15)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _end_with_parent() -> None:
    # PR_SET_PDEATHSIG: whatever happens to this process, none of its own stays behind.
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


class Bench(contextlib.ExitStack):
    """The processes of a benchmark."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(self.enter_context(tempfile.TemporaryDirectory(prefix="brainstormer-bench-")))
        self.upstream = self.start("upstream")
        self.load = self.start("load")

    def start(self, name: str) -> Child:
        """Start a process that ends with the benchmark."""
        child = Child(name, self.folder, self.upstream.port if name in SERVERS else 0)
        self.callback(child.stop)
        return child


########################################################################################################################
# MEASURES
########################################################################################################################


def measure_chats(bench: Bench, server: Child, chats: int) -> Result:
    """So many new chats at once: what they cost, and how late their chunks were."""
    bench.load.ask("connect", port=server.port, count=chats)
    before = server.cpu()
    answers = bench.load.ask("talk")["answers"]
    total, loop = (after - earlier for after, earlier in zip(server.cpu(), before, strict=True))
    memory = server.memory()
    bench.load.ask("leave")
    times = bench.upstream.ask("times")
    verdicts = [judge(n, answer, times["emitted"].get(str(n), [])) for n, answer in enumerate(answers)]
    delays = sorted(delay for verdict in verdicts for delay in verdict.delays)
    asked = [moment - answers[int(n)]["sent"] for n, moment in times["asked"].items()]
    return {
        "CPU per token, us": total / chats / TOKENS * 1e6,
        "of it the event loop, us": loop / chats / TOKENS * 1e6,
        "added delay p50, ms": percentile(delays, 0.5) * 1e3,
        "added delay p99, ms": percentile(delays, 0.99) * 1e3,
        "added delay max, ms": percentile(delays, 1) * 1e3,
        "message to upstream request, ms": percentile(sorted(asked), 0.5) * 1e3,
        "message to first chunk, ms": percentile(sorted(verdict.first for verdict in verdicts), 0.5) * 1e3,
        "first chunk's added delay, ms": percentile(sorted(v.delays[0] for v in verdicts if v.delays), 0.5) * 1e3,
        "answers exact": sum(verdict.exact for verdict in verdicts),
        "bytes to the browser per answer": statistics.fmean(answer["bytes"] for answer in answers),
        "memory after it, MB": memory / 1e6,
    }


class Verdict(NamedTuple):
    """An answer as it came: whether every value is exact, how long its first chunk took, and every chunk's delay."""

    exact: bool
    first: float
    delays: list[float]


def judge(number: int, answer: Result, emitted: Sequence[float]) -> Verdict:
    """Compare what a browser got with what the upstream emitted."""
    chunks = [(arrival, frame) for arrival, frame in answer["frames"] if frame["tag"] in (IDEA, MESSAGE)]
    wanted = values_of(number)
    at, got, delays = 0, "", []
    exact = True
    for arrival, frame in chunks:
        value = wanted[min(at, len(wanted) - 1)]
        got += frame["chunk"]
        exact = exact and value.tag == frame["tag"] and value.text.startswith(got)
        done = frame.get("done", False)
        if not exact:
            break
        delays.append(arrival - emitted[value.token_of(len(got), done)])
        if done:
            exact = got == value.text
            at, got = at + 1, ""
    return Verdict(exact and at == len(wanted), chunks[0][0] - answer["sent"] if chunks else float("nan"), delays)


def percentile(ordered: Sequence[float], share: float) -> float:
    """The value that so large a share of an ordered row does not exceed."""
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


def measure_idle(bench: Bench, server: Child, sockets: int) -> Result:
    """Sockets that look at a chat and do nothing: memory of each."""
    before = server.memory()
    bench.load.ask("connect", port=server.port, count=sockets)
    memory = server.memory() - before
    bench.load.ask("leave")
    return {"memory of an idle socket, KB": memory / sockets / 1e3}


def measure_pages(bench: Bench, server: Child, seconds: float = 2.0) -> Result:
    """The page, asked for as fast as it comes."""
    before, _ = server.cpu()
    pages = bench.load.ask("fetch", port=server.port, seconds=seconds)["pages"]
    return {"pages a second": pages / seconds, "CPU per page, us": (server.cpu()[0] - before) / pages * 1e6}


def measure_parser() -> Result:
    """The reply parser on its own, in this process."""
    text = "".join(map("".join, map(tokens_of, range(3)))).replace('"', "")
    reply = f'message: "{text * 40}"'
    result: Result = {}
    for size in (1, 4, 20):
        seconds = _parse_seconds(reply, size)
        result[f"pieces of {size}: MB/s"] = len(reply.encode()) / seconds / 1e6
        result[f"pieces of {size}: us a piece"] = seconds / (len(reply) / size) * 1e6
        result[f"pieces of {size}: time of twice the length"] = _parse_seconds(reply + reply, size) / seconds
    whole = [f'idea: "An idea"\nmessage: "{text}"'] * 40
    seconds = min(_timed(lambda: [brainstormer.parse_reply(one) for one in whole]) for _ in range(5))
    result["whole replies: MB/s"] = sum(len(one.encode()) for one in whole) / seconds / 1e6
    return result


def _parse_seconds(reply: str, size: int) -> float:
    pieces = [reply[at : at + size] for at in range(0, len(reply), size)]

    def parse() -> None:
        parser = ReplyParser()
        for piece in pieces:
            parser.feed(piece)
        parser.close()

    return min(_timed(parse) for _ in range(5))


def _timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


########################################################################################################################
# GROWTH: what a server's figures are when there is more of everything.
########################################################################################################################


def fill(folder: Path, chats: int, turns: int, ideas: int) -> None:
    """Make the server's database, with so many chats of so many turns and ideas each."""
    url = f"sqlite:///{folder}/server.db"
    for path in folder.glob("server.db*"):
        path.unlink()
    brainstormer.open_database(url)
    reply, now = "".join(tokens_of(0)), time.time()
    with brainstormer.database.atomic():
        for chat in (f"old-{number}" for number in range(chats)):
            brainstormer.Chat.create(id=chat)
            fields = {"chat": chat, "message": "Say 0", "reply": reply, "status": "done", "owner": "h/0/x"}
            rows = [{**fields, "id": f"t{n}", "created_at": now} for n in range(turns)]
            board = [
                {"chat": chat, "id": f"i{n}", "text": "An idea worth keeping", "position": n} for n in range(ideas)
            ]
            for model, every in ((brainstormer.Turn, rows), (brainstormer.Idea, board)):
                for start in range(0, len(every), 500):
                    model.insert_many(every[start : start + 500]).execute()
    brainstormer.database.close()


def measure_chat(bench: Bench, server: Child, turns: int) -> Result:
    """Opening an old chat of so many turns, whole and in part, and adding to its board: median of 5."""
    bench.load.ask("connect", port=server.port, count=1)
    asks: dict[str, tuple[Result, str]] = {
        "open whole": ({"open": True}, "chat"),
        "open the newest 50 turns": ({"open": True, "limit": 50}, "chat"),
        "50 turns before the last": ({"open": True, "limit": 50, "before": f"t{turns - 1}"}, "earlier"),
        "add an idea": ({"idea": {"text": "One more"}}, "idea-saved"),
    }
    result: Result = {}
    for name, (request, tag) in asks.items():
        answer = bench.load.ask("ask", request={"chatId": "old-0", **request}, tag=tag, times=5)
        result[f"{name}, ms"] = statistics.median(answer["seconds"]) * 1e3
        result[f"{name}, KB"] = answer["bytes"] / 1e3
    bench.load.ask("leave")
    return result


def measure_sockets(bench: Bench, server: Child, sockets: int) -> Result:
    """Idle sockets: memory of each, what they cost while each is pinged once, and a chat beside them."""
    before = server.memory()
    bench.load.ask("connect", port=server.port, count=sockets)
    memory, (start, _) = server.memory() - before, server.cpu()
    time.sleep(brainstormer.PING_SECONDS)
    idle = server.cpu()[0] - start
    answer = bench.load.ask("ask", request={"chatId": "old-0", "open": True}, tag="chat", times=20)
    bench.load.ask("leave")
    return {
        "memory of a socket, KB": memory / sockets / 1e3,
        "CPU while idle, % of a core": idle / brainstormer.PING_SECONDS * 100,
        "open a chat, ms": statistics.median(answer["seconds"]) * 1e3,
    }


def run_growth(table: Table) -> None:
    """Measure the growth."""
    with Bench() as bench:
        for kind, (chats, turns, ideas) in GROWTH.items():
            fill(bench.folder, chats, turns, ideas)
            server = bench.start("server")
            table.add(kind, "server", measure_chat(bench, server, turns))
            if chats > 1:
                cpu = "CPU per token, us"
                table.add(kind, "server", {f"20 new chats: {cpu}": measure_chats(bench, server, 20)[cpu]})
            server.stop()
        fill(bench.folder, 1, 10, 10)
        for sockets in (100, 1_000, 2_500, 5_000):
            server = bench.start("server")
            server.wait_healthy()
            table.add(f"idle sockets: {sockets:,}", "server", measure_sockets(bench, server, sockets))
            server.stop()


GROWTH = {
    **{f"stored chats: {count:,}": (count, 2, 3) for count in (10, 100, 1_000, 10_000)},
    **{f"turns in a chat: {count:,}": (1, count, 0) for count in (1, 10, 100, 1_000, 10_000)},
    **{f"ideas in a chat: {count:,}": (1, 1, count) for count in (1, 10, 100, 1_000, 10_000)},
}


########################################################################################################################
# MAIN
########################################################################################################################


class Table:
    """Figures by what was measured and by server."""

    def __init__(self) -> None:
        self.figures: dict[str, dict[str, Result]] = {}

    def add(self, part: str, server: str, figures: Result) -> None:
        """Put figures in, and say so to who waits."""
        print(f"{part}: {server}", file=sys.stderr)
        self.figures.setdefault(part, {}).setdefault(server, {}).update(figures)

    def print(self) -> None:
        """Print a line for each figure: every server's, then the ratios to the floor."""
        for part, servers in self.figures.items():
            ratios = [name for name in servers if name != "floor" and "floor" in servers]
            heads = [*servers, *(f"{name}/floor" for name in ratios)]
            print(f"\n{part:42}" + "".join(f"{head:>14}" for head in heads))
            for figure in next(iter(servers.values())):
                values = [servers[name][figure] for name in servers]
                shares = [servers[name][figure] / servers["floor"][figure] for name in ratios]
                cells = [f"{value:>14,.{0 if value >= 100 else 2}f}" for value in (*values, *shares)]
                print(f"  {figure:40}" + "".join(cells))


def run_bench(table: Table, counts: Iterable[int]) -> None:
    """Measure everything, once."""
    with Bench() as bench:
        servers: dict[str, Child] = {}
        for name in SERVERS:
            starts = [_start_healthy(bench, name) for _ in range(3)]
            table.add("start", name, {"seconds to the first healthy answer": statistics.median(starts)})
            servers[name] = bench.start(name)
            if name != "typed":
                table.add("page", name, measure_pages(bench, servers[name]))
        for server in servers.values():
            measure_chats(bench, server, 1)
        for count in counts:
            for name, server in servers.items():
                table.add(f"{count} new chats at once", name, measure_chats(bench, server, count))
        for name in ("server", "floor"):
            servers[name].stop()
            fresh = bench.start(name)
            fresh.wait_healthy()
            table.add(f"{IDLE_SOCKETS:,} idle sockets", name, measure_idle(bench, fresh, IDLE_SOCKETS))
    table.add("parser", "server", measure_parser())


def _start_healthy(bench: Bench, name: str) -> float:
    server = bench.start(name)
    seconds = server.wait_healthy()
    server.stop()
    return seconds


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark, or be one of its processes."""
    parser = argparse.ArgumentParser(prog="bench.py", description="Measure what Brainstormer costs.")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--growth", action="store_true", help="measure the growth instead")
    parser.add_argument("--chats", type=int, nargs="*", default=CHATS, help="numbers of chats (default: 1 20 100 150)")
    parser.add_argument("--process", choices=PROCESSES, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.process:
        PROCESSES[options.process]()
        return 0
    # So that what was begun is also taken down.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    table = Table()
    if options.growth:
        run_growth(table)
    else:
        run_bench(table, options.chats)
    if options.json:
        print(json.dumps({"cores": os.cpu_count(), "figures": table.figures}))
    else:
        print(f"{os.cpu_count()} cores; {TOKENS} tokens an answer, {TOKENS_A_SECOND} a second")
        table.print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
