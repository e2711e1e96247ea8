"""Tests of server.py, in the order of its sections.

Real parts: servers on loopback, SQLite files, the real openai client against a scripted fake of the HTTP API.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import functools
import itertools
import json
import logging
import os
import re
import signal
import socket
import sqlite3
import struct
import subprocess
import sys
import time
import uuid
from collections import deque
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable
from dataclasses import dataclass, field
from email.utils import formatdate
from pathlib import Path
from types import FrameType
from typing import Any

import aiohttp
import dotenv
import openai
import pydantic
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openai.types.chat import ChatCompletionChunk
from openai.types.responses import ResponseInputItemParam, ResponseStreamEvent
from sanic import Sanic
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidStatus

import server
from server import Assistant, Chunker, Config, ConfigError, DemoAssistant, Exchange, Piece, ReplyParser, Usage

HERE = Path(__file__).resolve().parent
TEST_SECONDS = 60


########################################################################################################################
# PARTS: the tests' servers and clients
########################################################################################################################


def scenario(test: Callable[..., Coroutine[Any, Any, None]]) -> Callable[..., None]:
    """Make an async test one that pytest runs; it fails when it takes longer than a minute."""

    @functools.wraps(test)
    def run(*args: Any, **kwargs: Any) -> None:
        asyncio.run(asyncio.wait_for(test(*args, **kwargs), TEST_SECONDS))

    return run


async def until(condition: Callable[[], Any], seconds: float = 15) -> Any:
    """Wait for a condition by giving way to what it waits for."""
    deadline = time.monotonic() + seconds
    while not (value := condition()):
        assert time.monotonic() < deadline, "what the test waits for did not happen"
        await asyncio.sleep(0.005)
    return value


# The fake API.

RESET = object()
"""A step of a script: reset the connection."""
CLOSE = object()
"""A step of a script: end the answer without the events that belong at the end."""
DROP = object()
"""A step of a script: close the connection within the answer."""
HANG = object()
"""A step of a script: go on with nothing until the client goes."""

Step = Any  # text: a delta; dict: an event; bytes: as they are; Event: wait for it; float: a pause; or one of the above
Script = list[Step]

_EVENTS: pydantic.TypeAdapter[Any] = pydantic.TypeAdapter(ResponseStreamEvent)


@dataclass
class Answer:
    """A whole HTTP answer, in place of a stream."""

    status: int
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    content_type: str = "application/json"


@dataclass
class Call:
    """A request that the fake got."""

    method: str
    path: str
    body: dict[str, Any]
    headers: dict[str, str]
    reader: asyncio.StreamReader = field(repr=False)
    gone: bool = False
    """Whether the client went before it had the whole answer."""


class FakeOpenAI:
    """Conversations and Responses over HTTP, answering by script; every event is one that the SDK's types accept.

    `scripts` are used up one a response; without one, `script` makes one from the request's input.
    `refusals` are used up first, by path prefix: (prefix, Answer). A request that begins with a prefix in `holds` waits
    for its event. A conversation is known to the key that made it; to another one it answers with status `foreign`.
    """

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.conversations: dict[str, list[dict[str, Any]]] = {}
        self.scripts: deque[Script | Answer] = deque()
        self.script: Callable[[str], Script] = lambda text: [f'message: "You said {json.dumps(text)[1:-1]}"']
        self.refusals: list[tuple[str, Answer]] = []
        self.holds: dict[str, asyncio.Event] = {}
        self.owners: dict[str, str] = {}
        self.foreign = 404
        self.has_conversations = True
        self.models: dict[str, dict[str, Any]] = {}
        self.cut_bytes = 0
        self.gone = 0
        self.locked: set[str] = set()
        self._ids = itertools.count(1)
        self._tasks: set[asyncio.Task[None]] = set()
        self.url = ""

    def calls_to(self, path: str, method: str = "POST") -> list[Call]:
        return [call for call in self.calls if call.path == path and call.method == method]

    @property
    def inputs(self) -> list[str]:
        """The messages that the model was asked, in order."""
        return [call.body["input"] for call in self.calls_to("/v1/responses")]

    @contextlib.asynccontextmanager
    async def serve(self, port: int = 0) -> AsyncIterator[FakeOpenAI]:
        listener = await asyncio.start_server(self._connected, "127.0.0.1", port, limit=2**24)
        self.url = f"http://127.0.0.1:{listener.sockets[0].getsockname()[1]}/v1"
        try:
            yield self
        finally:
            listener.close()
            for task in list(self._tasks):
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._tasks.add(task)
        try:
            while call := await self._read(reader):
                self.calls.append(call)
                if not await self._answer(call, writer):
                    break
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            self.gone += 1
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _read(self, reader: asyncio.StreamReader) -> Call | None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
        except asyncio.IncompleteReadError:
            return None
        request, *lines = head.rstrip().split("\r\n")
        method, path, _ = request.split(" ")
        headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        return Call(method, path, json.loads(body) if body else {}, headers, reader)

    async def _answer(self, call: Call, writer: asyncio.StreamWriter) -> bool:
        for prefix, event in self.holds.items():
            if f"{call.method} {call.path}".startswith(prefix):
                await self._watch(call, writer, event)
        for number, (prefix, answer) in enumerate(self.refusals):
            if f"{call.method} {call.path}".startswith(prefix):
                del self.refusals[number]
                return await self._send(writer, answer)
        if call.path == "/v1/responses" and self.has_conversations:
            return await self._respond(call, writer)
        if call.path == "/v1/chat/completions":
            return await self._complete(call, writer)
        return await self._send(writer, self._conversation(call))

    def _conversation(self, call: Call) -> Answer:
        parts = call.path.split("/")[2:]
        if parts[0] == "models" and parts[1] in self.models:
            return Answer(200, self.models[parts[1]])
        if parts[0] != "conversations" or not self.has_conversations:
            return Answer(404, error("not_found"))
        if len(parts) == 1:
            name = f"conv_{next(self._ids):08d}"
            assert len(call.body.get("items") or []) <= 20
            self.conversations[name] = list(call.body.get("items") or [])
            self.owners[name] = call.headers["authorization"]
            return Answer(200, {"id": name, "object": "conversation", "created_at": 1, "metadata": {}})
        if refusal := self._refuse(call, parts[1]):
            return refusal
        if call.method == "DELETE":
            del self.conversations[parts[1]]
            return Answer(200, {"id": parts[1], "object": "conversation.deleted", "deleted": True})
        assert len(call.body["items"]) <= 20
        self.conversations[parts[1]] += call.body["items"]
        return Answer(200, {"object": "list", "data": [], "first_id": "", "last_id": "", "has_more": False})

    def _refuse(self, call: Call, conversation: str) -> Answer | None:
        if conversation not in self.conversations:
            return Answer(404, error("not_found", "conversation"))
        if self.owners.get(conversation, call.headers["authorization"]) != call.headers["authorization"]:
            return Answer(self.foreign, error("not_found" if self.foreign == 404 else "forbidden", "conversation"))
        return None

    async def _send(self, writer: asyncio.StreamWriter, answer: Answer) -> bool:
        body = answer.body if isinstance(answer.body, bytes) else json.dumps(answer.body).encode()
        head = {"content-type": answer.content_type, "content-length": str(len(body)), **answer.headers}
        lines = [f"HTTP/1.1 {answer.status} Scripted", *(f"{name}: {value}" for name, value in head.items())]
        writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        await writer.drain()
        return True

    async def _respond(self, call: Call, writer: asyncio.StreamWriter) -> bool:
        conversation = call.body["conversation"]
        if refusal := self._refuse(call, conversation):
            return await self._send(writer, refusal)
        if conversation in self.locked:
            return await self._send(writer, Answer(400, error("conversation_locked", "conversation")))
        script = self.scripts.popleft() if self.scripts else self.script(call.body["input"])
        if isinstance(script, Answer):
            return await self._send(writer, script)
        self.locked.add(conversation)
        try:
            return await self._stream(call, script, writer)
        except ConnectionError:
            call.gone = True
            raise
        finally:
            self.locked.discard(conversation)

    async def _stream(self, call: Call, script: Script, writer: asyncio.StreamWriter) -> bool:
        sequence = itertools.count()
        text = ""
        if script and script[0] is HANG:
            await self._watch(call, writer, asyncio.Event())
        head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
        writer.write(head.encode())
        for event in opening():
            await self._event(writer, {**event, "sequence_number": next(sequence)})
        for step in script:
            if step is RESET:
                linger = struct.pack("ii", 1, 0)
                writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                await writer.drain()
                writer.transport.abort()
                return False
            if step is DROP:
                return False
            if step is CLOSE:
                await self._chunk(writer, b"", last=True)
                return True
            if step is HANG:
                await self._watch(call, writer, asyncio.Event())
            elif isinstance(step, asyncio.Event):
                await self._watch(call, writer, step)
            elif isinstance(step, float):
                await asyncio.sleep(step)
            elif isinstance(step, bytes):
                await self._chunk(writer, step)
            elif isinstance(step, str):
                text += step
                await self._event(writer, {**DELTA, "delta": step, "sequence_number": next(sequence)})
            else:
                await self._event(writer, {**step, "sequence_number": next(sequence)}, check=False)
        if call.body["conversation"] not in self.conversations:
            return False  # it was deleted meanwhile: there is nowhere to put the answer
        # First, as the client is through when it has the last event.
        self.conversations[call.body["conversation"]] += [user_item(call.body["input"]), assistant_item(text)]
        for event in ending(call.body, text):
            await self._event(writer, {**event, "sequence_number": next(sequence)})
        await self._chunk(writer, b"data: [DONE]\n\n")
        await self._chunk(writer, b"", last=True)
        return True

    async def _complete(self, call: Call, writer: asyncio.StreamWriter) -> bool:
        """Answer by Chat Completions; the script's text steps are deltas, its dicts whole chunks."""
        script = self.scripts.popleft() if self.scripts else self.script(call.body["messages"][-1]["content"])
        if isinstance(script, Answer):
            return await self._send(writer, script)
        head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
        writer.write(head.encode())
        await self._completion_chunk(writer, {"role": "assistant", "content": ""})
        for step in script:
            if step is DROP:
                return False
            if step is CLOSE:
                await self._chunk(writer, b"", last=True)
                return True
            if isinstance(step, asyncio.Event):
                await self._watch(call, writer, step)
            elif isinstance(step, dict):
                await self._chunk(writer, f"data: {json.dumps(step)}\n\n".encode())
            else:
                await self._completion_chunk(writer, {"content": step})
        await self._completion_chunk(writer, {}, finish_reason="stop")
        usage = {"prompt_tokens": 7, "completion_tokens": len(script), "total_tokens": 7 + len(script)}
        await self._completion_chunk(writer, None, usage=usage)
        await self._chunk(writer, b"data: [DONE]\n\n")
        await self._chunk(writer, b"", last=True)
        return True

    async def _completion_chunk(self, writer: asyncio.StreamWriter, delta: Any, **more: Any) -> None:
        choices = (
            [] if delta is None else [{"index": 0, "delta": delta, "finish_reason": more.pop("finish_reason", None)}]
        )
        chunk = {
            "id": "c1",
            "object": "chat.completion.chunk",
            "created": 1,
            "model": "fake",
            "choices": choices,
            **more,
        }
        ChatCompletionChunk.model_validate(chunk)
        await self._chunk(writer, f"data: {json.dumps(chunk)}\n\n".encode())

    async def _watch(self, call: Call, writer: asyncio.StreamWriter, event: asyncio.Event) -> None:
        """Wait for an event, or find that the client has gone."""
        while not event.is_set():
            if writer.transport.is_closing() or call.reader.at_eof():
                call.gone = True
                raise ConnectionResetError
            await asyncio.sleep(0.005)

    async def _event(self, writer: asyncio.StreamWriter, event: dict[str, Any], check: bool = True) -> None:
        if check:
            _EVENTS.validate_python(event)
        await self._chunk(writer, f"event: {event['type']}\ndata: {json.dumps(event)}\n\n".encode())

    async def _chunk(self, writer: asyncio.StreamWriter, data: bytes, last: bool = False) -> None:
        size = self.cut_bytes or len(data) or 1
        for at in range(0, len(data), size):
            part = data[at : at + size]
            writer.write(f"{len(part):x}\r\n".encode() + part + b"\r\n")
            if self.cut_bytes:
                await asyncio.sleep(0)
        if last:
            writer.write(b"0\r\n\r\n")
        await writer.drain()


def error(code: str, param: str = "", message: str = "secret upstream text sk-test-key") -> dict[str, Any]:
    """The body of an API error."""
    return {"error": {"message": message, "type": "invalid_request_error", "param": param or None, "code": code}}


def user_item(text: str) -> dict[str, Any]:
    return {"type": "message", "role": "user", "content": [{"type": "input_text", "text": text}]}


def assistant_item(text: str) -> dict[str, Any]:
    return {"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": text}]}


DELTA = {
    "type": "response.output_text.delta", "item_id": "msg_1", "output_index": 0, "content_index": 0, "logprobs": []
}  # fmt: skip


def response(status: str, **more: Any) -> dict[str, Any]:
    """A Response object of the API."""
    base = {
        "id": "resp_1", "object": "response", "created_at": 1, "model": "fake", "output": [], "status": status,
        "parallel_tool_calls": True, "tool_choice": "auto", "tools": [], "error": None, "incomplete_details": None,
    }  # fmt: skip
    return {**base, **more}


def opening() -> Iterable[dict[str, Any]]:
    item = {"id": "msg_1", "type": "message", "role": "assistant", "status": "in_progress", "content": []}
    part = {"type": "output_text", "text": "", "annotations": []}
    yield {"type": "response.created", "response": response("in_progress")}
    yield {"type": "response.in_progress", "response": response("in_progress")}
    yield {"type": "response.output_item.added", "output_index": 0, "item": item}
    yield {
        "type": "response.content_part.added", "item_id": "msg_1", "output_index": 0, "content_index": 0, "part": part
    }  # fmt: skip


def ending(body: dict[str, Any], text: str) -> Iterable[dict[str, Any]]:
    where = {"item_id": "msg_1", "output_index": 0, "content_index": 0}
    part = {"type": "output_text", "text": text, "annotations": []}
    item = {"id": "msg_1", "type": "message", "role": "assistant", "status": "completed", "content": [part]}
    yield {"type": "response.output_text.done", **where, "text": text, "logprobs": []}
    yield {"type": "response.content_part.done", **where, "part": part}
    yield {"type": "response.output_item.done", "output_index": 0, "item": item}
    usage = {
        "input_tokens": len(body["input"]), "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0},
        "output_tokens": len(text), "output_tokens_details": {"reasoning_tokens": 0},
        "total_tokens": len(body["input"]) + len(text),
    }  # fmt: skip
    yield {"type": "response.completed", "response": response("completed", output=[item], usage=usage)}


# The server and its clients.


def make_config(tmp_path: Path, fake: FakeOpenAI | None = None, **more: Any) -> Config:
    """Settings for a test: a database of its own, and the fake's address and a key where there is a fake."""
    upstream = {"openai_api_key": "sk-test-key", "openai_base_url": fake.url} if fake else {}
    defaults = {
        "demo_words_per_second": 100_000, "rate_burst": 100_000, "stall_seconds": 20.0,
        "turns_per_minute": 1_000_000, "chat_turns_per_minute": 1_000_000,
    }  # fmt: skip
    return Config(**{"database_url": f"sqlite:///{tmp_path}/chats.db", **defaults, **upstream, **more})


@contextlib.asynccontextmanager
async def serving(config: Config, assistant: Assistant | None = None) -> AsyncIterator[str]:
    """Run the application on loopback within this event loop; the value is its host and port."""
    # Sanic rewrites its own methods for each application; in this mode it starts from what they were.
    Sanic.test_mode = True
    app: Sanic[Any, Any] = server.create_app(config, assistant)
    listener = server.listen("127.0.0.1", 0)
    runner = await app.create_server(sock=listener, return_asyncio_server=True)
    assert runner
    await runner.startup()
    await runner.before_start()
    await runner.start_serving()
    try:
        yield f"127.0.0.1:{listener.getsockname()[1]}"
    finally:
        await runner.before_stop()
        runner.close()
        await runner.wait_closed()
        for connection in list(runner.connections):
            connection.abort()
        await runner.after_stop()


class Client:
    """A WebSocket client of the protocol; `frames` are all that came."""

    def __init__(self, ws: ClientConnection) -> None:
        self.ws = ws
        self.frames: list[dict[str, Any]] = []

    async def send(self, request: Any = None, **fields: Any) -> None:
        await self.ws.send(json.dumps(request if request is not None else fields, ensure_ascii=False))

    async def receive(self) -> dict[str, Any]:
        frame: dict[str, Any] = json.loads(await self.ws.recv())
        self.frames.append(frame)
        return frame

    async def receive_until(self, *conditions: Callable[[dict[str, Any]], bool]) -> list[dict[str, Any]]:
        """Receive frames until one fits, for each condition in turn."""
        received: list[dict[str, Any]] = []
        for condition in conditions:
            while True:
                received.append(await self.receive())
                if condition(received[-1]):
                    break
        return received

    async def turn(self, message: str, chat_id: str = "c", **fields: Any) -> list[dict[str, Any]]:
        """Send a message and receive frames up to the terminal one."""
        await self.send(message=message, chatId=chat_id, **fields)
        return await self.receive_until(terminal)

    async def open(self, chat_id: str = "c", **fields: Any) -> dict[str, Any]:
        await self.send(chatId=chat_id, open=True, **fields)
        return (await self.receive_until(tagged("chat")))[-1]


@contextlib.asynccontextmanager
async def connected(address: str, **options: Any) -> AsyncIterator[Client]:
    async with connect(f"ws://{address}/ws", max_size=None, **options) as ws:
        yield Client(ws)


def terminal(frame: dict[str, Any]) -> bool:
    return frame["tag"] in ("message", "error") and frame.get("done") is True


