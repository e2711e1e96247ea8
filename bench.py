"""Measure what Brainstormer costs, compared with a minimal relay in Python.

    python bench.py             prints each figure with its goal, in about five minutes
    python bench.py --growth    compares many chats, turns, ideas and sockets with few

Everything runs on loopback. This process plays the scripted model, which records when it emits each token, and the
browsers, which record when each chunk arrives; a chunk's delay counts from the token that completed it. `server` is
server.py as it is. `floor` is a relay on raw asyncio sockets with the same reply parser, but no framework, client library
or store. Most goals are ratios; those in milliseconds depend on the machine. Needs Linux.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import functools
import itertools
import json
import os
import random
import re
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, cast

import msgspec
import uvloop
from websockets.asyncio.client import ClientConnection, connect
from websockets.utils import accept_key

import server as brainstormer
from server import Chunker, Piece, ReplyParser, parse_reply

HERE = Path(__file__).resolve().parent
INSTRUCTIONS = (HERE / "instructions.txt").read_text("utf-8")
TOKENS, SHORT, VARIETY = 200, 4, 20
TOKENS_A_SECOND, FIRST_TOKEN_SECONDS = 50, 0.1
Fields = dict[str, Any]
NEWEST: Fields = {"tag": "chat", "open": True, "limit": 50}
# When each token of each answer was emitted, by the answer's number.
EMITTED: dict[int, list[float]] = defaultdict(list)
_numbers = itertools.count()


########################################################################################################################
# MODEL AND FLOOR
########################################################################################################################

WORDS = (" a", " the", " quiet", " neighbour", " café", "ing", "er", "s", ",", ".", ".", " —", "\\n\\n", "**")


class Script(NamedTuple):
    """An answer: its events on the wire, and its chunks, each with the number of the token that completes it."""

    text: str
    opening: bytes
    deltas: list[bytes]
    chunks: list[tuple[int, Piece]]


@functools.cache
def script(number: int, length: int) -> Script:
    """An answer of `length` tokens, the same in every process: two ideas and a message, or only a short message."""
    chance = random.Random(number)
    idea = ["idea", ":", ' "', "Open", *chance.choices(WORDS, k=5), '"\n'] if length >= TOKENS else []
    start = [*idea, *idea, "message:", ' "Saved']
    tokens = [*start, *chance.choices(WORDS, k=length - len(start) - 1), '"']
    chunker = Chunker(20)
    chunks = [(at, chunk) for at, token in enumerate(tokens) for chunk in chunker.feed(token)]
    chunks += [(length - 1, chunk) for chunk in chunker.close()]
    part: Fields = {"item_id": "msg_0123456789abcdef", "output_index": 0, "content_index": 0, "logprobs": []}
    body: Fields = {"id": "resp_0123456789abcdef", "object": "response", "instructions": INSTRUCTIONS}
    deltas = [event("output_text.delta", **part, delta=token) for token in tokens]
    deltas[-1] += event("completed", response=body) + b"0\r\n\r\n"
    return Script("".join(tokens), event("created", response=body), deltas, chunks)


def event(kind: str, **fields: Any) -> bytes:
    """An event of an answer on the wire, as an HTTP chunk."""
    data = json.dumps({"type": f"response.{kind}", "sequence_number": 1, **fields}, ensure_ascii=False)
    block = f"event: response.{kind}\ndata: {data}\n\n".encode()
    return b"%x\r\n%b\r\n" % (len(block), block)


async def serve_model(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Play the model on one connection; messages say `Answer <number> in <length> tokens`."""
    with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
        while asked := await reader.readuntil(b"\r\n\r\n"):
            length = re.search(rb"(?i)content-length: *(\d+)", asked)
            body = await reader.readexactly(int(length[1]) if length else 0)
            if not (wanted := re.findall(rb"Answer (\d+) in (\d+) tokens", body)):
                writer.write(http("HTTP/1.1 200 OK", b'{"id": "conv_0123456789abcdef", "object": "conversation"}'))
                continue
            number, due = int(wanted[-1][0]), time.monotonic() + FIRST_TOKEN_SECONDS
            answer = script(number % VARIETY, int(wanted[-1][1]))
            head = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
            writer.write(head + answer.opening)
            for at, delta in enumerate(answer.deltas):
                await asyncio.sleep(due + at / TOKENS_A_SECOND - time.monotonic())
                EMITTED[number].append(time.monotonic())
                writer.write(delta)


