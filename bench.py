"""What Brainstormer costs, beside the least that a relay in Python can cost.

    python bench.py             about five minutes; a line for each figure, with its goal
    python bench.py --growth    the cost of many chats, turns, ideas, sockets, and of long answers

All of it is on loopback and ends with this process, which plays two parts: the model, scripted, which speaks OpenAI's
Conversations and Responses and notes when it emits each token; and the browsers, which note when each chunk arrives.
The servers are processes of their own and take turns:

    server   server.py as it is
    floor    a relay on raw asyncio sockets with the same reply parser: no framework, no client library, no store

A chunk's delay is the time from the emission of the token that completed it to its arrival. Times in milliseconds are
those of the machine, so most goals are about ratios: of the server to the floor, or of much to little. Needs Linux.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import contextlib
import functools
import hashlib
import itertools
import json
import os
import random
import re
import resource
import statistics
import struct
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, cast

import msgspec
import uvloop
from websockets.client import ClientProtocol
from websockets.frames import Frame, Opcode
from websockets.http11 import Response
from websockets.uri import parse_uri

import server as brainstormer
from server import Chunker, Piece, ReplyParser, parse_reply

HERE = Path(__file__).resolve().parent
INSTRUCTIONS = (HERE / "instructions.txt").read_text("utf-8")
TOKENS, SHORT = 200, 4
TOKENS_A_SECOND = 50
FIRST_TOKEN_SECONDS = 0.1
# No answer takes longer: 4 s of writing, and what a server that falls behind adds.
PATIENCE_SECONDS = 60.0

Fields = dict[str, Any]


########################################################################################################################
# SCRIPT: what the model says. The same number and length give the same answer in every process.
########################################################################################################################

VOCABULARY = (
    "a the of to and in it is that you for on with as are this be by or can have from at one what your more how each "
    "idea people small group first week good way new time make room share story garden market quiet light paper morning "
    "neighbour kitchen borrow question letter together weekend surprise tiny repair library picture window postcard café"
).split()
ENDINGS = ("ing", "er", "s", "ed", "ly", ",", ".", ".", ":", " —", "\\n\\n", "\\n- ", " **", "**")
VARIETY = 20


class Script(NamedTuple):
    """An answer: its events as they go over the wire, and its chunks, each with the number of the token it waits for."""

    text: str
    opening: bytes
    deltas: list[bytes]
    chunks: list[tuple[int, Piece]]


@functools.cache
def script(number: int, length: int) -> Script:
    """An answer of so many tokens: two ideas and a message, or a short message alone."""
    chance = random.Random(number)
    word = lambda: chance.choice(ENDINGS) if chance.random() < 0.25 else f" {chance.choice(VOCABULARY)}"  # noqa: E731
    idea = ["idea", ":", ' "', "Open", *(word() for _ in range(5)), '"\n'] if length >= TOKENS else []
    start = [*idea, *idea, "message:", ' "Saved']
    tokens = [*start, *(word() for _ in range(length - len(start) - 1)), '"']
    parser, chunker = ReplyParser(), Chunker(20)
    pieces = [(at, piece) for at, token in enumerate(tokens) for piece in parser.feed(token)]
    pieces += [(length - 1, piece) for piece in parser.close()]
    chunks = [(at, chunk) for at, piece in pieces if (chunk := chunker.feed(piece))]
    return Script("".join(tokens), *events(tokens), chunks)


def events(tokens: Sequence[str]) -> tuple[bytes, list[bytes]]:
    """The events before the text, and one for each token, the last with those that end the answer."""
    order = itertools.count()

    def event(kind: str, **fields: Any) -> bytes:
        data = json.dumps({"type": kind, "sequence_number": next(order), **fields}, ensure_ascii=False)
        return b"%x\r\n%b\r\n" % (len(block := f"event: {kind}\ndata: {data}\n\n".encode()), block)

    part = {"type": "output_text", "annotations": [], "logprobs": [], "text": "".join(tokens)}
    item = {
        "id": "msg_0123456789abcdef",
        "type": "message",
        "status": "completed",
        "role": "assistant",
        "content": [part],
    }
    at: Fields = {"item_id": item["id"], "output_index": 0, "content_index": 0}
    body = {"id": "resp_0123456789abcdef", "object": "response", "instructions": INSTRUCTIONS, "output": []}
    usage = {"input_tokens": 700, "output_tokens": len(tokens)}
    opening = [
        event("response.created", response=body), event("response.in_progress", response=body),
        event("response.output_item.added", output_index=0, item={**item, "content": []}),
        event("response.content_part.added", **at, part={**part, "text": ""}),
    ]  # fmt: skip
    deltas = [event("response.output_text.delta", **at, delta=token, logprobs=[]) for token in tokens]
    ending = [
        event("response.output_text.done", **at, text=part["text"]), event("response.content_part.done", **at, part=part),
        event("response.output_item.done", output_index=0, item=item),
        event("response.completed", response={**body, "output": [item], "usage": usage}), b"0\r\n\r\n",
    ]  # fmt: skip
    return b"".join(opening), [*deltas[:-1], deltas[-1] + b"".join(ending)]


########################################################################################################################
# MODEL
########################################################################################################################


class Model(asyncio.Protocol):
    """A connection to the scripted model. It is asked for `Answer <number> in <length> tokens`."""

    # By number: when the answer was asked for, and when each of its tokens was emitted.
    asked: dict[int, float] = {}  # noqa: RUF012  # shared by all connections
    emitted: dict[int, list[float]] = {}  # noqa: RUF012

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport, self._buffer = cast(asyncio.Transport, transport), b""

    def data_received(self, data: bytes) -> None:
        head, found, rest = (self._buffer + data).partition(b"\r\n\r\n")
        self._buffer += data
        length = re.search(rb"(?i)content-length: *(\d+)", head)
        if found and len(rest) >= (size := int(length[1]) if length else 0):
            self._buffer = rest[size:]
            self._answer(rest[:size])

    def _answer(self, body: bytes) -> None:
        if not (wanted := re.findall(rb"Answer (\d+) in (\d+) tokens", body)):
            reply = b'{"id": "conv_0123456789abcdef", "object": "conversation"}'
            self._transport.write(http("200 OK", "application/json", reply))
            return
        number, length = map(int, wanted[-1])
        answer, loop = script(number % VARIETY, length), asyncio.get_running_loop()
        head = (
            b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\ntransfer-encoding: chunked\r\n\r\n"
        )
        self._transport.write(head + answer.opening)
        self.asked[number], self.emitted[number] = time.monotonic(), []
        due = loop.time() + FIRST_TOKEN_SECONDS
        loop.call_at(due, self._emit, self.emitted[number], answer.deltas, due)

    def _emit(self, emitted: list[float], deltas: list[bytes], due: float) -> None:
        emitted.append(time.monotonic())
        self._transport.write(deltas[len(emitted) - 1])
        if len(emitted) < len(deltas):
            due += 1 / TOKENS_A_SECOND
            asyncio.get_running_loop().call_at(due, self._emit, emitted, deltas, due)


def http(first: str, kind: str, body: bytes) -> bytes:
    """A request or an answer with a body."""
    first = f"{first} HTTP/1.1" if first.startswith("POST") else f"HTTP/1.1 {first}"
    return f"{first}\r\ncontent-type: {kind}\r\ncontent-length: {len(body)}\r\n\r\n".encode() + body


########################################################################################################################
# FLOOR
########################################################################################################################


class FloorSocket(asyncio.Protocol):
    """A browser's connection, for one chat: the handshake, then its messages."""

    model_port = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport, self._buffer = cast(asyncio.Transport, transport), b""
        self._upgraded, self._relay = False, FloorRelay(self)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if not self._upgraded:
            self._upgrade()
        while self._upgraded and (request := self._read_frame()):
            self._take(json.loads(request))

    def _upgrade(self) -> None:
        head, found, self._buffer = self._buffer.partition(b"\r\n\r\n")
        if key := re.search(rb"(?i)sec-websocket-key: *(\S+)", head):
            accept = base64.b64encode(hashlib.sha1(key[1] + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest())
            answer = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            self._transport.write(answer + b"Sec-WebSocket-Accept: " + accept + b"\r\n\r\n")
        else:
            self._transport.write(http("200 OK", "text/plain", b""))
        self._upgraded = bool(key)

    def _read_frame(self) -> bytes:
        """The text of the next frame, empty if it is not complete or closes the socket."""
        frame = self._buffer
        at = 2 if len(frame) < 2 or frame[1] & 127 < 126 else 4
        size = int.from_bytes(frame[2:4], "big") if at == 4 else frame[1] & 127 if len(frame) > 1 else 0
        if len(frame) < at + 4 + size or frame[0] != 0x81:
            return b""
        key, text, self._buffer = frame[at : at + 4], frame[at + 4 : at + 4 + size], frame[at + 4 + size :]
        mask = int.from_bytes((key * (size // 4 + 1))[:size], "big")
        return (int.from_bytes(text, "big") ^ mask).to_bytes(size, "big")

    def _take(self, request: Fields) -> None:
        if "message" in request:
            self._relay.ask(request["chatId"], request["message"])
        else:
            self.send({"tag": "chat", "chatId": request["chatId"], "turns": [], "ideas": []})

    def send(self, fields: Fields) -> None:
        """Write a frame."""
        text = json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()
        head = bytes((0x81, len(text))) if len(text) < 126 else struct.pack(">BBH", 0x81, 126, len(text))
        self._transport.write(head + text)


class FloorRelay(asyncio.Protocol):
    """A chat's connection to the model: makes a conversation once, then reads each answer and passes it on."""

    def __init__(self, browser: FloorSocket) -> None:
        self._browser, self._buffer = browser, b""
        self._thread, self._streaming = "", False

    def ask(self, chat_id: str, message: str) -> None:
        """Ask the model, over a new connection the first time."""
        self._chat_id, self._message = chat_id, message
        self._parser, self._chunker = ReplyParser(), Chunker(20)
        if self._thread:
            self._start()
        else:
            connecting = asyncio.get_running_loop().create_connection(lambda: self, "127.0.0.1", FloorSocket.model_port)
            self._connecting = asyncio.ensure_future(connecting)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._transport.write(http("POST /v1/conversations", "application/json", b"{}"))

    def _start(self) -> None:
        fields = {"conversation": self._thread, "input": self._message, "stream": True, "instructions": INSTRUCTIONS}
        self._transport.write(http("POST /v1/responses", "application/json", json.dumps(fields).encode()))

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if not self._streaming:
            head, found, rest = self._buffer.partition(b"\r\n\r\n")
            if found and b"text/event-stream" in head:
                self._streaming, self._buffer = True, rest
            elif found and rest.endswith(b"}"):
                self._thread, self._buffer = json.loads(rest)["id"], b""
                self._start()
        if self._streaming:
            self._read_blocks(self._buffer)

    def _read_blocks(self, buffer: bytes) -> None:
        """Read every whole block of the body; the model puts an event into each."""
        at = 0
        while (line := buffer.find(b"\r\n", at)) >= 0 and len(buffer) >= (
            end := line + 2 + int(buffer[at:line], 16)
        ) + 2:
            if (data := buffer.find(b"data:", line, end)) >= 0:
                self._read_event(json.loads(buffer[data + 5 : end]))
            self._streaming = end > line + 2
            at = end + 2
        self._buffer = buffer[at:]

    def _read_event(self, event: Fields) -> None:
        if event["type"] == "response.output_text.delta":
            self._give_out(self._parser.feed(event["delta"]))
        elif event["type"] == "response.completed":
            self._give_out(self._parser.close())

    def _give_out(self, pieces: Iterable[Piece]) -> None:
        for piece in pieces:
            if chunk := self._chunker.feed(piece):
                fields: Fields = {"tag": chunk.tag, "chunk": chunk.text, "chatId": self._chat_id}
                self._browser.send({**fields, "done": True} if chunk.done else fields)


async def run_floor(model_port: int) -> None:
    """Serve the floor until this process is ended."""
    FloorSocket.model_port = model_port
    listening = await asyncio.get_running_loop().create_server(FloorSocket, "127.0.0.1", 0, backlog=1024)
    print(f"localhost:{listening.sockets[0].getsockname()[1]}", flush=True)
    await listening.serve_forever()


########################################################################################################################
# BROWSERS AND SERVERS
########################################################################################################################


class Browser(asyncio.Protocol):
    """A socket of the page, which notes every frame with its time of arrival."""

    def __init__(self, port: int, chat_id: str) -> None:
        self.chat_id = chat_id
        self.frames: list[tuple[float, Fields]] = []
        self._ws = ClientProtocol(parse_uri(f"ws://127.0.0.1:{port}/ws"), max_size=None)
        self._awaited: tuple[str, bool] = ("", False)
        # Done when the socket is open, then when the frame that is awaited has come.
        self.came: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._ws.send_request(self._ws.connect())
        self._flush()

    def data_received(self, data: bytes) -> None:
        now = time.monotonic()
        self._ws.receive_data(data)
        for event in self._ws.events_received():
            if isinstance(event, Response):
                self.came.set_result(None)
            elif isinstance(event, Frame) and event.opcode is Opcode.TEXT:
                self._take(now, json.loads(event.data))
        self._flush()

    def _take(self, now: float, frame: Fields) -> None:
        self.frames.append((now, frame))
        tag, done = self._awaited
        if frame["tag"] in (tag, "error") and frame.get("done", False) >= done and not self.came.done():
            self.came.set_result(None)

    def _flush(self) -> None:
        for data in self._ws.data_to_send():
            self._transport.write(data)

    def ask(self, tag: str, done: bool = False, **request: Any) -> asyncio.Future[None]:
        """Send a request; the future is done when a frame of this kind, or an error, has come."""
        self.frames, self._awaited, self.came = [], (tag, done), asyncio.get_running_loop().create_future()
        self._ws.send_text(json.dumps({"chatId": self.chat_id, **request}).encode())
        self.sent = time.monotonic()
        self._flush()
        return self.came

    def leave(self) -> None:
        """End the connection without a handshake, as a closed laptop does."""
        self._transport.abort()


class Child:
    """A server in a process of its own."""

    def __init__(self, pid: int, port: int, seconds: float) -> None:
        self.pid, self.port, self.seconds = pid, port, seconds
        self._chats = itertools.count()

    def cpu(self) -> float:
        """Seconds of CPU used so far, by the clock of another process as the kernel numbers it (CPUCLOCK_SCHED)."""
        return time.clock_gettime((~self.pid << 3) | 2)

    def memory(self) -> float:
        """Resident memory, in KB."""
        return float(re.findall(r"VmRSS:\s+(\d+)", Path(f"/proc/{self.pid}/status").read_text())[0]) * 1.024

    @contextlib.asynccontextmanager
    async def browsers(self, count: int, *chat_ids: str) -> AsyncIterator[list[Browser]]:
        """So many sockets, each with a chat open: these chats, then new ones."""
        found: list[Browser] = []
        ids = [*chat_ids, *(f"new-{next(self._chats)}" for _ in range(count - len(chat_ids)))]
        try:
            for chat_id in ids:
                connect = functools.partial(Browser, self.port, chat_id)
                found.append((await asyncio.get_running_loop().create_connection(connect, "127.0.0.1", self.port))[1])
                await found[-1].came
                await found[-1].ask("chat", open=True, limit=50)
            yield found
        finally:
            for browser in found:
                browser.leave()


@contextlib.asynccontextmanager
async def serving(name: str, folder: Path) -> AsyncIterator[Child]:
    """A server that has answered, with its database in a folder, and the model that it speaks to."""
    model = await asyncio.get_running_loop().create_server(Model, "127.0.0.1", 0, backlog=1024)
    model_port = model.sockets[0].getsockname()[1]
    settings = {
        "OPENAI_API_KEY": "sk-bench", "OPENAI_BASE_URL": f"http://127.0.0.1:{model_port}/v1", "OPENAI_API": "responses",
        "OPENAI_MODEL": "scripted", "DATABASE_URL": f"sqlite:///{folder}/server.db", "RATE_PER_SECOND": "1000",
        # All browsers have one address here, and an address has its share of these.
        "MAX_CONNECTIONS": "100000", "MAX_RUNNING": "3000", "TURNS_PER_MINUTE": "100000",
    }  # fmt: skip
    inherited = {key: value for key, value in os.environ.items() if key in ("PATH", "HOME", "LANG", "TMPDIR")}
    command = [HERE / "server.py", "--port", "0"] if name == "server" else [__file__, "--floor", str(model_port)]
    began = time.monotonic()
    with (folder / "log").open("ab") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *command,
            cwd=folder,
            env={**inherited, **settings},
            stdout=asyncio.subprocess.PIPE,
            stderr=log,
        )
    try:
        printed = cast(asyncio.StreamReader, process.stdout)
        await printed.readuntil(b"localhost:")
        port = int(await printed.readline())
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(f"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        assert (await reader.readline()).startswith(b"HTTP/1.1 200")
        writer.close()
        yield Child(process.pid, port, time.monotonic() - began)
    finally:
        process.terminate()
        await process.wait()
        model.close()


########################################################################################################################
# MEASURES
########################################################################################################################

Figures = dict[str, float]
STARTS, STARTS_A_SECOND = 100, 50
BURST, LIVE, LIVE_SECONDS = 100, 150, 10.0
IDLE = 1_000
GOALS = {
    "start to the first healthy answer, s": "<= 2.0 x",
    "idle socket with an open chat, KB": "<= 32",
    "CPU a start: new chat, ms": "<= 5.0",
    "CPU a start: next turn, ms": "<= 3.6",
    "CPU a token, 100 new chats at once, us": "<= 2.0 x",
    "added delay, 100 new chats at once, p50, ms": "<= 5.0",
    "added delay, 150 live answers, p50, ms": "<= 5.0",
    "added delay, 150 live answers, p99, ms": "<= 25",
    "answers that are exact, of 1": ">= 1",
    "parser: whole replies, MB/s": ">= 40",
    "parser: a piece of 4 characters, us": "<= 2.5",
    "parser: 1 MB of the worst, over 4 times 256 KB": "<= 1.3",
}
_numbers = itertools.count()


class Talk(NamedTuple):
    """What answers cost in seconds of CPU, their chunks' delays in ms in order, and the share that came exactly."""

    cpu: float
    delays: list[float]
    exact: float


async def talk(server: Child, browsers: Sequence[Browser], length: int, within: float = 0.0) -> Talk:
    """Send a message from every browser, spread over so many seconds, and wait for the answers."""
    asked: dict[int, Browser] = {}
    answers = []
    scripts = [script(number, length) for number in range(VARIETY)]
    before, start = server.cpu(), time.monotonic()
    for at, browser in enumerate(browsers):
        await asyncio.sleep(start + at * within / len(browsers) - time.monotonic())
        number = next(_numbers)
        asked[number] = browser
        message = f"Answer {number} in {length} tokens"
        answers.append(browser.ask("message", done=True, message=message, id=f"turn-{number}"))
    await asyncio.wait(answers, timeout=PATIENCE_SECONDS)
    cpu, exact, delays = server.cpu() - before, 0, list[float]()
    for number, browser in asked.items():
        came = [(at, frame) for at, frame in browser.frames if frame["tag"] in ("idea", "message")]
        wanted, emitted = scripts[number % VARIETY].chunks, Model.emitted.pop(number, [])
        if [(one["tag"], one["chunk"], one.get("done", False)) for _, one in came] == [chunk for _, chunk in wanted]:
            exact += 1
            delays += [(at - emitted[token]) * 1e3 for (at, _), (token, _) in zip(came, wanted, strict=True)]
    return Talk(cpu, sorted(delays), exact / len(browsers))


async def measure(server: Child) -> Figures:
    """The figures of a server that has just started."""
    before = server.memory()
    async with server.browsers(IDLE):
        idle = (server.memory() - before) / IDLE
    async with server.browsers(STARTS) as browsers:
        await talk(server, browsers[:5], SHORT)
        new = await talk(server, browsers[5:], SHORT, STARTS / STARTS_A_SECOND)
        following = await talk(server, browsers, SHORT, STARTS / STARTS_A_SECOND)
    async with server.browsers(BURST) as browsers:
        burst = await talk(server, browsers, TOKENS)
    async with server.browsers(LIVE) as browsers:
        live = await talk(server, browsers, TOKENS, LIVE_SECONDS)
    return {
        "start to the first healthy answer, s": server.seconds,
        "idle socket with an open chat, KB": idle,
        "CPU a start: new chat, ms": new.cpu / (STARTS - 5) * 1e3,
        "CPU a start: next turn, ms": following.cpu / STARTS * 1e3,
        "CPU a token, 100 new chats at once, us": burst.cpu / BURST / TOKENS * 1e6,
        "added delay, 100 new chats at once, p50, ms": share(burst.delays, 0.5),
        "added delay, 150 live answers, p50, ms": share(live.delays, 0.5),
        "added delay, 150 live answers, p99, ms": share(live.delays, 0.99),
        "answers that are exact, of 1": statistics.fmean(one.exact for one in (new, following, burst, live)),
    }


def share(ordered: Sequence[float], part: float) -> float:
    """The value that this part of an ordered row does not exceed."""
    return ordered[int(part * (len(ordered) - 1))] if ordered else float("nan")


def measure_parser() -> Figures:
    """The reply parser on its own, in this process."""
    replies = [script(number, TOKENS).text for number in range(VARIETY)] * 10
    whole = timed(lambda: [parse_reply(reply) for reply in replies])
    pieces = timed(lambda: [parse_in_pieces(reply, 4) for reply in replies])
    prefixes = ("", "message: ", 'message: "', "message: '", "idea: >\n  ")
    worst = max(growth_of(prefix, seed) for prefix in prefixes for seed in ("a", " ", "\n", '"', "'", "\\", "`", "a\n"))
    return {
        "parser: whole replies, MB/s": sum(len(reply.encode()) for reply in replies) / whole / 1e6,
        "parser: a piece of 4 characters, us": pieces / sum(len(reply) / 4 for reply in replies) * 1e6,
        "parser: 1 MB of the worst, over 4 times 256 KB": worst,
    }


def growth_of(prefix: str, seed: str) -> float:
    """How many times as long the parser takes for a reply of 1 MB than for its four quarters."""
    texts = (prefix + seed * (size // len(seed)) for size in (2**18, 2**20))
    quarter, whole = (timed(functools.partial(parse_in_pieces, text, 1_000)) for text in texts)
    return whole / quarter / 4


def parse_in_pieces(reply: str, size: int) -> None:
    """Parse a reply that comes in pieces of a size."""
    parser = ReplyParser()
    for at in range(0, len(reply), size):
        parser.feed(reply[at : at + size])
    parser.close()


def timed(action: Callable[[], object]) -> float:
    """Seconds of CPU that an action takes, the least of three times."""
    seconds = []
    for _ in range(3):
        start = time.process_time()
        action()
        seconds.append(time.process_time() - start)
    return min(seconds)


async def run_bench(report: Report, runs: int) -> None:
    """Measure everything so often, server and floor in turn."""
    figures: dict[str, list[Figures]] = {"server": [], "floor": []}
    for _, name in itertools.product(range(runs), figures):
        with tempfile.TemporaryDirectory(prefix="brainstormer-bench-") as folder:
            async with serving(name, Path(folder)) as server:
                figures[name].append(await measure(server))
        print(f"{name}: measured", file=sys.stderr)
    figures["server"] = [{**one, **measure_parser()} for one in figures["server"]]
    for what, goal in GOALS.items():
        report.add(what, goal, *([one[what] for one in figures[name] if what in one] for name in figures))


########################################################################################################################
# GROWTH
########################################################################################################################

NEWEST: Fields = {"tag": "chat", "open": True, "limit": 50}


def fill(folder: Path, chats: int = 1, turns: int = 2, ideas: int = 3, reply: str = "") -> None:
    """Make a database with so many chats, each of so many turns and ideas."""
    brainstormer.open_database(f"sqlite:///{folder}/server.db")
    reply = reply or script(0, TOKENS).text
    shown = msgspec.json.encode(parse_reply(reply)).decode()
    turn, idea = (
        {"message": "Say it", "reply": reply, "shown": shown, "status": "done"},
        {"text": "An idea worth keeping"},
    )
    with brainstormer.database.atomic():
        for chat in (f"old-{number}" for number in range(chats)):
            brainstormer.Chat.create(id=chat, thread="conv_0123456789abcdef", version=1)
            all_turns = ({"chat": chat, "id": f"t{n}", "created_at": n, **turn} for n in range(turns))
            all_ideas = ({"chat": chat, "id": f"i{n}", "position": n, **idea} for n in range(ideas))
            for model, rows in ((brainstormer.Turn, all_turns), (brainstormer.Idea, all_ideas)):
                while batch := list(itertools.islice(rows, 100)):
                    model.insert_many(batch).execute()
    brainstormer.database.close()


@contextlib.asynccontextmanager
async def holding(**contents: Any) -> AsyncIterator[tuple[Child, Browser]]:
    """A server with these contents, and a browser that has its first chat open."""
    with tempfile.TemporaryDirectory(prefix="brainstormer-bench-") as folder:
        fill(Path(folder), **contents)
        async with serving("server", Path(folder)) as server, server.browsers(1, "old-0") as [browser]:
            yield server, browser


async def cost(server: Child, browser: Browser, request: Fields) -> float:
    """Milliseconds of CPU that the server takes for a request."""
    await browser.ask(**request)
    before = server.cpu()
    for _ in range(20):
        await browser.ask(**request)
    return (server.cpu() - before) / 20 * 1e3


async def grow_chats(report: Report) -> None:
    """Compare a server with few stored chats to one with many."""
    opens, answers = [], []
    for chats in (10_000, 10):
        async with holding(chats=chats) as (server, browser), server.browsers(100) as browsers:
            opens.append(await cost(server, browser, NEWEST))
            answers.append((await talk(server, browsers, SHORT, 2.0)).cpu * 10)
    report.add("10,000 chats over 10: open one, ms of CPU", "<= 1.5 x", *([one] for one in opens))
    report.add("10,000 chats over 10: an answer in a new chat, ms of CPU", "<= 1.5 x", *([one] for one in answers))


async def grow_turns(report: Report) -> None:
    """Compare a chat of few turns to one of many, then open one of long turns while somebody opens another chat."""
    requests: dict[str, Fields] = {
        "the newest 50": NEWEST,
        "50 before the 60th": {"tag": "earlier", "open": True, "limit": 50, "before": "t60"},
    }
    opens: dict[str, list[float]] = {what: [] for what in requests}
    for turns in (10_000, 100):
        async with holding(turns=turns) as (server, browser):
            for what, request in requests.items():
                opens[what].append(await cost(server, browser, request))
    for what, costs in opens.items():
        report.add(f"10,000 turns over 100: open {what}, ms of CPU", "<= 1.5 x", *([one] for one in costs))
    async with holding(turns=1_000, reply=f'message: "{"A long answer. " * 4_266}"') as (server, browser):
        report.add(
            "1,000 turns of 64,000 characters: open the newest 50, ms of CPU",
            "<= 60",
            [await cost(server, browser, NEWEST)],
        )
        waits = []
        async with server.browsers(1) as [other]:
            for _ in range(20):
                both = [browser.ask(**NEWEST), other.ask(**NEWEST)]
                await asyncio.gather(*both)
                waits.append((other.frames[-1][0] - other.sent) * 1e3)
        report.add("  and how long another chat's open waits for it at most, ms", "<= 100", [max(waits)])


async def grow_ideas(report: Report) -> None:
    """Compare a board of few ideas to a full one."""
    opens, adds = [], []
    for ideas in (2_000, 200):
        async with holding(ideas=ideas) as (server, browser):
            opens.append(await cost(server, browser, NEWEST) / ideas * 1e3)
            adds.append(await cost(server, browser, {"tag": "idea-saved", "idea": {"text": "One more"}}))
    report.add("2,000 ideas over 200: open the board, us of CPU an idea", "<= 1.5 x", *([one] for one in opens))
    report.add("2,000 ideas over 200: add one, ms of CPU", "<= 1.5 x", *([one] for one in adds))


async def grow_sockets(report: Report) -> None:
    """Compare few idle sockets to many."""
    sizes, idle, opens = [], [], []
    for count in (5_000, 500):
        async with holding() as (server, browser):
            before = server.memory()
            async with server.browsers(count):
                sizes.append((server.memory() - before) / count)
                start = server.cpu()
                await asyncio.sleep(brainstormer.PING_SECONDS)
                idle.append((server.cpu() - start) / brainstormer.PING_SECONDS / count * 1e6)
                opens.append(await cost(server, browser, NEWEST))
    report.add("5,000 idle sockets over 500: KB for each", "<= 1.2 x", *([one] for one in sizes))
    report.add("5,000 idle sockets over 500: us of CPU a second for each", "<= 1.5 x", *([one] for one in idle))
    report.add("5,000 idle sockets over 500: open a chat, ms of CPU", "<= 1.5 x", *([one] for one in opens))


########################################################################################################################
# MAIN
########################################################################################################################


class Report:
    """Prints a line for each figure, and counts the goals."""

    def __init__(self, first: str, second: str) -> None:
        self.goals = self.met = 0
        print(f"{'':66}{first:>9}{second:>9}{'ratio':>8}   goal")

    def add(self, what: str, goal: str, values: Sequence[float], others: Sequence[float] = ()) -> None:
        """Compare the median of a figure, or with `x` in the goal its ratio to another one, to a bound."""
        sign, bound, *ratio = goal.split()
        medians = [statistics.median(row) for row in (values, others) if row]
        shares = (
            [statistics.median(value / other for value, other in zip(values, others, strict=True))] if others else []
        )
        value = shares[0] if ratio else medians[0]
        met = value <= float(bound) if sign == "<=" else value >= float(bound)
        cells = "".join(f"{cell:9.2f}" for cell in medians).ljust(18) + "".join(
            f"{cell:7.2f}x" for cell in shares
        ).ljust(8)
        print(f"{what:66}{cells}   {goal:9} {'met' if met else 'MISSED'}", flush=True)
        self.goals, self.met = self.goals + 1, self.met + met


async def run_growth(report: Report) -> None:
    """Measure what grows."""
    for grow in (grow_chats, grow_turns, grow_ideas, grow_sockets):
        await grow(report)


def main() -> int:
    """Run the benchmark, or be the floor."""
    parser = argparse.ArgumentParser(prog="bench.py", description="Measure what Brainstormer costs.")
    parser.add_argument("--growth", action="store_true", help="measure what grows instead")
    parser.add_argument("--runs", type=int, default=3, help="how often to measure; medians are shown (default: 3)")
    parser.add_argument("--floor", type=int, metavar="PORT", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.floor:
        uvloop.run(run_floor(options.floor))
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    report = Report("much", "little") if options.growth else Report("server", "floor")
    uvloop.run(run_growth(report) if options.growth else run_bench(report, options.runs))
    print(
        f"{report.met} of {report.goals} goals were met, with {os.cpu_count()} cores at load {os.getloadavg()[0]:.1f}."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