def tagged(tag: str) -> Callable[[dict[str, Any]], bool]:
    return lambda frame: frame["tag"] == tag


def is_error(code: str) -> Callable[[dict[str, Any]], bool]:
    return lambda frame: frame["tag"] == "error" and frame["code"] == code


def message_of(frames: Iterable[dict[str, Any]]) -> str:
    """The message that chunks join to."""
    return "".join(frame["chunk"] for frame in frames if frame["tag"] == "message")


def new_id() -> str:
    return str(uuid.uuid4())


class Process:
    """`python server.py` as a process of its own, in a folder of its own."""

    def __init__(self, folder: Path, fake: FakeOpenAI | None = None, **environ: str) -> None:
        self.folder = folder
        upstream = {"OPENAI_API_KEY": "sk-test-key", "OPENAI_BASE_URL": fake.url} if fake else {}
        own = {
            "DATABASE_URL": f"sqlite:///{folder}/chats.db",
            "RATE_BURST": "100000",
            "TURNS_PER_MINUTE": "1000000",
            "CHAT_TURNS_PER_MINUTE": "1000000",
            **upstream,
            **environ,
        }
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("OPENAI_")}
        self.environ = {**inherited, **own}
        self.address = ""
        self.screen = ""
        self._process: asyncio.subprocess.Process | None = None

    async def start(self, port: int = 0) -> str:
        """Start it and wait until it says where it listens."""
        with (self.folder / "server.log").open("ab") as log_file:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, str(HERE / "server.py"), "--port", str(port),
                cwd=self.folder, env=self.environ, stdout=subprocess.PIPE, stderr=log_file,
            )  # fmt: skip
        assert self._process.stdout
        screen = b""
        while b"Ctrl+C" not in screen:
            line = await self._process.stdout.readline()
            assert line, (self.folder / "server.log").read_text()
            screen += line
        self.screen = screen.decode()
        found = re.search(r"http://localhost:(\d+)", self.screen)
        assert found, self.screen
        self.address = f"127.0.0.1:{found[1]}"
        return self.address

    async def signal(self, number: int) -> None:
        assert self._process
        self._process.send_signal(number)

    async def wait(self) -> int:
        assert self._process
        return await self._process.wait()

    async def kill(self) -> None:
        await self.signal(signal.SIGKILL)
        await self.wait()

    @property
    def log(self) -> str:
        return (self.folder / "server.log").read_text()


@contextlib.asynccontextmanager
async def process(folder: Path, fake: FakeOpenAI | None = None, **environ: str) -> AsyncIterator[Process]:
    """A server process that is killed at the end if it still runs."""
    running = Process(folder, fake, **environ)
    await running.start()
    try:
        yield running
    finally:
        if running._process and running._process.returncode is None:
            await running.kill()


########################################################################################################################
# REPLY PARSER
########################################################################################################################

Values = tuple[list[str], str]  # the ideas, the message
HELD = 300  # no more characters than this may come out late, whatever the reply


def feed(parser: ReplyParser, parts: Iterable[str]) -> list[Piece]:
    """What the parser gives for the parts; the message is never done before the reply is closed."""
    pieces = [piece for part in parts for piece in parser.feed(part)]
    assert not any(piece.tag == "message" and piece.done for piece in pieces)
    return pieces


def merge(pieces: list[Piece]) -> tuple[list[str], str | None, str]:
    """Finished ideas, the idea still open, the message. An idea's pieces are contiguous, all text can be encoded."""
    ideas: list[str] = []
    draft: str | None = None
    message = ""
    for tag, text, done in pieces:
        text.encode()
        if tag == "idea":
            draft = (draft or "") + text
            if done:
                ideas.append(draft)
                draft = None
        else:
            assert tag == "message" and draft is None
            message += text
    return ideas, draft, message


def split(*parts: str) -> Values:
    """The values of a complete reply; its last piece, and no other, is the message's done."""
    parser = ReplyParser()
    pieces = feed(parser, parts) + parser.close()
    assert [at for at, piece in enumerate(pieces) if piece.tag == "message" and piece.done] == [len(pieces) - 1]
    ideas, draft, message = merge(pieces)
    assert draft is None and all(ideas)
    return ideas, message


def split_broken(*parts: str) -> tuple[list[str], str | None, str]:
    """The values of a reply that broke off; its message is never done."""
    parser = ReplyParser()
    pieces = feed(parser, parts) + parser.close(complete=False)
    assert not any(piece.tag == "message" and piece.done for piece in pieces)
    return merge(pieces)


def cut(text: str, *places: int) -> list[str]:
    return [text[a:b] for a, b in itertools.pairwise([0, *sorted(places), len(text)])]


def every(text: str, size: int) -> list[str]:
    return cut(text, *range(size, len(text), size))


# fmt: off
ESCAPES = {
    r"\n": "\n", r"\t": "\t", r"\"": '"', r"\\": "\\", r"\/": "/", r"\0": "\0", r"\a": "\a", r"\b": "\b", r"\e": "\x1b",
    r"\f": "\f", r"\r": "\r", r"\v": "\v", r"\N": "\x85", r"\_": "\xa0", r"\L": "\u2028", r"\P": "\u2029", r"\ ": " ",
    "\\\t": "\t", r"\x4a": "J", r"\xE9": "é", r"\u20ac": "€", r"\u20AC": "€", r"\U0001F600": "😀",
    r"\U0010ffff": "\U0010ffff", r"\ud83d\ude00": "😀", r"\ud83d": "\ufffd", r"\ude00": "\ufffd",
    r"\ud83d\ud83d\ude00": "\ufffd😀", r"\ude00\ud83d": "\ufffd\ufffd", r"\ud83d\n": "\ufffd\n",
    r"\ud83d\u20ac": "\ufffd€", r"\ud83d\q": "\ufffd\\q", r"\U0000d83d": "\ufffd", r"\ud83d😀": "\ufffd😀",
    r"\q": r"\q", r"\'": r"\'", r"\U00110000": r"\U00110000", r"\xg1": r"\xg1", r"\x1-": r"\x1-", r"\u12": r"\u12",
    r"\u 123": r"\u 123", r"\U0001F60": r"\U0001F60", r"\ud83d\u1": "\ufffd\\u1", r"\x\n": "\\x\n", r"\u12\"": '\\u12"',
    "\\\n": "", "\\\n \t ": "", "\\\r\n  ": "", "\\\r  ": "", " \\\n  \\ ": "  ",
}

CASES: dict[str, tuple[str, list[str], str]] = {
    "0 example": ('idea: "WebSockets"\nidea: "HTTP + SSE"\nmessage: "Okay, I\'ve saved them!"',
                  ["WebSockets", "HTTP + SSE"], "Okay, I've saved them!"),
    "0 nothing": ("", [], ""),
    # 1: where an entry starts
    "1 spaces before key": ('  idea: "A"\n    message: "B"', ["A"], "B"),
    "1 byte-order mark": ('\ufeffidea: "A"\n\ufeffmessage: "B"', ["A"], "B"),
    "1 any case": ('IDEA: "A"\nMessage: "B"\niDeA: C', ["A", "C"], "B"),
    "1 spaces before colon": ('idea   : "A"\nmessage : B', ["A"], "B"),
    "1 no space after colon": ('idea:"A"\nidea:B\nmessage:\'C\'', ["A", "B"], "C"),
    "1 longer word": ("ideas: A\nmessages: B", [], "ideas: A\nmessages: B"),
    "1 no colon": ("idea\nidea A\nmessage", [], "idea\nidea A\nmessage"),
    "1 key in mid-line": ("my idea: A", [], "my idea: A"),
    "1 list item": ("- idea: A", [], "- idea: A"),
    "1 quoted key": ('"idea": A', [], '"idea": A'),
    "1 no value": ("idea:\nmessage:", [], ""),
    "1 key cut off": ('idea: "A"\nmess', ["A"], "mess"),
    "1 indented key in quotes": ('message: "a\n idea: "b"\nc"', [], 'a\n idea: "b"\nc'),
    "1 plain key in quotes": ('message: "a\nidea: b\nc"', [], "a\nidea: b\nc"),
    "1 key in block": ('message: |-\n  idea: "a"\n  message: b', [], 'idea: "a"\nmessage: b'),
    "1 key after plain value": ("idea: A\n  idea: B\nmessage: C", ["A", "B"], "C"),
    # 2: double quotes (the rest is in ESCAPES)
    "2 escaped quote last": (r'message: "say \"hi\""', [], 'say "hi"'),
    "2 escaped backslash last": ('message: "a\\\\"\nidea: "B"', ["B"], "a\\"),
    "2 escaped quote at line's end": ('message: "a\\"\nb"', [], 'a"\nb'),
    "2 quote ends half an escape": (r'message: "a\u12"', [], r"a\u12"),
    "2 quote ends half a pair": (r'message: "a\ud83d"', [], "a\ufffd"),
    "2 reply ends at backslash": ('message: "a\\', [], "a\\"),
    "2 reply ends in escape": (r'message: "a\U0001F60', [], r"a\U0001F60"),
    "2 reply ends in half a pair": (r'message: "a\ud83d', [], "a\ufffd"),
    "2 reply ends in second half": (r'message: "a\ud83d\ude', [], "a\ufffd\\ude"),
    "2 raw newlines": ('message: "Two:\n- a  \n  - b\n\n- c"', [], "Two:\n- a  \n  - b\n\n- c"),
    "2 quoted message untrimmed": ('message: "  a \\n"\nidea: "B"', ["B"], "  a \n"),
    # 2: single quotes
    "2 doubled apostrophe": ("message: ' It''s ''so'' '", [], " It's 'so' "),
    "2 doubled apostrophe only": ("idea: ''''", ["'"], ""),
    "2 doubled apostrophe first": ("message: '''Twas'\nidea: 'B'", ["B"], "'Twas"),
    "2 doubled apostrophe at line's end": ("message: 'a''\nb'", [], "a'\nb"),
    "2 no escapes in apostrophes": (r"message: 'a\n\u00e9\'", [], r"a\n\u00e9" + "\\"),
    "2 raw newlines in apostrophes": ("message: '- \"a\"\n\n  - b'", [], '- "a"\n\n  - b'),
    # 2: blocks
    "2 literal, blank lines": ("message: |\n\n\n  a\n    b\n\n  c\n\n\n", [], "\n\na\n  b\n\nc\n"),
    "2 literal at reply's end": ("message: |  \n  a", [], "a"),
    "2 literal stripped": ("message: |-\n  a\n\n\nidea: B", ["B"], "a"),
    "2 literal kept": ("message: |+\n  a\n\n\nidea: B", ["B"], "a\n\n\n"),
    "2 literal, indentation given": ("message: |2\n    a\n  b\n", [], "  a\nb\n"),
    "2 literal, both indicators": ("message: |1-\n  a\nidea: |-1\n  b", ["b"], " a"),
    "2 literal, indented entry": ("  message: |2-\n      a\n  idea: B", ["B"], "  a"),
    "2 literal, empty": ("message: |\nidea: A", ["A"], ""),
    "2 literal, escapes and quotes": ('message: |-\n  "a\\n" \'b\' # c', [], '"a\\n" \'b\' # c'),
    "2 literal, outside text after": ("idea: |\n  A\nBye", ["A"], "Bye"),
    "2 folded": ("message: >\n  a\n  b\n\n  c\nidea: >\n  d\n  e", ["d e"], "a b\nc\n"),
    "2 folded, more indented": ("message: >-\n  a\n    b\n    c\n  d\n", [], "a\n  b\n  c\nd"),
    "2 folded, list": ("message: >-\n  a\n\n   - b\n\n   - c\n\n  d", [], "a\n\n - b\n\n - c\n\nd"),
    "2 folded, kept": ("message: >+\n  a\n  b\n\nidea: C", ["C"], "a b\n\n"),
    "2 text after bar": ("message: | # a\nidea: |x\nidea: |-2 y", ["|x", "|-2 y"], "| # a"),
    "2 text after angle": ("message: > a\n> b", [], "> a\n> b"),
    # 2: plain
    "2 plain lines": ("message: a\n\n- b\n  - c\nidea: D", ["D"], "a\n\n- b\n  - c"),
    "2 plain, hash and colon": ("message: a # b: c\nidea: d: e #f", ["d: e #f"], "a # b: c"),
    "2 plain trimmed": ("message:   a  \n  \nidea:  b \t\n", ["b"], "a"),
    "2 plain, quotes and escapes": ('message: “say” "hi"\\n\nidea: it\'s', ["it's"], '“say” "hi"\\n'),
    "2 plain, YAML's signs": ("idea: *a*\nidea: [b]\nidea: {c}\nidea: !d\nidea: - e\nmessage: `f`",
                              ["*a*", "[b]", "{c}", "!d", "- e"], "`f`"),
    "2 plain, other key": ("message: a\nnote: b", [], "a\nnote: b"),
    "2 plain, half a key": ("message: a\nidea", [], "a\nidea"),
    "2 next line quoted": ('idea:\n  "A"\nmessage:\n\'B\'', ["A"], "B"),
    "2 next line plain": ("idea:  \n  a\n  b\nmessage:\n- a\n- b", ["a\n  b"], "- a\n- b"),
    "2 next line an entry": ('idea:\nidea: "A"\nmessage:\n  idea: "B"', ["A", "B"], ""),
    # 3: quotes within quotes
    "3 inner quotes": ('message: "He said "hi" to me"\nidea: "A"', ["A"], 'He said "hi" to me'),
    "3 apostrophe": ("message: 'It's fine'", [], "It's fine"),
    "3 plural apostrophe": ("message: 'the dogs' bowl'\nidea: 'A'", ["A"], "the dogs' bowl"),
    "3 inner quote last": ('idea: "He said "hi""\nmessage: "B"', ['He said "hi"'], "B"),
    "3 inner quote at line's end": ('message: "She said "hi"\nand left"', [], 'She said "hi"\nand left'),
    "3 inner apostrophe at line's end": ("message: 'She said 'hi'\nand left'", [], "She said 'hi'\nand left"),
    "3 inner quote over two lines": ('message: "a "b\nc"\nd"', [], 'a "b\nc"\nd'),
    "3 all of it quoted": ('idea: ""A""\nmessage: "B"', ['"A"'], "B"),
    "3 quote after bracket": ('message: "("a")\nb"', [], '("a")\nb'),
    "3 escaped quote opens nothing": ('message: "\\"a"\nidea: "B"', ["B"], '"a'),
    "3 inches": ('message: "a 6" nail"\nidea: "6""', ['6"'], 'a 6" nail'),
    "3 quote between letters": ('message: "é"x"\nidea: "B"', ["B"], 'é"x'),
    "3 quote before a blank": ('message: "a " b"\nidea: "C"', ["C"], 'a " b'),
    "3 blanks after closing quote": ('idea: "A" \t \nmessage: \'B\'\t ', ["A"], "B"),
    "3 text after quote": ('idea: "A" b\nmessage: "C" # d', ['A" b'], 'C" # d'),
    # 4: recovery
    "4 unclosed idea": ('idea: "A\nidea: "B"\nmessage: "C"', ["A", "B"], "C"),
    "4 unclosed message": ('message: "A\nidea: "B"', ["B"], "A"),
    "4 unclosed apostrophe": ("idea: 'A\nMESSAGE : 'B'", ["A"], "B"),
    "4 unclosed lines": ('message: "A\nb\n\nidea: c\nidea: "D"', ["D"], "A\nb\n\nidea: c"),
    "4 reply ends in message": ('idea: "A"\nmessage: "B', ["A"], "B"),
    "4 reply ends in idea": ("message: 'B'\nidea: 'A", ["A"], "B"),
    "4 reply ends in key": ('message: "B\nidea: ', [], "B\nidea: "),
    # 5: outside text
    "5 no key at all": ("Hello,\n\n- you\n  and me!", [], "Hello,\n\n- you\n  and me!"),
    "3 inner quote closed before a sign": ('message: "a "b!"-c"\nidea: "D"', ["D"], 'a "b!"-c'),
    "5 many rules": ("---\n" * 99 + 'idea: "A"', ["A"], ""),
    "5 fence before a later entry": ('idea: "A"\n```yaml\nidea: "B"\n```', ["A", "B"], "```yaml\n```"),
    "5 outer blank lines": ("\n \n  Hello  \n\n", [], "  Hello  "),
    "5 before, between, after": ('Sure:\nidea: "A"\nNow:\nidea: "B"\nBye', ["A", "B"], "Sure:\nNow:\nBye"),
    "5 after the message": ('message: "A"\n\nBye\n', [], "A\nBye"),
    "5 other keys": ('title: "A"\nmessage: "B"', [], 'title: "A"\nB'),
    "5 rules": ('---\nidea: "A"\n---\n\n...\nmessage: "B"\n...\n', ["A"], "B"),
    "5 rules around text": ('---\n\nHello\n\n---\nidea: "A"\n', ["A"], "Hello"),
    "5 rules in text": ("Hello\n\n---\n...\n----\nyou", [], "Hello\n\n---\n...\n----\nyou"),
    "5 rules in quotes": ('message: "a\n---\n...\nb"', [], "a\n---\n...\nb"),
    "5 rules in plain value": ("message: a\n---\nb", [], "a\n---\nb"),
    "5 fence": ('```yaml\nidea: "A"\nmessage: "B"\n```', ["A"], "B"),
    "5 tilde fence": ('~~~\nmessage: "B"\n~~~', [], "B"),
    "5 fence, blank lines": ('\n```yaml\n\n\nmessage: "B"\n\n```\n\n', [], "B"),
    "5 fence after text": ('Here:\n\n```yaml\nidea: "A"\n```\nBye', ["A"], "Here:\nBye"),
    "5 fence unclosed": ('```yaml\nidea: "A"', ["A"], ""),
    "5 fence between entries": ('```\nidea: "A"\n```\nmessage: "B"', ["A"], "B"),
    "5 fence ends plain value": ("```yaml\nidea: A\nmessage: B\nc\n```\n", ["A"], "B\nc"),
    "5 fence after plain idea": ("```\nidea: A\n```\nidea: B", ["A", "B"], ""),
    "5 fence ends block": ("```yaml\nmessage: |-\n  A\n```", [], "A"),
    "5 fence ends outside text": ('```\nidea: "A"\nb\n```\nc', ["A"], "b\nc"),
    "5 one fence is syntax": ('```\nidea: "A"\n```\nSee:\n```\nx\n```', ["A"], "See:\n```\nx\n```"),
    "5 fence of the text": ('```py\nx = 1\n```\nidea: "A"', ["A"], "```py\nx = 1\n```"),
    "5 fence without entries": ("```yaml\nHello\n```", [], "```yaml\nHello\n```"),
    "5 fence never opened": ('message: "A"\n```', [], "A\n```"),
    "5 fence in quotes": ('```yaml\nmessage: "a\n```\nb\n```"\n```', [], "a\n```\nb\n```"),
    "5 fence in block": ("message: |\n  ```\n  a\n  ```\n", [], "```\na\n```\n"),
    "5 fence in plain value": ("message: a\n```py\nb\n```", [], "a\n```py\nb\n```"),
    "5 fence in fenced plain value": ("```\nmessage: a\n```py\nb\n```\n```", [], "a\n```py\nb\n```"),
    # 6, 7, 8
    "6 several messages": ("message: \"A\"\nmessage: 'B'\nmessage: C", [], "A\nB\nC"),
    "6 idea between messages": ('message: "A"\nidea: "B"\nmessage: "C"', ["B"], "A\nC"),
    "6 empty messages": ('message: ""\nmessage: "A"\nmessage:\nmessage: ""\nmessage: B', [], "A\nB"),
    "7 trimmed": ('idea: "  A b\\n"\nidea: \' C\t\'\nidea: "\\tD \n"\nidea: E\n\n f', ["A b", "C", "D", "E\n\n f"], ""),
    "7 empty": ("idea: \"\"\nidea: ' '\nidea:\nidea: \"\\n\\t\"\nidea: |\nidea: \"A\"", ["A"], ""),
    "7 after the message": ('message: "A"\nidea: "B"\nidea: C', ["B", "C"], "A"),
    "8 crlf": ('```\r\nidea: "A"\r\nmessage: B\r\n\r\nC\r\n```\r\n', ["A"], "B\n\nC"),
    "8 cr": ('idea: "A"\ridea: B\rmessage: C\r\rD\r', ["A", "B"], "C\n\nD"),
    "8 in quotes": ('message: "a\r\nb\r\r\nc\rd"', [], "a\nb\n\nc\nd"),
    "8 in block": ("message: |\r\n  a\r\n  b\r\nidea: C\r\n", ["C"], "a\nb\n"),
    "8 escaped ones stay": ('message: "a\\r\\nb\\rc"', [], "a\r\nb\rc"),
}
# fmt: on
CASES |= {f"2 escape {escape}": (f'message: "a{escape}z"', [], f"a{value}z") for escape, value in ESCAPES.items()}
each_case = pytest.mark.parametrize("reply, ideas, message", CASES.values(), ids=list(CASES))