def http(first: str, body: bytes) -> bytes:
    """A request or response with a JSON body."""
    return f"{first}\r\ncontent-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n".encode() + body


class FloorSocket(asyncio.Protocol):
    """A browser's connection with one chat; it relies on each request arriving in one read."""

    model_port = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport, self._relay = cast(asyncio.Transport, transport), FloorRelay(self)

    def data_received(self, data: bytes) -> None:
        if key := re.search(rb"(?i)sec-websocket-key: *(\S+)", data):
            answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
            self._transport.write(f"{answer}{accept_key(key[1].decode())}\r\n\r\n".encode())
        elif data[:1] == b"\x81":
            mask = int.from_bytes((data[2:6] * len(data))[: len(data) - 6], "big")
            request = json.loads((int.from_bytes(data[6:], "big") ^ mask).to_bytes(len(data) - 6, "big"))
            if "message" in request:
                self._relay.ask(request["chatId"], request["message"])
            else:
                self.send({"tag": "chat", "chatId": request["chatId"], "turns": [], "ideas": []})
        elif data.startswith(b"GET"):
            self._transport.write(http("HTTP/1.1 200 OK", b"{}"))

    def send(self, fields: Fields) -> None:
        """Send a frame."""
        text = json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()
        size = bytes((len(text),)) if len(text) < 126 else b"\x7e" + len(text).to_bytes(2, "big")
        self._transport.write(b"\x81" + size + text)


class FloorRelay(asyncio.Protocol):
    """A chat's connection to the model: it creates a conversation once, then relays each answer."""

    def __init__(self, browser: FloorSocket) -> None:
        self._browser, self._buffer, self._thread = browser, b"", ""

    def ask(self, chat_id: str, message: str) -> None:
        """Ask the model, connecting first if necessary."""
        self._chat_id, self._message, self._chunker = chat_id, message, Chunker(20)
        if self._thread:
            self._start()
        else:
            connecting = asyncio.get_running_loop().create_connection(lambda: self, "127.0.0.1", FloorSocket.model_port)
            self._connecting = asyncio.ensure_future(connecting)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._transport.write(http("POST /v1/conversations HTTP/1.1", b"{}"))

    def _start(self) -> None:
        fields = {"conversation": self._thread, "input": self._message, "stream": True, "instructions": INSTRUCTIONS}
        self._transport.write(http("POST /v1/responses HTTP/1.1", json.dumps(fields).encode()))

    def data_received(self, data: bytes) -> None:
        # Headers, chunk sizes and event names before an event's data are skipped.
        *blocks, self._buffer = (self._buffer + data).split(b"\n\n")
        for block in blocks:
            self._read(json.loads(block[block.index(b"data:") + 5 :]))
        if not self._thread and self._buffer.endswith(b"}"):
            self._thread = json.loads(self._buffer.partition(b"\r\n\r\n")[2])["id"]
            self._start()

    def _read(self, event: Fields) -> None:
        if event["type"] in ("response.output_text.delta", "response.completed"):
            for chunk in self._chunker.feed(event["delta"]) if "delta" in event else self._chunker.close():
                fields: Fields = {"tag": chunk.tag, "chunk": chunk.text, "chatId": self._chat_id}
                self._browser.send({**fields, "done": True} if chunk.done else fields)


async def run_floor(model_port: int) -> None:
    """Serve the floor until the process is terminated."""
    FloorSocket.model_port = model_port
    listening = await asyncio.get_running_loop().create_server(FloorSocket, "127.0.0.1", 0, backlog=1024)
    print(f"localhost:{listening.sockets[0].getsockname()[1]}", flush=True)
    await listening.serve_forever()


########################################################################################################################
# MEASURES
########################################################################################################################


class Browser(NamedTuple):
    """A page's socket with one chat."""

    ws: ClientConnection
    chat_id: str

    async def ask(self, tag: str, done: bool = False, **request: Any) -> list[tuple[float, Fields]]:
        """Send a request; return the frames up to one of this tag or an error, each with its time of arrival."""
        frames: list[tuple[float, Fields]] = []
        await self.ws.send(json.dumps({"chatId": self.chat_id, **request}))
        async for text in self.ws:
            frames.append((time.monotonic(), msgspec.json.decode(text)))
            if frames[-1][1]["tag"] in (tag, "error") and frames[-1][1].get("done", False) >= done:
                break
        return frames