@each_case
def test_parser_splits_reply_whole_and_by_characters(reply: str, ideas: list[str], message: str) -> None:
    assert split(reply) == (ideas, message)
    assert split(*reply) == (ideas, message)
    assert split(*itertools.chain.from_iterable((character, "") for character in reply)) == (ideas, message)


@each_case
def test_parser_splits_reply_at_every_cut(reply: str, ideas: list[str], message: str) -> None:
    places = range(len(reply) + 1)
    for number in (1, 2) if len(reply) <= 45 else (1,):
        for at in itertools.combinations(places, number):
            assert split(*cut(reply, *at)) == (ideas, message), at


# What is given out, and when


# fmt: off
LIVE = {  # a reply so far: finished ideas, the open one, the message
    "quoted": ('message: "Hello you', [], None, "Hello you"),
    "apostrophes": ("message: 'Hello you", [], None, "Hello you"),
    "plain": ("message: Hello\nyou", [], None, "Hello\nyou"),
    "literal": ("message: |\n  Hello you", [], None, "Hello you"),
    "folded": ("message: >\n  Hello\n  you", [], None, "Hello you"),
    "outside": ("Hello you", [], None, "Hello you"),
    "quoted idea": ('idea: "Hello you', [], "Hello you", ""),
    "plain idea": ("idea: Hello you", [], "Hello you", ""),
    "closed idea": ('idea: "A"\n', ["A"], None, ""),
    "plain idea, next key": ("idea: A\nmessage:", ["A"], None, ""),
    "idea after message": ('message: "A"\nidea: "B', [], "B", "A"),
    "escape": (r'message: "a\u00e9', [], None, "aé"),
    "inner quotes": ('message: "a "b" c', [], None, 'a "b" c'),
    "no key after all": ("idea: A\nidem", [], "A\nidem", ""),
}

BROKEN = LIVE | {  # what a reply that broke off gives in the end
    "idea open": ('idea: "A"\nidea: "B c', ["A"], "B c", ""),
    "idea in block open": ("idea: |\n  A\n  b", [], "A\nb", ""),
    "idea empty": ('idea: "A"\nidea: "', ["A"], None, ""),
    "message closed": ('message: "A"\n', [], None, "A"),
    "half a key": ('idea: "A"\nmess', ["A"], None, "mess"),
    "half a key in a value": ("message: A\nide", [], None, "A\nide"),
    "half an escape": (r'idea: "A\u00', [], r"A\u00", ""),
    "half a pair": (r'message: "A\ud83d', [], None, "A\ufffd"),
    "backslash": ('message: "A\\', [], None, "A\\"),
}

LONG = {  # start, what is repeated, end
    "quotes": ('message: "', '"', "x"), "quoted words": ('message: "', ' "a"', "x"),
    "apostrophes": ("message: '", "'", "x"), "blanks after a quote": ('message: "a"', " ", "x"),
    "blanks before a quote": ("message: ", " ", '"x"'), "blanks in quotes": ('message: "a', " ", "x"),
    "blanks in an idea": ('idea: "a', " ", "x"), "blanks in a plain value": ("message: a", " ", "x"),
    "blanks in a plain idea": ("idea: a", " ", "x"), "lines in a plain value": ("message: a", "\n", "x"),
    "lines in outside text": ("a", "\n", "x"), "blanks in outside text": ("a", " ", "x"),
    "rules in outside text": ("a\n", "---\n", "x"), "lines in a block": ("message: |\n  a", "\n", "  x"),
    "lines in a folded block": ("message: >\n  a", "\n", "  x"), "lines of quotes": ('message: "', '"\n', "x"),
    "fences in a plain value": ("```\nmessage: a\n", "```\n", "x"), "lines in quotes": ('message: "a', "\n", "x"),
    "keys in quotes": ('message: "a', "\nidea: b", "x"), "spaces before quoted key": ('message: "a\n', " ", "x"),
    "spaces after quoted key": ('message: "a\nidea:', " ", "x"), "spaces before a key": ("message: a\n", " ", "x"),
    "spaces after a key": ("message: a\nidea", " ", "x"), "half keys": ("message: a", "\nide", "x"),
    "keys without colon": ("message: a", "\nidea ", "x"), "words like a key": ("message: a\n", "idea", "x"),
    "outside words like a key": ("", "message", "x"), "lines after a key": ("message:", "\n", "x"),
    "backslashes": ('message: "', "\\", "x"), "joined lines": ('message: "', "\\\n", "x"),
    "blanks after a joined line": ('message: "a\\\n', " ", "x"), "half escapes": ('message: "', r"\u00", "x"),
    "high surrogates": ('message: "', r"\ud83d", "x"), "block header": ("message: |", "-", "x"),
    "blanks after a block header": ("message: |", " ", "x"), "indentation of a block": ("message: |\n", " ", "x"),
    "blanks in a block": ("message: |\n  a", " ", "x"), "lines of a folded block": ("message: >\n  a", "\n  b", "x"),
    "byte-order marks": ("", "\ufeff", "x"), "carriage returns": ('message: "a', "\r", "x"),
    "ticks": ("", "`", "x"), "ticks in a plain value": ("```\nmessage: a\n", "`", "x"), "fences": ("", "```\n", "x"),
    "dashes": ("", "-", "x"), "empty ideas": ("", "idea:\n", "x"), "ideas": ("", 'idea: "a"\n', "x"),
    "messages": ("", "message: a\n", "x"), "text": ('message: "', "a", '"'),
}
# fmt: on
each_long = pytest.mark.parametrize("start, unit, end", LONG.values(), ids=list(LONG))


@pytest.mark.parametrize("reply, ideas, draft, message", LIVE.values(), ids=list(LIVE))
def test_parser_gives_text_once_it_is_certain(reply: str, ideas: list[str], draft: str | None, message: str) -> None:
    assert merge(feed(ReplyParser(), [reply])) == (ideas, draft, message)
    assert merge(feed(ReplyParser(), reply)) == (ideas, draft, message)


@pytest.mark.parametrize("reply, ideas, draft, message", BROKEN.values(), ids=list(BROKEN))
def test_parser_gives_a_broken_reply_undone(reply: str, ideas: list[str], draft: str | None, message: str) -> None:
    for parts in [list(reply), *(cut(reply, at) for at in range(len(reply) + 1))]:
        assert split_broken(*parts) == (ideas, draft, message)


@each_long
def test_parser_holds_back_a_few_characters(start: str, unit: str, end: str) -> None:
    parser = ReplyParser()
    given = [parser.feed(character) for character in start + unit * (10_000 // len(unit)) + end]
    lengths = [sum(len(piece.text) for piece in pieces) for pieces in [*given, parser.close()]]
    assert max(lengths) - 1 <= HELD  # what was held back comes out at once, with the character that made it certain


@each_long
def test_parser_gives_the_same_for_any_cut_of_a_long_reply(start: str, unit: str, end: str) -> None:
    for length, last in itertools.product([65, 257, 1_000], [end, "", "\n", '\nidea: "b"']):
        reply = start + unit * (length // len(unit)) + last
        assert split(reply) == split(*reply) == split(*every(reply, 7)) == split(*every(reply, 300))


def work(action: Callable[..., object], *arguments: str) -> int:
    """Calls and lines of Python that an action runs: a clock no other program disturbs (copying is not in it)."""
    steps = 0

    def on_step(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal steps
        steps += 1
        return on_step

    tracer = sys.gettrace()
    sys.settrace(on_step)
    try:
        action(*arguments)
    finally:
        sys.settrace(tracer)
    return steps


@each_long
def test_parser_work_grows_with_the_length(start: str, unit: str, end: str) -> None:
    replies = [start + unit * (length // len(unit)) + end for length in (1_200, 2_400)]
    for size in (1, 10_000):
        once, twice = [work(split, *every(reply, size)) for reply in replies]
        assert twice <= 2.2 * once + 200


def test_parser_moves_ordinary_text_by_slicing() -> None:
    for start in ('message: "', "message: '", "message: ", "message: |\n  ", "message: >\n  ", "", 'idea: "', "idea: "):
        short, long = [work(split, start + "ordinary text " * repeats) for repeats in (9, 999)]
        assert long <= short + 20, start


# Well-formed replies, PyYAML as the oracle

few = settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
WORDS = ["idea: ", "message: ", 'idea: "x"', '"', "'", "''", "\\", "# ", ": ", "|", ">", "---", "```", " ", "  ", "😀"]
printable = st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="\ufffe\uffff")
lines = st.lists(st.sampled_from(WORDS) | st.text(printable, max_size=5), max_size=6).map("".join)
texts = st.lists(st.sampled_from("\n\r\t\0\x1b\x85\u2028") | lines, max_size=8).map("".join)


def as_json(text: str, ascii_only: bool) -> str:
    return json.dumps(text, ensure_ascii=ascii_only).replace("\x85", r"\N").replace("\u2028", r"\L")


def as_yaml(text: str, width: int, unicode: bool) -> str:
    return yaml.dump({"k": text}, default_style='"', width=width, allow_unicode=unicode)[len('"k": ') :].rstrip("\n")


def as_single(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


@st.composite
def blocks(draw: st.DrawFn, parent: int) -> str:
    """A literal or folded block below a key that is indented by `parent`."""
    indent, given = draw(st.integers(1, 4)), draw(st.booleans())
    content = draw(st.lists(st.sampled_from(["", "", " x", "  - x", "\tx", "x y"]) | lines, max_size=7))
    if not given:  # the first line that is not blank tells the indentation, so it cannot begin with a blank itself
        first = next((at for at, line in enumerate(content) if line.strip(" ")), len(content))
        content = [""] * first + [line.lstrip(" ") for line in content[first : first + 1]] + content[first + 1 :]
    indicators = draw(st.permutations([draw(st.sampled_from(["", "-", "+"])), str(indent) if given else ""]))
    header = draw(st.sampled_from("|>")) + "".join(indicators) + draw(st.sampled_from(["", " "]))
    return "\n".join([header, *(" " * (parent + indent) + line if line else "" for line in content)])


@st.composite
def well_formed(draw: st.DrawFn) -> str:
    """A mapping in YAML whose keys are `idea` and `message`."""
    parent = draw(st.sampled_from([0, 0, 2]))
    value = st.one_of(
        st.builds(as_json, texts, st.booleans()),
        st.builds(as_yaml, texts, st.sampled_from([8, 20, 80]), st.booleans()),
        st.builds(as_single, lines),
        blocks(parent),
    )
    key = st.sampled_from(["idea: ", "idea: ", "message: ", "message:  ", "idea : "])
    entries = draw(st.lists(st.tuples(key, value).map("".join), min_size=1, max_size=5))
    return draw(st.sampled_from(["", "---\n", "\n"])) + "".join(" " * parent + entry + "\n" for entry in entries)


def by_pyyaml(reply: str) -> Values:
    scalars = [event.value for event in yaml.parse(reply) if isinstance(event, yaml.ScalarEvent)]
    whole = [value.encode("utf-16", "surrogatepass").decode("utf-16") for value in scalars]  # it joins no pairs
    entries = list(zip(whole[::2], whole[1::2], strict=True))
    ideas = [value.strip() for key, value in entries if key == "idea"]
    return [idea for idea in ideas if idea], "\n".join(value for key, value in entries if key == "message" and value)


@few
@given(well_formed(), st.lists(st.integers(0, 300), max_size=5))
def test_parser_agrees_with_pyyaml(reply: str, places: list[int]) -> None:
    ideas, message = split(*cut(reply, *(min(place, len(reply)) for place in places)))
    assert (ideas, message) == split(reply)
    ideas = [idea.strip() for idea in ideas if idea.strip()]  # which exotic characters count as blanks is open
    assert (ideas, message) == by_pyyaml(reply)


# Any text at all

NASTY = [
    *("idea", "message", "IDEA", ":", " ", "  ", "\n", "\n\n", "\r", "\r\n", "\t", '"', '"\n', "'", "''", '" ', "\\"),
    *("\\\n", "\\u", "\\ud83d", "\\ude00", "\\U0011", "00e9", "|", ">", "-", "+", "2", "```yaml\n", "\n```\n", "...\n"),
    *("\ufeff", '\nidea: "', "\nmessage: '", '\nmessage: "', "message: |\n", "\n  idea: >-\n", "\nidea: ", "message:"),
    *("é", "😀", "#", "x", "a b", "\n---\n"),
]
nasty = st.lists(st.sampled_from([*NASTY, "```", "~~~"]) | st.text(max_size=3), max_size=14).map("".join)


@few
@given(nasty, st.lists(st.integers(0, 100), max_size=6))
def test_parser_gives_the_same_for_any_cut_of_any_text(reply: str, places: list[int]) -> None:
    parts = cut(reply, *(min(place, len(reply)) for place in places))
    assert split(reply) == split(*reply) == split(*parts)
    assert split_broken(reply) == split_broken(*reply) == split_broken(*parts)


@few
@given(st.lists(st.sampled_from([*NASTY, *["word"] * 20]), max_size=20))
def test_parser_loses_no_word(pieces: list[str]) -> None:
    pieces = [f"zq{at}qz" if piece == "word" else piece for at, piece in enumerate(pieces)]
    ideas, message = split("".join(pieces))
    finished, draft, rest = split_broken(*pieces)
    for word in pieces:
        if word.startswith("zq"):
            assert "|".join([*ideas, message]).count(word) == "|".join([*finished, draft or "", rest]).count(word) == 1


@few
@given(st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters=":") | st.sampled_from(" \n")))
def test_parser_keeps_plain_text_as_it_is(text: str) -> None:
    for start in ("message: ", "", "Hello "):
        assert split(f"{start}a{text}z") == ([], f"{start.removeprefix('message: ')}a{text}z")


# Chunks


def chunks(reply: str, size: int, min_chars: int) -> list[Piece]:
    """The chunks of a complete reply that came in parts of `size` characters; each comes as soon as it may."""
    parser, chunker = ReplyParser(), Chunker(min_chars)
    held = {"idea": 0, "message": 0}
    out: list[Piece] = []
    for piece in [*feed(parser, every(reply, size)), *parser.close()]:
        held[piece.tag] += len(piece.text)
        if chunk := chunker.feed(piece):
            assert (chunk.tag, len(chunk.text), chunk.done) == (piece.tag, held[piece.tag], piece.done)
            held[piece.tag] = 0
            out.append(chunk)
        assert held[piece.tag] < min_chars and not (piece.done and chunk is None)
    assert chunker.flush() == []
    return out


@few
@given(nasty, st.integers(1, 40), st.integers(1, 30))
def test_chunker_joins_exactly_and_keeps_the_least_length(reply: str, size: int, min_chars: int) -> None:
    out = chunks(reply, size, min_chars)
    ideas, draft, message = merge(out)
    assert draft is None and (ideas, message) == split(reply)
    assert all(len(chunk.text) >= min_chars or chunk.done for chunk in out)
    assert [at for at, chunk in enumerate(out) if chunk.tag == "message" and chunk.done] == [len(out) - 1]


def test_chunker_gives_the_protocols_example() -> None:
    out = chunks('idea: "Whiskers"\nidea: "Fluffy"\nmessage: "Saved them!"', 3, 20)
    assert out == [("idea", "Whiskers", True), ("idea", "Fluffy", True), ("message", "Saved them!", True)]


def test_chunker_ends_ideas_alone_with_an_empty_message() -> None:
    assert chunks('idea: "A"\nidea: "B"', 1, 20) == [("idea", "A", True), ("idea", "B", True), ("message", "", True)]


def test_chunker_keeps_the_message_while_an_idea_passes() -> None:
    chunker = Chunker(4)
    assert chunker.feed(Piece("message", "ab", False)) is None
    assert chunker.feed(Piece("idea", "vwx", False)) is None
    assert chunker.feed(Piece("idea", "yz", False)) == ("idea", "vwxyz", False)
    assert chunker.feed(Piece("idea", "", True)) == ("idea", "", True)
    assert chunker.feed(Piece("message", "cd", False)) == ("message", "abcd", False)


def test_chunker_flushes_what_a_broken_reply_left() -> None:
    chunker = Chunker(20)
    for piece in [Piece("message", "ab", False), Piece("idea", "x", False), Piece("idea", "y", False)]:
        assert chunker.feed(piece) is None
    assert sorted(chunker.flush()) == [("idea", "xy", False), ("message", "ab", False)]
    assert chunker.flush() == []


########################################################################################################################
# ASSISTANTS and TURNS: the base protocol
########################################################################################################################


@scenario
async def test_server_answers_the_protocol_example_value_for_value(tmp_path: Path) -> None:
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake)) as address:
        reply = 'idea: "Whiskers"\nidea: "Fluffy"\nmessage: "Saved them!"'
        fake.scripts.append(re.findall(r".{1,4}", reply, re.DOTALL))
        async with connected(address) as client:
            await client.send({"message": "Great! Save them please", "chatId": "123"})
            received = [await client.receive() for _ in range(3)]
            assert received == [
                {"tag": "idea", "chunk": "Whiskers", "chatId": "123", "done": True},
                {"tag": "idea", "chunk": "Fluffy", "chatId": "123", "done": True},
                {"tag": "message", "chunk": "Saved them!", "chatId": "123", "done": True},
            ]
            # And nothing else: the next thing to come is the answer to the next request.
            await client.send([])
            assert (await client.receive())["code"] == "bad_request"


########################################################################################################################
# ASSISTANTS: the API's faults
########################################################################################################################

NOTHING = {"tag": "message", "chunk": "", "chatId": "c", "done": True}
QUICK = {"retry-after-ms": "1"}  # the client's pause before it tries again
PATHS = ("POST /v1/conversations", "POST /v1/responses")
FORMAT = re.compile(r'(idea: "[^\n]*"\n)*message: ".*"', re.DOTALL)


def http_error(status: int, code: str = "server_error", param: str = "", **headers: str) -> Answer:
    return Answer(status, error(code, param), {name.replace("_", "-"): value for name, value in headers.items()})


def event_bytes(event: dict[str, Any], newline: str = "\n") -> bytes:
    """An event as some servers send it: no `event:` line, all characters as UTF-8."""
    return f"data: {json.dumps(event, ensure_ascii=False)}{newline}{newline}".encode()


def is_fit_to_show(frames: Iterable[dict[str, Any]]) -> bool:
    """Whether error frames are sentences that hold no key, address or upstream text."""
    shown = [frame["chunk"] for frame in frames if frame["tag"] == "error"]
    secret = re.compile(r"secret|sk-|127\.0\.0\.1|http|conv_|Traceback|Error\b")
    return all(re.fullmatch(r"[A-Z][^\n]*\.", text) and not secret.search(text) for text in shown)


def shown_values(frames: Iterable[dict[str, Any]]) -> tuple[list[str], str | None, str]:
    """What a page shows of a turn's frames: finished ideas, the half one, the message."""
    chunks = [frame for frame in frames if frame["tag"] in ("idea", "message")]
    return merge([Piece(frame["tag"], frame["chunk"], frame.get("done", False)) for frame in chunks])


def stored_values(turn: dict[str, Any]) -> tuple[list[str], str | None, str]:
    return turn["ideas"], turn.get("draft"), turn["reply"]


def item_texts(items: list[dict[str, Any]]) -> list[str]:
    """What a conversation's items say."""
    contents = [item["content"] for item in items]
    return [content if isinstance(content, str) else "".join(part["text"] for part in content) for content in contents]


def thread_of(fake: FakeOpenAI, response: int = -1) -> str:
    """The conversation that a response was asked for in."""
    return str(fake.calls_to("/v1/responses")[response].body["conversation"])


def select(tmp_path: Path, query: str) -> list[Any]:
    """What another program reads in the database."""
    with contextlib.closing(sqlite3.connect(tmp_path / "chats.db")) as connection:
        return connection.execute(query).fetchall()


@contextlib.asynccontextmanager
async def talking(tmp_path: Path, fake: FakeOpenAI, **more: Any) -> AsyncIterator[Client]:
    """A client of a server that asks the fake."""
    async with serving(make_config(tmp_path, fake, **more)) as address, connected(address) as client:
        yield client


REFUSED: dict[str, tuple[Answer, str, int | None]] = {  # the answer, our code, how often it is asked for
    "22 bad key": (http_error(401, "invalid_api_key"), "upstream_auth", 1),
    "22 forbidden": (http_error(403, "unsupported_country_region_territory"), "upstream_auth", None),
    "24 busy for ever": (http_error(429, "rate_limit_exceeded", **QUICK), "upstream_busy", 3),
    "24 no quota": (http_error(429, "insufficient_quota"), "upstream_quota", 1),
    "24 no quota, says when": (http_error(429, "insufficient_quota", retry_after="1"), "upstream_quota", 1),
    "24 busy for long": (http_error(429, "rate_limit_exceeded", retry_after="100"), "upstream_busy", 1),
    "24 busy until": (http_error(429, retry_after=formatdate(time.time() + 100, usegmt=True)), "upstream_busy", 1),
    "24 busy for ms": (http_error(429, retry_after_ms="100000"), "upstream_busy", 1),
    "24 down for long": (http_error(503, retry_after="100"), "upstream_busy", 1),
    "25 500 for ever": (http_error(500, **QUICK), "upstream_busy", 3),
    "25 502 in HTML": (Answer(502, b"<html>secret</html>", QUICK, "text/html"), "upstream_busy", 3),
    "25 529": (http_error(529, **QUICK), "upstream_busy", 3),
    "400": (http_error(400, "invalid_request_error", "input"), "upstream_failed", 1),
    "detail": (Answer(400, {"detail": "secret upstream text"}), "upstream_failed", 1),
    "no JSON": (Answer(400, b"secret", {}, "application/json"), "upstream_failed", 1),
    "30 HTML": (Answer(200, b"<html><body>secret</body></html>", {}, "text/html"), "upstream_failed", 1),
    "30 empty": (Answer(200, b"", {}, "text/event-stream"), "upstream_failed", 1),
    "30 other JSON": (Answer(200, {"secret": [1]}), "upstream_failed", 1),
    "30 JSON list": (Answer(200, [1]), "upstream_failed", 1),
}  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("answer, code, tries", REFUSED.values(), ids=list(REFUSED))
@scenario
async def test_server_says_why_the_api_refuses(
    tmp_path: Path, path: str, answer: Answer, code: str, tries: int | None
) -> None:  # Faults 22, 24, 25, 30
    async with FakeOpenAI().serve() as fake, talking(tmp_path, fake) as client:
        fake.refusals = [(path, answer)] * 9
        frames = await asyncio.wait_for(client.turn("Hello"), 5)
        assert [(frame["tag"], frame.get("code")) for frame in frames] == [("error", code)]
        assert is_fit_to_show(frames)
        assert tries in (None, len(fake.calls_to(path.split(" ")[1])))
        fake.refusals.clear()
        assert message_of(await client.turn("Hello again")) == "You said Hello again"
        chat = await client.open()
        assert [(turn["status"], turn.get("error")) for turn in chat["turns"]] == [("error", code), ("done", None)]


@scenario
async def test_server_says_that_the_model_is_unknown(tmp_path: Path) -> None:
    async with FakeOpenAI().serve() as fake, talking(tmp_path, fake) as client:
        fake.refusals = [("POST /v1/responses", http_error(404, "model_not_found", "model"))]
        frames = await client.turn("Hello")
        assert frames[-1]["code"] == "upstream_failed" and "OPENAI_MODEL" in frames[-1]["chunk"]
        assert len(fake.calls_to("/v1/responses")) == len(fake.calls_to("/v1/conversations")) == 1


@scenario
async def test_server_says_that_the_api_refuses_the_connection(tmp_path: Path) -> None:  # Fault 21
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    config = make_config(tmp_path, openai_api_key="sk-test-key", openai_base_url=f"http://127.0.0.1:{port}/v1")
    async with serving(config) as address, connected(address) as client:
        frames = await client.turn("Hello")
        assert [frame.get("code") for frame in frames] == ["upstream_failed"] and is_fit_to_show(frames)
        async with FakeOpenAI().serve(port):
            assert message_of(await client.turn("Hello again")) == "You said Hello again"


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("status", [401, 403, 500])
@scenario
async def test_key_appears_in_no_frame_and_no_log(
    tmp_path: Path, path: str, status: int, caplog: pytest.LogCaptureFixture
) -> None:  # Faults 22, 44
    caplog.set_level(logging.DEBUG)
    async with FakeOpenAI().serve() as fake, talking(tmp_path, fake) as client:
        fake.refusals = [(path, Answer(status, error("invalid_api_key"), QUICK))] * 9
        await client.turn("Hello")
        chat = await client.open()
        await client.send(chatId="c", forget=True)
        await client.receive_until(tagged("gone"))
    assert "sk-test" not in json.dumps([*client.frames, chat])
    assert caplog.records
    assert not [record for record in caplog.records if "sk-test" in f"{record.getMessage()} {record.exc_text}"]


@scenario
async def test_server_process_logs_neither_key_nor_words_nor_upstream_text(tmp_path: Path) -> None:  # Faults 22, 44
    async with FakeOpenAI().serve() as fake, process(tmp_path, fake) as running, connected(running.address) as client:
        for path, status in itertools.product(PATHS, (401, 403, 500)):
            fake.refusals = [(path, Answer(status, error("invalid_api_key"), QUICK))] * 3
            await client.turn("Whiskers", "chat-that-nobody-logs")
        fake.scripts += [["Fluffy", b"data: {\n\n"], ["Fluffy", RESET]]
        for _ in range(2):
            await client.turn("Whiskers", "chat-that-nobody-logs")
        assert "sk-test" not in json.dumps(client.frames)
        assert running.log.count("\n") >= 6 and "Traceback" not in running.log
        assert not re.search(r"sk-test|secret|Whiskers|Fluffy|chat-that|conv_", running.screen + running.log)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "answers",
    [
        [http_error(429, retry_after="1")],
        [http_error(500)],
        [http_error(429, **QUICK), http_error(503, **QUICK)],
        [http_error(408)],
    ],
    ids=["23 busy for a second", "25 500", "busy, then down", "408"],
)
@scenario
async def test_server_gets_one_answer_after_retries(
    tmp_path: Path, path: str, answers: list[Answer]
) -> None:  # Faults 23, 25
    async with FakeOpenAI().serve() as fake, talking(tmp_path, fake) as client:
        fake.refusals = [(path, answer) for answer in answers]
        frames = await client.turn("Hello")
        assert message_of(frames) == "You said Hello" and not any(map(tagged("error"), frames))
        assert len(fake.calls_to(path.split(" ")[1])) == 1 + len(answers)
        assert [turn["status"] for turn in (await client.open())["turns"]] == ["done"]
        assert [item_texts(items) for items in fake.conversations.values()] == [["Hello", 'message: "You said Hello"']]


@scenario
async def test_server_waits_while_another_run_holds_the_conversation(tmp_path: Path) -> None:  # Fault 26
    async with FakeOpenAI().serve() as fake, talking(tmp_path, fake) as client:
        await client.turn("One")
        fake.locked.add(thread_of(fake))
        await client.send(message="Two", chatId="c")
        await until(lambda: len(fake.calls_to("/v1/responses")) >= 3)
        fake.locked.clear()
        frames = await client.receive_until(terminal)
        assert message_of(frames) == "You said Two"
        assert len(fake.calls_to("/v1/conversations")) == 1 and set(fake.inputs[1:]) == {"Two"}
        assert item_texts(fake.conversations[thread_of(fake)])[2:] == ["Two", 'message: "You said Two"']


@scenario
async def test_stop_ends_the_wait_for_a_held_conversation(tmp_path: Path) -> None:
    async with FakeOpenAI().serve() as fake, talking(tmp_path, fake) as client:
        await client.turn("One")
        fake.locked.add(thread_of(fake))
        await client.send(message="Two", chatId="c")
        await until(lambda: len(fake.calls_to("/v1/responses")) >= 2)
        await client.send(chatId="c", stop=True)
        assert (await client.receive_until(terminal))[-1] == NOTHING
        assert [turn["status"] for turn in (await client.open())["turns"]] == ["done", "stopped"]


@pytest.mark.parametrize("path", PATHS)
@scenario
async def test_api_that_never_answers_is_given_up_after_a_stall(tmp_path: Path, path: str) -> None:  # Fault 28
    async with FakeOpenAI().serve() as fake, talking(tmp_path, fake, stall_seconds=0.5) as client:
        fake.holds[path] = asyncio.Event()
        start = time.monotonic()
        frames = await client.turn("Hello")
        # No longer than the setting says; that a turn reaches the model once is Promise 2.
        assert 0.45 < time.monotonic() - start < 1.0
        assert [frame.get("code") for frame in frames] == ["upstream_timeout"] and is_fit_to_show(frames)
        assert len(fake.calls_to(path.split(" ")[1])) == 1
        await until(lambda: all(call.gone for call in fake.calls_to(path.split(" ")[1])))
        fake.holds.clear()
        assert message_of(await client.turn("Hello again")) == "You said Hello again"


# What breaks off an answer in mid-stream: steps, the turn's status, the code, settings.

FAILED_EVENTS: dict[str, dict[str, Any]] = {
    "flat error": {"type": "error", "code": "server_error", "message": "secret sk-test-key", "param": None},
    "failed": {"type": "response.failed", "response": response("failed", error={"code": "server_error", "message": "secret"})},
    "busy": {"type": "error", "code": "rate_limit_exceeded", "message": "secret sk-test-key", "param": None},
    "no quota": {"type": "response.failed", "response": response("failed", error={"code": "insufficient_quota", "message": "secret"})},
    "incomplete": {"type": "response.incomplete", "response": response("incomplete", incomplete_details={"reason": "max_output_tokens"})},
}  # fmt: skip
NESTED_ERROR = {"error": {"type": "server_error", "code": None, "message": "secret sk-test-key", "param": None}}
BROKEN_OFF: dict[str, tuple[Script, str, str, dict[str, Any]]] = {
    "28 stall": ([HANG], "error", "upstream_timeout", {"stall_seconds": 0.6}),
    "29 reset": ([RESET], "interrupted", "interrupted", {}),
    "29 no terminal event": ([CLOSE], "interrupted", "interrupted", {}),
    "29 connection closed": ([DROP], "interrupted", "interrupted", {}),
    "29 [DONE] only": ([b"data: [DONE]\n\n", CLOSE], "interrupted", "interrupted", {}),
    "31 broken JSON": ([b'data: {"type": "response.output_te\n\n', CLOSE], "error", "upstream_failed", {}),
    "31 deep JSON": ([b"data: " + b"[" * 100_000 + b"\n\n", CLOSE], "error", "upstream_failed", {}),
    "31 bad UTF-8": ([b'data: {"delta": "\xff\xfe"}\n\n', CLOSE], "error", "upstream_failed", {}),
    "31 flat error": ([FAILED_EVENTS["flat error"], CLOSE], "error", "upstream_failed", {}),
    "31 nested error": ([event_bytes({"type": "error", **NESTED_ERROR}), CLOSE], "error", "upstream_failed", {}),
    "31 nested, no type": ([event_bytes(NESTED_ERROR), CLOSE], "error", "upstream_failed", {}),
    "31 named, no type": ([b"event: error\n" + event_bytes(NESTED_ERROR), CLOSE], "error", "upstream_failed", {}),
    "31 error is text": ([event_bytes({"error": "secret sk-test-key"}), CLOSE], "error", "upstream_failed", {}),
    "31 failed": ([FAILED_EVENTS["failed"], CLOSE], "error", "upstream_failed", {}),
    "31 failed, no reason": ([{"type": "response.failed", "response": None}, CLOSE], "error", "upstream_failed", {}),
    "31 busy": ([FAILED_EVENTS["busy"], CLOSE], "error", "upstream_busy", {}),
    "31 no quota": ([FAILED_EVENTS["no quota"], CLOSE], "error", "upstream_quota", {}),
    "31 incomplete": ([FAILED_EVENTS["incomplete"], CLOSE], "interrupted", "interrupted", {}),
}  # fmt: skip
HALVES = {
    "in the message": ('idea: "A bench"\nmessage: "It was a qu', (["A bench"], None, "It was a qu")),
    "in an idea": ('idea: "A bench"\nidea: "Half a', (["A bench"], "Half a", "")),
    "without format": ("It was a qu", ([], None, "It was a qu")),
}
FAULTS_AND_HALVES = [
    (name, half) for half in HALVES for name in BROKEN_OFF
    if half == "in the message" or name in ("28 stall", "29 reset", "31 flat error", "31 incomplete")
]  # fmt: skip


@pytest.mark.parametrize("name, half", FAULTS_AND_HALVES, ids=[" ".join(pair) for pair in FAULTS_AND_HALVES])
@scenario
async def test_partial_answer_stays_shown_and_stored(tmp_path: Path, name: str, half: str) -> None:  # Faults 28, 29, 31
    fault, status, code, more = BROKEN_OFF[name]
    reply, values = HALVES[half]
    async with FakeOpenAI().serve() as fake:
        config = make_config(tmp_path, fake, min_chunk_chars=1, **more)
        async with serving(config) as address, connected(address) as client, connected(address) as other:
            go = asyncio.Event()
            fake.scripts.append([*every(reply, 5), go, *fault])
            await client.send(message="Hello", chatId="c")
            frames: list[dict[str, Any]] = []
            while shown_values(frames) != values:
                frames.append(await client.receive())
            go.set()
            frames += await client.receive_until(terminal)
            assert shown_values(frames) == values
            assert (frames[-1]["tag"], frames[-1]["code"], frames[-1]["chatId"]) == ("error", code, "c")
            assert sum(map(terminal, frames)) == 1 and is_fit_to_show(frames)
            chat = await other.open()
            [turn] = chat["turns"]
            assert (stored_values(turn), turn["status"], turn["error"]) == (values, status, code)
            assert [idea["text"] for idea in chat["ideas"]] == values[0]
        async with serving(config) as address, connected(address) as client:
            assert await client.open() == chat
            # The next turn's model knows what was said.
            assert message_of(await client.turn("Go on")) == "You said Go on"
            [asked, answered, *_] = item_texts(fake.conversations[thread_of(fake)])
            assert (asked, split(answered)) == ("Hello", (values[0], values[2])) and FORMAT.fullmatch(answered)


@pytest.mark.parametrize("name", ["28 stall", "29 no terminal event", "31 failed", "31 incomplete"])
@pytest.mark.parametrize(
    "reply, values",
    [('idea: "A bench"\nmessage: "It was\\u00', (["A bench"], None, "It was\\u00")), ('idea: "A"\nidea: "Ha', (["A"], "Ha", "")),
     ("mess", ([], None, "mess"))],
    ids=["escape", "idea", "key"],
)  # fmt: skip
@scenario
async def test_words_held_back_are_shown_when_the_answer_breaks_off(
    tmp_path: Path, reply: str, values: tuple[list[str], str | None, str], name: str
) -> None:  # Faults 28, 29, 31
    fault, status, code, more = BROKEN_OFF[name]
    async with FakeOpenAI().serve() as fake, talking(tmp_path, fake, **more) as client:
        fake.scripts.append([*reply, *fault])
        frames = await client.turn("Hello")
        assert (shown_values(frames), frames[-1]["code"]) == (values, code)
        [turn] = (await client.open())["turns"]
        assert (stored_values(turn), turn["status"]) == (values, status)


@pytest.mark.parametrize(
    "script, status, code",
    [([RESET], "interrupted", "interrupted"), ([CLOSE], "interrupted", "interrupted"), ([DROP], "interrupted", "interrupted"),
     ([FAILED_EVENTS["flat error"], CLOSE], "error", "upstream_failed"), ([], "error", "upstream_failed")],
    ids=["reset", "no terminal event", "connection closed", "error", "complete but empty"],
)  # fmt: skip
@scenario
async def test_answer_that_breaks_off_before_its_first_word_is_an_error(
    tmp_path: Path, script: Script, status: str, code: str
) -> None:  # Faults 29, 30, 31
    async with FakeOpenAI().serve() as fake, talking(tmp_path, fake) as client:
        fake.scripts.append(script)
        frames = await client.turn("Hello")
        assert [frame.get("code") for frame in frames] == [code] and is_fit_to_show(frames)
        [turn] = (await client.open())["turns"]
        assert (stored_values(turn), turn["status"], turn["error"]) == (([], None, ""), status, code)
        await talk(client, "Hello again")
        assert item_texts(fake.conversations[thread_of(fake)])[:2] == ["Hello", "Hello again"]


@scenario
async def test_answer_that_takes_too_long_in_all_is_ended(tmp_path: Path) -> None:  # Promise 5, Fault 28
    async with FakeOpenAI().serve() as fake, talking(tmp_path, fake, turn_seconds=0.8, stall_seconds=0.6) as client:
        fake.scripts.append(['message: "It was a qu', *[{"type": "keepalive"}, 0.05] * 200])
        start = time.monotonic()
        frames = await client.turn("Hello")
        assert 0.7 < time.monotonic() - start < 3
        assert frames[-1]["code"] == "upstream_timeout" and message_of(frames) == "It was a qu"
        await until(lambda: fake.calls_to("/v1/responses")[0].gone)
        [turn] = (await client.open())["turns"]
        assert (stored_values(turn), turn["status"], turn["error"]) == (
            ([], None, "It was a qu"),
            "error",
            "upstream_timeout",
        )


@scenario
async def test_endless_answer_is_capped(tmp_path: Path) -> None:  # Fault 34
    async with FakeOpenAI().serve() as fake, talking(tmp_path, fake, max_reply_chars=500) as client:
        fake.scripts.append(['idea: "A bench"\nmessage: "', *["endless "] * 5_000, HANG])
        frames = await client.turn("Hello")
        assert frames[-1]["code"] == "too_long" and is_fit_to_show(frames)
        ideas, draft, message = shown_values(frames)
        assert (ideas, draft) == (["A bench"], None)
        assert message == ("endless " * 100)[: 500 - len('idea: "A bench"\nmessage: "')]
        await until(lambda: fake.calls_to("/v1/responses")[0].gone)
        [turn] = (await client.open())["turns"]
        assert (stored_values(turn), turn["status"], turn["error"]) == ((ideas, draft, message), "error", "too_long")
        assert select(tmp_path, "select length(reply) from turn") == [(500,)]
        assert message_of(await client.turn("Hello again")) == "You said Hello again"


@pytest.mark.parametrize("length", [499, 500, 501])
@scenario
async def test_answer_is_capped_past_the_limit_only(tmp_path: Path, length: int) -> None:  # Fault 34
    async with FakeOpenAI().serve() as fake, talking(tmp_path, fake, max_reply_chars=500) as client:
        fake.scripts.append(["😀" * length])
        frames = await client.turn("Hello")
        assert message_of(frames) == "😀" * min(length, 500)
        assert frames[-1]["tag"] == ("error" if length > 500 else "message")


@scenario
async def test_server_ignores_events_that_say_nothing(tmp_path: Path) -> None:  # Fault 32
    noise: Script = [
        b": a comment\n\n", b":\n", b"\n\n", b"event: keepalive\ndata: {}\n\n", b"id: 7\nretry: 10\n\n",
        {"type": "keepalive"}, {"type": "response.of_the_future", "delta": "secret"}, b'data: {"no": "type"}\n\n',
        {"type": "response.reasoning_summary_text.delta", "delta": "secret"}, b"data: 5\n\ndata: null\n\ndata: []\n\n",
        {"type": "response.reasoning_text.delta", "delta": "secret"}, b"data\n\n", b"event: ping\n\n",
    ]  # fmt: skip
    async with FakeOpenAI().serve() as fake, talking(tmp_path, fake) as client:
        parts = every('idea: "A bench"\nmessage: "It was a quiet place."', 9)
        fake.scripts.append([*(step for part in parts for step in (*noise, part)), *noise])
        frames = await client.turn("Hello")
        assert shown_values(frames) == (["A bench"], None, "It was a quiet place.")
        assert not any(frame["tag"] == "error" for frame in frames)


@scenario
async def test_server_shows_a_refusal_as_the_message(tmp_path: Path) -> None:
    async with FakeOpenAI().serve() as fake, talking(tmp_path, fake) as client:
        delta = {**DELTA, "type": "response.refusal.delta"}
        fake.scripts.append([{**delta, "delta": "I'm sorry, "}, {**delta, "delta": "I can't help with that."}])
        assert shown_values(await client.turn("Hello")) == ([], None, "I'm sorry, I can't help with that.")


EXOTIC = 'idea: "Ünïcödé 🧑‍🚀 café"\nmessage: "👩‍👩‍👧‍👦 👍🏽 日本語\u2028\x85 שלום 🏳️‍🌈\nZweite Zeile\r\n😀"'


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("size", [1, 2, 3, 7])
@scenario
async def test_stream_cut_into_bytes_gives_the_exact_text(tmp_path: Path, size: int, newline: str) -> None:  # Fault 33
    async with FakeOpenAI().serve() as fake, talking(tmp_path, fake) as client:
        fake.cut_bytes = size
        fake.scripts.append([event_bytes({**DELTA, "delta": part}, newline) for part in every(EXOTIC, 3)])
        frames = await client.turn("Hello")
        ideas, message = split(EXOTIC)
        assert shown_values(frames) == (ideas, None, message)
        assert stored_values((await client.open())["turns"][0]) == shown_values(frames)


@scenario
async def test_stream_gives_the_same_text_for_any_cut() -> None:  # Fault 33
    deltas = ["é😀\u2028\x85\r", "\n", "日本"]
    events = [{**DELTA, "delta": delta, "sequence_number": 1} for delta in deltas]
    ends = [{"type": "response.completed", "response": response("completed")}]
    stream = b": hello\n\n" + b"".join(event_bytes(e, newline) for e in events for newline in ("\n", "\r\n"))
    stream += event_bytes(ends[0])

    async def read(blocks: list[bytes]) -> str:
        async def give() -> AsyncIterator[bytes]:
            for block in blocks:
                yield block

        items = [item async for item in server.read_events(give(), server.ResponseReader())]
        return "".join(item for item in items if isinstance(item, str))

    expected = "".join(delta for delta in deltas for _ in range(2))
    assert await read([stream]) == await read([bytes([byte]) for byte in stream]) == expected
    for at in range(len(stream)):
        assert await read([stream[:at], stream[at:]]) == expected


@pytest.mark.parametrize(
    "deltas, text",
    [(["a\ud83d", "\ude00b"], "a😀b"), (["a\ud83d", "b"], "a\ufffdb"), (["a\ude00b"], "a\ufffdb"), (["a\ud83d"], "a\ufffd"),
     (["\ud83d", "\ud83d", "\ude00"], "\ufffd😀"), (["a\0b"], "a\ufffdb"), (["a\ud83d", "", "\ude00"], "a😀")],
    ids=ascii,
)  # fmt: skip
@scenario
async def test_surrogates_and_nul_in_deltas_become_text(tmp_path: Path, deltas: list[str], text: str) -> None:
    async with FakeOpenAI().serve() as fake, talking(tmp_path, fake) as client:  # Faults 5, 6, 33
        fake.scripts.append([{**DELTA, "delta": delta} for delta in deltas])
        assert message_of(await client.turn("Hello")) == text
        assert (await client.open())["turns"][0]["reply"] == text


# The requests


EFFORTS = {
    "default model": ({}, "gpt-6-luna", {"effort": "none"}),
    "default model, asked for": ({"openai_reasoning_effort": "high"}, "gpt-6-luna", {"effort": "high"}),
    "other model": ({"openai_model": "gpt-5.9"}, "gpt-5.9", None),
    "other model, asked for": ({"openai_model": "m", "openai_reasoning_effort": "low"}, "m", {"effort": "low"}),
}


@pytest.mark.parametrize("settings, model, reasoning", EFFORTS.values(), ids=list(EFFORTS))
@scenario
async def test_server_asks_for_a_response_as_it_should(
    tmp_path: Path, settings: dict[str, Any], model: str, reasoning: dict[str, str] | None
) -> None:
    async with FakeOpenAI().serve() as fake, talking(tmp_path, fake, max_output_tokens=777, **settings) as client:
        for message in ("One", "Two"):
            await client.turn(message)
        first, second = fake.calls_to("/v1/responses")
        expected = {
            "model": model,
            "conversation": next(iter(fake.conversations)),
            "instructions": (HERE / "instructions.txt").read_text("utf-8"),
            "input": "One",
            "stream": True,
            "stream_options": {"include_obfuscation": False},
            "truncation": "auto",
            "max_output_tokens": 777,
            **({"reasoning": reasoning} if reasoning else {}),
        }
        assert (first.body, second.body) == (expected, {**expected, "input": "Two"})
        assert {call.headers["authorization"] for call in fake.calls} == {"Bearer sk-test-key"}


@scenario
async def test_tokens_used_are_stored_with_the_turn(tmp_path: Path) -> None:
    usage = {
        "input_tokens": 70, "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0}, "output_tokens": 30,
        "output_tokens_details": {"reasoning_tokens": 0}, "total_tokens": 100,
    }  # fmt: skip
    short = {"type": "response.incomplete", "response": response("incomplete", usage=usage)}
    failed = {"type": "response.failed", "response": response("failed", usage=usage)}
    async with FakeOpenAI().serve() as fake, talking(tmp_path, fake) as client:
        fake.scripts += [["Hello"], ["Hello", short, CLOSE], ["Hello", failed, CLOSE]]
        for _ in range(3):
            await client.turn("Hi")
        await client.open()
    assert select(tmp_path, "select input_tokens, output_tokens from turn order by seq") == [(2, 5), (70, 30), (70, 30)]


# Threads


@scenario
async def test_two_chats_have_two_threads(tmp_path: Path) -> None:
    async with FakeOpenAI().serve() as fake, talking(tmp_path, fake) as client:
        for message, chat in [("One", "a"), ("Two", "b"), ("Three", "a"), ("Four", "b")]:
            await client.turn(message, chat)
        assert [item_texts(items)[::2] for items in fake.conversations.values()] == [["One", "Three"], ["Two", "Four"]]


@scenario
async def test_thread_is_kept_over_a_restart(tmp_path: Path) -> None:
    async with FakeOpenAI().serve() as fake:
        for message in ("One", "Two"):
            async with talking(tmp_path, fake) as client:
                assert message_of(await client.turn(message)) == f"You said {message}"
        assert len(fake.calls_to("/v1/conversations")) == 1 and thread_of(fake, 0) == thread_of(fake, 1)
        assert item_texts(fake.conversations[thread_of(fake)])[::2] == ["One", "Two"]


@scenario
async def test_thread_is_made_by_the_first_message_only(tmp_path: Path) -> None:
    async with FakeOpenAI().serve() as fake, talking(tmp_path, fake) as client:
        await client.open()
        await client.send(chatId="c", idea={"text": "A bench"})
        await client.send(chatId="c", stop=True)
        await client.send(chatId="c", message="")
        await client.send(chatId="d", forget=True)
        await client.receive_until(is_error("empty"), tagged("gone"))
        assert fake.calls == []
        await client.turn("Hello")
        await client.turn("Hello again")
        assert [call.path for call in fake.calls] == ["/v1/conversations", "/v1/responses", "/v1/responses"]
        assert not fake.calls[0].body.get("items")


@scenario
async def test_two_first_messages_at_once_make_one_thread(tmp_path: Path) -> None:
    async with (
        FakeOpenAI().serve() as fake,
        serving(make_config(tmp_path, fake)) as address,
        connected(address) as one,
        connected(address) as two,
    ):
        fake.holds["POST /v1/conversations"] = asyncio.Event()
        await asyncio.gather(one.send(message="One", chatId="c"), two.send(message="Two", chatId="c"))
        await until(lambda: fake.calls)
        fake.holds["POST /v1/conversations"].set()
        frames = await asyncio.gather(one.receive_until(terminal), two.receive_until(terminal))
        assert [message_of(turn) for turn in frames] == ["You said One", "You said Two"]
        assert len(fake.calls_to("/v1/conversations")) == 1
        assert sorted(item_texts(next(iter(fake.conversations.values())))[::2]) == ["One", "Two"]


@scenario
async def test_four_processes_make_one_thread_for_one_chat(tmp_path: Path) -> None:  # Fault 37
    async with FakeOpenAI().serve() as fake, contextlib.AsyncExitStack() as stack:
        folders = [tmp_path / name for name in "abcd"]
        for folder in folders:
            folder.mkdir()
        url = f"sqlite:///{tmp_path}/chats.db"
        starts = [stack.enter_async_context(process(folder, fake, DATABASE_URL=url)) for folder in folders]
        running = await asyncio.gather(*starts)
        clients = [await stack.enter_async_context(connected(one.address)) for one in running]
        fake.calls.clear()
        fake.holds["POST /v1/conversations"] = asyncio.Event()
        for number, client in enumerate(clients):
            await client.send(message=f"Number {number}", chatId="c")
        await until(lambda: len(fake.calls_to("/v1/conversations")) == 4)
        fake.holds["POST /v1/conversations"].set()
        answers = await asyncio.gather(*(client.receive_until(terminal) for client in clients))
        assert [message_of(frames) for frames in answers] == [f"You said Number {number}" for number in range(4)]
        assert len({call.body["conversation"] for call in fake.calls_to("/v1/responses")}) == 1
        assert select(tmp_path, "select id, thread from chat") == [("c", thread_of(fake))]
        # The threads that lost are deleted.
        await until(lambda: list(fake.conversations) == [thread_of(fake)])
        chat = await clients[0].open()
        assert sorted(turn["message"] for turn in chat["turns"]) == [f"Number {number}" for number in range(4)]


# Promise 9: the thread is a cache of the stored chat.

TALK = ["One", "Two"]
MEMORY = ["One", 'message: "You said One"', "Two", 'message: "You said Two"']


async def talk(client: Client, *messages: str) -> None:
    for message in messages:
        assert message_of(await client.turn(message)) == f"You said {message}"


@pytest.mark.parametrize("restart", [False, True], ids=["running", "restarted"])
@scenario
async def test_chat_goes_on_when_its_thread_is_gone(tmp_path: Path, restart: bool) -> None:  # Promise 9, Fault 27
    async with FakeOpenAI().serve() as fake:
        async with talking(tmp_path, fake) as client:
            await talk(client, *TALK)
            first = thread_of(fake)
            if not restart:
                fake.conversations.clear()
                await talk(client, "Three")
        if restart:
            fake.conversations.clear()
            async with talking(tmp_path, fake) as client:
                await talk(client, "Three")
        assert thread_of(fake) != first
        assert item_texts(fake.conversations[thread_of(fake)]) == [*MEMORY, "Three", 'message: "You said Three"']
        # And it stays with the new thread.
        async with talking(tmp_path, fake) as client:
            await talk(client, "Four")
        assert len(fake.calls_to("/v1/conversations")) == 2 and thread_of(fake) == thread_of(fake, -2)


@scenario
async def test_chat_goes_on_when_its_thread_is_locked_for_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # Promise 9
    monkeypatch.setattr(server, "LOCK_PAUSES", (0.01, 0.02, 0.03))  # in place of some seconds
    async with FakeOpenAI().serve() as fake, talking(tmp_path, fake) as client:
        await talk(client, *TALK)
        locked = thread_of(fake)
        fake.locked.add(locked)
        await talk(client, "Three", "Four")
        assert item_texts(fake.conversations[thread_of(fake)])[:5] == [*MEMORY, "Three"]
        assert thread_of(fake) == thread_of(fake, -2) != locked


@pytest.mark.parametrize("foreign", [403, 404])
@scenario
async def test_chat_goes_on_with_another_key(tmp_path: Path, foreign: int) -> None:  # Promise 9
    async with FakeOpenAI().serve() as fake:
        fake.foreign = foreign
        async with talking(tmp_path, fake) as client:
            await talk(client, *TALK)
        async with talking(tmp_path, fake, openai_api_key="sk-other-key") as client:
            await talk(client, "Three", "Four")
        assert item_texts(fake.conversations[thread_of(fake)])[:5] == [*MEMORY, "Three"]
        assert fake.owners[thread_of(fake)] == "Bearer sk-other-key"
        assert len(fake.calls_to("/v1/conversations")) == 2


@scenario
async def test_chat_goes_on_with_another_provider_and_back(tmp_path: Path) -> None:  # Promise 9
    async with FakeOpenAI().serve() as one, FakeOpenAI().serve() as two:
        # The same name there is somebody else's chat.
        two._ids = itertools.count(2)
        two.conversations["conv_00000001"] = [user_item("Not yours")]
        async with talking(tmp_path, one) as client:
            await talk(client, *TALK)
        async with talking(tmp_path, two) as client:
            await talk(client, "Three")
        assert item_texts(two.conversations[thread_of(two)])[:5] == [*MEMORY, "Three"]
        assert item_texts(two.conversations["conv_00000001"]) == ["Not yours"]
        async with talking(tmp_path, one) as client:
            await talk(client, "Four")
        assert item_texts(one.conversations[thread_of(one)])[4:7] == ["Three", 'message: "You said Three"', "Four"]


@scenario
async def test_chat_goes_on_from_demo_to_model_and_back(tmp_path: Path) -> None:  # Promise 9
    async with FakeOpenAI().serve() as fake:
        async with serving(make_config(tmp_path)) as address, connected(address) as client:
            suggested = message_of(await client.turn("Ideas for a bakery"))
        async with talking(tmp_path, fake) as client:
            await talk(client, "Which is best?")
        said = item_texts(fake.conversations[thread_of(fake)])
        assert said[0] == "Ideas for a bakery" and split(said[1]) == ([], suggested) and said[2] == "Which is best?"
        async with serving(make_config(tmp_path)) as address, connected(address) as client:
            ideas, _, _ = shown_values(await client.turn("Save number 1"))
            assert len(ideas) == 1 and ideas[0] in suggested.replace("**", "")
        # The thread from before the demo's turn has missed it.
        async with talking(tmp_path, fake) as client:
            await talk(client, "And now?")
        said = item_texts(fake.conversations[thread_of(fake)])
        assert said[2:5] == ["Which is best?", 'message: "You said Which is best?"', "Save number 1"]
        assert split(said[5])[0] == ideas and said[6] == "And now?"


@scenario
async def test_thread_that_is_lost_twice_is_an_error_once(tmp_path: Path) -> None:
    async with FakeOpenAI().serve() as fake, talking(tmp_path, fake) as client:
        await talk(client, *TALK)
        fake.refusals = [("POST /v1/responses", http_error(404, "not_found", "conversation"))] * 9
        frames = await client.turn("Three")
        assert [frame.get("code") for frame in frames] == ["upstream_failed"]
        assert len(fake.refusals) == 7
        fake.refusals.clear()
        await talk(client, "Four")
        assert item_texts(fake.conversations[thread_of(fake)])[:6] == [*MEMORY, "Three", "Four"]


@pytest.mark.parametrize("status", [400, 404, 500])
@scenario
async def test_rebuilding_that_fails_midway_leaves_no_half_thread(tmp_path: Path, status: int) -> None:  # Promise 9
    messages = [f"Message {number}" for number in range(15)]
    async with FakeOpenAI().serve() as fake, talking(tmp_path, fake) as client:
        await talk(client, *messages)
        fake.conversations.clear()
        fake.refusals = [("POST /v1/conversations/", http_error(status, **QUICK))] * (3 if status >= 500 else 1)
        assert is_error("upstream_busy" if status >= 500 else "upstream_failed")((await client.turn("Now"))[-1])
        await talk(client, "Now again")
        assert item_texts(fake.conversations[thread_of(fake)])[:30:2] == messages
        assert len(item_texts(fake.conversations[thread_of(fake)])) == 30 + 1 + 2


@scenario
async def test_thread_is_rebuilt_in_item_form_twenty_a_call(tmp_path: Path) -> None:  # Promise 9
    async with FakeOpenAI().serve() as fake, talking(tmp_path, fake) as client:
        messages = [f'Message {number} "quoted" 😀\n' for number in range(33)]
        for message in messages:
            await client.turn(message)
        before = list(fake.conversations[thread_of(fake)])
        assert len(before) == 66
        fake.conversations.clear()
        fake.calls.clear()
        await client.turn("Now")
        assert [len(call.body["items"]) for call in fake.calls if "items" in call.body] == [20, 20, 20, 6]
        after = fake.conversations[thread_of(fake)]
        assert [item["role"] for item in after] == ["user", "assistant"] * 34
        assert item_texts(after)[:66:2] == messages
        assert [split(text) for text in item_texts(after)[1:66:2]] == [split(text) for text in item_texts(before)[1::2]]
        item: pydantic.TypeAdapter[Any] = pydantic.TypeAdapter(ResponseInputItemParam)
        assert all(item.validate_python(one) for one in after[:66])


@scenario
async def test_rebuilt_thread_holds_the_newest_turns_within_a_budget(tmp_path: Path) -> None:  # Promise 9
    async with FakeOpenAI().serve() as fake:
        async with talking(tmp_path, fake) as client:
            for number in range(20):
                await client.turn(f"Message {number} " + "x" * (number * 7 % 40))
        kept: list[list[str]] = []
        for budget in (1_000_000, 700, 301, 0):
            fake.conversations.clear()
            async with talking(tmp_path, fake, memory_chars=budget) as client:
                await client.turn("Now")
            kept.append(item_texts(fake.conversations[thread_of(fake)])[:-2])
        everything = kept[0]
        assert len(everything) == 40
        said = [*everything, "Now", 'message: "You said Now"', "Now", 'message: "You said Now"']
        for budget, turns, said_then in [(700, kept[1], said[:42]), (301, kept[2], said)]:
            assert turns == said_then[-len(turns) :] and len(turns) % 2 == 0
            assert sum(map(len, turns)) <= budget < sum(map(len, said_then[-len(turns) - 2 :]))
        assert kept[3] == []


@scenario
async def test_rebuilt_thread_is_in_the_format_though_a_model_was_careless(tmp_path: Path) -> None:  # Promise 9
    replies = {
        "plain": "Just *text*.", "fenced": '```yaml\nidea: "A"\nmessage: "B"\n```', "ideas only": 'idea: "A"\nidea: B',
        "unquoted": "idea: A\nmessage: B: c", "message first": 'message: "B"\nidea: "A"', "block": "message: |\n  B\n  c\n",
        "good": 'idea: "A"\nmessage: "Say \\"hi\\"\n- b"',
    }  # fmt: skip
    async with FakeOpenAI().serve() as fake, talking(tmp_path, fake) as client:
        fake.scripts += [[reply] for reply in replies.values()]
        for name in replies:
            await client.turn(name)
        fake.conversations.clear()
        await client.turn("Now")
        said = item_texts(fake.conversations[thread_of(fake)])[: 2 * len(replies)]
        assert said[::2] == list(replies)
        assert [split(text) for text in said[1::2]] == [split(reply) for reply in replies.values()]
        assert [text for text in said[1::2] if not FORMAT.fullmatch(text)] == []


# Stopping, trying again, forgetting


@scenario
async def test_stop_cancels_the_request_and_the_next_turn_knows_what_was_said(tmp_path: Path) -> None:  # Promise 9
    async with FakeOpenAI().serve() as fake, talking(tmp_path, fake, min_chunk_chars=1) as client:
        await talk(client, *TALK)
        old = thread_of(fake)
        fake.scripts.append(['idea: "A bench"\nmessage: "It was a "', "qu", HANG])
        await client.send(message="Three", chatId="c")
        await client.receive_until(lambda frame: frame["tag"] == "message")
        assert not any(call.gone for call in fake.calls)
        await client.send(chatId="c", stop=True)
        frames = await client.receive_until(terminal)
        assert frames[-1]["tag"] == "message"
        await until(lambda: fake.calls_to("/v1/responses")[-1].gone)
        await until(lambda: old not in fake.conversations)
        await talk(client, "Four")
        said = item_texts(fake.conversations[thread_of(fake)])
        assert said[:5] == [*MEMORY, "Three"] and said[6:] == ["Four", 'message: "You said Four"']
        stopped = (await client.open())["turns"][2]
        assert split(said[5]) == (["A bench"], stopped["reply"]) and stopped["status"] == "stopped"
        assert len(fake.conversations) == 1


@scenario
async def test_waiting_turn_knows_what_the_stopped_one_said(tmp_path: Path) -> None:  # Promise 9
    async with FakeOpenAI().serve() as fake, talking(tmp_path, fake, min_chunk_chars=1) as client:
        await talk(client, "Zero")
        fake.refusals = [("DELETE /v1/conversations", http_error(404))]  # the thread that missed it is still there
        fake.scripts.append(["It was a qu", HANG])
        await client.send(message="One", chatId="c")
        await client.send(message="Two", chatId="c")
        await client.receive_until(lambda frame: frame["tag"] == "message")
        await client.send(chatId="c", stop=True)
        frames = await client.receive_until(terminal, terminal)
        assert frames[-1]["tag"] == "message" and message_of(frames).endswith("You said Two")
        said = item_texts(fake.conversations[thread_of(fake)])
        assert said[2:] == ["One", 'message: "It was a qu"', "Two", 'message: "You said Two"']


@pytest.mark.parametrize("path", PATHS)
@scenario
async def test_stop_cancels_a_request_that_is_not_answered(tmp_path: Path, path: str) -> None:
    async with FakeOpenAI().serve() as fake, talking(tmp_path, fake) as client:
        fake.holds[path] = asyncio.Event()
        await client.send(message="One", chatId="c")
        await until(lambda: fake.calls_to(path.split(" ")[1]))
        await client.send(chatId="c", stop=True)
        assert (await client.receive_until(terminal))[-1] == NOTHING
        await until(lambda: fake.calls_to(path.split(" ")[1])[0].gone)
        fake.holds.clear()
        await talk(client, "Two")
        # The model knows of the message that it never answered.
        assert item_texts(fake.conversations[thread_of(fake)])[:2] == ["One", "Two"]


@scenario
async def test_shutting_down_cancels_the_request(tmp_path: Path) -> None:
    async with FakeOpenAI().serve() as fake:
        async with talking(tmp_path, fake, drain_seconds=0) as client:
            fake.scripts.append(['message: "It was a ', HANG])
            await client.send(message="One", chatId="c")
            await until(lambda: fake.calls_to("/v1/responses"))
        await until(lambda: fake.calls_to("/v1/responses")[0].gone)


@scenario
async def test_trying_again_and_editing_take_the_dropped_turns_from_the_model(tmp_path: Path) -> None:  # Promise 9
    async with FakeOpenAI().serve() as fake, talking(tmp_path, fake) as client:
        first, second = new_id(), new_id()
        for message, turn_id in zip(TALK, (first, second), strict=True):
            await client.turn(message, id=turn_id)
        old = thread_of(fake)
        await client.turn("Two, but better", id=new_id(), after=first)
        assert item_texts(fake.conversations[thread_of(fake)])[:3] == [*MEMORY[:2], "Two, but better"]
        await until(lambda: old not in fake.conversations)  # nothing that was dropped is kept
        await client.turn("All new", id=new_id(), after=None)
        assert item_texts(fake.conversations[thread_of(fake)])[0] == "All new"
        await until(lambda: len(fake.conversations) == 1)


@pytest.mark.parametrize(
    "answer", [http_error(500, **QUICK), http_error(404), http_error(403), Answer(200, b"<html>", {}, "text/html")]
)
@scenario
async def test_thread_that_cannot_be_deleted_harms_nothing(
    tmp_path: Path, answer: Answer, caplog: pytest.LogCaptureFixture
) -> None:
    async with FakeOpenAI().serve() as fake, talking(tmp_path, fake) as client:
        fake.refusals = [("DELETE /v1/conversations", answer)] * 9
        fake.scripts.append(["Hello", CLOSE])
        await client.turn("One")
        await until(lambda: any(call.method == "DELETE" for call in fake.calls))
        await talk(client, "Two")
        await client.send(chatId="c", forget=True)
        await client.receive_until(tagged("gone"))
        await until(lambda: sum(call.method == "DELETE" for call in fake.calls) >= 2)
        assert (await client.open())["turns"] == []
        await talk(client, "Three")
    assert not [record for record in caplog.records if record.exc_info or record.levelno >= logging.ERROR]


@pytest.mark.parametrize("state", ["idle", "running", "rebuilding"])
@scenario
async def test_forget_deletes_the_thread_upstream(tmp_path: Path, state: str) -> None:
    async with FakeOpenAI().serve() as fake, talking(tmp_path, fake) as client:
        await talk(client, *TALK)
        await client.turn("Hello", "other")
        if state == "rebuilding":
            del fake.conversations[thread_of(fake, 0)]
            fake.holds["POST /v1/conversations"] = asyncio.Event()
            await client.send(message="Three", chatId="c")
            await until(lambda: len(fake.calls_to("/v1/conversations")) == 3)
        if state == "running":
            fake.scripts.append(['message: "It was a ', HANG])
            await client.send(message="Three", chatId="c")
            await until(lambda: len(fake.calls_to("/v1/responses")) == 4)
        await client.send(chatId="c", forget=True)
        await client.receive_until(tagged("gone"))
        await until(lambda: len(fake.conversations) == 1)
        assert item_texts(next(iter(fake.conversations.values())))[0] == "Hello"
        assert select(tmp_path, "select id from chat") == [("other",)]
        # Afterwards it is a new chat.
        fake.holds.clear()
        await talk(client, "Four")
        assert item_texts(fake.conversations[thread_of(fake)]) == ["Four", 'message: "You said Four"']


# The fake itself


@scenario
async def test_the_clients_own_types_accept_what_the_fake_sends(tmp_path: Path) -> None:
    async with FakeOpenAI().serve() as fake:
        client = openai.AsyncOpenAI(api_key="sk-test-key", base_url=fake.url)
        conversation = await client.conversations.create()
        ask = functools.partial(
            client.responses.create, model="m", conversation=conversation.id, input="Hi", stream=True
        )
        events = [event async for event in await ask()]
        assert [event.type for event in events] == [
            "response.created", "response.in_progress", "response.output_item.added", "response.content_part.added",
            "response.output_text.delta", "response.output_text.done", "response.content_part.done",
            "response.output_item.done", "response.completed",
        ]  # fmt: skip
        assert [event.sequence_number for event in events] == list(range(9))
        assert (
            events[-1].response.output_text == 'message: "You said Hi"' and events[-1].response.usage.input_tokens == 2
        )
        assert (await client.conversations.delete(conversation.id)).deleted
        with pytest.raises(openai.NotFoundError):
            await ask()
        await client.close()


@pytest.mark.parametrize("event", FAILED_EVENTS.values(), ids=list(FAILED_EVENTS))
def test_the_clients_own_types_accept_the_scripted_ends(event: dict[str, Any]) -> None:
    if not str((event.get("response") or {}).get("error")).count("insufficient_quota"):  # a code of HTTP errors alone
        assert _EVENTS.validate_python({**event, "sequence_number": 0}).type == event["type"]


@pytest.mark.parametrize(
    "event",
    [{**DELTA, "delta": "x"}, {**DELTA, "sequence_number": 0}, {**DELTA, "delta": 5, "sequence_number": 0},
     {"type": "response.completed", "response": {}, "sequence_number": 0}, {"type": "nonsense", "sequence_number": 0}],
    ids=["no number", "no delta", "delta is a number", "no response", "unknown type"],
)  # fmt: skip
@scenario
async def test_fake_refuses_to_send_an_ill_formed_event(event: dict[str, Any]) -> None:
    with pytest.raises(pydantic.ValidationError):
        await FakeOpenAI()._event(None, event)  # type: ignore[arg-type]  # it gets no further than the check


# The demo assistant


async def ask_demo(*messages: str, seed: int = 1) -> list[Values]:
    """What the demo saves and says to each message, as the parser reads it."""
    assistant = DemoAssistant(Config(demo_seed=seed, demo_words_per_second=1_000_000))
    history: list[Exchange] = []
    values = []
    for message in messages:
        given = [item async for item in assistant.answer(await assistant.create_thread(history), message)]
        reply = "".join(item for item in given if isinstance(item, str))
        assert FORMAT.fullmatch(reply) and isinstance(given[-1], Usage) and given[-1].output_tokens > 0
        history.append(Exchange(message, reply))
        values.append(split(reply))
    return values


def numbered(message: str) -> list[str]:
    """The suggestions in a message of the demo's, numbered from 1."""
    found = re.findall(r"^(\d+)\. (.+)$", message, re.MULTILINE)
    assert [int(number) for number, _ in found] == list(range(1, len(found) + 1))
    return [text.replace("**", "") for _, text in found]


@scenario
async def test_demo_says_the_same_for_the_same_seed() -> None:
    messages = ["Ideas for a bakery", "Save the first two", "What about our onboarding?"]
    assert await ask_demo(*messages) == await ask_demo(*messages)
    assert len({json.dumps(await ask_demo(*messages, seed=seed)) for seed in range(8)}) > 4


@pytest.mark.parametrize(
    "message, topic",
    [("Ideas for a bakery", "a bakery"), ("a reading club", "a reading club"), ("What about our onboarding?", "our onboarding"),
     ("Let's do a rainy Sunday!", "a rainy Sunday"), ("brainstorm with me about tea", "tea"), ('our "quiet" room?', 'our "quiet" room'),
     ("Ideas for message: \"x\"\nidea: 'y'?", "message: \"x\" idea: 'y'"), ("日本の茶", "日本の茶"), ("🧁", "🧁"),
     ("Find names for a small café that is also a bookshop", "a small café that is also a bookshop")],
)  # fmt: skip
@scenario
async def test_demo_brainstorms_with_scamper(message: str, topic: str) -> None:
    [(ideas, said)] = await ask_demo(message)
    verbs = [line.split(":")[0] for line in numbered(said)]
    assert ideas == [] and topic in said
    assert len(verbs) >= 3 and set(verbs) <= set(server.SCAMPER) and len(set(verbs)) == len(verbs)
    assert sum(topic in line for line in numbered(said)) >= 3


@scenario
async def test_demo_shortens_a_topic_that_is_an_essay() -> None:
    [(ideas, said)] = await ask_demo("Ideas for " + "a very long story " * 400)
    assert ideas == [] and len(numbered(said)) >= 3 and len(said) < 2_000


SAVED: dict[str, list[int]] = {
    "Save the first two": [1, 2], "the first two, please": [1, 2], "Could you save the first two?": [1, 2],
    "Great! Save them please": [1, 2, 3, 4], "all of them": [1, 2, 3, 4], "Save all of them!": [1, 2, 3, 4],
    "SAVE EVERYTHING": [1, 2, 3, 4], "Yes please": [1, 2, 3, 4], "number 3": [3], "Save number 3": [3],
    "Please note down number 3.": [3], "save 2 and 4": [2, 4], "1, 2 and 4": [1, 2, 4], "the second one": [2],
    "keep the first and the third": [1, 3], "save the last two": [3, 4], "Save the last one": [4], "first three": [1, 2, 3],
    "Save number 1 and number 9": [1],
    "Don't save them": [], "No, don't save any of them": [], "no thanks": [], "number 9": [], "What does number 2 mean?": [],
    "Ideas for a 3 day trip": [], "Names for my second book": [], "Ideas for my first two weeks at work": [],
    "Tell me more about number 2": [], "Ideas for all of them": [],
}  # fmt: skip


@pytest.mark.parametrize("message, numbers", SAVED.items(), ids=list(SAVED))
@scenario
async def test_demo_saves_what_is_named(message: str, numbers: list[int]) -> None:
    (_, suggested), (ideas, said) = await ask_demo("Ideas for a bakery", message)
    assert ideas == [numbered(suggested)[number - 1] for number in numbers]
    assert said and (not ideas or numbered(said) == [])


@pytest.mark.parametrize(
    "message, ideas",
    [('Save "A bench by the door"', ["A bench by the door"]), ('"A bench"', ["A bench"]), ("save “Ein Café” please", ["Ein Café"]),
     ("Please keep 'window seats' and 'a bell'", ["window seats", "a bell"]), ('save "it\'s \\ fine"', ["it's \\ fine"]),
     ("save «Une idée»", ["Une idée"]), ('Save "A bench" and number 2', None)],
)  # fmt: skip
@pytest.mark.parametrize("before", [[], ["Ideas for a bakery"]], ids=["at once", "later"])
@scenario
async def test_demo_saves_quoted_words(before: list[str], message: str, ideas: list[str] | None) -> None:
    saved, _ = (await ask_demo(*before, message))[-1]
    assert saved == ideas if ideas else saved[0] == "A bench"


@pytest.mark.parametrize(
    "message",
    ["hi", "Hello!", "hey there", "Good morning", "thanks", "Thank you!", "help", "?", "…", "!!!", "ok", "yes", "no", "Hi, how are you?",
     "What can you do?", "Who are you?", "Save them please", "the first two", "number 3", "all of them", "I need ideas", "👋"],
)  # fmt: skip
@scenario
async def test_demo_asks_for_a_topic_where_there_is_none(message: str) -> None:
    [(ideas, said)] = await ask_demo(message)
    assert (ideas, numbered(said)) == ([], []) and re.search(r"\bName\b|\bname\b|What would you like", said)


@scenario
async def test_demo_tells_more_about_an_idea_of_the_board() -> None:
    *_, (ideas, said) = await ask_demo("Ideas for a bakery", "Tell me more about this idea: “A bench by the door”")
    assert ideas == [] and "A bench by the door" in said and numbered(said) == []


@scenario
async def test_demo_remembers_its_suggestions_over_a_restart(tmp_path: Path) -> None:
    async with serving(make_config(tmp_path)) as address, connected(address) as client:
        suggested = numbered(message_of(await client.turn("Ideas for a bakery")))
    async with serving(make_config(tmp_path)) as address, connected(address) as client:
        frames = await client.turn("The first two, please")
        assert shown_values(frames)[0] == suggested[:2]
        chat = await client.open()
        assert [(idea["text"], idea["turnId"]) for idea in chat["ideas"]] == [
            (text, chat["turns"][1]["id"]) for text in suggested[:2]
        ]
        assert [stored_values(turn) for turn in chat["turns"]][1] == shown_values(frames)
    # The same format, parser and store as a model's.
    for status, reply, used in select(tmp_path, "select status, reply, output_tokens from turn"):
        assert status == "done" and FORMAT.fullmatch(reply) and used > 0


@scenario
async def test_demo_answers_word_by_word_at_its_pace(tmp_path: Path) -> None:
    config = make_config(tmp_path, demo_words_per_second=100, min_chunk_chars=1)
    async with serving(config) as address, connected(address) as client:
        start = time.monotonic()
        frames = await client.turn("hi")
        assert len(frames) > 20 and time.monotonic() - start > (len(frames) - 5) / 100
        assert all(len(frame["chunk"].split()) <= 1 for frame in frames[:-1])


########################################################################################################################
# CONFIG and MAIN
########################################################################################################################

NAMES = [setting.name.upper() for setting in dataclasses.fields(Config)]


def test_config_has_defaults_for_everything() -> None:
    config = Config.from_env({})
    assert config == Config() == Config.from_env({name: " " for name in NAMES})
    assert (
        config.demo and config.openai_model == "gpt-6-luna" and config.database_url == "sqlite:///.data/brainstormer.db"
    )
    assert (config.min_chunk_chars, config.max_message_chars, config.drain_seconds) == (20, 8000, 8)


CHOICES = {"OPENAI_API": "chat", "LOG_FORMAT": "json"}


@pytest.mark.parametrize("name", NAMES)
def test_config_reads_every_setting(name: str) -> None:
    kind = type(getattr(Config(), name.lower()))
    value = {
        "OPENAI_BASE_URL": "https://models.example/v1", "DATABASE_URL": "sqlite:////data/chats.db"
    }.get(name, CHOICES.get(name, "100" if kind is not str else "some-value"))  # fmt: skip
    config = Config.from_env({name: f" {value} ", "UNRELATED": "x"})
    assert getattr(config, name.lower()) == kind(value)
    assert dataclasses.replace(config, **{name.lower(): getattr(Config(), name.lower())}) == Config()


MALFORMED = [
    ("MIN_CHUNK_CHARS", "many"), ("MIN_CHUNK_CHARS", "0"), ("MIN_CHUNK_CHARS", "2.5"), ("MIN_CHUNK_CHARS", "-1"), ("RATE_BURST", "0"),
    ("MAX_MESSAGE_CHARS", "9" * 5_000), *((name, "x") for name in CHOICES), ("MAX_MESSAGE_CHARS", "8k"), ("STALL_SECONDS", "nan"), ("STALL_SECONDS", "inf"), ("STALL_SECONDS", "0"),
    ("DRAIN_SECONDS", "-1"), ("DRAIN_SECONDS", "8 s"), ("DEMO_SEED", "x"), ("MEMORY_CHARS", "-1"), ("MAX_REPLY_CHARS", "1e99"),
    ("OPENAI_BASE_URL", "localhost:11434/v1"), ("OPENAI_BASE_URL", "http://"), ("OPENAI_BASE_URL", "ftp://example"),
    ("OPENAI_BASE_URL", "http:///v1"), ("OPENAI_BASE_URL", "http://[::1"), ("OPENAI_BASE_URL", "http://host:port/v1"),
    ("OPENAI_BASE_URL", "http://host:99999/v1"), ("OPENAI_BASE_URL", "http://me:sk-test@host/v1"), ("OPENAI_API_KEY", "“sk-test-key”"), ("OPENAI_API_KEY", "sk-test\nkey"),
    ("DATABASE_URL", "chats.db"), ("DATABASE_URL", "sqlite://"), ("DATABASE_URL", "sqlite://chats.db"), ("DATABASE_URL", "sqlite:///"),
    ("DATABASE_URL", "oracle://host/chats"),
]  # fmt: skip


@pytest.mark.parametrize("name, value", MALFORMED, ids=[f"{name}={value[:20]}" for name, value in MALFORMED])
def test_config_refuses_what_is_malformed_by_name(name: str, value: str) -> None:
    with pytest.raises(ConfigError) as raised:
        Config.from_env({name: value})
    sentence = str(raised.value)
    assert name in sentence and sentence.endswith(".") and "\n" not in sentence and len(sentence) < 400
    assert "sk-test" not in sentence


@pytest.mark.parametrize(
    "wrong, right",
    [("OPENAI_APIKEY", "OPENAI_API_KEY"), ("OPEN_AI_API_KEY", "OPENAI_API_KEY"), ("MAX_MESAGE_CHARS", "MAX_MESSAGE_CHARS"),
     ("MIN_CHUNK_CHAR", "MIN_CHUNK_CHARS"), ("STALL_SECOND", "STALL_SECONDS"), ("DATABASE_URI", "DATABASE_URL"),
     ("OPENAI_MODELS", "OPENAI_MODEL"), ("OPENAI_BASEURL", "OPENAI_BASE_URL")],
)  # fmt: skip
def test_config_asks_what_was_meant_by_an_unknown_name(wrong: str, right: str) -> None:
    with pytest.raises(ConfigError) as raised:
        Config.from_env({wrong: "sk-test-key"})
    assert wrong in str(raised.value) and f"{right}?" in str(raised.value) and "sk-test" not in str(raised.value)


def test_config_lets_other_programs_settings_be() -> None:
    others = [
        "OPENAI_ORG_ID",
        "OPENAI_PROJECT_ID",
        "OPENAI_LOG",
        "OPENAI_WEBHOOK_SECRET",
        "PATH",
        "HOME",
        "PORT",
        "HOST",
        "LANG",
    ]
    assert Config.from_env(dict.fromkeys(others, "x")) == Config()


def test_config_shows_no_key() -> None:
    assert "sk-test" not in repr(Config(openai_api_key="sk-test-key"))


@pytest.fixture
def clean_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder and an environment without any setting."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    monkeypatch.setattr(Sanic, "run", lambda *_, **__: pytest.fail("the program would have started"))
    return folder


def test_settings_come_from_the_nearest_env_file_upward(clean_folder: Path) -> None:
    (clean_folder.parent.parent / ".env").write_text("MIN_CHUNK_CHARS=31\nRATE_BURST=7\n")
    assert Config.from_env(server.load_environ()) == Config(min_chunk_chars=31, rate_burst=7)
    (clean_folder.parent / ".env").write_text("# ours\nMIN_CHUNK_CHARS='32'\nUNRELATED=x\nexport DEMO_SEED=5 # five\n")
    assert Config.from_env(server.load_environ()) == Config(min_chunk_chars=32, demo_seed=5)


def test_environment_goes_before_the_env_file(clean_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (clean_folder / ".env").write_text("MIN_CHUNK_CHARS=31\nRATE_BURST=7\n")
    monkeypatch.setenv("MIN_CHUNK_CHARS", "33")
    assert Config.from_env(server.load_environ()) == Config(min_chunk_chars=33, rate_burst=7)


def test_importing_reads_no_settings(clean_folder: Path) -> None:
    (clean_folder / ".env").write_text("MIN_CHUNK_CHARS=nonsense\n")
    code = f"import sys; sys.path.insert(0, {str(HERE)!r}); import server; print(server.Config().min_chunk_chars)"
    done = subprocess.run(
        [sys.executable, "-c", code, "--port", "x"], cwd=clean_folder, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.returncode) == ("20\n", 0), done.stderr


def test_env_example_lists_every_setting_with_its_default() -> None:
    text = (HERE / ".env.example").read_text("utf-8")
    values = dotenv.dotenv_values(HERE / ".env.example")
    assert sorted(values) == sorted(NAMES)
    assert Config.from_env({name: value or "" for name, value in values.items()}) == Config()
    # One line about each, just above it.
    lines = text.splitlines()
    for name in NAMES:
        at = next(number for number, line in enumerate(lines) if line.startswith(f"{name}="))
        assert re.fullmatch(r"# [A-Z].*\.", lines[at - 1]), name
    numbers = [name for name in NAMES if not isinstance(getattr(Config(), name.lower()), str)]
    assert all(values[name] for name in numbers)


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """How the program ends and the sentence it ends with."""
    try:
        code = server.main(arguments)
    except SystemExit as exit:
        code = int(exit.code or 0)
    out, err = capsys.readouterr()
    assert out == "" and "Traceback" not in err
    return code, err


@pytest.mark.parametrize("port", ["x", "-1", "65536", "8000.0", "", "٣"])
def test_bad_port_ends_the_program_with_2(clean_folder: Path, port: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = refused(capsys, f"--port={port}")
    assert code == 2 and "port" in said.splitlines()[-1]


@pytest.mark.parametrize("host", ["no.such.host.invalid", "192.0.2.1", "a..b", "x" * 300, "ho st"])
def test_bad_host_ends_the_program_with_2_and_one_sentence(
    clean_folder: Path, host: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = refused(capsys, "--host", host, "--port", "0")
    assert code == 2 and said.count("\n") == 1 and "--host" in said


def test_unknown_option_ends_the_program_with_2(clean_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert refused(capsys, "--prot", "8000")[0] == 2


@pytest.mark.parametrize(
    "name, value", [("STALL_SECONDS", "soon"), ("OPENAI_API_KEYS", "sk-test-key"), ("DATABASE_URL", "x")]
)
def test_bad_setting_ends_the_program_with_2_and_one_sentence(
    clean_folder: Path, name: str, value: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (clean_folder / ".env").write_text(f"{name}={value}\n")
    code, said = refused(capsys, "--port", "0")
    assert code == 2 and said.count("\n") == 1 and name in said and "sk-test" not in said


@pytest.mark.parametrize("content", [b"\xff\xfeD\x00E\x00M\x00O\x00", b"RATE_BURST=\xe9\n"], ids=["UTF-16", "Latin-1"])
def test_env_file_that_is_no_utf8_ends_the_program_with_2(
    clean_folder: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    (clean_folder / ".env").write_bytes(content)
    code, said = refused(capsys, "--port", "0")
    assert code == 2 and said.count("\n") == 1 and ".env" in said


def newer(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("pragma user_version = 99")


BAD_DATABASES: dict[str, Callable[[Path], object]] = {
    "a folder": Path.mkdir,
    "no database": lambda path: path.write_bytes(b"This is a letter to my aunt. " * 99),
    "of a newer version": newer,
}


@pytest.mark.parametrize("spoil", BAD_DATABASES.values(), ids=list(BAD_DATABASES))
def test_unusable_database_ends_the_program_with_1_and_one_sentence(
    clean_folder: Path,
    spoil: Callable[[Path], object],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # Fault 36
    spoil(clean_folder / "chats.db")
    monkeypatch.setenv("DATABASE_URL", "sqlite:///chats.db")
    before = (clean_folder / "chats.db").read_bytes() if (clean_folder / "chats.db").is_file() else b""
    code, said = refused(capsys, "--port", "0")
    assert code == 1 and said.count("\n") == 1 and "chats.db" in said
    if before:  # but for the header's mark of the write-ahead log nothing is changed
        assert (clean_folder / "chats.db").read_bytes()[100:] == before[100:]


def test_database_below_a_file_ends_the_program_with_1(
    clean_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (clean_folder / "file").write_text("")
    monkeypatch.setenv("DATABASE_URL", "sqlite:///file/chats.db")
    code, said = refused(capsys, "--port", "0")
    assert code == 1 and said.count("\n") == 1 and "file/chats.db" in said


def run_program(folder: Path, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if name not in NAMES}
    command = [sys.executable, str(HERE / "server.py"), *arguments]
    return subprocess.run(
        command, cwd=folder, env={**inherited, **environ}, capture_output=True, text=True, timeout=30, check=False
    )


def test_version_is_printed(tmp_path: Path) -> None:
    done = run_program(tmp_path, "--version", STALL_SECONDS="nonsense")
    assert (done.stdout, done.stderr, done.returncode) == (f"Brainstormer {server.__version__}\n", "", 0)


def test_occupied_port_ends_the_program_with_2_and_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = run_program(tmp_path, "--port", port)
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(rf"[^\n]*Port {port} [^\n]*in use[^\n]*--port[^\n]*\.\n", done.stderr)
    assert list(tmp_path.iterdir()) == []


@scenario
async def test_start_screen_says_address_assistant_and_database(tmp_path: Path) -> None:
    for folder in ("demo", "model"):
        (tmp_path / folder).mkdir()
    # Nothing configured: the demo, and the folder of the database is made.
    async with process(tmp_path / "demo", OPENAI_API_KEY="", DATABASE_URL="") as running:
        port = running.address.split(":")[1]
        assert f"http://localhost:{port}\n" in running.screen
        assert "demo: no OPENAI_API_KEY" in running.screen and ".data/brainstormer.db" in running.screen
        assert (tmp_path / "demo" / ".data" / "brainstormer.db").is_file()
        assert len(running.screen.splitlines()) < 25 and running.log == ""
    folder = tmp_path / "model"
    async with FakeOpenAI().serve() as fake, process(folder, fake, OPENAI_MODEL="some-model") as running:
        assert f"some-model at {fake.url}" in running.screen and f"{folder}/chats.db" in running.screen
        assert "demo" not in running.screen and "sk-test" not in running.screen


########################################################################################################################
# ASSISTANTS: any model
########################################################################################################################


@scenario
async def test_server_without_conversations_is_spoken_to_by_chat_completions(tmp_path: Path) -> None:
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake, openai_model="llama")) as address:
        fake.has_conversations = False
        async with connected(address) as client:
            assert message_of(await client.turn("One")) == "You said One"
            assert message_of(await client.turn("Two")) == "You said Two"
        assert len(fake.calls_to("/v1/conversations")) == 1
        first, second = (call.body for call in fake.calls_to("/v1/chat/completions"))
        assert first["model"] == "llama" and first["stream"] is True
        assert [(m["role"], m["content"]) for m in second["messages"][1:]] == [
            ("user", "One"),
            ("assistant", 'message: "You said One"'),
            ("user", "Two"),
        ]
        assert second["messages"][0]["role"] == "system"
        assert "brainstorming partner" in second["messages"][0]["content"]
        assert "reasoning_effort" not in second


@scenario
async def test_chat_completions_remember_the_stored_turns_within_their_budget(tmp_path: Path) -> None:
    async with FakeOpenAI().serve() as fake:
        config = make_config(tmp_path, fake, openai_api="chat", memory_chars=100)
        async with serving(config) as address, connected(address) as client:
            for number in range(5):
                await client.turn(f"message {number}")
        messages = fake.calls_to("/v1/chat/completions")[-1].body["messages"]
        assert [m["content"] for m in messages if m["role"] == "user"] == ["message 2", "message 3", "message 4"]


@pytest.mark.parametrize(
    ("script", "code", "kept"),
    [
        (["message: \"So far", CLOSE], "interrupted", "So far"),
        (["message: \"So far", {"choices": [{"index": 0, "delta": {}, "finish_reason": "length"}]}, CLOSE], "interrupted", "So far"),
        ([{"error": {"message": "secret upstream text", "code": "server_error"}}, CLOSE], "upstream_failed", ""),
        ([CLOSE], "interrupted", ""),
        (Answer(401, error("invalid_api_key")), "upstream_auth", ""),
        (Answer(404, error("model_not_found", "model")), "upstream_failed", ""),
    ],
    ids=["closed", "cut by length", "error event", "nothing", "key refused", "model unknown"],
)  # fmt: skip
@scenario
async def test_chat_completions_fault_keeps_what_was_written(tmp_path: Path, script: Any, code: str, kept: str) -> None:
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake, openai_api="chat")) as address:
        fake.scripts.append(script)
        async with connected(address) as client:
            frames = await client.turn("Hello")
            assert frames[-1]["code"] == code and "secret" not in json.dumps(frames)
            assert (await client.open())["turns"][0]["reply"] == kept
            assert message_of((await client.turn("Again"))[-1:]) == "You said Again"


@scenario
async def test_chat_goes_on_with_its_memory_when_the_provider_changes(tmp_path: Path) -> None:
    async with FakeOpenAI().serve() as first, FakeOpenAI().serve() as second:
        second.has_conversations = False
        async with serving(make_config(tmp_path)) as address, connected(address) as client:
            await client.turn("Ideas for a garden")
        async with serving(make_config(tmp_path, first)) as address, connected(address) as client:
            await client.turn("With a real model")
        async with serving(make_config(tmp_path, second)) as address, connected(address) as client:
            await client.turn("With another one")
        async with serving(make_config(tmp_path, first)) as address, connected(address) as client:
            await client.turn("And back")
        remembered = list(first.conversations.values())[-1]
        contents = [item["content"] for item in remembered if item["role"] == "user"]
        said = [content if isinstance(content, str) else content[0]["text"] for content in contents]
        assert said == ["Ideas for a garden", "With a real model", "With another one", "And back"]
        messages = second.calls_to("/v1/chat/completions")[0].body["messages"]
        assert [m["content"] for m in messages if m["role"] == "user"] == [
            "Ideas for a garden",
            "With a real model",
            "With another one",
        ]


async def run_check(folder: Path, **environ: str) -> tuple[int, str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("OPENAI_")}
    checked = await asyncio.create_subprocess_exec(
        sys.executable, str(HERE / "server.py"), "--check", cwd=folder, env={**inherited, **environ},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    output, _ = await checked.communicate()
    return checked.returncode or 0, output.decode()


@scenario
async def test_check_tells_in_sentences_what_is_in_order(tmp_path: Path) -> None:
    code, output = await run_check(tmp_path)
    assert code == 0 and "demo assistant answers" in output and "Database: sqlite" in output and "Page: " in output
    async with FakeOpenAI().serve() as fake:
        model = {"id": "gpt-x", "object": "model", "created": 1, "owned_by": "us", "shutdown_date": "2027-01-14"}
        fake.models["gpt-x"] = model
        settings = {"OPENAI_API_KEY": "sk-test-key", "OPENAI_BASE_URL": fake.url, "OPENAI_MODEL": "gpt-x"}
        code, output = await run_check(tmp_path, **settings)
        assert code == 0 and "gpt-x is there. It will be shut down on 2027-01-14." in output
        code, output = await run_check(tmp_path, **{**settings, "OPENAI_MODEL": "gpt-none"})
        assert code == 1 and "does not know gpt-none" in output
        fake.refusals.append(("GET /v1/models", Answer(401, error("invalid_api_key"))))
        code, output = await run_check(tmp_path, **settings)
        assert code == 1 and "refused the API key" in output and "sk-test" not in output
    code, output = await run_check(tmp_path, DATABASE_URL="sqlite:////proc/none/chats.db")
    assert code == 1 and "cannot be used" in output


@scenario
async def test_start_line_says_which_api_a_provider_speaks(tmp_path: Path) -> None:
    async with FakeOpenAI().serve() as fake:
        async with process(tmp_path, fake) as running:
            assert "(Responses)" in running.screen
        assert fake.conversations == {}
        fake.has_conversations = False
        async with process(tmp_path, fake) as running:
            assert "(Chat Completions)" in running.screen


########################################################################################################################
# PAGES: safe on a network
########################################################################################################################


@scenario
async def test_server_with_a_token_shows_nothing_without_it(tmp_path: Path) -> None:
    config = make_config(tmp_path, access_token="open sesame")
    async with serving(config) as address, aiohttp.ClientSession(f"http://{address}") as http:
        for path in ("/", "/index.html", "/assets/none.js", "/metrics", "/theme.js"):
            async with http.get(path) as answer:
                body = await answer.text()
                assert answer.status == 401 and "Access token" in body and "<script" not in body
        async with http.get("/healthz") as answer:
            assert answer.status == 200
        with pytest.raises(InvalidStatus) as refusal:
            async with connected(address):
                pass
        assert refusal.value.response.status_code == 401


@scenario
async def test_login_gives_a_signed_cookie_that_is_not_the_token(tmp_path: Path) -> None:
    config = make_config(tmp_path, access_token="open sesame")
    async with serving(config) as address, aiohttp.ClientSession(f"http://{address}") as http:
        async with http.post("/", data={"token": "wrong"}, allow_redirects=False) as answer:
            assert answer.status == 401 and "That is not the access token" in await answer.text()
        async with http.post("/", data={"token": "open sesame"}, allow_redirects=False) as answer:
            assert answer.status == 303
            cookie = answer.headers["set-cookie"]
        assert "HttpOnly" in cookie and "SameSite=Strict" in cookie and "sesame" not in cookie
        value = cookie.split(";")[0]
        async with http.get("/", headers={"cookie": value}) as answer:
            assert answer.status == 200 and "Access token" not in await answer.text()
        async with connected(address, additional_headers={"cookie": value}) as client:
            assert terminal((await client.turn("Hello"))[-1])
        expiry, signature = value.removeprefix("brainstormer=").split(".")
        for forged in (f"{int(expiry) + 9}.{signature}", f"{expiry}.{'0' * 64}", f"1.{signature}", "x.y", "."):
            async with http.get("/", headers={"cookie": f"brainstormer={forged}"}) as answer:
                assert answer.status == 401


@scenario
async def test_bearer_token_opens_page_and_socket(tmp_path: Path) -> None:
    headers = {"authorization": "Bearer open sesame"}
    async with serving(make_config(tmp_path, access_token="open sesame")) as address:
        async with aiohttp.ClientSession(f"http://{address}") as http:
            async with http.get("/metrics", headers=headers) as answer:
                assert answer.status == 200
            async with http.get("/metrics", headers={"authorization": "Bearer open"}) as answer:
                assert answer.status == 401
        async with connected(address, additional_headers=headers) as client:
            assert terminal((await client.turn("Hello"))[-1])


@scenario
async def test_login_attempts_are_limited(tmp_path: Path) -> None:
    config = make_config(tmp_path, access_token="open sesame")
    async with serving(config) as address, aiohttp.ClientSession(f"http://{address}") as http:
        for _ in range(server.LOGINS_PER_MINUTE):
            async with http.post("/", data={"token": "wrong"}) as answer:
                assert answer.status == 401
        async with http.post("/", data={"token": "open sesame"}) as answer:
            assert answer.status == 429 and re.search(r"retry in \d+ s", await answer.text())


@pytest.mark.parametrize(
    ("host", "status"),
    [("evil.example", 421), ("127.0.0.1.evil.example", 421), ("ideas.example.org", 200), ("localhost:80", 200),
     ("192.168.1.9:8000", 200), ("[::1]:8000", 200), ("", 421), ("a.localhost", 200)],
)  # fmt: skip
@scenario
async def test_server_answers_only_under_its_own_names(tmp_path: Path, host: str, status: int) -> None:  # Fault 39
    config = make_config(tmp_path, allowed_hosts="ideas.example.org, other.example.org")
    async with (
        serving(config) as address,
        aiohttp.ClientSession(f"http://{address}") as http,
        http.get("/", headers={"host": host}) as answer,
    ):
        assert answer.status == status


async def raw_request(address: str, request: str) -> bytes:
    reader, writer = await asyncio.open_connection(*address.split(":"))
    writer.write(request.replace("\n", "\r\n").encode())
    answer = await reader.readuntil(b"\r\n\r\n")
    writer.close()
    return answer


@scenario
async def test_server_refuses_two_hosts(tmp_path: Path) -> None:  # Fault 39
    async with serving(make_config(tmp_path)) as address:
        answer = await raw_request(address, "GET / HTTP/1.1\nHost: localhost\nHost: evil.example\n\n")
        assert answer.startswith(b"HTTP/1.1 400")


@scenario
async def test_allowed_origin_opens_a_socket(tmp_path: Path) -> None:  # Fault 38
    async with serving(make_config(tmp_path, allowed_origins="https://other.example.org")) as address:
        async with connected(address, origin="https://other.example.org") as client:
            assert terminal((await client.turn("Hello"))[-1])
        async with connected(address, origin=f"http://{address}") as client:
            assert terminal((await client.turn("Hello"))[-1])
        for origin in ("https://evil.example", "null", "https://other.example.org.evil.example"):
            with pytest.raises(InvalidStatus) as refusal:
                async with connected(address, origin=origin):
                    pass
            assert refusal.value.response.status_code == 403


@pytest.mark.parametrize("limit", ["max_connections", "max_sockets_per_address"])
@scenario
async def test_server_refuses_one_socket_too_many(tmp_path: Path, limit: str) -> None:  # Fault 40
    async with serving(make_config(tmp_path, **{limit: 2})) as address, connected(address) as first:
        async with connected(address):
            with pytest.raises(InvalidStatus) as refusal:
                async with connected(address):
                    pass
            assert refusal.value.response.status_code == 503
        await first.turn("Still here")

        async def again() -> bool:
            try:
                async with connected(address) as client:
                    await client.turn("There is room again")
                    return True
            except InvalidStatus:
                return False

        while not await again():
            pass


@pytest.mark.parametrize(
    ("setting", "chats"),
    [("turns_per_minute", ["a", "b", "c"]), ("chat_turns_per_minute", ["a", "a", "a"])],
)
@scenario
async def test_messages_a_minute_are_limited(tmp_path: Path, setting: str, chats: list[str]) -> None:
    async with serving(make_config(tmp_path, **{setting: 2})) as address, connected(address) as client:
        for chat in chats[:2]:
            assert terminal((await client.turn("Hello", chat))[-1])
        refused = (await client.turn("Hello", chats[2], id="t3"))[-1]
        assert refused["code"] == "rate_limited" and refused["id"] == "t3"
        assert re.search(r"retry in \d+ s", refused["chunk"])


@pytest.mark.parametrize("setting", ["max_running", "max_running_per_address"])
@scenario
async def test_answers_at_once_are_limited(tmp_path: Path, setting: str) -> None:
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake, **{setting: 1})) as address:
        go_on = asyncio.Event()
        fake.scripts.append(['message: "Slow', go_on, '"'])
        async with connected(address) as client:
            await client.send(message="Slowly", chatId="a")
            await until(lambda: fake.inputs)
            await client.send(message="More", chatId="b")
            refused = (await client.receive_until(is_error("rate_limited")))[-1]
            assert "retry in 5 s" in refused["chunk"]
            go_on.set()
            await client.receive_until(terminal)
            assert message_of(await client.turn("More", "b")) == "You said More"


@scenario
async def test_client_address_comes_from_a_proxy_only_when_it_is_believed(tmp_path: Path) -> None:
    for count, reached in ((0, False), (1, True)):
        config = make_config(tmp_path, proxies_count=count, turns_per_minute=1)
        async with serving(config) as address:
            codes = []
            for client_address in ("203.0.113.1", "203.0.113.2"):
                async with connected(address, additional_headers={"x-forwarded-for": client_address}) as client:
                    codes.append((await client.turn("Hello", client_address.replace(".", "-")))[-1].get("code"))
            assert (codes == [None, None]) is reached, (count, codes)


@scenario
async def test_metrics_count_turns_tokens_and_sockets(tmp_path: Path) -> None:
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake)) as address:
        async with connected(address) as client, aiohttp.ClientSession(f"http://{address}") as http:
            await client.turn("Hello")
            fake.scripts.append(Answer(401, error("invalid_api_key")))
            await client.turn("Hello", "d")
            async with http.get("/metrics") as answer:
                lines = (await answer.text()).splitlines()
        values = dict(line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
        assert values['brainstormer_turns_total{outcome="done"}'] == "1.0"
        assert values['brainstormer_turns_total{outcome="upstream_auth"}'] == "1.0"
        assert values['brainstormer_upstream_errors_total{code="upstream_auth"}'] == "1.0"
        assert values["brainstormer_sockets"] == "1.0" and values["brainstormer_running_turns"] == "0.0"
        assert values['brainstormer_tokens_total{direction="input"}'] == "5.0"
        assert values["brainstormer_first_chunk_seconds_count"] == "1.0"
        assert values["brainstormer_turn_seconds_count"] == "2.0"


@scenario
async def test_log_is_json_a_line_an_event_and_holds_nothing_secret(tmp_path: Path) -> None:  # Fault 44
    async with FakeOpenAI().serve() as fake:
        environ = {"LOG_FORMAT": "json", "ACCESS_TOKEN": "open-sesame"}
        async with process(tmp_path, fake, **environ) as running:
            headers = {"authorization": "Bearer open-sesame"}
            async with connected(running.address, additional_headers=headers) as client:
                await client.turn("A private thought", "chat-id-0123456789")
                fake.scripts.append(Answer(401, error("invalid_api_key")))
                await client.turn("Another one", "chat-id-0123456789")
            async with aiohttp.ClientSession(f"http://{running.address}") as http:
                async with http.get("/nothing?q=secret-query") as answer:
                    await answer.read()
                async with http.post("/", data={"token": "wrong-guess"}) as answer:
                    await answer.read()
            await running.signal(signal.SIGTERM)
            await running.wait()
        lines = [json.loads(line) for line in running.log.splitlines()]
        assert any(line["event"].startswith("A turn ended: done") for line in lines)
        assert all({"time", "level", "request", "event"} <= line.keys() for line in lines)
        for secret in ("private", "sk-test-key", "sesame", "chat-id-", "secret-query", "wrong-guess", "upstream text"):
            assert secret not in running.log


@pytest.mark.parametrize("api", ["responses", "chat"])
@scenario
async def test_words_that_arrived_with_the_end_of_a_connection_are_kept(tmp_path: Path, api: str) -> None:  # Fault 29
    async with (
        FakeOpenAI().serve() as fake,
        serving(make_config(tmp_path, fake, openai_api=api)) as address,
        connected(address) as client,
    ):
        for number in range(20):
            fake.scripts.append(['message: "Words that ', f"came with the end, {number}", DROP])
            frames = await client.turn("Hello", f"c{number}")
            assert frames[-1]["code"] == "interrupted"
            assert message_of(frames) == f"Words that came with the end, {number}"