class Child(NamedTuple):
    """A server in its own process, with the seconds that it took to start."""

    pid: int
    port: int
    seconds: float

    def cpu(self) -> float:
        """Seconds of CPU used so far, from the clock whose id the kernel derives from the pid (CPUCLOCK_SCHED)."""
        return time.clock_gettime((~self.pid << 3) | 2)

    def memory(self) -> float:
        """Resident memory, in KB."""
        return float(re.findall(r"VmRSS:\s+(\d+)", Path(f"/proc/{self.pid}/status").read_text())[0]) * 1.024

    @contextlib.asynccontextmanager
    async def browsers(self, count: int, chat_id: str = "") -> AsyncIterator[list[Browser]]:
        """Open `count` sockets, each with this chat or a new one."""
        async with contextlib.AsyncExitStack() as stack:
            uri, found = f"ws://127.0.0.1:{self.port}/ws", list[Browser]()
            for _ in range(count):
                ws = await stack.enter_async_context(connect(uri, max_size=None, ping_interval=None, close_timeout=0))
                found.append(Browser(ws, chat_id or f"new-{next(_numbers)}"))
                await found[-1].ask(**NEWEST)
            yield found


@contextlib.asynccontextmanager
async def serving(name: str, **contents: Any) -> AsyncIterator[Child]:
    """A server that has answered once, with this database, and its model."""
    model = await asyncio.start_server(serve_model, "127.0.0.1", 0, backlog=1024)
    model_port = model.sockets[0].getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="brainstormer-bench-") as folder:
        environ = {
            "PATH": os.environ["PATH"], "OPENAI_API_KEY": "sk-bench", "OPENAI_BASE_URL": f"http://127.0.0.1:{model_port}/v1",
            "OPENAI_MODEL": "scripted", "OPENAI_API": "responses", "DATABASE_URL": f"sqlite:///{folder}/server.db",
            # All browsers share one address, which may use only a share of these.
            "MAX_CONNECTIONS": "100000", "MAX_RUNNING": "3000", "TURNS_PER_MINUTE": "100000", "RATE_PER_SECOND": "1000",
        }  # fmt: skip
        fill(environ["DATABASE_URL"], **contents)
        command = [HERE / "server.py", "--port", "0"] if name == "server" else [__file__, "--floor", str(model_port)]
        streams: Any = {"stdout": asyncio.subprocess.PIPE, "stderr": asyncio.subprocess.DEVNULL}
        began = time.monotonic()
        process = await asyncio.create_subprocess_exec(sys.executable, *command, cwd=folder, env=environ, **streams)
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


def fill(url: str, chats: int = 1, turns: int = 2, ideas: int = 3, reply: str = "") -> None:
    """Make a database with this many chats, each with this many turns and ideas."""
    brainstormer.open_database(url)
    reply = reply or script(0, TOKENS).text
    shown = msgspec.json.encode(parse_reply(reply)).decode()
    turn = {"message": "Say it", "reply": reply, "shown": shown, "status": "done"}
    with brainstormer.database.atomic():
        for chat in (f"old-{number}" for number in range(chats)):
            brainstormer.Chat.create(id=chat, thread="conv_0123456789abcdef", version=1)
            all_turns = ({"chat": chat, "id": f"t{n}", "created_at": n, **turn} for n in range(turns))
            all_ideas = ({"chat": chat, "id": f"i{n}", "position": n, "text": "An idea"} for n in range(ideas))
            for model, rows in ((brainstormer.Turn, all_turns), (brainstormer.Idea, all_ideas)):
                while batch := list(itertools.islice(rows, 100)):
                    model.insert_many(batch).execute()
    brainstormer.database.close()


async def talk(server: Child, browsers: Sequence[Browser], length: int, within: float = 0) -> tuple[float, list[float]]:
    """Send a message from every browser within some seconds; return the CPU in seconds and the chunks' delays in ms."""

    async def say(browser: Browser, number: int, pause: float) -> list[float]:
        await asyncio.sleep(pause)
        message = f"Answer {number} in {length} tokens"
        frames = await browser.ask("message", done=True, message=message, id=f"turn-{number}")
        chunks = [(at, frame) for at, frame in frames if frame["tag"] in ("idea", "message")]
        said = [Piece(frame["tag"], frame["chunk"], frame.get("done", False)) for _, frame in chunks]
        wanted = script(number % VARIETY, length).chunks
        assert said == [chunk for _, chunk in wanted], frames[-1]
        return [(at - EMITTED[number][token]) * 1e3 for (at, _), (token, _) in zip(chunks, wanted, strict=True)]

    for number in range(VARIETY):
        script(number, length)  # made before the measurement
    before = server.cpu()
    asking = [say(browser, next(_numbers), at * within / len(browsers)) for at, browser in enumerate(browsers)]
    delays = await asyncio.wait_for(asyncio.gather(*asking), 60)
    return server.cpu() - before, list(itertools.chain(*delays))


def parse_in_pieces(reply: str, size: int) -> float:
    """Seconds of CPU for a reply in pieces of one size, the least of three runs."""
    seconds = []
    for _ in range(3):
        parser, start = ReplyParser(), time.process_time()
        for at in range(0, len(reply), size):
            parser.feed(reply[at : at + size])
        parser.close()
        seconds.append(time.process_time() - start)
    return min(seconds)


def measure_parser() -> Iterator[tuple[str, str, float]]:
    """Measure the reply parser alone; return name, goal and figure."""
    message = "".join(script(number, TOKENS).text for number in range(3)).replace('"', "")
    reply = f'idea: "An idea"\nmessage: "{message * 20}"'
    yield "parser: whole replies, MB/s", ">= 40", len(reply.encode()) / parse_in_pieces(reply, len(reply)) / 1e6
    yield "parser: a piece of 4 characters, us", "<= 2.5", parse_in_pieces(reply, 4) / len(reply) * 4e6
    ratios = []
    beginnings = ("", "message: ", 'message: "', "message: '", "idea: >\n ")
    for beginning, repeated in itertools.product(beginnings, "a \n\"'\\`-"):
        quarter, whole = (parse_in_pieces(beginning + repeated * size, 1_000) for size in (2**18, 2**20))
        ratios.append(whole / quarter / 4)
    yield "parser: 1 MB of the worst over 4 times 256 KB", "<= 2.0", max(ratios)


async def measure(server: Child) -> AsyncIterator[tuple[str, str, float]]:
    """Measure a server that has just started; return name, goal and figure."""
    yield "start to the first healthy answer, s", "<= 2.0 x", server.seconds
    yield "an idle socket with an open chat, KB", "<= 32", await weigh(server)
    async with server.browsers(10) as browsers:
        await talk(server, browsers, SHORT)
    async with server.browsers(100) as browsers:
        for what, goal in (("in a new chat", "<= 5.0"), ("of a next turn", "<= 3.6")):
            cpu, _ = await talk(server, browsers, SHORT, 2.0)
            yield f"CPU of a start {what}, ms", goal, cpu / 100 * 1e3
    async with server.browsers(100) as browsers:
        cpu, _ = await talk(server, browsers, TOKENS)
        yield "CPU of a token, 100 new chats at once, us", "<= 2.0 x", cpu / 100 / TOKENS * 1e6
    async with server.browsers(150) as browsers:
        _, delays = await talk(server, browsers, TOKENS, 10.0)
        yield "added delay, 150 answers begun in 10 s; p99, ms", "<= 25", statistics.quantiles(delays, n=100)[98]


async def run_bench(runs: int) -> None:
    """Measure everything several times, server and floor in turn; print medians."""
    figures = defaultdict[tuple[str, str, str], list[float]](list)
    for name in ("server", "floor") * runs:
        async with serving(name) as server:
            async for what, goal, figure in measure(server):
                figures[what, goal, name].append(figure)
    print(f"{'':66}   server    floor    ratio")
    for what, goal in dict.fromkeys((what, goal) for what, goal, _ in figures):
        judge(what, goal, figures[what, goal, "server"], figures[what, goal, "floor"])
    for what, goal, figure in measure_parser():
        judge(what, goal, [figure])


async def cost(server: Child, browser: Browser, request: Fields) -> float:
    """Milliseconds of CPU that the server uses for a request."""
    await browser.ask(**request)
    before = server.cpu()
    for _ in range(20):
        await browser.ask(**request)
    return (server.cpu() - before) / 20 * 1e3


async def weigh(server: Child, _: Browser | None = None, count: int = 1_000) -> float:
    """KB of memory that an idle socket with an open chat uses."""
    before = server.memory()
    async with server.browsers(count):
        return (server.memory() - before) / count


async def wait_beside(server: Child, browser: Browser) -> float:
    """The longest of 20 times, in milliseconds, to open a chat while this browser opens its own."""
    async with server.browsers(1) as [other]:
        waits = []
        for _ in range(20):
            start = time.monotonic()
            _, frames = await asyncio.gather(browser.ask(**NEWEST), other.ask(**NEWEST))
            waits.append((frames[-1][0] - start) * 1e3)
    return max(waits)


Measure = Callable[[Child, Browser], Awaitable[float]]
OPEN: Measure = functools.partial(cost, request=NEWEST)
ADD: Measure = functools.partial(cost, request={"tag": "idea-saved", "idea": {"text": "One more"}})
LONG = {"turns": 1_000, "reply": f'message: "{"A long answer. " * 4_266}"'}
GROWTH: tuple[tuple[str, str, Measure, Sequence[Fields]], ...] = (
    ("open one of 10,000 chats, of 10; ms of CPU", "<= 1.5 x", OPEN, [{"chats": 10_000}, {"chats": 10}]),
    ("open the newest 50 of 10,000 turns, of 100; ms of CPU", "<= 1.5 x", OPEN, [{"turns": 10_000}, {"turns": 100}]),
    ("open a board of 1,900 ideas, of 190; ms of CPU", "<= 12 x", OPEN, [{"ideas": 1_900}, {"ideas": 190}]),
    ("add to a board of 1,900 ideas, of 190; ms of CPU", "<= 2.0 x", ADD, [{"ideas": 1_900}, {"ideas": 190}]),
    ("an idle socket of 5,000; KB", "<= 32", functools.partial(weigh, count=5_000), [{}]),
    ("open the newest 50 of 1,000 turns of 64,000 characters; ms of CPU", "<= 60", OPEN, [LONG]),
    ("another chat's open beside that, at most; ms", "<= 100", wait_beside, [LONG]),
)


async def run_growth() -> None:
    """Measure with large data, then with small data."""
    print(f"{'':66}     much   little    ratio")
    for what, goal, measuring, sizes in GROWTH:
        figures = []
        for contents in sizes:
            async with serving("server", **contents) as server, server.browsers(1, "old-0") as [browser]:
                figures.append([await measuring(server, browser)])
        judge(what, goal, *figures)


def judge(what: str, goal: str, values: Sequence[float], others: Sequence[float] = ()) -> None:
    """Print the medians, and whether the first, or with `x` in the goal their ratio, meets the goal."""
    sign, bound, *of_ratio = goal.split()
    ratios = [value / other for value, other in zip(values, others, strict=True)] if others else []
    medians = [statistics.median(row) for row in (values, others, ratios) if row]
    value = medians[2 if of_ratio else 0]
    met = value <= float(bound) if sign == "<=" else value >= float(bound)
    cells = "".join(f"{median:9.2f}" for median in medians)
    print(f"{what:66}{cells:28}{goal:9} {'met' if met else 'MISSED'}", flush=True)


def main() -> None:
    """Run the benchmark, or be the floor."""
    parser = argparse.ArgumentParser(prog="bench.py", description="Measure what Brainstormer costs.")
    parser.add_argument("--growth", action="store_true", help="measure what grows instead")
    parser.add_argument("--runs", type=int, default=3, help="how often to measure; medians are shown (default: 3)")
    parser.add_argument("--floor", type=int, metavar="PORT", help=argparse.SUPPRESS)
    options = parser.parse_args()
    brainstormer.prepare_process()
    if options.floor:
        uvloop.run(run_floor(options.floor))
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    uvloop.run(run_growth() if options.growth else run_bench(options.runs))


if __name__ == "__main__":
    main()
