"""Tests of server.py, in the order of its sections.

Real parts: servers on loopback, SQLite files, the real openai client against a scripted fake of the HTTP API. With
BRAINSTORMER_POSTGRES, the URL of a PostgreSQL server in which databases may be created, the chats are kept there.
"""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import dataclasses
import functools
import gzip
import html
import itertools
import json
import logging
import os
import random
import re
import resource
import signal
import socket
import sqlite3
import struct
import subprocess
import sys
import time
import tracemalloc
import uuid
from collections import Counter, deque
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple, TypeVar
from urllib.parse import urljoin, urlsplit

import aiohttp
import dotenv
import httpx2
import openai
import pydantic
import pytest
import websockets
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openai.types.chat import ChatCompletionChunk
from openai.types.responses import ResponseInputItemParam, ResponseStreamEvent
from sanic import Sanic
from websockets.asyncio.client import ClientConnection, connect
from websockets.client import ClientProtocol
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.frames import Close, Frame, Opcode
from websockets.protocol import State
from websockets.uri import parse_uri

import server
from server import (
    Assistant,
    Chunker,
    Config,
    ConfigError,
    DemoAssistant,
    Exchange,
    Fault,
    Piece,
    ReplyParser,
    Thread,
    Usage,
)

HERE = Path(__file__).resolve().parent
TEST_SECONDS = 60
POSTGRES = os.environ.get("BRAINSTORMER_POSTGRES", "")

if POSTGRES:
    import psycopg


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
    Items that are in a conversation when it is deleted are `leftover`. A prompt of more characters than its `room`, the
    instructions apart, is answered by `full`.
    With `refuses_in_stream` an unknown conversation is an event of a stream, as in OGX, in place of a status.
    """

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.conversations: dict[str, list[dict[str, Any]]] = {}
        self.leftover: list[dict[str, Any]] = []
        self.room = 1_000_000_000
        self.full: Script | Answer = Answer(400, error("context_length_exceeded"))
        self.scripts: deque[Script | Answer] = deque()
        self.script: Callable[[str], Script] = lambda text: [f'message: "You said {json.dumps(text)[1:-1]}"']
        self.refusals: list[tuple[str, Answer]] = []
        self.holds: dict[str, asyncio.Event] = {}
        self.owners: dict[str, str] = {}
        self.foreign = 404
        self.refuses_in_stream = False
        self.has_conversations = True
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
        return Call(method, path.partition("?")[0], json.loads(body) if body else {}, headers, reader)

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
        items = self.conversations[parts[1]]
        if len(parts) == 4:
            items[:] = [item for item in items if item["id"] != parts[3]]
        elif call.method == "DELETE":
            self.leftover += items
            del self.conversations[parts[1]]
            return Answer(200, {"id": parts[1], "object": "conversation.deleted", "deleted": True})
        for item in items:
            item.setdefault("id", f"msg_{uuid.uuid4().hex}")
        return Answer(200, {"object": "list", "data": items[:100], "has_more": len(items) > 100})

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
            told = Answer(200, event_bytes(FAILED_EVENTS["missing"]), content_type="text/event-stream")
            return await self._send(writer, told if self.refuses_in_stream else refusal)
        if conversation in self.locked:
            return await self._send(writer, Answer(400, error("conversation_locked", "conversation")))
        prompt = [*item_texts(self.conversations[conversation]), call.body["input"]]
        script = self._next_script(prompt)
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

    def _next_script(self, prompt: list[str]) -> Script | Answer:
        if sum(map(len, prompt)) > self.room:
            return self.full
        return self.scripts.popleft() if self.scripts else self.script(prompt[-1])

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
        script = self._next_script([message["content"] for message in call.body["messages"][1:]])
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
            if step is HANG or isinstance(step, asyncio.Event):
                await self._watch(call, writer, asyncio.Event() if step is HANG else step)
            elif isinstance(step, bytes):
                await self._chunk(writer, step)
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


# The database.

Test = TypeVar("Test", bound=Callable[..., None])


def on_sqlite(test: Test) -> Test | None:
    """Leave a test out on PostgreSQL, where what it is about is not, or is otherwise."""
    return None if POSTGRES else test


def on_postgres(test: Test) -> Test | None:
    """Leave a test out that needs PostgreSQL, where there is none."""
    return test if POSTGRES else None


# The databases in PostgreSQL, by folder; and those that are empty again: a new one takes half a second.
_databases: dict[Path, str] = {}
_empty: list[str] = []


def database_url(folder: Path) -> str:
    """The address of the database of a folder: a file in it, or one in PostgreSQL that is empty at first."""
    if not POSTGRES:
        return f"sqlite:///{folder}/chats.db"
    if folder not in _databases:
        name = _empty.pop() if _empty else f"brainstormer_{uuid.uuid4().hex}"
        with psycopg.connect(POSTGRES, autocommit=True) as connection:
            if not connection.execute("select 1 from pg_database where datname = %s", (name,)).fetchone():
                connection.execute(f"create database {name}")
        _databases[folder] = urlsplit(POSTGRES)._replace(path=f"/{name}").geturl()
    return _databases[folder]


@pytest.fixture(autouse=True)
def emptied_databases() -> Iterator[None]:
    """Empty the databases of a test after it, and end whatever still uses them."""
    yield
    for folder in list(_databases):
        end_connections(folder)
        rows(folder, "drop schema public cascade")
        rows(folder, "create schema public")
        _empty.append(urlsplit(_databases.pop(folder)).path[1:])


@pytest.fixture(autouse=True, scope="session")
def dropped_databases() -> Iterator[None]:
    """Leave no database behind."""
    yield
    for name in _empty:
        with psycopg.connect(POSTGRES, autocommit=True) as connection:
            connection.execute(f"drop database {name} with (force)")


def connect_database(folder: Path) -> Any:
    """A connection of another program's, that begins no transaction by itself."""
    if POSTGRES:
        return psycopg.connect(database_url(folder), autocommit=True, options="-c lock_timeout=5s")
    return sqlite3.connect(folder / "chats.db", isolation_level=None)


def rows(folder: Path, query: str, *values: Any) -> list[tuple[Any, ...]]:
    """What another program reads in the database, or does to it."""
    with contextlib.closing(connect_database(folder)) as connection:
        found = connection.execute(query.replace("?", "%s") if POSTGRES else query, values)
        return found.fetchall() if found.description else []


def end_connections(folder: Path) -> None:
    """End whatever is connected to a database in PostgreSQL."""
    others = "datname = current_database() and pid <> pg_backend_pid()"
    rows(folder, f"select pg_terminate_backend(pid, 5000) from pg_stat_activity where {others}")


@contextlib.contextmanager
def locked(folder: Path, table: str = "") -> Iterator[None]:
    """Another program holds the whole database, or a table in PostgreSQL, so that nobody else can write."""
    with contextlib.closing(connect_database(folder)) as connection:
        connection.execute("begin immediate" if not POSTGRES else "begin")
        if POSTGRES:
            tables = [
                name for (name,) in connection.execute("select tablename from pg_tables where schemaname = 'public'")
            ]
            connection.execute(f"lock table {table or ', '.join(tables)}")
        yield
        connection.execute("rollback")


# The server and its clients.


def make_config(tmp_path: Path, fake: FakeOpenAI | None = None, **more: Any) -> Config:
    """Settings for a test: a database of its own, and the fake's address and a key where there is a fake."""
    upstream = {"openai_api_key": "sk-test-key", "openai_base_url": fake.url} if fake else {}
    defaults = {
        "demo_words_per_second": 100_000, "rate_burst": 100_000, "stall_seconds": 20.0,
        "turns_per_minute": 1_000_000, "chat_turns_per_minute": 1_000_000,
    }  # fmt: skip
    return Config(**{"database_url": database_url(tmp_path), **defaults, **upstream, **more})


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

    def __init__(
        self, folder: Path, fake: FakeOpenAI | None = None, arguments: Sequence[str] = (), **environ: str
    ) -> None:
        self.folder = folder
        self.arguments = arguments
        upstream = {"OPENAI_API_KEY": "sk-test-key", "OPENAI_BASE_URL": fake.url} if fake else {}
        own = {
            "DATABASE_URL": database_url(folder),
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
                sys.executable, str(HERE / "server.py"), "--port", str(port), *self.arguments,
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
async def process(
    folder: Path, fake: FakeOpenAI | None = None, arguments: Sequence[str] = (), **environ: str
) -> AsyncIterator[Process]:
    """A server process that is killed at the end if it still runs."""
    running = Process(folder, fake, arguments, **environ)
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
    "24 busy until": (http_error(429, retry_after="Fri, 01 Jan 2100 00:00:00 GMT"), "upstream_busy", 1),
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


MENDABLE: dict[str, tuple[Answer, str]] = {  # the answer, what the sentence names
    "effort": (http_error(400, "unsupported_value", "reasoning.effort"), "OPENAI_REASONING_EFFORT"),
    "effort, in words": (Answer(400, {"detail": "secret: unexpected field reasoning_effort"}), "OPENAI_REASONING_EFFORT"),
    "output": (http_error(400, "invalid_value", "max_output_tokens"), "MAX_OUTPUT_TOKENS"),
    "model": (http_error(400, "invalid_value", "model"), "OPENAI_MODEL"),
    "parameter": (http_error(400, "unknown_parameter", "stream_options"), "log"),
    "parameter, in words": (Answer(422, {"detail": [{"msg": "Extra inputs are not permitted"}]}), "log"),
    "redirect": (Answer(307, b"", {"location": "/v1/elsewhere"}), "OPENAI_BASE_URL"),
    "billing": (http_error(402, "payment_required"), "billing"),
}  # fmt: skip


@pytest.mark.parametrize("api", ["responses", "chat"])
@pytest.mark.parametrize("answer, named", MENDABLE.values(), ids=list(MENDABLE))
@scenario
async def test_server_says_what_a_person_can_mend(tmp_path: Path, api: str, answer: Answer, named: str) -> None:
    async with FakeOpenAI().serve() as fake, talking(tmp_path, fake, openai_api=api) as client:
        fake.scripts.append(answer)
        frames = await client.turn("Hello")
        assert frames[-1]["tag"] == "error" and named in frames[-1]["chunk"] and is_fit_to_show(frames)
        assert not fake.calls_to("/v1/elsewhere")
        assert message_of(await client.turn("Hello again")) == "You said Hello again"


@pytest.mark.parametrize("in_stream", [False, True], ids=["by status", "in the stream"])
@scenario
async def test_log_shows_the_start_of_the_providers_code_and_parameter(
    tmp_path: Path, in_stream: bool, caplog: pytest.LogCaptureFixture
) -> None:
    long = {"code": "odd\ncode " * 99, "param": "some\x1b[1mwhere " * 99}
    told = (
        Answer(200, event_bytes({"error": long}), {}, "text/event-stream")
        if in_stream
        else Answer(400, {"error": long})
    )
    async with FakeOpenAI().serve() as fake, talking(tmp_path, fake) as client:
        fake.scripts.append(told)
        await client.turn("Hello")
    [line] = [text for record in caplog.records if "provider failed" in (text := record.getMessage())]
    assert r"'odd\ncode " in line and r"'some\x1b[1mwhere " in line and line.isprintable() and len(line) < 160


@scenario
async def test_bodies_are_read_up_to_a_bound(tmp_path: Path) -> None:
    bomb, huge = gzip.compress(bytes(96 * 2**20), 1), bytes(12 * 2**20)
    zipped = {"content-encoding": "gzip", **QUICK}
    answers = [
        *(Answer(status, bomb, zipped, kind) for status in (200, 400, 500) for kind in ("application/json", "text/event-stream")),
        *(Answer(status, huge, QUICK) for status in (200, 404, 500)),
    ]  # fmt: skip
    async with FakeOpenAI().serve() as fake, talking(tmp_path, fake, openai_api="responses") as client:
        await client.turn("Hello")
        assert {call.headers["accept-encoding"] for call in fake.calls} == {"identity"}
        tracemalloc.start()
        try:
            for path, answer in itertools.product(PATHS, answers):
                fake.refusals = [(path, answer)] * 3
                frames = await client.turn("Hello", new_id())
                assert frames[-1]["code"] in ("upstream_failed", "upstream_busy")
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        # The fake holds copies of its 12 MB, of which nobody has read the end.
        assert peak < 64 * 2**20 and fake.gone >= 10


@scenario
async def test_event_is_read_up_to_a_bound(tmp_path: Path) -> None:
    async with FakeOpenAI().serve() as fake, talking(tmp_path, fake) as client:
        fake.scripts.append(["Hello", b"data: ", *[bytes(2**20)] * 9, HANG])
        assert is_error("upstream_failed")((await client.turn("Hello"))[-1])


@pytest.mark.parametrize("in_stream", [False, True], ids=["by status", "in the stream"])
@scenario
async def test_server_says_that_the_model_is_unknown(tmp_path: Path, in_stream: bool) -> None:
    async with FakeOpenAI().serve() as fake, talking(tmp_path, fake) as client:
        if in_stream:
            fake.scripts.append([FAILED_EVENTS["missing"], CLOSE])
        else:
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
    async with FakeOpenAI().serve() as fake, talking(tmp_path, fake, stall_seconds=2.0) as client:
        fake.holds[path] = asyncio.Event()
        start = time.monotonic()
        frames = await client.turn("Hello")
        assert time.monotonic() - start > 1.9
        assert [frame.get("code") for frame in frames] == ["upstream_timeout"] and is_fit_to_show(frames)
        # The client's retries would have taken longer than the setting says.
        assert len(fake.calls_to(path.split(" ")[1])) == 1
        await until(lambda: all(call.gone for call in fake.calls_to(path.split(" ")[1])))
        fake.holds.clear()
        assert message_of(await client.turn("Hello again")) == "You said Hello again"


# What breaks off an answer in mid-stream: steps, the turn's status, the code, settings.

FAILED_EVENTS: dict[str, dict[str, Any]] = {
    "flat error": {"type": "error", "code": "server_error", "message": "secret sk-test-key", "param": None},
    "failed": {"type": "response.failed", "response": response("failed", error={"code": "server_error", "message": "secret"})},
    "missing": {"type": "error", "code": "404", "message": "secret conv_0", "param": None, "sequence_number": 1},
    "busy": {"type": "error", "code": "rate_limit_exceeded", "message": "secret sk-test-key", "param": None},
    "no quota": {"type": "response.failed", "response": response("failed", error={"code": "insufficient_quota", "message": "secret"})},
    "incomplete": {"type": "response.incomplete", "response": response("incomplete", incomplete_details={"reason": "max_output_tokens"})},
}  # fmt: skip
NESTED_ERROR = {"error": {"type": "server_error", "code": None, "message": "secret sk-test-key", "param": None}}
BROKEN_OFF: dict[str, tuple[Script, str, str, dict[str, Any]]] = {
    "28 stall": ([HANG], "error", "upstream_timeout", {"stall_seconds": 1.5}),
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
        assert rows(tmp_path, "select length(reply) from turn") == [(500,)]
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


ODD: Sequence[Any] = (5, -5, 1.5, True, None, "x", "12", [], ["x"], [[]], [None, 5], {}, {"a": 1}, {"code": {}})
ODD_PLACES: dict[str, Sequence[Callable[[Any], dict[str, Any]]]] = {
    "responses": (
        lambda odd: {"type": odd},
        lambda odd: {"type": "response.in_progress", "response": odd},
        lambda odd: {"type": "response.in_progress", "response": {"usage": odd}},
        lambda odd: {**DELTA, "delta": None if isinstance(odd, str) else odd},
    ),
    "chat": (
        lambda odd: {"choices": odd},
        lambda odd: {"choices": [odd], "usage": odd},
        lambda odd: {"choices": [{"delta": odd}]},
        lambda odd: {"choices": [{"delta": {"content": None if isinstance(odd, str) else odd}}]},
        lambda odd: {"choices": [{"delta": {}, "finish_reason": odd}]},
    ),
}


@pytest.mark.parametrize("api", ["responses", "chat"])
@scenario
async def test_events_of_any_shape_harm_no_answer(tmp_path: Path, api: str) -> None:
    odd = [event_bytes(place(value)) for place in ODD_PLACES[api] for value in ODD]
    async with FakeOpenAI().serve() as fake, talking(tmp_path, fake, openai_api=api) as client:
        fake.scripts.append(['message: "So ', *odd, 'far"'])
        frames = await client.turn("Hello")
        assert (shown_values(frames), frames[-1]["tag"]) == (([], None, "So far"), "message")


@pytest.mark.parametrize("api", ["responses", "chat"])
@scenario
async def test_error_of_any_shape_is_an_error_of_the_provider(tmp_path: Path, api: str) -> None:
    places: list[Callable[[Any], dict[str, Any]]] = [
        lambda odd: {"error": odd or "x"},
        lambda odd: {"type": "error", "code": odd, "choices": odd, "error": odd or "x"},
        lambda odd: {"type": "response.failed", "response": odd, "error": odd or "x"},
    ]
    async with FakeOpenAI().serve() as fake, talking(tmp_path, fake, openai_api=api) as client:
        for event in (place(odd) for place in places for odd in ODD):
            fake.scripts.append(["So far", event_bytes(event), CLOSE])
            frames = await client.turn("Hello", new_id())
            assert (frames[-1]["code"], message_of(frames)) == ("upstream_failed", "So far")


COUNTS: Sequence[tuple[Any, int | None]] = (
    (7, 7), (0, 0), (2**31 - 1, 2**31 - 1), (2**31, None), (-5, None), (1.5, None), (True, None), ("12", None),
    ([], None), ({"a": 1}, None), (None, None),
)  # fmt: skip


@pytest.mark.parametrize("api", ["responses", "chat"])
@scenario
async def test_usage_counts_whole_numbers_only(tmp_path: Path, api: str) -> None:
    names = {"responses": ("input_tokens", "output_tokens"), "chat": ("prompt_tokens", "completion_tokens")}[api]
    usages = [*(dict.fromkeys(names, count) for count, _ in COUNTS), *ODD]
    expected = [*((known, known) for _, known in COUNTS), *[(None, None)] * len(ODD)]
    async with FakeOpenAI().serve() as fake, talking(tmp_path, fake, openai_api=api) as client:
        for usage in [*usages, 9**99]:
            completed = {"type": "response.completed", "response": {"usage": usage}}
            event = completed if api == "responses" else {"choices": [{"finish_reason": "stop"}], "usage": usage}
            told = event_bytes(event).replace(str(9**99).encode(), b"9" * 5_000)
            fake.scripts.append(["Hello", told, CLOSE])
            assert terminal((frames := await client.turn("Hi"))[-1]) and frames[-1]["tag"] == "message", usage
        await client.open()
    assert rows(tmp_path, "select input_tokens, output_tokens from turn order by seq") == [*expected, (None, None)]


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

        items = [item async for item in server.read_events(give(), server.EventReader())]
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
            "context_management": [{"type": "compaction", "compact_threshold": 60_000}],
            "max_output_tokens": 777,
            **({"reasoning": reasoning} if reasoning else {}),
        }
        assert (first.body, second.body) == (expected, {**expected, "input": "Two"})
        assert {call.headers["authorization"] for call in fake.calls} == {"Bearer sk-test-key"}


@pytest.mark.parametrize(
    "api, path, modern, older",
    [("responses", "/v1/responses", "context_management", ("truncation", "auto")),
     ("chat", "/v1/chat/completions", "max_completion_tokens", ("max_tokens", 8_000))],
    ids=["responses", "chat"],
)  # fmt: skip
@pytest.mark.parametrize("status", [400, 422])
@pytest.mark.parametrize("told", ["by parameter", "in words"])
@scenario
async def test_provider_that_refuses_a_parameter_gets_the_older_one(
    tmp_path: Path, api: str, path: str, modern: str, older: tuple[str, Any], status: int, told: str
) -> None:
    words = {"detail": f"Unrecognized request argument supplied: {modern}"}
    refusal = http_error(status, "unknown_parameter", modern) if told == "by parameter" else Answer(status, words)
    async with FakeOpenAI().serve() as fake, talking(tmp_path, fake, openai_api=api) as client:
        await talk(client, "One")
        fake.scripts.append(refusal)
        await talk(client, "Two", "Three")
        sent = [call.body for call in fake.calls_to(path)]
        assert [modern in body for body in sent] == [True, True, False, False]
        assert [body.get(older[0]) for body in sent] == [None, None, older[1], older[1]]


@scenario
async def test_client_gives_a_stream_that_is_not_read(tmp_path: Path) -> None:
    async with FakeOpenAI().serve() as fake, server.create_client(make_config(tmp_path, fake)) as client:
        fake.script = lambda _: ["Hello", HANG]
        body = {"messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Hi"}]}
        answer = await client.post("/chat/completions", cast_to=httpx2.Response, body=body, stream=bool(body))
        assert isinstance(answer, httpx2.Response) and not answer.is_stream_consumed
        async with contextlib.aclosing(answer.aiter_raw()) as blocks:
            assert (await anext(blocks)).startswith(b"data: ")
        assert answer.is_closed


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
    assert rows(tmp_path, "select input_tokens, output_tokens from turn order by seq") == [(2, 5), (70, 30), (70, 30)]


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
        url = database_url(tmp_path)
        starts = [stack.enter_async_context(process(folder, fake, DATABASE_URL=url)) for folder in folders]
        running = await asyncio.gather(*starts)
        clients = [await stack.enter_async_context(connected(one.address)) for one in running]
        fake.calls.clear()
        fake.holds["POST /v1/conversations"] = asyncio.Event()
        for number, client in enumerate(clients):
            await client.send(message=f"Number {number}", chatId="c")
        # With PostgreSQL they come to one of them.
        await until(lambda: len(fake.calls_to("/v1/conversations")) == (1 if POSTGRES else 4))
        fake.holds["POST /v1/conversations"].set()
        answers = await asyncio.gather(*(client.receive_until(terminal) for client in clients))
        assert [message_of(frames) for frames in answers] == [f"You said Number {number}" for number in range(4)]
        assert len({call.body["conversation"] for call in fake.calls_to("/v1/responses")}) == 1
        assert rows(tmp_path, "select id, thread from chat") == [("c", thread_of(fake))]
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


@pytest.mark.parametrize("in_stream", [False, True], ids=["by status", "in the stream"])
@pytest.mark.parametrize("restart", [False, True], ids=["running", "restarted"])
@scenario
async def test_chat_goes_on_when_its_thread_is_gone(
    tmp_path: Path, restart: bool, in_stream: bool
) -> None:  # Promise 9, Fault 27
    async with FakeOpenAI().serve() as fake:
        fake.refuses_in_stream = in_stream
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


@pytest.mark.parametrize("status", [400, 500])
@scenario
async def test_rebuilding_that_fails_leaves_the_memory_to_the_next_turn(tmp_path: Path, status: int) -> None:
    async with FakeOpenAI().serve() as fake, talking(tmp_path, fake) as client:
        await talk(client, *TALK)
        fake.conversations.clear()
        fake.refusals = [("POST /v1/conversations", http_error(status, **QUICK))] * (3 if status >= 500 else 1)
        assert is_error("upstream_busy" if status >= 500 else "upstream_failed")((await client.turn("Now"))[-1])
        await talk(client, "Now again")
        assert item_texts(fake.conversations[thread_of(fake)])[:6] == [*MEMORY, "Now", "Now again"]


@pytest.mark.parametrize("count", [10, 11, 33])
@scenario
async def test_rebuilt_thread_has_twenty_items_at_most_the_older_turns_in_one(tmp_path: Path, count: int) -> None:
    async with FakeOpenAI().serve() as fake, talking(tmp_path, fake) as client:
        messages = [f"Message {number}" for number in range(count)]
        for message in messages:
            await client.turn(message)
        before = item_texts(fake.conversations[thread_of(fake)])
        fake.conversations.clear()
        fake.calls.clear()
        await client.turn("Now")
        [items] = [call.body["items"] for call in fake.calls if "items" in call.body]
        if count == 10:
            assert len(items) == 20 and item_texts(items)[::2] == messages
        else:
            folded, *newest = items
            assert (
                len(items) == 19
                and item_texts(newest) == [*itertools.chain(*zip(messages, before[1::2], strict=True))][-18:]
            )
            # The one item says what it is, and who said what.
            assert folded["role"] == "user" and folded["content"].startswith("What was said before")
            parts = [f"Person: {q}\n\nYou: {a}" for q, a in zip(messages, before[1::2], strict=True)]
            assert folded["content"].split("\n\n", 1)[1] == "\n\n".join(parts[:-9])
        item: pydantic.TypeAdapter[Any] = pydantic.TypeAdapter(ResponseInputItemParam)
        assert all(item.validate_python(one) for one in items)


@scenario
async def test_rebuilt_thread_holds_the_newest_turns_within_a_budget(tmp_path: Path) -> None:
    async with FakeOpenAI().serve() as fake:
        async with talking(tmp_path, fake) as client:
            for number in range(8):
                await client.turn(f"Message {number} " + "x" * (number * 7 % 40))
        said = item_texts(fake.conversations[thread_of(fake)])
        for turns, missing in ((8, 0), (4, 0), (4, 1), (0, 0)):
            fake.conversations.clear()
            budget = sum(map(len, said[len(said) - 2 * turns :])) - missing
            async with talking(tmp_path, fake, memory_chars=budget) as client:
                await client.turn("Now")
            kept = item_texts(fake.conversations[thread_of(fake)])[:-2]
            assert kept == said[len(said) - 2 * (turns - missing) :]
            said += ["Now", 'message: "You said Now"']


FULL = {
    "code": http_error(400, "context_length_exceeded"),
    "words": Answer(400, {"message": "Context length exceeded: lower max_completion_tokens or context_management."}),
    "size": http_error(413, "exceed_context_size_error"),
    "detail": Answer(422, {"detail": "Requested tokens (9001) exceed context window of 8192"}),
    "empty stream": Answer(200, b"", {}, "text/event-stream"),
    "event": Answer(200, event_bytes({"error": {"code": 400, "message": "the prompt is too long: 5 tokens"}}), {}, "text/event-stream"),
}  # fmt: skip


@pytest.mark.parametrize("full", FULL.values(), ids=list(FULL))
@pytest.mark.parametrize("api", ["responses", "chat"])
@scenario
async def test_chat_that_is_too_long_for_the_model_goes_on_with_less_memory(
    tmp_path: Path, api: str, full: Answer
) -> None:
    async with FakeOpenAI().serve() as fake, talking(tmp_path, fake, openai_api=api) as client:
        asked: list[int] = []
        fake.room, fake.full = 1_000, full
        fake.script = lambda text: [f'message: "You said {text[:9]}"']
        path = {"responses": "/v1/responses", "chat": "/v1/chat/completions"}[api]
        for number in range(40):
            before = len(fake.calls_to(path))
            frames = await client.turn(f"Number {number:02} " + "x" * 60, f"c{number // 20}")
            assert message_of(frames) == f"You said Number {number:02}"
            asked.append(len(fake.calls_to(path)) - before)
        # It goes on with what fits, and is never again given more.
        assert max(asked) <= 4 and sum(asked[-10:]) <= (10 if api == "chat" else 14)
        prompt = fake.calls_to(path)[-1].body.get("messages") or fake.conversations[thread_of(fake)]
        assert any("Number 36" in text for text in item_texts(prompt))
        assert {"max_completion_tokens", "context_management"} & fake.calls_to(path)[-1].body.keys()
        # A message that is too long by itself is no reason to forget more.
        frames = await client.turn("x" * 2_000, "c1")
        assert frames[-1]["code"] == "upstream_failed" and "MEMORY_CHARS" in frames[-1]["chunk"]
        assert is_fit_to_show(frames)
        assert message_of(await client.turn("And on", "c1")) == "You said And on"
        assert message_of(await client.turn("And on", "c0")) == "You said And on"
        prompt = fake.calls_to(path)[-1].body.get("messages") or fake.conversations[thread_of(fake)]
        assert any("Number 19" in text for text in item_texts(prompt))
        await until(lambda: len(fake.conversations) == (2 if api == "responses" else 0))


@scenario
async def test_answer_that_has_begun_is_not_asked_for_again_with_less_memory(tmp_path: Path) -> None:
    async with FakeOpenAI().serve() as fake, talking(tmp_path, fake) as client:
        await talk(client, "One")
        fake.scripts.append(["So far", {**FAILED_EVENTS["flat error"], "code": "context_length_exceeded"}, CLOSE])
        frames = await client.turn("Two")
        assert (message_of(frames), frames[-1]["code"]) == ("So far", "upstream_failed")
        assert len(fake.calls_to("/v1/responses")) == 2


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
        fake.refusals = [("DELETE /v1/conversations", http_error(404))] * 2  # the thread that missed it is still there
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
        fake.refusals = [(f"{verb} /v1/conversations", answer) for verb in ("DELETE", "GET") for _ in range(9)]
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
        assert item_texts(next(iter(fake.conversations.values())))[0] == "Hello" and fake.leftover == []
        assert rows(tmp_path, "select id from chat") == [("other",)]
        # Afterwards it is a new chat.
        fake.holds.clear()
        await talk(client, "Four")
        assert item_texts(fake.conversations[thread_of(fake)]) == ["Four", 'message: "You said Four"']


@scenario
async def test_all_items_of_a_long_thread_are_deleted_with_it(tmp_path: Path) -> None:
    async with FakeOpenAI().serve() as fake, talking(tmp_path, fake) as client:
        await talk(client, "One")
        fake.conversations[thread_of(fake)] += [user_item(f"Item {number}") for number in range(250)]
        await client.send(chatId="c", forget=True)
        await until(lambda: not fake.conversations)
        assert fake.leftover == []


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
    for status, reply, used in rows(tmp_path, "select status, reply, output_tokens from turn"):
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
    ("DATABASE_URL", "oracle://host/chats"), ("DATABASE_URL", "postgresql://me:a#b@host/chats"),
    ("DATABASE_URL", "postgresql://me:a?b@host/chats"),
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


@on_sqlite
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


# Moving all chats to another database.


async def fill(config: Config, fake: FakeOpenAI) -> None:
    """Have chats with all that a chat can hold."""
    async with serving(config) as address, connected(address) as client, connected(address) as other:
        fake.script = lambda message: told(message).script if message.startswith("m") else ["message: ok"]
        for number in range(12):
            await client.turn(f"m{number}", f"chat-{number % 4}", id=f"t{number}")
        await client.turn('"edited" 😀\n\\ it\'s \u2028 \x7f', "chat-1", id="again", after="t1")
        fake.scripts.append(Answer(401, error("invalid_api_key")))
        await client.turn("refused", "chat-2")
        fake.scripts.append(['idea: "Whole"\nidea: "Half', HANG])
        await client.open("chat-3")
        await client.send(message="is stopped", chatId="chat-3", id="stopped")
        await client.receive_until(tagged("idea-saved"))
        await other.send(chatId="chat-3", stop=True)
        await client.receive_until(closes_turn)
        ideas = (await client.open("chat-3"))["ideas"]
        changes = [{"starred": True}, {"deleted": True}, {"text": "Changed é"}, {"position": 0.1 + 0.2}]
        for idea, change in zip(itertools.cycle(ideas), changes, strict=False):
            await client.send(chatId="chat-3", idea={"id": idea["id"], **change})
        await client.send(chatId="board alone".replace(" ", "-"), idea={"text": "Mine"})
        await client.receive_until(*[tagged("idea-saved")] * 5)


def moved(capsys: pytest.CaptureFixture[str], url: str, *arguments: str) -> tuple[int, str]:
    """Export from a database or import into it; how the program ends, and what it says."""
    os.environ["DATABASE_URL"] = url
    code = server.main(arguments)
    said = "".join(capsys.readouterr())
    assert "Traceback" not in said and said.count("\n") == 1
    return code, said


def test_chats_move_to_another_database_and_back_unchanged(
    clean_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "")
    urls = [f"sqlite:///{tmp_path}/first.db", database_url(tmp_path / "second"), f"sqlite:///{tmp_path}/third.db"]
    files = [tmp_path / f"{number}.jsonl" for number in range(3)]

    @scenario
    async def begin() -> None:
        async with FakeOpenAI().serve() as fake:
            await fill(make_config(tmp_path, fake, database_url=urls[0]), fake)

    @scenario
    async def compare() -> None:
        chats = []
        for url in urls:
            async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake, database_url=url)) as address:
                chats.append(
                    [await state_of(address, name) for name in (*(f"chat-{n}" for n in range(4)), "board-alone")]
                )
                async with connected(address) as client:
                    # A turn's number, and an idea's, are free ones.
                    assert message_of(await client.turn("go on", "chat-0")) == "You said go on"
        assert chats[0] == chats[1] == chats[2]
        assert sum(len(turns) for turns, _ in chats[0]) == 13 and len(chats[0][4][1]) == 1

    begin()
    for number, url in enumerate(urls):
        if number:
            code, said = moved(capsys, url, "--import", str(files[number - 1]))
            assert (code, said.split(",")[0]) == (0, "5 chats")
        code, said = moved(capsys, url, "--export", str(files[number]))
        assert code == 0 and str(files[number]) in said
    first, second, third = (file.read_bytes() for file in files)
    assert first == second == third
    tables = Counter(next(iter(json.loads(line))) for line in first.decode().split("\n")[1:-1])
    assert (tables["chat"], tables["turn"], tables["dropped_turn"]) == (5, 13, 2) and tables["idea"] > 10
    compare()


def of_line(number: int, change: Callable[[dict[str, Any]], object]) -> Callable[[bytes], bytes]:
    """Spoil a line of a file: a change of the object in it."""

    def spoil(whole: bytes) -> bytes:
        lines = whole.splitlines()
        line = json.loads(lines[number])
        change(line)
        return b"\n".join([*lines[:number], json.dumps(line).encode(), *lines[number + 1 :], b""])

    return spoil


BAD_FILES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda whole: b"",
    "garbage": lambda whole: random.Random(1).randbytes(5_000),
    "cut off in a line": lambda whole: whole[:-20],
    "a letter": lambda whole: b"This is a letter to my aunt.\n",
    "deep": lambda whole: b"[" * 100_000,
    "of a newer version": of_line(0, lambda line: line.update(brainstormer=99)),
    "without its first line": lambda whole: whole.split(b"\n", 1)[1],
    "with an unknown table": of_line(2, lambda line: line.update(secrets=line.popitem()[1])),
    "with a field too few": of_line(-1, lambda line: line[next(iter(line))].popitem()),
    "with a field too many": of_line(-1, lambda line: line[next(iter(line))].update(seq=1)),
    "with nothing in a field": of_line(-1, lambda line: line[next(iter(line))].update(id=None)),
    "with text for a number": of_line(-1, lambda line: line[next(iter(line))].update(created_at="x")),
    "with a turn of no chat": of_line(2, lambda line: line[next(iter(line))].update(chat="unknown")),
    "with a row twice": lambda whole: whole + whole.splitlines()[-1] + b"\n",
    "that is here already": lambda whole: whole,
}


@pytest.mark.parametrize("spoil", BAD_FILES.values(), ids=list(BAD_FILES))
def test_bad_file_is_told_and_changes_nothing(
    spoil: Callable[[bytes], bytes],
    clean_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DATABASE_URL", "")
    leave_turn(tmp_path, "elsewhere/1/x", "done", 0)
    file = tmp_path / "chats.jsonl"
    assert moved(capsys, database_url(tmp_path), "--export", str(file))[0] == 0
    whole = file.read_bytes()
    file.write_bytes(spoil(whole))
    # Here, or where nothing else could keep it out.
    for folder in [tmp_path] if spoil(whole) == whole else [tmp_path, tmp_path / "new"]:
        code, said = moved(capsys, database_url(folder), "--import", str(file))
        assert code == 1 and "chats.jsonl" in said and "othing was imported" in said
        again = tmp_path / "again.jsonl"
        assert moved(capsys, database_url(folder), "--export", str(again))[0] == 0
        assert again.read_bytes() == (whole if folder == tmp_path else whole.splitlines(keepends=True)[0])


@pytest.mark.parametrize("verb", ["--export", "--import"])
def test_file_that_cannot_be_had_is_told(
    verb: str, clean_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "")
    code, said = moved(capsys, database_url(tmp_path), verb, str(tmp_path / "none" / "chats.jsonl"))
    assert code == 1 and "chats.jsonl" in said and "No such file" in said


@pytest.mark.parametrize("place", [".", "", "/", "folder"])
def test_export_to_a_folder_is_refused_and_leaves_nothing_behind(
    place: str, clean_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "")
    (clean_folder / "folder").mkdir()
    code, said = moved(capsys, "sqlite:///chats.db", "--export", place)
    assert code == 1 and said.count("\n") == 1
    assert not list(clean_folder.rglob("*.part"))


@pytest.mark.parametrize("also", [["--import", "b"], ["--check"]])
def test_two_tasks_at_once_end_the_program_with_2(
    also: list[str], clean_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = refused(capsys, "--export", "a", *also)
    assert code == 2 and "not allowed with" in said


########################################################################################################################
# ASSISTANTS: any model
########################################################################################################################


@scenario
async def test_server_without_conversations_is_spoken_to_by_chat_completions(tmp_path: Path) -> None:
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake, openai_model="llama")) as address:
        fake.has_conversations = False
        fake.refusals = [("POST /v1/conversations", Answer(405, {"detail": "Method Not Allowed"}))]
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


@pytest.mark.parametrize("status", [404, 405])
@scenario
async def test_server_without_conversations_is_named_when_they_were_asked_for(tmp_path: Path, status: int) -> None:
    async with FakeOpenAI().serve() as fake, talking(tmp_path, fake, openai_api="responses") as client:
        fake.refusals = [("POST /v1/conversations", Answer(status, {"detail": "secret"}))]
        frames = await client.turn("Hello")
        assert frames[-1]["code"] == "upstream_failed" and "OPENAI_API to chat" in frames[-1]["chunk"]
        assert message_of(await client.turn("Hello again")) == "You said Hello again"


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
        fake.refusals.append(("GET /v1/models", Answer(401, error("invalid_api_key"))))
        upstream = {"OPENAI_API_KEY": "sk-test-key", "OPENAI_BASE_URL": fake.url}
        code, output = await run_check(tmp_path, **upstream, DATABASE_URL="sqlite:////proc/none/chats.db")
    assert code == 1 and "cannot be used" in output and "refused the API key" in output and "sk-test" not in output


@pytest.mark.parametrize(
    "one, all_, well, said",
    [(Answer(200, {"id": "m", "shutdown_date": None}), None, True, "m is there."),
     (Answer(200, {"id": "m", "shutdown_date": "2027-01-14"}), None, True, "m is there. It will be shut down on 2027-01-14."),
     (Answer(404, {"detail": "Not Found"}), Answer(200, {"data": [{"id": "x"}, {"id": "m"}]}), True, "m is there"),
     (Answer(404, {"detail": "Not Found"}), Answer(200, {"data": [{"id": "/models/x.gguf"}]}), True, "cannot tell"),
     (Answer(404, {"detail": "Not Found"}), Answer(404, {"detail": "Not Found"}), True, "cannot tell"),
     (Answer(404, {"detail": "Not Found"}), Answer(200, b"<html>", {}, "text/html"), True, "cannot tell"),
     (Answer(404, {"detail": "Not Found"}), Answer(200, {"data": 5}), True, "cannot tell"),
     (http_error(404, "model_not_found"), Answer(200, {"data": [{"id": "m"}]}), False, "does not know m"),
     (http_error(403), None, False, "OPENAI_API_KEY")],
    ids=["there", "not for long", "listed", "not listed", "no list", "HTML", "odd list", "unknown", "refused"],
)  # fmt: skip
@scenario
async def test_check_tells_what_it_can_find_out_about_the_model(
    tmp_path: Path, one: Answer, all_: Answer | None, well: bool, said: str
) -> None:
    async with FakeOpenAI().serve() as fake:
        fake.refusals = [("GET /v1/models/m", one), ("GET /v1/models", all_ or one)]
        result, sentence = await server.check_model(make_config(tmp_path, fake, openai_model="m"))
        assert (result, said in sentence) == (well, True), sentence


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
# WEBSOCKET and LIVE CHATS
########################################################################################################################

# Section 1 of the protocol, its frames and its turns.

FRAME_KEYS = {
    "message": ({"tag", "chunk", "chatId"}, {"done"}),
    "idea": ({"tag", "chunk", "chatId"}, {"done"}),
    "error": ({"tag", "chunk", "code", "done"}, {"chatId", "id"}),
    "chat": ({"tag", "chatId", "turns", "ideas"}, {"more"}),
    "earlier": ({"tag", "chatId", "turns"}, {"more"}),
    "turn": ({"tag", "chatId", "turn"}, set()),
    "idea-saved": ({"tag", "chatId", "idea"}, set()),
    "gone": ({"tag", "chatId"}, set()),
}
BASE = ("message", "idea", "error")
CODES = {
    *("bad_json", "bad_request", "empty", "too_long", "busy", "rate_limited", "conflict", "upstream_auth", "storage"),
    *("upstream_quota", "upstream_busy", "upstream_timeout", "upstream_failed", "interrupted", "internal"),
}
ENDING_CODES = {code for code in CODES if code.startswith("upstream_")} | {
    *("interrupted", "storage", "internal", "too_long"),
}  # fmt: skip
STILL_OPEN = ("waiting", "streaming")


def closes_turn(frame: dict[str, Any]) -> bool:
    """Whether a frame ends the turn that runs: an error that answers a request does not."""
    return terminal(frame) and (frame["tag"] == "message" or ("id" not in frame and frame["code"] in ENDING_CODES))


def base(frames: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [frame for frame in frames if frame["tag"] in BASE]


def check_frame(frame: dict[str, Any]) -> None:
    """A frame has the keys of its kind and no others; `done` is there only where it is true."""
    needed, allowed = FRAME_KEYS[frame["tag"]]
    assert needed <= frame.keys() <= needed | allowed, frame
    assert frame.get("done", True) is True and frame.get("more", True) is True
    assert frame["tag"] != "error" or (frame["code"] in CODES and frame["chunk"].endswith("."))


def read_turn(frames: Iterable[dict[str, Any]], min_chars: int = 20) -> tuple[list[str], str, str]:
    """The ideas, the message and the idea left open of one turn's frames, which keep every rule of section 1."""
    turn = base(frames)
    ideas: list[str] = []
    open_idea = message = ""
    for at, frame in enumerate(turn):
        check_frame(frame)
        assert closes_turn(frame) == (at == len(turn) - 1)
        if frame["tag"] == "idea":
            open_idea += frame["chunk"]
            if "done" in frame:
                ideas.append(open_idea)
                open_idea = ""
            elif any(later["tag"] == "idea" for later in turn[at + 1 :]):
                assert turn[at + 1]["tag"] == "idea"  # the chunks of one idea are contiguous
        elif frame["tag"] == "message":
            message += frame["chunk"]
        last = "done" in frame or not any(later["tag"] == frame["tag"] for later in turn[at + 1 :])
        assert last or len(frame["chunk"]) >= min_chars, frame
    return ideas, message, open_idea


def reply_of(ideas: Iterable[str], message: str, size: int = 5) -> Script:
    """A script: a reply in pieces of so many characters."""
    return list(every(server.write_reply(ideas, message), size))


LONG_MESSAGE = "".join(f"{number}. A line of the answer, *long* enough to be cut.\n" for number in range(1, 30))


@pytest.mark.parametrize("min_chars", [1, 20, 64])
@pytest.mark.parametrize("size", [1, 7, 10_000])
@scenario
async def test_server_sends_whole_values_in_chunks_of_the_least_length(
    tmp_path: Path, min_chars: int, size: int
) -> None:
    ideas = ["An idea that is longer than any of the chunks that it is sent in, by far", "B", "ü" * 200]
    config = {"min_chunk_chars": min_chars}
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake, **config)) as address:
        fake.scripts.append(reply_of(ideas, LONG_MESSAGE, size))
        async with connected(address) as client:
            frames = await client.turn("Go on")
            assert read_turn(frames, min_chars) == (ideas, LONG_MESSAGE, "")
            assert size == 10_000 or len(frames) >= len(LONG_MESSAGE) / (min_chars + size)


@scenario
async def test_server_sends_ideas_that_follow_the_message_before_its_end(tmp_path: Path) -> None:
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake)) as address:
        fake.scripts.append(every('message: "This is the message that came first."\nidea: "A"\nidea: "B"', 4))
        async with connected(address) as client:
            frames = await client.turn("Go on")
            assert read_turn(frames) == (["A", "B"], "This is the message that came first.", "")


@scenario
async def test_server_ends_a_reply_of_ideas_alone_with_an_empty_message(tmp_path: Path) -> None:
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake)) as address:
        fake.scripts.append(['idea: "A"\nidea: "B"'])
        async with connected(address) as client:
            assert await client.turn("Go on") == [
                {"tag": "idea", "chunk": "A", "chatId": "c", "done": True},
                {"tag": "idea", "chunk": "B", "chatId": "c", "done": True},
                {"tag": "message", "chunk": "", "chatId": "c", "done": True},
            ]


@scenario
async def test_server_runs_turns_of_a_chat_in_order_and_refuses_the_fifth(tmp_path: Path) -> None:
    go = asyncio.Event()
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake)) as address:
        fake.scripts.append(["message: One", go])
        fake.scripts.extend(reply_of([f"Idea {word}"], f"Answer {word}") for word in ("two", "three", "four"))
        async with connected(address) as client:
            for word in ("one", "two", "three", "four", "five"):
                await client.send(message=word, chatId="c")
            refused = await client.receive()
            assert (refused["code"], refused["chatId"]) == ("busy", "c") and "id" not in refused
            assert fake.inputs == ["one"]
            go.set()
            assert read_turn(await client.receive_until(terminal)) == ([], "One", "")
            for word in ("two", "three", "four"):
                frames = await client.receive_until(terminal)
                assert read_turn(frames) == ([f"Idea {word}"], f"Answer {word}", "")
                assert {frame["chatId"] for frame in frames} == {"c"}
            # There is room again, and nothing of the refused one was kept.
            assert message_of(await client.turn("five")) == "You said five"
        assert fake.inputs == ["one", "two", "three", "four", "five"]


@scenario
async def test_server_runs_chats_side_by_side_on_one_socket(tmp_path: Path) -> None:
    go = asyncio.Event()
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake, min_chunk_chars=1)) as address:
        fake.script = lambda text: [f"message: {text} begins", go, " and ends"]
        async with connected(address) as client:
            chats = [f"chat-{number}" for number in range(20)]
            for chat in chats:
                await client.send(message=chat, chatId=chat)
            await client.receive_until(*[lambda frame: True] * len(chats))
            assert {frame["chatId"]: frame["chunk"] for frame in client.frames} == {
                chat: f"{chat} begins" for chat in chats
            }
            go.set()
            while sum(map(terminal, client.frames)) < len(chats):
                await client.receive()
            for chat in chats:
                own = [frame for frame in client.frames if frame["chatId"] == chat]
                assert read_turn(own, 1) == ([], f"{chat} begins and ends", "")


@scenario
async def test_client_of_section_1_sees_no_frame_of_section_2(tmp_path: Path) -> None:
    go = asyncio.Event()
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake)) as address:
        async with connected(address) as plain, connected(address) as live:
            await live.open()
            fake.scripts.append(['idea: "A"\nmessage: "It begins and goes on', go, '"'])
            await plain.send(message="first", chatId="c")
            await live.receive_until(tagged("idea-saved"))
            await live.send(message="second", chatId="c", id=new_id())
            await live.send(chatId="c", idea={"text": "Mine"})
            await live.receive_until(tagged("idea-saved"))
            await plain.send(message="third", chatId="c")
            await live.receive_until(tagged("turn"))
            go.set()
            await live.receive_until(terminal, terminal, terminal)
            fake.scripts.append(["message: This never comes to an end", HANG])
            await plain.send(message="fourth", chatId="c")
            await live.receive_until(tagged("turn"), tagged("message"))
            await live.send(chatId="c", stop=True)
            await live.receive_until(terminal)
            await live.turn("other", after=None, id=new_id())
            await live.send(chatId="c", forget=True)
            await live.receive_until(tagged("gone"))
            await plain.send([])
            frames = await plain.receive_until(is_error("bad_request"))
            assert [frame["tag"] for frame in frames if frame["tag"] not in BASE] == []
            # Its own three turns, and nothing of the others'.
            ends = [at + 1 for at, frame in enumerate(frames[:-1]) if terminal(frame)]
            turns = [read_turn(frames[a:b]) for a, b in itertools.pairwise([0, *ends])]
            assert turns == [
                (["A"], "It begins and goes on", ""),
                ([], "You said third", ""),
                ([], "This never comes to an end", ""),
            ]
            assert len(frames) == ends[-1] + 1


def test_server_talks_with_the_frameworks_test_client(tmp_path: Path) -> None:
    frames: list[dict[str, Any]] = []

    async def mimic(ws: Any) -> None:
        await ws.send(json.dumps({"message": "Brainstorm names for a cat", "chatId": "123"}))
        while not frames or not terminal(frames[-1]):
            frames.append(json.loads(await ws.recv()))

    app = server.create_app(make_config(tmp_path))
    _, proxy = app.test_client.websocket("/ws", mimic=mimic)
    assert proxy.opened and "names for a cat" in json.loads(proxy.client_sent[0])["message"].lower()
    ideas, message, _ = read_turn(frames)
    assert ideas == [] and "SCAMPER" in message and "cat" in message


# Bad input: each is answered on its socket, which goes on.


async def refusals(address: str, requests: Iterable[str | bytes]) -> list[str]:
    """The codes that requests are answered with; after each of them a turn works on the same socket."""
    codes: list[str] = []
    async with connected(address) as client:
        for number, request in enumerate(requests):
            await client.ws.send(request)
            frame = await client.receive()
            check_frame(frame)
            assert frame["tag"] == "error", (request[:200], frame)
            codes.append(frame["code"])
            assert message_of(await client.turn("still there?", f"after-{number}")) == "You said still there?"
    return codes


BAD_REQUESTS = [
    "[]", "null", "5", "{}", '"x"', "true", "[{}]", '{"message":"a"}', '{"chatId":"c"}', '{"message":null,"chatId":"c"}',
    '{"message":5,"chatId":"c"}', '{"message":["a"],"chatId":"c"}', '{"message":{},"chatId":"c"}',
    '{"message":"a","chatId":5}', '{"message":"a","chatId":null}', '{"message":"a","chatId":["c"]}',
    '{"message":"a","chatId":"c","id":5}', '{"message":"a","chatId":"c","id":""}', '{"message":"a","chatId":"c","id":{}}',
    '{"message":"a","chatId":"c","id":"../"}', '{"message":"a","chatId":"c","id":"a","after":5}',
    '{"message":"a","chatId":"c","id":"a","after":"no such turn"}', '{"open":true}', '{"chatId":"c","open":false}',
    '{"chatId":"c","open":1}', '{"chatId":"c","stop":"yes"}', '{"chatId":"c","forget":null}', '{"stop":true}',
]  # fmt: skip


@scenario
async def test_server_refuses_what_is_no_request(tmp_path: Path) -> None:  # Fault 1
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake)) as address:
        unparsable = ["x", "", " ", "{", '{"message":', "{'message':'a'}", '{"message":"\n","chatId":"c"}', "\ufeff{}"]
        assert await refusals(address, unparsable) == ["bad_json"] * len(unparsable)
        assert await refusals(address, BAD_REQUESTS) == ["bad_request"] * len(BAD_REQUESTS)
        assert set(fake.inputs) == {"still there?"}


@scenario
async def test_server_survives_json_that_breaks_parsers(tmp_path: Path) -> None:  # Fault 2
    digits = "9" * 5_000
    hostile = [
        "[" * 60_000, '{"a":' * 10_000, digits, f'{{"chatId":"c","idea":{{"text":"a","position":{digits}}}}}', "NaN",
        '{"chatId":"c","idea":{"text":"a","position":NaN}}', '{"message":"a","chatId":"c","x":Infinity}', "-Infinity",
    ]  # fmt: skip
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake, max_message_chars=50_000)) as address:
        assert await refusals(address, [*hostile, "[" * 100_000]) == ["bad_json"] * (len(hostile) + 1)


@scenario
async def test_server_refuses_blank_messages(tmp_path: Path) -> None:  # Fault 3
    blank = ["", " ", "\n\t \r", "\u3000\u2003", "\0", " \0 "]
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake)) as address:
        requests = [json.dumps({"message": message, "chatId": "c"}) for message in blank]
        assert await refusals(address, requests) == ["empty"] * len(blank)


@scenario
async def test_server_takes_messages_up_to_the_limit(tmp_path: Path) -> None:  # Fault 4
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake)) as address:
        over = [json.dumps({"message": sign * 8_001, "chatId": "c"}, ensure_ascii=False) for sign in ("a", "😀")]
        assert await refusals(address, over) == ["too_long"] * 2
        fake.script = lambda text: ["message: ok"]
        async with connected(address) as client:
            for message in ("a" * 8_000, "😀" * 8_000, "\x01" * 8_000):
                assert message_of(await client.turn(message)) == "ok"
                assert fake.inputs[-1] == message


@scenario
async def test_server_mends_or_refuses_lone_surrogates(tmp_path: Path) -> None:  # Fault 5
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake)) as address:
        escaped = r'{"message":"a","chatId":"c\ud800"}', r'{"message":"a","chatId":"c","id":"\udfff"}'
        assert await refusals(address, escaped) == ["bad_request"] * 2
        async with connected(address) as client:
            for number, message in enumerate([r"\ud800", r"a\udc00b", r"\ude00\ud83d"]):
                turn_id = new_id()
                await client.ws.send(f'{{"message":"{message}","chatId":"c","id":"{turn_id}"}}')
                await client.receive_until(terminal)
                assert "\ufffd" in fake.inputs[-1]
                turns = (await client.open())["turns"]
                assert len(turns) == number + 1 and turns[-1]["message"] == fake.inputs[-1]
                # The same bytes again are the same message, though what is stored differs from them.
                await client.ws.send(f'{{"message":"{message}","chatId":"c","id":"{turn_id}"}}')
                assert (await client.receive())["turn"]["status"] == "done"
            await client.ws.send(r'{"chatId":"c","idea":{"text":"x\ud800"}}')
            assert (await client.receive())["idea"]["text"] == "x\ufffd"
            await client.ws.send(r'{"message":"\ud83d\ude00","chatId":"c"}')
            await client.receive_until(terminal)
            assert fake.inputs[-1] == "😀"


@scenario
async def test_server_drops_nul_from_messages(tmp_path: Path) -> None:  # Fault 6
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake)) as address:
        async with connected(address) as client:
            assert message_of(await client.turn("a\0b\0")) == "You said ab"
            assert (await client.open())["turns"][0]["message"] == "ab"
            await client.send(chatId="c", idea={"text": "x\0y"})
            assert (await client.receive())["idea"]["text"] == "xy"


BAD_IDS = ["../", "", " ", "a b", "a" * 65, "c\n", "é", "a.b", "a/b", "c\0", "{}", "𝟙", "٣", "x" * 60_000]


@scenario
async def test_server_refuses_bad_chat_ids(tmp_path: Path) -> None:  # Fault 7
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake)) as address:
        for verb in ({"message": "a"}, {"open": True}, {"stop": True}, {"idea": {"text": "a"}}, {"forget": True}):
            requests = [json.dumps({**verb, "chatId": bad}) for bad in BAD_IDS]
            assert await refusals(address, requests) == ["bad_request"] * len(BAD_IDS)
        async with connected(address) as client:
            for good in ("a", "A" * 64, "0-_z", new_id()):
                assert message_of(await client.turn("a", good)) == "You said a"
        # A megabyte of it is over the limit of a frame.
        async with connected(address) as client:
            await client.send(message="a", chatId="c" * 2**20)
            with pytest.raises(ConnectionClosed) as closed:
                await client.receive()
            assert closed.value.rcvd and closed.value.rcvd.code == 1009


@scenario
async def test_server_ignores_unknown_fields(tmp_path: Path) -> None:  # Fault 8
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake)) as address:
        extra = {"__proto__": {"chatId": "x"}, "constructor": 1, "status": "done", "turns": [], "seq": 7, "chat": "x"}
        async with connected(address) as client:
            frames = await client.turn("a", **extra)
            assert read_turn(frames) == ([], "You said a", "") and frames[-1]["chatId"] == "c"
            await client.send(chatId="c", idea={"text": "a", "turnId": "x", "touched": False, "seq": 1, **extra})
            idea = (await client.receive())["idea"]
            assert idea.keys() == {"id", "text", "starred", "position"}


@scenario
async def test_server_refuses_binary_frames(tmp_path: Path) -> None:  # Fault 9
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake)) as address:
        binary = [b"", b"\0\xff", b'{"message":"a","chatId":"c"}', bytes(60_000)]
        assert await refusals(address, binary) == ["bad_request"] * len(binary)
        assert set(fake.inputs) == {"still there?"}


# Bytes that no decent client sends, and clients that do not read or answer.


class Wire:
    """A WebSocket on a plain socket: sends any bytes, reads only when told to, and answers nothing by itself."""

    def __init__(self, plain: socket.socket, rest: bytes) -> None:
        self._plain = plain
        self._protocol = ClientProtocol(parse_uri("ws://localhost/ws"), max_size=None, state=State.OPEN)
        self._protocol.receive_data(rest)
        self._frames: deque[Frame] = deque()

    async def write(self, data: bytes) -> None:
        await asyncio.get_running_loop().sock_sendall(self._plain, data)

    async def send(self, opcode: Opcode, data: bytes, fin: bool = True) -> None:
        await self.write(Frame(opcode, data, fin).serialize(mask=True))

    async def request(self, **fields: Any) -> None:
        await self.send(Opcode.TEXT, json.dumps(fields).encode())

    async def receive(self) -> Frame | None:
        """The next frame, of whatever kind; None where the connection has ended."""
        while not self._frames:
            self._frames.extend(event for event in self._protocol.events_received() if isinstance(event, Frame))
            if not self._frames:
                try:
                    data = await asyncio.get_running_loop().sock_recv(self._plain, 65_536)
                except ConnectionError:
                    return None
                if not data:
                    return None
                self._protocol.receive_data(data)
        return self._frames.popleft()

    async def receive_json(self) -> dict[str, Any]:
        while (frame := await self.receive()) and frame.opcode is not Opcode.TEXT:
            pass
        assert frame, "the connection has ended"
        return dict(json.loads(frame.data))

    async def close_code(self) -> int | None:
        """The code that the server closes with, None where it cuts the connection; no text may come before."""
        while frame := await self.receive():
            assert frame.opcode is not Opcode.TEXT, frame
            if frame.opcode is Opcode.CLOSE:
                return Close.parse(frame.data).code
        return None

    def reset(self) -> None:
        self._plain.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._plain.close()


@contextlib.asynccontextmanager
async def wired(address: str, window: int = 0) -> AsyncIterator[Wire]:
    """A Wire; with `window`, the kernel takes hardly more than so many bytes for it."""
    loop = asyncio.get_running_loop()
    with socket.socket() as plain:
        plain.setblocking(False)
        if window:
            plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, window)
        host, port = address.split(":")
        await loop.sock_connect(plain, (host, int(port)))
        lines = (
            f"GET /ws HTTP/1.1\r\nHost: {address}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
        )
        await loop.sock_sendall(plain, lines.encode())
        head = b""
        while b"\r\n\r\n" not in head:
            head += await loop.sock_recv(plain, 1024)
        head, _, rest = head.partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 101")
        yield Wire(plain, rest)


async def ask_by_wire(address: str) -> str:
    """What a new socket hears: the server is well."""
    async with connected(address) as client:
        return message_of(await client.turn("still there?", new_id()))


@pytest.mark.parametrize("way", ["whole", "fragmented", "announced", "announced as 2^63"])
@scenario
async def test_server_closes_a_socket_whose_frame_is_too_large(tmp_path: Path, way: str) -> None:  # Fault 10
    limit = 64 * 1024
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake)) as address:
        async with wired(address) as wire:
            if way == "whole":
                await wire.send(Opcode.TEXT, b"[" * (limit + 1))
            elif way == "fragmented":
                await wire.send(Opcode.TEXT, b"[" * (limit // 2), fin=False)
                for _ in range(limit // 1024):
                    await wire.send(Opcode.CONT, b"[" * 512, fin=False)
                await wire.send(Opcode.CONT, b"[", fin=False)
            else:
                size = 2**40 if way == "announced" else 2**63 - 1
                await wire.write(struct.pack("!BBQ", 0x81, 0xFF, size) + bytes(4))
            assert await wire.close_code() in ((1009,) if way != "announced as 2^63" else (1009, 1002))
            # Nothing more is taken in, so nothing can pile up.
            with pytest.raises(ConnectionError):
                for _ in range(64):
                    await wire.write(bytes(2**20))
        async with wired(address) as wire:
            # At the limit it is read, in one piece or in many.
            await wire.send(Opcode.TEXT, b"[" * limit)
            assert (await wire.receive_json())["code"] == "bad_json"
            for at in range(64):
                await wire.send(Opcode.CONT if at else Opcode.TEXT, b"[" * 1024, fin=at == 63)
            assert (await wire.receive_json())["code"] == "bad_json"
        assert await ask_by_wire(address) == "You said still there?"


NOT_UTF8 = [b"\xff", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x82", b"\x80", b"\xf0\x9f\x98"]


@pytest.mark.parametrize("way", ["whole", "first fragment", "last fragment", "across fragments", "cut off at the end"])
@scenario
async def test_server_never_takes_invalid_utf8_for_text(tmp_path: Path, way: str) -> None:  # Fault 11
    start, end = b'{"message":"a', b'","chatId":"c"}'
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake)) as address:
        for bad in NOT_UTF8:
            fragments = {
                "whole": [start + bad + end],
                "first fragment": [start + bad + b'"', b',"chatId":"c"}'],
                "last fragment": [start, bad + end],
                "across fragments": [start + bad[:1], bad[1:] + end],
                "cut off at the end": [start + end + bad],
            }[way]
            async with wired(address) as wire:
                for at, data in enumerate(fragments):
                    await wire.send(Opcode.CONT if at else Opcode.TEXT, data, fin=at == len(fragments) - 1)
                # What comes behind it is not mixed up with it.
                await wire.request(message="b", chatId="c")
                assert await wire.close_code() == 1007, bad
        assert fake.inputs == []
        assert await ask_by_wire(address) == "You said still there?"


@scenario
async def test_server_joins_fragments_that_are_cut_within_a_character(tmp_path: Path) -> None:  # Fault 11
    request = json.dumps({"message": "a€😀", "chatId": "c"}, ensure_ascii=False).encode()
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake)) as address:
        async with wired(address) as wire:
            for at in range(len(request)):
                await wire.send(Opcode.CONT if at else Opcode.TEXT, request[at : at + 1], fin=at == len(request) - 1)
                await wire.send(Opcode.PING, b"between fragments")
            chunk = ""
            while not chunk.endswith("😀"):
                chunk += (await wire.receive_json())["chunk"]
            assert chunk == "You said a€😀"


@scenario
async def test_server_limits_the_rate_of_a_socket(tmp_path: Path) -> None:  # Fault 12
    limits = {name: Config.__dataclass_fields__[name].default for name in ("rate_per_second", "rate_burst")}
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake, **limits)) as address:
        tasks = 0
        async with connected(address) as client:
            ids = [new_id() for _ in range(1_000)]
            begun = time.monotonic()

            async def flood() -> None:
                for number, turn_id in enumerate(ids):
                    await client.send(message="go", chatId=f"chat-{number}", id=turn_id)

            flooding = asyncio.create_task(flood())
            answered: dict[str, str] = {}
            while len(answered) < len(ids):
                frame = await client.receive()
                tasks = max(tasks, len(asyncio.all_tasks()))
                if frame["tag"] == "turn":
                    answered.setdefault(frame["turn"]["id"], "accepted")
                elif frame["tag"] == "error":
                    check_frame(frame)
                    assert frame["code"] == "rate_limited"
                    answered[frame["id"]] = "refused"  # who sent it needs to know which one to send again
            await flooding
            seconds = time.monotonic() - begun
            accepted = [turn_id for turn_id in ids if answered[turn_id] == "accepted"]
            assert 40 <= len(accepted) <= 40 + 10 * seconds + 1
            assert tasks < 400  # a few for each turn that runs, none for those that were refused
            refusal = next(frame for frame in reversed(client.frames) if frame["tag"] == "error")
            wait = re.search(r"retry in (\d+) s", refusal["chunk"])
            assert wait and int(wait[1]) == 1
            await until(lambda: len(fake.inputs) == len(accepted))
        assert await ask_by_wire(address) == "You said still there?"


@scenario
async def test_socket_stays_open_when_it_sends_in_mid_turn(  # Fault 13
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "PING_SECONDS", 0.1)
    monkeypatch.setattr(server, "STALLED_SECONDS", 0.2)
    go = asyncio.Event()
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake)) as address:
        async with wired(address) as wire:
            fake.scripts.append(["message: Long", go])
            for number in range(6):
                await wire.request(message=f"{number}", chatId="c")
            pings = 0
            codes: list[str] = []
            while pings < 8 or len(codes) < 2 + pings:
                frame = await wire.receive()
                assert frame and frame.opcode is not Opcode.CLOSE, frame
                if frame.opcode is Opcode.TEXT:
                    codes.append(json.loads(frame.data)["code"])
                else:
                    pings += 1
                    await wire.send(Opcode.PONG, bytes(frame.data))
                    await wire.request(chatId="c", message="again")
            assert set(codes) == {"busy"}
            go.set()
            answers = 0
            while answers < 4:
                answers += closes_turn(await wire.receive_json())
        assert fake.inputs == ["0", "1", "2", "3"]


@pytest.mark.parametrize("way", ["reset", "closed", "gone without a word"])
@scenario
async def test_turn_goes_on_when_its_socket_goes(tmp_path: Path, way: str) -> None:  # Fault 15
    go = asyncio.Event()
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake, min_chunk_chars=1)) as address:
        fake.scripts.append(['idea: "First"\nmessage: "Before', go, ' and after"\nidea: "Last"'])
        async with wired(address) as wire:
            await wire.request(message="go", chatId="c")
            while (await wire.receive_json())["tag"] != "message":
                pass
            if way == "reset":
                wire.reset()
            elif way == "closed":
                await wire.send(Opcode.CLOSE, Close(1001, "").serialize())
        go.set()
        async with connected(address) as client:
            await until_finished(client)
            assert fake.calls_to("/v1/responses")[0].gone is False
            state = await client.open()
            turn = state["turns"][0]
            assert (turn["status"], turn["reply"], turn["ideas"]) == ("done", "Before and after", ["First", "Last"])
            assert [idea["text"] for idea in state["ideas"]] == ["First", "Last"]


async def until_finished(client: Client, chat_id: str = "c") -> dict[str, Any]:
    """Open a chat and read until no turn of it waits or runs; its state then."""
    while True:
        state = await client.open(chat_id)
        if not any(turn["status"] in STILL_OPEN for turn in state["turns"]):
            return state
        await client.receive_until(closes_turn)


def kept(monkeypatch: pytest.MonkeyPatch, name: str) -> list[Any]:
    """All objects of one of the server's classes that are made from now on."""
    make, made = getattr(server, name), []

    def make_and_keep(*args: Any) -> Any:
        made.append(make(*args))
        return made[-1]

    monkeypatch.setattr(server, name, make_and_keep)
    return made


@on_sqlite
@pytest.mark.parametrize("busy", [False, True], ids=["idle", "in mid-answer"])
@scenario
async def test_server_drops_a_peer_that_answers_no_ping(  # Fault 16
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, busy: bool
) -> None:
    assert server.PING_SECONDS + server.STALLED_SECONDS + 10 <= 60  # and ten seconds for the closing handshake
    monkeypatch.setattr(server, "PING_SECONDS", 0.1)
    monkeypatch.setattr(server, "STALLED_SECONDS", 0.2)
    sockets, peers = kept(monkeypatch, "Sockets"), kept(monkeypatch, "Peer")
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake)) as address:
        fake.script = lambda text: ["message: Hello", HANG]
        before = asyncio.all_tasks()
        async with wired(address) as wire, connected(address) as healthy:
            await wire.request(open=True, chatId="c")
            if busy:
                await wire.request(message="go", chatId="c")
                await until(lambda: fake.inputs)
            else:
                assert (await wire.receive_json())["tag"] == "chat"
            await until(lambda: peers[0].closed)
            assert len(sockets[0]._peers) == 1
            assert (await healthy.open())["tag"] == "chat"
            if busy:
                await healthy.send(chatId="c", stop=True)
                await healthy.receive_until(terminal)
        await until(lambda: not sockets[0]._peers)
        await until(lambda: not asyncio.all_tasks() - before - set(fake._tasks))


class PouringAssistant:
    """Writes a lot, fast, to whom it may concern; to others a clock that ticks a hundred times a second."""

    provider = "pouring"
    remembers = False

    def __init__(self, pieces: int) -> None:
        self._pieces = pieces

    async def create_thread(self, history: Sequence[Exchange]) -> Thread:
        return Thread("", history)

    async def forget_thread(self, thread: str) -> None:
        return None

    async def close(self) -> None:
        return None

    async def answer(self, thread: Thread, message: str) -> AsyncIterator[str | Usage]:
        if message == "pour":
            for number in range(self._pieces):
                yield f"{number:08d}" * 250
                await asyncio.sleep(0.002)
        else:
            start = time.monotonic()
            for number in range(int(message)):
                await asyncio.sleep(max(0.0, start + number / 100 - time.monotonic()))
                yield f"{time.monotonic():16.6f}"


async def delays(client: Client, ticks: int) -> list[float]:
    """How late the ticks of a clock come, in seconds; every one of them must come."""
    await client.send(message=str(ticks), chatId="clock")
    clock, late = "", []
    while True:
        frame = await client.receive()
        clock += frame["chunk"]
        if "done" in frame:
            break
        late.append(time.monotonic() - float(clock[-16:]))
    times = [float(clock[at : at + 16]) for at in range(0, len(clock), 16)]
    assert len(times) == ticks and times == sorted(times)
    return late


def narrow_buffers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the kernel keep little for readers that do not read: on loopback it takes megabytes, elsewhere it may not."""
    listen = server.listen

    def listen_narrowly(host: str, port: int) -> socket.socket:
        listener = listen(host, port)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 16_384)
        return listener

    monkeypatch.setattr(server, "listen", listen_narrowly)


@scenario
async def test_readers_that_never_read_are_dropped_and_harm_nobody(  # Promise 7, Fault 17
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    narrow_buffers(monkeypatch)
    sockets = kept(monkeypatch, "Sockets")
    pieces = 800
    config = make_config(tmp_path, min_chunk_chars=16, max_reply_chars=10_000_000)
    async with contextlib.AsyncExitStack() as stack:
        address = await stack.enter_async_context(serving(config, PouringAssistant(pieces)))
        clock = await stack.enter_async_context(connected(address))
        quiet = await delays(clock, 50)
        readers = [await stack.enter_async_context(listening(address, f"chat-{number}")) for number in range(5)]
        for number in range(50):
            wire = await stack.enter_async_context(wired(address, window=4096))
            await wire.request(chatId=f"chat-{number % 5}", open=True)
        await until(lambda: len(sockets[0]._peers) == 56)
        peers = list(sockets[0]._peers)
        queued = 0

        async def watch() -> None:
            nonlocal queued
            while len(sockets[0]._peers) > 6:
                queued = max(queued, *(peer._transport.get_write_buffer_size() for peer in peers))
                await asyncio.sleep(0.001)

        for number, reader in enumerate(readers):
            await reader.send(message="pour", chatId=f"chat-{number}")
        watching = asyncio.create_task(watch())
        loud = await delays(clock, 300)
        await asyncio.wait_for(watching, 30)
        for reader in readers:
            await until(lambda reader=reader: any(map(closes_turn, reader.frames)))
            text = message_of(reader.frames)
            assert text == "".join(f"{number:08d}" * 250 for number in range(pieces))
    # Past the bound by one frame at most; a hundredth of the chunks may be late by more than the row allows.
    assert 500_000 < queued <= server.MAX_QUEUED_BYTES + 3_000
    for late in (quiet, loud):
        assert sorted(late)[int(len(late) * 0.99)] < 0.1, late


@scenario
async def test_reader_that_stands_still_is_dropped_before_its_queue_is_full(  # Fault 17
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert server.STALLED_SECONDS + 2 <= 30
    monkeypatch.setattr(server, "STALLED_SECONDS", 0.5)
    narrow_buffers(monkeypatch)
    peers = kept(monkeypatch, "Peer")
    config = make_config(tmp_path, min_chunk_chars=16, max_reply_chars=10_000_000)
    async with serving(config, PouringAssistant(250)) as address, wired(address, window=4096) as wire:
        await wire.request(message="pour", chatId="c")
        await until(lambda: peers and peers[0]._transport.get_write_buffer_size() > 10_000)
        async with connected(address) as client:
            turn = (await until_finished(client))["turns"][0]
            assert len(turn["reply"]) == 2_000 * 250 < server.MAX_QUEUED_BYTES
            await until(lambda: peers[0].closed, 8)
            assert not peers[1].closed and await client.open()


# Bugs of our own: one answer that says so, the traceback in the log, nothing secret in the frame, and on it goes.

SECRET = "secret sk-test-key at http://10.1.2.3"


class Broken:
    """Raises once, in place of a method of the server's own."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str) -> None:
        self.hits = 0
        original = getattr(owner, name)

        @functools.wraps(original)
        def raise_once(*args: Any, **kwargs: Any) -> Any:
            self.hits += 1
            if self.hits == 1:
                raise RuntimeError(SECRET)
            return original(*args, **kwargs)

        monkeypatch.setattr(owner, name, raise_once)


def check_internal(frame: dict[str, Any], caplog: pytest.LogCaptureFixture) -> None:
    check_frame(frame)
    assert (frame["code"], frame["chunk"], frame["chatId"]) == ("internal", server.SENTENCES["internal"], "c")
    assert any(record.exc_info and SECRET in str(record.exc_info[1]) for record in caplog.records)


@pytest.mark.parametrize(
    "owner, name",
    [
        (server.OpenAIAssistant, "create_thread"), (server.OpenAIAssistant, "answer"), (server.Store, "history"),
        (server.Store, "begin"), (server.Store, "claim_thread"), (server.Store, "add_idea"), (server.Store, "finish"),
        (server.Hub, "_renew"), (server.Hub, "_relay"), (server.Hub, "_give_out"), (server.Hub, "_judge"),
        (server.Hub, "_settle"), (server.LiveTurn, "take"), (server.LiveTurn, "end"), (server.LiveTurn, "show"),
        (server.Chunker, "feed"), (server, "encode_chunk"),
    ],
    ids=lambda value: value if isinstance(value, str) else getattr(value, "__name__", ""),
)  # fmt: skip
@scenario
async def test_bug_in_a_turn_ends_that_turn_alone(  # Fault 18, Promise 5
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, owner: Any, name: str
) -> None:
    go = asyncio.Event()
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake)) as address:
        fake.script = lambda text: [go, *reply_of(["An idea"], f"You said {text}, and I say so.", 3)]
        async with connected(address) as client, connected(address) as plain:
            await client.open()
            first, third = new_id(), new_id()
            broken = None if name == "begin" else Broken(monkeypatch, owner, name)
            await client.send(message="first", chatId="c", id=first)
            await client.receive_until(tagged("turn"))
            broken = broken or Broken(monkeypatch, owner, name)
            await plain.send(message="second", chatId="c")
            await client.receive_until(lambda frame: frame["tag"] == "turn" and frame["turn"]["message"] == "second")
            go.set()
            while sum(map(closes_turn, client.frames)) < 2:
                await client.receive()
            assert broken.hits
            hit, well = (1, 0) if name == "begin" else (0, 1)
            ends = [frame for frame in client.frames if closes_turn(frame)]
            check_internal(ends[hit], caplog)
            assert ends[well]["tag"] == "message"
            # Who asked for the other turn has its end too, and no one else's.
            assert [closes_turn(frame) for frame in await plain.receive_until(terminal)].count(True) == 1
            # The chat goes on, and nothing hangs in it.
            await client.send(message="third", chatId="c", id=third)
            assert (await client.receive_until(closes_turn))[-1]["tag"] == "message"
            state = await client.open()
            statuses = [turn["status"] for turn in state["turns"]]
            assert statuses == (["done", "error", "done"] if hit else ["error", "done", "done"])
            assert state["turns"][hit]["error"] == "internal"


@pytest.mark.parametrize(
    "owner, name, request_",
    [
        (server.Hub, "submit", {"message": "a", "id": "t"}), (server.Store, "accept", {"message": "a", "id": "t"}),
        (server.Store, "check", {"message": "a", "id": "t", "after": None}), (server.Hub, "open", {"open": True}),
        (server.Store, "snapshot", {"open": True}), (server.Hub, "change_idea", {"idea": {"text": "a", "id": "i"}}),
        (server.Store, "change_idea", {"idea": {"text": "a", "id": "i"}}), (server.Hub, "forget", {"forget": True}),
        (server.Store, "forget", {"forget": True}), (server.Hub, "stop", {"stop": True}),
        (server, "check_chat_id", {"open": True}), (server.Peer, "spend", {"open": True}),
    ],
    ids=lambda value: value if isinstance(value, str) else getattr(value, "__name__", ""),
)  # fmt: skip
@scenario
async def test_bug_in_a_handler_is_answered_and_the_socket_goes_on(  # Fault 18
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    owner: Any,
    name: str,
    request_: dict[str, Any],
) -> None:
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake)) as address:
        async with connected(address) as client:
            broken = Broken(monkeypatch, owner, name)
            await client.send(chatId="c", **request_)
            frame = await client.receive()
            assert broken.hits == 1
            check_internal({"chatId": "c", **frame}, caplog)
            assert frame.get("id") == request_.get("id")
            await client.send(chatId="c", **request_)
            if "stop" not in request_:
                assert (await client.receive())["tag"] in ("turn", "chat", "idea-saved", "gone")
            if "message" in request_:
                await client.receive_until(terminal)
            assert message_of(await client.turn("b", "d")) == "You said b"


class NotingAssistant(PouringAssistant):
    """Notes when it is asked."""

    def __init__(self) -> None:
        super().__init__(0)
        self.asked: list[float] = []

    async def answer(self, thread: Thread, message: str) -> AsyncIterator[str | Usage]:
        self.asked.append(time.monotonic())
        yield "message: Yes."


@scenario
async def test_turns_that_come_at_once_start_apart_though_the_loop_falls_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "START_SECONDS", 0.2)
    assistant = NotingAssistant()
    async with serving(make_config(tmp_path), assistant) as address, connected(address) as client:
        for number in range(4):
            await client.send(message="Ready?", chatId=f"c{number}", id=new_id())
        await client.receive_until(*[tagged("turn")] * 4)
        time.sleep(0.7)  # noqa: ASYNC251  # the loop does nothing else meanwhile, so that every start is late
        await until(lambda: len(assistant.asked) == 4)
    assert assistant.asked[3] - assistant.asked[1] > 0.3


class BuggyAssistant(PouringAssistant):
    """Does not keep to what an assistant may do."""

    def __init__(self, way: str) -> None:
        super().__init__(0)
        self._way = way

    async def answer(self, thread: Thread, message: str) -> AsyncIterator[str | Usage]:
        yield "message: This much was said before"
        if message == "well":
            yield " and after."
        elif self._way == "raises":
            raise RuntimeError(SECRET)
        elif self._way == "recurses":
            raise RecursionError(SECRET)
        elif self._way == "cancels":
            raise asyncio.CancelledError(SECRET)
        elif self._way == "stops":
            raise StopAsyncIteration(SECRET)
        elif self._way == "faults":
            raise Fault("upstream_failed", "The model could not answer that.")
        elif self._way == "loses its thread in mid-answer":
            raise server.ThreadLost(SECRET)
        else:
            yield None  # type: ignore[misc]


@pytest.mark.parametrize(
    "way, code",
    [
        ("raises", "internal"), ("recurses", "internal"), ("cancels", "interrupted"), ("stops", "internal"),
        ("faults", "upstream_failed"), ("yields nothing sensible", "internal"),
    ],
)  # fmt: skip
@scenario
async def test_bug_in_an_assistant_keeps_what_was_written(  # Fault 18, Promise 5
    tmp_path: Path, way: str, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with serving(make_config(tmp_path), BuggyAssistant(way)) as address, connected(address) as client:
        frames = await client.turn("badly")
        assert read_turn(frames) == ([], "This much was said before", "")
        check_frame(frames[-1])
        assert frames[-1]["code"] == code and SECRET not in json.dumps(frames)
        if code == "internal":
            assert any(record.exc_info for record in caplog.records)
        assert message_of(await client.turn("well")) == "This much was said before and after."
        turn, _ = (await client.open())["turns"]
        status = "interrupted" if code == "interrupted" else "error"
        assert (turn["status"], turn["error"], turn["reply"]) == (status, code, "This much was said before")


# Who may open a socket.

UPGRADE = [
    ("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13"),
    ("Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA=="),
]  # fmt: skip


@pytest.mark.parametrize(
    "origins",
    [
        ["https://evil.example"], ["http://evil.example:{port}"], ["null"], [""], ["http://127.0.0.1.evil.example:{port}"],
        ["http://{host}.evil.example"], ["http://evil.example/{host}"], ["http://127.0.0.1"], ["http://127.0.0.1:1"],
        ["{host}"], ["http://["], ["http://]{host}"], ["http://{host}", "https://evil.example"], ["http://user@{host}"],
        ["https://evil.example", "http://{host}"], ["http://{host}", "http://{host}"], ["http://{host}, null"],
        ["http://{host}\xa0"], ["file://"], ["http://localhost:{port}"],
    ],
    ids=str,
)  # fmt: skip
@scenario
async def test_page_of_another_site_opens_no_socket(tmp_path: Path, origins: list[str]) -> None:  # Fault 38
    async with serving(make_config(tmp_path)) as address:
        named = [origin.format(host=address, port=address.split(":")[1]) for origin in origins]
        for path in ("/ws", "/ws/", "/ws//", "/ws?x=1", "/ws/?", "//ws", "/%77s", "/./ws", "/ws#x", "http://x/ws"):
            status, headers, _ = await ask(address, "GET", path, *UPGRADE, *[("Origin", name) for name in named])
            assert status == 403 if path in ("/ws", "/ws/", "/ws?x=1") else 400 <= status < 500, path
            assert "sec-websocket-accept" not in headers


@scenario
async def test_own_page_and_programs_open_sockets(tmp_path: Path) -> None:  # Fault 38
    async with serving(make_config(tmp_path, allowed_hosts="ideas.example")) as address:
        for host in (address, f"localhost:{address.split(':')[1]}"):
            for origins in ([("Origin", f"http://{host}")], []):
                status, _, _ = await ask(address, "GET", "/ws", *UPGRADE, *origins, host=host)
                assert status == 101, origins
        # Behind a proxy that ends TLS.
        proxied = [*UPGRADE, ("Origin", "https://ideas.example")]
        assert (await ask(address, "GET", "/ws", *proxied, host="ideas.example"))[0] == 101


async def ask(
    address: str, method: str, path: str, *headers: tuple[str, str], host: str = ""
) -> tuple[int, dict[str, str], bytes]:
    """An HTTP request of any bytes; status, headers and body as they come. The answer to HEAD has nothing after it."""
    reader, writer = await asyncio.open_connection(*address.split(":"))
    named = [("Host", host or address), *headers]
    if not headers:
        named.append(("Connection", "close"))
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in named)]
    writer.write("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n")
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        status, *rest = head.rstrip().split("\r\n")
        answered = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in rest)}
        length = 0 if status.startswith("HTTP/1.1 101") else int(answered.get("content-length", 0))
        body = await reader.readexactly(0 if method == "HEAD" or " 304 " in status else length)
        if not headers:
            assert await reader.read() == b""
        return int(status.split()[1]), answered, body
    finally:
        writer.close()


# A page's view of a chat, by the frames alone.


class Replica:
    """What a page shows of a chat after the frames so far."""

    def __init__(self, frames: Iterable[dict[str, Any]] = (), chat_id: str = "c") -> None:
        self.turns: dict[str, dict[str, Any]] = {}
        self.ideas: dict[str, dict[str, Any]] = {}
        self.gone = False
        self._chat_id = chat_id
        self._closing = ""
        for frame in frames:
            self.take(frame)

    def take(self, frame: dict[str, Any]) -> None:
        check_frame(frame)
        if frame.get("chatId") != self._chat_id:
            return
        if frame["tag"] == "chat":
            self.turns = {turn["id"]: {"draft": "", **turn} for turn in frame["turns"]}
            self.ideas = {idea["id"]: idea for idea in frame["ideas"]}
            self.gone, self._closing = False, ""
            assert len(self.turns) == len(frame["turns"]) and len(self.ideas) == len(frame["ideas"])
        elif frame["tag"] == "turn":
            self._take_turn({"draft": "", **frame["turn"]})
        elif frame["tag"] == "idea-saved":
            self.ideas[frame["idea"]["id"]] = frame["idea"]
        elif frame["tag"] == "gone":
            self.__init__((), self._chat_id)  # type: ignore[misc]
            self.gone = True
        elif frame["tag"] in ("message", "idea") or closes_turn(frame):
            self._take_part(self._current(), frame)

    def _current(self) -> dict[str, Any]:
        """The turn that a frame without a turn's id belongs to: one whose end was told, or the first that is open."""
        if self._closing:
            return self.turns[self._closing]
        return next(turn for turn in self.turns.values() if turn["status"] in STILL_OPEN)

    def _take_turn(self, turn: dict[str, Any]) -> None:
        known = self.turns.get(turn["id"], turn)
        if known["status"] in STILL_OPEN and turn["status"] not in STILL_OPEN:
            self._closing = turn["id"]
        self.turns[turn["id"]] = turn

    def _take_part(self, turn: dict[str, Any], frame: dict[str, Any]) -> None:
        done = "done" in frame
        if frame["tag"] == "idea":
            turn["draft"] += frame["chunk"]
            if done:
                turn["ideas"] = [*turn["ideas"], turn["draft"]]
                turn["draft"] = ""
            return
        if frame["tag"] == "message":
            turn["reply"] += frame["chunk"]
        if done:
            if turn["status"] in STILL_OPEN:
                turn["status"] = "done" if frame["tag"] == "message" else "error"
            self._closing = ""

    @property
    def state(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """The turns and the board."""
        board = sorted(self.ideas.values(), key=lambda idea: (idea["position"], idea["id"]))
        return list(self.turns.values()), board


async def state_of(address: str, chat_id: str = "c") -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """A chat's state as one sees it who comes now."""
    async with connected(address) as client:
        return Replica([await client.open(chat_id)], chat_id).state


@contextlib.asynccontextmanager
async def listening(address: str, *chat_ids: str) -> AsyncIterator[Client]:
    """A client that has opened chats ("c" unless named) and reads whatever comes."""

    async def read(client: Client) -> None:
        with contextlib.suppress(ConnectionClosed):
            while True:
                await client.receive()

    async with connected(address) as client:
        for chat_id in chat_ids or ("c",):
            await client.open(chat_id)
        reading = asyncio.create_task(read(client))
        try:
            yield client
        finally:
            reading.cancel()


def seen(client: Client, *tags: str) -> list[dict[str, Any]]:
    return [frame for frame in client.frames if frame["tag"] in tags]


async def board_of(address: str, chat_id: str = "c") -> list[str]:
    """The texts on a chat's board, in order, without the deleted ones."""
    return [idea["text"] for idea in (await state_of(address, chat_id))[1] if not idea.get("deleted")]


# Opening.


@scenario
async def test_unknown_chat_opens_empty(tmp_path: Path) -> None:
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake)) as address:
        async with connected(address) as client:
            empty_chat = {"tag": "chat", "chatId": "c", "turns": [], "ideas": []}
            assert await client.open() == empty_chat
            assert await client.open() == empty_chat
            # And it follows what happens there from now on, from any socket.
            async with connected(address) as other:
                await other.turn("Hello", id="t")
            frames = await client.receive_until(terminal)
            assert frames[0]["turn"]["message"] == "Hello" and message_of(frames) == "You said Hello"


@scenario
async def test_snapshot_shows_a_turn_as_the_protocol_describes(tmp_path: Path) -> None:
    go = asyncio.Event()
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake, min_chunk_chars=1)) as address:
        async with connected(address) as client, connected(address) as late:
            begun = time.time()
            fake.scripts.append(['message: Intro\nidea: "A"\nidea: "Half of', go, ' it"'])
            await client.send(message="Go on", chatId="c", id="t-1")
            await client.send(message="And then?", chatId="c", id="t-2")
            await until(lambda: len(fake.inputs) == 1)
            await client.receive_until(tagged("turn"), tagged("turn"))
            while "Half of" not in json.dumps(client.frames):
                await client.receive()
            state = await late.open()
            first, second = state["turns"]
            for turn in (first, second):
                assert abs(datetime_of(turn.pop("createdAt")) - begun) < 10
            assert first == {
                "id": "t-1", "message": "Go on", "reply": "Intro", "ideas": ["A"], "draft": "Half of",
                "status": "streaming",
            }  # fmt: skip
            assert second == {"id": "t-2", "message": "And then?", "reply": "", "ideas": [], "status": "waiting"}
            (idea,) = state["ideas"]
            assert idea == {
                "id": idea["id"], "text": "A", "starred": False, "position": idea["position"], "turnId": "t-1"
            }  # fmt: skip
            go.set()
            frames = await late.receive_until(terminal)
            typed = [frame for frame in frames if frame["tag"] == "idea"]
            assert "".join(frame["chunk"] for frame in typed) == " it" and "done" in typed[-1]
            assert message_of(frames) == ""


def datetime_of(stamp: str) -> float:
    """Seconds since 1970 of a time as on the wire, which is UTC."""
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", stamp)
    return datetime.fromisoformat(stamp.replace("Z", "+00:00")).timestamp()


MIXED_REPLY = "\n".join(
    f"idea: {json.dumps(f'Idea {number} ' + 'x' * (number * 7))}\nmessage: {json.dumps(f'Part {number}. ' + 'word ' * 30)}"
    for number in range(12)
)


@pytest.mark.parametrize("seed", range(3))
@scenario
async def test_snapshot_and_the_frames_after_it_fit_at_any_moment(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    whole = server.parse_reply(MIXED_REPLY)
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake, min_chunk_chars=1)) as address:
        pieces: Script = []
        at = 0
        while at < len(MIXED_REPLY):
            size = chance.choice([1, 2, 3, 5, 8, 40])
            pieces.append(MIXED_REPLY[at : at + size])
            at += size
        fake.scripts.append(pieces)
        async with contextlib.AsyncExitStack() as stack:
            # Some open the chat in mid-answer for the first time, others open it again and again.
            early = [await stack.enter_async_context(listening(address)) for _ in range(4)]
            late = [await stack.enter_async_context(listening(address, "another")) for _ in range(40)]
            sender = await stack.enter_async_context(connected(address))
            await sender.send(message="Go on", chatId="c", id="t")
            opened: list[Client] = []
            while not sender.frames or not terminal(sender.frames[-1]):
                await sender.receive()
                if chance.random() < 0.25 and len(opened) < len(late):
                    opened.append(late[len(opened)])
                    await opened[-1].send(chatId="c", open=True)
                if chance.random() < 0.25:
                    await chance.choice(early).send(chatId="c", open=True)
            assert len(opened) > 20
            final = await state_of(address)
            assert [final[0][0][name] for name in ("reply", "ideas", "status")] == [whole.message, whole.ideas, "done"]
            assert [idea["text"] for idea in final[1]] == whole.ideas
            midway = 0
            for client in early + opened:
                await until(lambda client=client: any(map(closes_turn, client.frames)) or Replica(client.frames).turns)
                await until(lambda client=client: Replica(client.frames).state == final)
                for turn in [turn for frame in seen(client, "chat") for turn in frame["turns"]]:
                    midway += turn["status"] == "streaming"
                    assert whole.message.startswith(turn["reply"])
                    assert whole.ideas[: len(turn["ideas"])] == turn["ideas"]
            assert midway > 20


# Receipts and ids.


@scenario
async def test_message_with_an_id_gets_a_receipt_before_the_answer(tmp_path: Path) -> None:
    go = asyncio.Event()
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake)) as address:
        fake.script = lambda text: [go, f"message: To {text}"]
        async with connected(address) as client:
            for number in range(4):
                await client.send(message=f"{number}", chatId="c", id=f"t{number}")
                frame = await client.receive()
                assert frame["tag"] == "turn" and frame["turn"]["id"] == f"t{number}"
                assert frame["turn"]["status"] == ("waiting" if number else "streaming")
            await client.send(message="4", chatId="c", id="t4")
            refused = await client.receive()
            assert (refused["code"], refused["chatId"], refused["id"]) == ("busy", "c", "t4")
            go.set()
            frames = await client.receive_until(terminal, terminal, terminal, terminal)
            # It did not open the chat: beside its receipts it gets section 1's frames alone.
            assert [frame["tag"] for frame in frames] == ["message"] * 4
            assert [frame["chunk"] for frame in frames] == ["To 0", "To 1", "To 2", "To 3"]


@scenario
async def test_refused_message_is_answered_with_its_id(tmp_path: Path) -> None:
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake)) as address:
        async with connected(address) as client:
            await client.turn("first", id="known")
            for code, request in {
                "empty": {"message": " ", "chatId": "c", "id": "t"},
                "too_long": {"message": "a" * 8_001, "chatId": "c", "id": "t"},
                "conflict": {"message": "second", "chatId": "c", "id": "known"},
                "bad_request": {"message": "a", "chatId": "c", "id": "t", "after": "unknown"},
            }.items():
                await client.send(request)
                frame = await client.receive()
                check_frame(frame)
                assert (frame["code"], frame["chatId"], frame["id"]) == (code, "c", request["id"])
            await client.send(message="a", chatId="no such id!", id="t")
            frame = await client.receive()
            assert (frame["code"], frame["id"]) == ("bad_request", "t") and "chatId" not in frame
            assert [turn["message"] for turn in (await client.open())["turns"]] == ["first"]


@scenario
async def test_turn_id_reaches_the_model_once_over_any_number_of_sockets(tmp_path: Path) -> None:  # Promise 2, Fault 14
    go = asyncio.Event()
    whole = "This is the whole answer, and it is given once."
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake)) as address:
        fake.script = lambda text: [*reply_of(["An idea"], whole)[:9], go, *reply_of(["An idea"], whole)[9:]]
        async with contextlib.AsyncExitStack() as stack:
            clients = [await stack.enter_async_context(connected(address)) for _ in range(3)]
            request = {"message": "once", "chatId": "c", "id": new_id()}
            await asyncio.gather(*(clients[number % 3].send(request) for number in range(5)))
            for number, client in enumerate(clients):
                wanted = 2 if number < 2 else 1
                while len(seen(client, "turn")) < wanted:
                    await client.receive()
            for client in clients:
                await client.send({**request, "message": "twice"})
                frame = (await client.receive_until(is_error("conflict")))[-1]
                assert frame["id"] == request["id"]
            # The same id in another chat is another turn.
            await clients[0].send({**request, "chatId": "d"})
            go.set()
            for client in clients:
                frames = [frame for frame in client.frames if frame["chatId"] == "c"]
                while not closes_turn(frames[-1]):
                    frames += [frame for frame in [await client.receive()] if frame["chatId"] == "c"]
                (turn,) = Replica([{"tag": "chat", "chatId": "c", "turns": [], "ideas": []}, *frames]).turns.values()
                assert (turn["status"], turn["reply"], turn["ideas"]) == ("done", whole, ["An idea"])
            await until(lambda: len(fake.inputs) == 2)
            for client in clients:
                # Afterwards too: the answer is the turn as it is.
                await client.send(request)
                frame = (await client.receive_until(lambda frame: frame["chatId"] == "c"))[-1]
                assert frame["tag"] == "turn" and frame["turn"]["reply"] == whole
            await until_finished(clients[0], "d")
        assert fake.inputs == ["once", "once"]
        assert len((await state_of(address))[0]) == len((await state_of(address, "d"))[0]) == 1
        assert await board_of(address) == ["An idea"]


@scenario
async def test_turn_id_reaches_the_model_once_over_a_restart(tmp_path: Path) -> None:  # Promise 2
    async with FakeOpenAI().serve() as fake:
        request = {"message": "once", "chatId": "c", "id": new_id(), "after": None}
        async with serving(make_config(tmp_path, fake)) as address, connected(address) as client:
            await client.send(request)
            await client.receive_until(terminal)
        async with serving(make_config(tmp_path, fake)) as address, connected(address) as client:
            for _ in range(3):
                await client.send(request)
                frame = await client.receive()
                assert frame["tag"] == "turn"
                assert (frame["turn"]["status"], frame["turn"]["reply"]) == ("done", "You said once")
            await client.send({**request, "message": "twice"})
            assert (await client.receive())["code"] == "conflict"
        assert fake.inputs == ["once"]


# Stopping.


@scenario
async def test_stop_keeps_what_was_written(tmp_path: Path) -> None:
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake)) as address:
        async with listening(address) as watcher, connected(address) as sender:
            fake.scripts.append(['idea: "Whole"\nidea: "Half of an idea that is longer than a chunk', HANG])
            await sender.send(message="Go on", chatId="c", id="t")
            await until(lambda: len(seen(watcher, "idea")) == 2)
            await watcher.send(chatId="c", stop=True)
            frames = await sender.receive_until(terminal)
            half = "Half of an idea that is longer than a chunk"
            assert read_turn(frames) == (["Whole"], "", half)
            assert frames[-1] == {"tag": "message", "chunk": "", "chatId": "c", "done": True}
            await until(lambda: any(map(closes_turn, watcher.frames)))
            assert watcher.frames[-2]["turn"]["status"] == "stopped"
            # The request to the model is given up.
            await until(lambda: fake.calls_to("/v1/responses")[0].gone)
            turns, ideas = await state_of(address)
            assert Replica(watcher.frames).state == (turns, ideas)
            assert [(turn["status"], turn["ideas"], turn["draft"]) for turn in turns] == [("stopped", ["Whole"], half)]
            assert [idea["text"] for idea in ideas] == ["Whole"]


@pytest.mark.parametrize(
    "written, message",
    [
        ("", ""), ("mess", "mess"), ("message: Hello", "Hello"), ('message: "Say "hi"', 'Say "hi"'), ("message: A\n\n", "A"),
        ("message: Hello, this is what I have to say.", "Hello, this is what I have to say."),
    ],
)  # fmt: skip
@scenario
async def test_stop_closes_the_turn_as_usual(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str, message: str
) -> None:
    turns = kept(monkeypatch, "LiveTurn")
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake)) as address:
        fake.scripts.append([*([written] if written else []), HANG])
        async with listening(address) as watcher, connected(address) as sender:
            await sender.send(message="Go on", chatId="c")
            await until(lambda: fake.inputs and turns[0].raw == written)
            await sender.send(chatId="c", stop=True)
            # With chunks of the least length, the last one excepted.
            assert read_turn(await sender.receive_until(terminal))[1] == message
            stored, _ = await state_of(address)
            assert (stored[0]["status"], stored[0]["reply"]) == ("stopped", message)
            await until(lambda: any(map(closes_turn, watcher.frames)))
            assert Replica(watcher.frames).state[0] == stored
            assert message_of(await sender.turn("Next")) == "You said Next"


@scenario
async def test_stop_lets_waiting_turns_go_on(tmp_path: Path) -> None:
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake)) as address:
        fake.scripts.extend([["message: First answer", HANG], ["message: Second answer", HANG]])
        async with listening(address) as watcher, connected(address) as client:
            for number in range(4):
                await client.send(message=f"{number}", chatId="c", id=f"t{number}")
            for number in (1, 2):
                await until(lambda number=number: len(fake.inputs) == number)
                await client.send(chatId="c", stop=True)
            await client.receive_until(terminal, terminal, terminal, terminal)
            turns, _ = await state_of(address)
            assert [turn["status"] for turn in turns] == ["stopped", "stopped", "done", "done"]
            assert [turn["reply"] for turn in turns][2:] == ["You said 2", "You said 3"]
            await until(lambda: sum(map(closes_turn, watcher.frames)) == 4)
            assert Replica(watcher.frames).state[0] == turns
            # A waiting turn that starts is told of.
            starts = [frame["turn"]["id"] for frame in seen(watcher, "turn") if frame["turn"]["status"] == "streaming"]
            assert starts == ["t0", "t1", "t2", "t3"]


@scenario
async def test_stop_does_nothing_where_nothing_runs(tmp_path: Path) -> None:
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake)) as address:
        async with connected(address) as client:
            await client.open()
            await client.send(chatId="c", stop=True)
            await client.turn("One", id="t")
            before = await state_of(address)
            await client.send(chatId="c", stop=True)
            await client.send(chatId="c", stop=True)
            await client.send(chatId="unknown", stop=True)
            assert Replica([await client.open()]).state == before
            assert [frame["tag"] for frame in client.frames] == ["chat", "turn", "message", "chat"]
            assert message_of(await client.turn("Two")) == "You said Two"


@contextlib.asynccontextmanager
async def stop_in_line(tmp_path: Path, hub: Any, watcher: Client, other: Client) -> AsyncIterator[None]:
    """Hold the database, so that a change of the board holds the chat, and a stop waits behind it until the end."""
    with locked(tmp_path):
        users = hub._chats["c"].users
        await other.send(chatId="c", idea={"text": "Mine"})
        await until(lambda: hub._chats["c"].users == users + 1)
        await watcher.send(chatId="c", stop=True)
        await until(lambda: hub._chats["c"].users == users + 2)
        yield
    await until(lambda: any(map(closes_turn, watcher.frames)))


@scenario
async def test_stop_loses_no_idea_that_waits_to_be_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hubs, go = kept(monkeypatch, "Hub"), asyncio.Event()
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake)) as address:
        message = "This message is long enough to be given out. "
        fake.scripts.append([go, f'message: "{message}"\nidea: "Whole"\nmessage: "And more."\nidea: "Half', HANG])
        async with listening(address) as watcher, listening(address) as other:
            await watcher.send(message="Go on", chatId="c", id="t")
            await until(lambda: fake.inputs)
            async with stop_in_line(tmp_path, hubs[0], watcher, other):
                go.set()
                await until(lambda: seen(other, "message"))
            turns, ideas = await state_of(address)
            assert (turns[0]["status"], turns[0]["ideas"], turns[0]["draft"]) == ("stopped", ["Whole"], "Half")
            assert sorted(idea["text"] for idea in ideas) == ["Mine", "Whole"]
            assert Replica(watcher.frames).state == (turns, ideas)


@scenario
async def test_stop_that_comes_as_the_answer_ends_keeps_page_and_store_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hubs, turns, go = kept(monkeypatch, "Hub"), kept(monkeypatch, "LiveTurn"), asyncio.Event()
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake)) as address:
        fake.scripts.append([go, 'message: "All is said."\nidea: "The last idea"'])
        async with listening(address) as watcher, listening(address) as other:
            await watcher.send(message="Go on", chatId="c", id="t")
            await until(lambda: fake.inputs)
            async with stop_in_line(tmp_path, hubs[0], watcher, other):
                go.set()
                await until(lambda: turns[0].ready)  # the last idea of an answer that is whole
            stored, ideas = await state_of(address)
            assert Replica(watcher.frames).state == (stored, ideas)
            assert stored[0]["reply"] == "All is said."
            assert stored[0]["ideas"] == [idea["text"] for idea in ideas if "turnId" in idea]
            assert "The last idea" in (stored[0]["draft"], *stored[0]["ideas"])


# Try again, edit and resend.


async def say(client: Client, *messages: str, chat_id: str = "c") -> None:
    """Let turns with the ids t0, t1 … run, each to its end."""
    for number, message in enumerate(messages):
        await client.turn(message, chat_id, id=f"t{number}")


@pytest.mark.parametrize("after, left", [("t2", 3), ("t1", 2), ("t0", 1), (None, 0)])
@scenario
async def test_message_after_a_turn_replaces_what_came_later(tmp_path: Path, after: str | None, left: int) -> None:
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake)) as address:
        fake.script = lambda text: [f'idea: "Idea {text}"\nmessage: "To {text}"']
        async with listening(address) as watcher, connected(address) as client:
            await say(client, "0", "1", "2")
            before = await state_of(address)
            watcher.frames.clear()
            frames = await client.turn("Again", id="new", after=after)
            assert [frame["tag"] for frame in frames] == ["turn", "idea", "message"]
            await until(lambda: any(map(closes_turn, watcher.frames)))
            turns, ideas = await state_of(address)
            assert [turn["message"] for turn in turns] == [*"012"[:left], "Again"]
            assert turns[:-1] == before[0][:left]
            assert [idea["text"] for idea in ideas] == [*(f"Idea {number}" for number in range(left)), "Idea Again"]
            # Who watches gets the state anew where something went, then the turn.
            tags = [frame["tag"] for frame in watcher.frames]
            assert tags == [*(["chat"] if left < 3 else []), "turn", "idea", "idea-saved", "message"]
            start = [{"tag": "chat", "chatId": "c", "turns": before[0], "ideas": before[1]}]
            assert Replica(start + watcher.frames).state == (turns, ideas)


@scenario
async def test_message_after_a_turn_ends_what_runs_and_waits(tmp_path: Path) -> None:
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake)) as address:
        async with listening(address) as watcher, connected(address) as client, connected(address) as plain:
            await say(client, "0")
            fake.scripts.append(['idea: "Gone with its turn"\nmessage: "This will be dropped', HANG])
            await plain.send(message="running", chatId="c")
            await until(lambda: len(seen(watcher, "idea-saved")) == 1)
            for number in range(3):
                await plain.send(message=f"waiting {number}", chatId="c")
            await until(lambda: len([frame for frame in seen(watcher, "turn")]) == 5)
            await client.send(message="Again", chatId="c", id="new", after="t0")
            frames = await client.receive_until(terminal)
            assert message_of(frames) == "You said Again"
            # Everyone who asked has his end; nobody is left in the dark.
            ends = await plain.receive_until(*[closes_turn] * 4)
            assert [frame["tag"] for frame in ends if closes_turn(frame)] == ["message"] * 4
            await until(lambda: sum(map(closes_turn, watcher.frames)) == 6)
            turns, ideas = await state_of(address)
            assert [turn["message"] for turn in turns] == ["0", "Again"] and ideas == []
            assert Replica(watcher.frames).state == (turns, ideas)
            await until(lambda: fake.calls_to("/v1/responses")[1].gone)
            assert fake.inputs == ["0", "running", "Again"]


@scenario
async def test_message_after_the_running_turn_ends_only_those_behind_it(tmp_path: Path) -> None:
    go = asyncio.Event()
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake)) as address:
        fake.scripts.append(["message: Running", go])
        async with listening(address) as watcher, connected(address) as client:
            for number in range(4):
                await client.send(message=f"{number}", chatId="c", id=f"t{number}")
            # Three wait, and still there is room, because they go.
            await client.send(message="Again", chatId="c", id="new", after="t0")
            await client.receive_until(lambda frame: frame["tag"] == "turn" and frame["turn"]["id"] == "new")
            go.set()
            while not message_of(client.frames).endswith("You said Again"):
                await client.receive()
            turns, _ = await state_of(address)
            assert [(turn["message"], turn["status"]) for turn in turns] == [("0", "done"), ("Again", "done")]
            await until(lambda: Replica(watcher.frames).state[0] == turns)
        assert fake.inputs == ["0", "Again"]


@scenario
async def test_ideas_of_dropped_turns_stay_where_a_person_touched_them(tmp_path: Path) -> None:
    names = ["plain", "starred", "edited", "moved", "deleted", "brought back", "plain too"]
    changes: dict[str, list[dict[str, Any]]] = {
        "starred": [{"starred": True}], "edited": [{"text": "My words"}], "moved": [{"position": 0.5}],
        "deleted": [{"deleted": True}], "brought back": [{"deleted": True}, {"deleted": False}],
    }  # fmt: skip
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake)) as address:
        async with listening(address) as watcher, connected(address) as client:
            fake.scripts.append(["idea: Kept with its turn\nmessage: ok"])
            fake.scripts.append(["".join(f"idea: {name}\n" for name in names)])
            await say(client, "0", "1")
            await client.send(chatId="c", idea={"id": "mine", "text": "My own"})
            ids = {idea["text"]: idea["id"] for idea in (await state_of(address))[1]}
            for name, steps in changes.items():
                for step in steps:
                    await client.send(chatId="c", idea={"id": ids[name], **step})
            await client.open()
            await client.turn("Again", id="new", after="t0")
            _, ideas = await state_of(address)
            stay = {ids[name] for name in changes} | {"mine", ids["Kept with its turn"]}
            assert {idea["id"] for idea in ideas} == stay
            assert [idea["text"] for idea in ideas if idea.get("deleted")] == ["deleted"]
            await until(lambda: any(frame.get("turn", {}).get("id") == "new" for frame in watcher.frames))
            await until(lambda: Replica(watcher.frames).state == Replica(client.frames).state)


@scenario
async def test_message_after_an_unknown_turn_loses_nothing(tmp_path: Path) -> None:
    go = asyncio.Event()
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake)) as address:
        async with connected(address) as client:
            await say(client, "0", "1")
            fake.scripts.append(["message: Running", go])
            await client.send(message="2", chatId="c", id="t2")
            await client.send(message="3", chatId="c", id="t3")
            for after in ("unknown", "new", "t9"):
                await client.send(message="Again", chatId="c", id="new", after=after)
                refused = (await client.receive_until(is_error("bad_request")))[-1]
                assert refused["id"] == "new"
            await client.turn("in another chat", "d", id="other")
            await client.send(message="Again", chatId="c", id="new", after="other")
            await client.receive_until(is_error("bad_request"))
            go.set()
            turns = (await until_finished(client))["turns"]
            assert [turn["message"] for turn in turns] == ["0", "1", "2", "3"]
            assert {turn["status"] for turn in turns} == {"done"}


@scenario
async def test_repeated_id_does_not_drop_again(tmp_path: Path) -> None:
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake)) as address:
        async with connected(address) as client, connected(address) as other:
            await say(client, "0", "1")
            request = {"message": "Again", "chatId": "c", "id": "new", "after": "t0"}
            await client.send(request)
            await other.send(request)
            await client.receive_until(terminal)
            await client.turn("Later", id="later")
            for socket_ in (client, other, client):
                await socket_.send(request)
                await socket_.receive_until(lambda frame: frame["tag"] == "turn" and frame["turn"]["status"] == "done")
            # With another text it is a conflict, and drops nothing either.
            await client.send({**request, "message": "Something else", "after": None})
            await client.receive_until(is_error("conflict"))
            turns, _ = await state_of(address)
            assert [turn["message"] for turn in turns] == ["0", "Again", "Later"]
        assert fake.inputs == ["0", "1", "Again", "Later"]


# The board.


@scenario
async def test_person_adds_changes_and_deletes_ideas(tmp_path: Path) -> None:
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake)) as address:
        async with listening(address) as watcher, connected(address) as client:

            async def change(**fields: Any) -> dict[str, Any]:
                await client.send(chatId="c", idea=fields)
                frame = await client.receive()
                check_frame(frame)
                assert frame["tag"] == "idea-saved", frame
                return dict(frame["idea"])

            first = await change(text="  First \n")
            assert first == {"id": first["id"], "text": "First", "starred": False, "position": first["position"]}
            own = await change(id="own", text="Own", starred=True, position=-2.5)
            assert own == {"id": "own", "text": "Own", "starred": True, "position": -2.5}
            last = await change(text="Last")
            assert last["position"] > first["position"] > own["position"]
            assert await board_of(address) == ["Own", "First", "Last"]
            assert await change(id="own", text="Owned") == {**own, "text": "Owned"}
            assert await change(id="own", starred=False) == {**own, "text": "Owned", "starred": False}
            assert (await change(id="own", position=last["position"] + 1))["position"] == last["position"] + 1
            assert await board_of(address) == ["First", "Last", "Owned"]
            assert (await change(id="own", deleted=True))["deleted"] is True
            assert await board_of(address) == ["First", "Last"]
            assert "deleted" not in await change(id="own", deleted=False)
            await change(id=first["id"], text="All", starred=True, position=1e6, deleted=False)
            assert await board_of(address) == ["Last", "Owned", "All"]
            # The same id adds once, however often.
            for _ in range(3):
                await change(id="again", text="Once")
            assert (await board_of(address)).count("Once") == 1
            final = await state_of(address)
            await until(lambda: Replica(watcher.frames).state == final)
            # It changes in its own chat alone.
            await client.send(chatId="d", idea={"id": "own", "text": "Elsewhere"})
            await client.receive()
            assert await state_of(address) == final and await board_of(address, "d") == ["Elsewhere"]
        assert fake.calls == []


BAD_IDEAS: list[Any] = [
    None, 5, "text", [], ["text"], {}, {"id": "known"}, {"id": "unknown", "starred": True}, {"id": "unknown", "deleted": True},
    {"text": 5}, {"text": None}, {"text": ["a"]}, {"text": "a", "id": "../"}, {"text": "a", "id": 5}, {"text": "a", "id": ""},
    {"text": "a", "starred": 1}, {"text": "a", "starred": "yes"}, {"id": "known", "starred": None}, {"starred": True},
    {"text": "a", "position": "1"}, {"text": "a", "position": True}, {"id": "known", "position": None},
    {"id": "known", "position": 10**400}, {"id": "known", "position": -1e300}, {"text": "a", "deleted": 0},
    {"id": "known", "deleted": "false"}, {"text": "a", "position": [1]}, {"id": "known", "position": {"$gt": 1}},
]  # fmt: skip


@scenario
async def test_server_refuses_bad_ideas(tmp_path: Path) -> None:
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake)) as address:
        async with listening(address) as watcher, connected(address) as client:
            await client.send(chatId="c", idea={"id": "known", "text": "Known"})
            await client.receive()
            before = await state_of(address)
            requests = [json.dumps({"chatId": "c", "idea": idea}) for idea in BAD_IDEAS]
            requests += ['{"chatId":"c","idea":{"id":"known","position":1e999}}']
            assert await refusals(address, requests) == ["bad_request"] * len(requests)
            long = json.dumps({"chatId": "c", "idea": {"id": "known", "text": "a" * 10_000}})
            assert await refusals(address, [long]) == ["bad_request"]
            blank = [json.dumps({"chatId": "c", "idea": {"id": "known", "text": text}}) for text in ("", " \n", "\0")]
            assert set(await refusals(address, blank)) <= {"empty", "bad_request"}
            assert await state_of(address) == before
            assert len(seen(watcher, "idea-saved")) == 1


@scenario
async def test_refused_idea_does_not_end_the_running_turn(tmp_path: Path) -> None:
    go = asyncio.Event()
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake, min_chunk_chars=1)) as address:
        fake.scripts.append(["message: Before", go, " and after"])
        async with connected(address) as client:
            await client.open()
            await client.send(message="Go on", chatId="c", id="t")
            await client.receive_until(tagged("message"))
            for idea in ({"id": "i", "text": "a" * 10_000}, {"id": "i", "text": " "}, {"id": "i", "starred": True}, {}):
                await client.send(chatId="c", idea=idea)
                refused = await client.receive()
                assert refused["tag"] == "error" and not closes_turn(refused), refused
            go.set()
            await client.receive_until(closes_turn)
            assert Replica(client.frames).state == await state_of(address)


# Forgetting.


@scenario
async def test_forget_deletes_a_chat_for_all(tmp_path: Path) -> None:
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake)) as address:
        async with listening(address, "c", "d") as watcher, connected(address) as client, connected(address) as plain:
            await client.turn("stays", "d", id="t0")
            fake.scripts.append(["idea: Saved\nmessage: ok"])
            await client.turn("goes", "c", id="t0")
            (thread,) = [name for name in fake.conversations if fake.conversations[name][0] == user_item("goes")]
            fake.scripts.append(["message: This is still being written", HANG])
            for number in range(3):
                await plain.send(message=f"{number}", chatId="c")
            await until(lambda: len(fake.inputs) == 3 and len(seen(watcher, "turn")) >= 5)
            await client.send(chatId="c", forget=True)
            await client.receive_until(tagged("gone"))
            assert sum(map(closes_turn, await plain.receive_until(*[closes_turn] * 3))) == 3
            await until(lambda: seen(watcher, "gone"))
            assert watcher.frames[-1] == {"tag": "gone", "chatId": "c"}
            await until(lambda: fake.calls_to("/v1/responses")[2].gone)
            await until(lambda: fake.calls_to(f"/v1/conversations/{thread}", "DELETE"))
            assert await state_of(address) == ([], []) and fake.inputs == ["stays", "goes", "0"]
            assert len((await state_of(address, "d"))[0]) == 1
            for table in ("chat", "turn", "idea"):
                column = "id" if table == "chat" else "chat_id"
                assert rows(tmp_path, f"select 1 from {table} where {column} = 'c'") == []
            # A later message starts anew, also one with an id from before; who watches still sees it.
            watcher.frames.clear()
            assert message_of(await client.turn("goes", "c", id="t0")) == "You said goes"
            assert len(fake.conversations) == 2 and thread not in fake.conversations
            await until(lambda: any(map(closes_turn, watcher.frames)))
            assert Replica(watcher.frames).state == await state_of(address)
            await client.send(chatId="never seen", forget=True)
            await client.receive_until(is_error("bad_request"))
            await client.send(chatId="never-seen", forget=True)
            assert (await client.receive_until(tagged("gone")))[-1]["chatId"] == "never-seen"


# Pages of turns.


@scenario
async def test_chat_opens_with_its_newest_turns_and_tells_earlier_ones(tmp_path: Path) -> None:
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake)) as address:
        async with connected(address) as client, connected(address) as reader:
            fake.script = lambda text: [f"idea: Idea {text}\nmessage: To {text}"]
            await say(client, *"0123456")
            whole = await reader.open()

            async def page(**fields: Any) -> tuple[str, bool]:
                await reader.send(chatId="c", open=True, **fields)
                frame = await reader.receive()
                check_frame(frame)
                assert frame["tag"] == ("earlier" if "before" in fields else "chat")
                assert frame.get("ideas", whole["ideas"]) == whole["ideas"]
                ids = [turn["id"] for turn in frame["turns"]]
                assert frame["turns"] == [turn for turn in whole["turns"] if turn["id"] in ids]
                return " ".join(ids), "more" in frame

            assert await page(limit=3) == ("t4 t5 t6", True)
            assert await page(before="t4", limit=3) == ("t1 t2 t3", True)
            assert await page(before="t1", limit=3) == ("t0", False)
            assert await page(before="t1", limit=1) == ("t0", False)
            assert await page(before="t0", limit=3) == ("", False)
            assert await page(before="t6") == ("t0 t1 t2 t3 t4 t5", False)
            assert await page(limit=6) == ("t1 t2 t3 t4 t5 t6", True)
            assert await page(limit=7) == ("t0 t1 t2 t3 t4 t5 t6", False)
            assert await page(limit=1_000) == ("t0 t1 t2 t3 t4 t5 t6", False)
            for fields in ({"limit": 0}, {"limit": -1}, {"limit": 1.5}, {"limit": "3"}, {"limit": True}, {"limit": [3]},
                           {"before": 5}, {"before": "../"}, {"before": True}, {"limit": 0, "before": "t1"}):  # fmt: skip
                await reader.send(chatId="c", open=True, **fields)
                assert (await reader.receive())["code"] == "bad_request", fields


@scenario
async def test_question_for_earlier_turns_is_no_subscription(tmp_path: Path) -> None:
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake)) as address:
        async with connected(address) as client, connected(address) as reader:
            await say(client, "0", "1")
            await reader.send(chatId="c", open=True, before="t1", limit=5)
            assert [turn["id"] for turn in (await reader.receive())["turns"]] == ["t0"]
            await client.turn("2", id="t2")
            await reader.send([])
            assert (await reader.receive())["tag"] == "error"


@scenario
async def test_chat_that_was_opened_in_part_stays_in_part_when_turns_are_dropped(tmp_path: Path) -> None:
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake)) as address:
        async with connected(address) as client, connected(address) as part:
            await say(client, *"01234")
            await part.open(limit=2)
            await client.turn("Again", id="new", after="t3")
            state, turn = await part.receive(), await part.receive()
            assert [turn["id"] for turn in state["turns"]][:1] != ["t0"] and state["more"] is True
            assert turn["turn"]["id"] == "new"
            assert "t4" not in json.dumps(state)


# Exactly one end for every turn, the same frames for everyone, nothing left behind.

ENDS: dict[str, tuple[dict[str, Any], Script | Answer, str]] = {
    "done": ({}, ["message: ok"], "done"),
    "ideas alone": ({}, ["idea: A"], "done"),
    "no text at all": ({}, [""], "done"),
    "refused": ({}, Answer(400, error("invalid_prompt")), "upstream_failed"),
    "wrong key": ({}, Answer(401, error("invalid_api_key")), "upstream_auth"),
    "broken off": ({}, ["message: This is cut off in the mid", CLOSE], "interrupted"),
    "reset": ({}, ["message: This is cut off in the mid", RESET], "interrupted"),
    "failed": ({}, ["message: Begun", {"type": "error", "code": "server_error", "message": "x"}], "upstream_failed"),
    "too long": ({"max_reply_chars": 100}, ["message: " + "a" * 200], "too_long"),
    "silent for too long": ({"stall_seconds": 0.2}, ["message: Begun", HANG], "upstream_timeout"),
    "silent from the start": ({"stall_seconds": 0.2, "turn_seconds": 0.5}, [HANG], "upstream_timeout"),
    "too slow": ({"turn_seconds": 0.3}, ["message: Begun", HANG], "upstream_timeout"),
    "stopped": ({}, ["message: Begun", HANG], "stopped"),
    "dropped": ({}, ["message: Begun", HANG], "gone"),
    "forgotten": ({}, ["message: Begun", HANG], "gone"),
}  # fmt: skip


@pytest.mark.parametrize("way", ENDS)
@scenario
async def test_turn_has_exactly_one_terminal_frame_before_a_deadline(tmp_path: Path, way: str) -> None:  # Promise 5
    config, script, ending = ENDS[way]
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake, **config)) as address:
        fake.scripts.append(script)
        async with listening(address) as watcher, connected(address) as live, connected(address) as plain:
            begun = time.monotonic()
            await live.send(message="first", chatId="c", id="t")
            await live.receive_until(tagged("turn"))
            await until(lambda: fake.inputs)
            await plain.send(message="second", chatId="c")
            await until(lambda: len({frame["turn"]["id"] for frame in seen(watcher, "turn")}) == 2)
            if way == "stopped":
                await live.send(chatId="c", stop=True)
            elif way == "dropped":
                await live.send(message="third", chatId="c", id="t3", after=None)
            elif way == "forgotten":
                await live.send(chatId="c", forget=True)
            first = await live.receive_until(closes_turn)
            second = await plain.receive_until(closes_turn)
            assert time.monotonic() - begun < 10
            turns = 3 if way == "dropped" else 2
            await until(lambda: sum(map(closes_turn, watcher.frames)) == turns)
            # And nothing after it: what comes next is the answer to the next request.
            for client in (live, plain):
                await client.send(chatId="other", open=True)
                rest = await client.receive_until(lambda frame: frame["chatId"] == "other")
                assert sum(map(closes_turn, rest)) == (1 if client is live and way == "dropped" else 0)
            assert sum(map(closes_turn, watcher.frames)) == turns
            read_turn(first)
            assert ending in ("done", "stopped", "gone") or first[-1]["code"] == ending
            assert read_turn(second)[1] == ("" if ending == "gone" else "You said second")
            stored, _ = await state_of(address)
            assert Replica(watcher.frames).state[0] == stored
            if ending != "gone":
                assert stored[0]["status"] in (ending, "interrupted" if ending == "interrupted" else "error")


@scenario
async def test_turn_outlives_its_socket(  # Promise 4
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hubs, sockets = kept(monkeypatch, "Hub"), kept(monkeypatch, "Sockets")
    go = asyncio.Event()
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake)) as address:
        fake.script = lambda text: [f'idea: "Idea {text}"\nmessage: "To {text}, nobody', go, ' listens."']
        async with connected(address) as client:
            for number in range(4):
                await client.send(message=f"{number}", chatId="c", id=f"t{number}")
                await client.receive_until(lambda frame, number=number: frame.get("turn", {}).get("id") == f"t{number}")
        await until(lambda: not sockets[0]._peers)
        go.set()
        await until(lambda: not hubs[0]._chats)
        turns, ideas = await state_of(address)
        assert [(turn["status"], turn["reply"]) for turn in turns] == [
            ("done", f"To {number}, nobody listens.") for number in range(4)
        ]
        assert [idea["text"] for idea in ideas] == [f"Idea {number}" for number in range(4)]


def words_of(chance: random.Random, count: int) -> str:
    return " ".join(chance.choice(["think", "aloud", "über", "😀", "a\nb", "c"]) for _ in range(count))


def any_script(chance: random.Random) -> Script:
    """A reply of any kind in pieces of any size, which may hang, break off or fail."""
    values = [("idea", words_of(chance, chance.randint(1, 12))) for _ in range(chance.choice([0, 0, 1, 3]))]
    values.append(("message", words_of(chance, chance.randint(1, 60))))
    chance.shuffle(values)
    reply = "\n".join(f"{tag}: {json.dumps(text)}" for tag, text in values)
    script: Script = list(every(reply, chance.choice([1, 4, 17, 200])))
    faults: list[Script] = [[CLOSE], [RESET], [HANG], [{"type": "error", "code": "x", "message": "x"}], [], [], [], []]
    if fault := chance.choice(faults):
        del script[chance.randrange(len(script)) :]
    return script + fault


async def ask_anything(client: Client, chance: random.Random, names: Iterator[int]) -> None:
    """Ask for anything that may be asked for in a chat."""
    turns = [turn["id"] for turn in Replica(client.frames).turns.values()]
    ideas = list(Replica(client.frames).ideas)
    after = chance.choice([None, *turns[-3:]])
    requests: list[dict[str, Any]] = [
        *[{"message": words_of(chance, 3), "id": f"t-{next(names)}"}] * 4,
        {"message": words_of(chance, 3), "id": f"t-{next(names)}", "after": after},
        *[{"stop": True}] * 3,
        {"idea": {"id": f"i-{next(names)}", "text": words_of(chance, 2)}},
    ]
    if ideas:
        idea = chance.choice(ideas)
        requests += [{"idea": {"id": idea, "starred": True}}, {"idea": {"id": idea, "position": chance.random()}}]
        requests += [{"idea": {"id": idea, "deleted": chance.random() < 0.5}}]
    if chance.random() < 0.05:
        requests = [{"forget": True}]
    await client.send(chatId="c", **chance.choice(requests))


def refusal(frame: dict[str, Any]) -> bool:
    """Whether a frame answers one socket's request, which no other one sees."""
    return frame["tag"] == "error" and not closes_turn(frame)


@pytest.mark.parametrize("seed", range(6))
@scenario
async def test_sockets_of_a_chat_see_the_same_frames_in_the_same_order(tmp_path: Path, seed: int) -> None:  # Promise 6
    chance, names = random.Random(seed), itertools.count()
    config = {"stall_seconds": 0.5, "chat_turns_per_minute": 10_000, "turns_per_minute": 10_000}
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake, **config)) as address:
        fake.script = lambda text: any_script(chance)
        async with contextlib.AsyncExitStack() as stack:
            clients = [await stack.enter_async_context(listening(address)) for _ in range(4)]
            for _ in range(60):
                await asyncio.gather(
                    *(ask_anything(client, chance, names) for client in chance.sample(clients, chance.randint(1, 4)))
                )
                target = len(clients[0].frames) + chance.randint(0, 8)
                with contextlib.suppress(AssertionError):
                    await until(lambda target=target: len(clients[0].frames) >= target, 0.05)
            for client in clients:  # what this answers comes after all that it asked for before
                await client.send([])
                await until(lambda client=client: any("chatId" not in frame for frame in client.frames))
            late = await stack.enter_async_context(connected(address))
            state = await until_finished(late)
            # What is sent last is the last to come.
            await late.send(chatId="c", idea={"id": "last", "text": "The end"})
            last = lambda client: client.frames[-1].get("idea", {}).get("id") == "last"
            await until(lambda: all(map(last, clients)))
            streams = [[frame for frame in client.frames if not refusal(frame)] for client in clients]
            assert streams[0] == streams[1] == streams[2] == streams[3]
            assert len(streams[0]) > 150
            # Everyone shows what is stored, and every turn that was accepted ended once.
            final = await state_of(address)
            assert all(Replica(client.frames).state == final for client in clients)
            assert final[0] == Replica([state]).state[0]
            accepted = {frame["turn"]["id"] for frame in streams[0] if frame["tag"] == "turn"}
            assert len(accepted) == sum(map(closes_turn, streams[0])) > 15
            assert len(fake.inputs) <= len(accepted)


def tasks() -> set[asyncio.Task[Any]]:
    """What there is of tasks, but for those that psycopg makes one after another while it waits."""
    return {task for task in asyncio.all_tasks() if not POSTGRES or "Event.wait" not in repr(task.get_coro())}


@scenario
async def test_nothing_is_left_when_sockets_close_and_turns_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hubs, sockets = kept(monkeypatch, "Hub"), kept(monkeypatch, "Sockets")
    chance, names = random.Random(7), itertools.count()
    config = {"stall_seconds": 0.3, "chat_turns_per_minute": 10_000, "turns_per_minute": 10_000}
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake, **config)) as address:
        await state_of(address, "before")  # everything has started
        before = tasks()
        fake.script = lambda text: any_script(chance)
        async with contextlib.AsyncExitStack() as stack:
            clients = [await stack.enter_async_context(listening(address)) for _ in range(3)]
            plain = [await stack.enter_async_context(connected(address, max_queue=None)) for _ in range(3)]
            wires = [await stack.enter_async_context(wired(address)) for _ in range(6)]
            for number in range(30):
                await ask_anything(chance.choice(clients), chance, names)
                await plain[number % 3].send(message="Go on", chatId=f"d-{number % 7}")
                await plain[number % 3].send(chatId=f"e-{number}", idea={"text": "a"})
                await plain[number % 3].send(chatId=f"f-{number}", stop=True)
                await clients[number % 3].send(chatId=f"g-{number}", open=True)
                if number < len(wires):
                    await wires[number].request(message="Go on", chatId="c", id=f"w-{number}")
                    await wires[number].request(chatId=f"g-{number}", open=True)
                    if number % 2:
                        wires[number].reset()
            await until(lambda: fake.inputs)
        hub = hubs[0]
        await until(lambda: not sockets[0]._peers)
        await until(lambda: not hub._chats and not hub._tasks and not hub._unsaved and not hub._load)
        assert not sockets[0]._by_address
        await until(lambda: not tasks() - before - fake._tasks)


@on_sqlite
@pytest.mark.parametrize("way", ["reset", "closed"])
@scenario
async def test_message_that_nobody_will_fetch_is_let_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    assemblers, hubs = kept(monkeypatch, "StrictAssembler"), kept(monkeypatch, "Hub")
    async with serving(make_config(tmp_path)) as address:
        await until(lambda: hubs[0]._ticker)
        before = asyncio.all_tasks()
        async with wired(address) as wire:
            with locked(tmp_path):
                # While the first request waits for the database, the others wait for the first.
                for number in range(5):
                    await wire.request(chatId=f"c-{number}", idea={"text": "a"})
                await until(lambda: assemblers[0].message_complete.is_set())
                if way == "reset":
                    wire.reset()
                else:
                    await wire.send(Opcode.CLOSE, Close(1001, "").serialize())
            await until(lambda: not asyncio.all_tasks() - before)
        assert not hubs[0]._chats


# The page's files.


def page_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A built page with files of every kind, below a folder that has secrets."""
    folder = tmp_path / "static" / "dist"
    (folder / "assets" / "deep").mkdir(parents=True)
    (folder / ".git").mkdir()
    files = {
        "index.html": "<!doctype html><meta name=\"brainstormer\" content='{}'>" + "<p>words</p>" * 100,
        "assets/index-abc123.js": "console.log(1);\n" * 100, "assets/index-abc123.css": "p{}\n" * 100,
        "assets/index-abc123.js.map": "{}", "assets/deep/font.woff2": "\x7f" * 300, "icon.svg": "<svg/>" * 50,
        "manifest.webmanifest": "{}", "robots.txt": "User-agent: *\n" * 20, ".secret": "secret", ".git/config": "secret",
        "../secret.py": "secret", "../../.env": "secret",
    }  # fmt: skip
    for name, content in files.items():
        (folder / name).write_text(content)
    monkeypatch.setattr(server, "PAGE", folder)
    return folder


FILES = {
    "/": "text/html; charset=utf-8", "/index.html": "text/html; charset=utf-8", "/icon.svg": "image/svg+xml",
    "/assets/index-abc123.js": "text/javascript; charset=utf-8", "/assets/index-abc123.css": "text/css; charset=utf-8",
    "/robots.txt": "text/plain; charset=utf-8", "/assets/deep/font.woff2": "font/woff2",
    "/manifest.webmanifest": "application/manifest+json",
}  # fmt: skip


def check_headers(headers: Mapping[str, str]) -> None:
    assert headers["content-security-policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )
    assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "no-referrer"
    assert "server" not in headers


@pytest.mark.parametrize("path", FILES)
@scenario
async def test_page_is_served_with_right_lengths_and_codes(  # Fault 42
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    name = path.removeprefix("/") or "index.html"
    body = (page_folder(tmp_path, monkeypatch) / name).read_bytes()
    async with serving(make_config(tmp_path)) as address:
        status, headers, sent = await ask(address, "GET", path)
        if name == "index.html":
            assert json.loads(html.unescape(re.search(rb"content='(.*?)'", sent)[1].decode()))["demo"] is True
            body = re.sub(rb"content='.*?'", re.search(rb"content='.*?'", sent)[0], body)
        assert (status, sent) == (200, body)
        assert headers["content-type"] == FILES[path] and headers["content-length"] == str(len(body))
        check_headers(headers)
        immutable = path.startswith("/assets/")
        caching = "public, max-age=31536000, immutable" if immutable else "no-cache"
        assert headers["cache-control"] == caching
        assert re.fullmatch(r'"[^"]+"', headers["etag"])

        # HEAD tells the same, without the body, and the connection goes on.
        for coding in ((), (("Accept-Encoding", "gzip"),)):
            one = await ask(address, "GET", path, ("X", "y"), *coding)
            other = await ask(address, "HEAD", path, ("X", "y"), *coding)
            assert (other[0], other[1]) == (one[0], one[1]) and other[2] == b""
            assert int(one[1]["content-length"]) == len(one[2])

        # What the browser has is not sent again.
        etag = headers["etag"]
        for known in (etag, f"W/{etag}", f'"other", {etag}', "*"):
            status, again, sent = await ask(address, "GET", path, ("If-None-Match", known))
            assert (status, sent) == (304, b"") and again["etag"] == etag, known
            assert again["cache-control"] == caching and again.get("content-length", "0") == "0"
            check_headers(again)
            assert (await ask(address, "HEAD", path, ("If-None-Match", known)))[0] == 304
        for unknown in ('"other"', etag.strip('"') + "x", ""):
            assert (await ask(address, "GET", path, ("If-None-Match", unknown)))[::2] == (200, body)

        # A part of it is not to be had, so all of it comes.
        for part in ("bytes=0-9", "bytes=99999999-", "nonsense"):
            status, _, sent = await ask(address, "GET", path, ("Range", part))
            assert (status, sent) in ((200, body), (206, body[:10]), (416, b""))
        for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
            assert (await ask(address, method, path))[0] in (400, 405), method


@scenario
async def test_page_is_compressed_for_those_who_can_read_it(  # Fault 42
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page_folder(tmp_path, monkeypatch)
    async with serving(make_config(tmp_path)) as address:
        for path in ("/", "/assets/index-abc123.js", "/assets/index-abc123.css", "/icon.svg"):
            _, plain, body = await ask(address, "GET", path)
            assert "content-encoding" not in plain and "accept-encoding" in plain["vary"].lower()
            for coding in ("gzip", "br, gzip", "GZIP", "gzip;q=0.5, identity", "*", "deflate, gzip;q=1.0"):
                status, headers, sent = await ask(address, "GET", path, ("Accept-Encoding", coding))
                assert status == 200 and headers["content-encoding"] == "gzip", coding
                assert gzip.decompress(sent) == body and len(sent) < len(body)
                # A cache may not take the one for the other.
                assert headers["etag"] != plain["etag"] and "accept-encoding" in headers["vary"].lower()
                known = await ask(address, "GET", path, ("Accept-Encoding", coding), ("If-None-Match", headers["etag"]))
                assert known[0] == 304 and "accept-encoding" in known[1]["vary"].lower()
            for coding in ("gzip;q=0", "identity", "br", "", "gzip; q=0.000", "x-gzipped", "*;q=0"):
                status, headers, sent = await ask(address, "GET", path, ("Accept-Encoding", coding))
                assert (status, sent) == (200, body) and "content-encoding" not in headers, coding
        _, headers, _ = await ask(address, "GET", "/assets/deep/font.woff2", ("Accept-Encoding", "gzip"))
        assert "content-encoding" not in headers


BAD_PATHS = [
    "/.secret", "/.git/config", "/assets/index-abc123.js.map", "/../secret.py", "/assets/../../secret.py", "/../../.env",
    "/..%2fsecret.py", "/%2e%2e/secret.py", "/%2e%2e%2fsecret.py", "/..%5c..%5c.env", "/....//secret.py", "/assets/",
    "/assets", "/assets/deep", "/assets//index-abc123.js", "//icon.svg", "/icon.svg/", "/icon.svg%00", "/icon.svg%00.js",
    "/%00", "/\0", "/a\0b", "/\x01", "/\x7f", "/\x1b[31m", "/a\tb", "/%0d%0aSet-Cookie:%20a=b", "/%", "/%zz", "/%ff",
    "/\xff", "/\xc3\xa9", "/static/dist/index.html", "/server.py", "/.env", "/index.html/x", "/INDEX.HTML", "/index.htm",
    "/C:/x", "//etc/passwd", "/etc/passwd", "/;", "/assets/*", "/<path>", "/__proto__", "/nul", "/favicon.ico", "/wsx",
    "/" + "a" * 4_000, "/" * 4_000, "/a/" + "/" * 4_000, "/" + "../" * 1_300, "/" + "%2e" * 1_300, "/x" * 2_000,
]  # fmt: skip


@scenario
async def test_paths_that_are_not_the_pages_are_not_found(  # Fault 41
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    page_folder(tmp_path, monkeypatch)
    async with serving(make_config(tmp_path)) as address:
        for method in ("GET", "HEAD", "POST", "PUT"):
            for path in BAD_PATHS:
                status, headers, body = await ask(address, method, path)
                assert status in ((404, 400) if method in ("GET", "HEAD") else (404, 400, 405)), (method, path[:50])
                assert b"secret" not in body and b"Traceback" not in body and b"sanic" not in body.lower()
                assert "set-cookie" not in headers
                if status != 400:
                    check_headers(headers)
        assert (await ask(address, "GET", "/icon.svg?x=../.secret"))[0] == 200
        assert not [record for record in caplog.records if record.exc_info or record.levelno >= logging.ERROR]


@scenario
async def test_built_page_is_served_whole(tmp_path: Path) -> None:
    folder = HERE / "static" / "dist"
    async with serving(make_config(tmp_path)) as address:
        for path in folder.rglob("*"):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and name != "index.html":
                status, headers, body = await ask(address, "GET", f"/{name}")
                assert (status, body) == (200, path.read_bytes())
                assert ("immutable" in headers["cache-control"]) == name.startswith("assets/")
        page = (await ask(address, "GET", "/"))[2].decode()
        for name in re.findall(r'(?:src|href)="\./([^"]+)"', page):
            assert (await ask(address, "GET", f"/{name}"))[0] == 200, name


@scenario
async def test_health_follows_the_database(tmp_path: Path) -> None:
    async with serving(make_config(tmp_path)) as address:
        status, headers, body = await ask(address, "GET", "/healthz")
        assert status == 200 and headers["content-type"] == "application/json"
        assert json.loads(body)["version"] == server.__version__
        check_headers(headers)
        rows(tmp_path, "alter table chat rename to lost")
        status, _, body = await ask(address, "GET", "/healthz")
        assert status == 503 and b"lost" not in body and b"chat" not in body
        async with connected(address) as client:
            await client.send(message="Hello", chatId="c", id="t")
            frame = await client.receive()
            assert (frame["code"], frame["id"]) == ("storage", "t")
            rows(tmp_path, "alter table lost rename to chat")
            assert (await ask(address, "GET", "/healthz"))[0] == 200
            await client.turn("Hello", id="t")


########################################################################################################################
# NOTHING IS LOST: cuts, kills, restarts, and what the disk does
########################################################################################################################

UNFINISHED = ("waiting", "streaming")

# A model whose every answer follows from the message, so that anyone can tell what it said.


class Told(NamedTuple):
    """What the scripted model says to a message: its values, and how it streams them."""

    ideas: list[str]
    text: str
    script: Script


WORDS_TOLD = [
    "WebSockets", "naïve", "😀", "👩‍👩‍👧‍👦", "“quoted”", 'a "b" c', "back\\slash", "idea:", "message: no", "日本語", "it's",
    "# not a comment", "שלום", "e\u0301", "\n\n", "\n- point", "\t|", "---", "```", "ok",
]  # fmt: skip


# By the message's first letters: the most words of the answer, and the longest pause between its pieces.
PACES = {"m": (60, 0.004), "mid": (120, 0.015), "long": (400, 0.05)}


@functools.cache
def told(message: str) -> Told:
    """What the model says to a message: in pieces of 1 to 40 characters, with short pauses; some answers are long."""
    chance = random.Random(message)
    words, pause = PACES[message.rstrip("0123456789")]
    ideas = [
        " ".join([f"{message}/{number}", *chance.choices(WORDS_TOLD, k=chance.randrange(8))]).strip()
        for number in range(chance.choice((0, 0, 1, 2, 5)))
    ]
    text = " ".join([f"To {message}:", *chance.choices(WORDS_TOLD, k=chance.randrange(words // 2, words))])
    ascii_only = chance.random() < 0.5
    values = [*(("idea", idea) for idea in ideas), ("message", text)]
    reply = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=ascii_only)}" for key, value in values)
    script: Script = []
    while reply:
        size = chance.randint(1, 40)
        script += [reply[:size], chance.random() * pause] if chance.random() < 0.7 else [reply[:size]]
        reply = reply[size:]
    return Told(ideas, text, script)


@functools.cache
def broken_off(message: str) -> list[server.Reply]:
    """What there is of what the model says to a message when it breaks off, for each step of its script."""
    raws = itertools.accumulate((step for step in told(message).script if isinstance(step, str)), initial="")
    return [server.parse_reply(raw, complete=False) for raw in raws]


def assert_said(turn: dict[str, Any]) -> None:
    """A turn shows nothing but what the model said: everything, or up to where it broke off, or the beginning so far."""
    said = told(turn["message"])
    shown = server.Reply(turn["reply"], turn["ideas"], turn.get("draft", ""))
    if turn["status"] == "done":
        assert shown == (said.text, said.ideas, "")
    elif turn["status"] not in UNFINISHED:
        assert shown in broken_off(turn["message"])
    else:
        count = len(shown.ideas)
        assert shown.ideas == said.ideas[:count]
        idea = said.ideas[count] if count < len(said.ideas) else ""
        if not (said.text.startswith(shown.message) and idea.startswith(shown.draft)):
            # The last chunks of a turn that breaks off come while it still runs; they may end in half an escape.
            assert any(reply.message.startswith(shown.message) for reply in broken_off(turn["message"]))
            assert any(reply.draft.startswith(shown.draft) for reply in broken_off(turn["message"]))


# The page's part of the protocol.

BROKEN_LINK = (OSError, EOFError, websockets.exceptions.WebSocketException)


class Shown:
    """A chat as a page shows it: the last snapshot, carried on by the frames after it."""

    def __init__(self) -> None:
        self.ready = False
        self.turns: list[dict[str, Any]] = []
        self.ideas: dict[str, dict[str, Any]] = {}
        # A turn whose end was told before its terminal frame came.
        self.closing: str | None = None

    @property
    def current(self) -> dict[str, Any]:
        """The turn that frames without a turn's id belong to."""
        if self.closing:
            return next(turn for turn in self.turns if turn["id"] == self.closing)
        return next(turn for turn in self.turns if turn["status"] in UNFINISHED)

    @property
    def finished(self) -> bool:
        return self.ready and self.closing is None and not any(turn["status"] in UNFINISHED for turn in self.turns)

    def apply(self, frame: dict[str, Any]) -> None:
        if frame["tag"] == "chat":
            self.ready, self.closing, self.turns = True, None, frame["turns"]
            self.ideas = {idea["id"]: idea for idea in frame["ideas"]}
            assert len(self.ideas) == len(frame["ideas"])
            return
        assert self.ready, frame
        if frame["tag"] == "turn":
            self._apply_turn(frame["turn"])
        elif frame["tag"] == "idea-saved":
            self.ideas[frame["idea"]["id"]] = frame["idea"]
        elif frame["tag"] == "error":
            self._end("interrupted" if frame["code"] == "interrupted" else "error", frame["code"])
        else:
            self._apply_chunk(frame)

    def _apply_turn(self, turn: dict[str, Any]) -> None:
        at = next((at for at, known in enumerate(self.turns) if known["id"] == turn["id"]), None)
        if at is None:
            self.turns.append(turn)
            return
        if self.turns[at]["status"] in UNFINISHED and turn["status"] not in UNFINISHED:
            self.closing = turn["id"]
        self.turns[at] = turn

    def _apply_chunk(self, frame: dict[str, Any]) -> None:
        turn = self.current
        if frame["tag"] == "message":
            turn["reply"] += frame["chunk"]
            if frame.get("done"):
                self._end("done")
            return
        draft = turn.pop("draft", "") + frame["chunk"]
        if frame.get("done"):
            turn["ideas"].append(draft)
        else:
            turn["draft"] = draft

    def _end(self, status: str, error: str | None = None) -> None:
        turn = self.current
        if turn["status"] in UNFINISHED:
            turn["status"] = status
            if error:
                turn["error"] = error
        self.closing = None


def ends_turn(frame: dict[str, Any]) -> bool:
    """Whether an error is the running turn's end, or answers a request."""
    code = frame["code"]
    return "id" not in frame and (code in ("interrupted", "storage", "internal", "too_long") or code[:9] == "upstream_")


def assert_continues(before: list[dict[str, Any]], shown: Shown) -> None:
    """A snapshot takes back nothing that was shown before, but the last words of an answer that broke off."""
    known = {turn["id"]: turn for turn in before}
    for turn in shown.turns:
        old = known.get(turn["id"], turn)
        # Half a key at the very end is text, where an answer breaks off.
        cuts = broken_off(turn["message"]) if turn["status"] == "interrupted" else []
        broke_off = any(turn["reply"] == cut.message for cut in cuts)
        assert broke_off or turn["reply"].startswith(old["reply"])
        assert turn["ideas"][: len(old["ideas"])] == old["ideas"]
        assert old["status"] in (*UNFINISHED, turn["status"])


def assert_all_said(shown: Shown) -> None:
    for turn in shown.turns:
        if turn["id"] != shown.closing:
            assert_said(turn)


class Page:
    """What the page does: keeps messages until their receipt, opens its chats on every new socket, shows what comes."""

    def __init__(self, address: str, *chat_ids: str) -> None:
        self.address = address
        self.shown = {chat_id: Shown() for chat_id in chat_ids}
        self.outbox: dict[str, dict[str, Any]] = {}
        self.board: dict[str, dict[str, Any]] = {}
        self.refused: dict[str, str] = {}
        self.receipts: set[str] = set()
        self.sent: dict[str, dict[str, Any]] = {}
        self.own_ideas: dict[str, str] = {}
        self.pause = 0.002
        self.sockets = 0
        self.closed_with: list[int | None] = []
        self.on_frame: Callable[[dict[str, Any]], None] = lambda frame: None
        self.compare: Callable[[list[dict[str, Any]], Shown], None] = assert_continues
        self._ws: ClientConnection | None = None
        self._sent: set[str] = set()
        self._task: asyncio.Task[None] | None = None
        self._retry: asyncio.Future[None] | None = None

    @property
    def ready(self) -> bool:
        return self._ws is not None and all(shown.ready for shown in self.shown.values())

    @property
    def disconnected(self) -> bool:
        return self._ws is None

    @property
    def settled(self) -> bool:
        """Whether nothing waits here, and nothing runs there."""
        finished = all(shown.finished for shown in self.shown.values())
        return self.ready and finished and not self.outbox and not self.board

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[Page]:
        self._task = asyncio.create_task(self._run())
        try:
            yield self
        finally:
            if not self._task.done():
                self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    def check(self) -> None:
        """Fail as this page has failed."""
        if self._task and self._task.done():
            self._task.result()

    async def say(self, chat_id: str, message: str, **after: str | None) -> str:
        item = {"chatId": chat_id, "message": message, "id": new_id(), **after}
        self.sent[item["id"]] = self.outbox[item["id"]] = item
        await self._pump()
        return str(item["id"])

    async def change_idea(self, chat_id: str, **patch: Any) -> None:
        known = self.board.get(patch["id"], {"idea": {}})
        self.board[patch["id"]] = {"chatId": chat_id, "idea": {**known["idea"], **patch}}
        self._sent.discard(patch["id"])
        await self._pump()

    async def request(self, **fields: Any) -> None:
        """Send a request if there is a socket; nobody asks what became of it."""
        if self._ws:
            with contextlib.suppress(*BROKEN_LINK):
                await self._ws.send(json.dumps(fields))

    def cut(self) -> None:
        if self._ws:
            self._ws.transport.abort()

    async def _run(self) -> None:
        while True:
            with contextlib.suppress(*BROKEN_LINK):
                ws = await connect(
                    f"ws://{self.address}/ws", max_size=None, ping_interval=None, compression=None, open_timeout=5
                )
                try:
                    await self._follow(ws)
                finally:
                    self._ws = None
                    ws.transport.abort()
                    for shown in self.shown.values():
                        shown.ready = False
            await asyncio.sleep(self.pause)

    async def _follow(self, ws: ClientConnection) -> None:
        self._ws = ws
        self.sockets += 1
        self._sent.clear()
        for chat_id in self.shown:
            await self.request(chatId=chat_id, open=True)
        await self._pump()
        try:
            async for data in ws:
                self._take(json.loads(data))
                await self._pump()
        finally:
            self.closed_with.append(ws.close_code)

    async def _pump(self) -> None:
        """Send what waits, once a socket: messages one at a time a chat, and board changes."""
        busy = set()
        for item in [*self.outbox.values(), *self.board.values()]:
            name = item["id"] if "message" in item else item["idea"]["id"]
            if "message" in item and item["chatId"] in busy:
                continue
            busy |= {item["chatId"]} if "message" in item else set()
            if name not in self._sent and self._ws:
                self._sent.add(name)
                await self.request(**item)

    def _take(self, frame: dict[str, Any]) -> None:
        if frame["tag"] == "error" and not ends_turn(frame):
            self._take_refusal(frame)
            return
        shown = self.shown[frame["chatId"]]
        if frame["tag"] == "error" and not shown.ready:
            self.cut()  # the chat could not be opened: try again
            return
        before = list(shown.turns)
        shown.apply(frame)
        if frame["tag"] == "chat":
            self.compare(before, shown)
        for turn in shown.turns if frame["tag"] == "chat" else [frame["turn"]] if frame["tag"] == "turn" else []:
            if self.outbox.pop(turn["id"], None):
                self.receipts.add(turn["id"])
        for idea in frame["ideas"] if frame["tag"] == "chat" else [frame["idea"]] if "idea" in frame else []:
            self._confirm(idea)
        self.on_frame(frame)

    def _take_refusal(self, frame: dict[str, Any]) -> None:
        if "id" not in frame:
            assert frame["code"] == "bad_request", frame
            # It names no idea: it is one that this chat's board does not have any more.
            for name, item in list(self.board.items()):
                if "text" not in item["idea"] and name not in self.shown[frame["chatId"]].ideas:
                    del self.board[name]
            return
        if frame["code"] == "busy":
            asyncio.get_running_loop().call_later(0.02, self._again, frame["id"])
        elif self.outbox.pop(frame["id"], None):
            self.refused[frame["id"]] = frame["code"]

    def _again(self, name: str) -> None:
        self._sent.discard(name)
        self._retry = asyncio.ensure_future(self._pump())

    def _confirm(self, idea: dict[str, Any]) -> None:
        patch = self.board.get(idea["id"], {"idea": {"none": ""}})["idea"]
        if all(idea.get(name, False) == value for name, value in patch.items()):
            del self.board[idea["id"]]


async def stored(address: str, chat_id: str) -> Shown:
    """A chat as somebody sees it who has just come."""
    shown = Shown()
    async with connected(address) as client:
        shown.apply(await client.open(chat_id))
    return shown


def same(one: Shown, other: Shown) -> bool:
    return (one.turns, one.ideas) == (other.turns, other.ideas)


class Proxy:
    """Passes bytes on in slices and after delays, and cuts connections, at random: at any byte, at any time.

    Where there are several servers, each connection is for the next one.
    """

    def __init__(self, addresses: Sequence[str], chance: random.Random) -> None:
        self.address = ""
        self.cuts = 0
        self.calm = False
        self._turns = itertools.cycle(addresses)
        self._chance = chance
        self._tasks: set[asyncio.Task[None]] = set()

    @contextlib.asynccontextmanager
    async def serve(self) -> AsyncIterator[Proxy]:
        listener = await asyncio.start_server(self._connected, "127.0.0.1")
        self.address = f"127.0.0.1:{listener.sockets[0].getsockname()[1]}"
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
            far_reader, far_writer = await asyncio.open_connection(*next(self._turns).split(":"))
            await self._link(reader, writer, far_reader, far_writer)
        except (OSError, asyncio.CancelledError):
            writer.transport.abort()
        finally:
            self._tasks.discard(task)

    async def _link(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        far_reader: asyncio.StreamReader,
        far_writer: asyncio.StreamWriter,
    ) -> None:
        chance = self._chance
        seconds, up, down = (None, 1e12, 1e12) if self.calm else (
            chance.choice((0.1, 0.4, 2)) * chance.random(), 10 ** chance.uniform(2.2, 4), 10 ** chance.uniform(2.2, 5.5)
        )  # fmt: skip
        pumps = [
            asyncio.create_task(self._pump(reader, far_writer, int(up))),
            asyncio.create_task(self._pump(far_reader, writer, int(down))),
        ]
        try:
            done, pending = await asyncio.wait(pumps, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
            # A pump ends with False where one side has gone by itself.
            if pending and all(pump.result() for pump in done):
                self.cuts += 1
                if chance.random() < 0.3:  # nothing comes through any more, but nobody is told yet
                    for pump in pumps:
                        pump.cancel()
                    await asyncio.sleep(chance.random() * 0.1)
            sides = [writer, far_writer]
            chance.shuffle(sides)
            for side in sides:
                self._end(side)
                await asyncio.sleep(chance.choice((0, 0, 0.02)))
        finally:
            for pump in pumps:
                pump.cancel()
            writer.transport.abort()
            far_writer.transport.abort()

    def _end(self, side: asyncio.StreamWriter) -> None:
        if self._chance.random() < 0.5:
            side.close()
            return
        with contextlib.suppress(OSError):
            sock = side.get_extra_info("socket")
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        side.transport.abort()

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, limit: int) -> bool:
        """Pass on up to a limit; False where a side has gone before."""
        chance = self._chance
        with contextlib.suppress(OSError):
            while limit > 0 and (data := await reader.read(65536)):
                size = max(len(data) // 20, chance.choice((1, 10, 100, 1000)))
                for at in range(0, len(data), size):
                    piece = data[at : at + size][:limit]
                    limit -= len(piece)
                    writer.write(piece)
                    await writer.drain()
                    if chance.random() < 0.3:
                        await asyncio.sleep(chance.choice((0, 0.001, 0.005)))
            return limit <= 0
        return False


# Chaos.

CUTS = int(os.environ.get("BRAINSTORMER_CUTS", "300"))
CUTS_A_ROUND = 300


@dataclass
class Tally:
    """What a chaos run did and found."""

    cuts: int = 0
    sockets: int = 0
    messages: int = 0
    turns: Counter[str] = field(default_factory=Counter)
    dropped: int = 0
    refused: int = 0
    ideas: int = 0
    lost: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)

    def count_cuts(self, proxy: Proxy, pages: list[Page]) -> None:
        self.cuts += proxy.cuts
        self.sockets += sum(page.sockets for page in pages)

    def __str__(self) -> str:
        ends = ", ".join(f"{count} {status}" for status, count in sorted(self.turns.items()))
        return (
            f"chaos: {self.cuts} cuts, {self.sockets} sockets, {self.messages} messages, "
            f"{sum(self.turns.values())} turns ({ends}), {self.dropped} dropped, {self.refused} refused, "
            f"{self.ideas} ideas; lost {len(self.lost)}, repeated {len(self.repeated)}"
        )


class Witness:
    """Follows chats on a socket that is never cut: which turns were accepted, and which gave way to which."""

    def __init__(self, page: Page) -> None:
        self.accepted: Counter[str] = Counter()
        self.dropped: set[str] = set()
        self._page = page
        self._orders: dict[str, list[str]] = {}
        page.on_frame = self._take

    def _take(self, frame: dict[str, Any]) -> None:
        chat_id = frame["chatId"]
        order = [turn["id"] for turn in self._page.shown[chat_id].turns]
        known = self._orders.get(chat_id, [])
        kept = [name for name in order if name in known]
        # What vanishes is the end, and only with a message that takes its place.
        assert order[: len(kept)] == kept == known[: len(kept)]
        assert len(order) - len(kept) <= 1 and (len(order) > len(kept) or kept == known)
        self.dropped.update(known[len(kept) :])
        self.accepted.update(order[len(kept) :])
        self._orders[chat_id] = order
        assert_all_said(self._page.shown[chat_id])


async def act(page: Page, chance: random.Random, names: Iterator[int]) -> None:
    """Do one thing that a person might do."""
    chat_id = chance.choice(list(page.shown))
    shown = page.shown[chat_id]
    waiting = sum(item["chatId"] == chat_id for item in page.outbox.values())
    running = sum(turn["status"] in UNFINISHED for turn in shown.turns)
    deed = chance.random()
    if deed < 0.7:
        if waiting + running < 4 and waiting < 2:
            await page.say(chat_id, f"m{next(names)}")
    elif deed < 0.78:
        if waiting == 0 and shown.turns:
            after = chance.choice([turn["id"] for turn in shown.turns[-4:]] + [None] * (chance.random() < 0.1))
            await page.say(chat_id, f"m{next(names)}", after=after)
    elif deed < 0.85:
        await page.request(chatId=chat_id, stop=True)
    elif deed < 0.88 or not shown.ideas:
        own = f"own{next(names)}"
        page.own_ideas[own] = chat_id
        await page.change_idea(chat_id, id=own, text=f"{own} 😀")
    elif shown.ready:
        idea = chance.choice(list(shown.ideas.values()))
        patch = chance.choice([{"starred": True}, {"starred": False}, {"deleted": True}, {"position": chance.random()}])
        await page.change_idea(chat_id, id=idea["id"], **patch)


async def live(page: Page, chance: random.Random, names: Iterator[int], proxy: Proxy) -> None:
    while not proxy.calm:
        page.check()
        await act(page, chance, names)
        await asyncio.sleep(chance.random() * 0.03)  # a person's pace


async def chaos(
    addresses: Sequence[str],
    fake: FakeOpenAI,
    seed: int,
    cuts: int,
    tally: Tally,
    killer: Killer | None = None,
) -> None:
    """A round: four pages, four chats, two pages in each; every page behind a network that breaks all the time.

    An observer's socket is never cut, unless a killer takes its server away.
    """
    chance = random.Random(seed)
    names = itertools.count(seed * 1_000_000)
    chats = [f"r{seed}-{number}" for number in range(4)]
    async with contextlib.AsyncExitStack() as stack:
        proxy = await stack.enter_async_context(Proxy(addresses, chance).serve())
        pages = [Page(proxy.address, chats[at], chats[at - 1]) for at in range(4)]
        stack.callback(lambda: tally.count_cuts(proxy, pages))
        observer = Page(addresses[seed % len(addresses)], *chats)
        witness = Witness(observer)
        for page in [observer, *pages]:
            await stack.enter_async_context(page.running())
        await until(lambda: observer.ready)
        people = [asyncio.create_task(live(page, chance, names, proxy)) for page in pages]
        if killer:
            observer.on_frame = lambda frame: assert_all_said(observer.shown[frame["chatId"]])
            people.append(asyncio.create_task(killer.strike_and_strike(proxy)))
        await until(lambda: proxy.cuts >= cuts or any(person.done() for person in people), 120 + cuts)
        proxy.calm = True
        await asyncio.gather(*people)

        def settled() -> bool:
            for page in [observer, *pages]:
                page.check()
            return all(page.settled for page in [observer, *pages])

        await until(settled, 30)
        truths = {chat_id: await stored(chance.choice(addresses), chat_id) for chat_id in chats}
        for page in [observer, *pages]:
            for chat_id, shown in page.shown.items():
                assert (shown.turns, shown.ideas) == (truths[chat_id].turns, truths[chat_id].ideas)
        if killer:
            # The observer was away at times.
            witness.accepted = Counter({name for page in pages for name in page.receipts})
            witness.dropped = killer.dropped_turns(chats)
        else:
            assert observer.sockets == 1
            assert not [turn for truth in truths.values() for turn in truth.turns if turn["status"] == "interrupted"]
        for truth in truths.values():
            count_turns(truth, fake, tally)
        count_messages(pages, witness, truths, fake, tally)


def count_turns(truth: Shown, fake: FakeOpenAI, tally: Tally) -> None:
    """Hold what is stored of a chat against what the model said."""
    for turn in truth.turns:
        assert turn["status"] in ("done", "stopped", "interrupted"), turn
        assert_said(turn)
        tally.turns[turn["status"]] += 1
        tally.ideas += len(turn["ideas"])
        on_board = Counter(idea["text"] for idea in truth.ideas.values() if idea.get("turnId") == turn["id"])
        tally.lost += (Counter(turn["ideas"]) - on_board).elements()
        tally.repeated += (on_board - Counter(turn["ideas"])).elements()
        tally.lost += [] if turn["status"] != "done" or turn["message"] in fake.inputs else [turn["message"]]
    tally.repeated += [name for name, count in Counter(turn["id"] for turn in truth.turns).items() if count > 1]


def count_messages(
    pages: list[Page], witness: Witness, truths: dict[str, Shown], fake: FakeOpenAI, tally: Tally
) -> None:
    """Hold what people sent against what was accepted, asked and stored."""
    kept = {turn["id"]: turn["message"] for truth in truths.values() for turn in truth.turns}
    sent = {name: item["message"] for page in pages for name, item in page.sent.items()}
    refused = {name for page in pages for name in page.refused}
    tally.lost += [sent[name] for name in sent if name not in refused and name not in witness.accepted]
    tally.lost += [sent[name] for name in witness.accepted if name not in witness.dropped and name not in kept]
    tally.lost += [f"{kept[name]} for {sent[name]}" for name in kept if kept[name] != sent[name]]
    asked = Counter(fake.inputs)
    tally.repeated += [message for message in sent.values() if asked[message] > 1]
    # What was accepted is refused only where it has given way since, and its receipt was lost.
    accepted_twice = [name for name, count in witness.accepted.items() if count > 1]
    tally.repeated += [sent[name] for name in {*accepted_twice, *(refused & set(witness.accepted) - witness.dropped)}]
    own = {name: chat_id for page in pages for name, chat_id in page.own_ideas.items()}
    tally.lost += [name for name, chat_id in own.items() if truths[chat_id].ideas[name]["text"] != f"{name} 😀"]
    tally.messages += len(sent)
    tally.ideas += len(own)
    tally.dropped += len(witness.dropped)
    tally.refused += len(refused)


async def run_chaos(
    addresses: Sequence[str],
    fake: FakeOpenAI,
    cuts: int,
    capsys: pytest.CaptureFixture[str],
    killer: Killer | None = None,
) -> None:
    """Rounds until there were so many cuts; tells what came of them, and fails where anything was lost or repeated."""
    tally = Tally()
    fake.script = lambda message: told(message).script
    try:
        for seed in itertools.count():
            await chaos(addresses, fake, seed, min(CUTS_A_ROUND, cuts - tally.cuts), tally, killer)
            if tally.cuts >= cuts:
                break
    finally:
        with capsys.disabled():
            print(f"\n{tally}{killer or ''}")
    assert not tally.lost and not tally.repeated


def test_pages_show_what_is_stored_and_what_the_model_said_whatever_is_cut(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # Promise 3. Fault 45.
    async def run() -> None:
        async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake)) as address:
            await run_chaos([address], fake, CUTS, capsys)

    asyncio.run(asyncio.wait_for(run(), 120 + CUTS))


# Kills.

KILLS = int(os.environ.get("BRAINSTORMER_KILLS", "10"))
# The reply so far is stored every second; a busy machine is late.
FLUSH_SECONDS = 1.5


class Kills:
    """Kills a server and starts it again; holds what a page is shown then against what it was shown before."""

    def __init__(self, running: Process, pages: list[Page]) -> None:
        self.kills = 0
        self.running = running
        self.pages = pages
        self.interrupted = 0
        self.killed_at = 0.0
        self._port = int(running.address.split(":")[1])
        # When so much of a turn's text was shown, by page and turn.
        self._seen: dict[tuple[Page, str], list[tuple[float, int]]] = {}
        for page in pages:
            page.compare = functools.partial(self._compare, page)
            page.on_frame = functools.partial(self._note, page)

    def _note(self, page: Page, frame: dict[str, Any]) -> None:
        for turn in page.shown[frame["chatId"]].turns:
            if turn["status"] == "streaming":
                self._seen.setdefault((page, turn["id"]), []).append((time.monotonic(), len(turn["reply"])))

    async def kill(self) -> None:
        await self.running.kill()
        self.kills += 1
        self.killed_at = time.monotonic()
        await until(lambda: all(page.disconnected for page in self.pages))
        await self.running.start(self._port)

    def _compare(self, page: Page, before: list[dict[str, Any]], shown: Shown) -> None:
        """A page was shown turns `before`: it had a receipt for each of them. Hold the snapshot against that."""
        ids = [turn["id"] for turn in shown.turns]
        assert len(set(ids)) == len(ids)
        known = [turn["id"] for turn in before]
        for turn in shown.turns:
            item = next((other.sent[turn["id"]] for other in self.pages if turn["id"] in other.sent), {})
            if "after" in item and item["after"] in (None, *known) and turn["id"] not in known:
                before = before[: known.index(item["after"]) + 1 if item["after"] else 0]
        assert ids[: len(before)] == [turn["id"] for turn in before]
        for old, turn in zip(before, shown.turns, strict=False):
            self._compare_turn(page, old, turn)
            board = Counter(idea["text"] for idea in shown.ideas.values() if idea.get("turnId") == turn["id"])
            assert all(board[idea] == 1 for idea in turn["ideas"]) and len(board) == len(turn["ideas"])

    def _compare_turn(self, page: Page, old: dict[str, Any], turn: dict[str, Any]) -> None:
        assert turn["message"] == old["message"]
        assert_said(turn)
        if old["status"] not in UNFINISHED:
            assert turn == old
            return
        assert turn["status"] == "interrupted" or turn["status"] == "done" or page.sockets == 1
        assert turn["ideas"][: len(old["ideas"])] == old["ideas"]
        self.interrupted += turn["status"] == "interrupted"
        seen = self._seen.get((page, turn["id"]), [])
        long_ago = [length for moment, length in seen if moment < self.killed_at - FLUSH_SECONDS]
        assert len(turn["reply"]) >= max(long_ago, default=0)


def test_killed_server_has_all_that_it_acknowledged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # Promise 1. Fault 20.
    line = ""

    async def run() -> None:
        nonlocal line
        chance = random.Random(20)
        names = itertools.count()
        async with contextlib.AsyncExitStack() as stack:
            fake = await stack.enter_async_context(FakeOpenAI().serve())
            fake.script = lambda message: told(message).script
            running = await stack.enter_async_context(process(tmp_path, fake))
            pages = [Page(running.address, "a", "b", "c") for _ in range(2)]
            kills = Kills(running, pages)
            for page in pages:
                page.pause = 0.02
                await stack.enter_async_context(page.running())
            while kills.kills < KILLS:
                await until(lambda: all(page.settled for page in pages), 30)
                pace = "mid" if kills.kills % 5 else "long"
                await say_something(pages, chance, pace, names)
                await until(moment_to_kill(pages, chance, pace))
                for page in pages:
                    page.check()
                await kills.kill()
            await until(lambda: all(page.settled for page in pages), 30)
            line = await hold_to_account(kills, fake)

    try:
        asyncio.run(asyncio.wait_for(run(), 60 + 10 * KILLS))
    finally:
        with capsys.disabled():
            print(f"\n{line}")


async def say_something(pages: list[Page], chance: random.Random, pace: str, names: Iterator[int]) -> None:
    """A message or two in every chat; or the last one again, where it was interrupted."""
    for chat_id in "abc":
        page = chance.choice(pages)
        turns = page.shown[chat_id].turns
        if turns and turns[-1]["status"] == "interrupted" and chance.random() < 0.5:
            await page.say(chat_id, turns[-1]["message"], after=turns[-2]["id"] if len(turns) > 1 else None)
        else:
            await page.say(chat_id, f"{pace if chat_id == 'a' else 'mid'}{next(names)}")
        if chance.random() < 0.5:
            # From the same page: another one's message could come first, and give way to the one that is tried again.
            await page.say(chat_id, f"m{next(names)}")


def moment_to_kill(pages: list[Page], chance: random.Random, pace: str) -> Callable[[], bool]:
    """Far into long answers; else at once, after some receipts, when the first ideas are there, or somewhere."""

    def receipts() -> int:
        return sum(len(page.receipts) for page in pages)

    def ideas() -> int:
        return sum(len(shown.ideas) for page in pages for shown in page.shown.values())

    value, more = chance.choice(((receipts, 0), (receipts, 2), (ideas, 1), (ideas, 3), (receipts, 99)))
    enough = value() + (99 if pace == "long" else more)
    end = time.monotonic() + (chance.uniform(1.7, 2.3) if pace == "long" else chance.uniform(0, 0.6))
    return lambda: value() >= enough or time.monotonic() > end


async def hold_to_account(kills: Kills, fake: FakeOpenAI) -> str:
    """What was sent is there, once, and the model was asked for it once."""
    sent = {name: item for page in kills.pages for name, item in page.sent.items()}
    tries = Counter(item["message"] for item in sent.values())
    truths = {chat_id: await stored(kills.running.address, chat_id) for chat_id in "abc"}
    turns = [turn for truth in truths.values() for turn in truth.turns]
    for page in kills.pages:
        assert not page.refused
        assert all(same(page.shown[chat_id], truths[chat_id]) for chat_id in "abc")
    stays = {name for name, item in sent.items() if item["message"] in {turn["message"] for turn in turns}}
    assert {item["message"] for item in sent.values()} == {turn["message"] for turn in turns}
    repeated = [message for message, count in Counter(fake.inputs).items() if count > tries[message]]
    repeated += [message for message, count in Counter(turn["message"] for turn in turns).items() if count > 1]
    assert not repeated and len(stays) == len(sent)
    again = Counter(turn["status"] for turn in turns)
    ends = ", ".join(f"{count} {status}" for status, count in sorted(again.items()))
    return f"kills: {kills.kills} kills, {len(sent)} messages, {len(turns)} turns ({ends}); lost 0, repeated 0"


# Stopping.


async def close_code(client: Client) -> int | None:
    """Receive to the end; the code that the socket was closed with."""
    with contextlib.suppress(websockets.ConnectionClosed):
        while True:
            await client.receive()
    return client.ws.close_code


async def until_draining(client: Client) -> dict[str, Any]:
    """Ask until the server refuses because it stops; what is asked for is refused in any case, or known already."""
    while True:
        probe = new_id()
        await client.send(message="x", chatId="probe", id=probe, after=new_id())
        frame = (await client.receive_until(lambda frame: frame.get("id") == probe))[-1]  # noqa: B023
        if frame["code"] == "busy":
            return frame


@contextlib.contextmanager
def within(seconds: float) -> Iterator[None]:
    start = time.monotonic()
    yield
    assert time.monotonic() - start < seconds


@scenario
async def test_idle_server_closes_its_sockets_with_1012_and_exits(tmp_path: Path) -> None:  # Promise 8, Fault 19
    async with process(tmp_path) as running, connected(running.address) as client, connected(running.address) as deaf:
        await client.open()
        deaf.ws.transport.pause_reading()  # it will never answer the close
        with within(8):
            await running.signal(signal.SIGTERM)
            assert await close_code(client) == 1012
            assert await running.wait() == 0
        assert "Traceback" not in running.log
        deaf.ws.transport.abort()


@scenario
async def test_stopping_server_lets_a_running_answer_finish(tmp_path: Path) -> None:  # Promise 8, Fault 19
    go = asyncio.Event()
    async with FakeOpenAI().serve() as fake, process(tmp_path, fake) as running:
        fake.scripts.append(
            ['idea: "A"\nmessage: "All that was begun ', "is carried through, ", go, 'to its end."', 0.1]
        )
        async with connected(running.address) as client, connected(running.address) as other:
            await client.open()
            await client.send(message="hi", chatId="c", id="runs")
            await client.receive_until(tagged("message"))
            await client.send(message="and then", chatId="c", id="waits")
            await client.receive_until(tagged("turn"))
            await running.signal(signal.SIGTERM)
            await until_draining(other)
            go.set()
            assert await close_code(client) == await close_code(other) == 1012
            assert [frame for frame in client.frames if terminal(frame)][-1] == client.frames[-1]
            assert client.frames[-1]["tag"] == "message"
            assert message_of(client.frames) == "All that was begun is carried through, to its end."
        assert await running.wait() == 0
    assert rows(tmp_path, "select id, status from turn order by seq") == [("runs", "done"), ("waits", "interrupted")]
    assert rows(tmp_path, "select text from idea") == [("A",)]


@scenario
async def test_running_answer_keeps_its_thread_when_waiting_messages_give_way(tmp_path: Path) -> None:
    go = asyncio.Event()
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake)) as address:
        async with connected(address) as client:
            await client.open()
            fake.scripts.append(["message: The beginning ", go, "and the end"])
            await client.send(message="runs", chatId="c", id="t1")
            await until(lambda: fake.locked)
            await client.send(message="waits", chatId="c", id="t2")
            await client.send(message="replaces", chatId="c", id="t3", after="t1")
            await client.receive_until(lambda frame: frame["tag"] == "turn" and frame["turn"]["id"] == "t3")
            go.set()
            ends = [(await client.receive_until(terminal))[-1] for _ in range(2)]
            assert [end["tag"] for end in ends] == ["message", "message"]
        truth = await stored(address, "c")
        assert [(turn["id"], turn["status"]) for turn in truth.turns] == [("t1", "done"), ("t3", "done")]
        assert fake.inputs == ["runs", "replaces"]


@pytest.mark.parametrize("second", [None, signal.SIGTERM, signal.SIGINT], ids=["alone", "and TERM", "and INT"])
@scenario
async def test_stopping_server_stores_an_answer_that_does_not_finish(second: int | None, tmp_path: Path) -> None:
    # Promise 8, Fault 19: within DRAIN_SECONDS, at a second signal at once.
    drain = "0.3" if second is None else "3000"
    async with FakeOpenAI().serve() as fake, process(tmp_path, fake, DRAIN_SECONDS=drain) as running:
        fake.script = lambda text: ['idea: "A"\nidea: "half an', 'message: "' if text else "", HANG]
        async with connected(running.address) as client, connected(running.address) as other:
            await client.open()
            await client.send(message="first", chatId="c", id="t1")
            await client.receive_until(tagged("idea-saved"))
            for number in (2, 3):
                await client.send(message=f"waits {number}", chatId="c", id=f"t{number}")
                await client.receive_until(tagged("turn"))
            with within(8):
                await running.signal(signal.SIGTERM)
                if second:
                    await until_draining(other)
                    await running.signal(second)
                assert await close_code(client) == await close_code(other) == 1012
                assert await running.wait() == 0
        assert "Traceback" not in running.log
        # Everyone was told, each turn once.
        ends = [frame for frame in client.frames if terminal(frame)]
        assert [frame["code"] for frame in ends] == ["interrupted"] * 3
        told_ends = {frame["turn"]["id"]: frame["turn"] for frame in client.frames if frame["tag"] == "turn"}
        assert {turn["status"] for turn in told_ends.values()} == {"interrupted"}
        await running.start()
        async with connected(running.address) as client:
            chat = await client.open()
            assert [turn["id"] for turn in chat["turns"]] == ["t1", "t2", "t3"]
            assert chat["turns"] == [told_ends[name] for name in ("t1", "t2", "t3")]
            assert (chat["turns"][0]["ideas"], [idea["text"] for idea in chat["ideas"]]) == (["A"], ["A"])
            assert chat["turns"][0]["draft"].startswith("half an")
            fake.scripts.append(['message: "Here I am again."'])
            assert message_of(await client.turn("first", after=None, id=new_id())) == "Here I am again."


@scenario
async def test_stopping_server_refuses_messages_and_loses_none_it_took(tmp_path: Path) -> None:  # Promise 8
    refused = []

    async def send_and_send(address: str, number: int) -> set[str]:
        """Send messages, each to a chat of its own, until the server closes; return those it acknowledged."""
        names = (f"{number}-{count}" for count in itertools.count())
        async with connected(address) as client:
            with contextlib.suppress(websockets.ConnectionClosed):
                for name in names:
                    await client.send(message="hello", chatId=name, id=name)
                    await client.receive_until(lambda frame: frame["tag"] in ("turn", "error"))
            refused.extend(frame for frame in client.frames if is_error("busy")(frame))
        return {frame["turn"]["id"] for frame in client.frames if frame["tag"] == "turn"}

    async with FakeOpenAI().serve() as fake, process(tmp_path, fake, DRAIN_SECONDS="1") as running:
        senders = [asyncio.create_task(send_and_send(running.address, number)) for number in range(4)]
        await until(lambda: len(fake.inputs) > 20)
        fake.script = lambda text: ['message: "never ', HANG]
        await until(lambda: fake.locked)
        with within(10):
            await running.signal(signal.SIGTERM)
            taken = set.union(*await asyncio.gather(*senders))
            assert await running.wait() == 0
    ends = dict(rows(tmp_path, "select id, status from turn"))
    assert taken == set(ends)
    assert set(ends.values()) == {"done", "interrupted"}
    assert refused
    assert not {frame["id"] for frame in refused} & taken


# Crashes.


OWNERS = {  # owner, age of the heartbeat in seconds, whether the turn still counts as running
    "process that is gone": ("{here}/{gone}/x", 0, False),
    "process that lives": ("{here}/{parent}/x", 10, True),
    "process that hangs": ("{here}/{parent}/x", 16, False),
    "another life of this process": ("{here}/{self}/x", 0, False),
    "host that lives": ("elsewhere/1/x", 10, True),
    "host that is silent": ("elsewhere/1/x", 16, False),
}


@pytest.mark.parametrize("status", UNFINISHED)
@pytest.mark.parametrize("owner, age, runs", OWNERS.values(), ids=list(OWNERS))
@scenario
async def test_starting_server_interrupts_turns_without_an_owner(
    owner: str, age: float, runs: bool, status: str, tmp_path: Path
) -> None:
    # Promise 8: at once where the process is seen to be gone, else after 15 s without a heartbeat.
    gone = await asyncio.create_subprocess_exec(sys.executable, "-ISc", "")
    await gone.wait()
    names = {"here": socket.gethostname(), "gone": gone.pid, "parent": os.getppid(), "self": os.getpid()}
    leave_turn(tmp_path, owner.format_map(names), status, time.time() - age)
    async with serving(make_config(tmp_path)) as address, connected(address) as client:
        assert rows(tmp_path, "select status from turn") == [(status if runs else "interrupted",)]
        if runs and POSTGRES:
            return  # whoever opens a chat that belongs to nobody takes it over
        [turn] = (await client.open())["turns"]
        assert (turn["reply"], turn["ideas"], turn.get("draft")) == ("", ["A"], "half an idea")
        assert (turn["status"], turn.get("error")) == ((status, None) if runs else ("interrupted", "interrupted"))


def leave_turn(folder: Path, owner: str, status: str, heartbeat: float) -> None:
    """A database as another server process left it, or as it uses it."""
    server.open_database(database_url(folder))
    server.Chat.create(id="c", thread="conv_1", provider="demo")
    reply = 'idea: "A"\nidea: "half an idea'
    server.Turn.create(chat="c", id="t", message="m", reply=reply, status=status, owner=owner, heartbeat=heartbeat)
    server.database.close()


@on_sqlite
@pytest.mark.parametrize("status", UNFINISHED)
@scenario
async def test_pages_are_told_when_a_turn_of_another_server_is_given_up(
    status: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Promise 8. Its heartbeat goes stale while a page looks on.
    assert server.HEARTBEAT_SECONDS == 15
    monkeypatch.setattr(server, "HEARTBEAT_SECONDS", 0.7)
    leave_turn(tmp_path, "elsewhere/1/x", status, time.time())
    async with serving(make_config(tmp_path)) as address, connected(address) as client:
        assert [turn["status"] for turn in (await client.open())["turns"]] == [status]
        frame = await client.receive()
        assert (frame["tag"], frame["turn"]["id"], frame["turn"]["status"]) == ("turn", "t", "interrupted")
        again = await client.turn("m", after=None, id=new_id())
        assert again[-1]["tag"] == "message"


@on_sqlite
@scenario
async def test_second_server_takes_over_what_a_killed_one_left(tmp_path: Path) -> None:  # Promises 1 and 8
    async with FakeOpenAI().serve() as fake, process(tmp_path, fake) as first, connected(first.address) as client:
        fake.script = lambda text: ["message: The beginning, which is told slowly", HANG]
        await client.open()
        await client.send(message="m", chatId="c", id="t1")
        await client.receive_until(tagged("message"))
        await client.send(message="waits", chatId="c", id="t2")
        await client.receive_until(tagged("turn"))
        await until(lambda: rows(tmp_path, "select reply from turn where id = 't1'") != [("",)])
        async with process(tmp_path, fake) as second, connected(second.address) as other:
            chat = await other.open()
            assert [turn["status"] for turn in chat["turns"]] == ["streaming", "waiting"]
            await first.kill()
            await other.receive_until(tagged("turn"), tagged("turn"))
            told_turns = {frame["turn"]["id"]: frame["turn"] for frame in other.frames if frame["tag"] == "turn"}
            assert {turn["status"] for turn in told_turns.values()} == {"interrupted"}
            assert told_turns["t1"]["reply"].startswith("The beginning")
            fake.script = lambda text: ['message: "All of it."']
            assert message_of(await other.turn("m", after=None, id="t3")) == "All of it."
            assert [turn["id"] for turn in (await other.open())["turns"]] == ["t3"]


# Two pages, cut after every frame.


@pytest.mark.parametrize("frames", [1, 2, 3, 7])
@scenario
async def test_two_pages_stay_in_step_though_each_is_cut_every_few_frames(frames: int, tmp_path: Path) -> None:
    # Promises 3 and 6. Fault 45.
    async with contextlib.AsyncExitStack() as stack:
        fake = await stack.enter_async_context(FakeOpenAI().serve())
        fake.script = lambda message: told(message).script
        address = await stack.enter_async_context(serving(make_config(tmp_path, fake)))
        pages = [await stack.enter_async_context(Page(address, "c").running()) for _ in range(2)]
        counts = Counter[Page]()

        def cut(page: Page, frame: dict[str, Any]) -> None:
            counts[page] += 1
            assert_all_said(page.shown["c"])
            if frames == 1 and frame["tag"] == "chat":
                # Cut at every snapshot, a message sent with the opening could be lost each time, for ever.
                return
            if counts[page] % frames == 0 and len(rows(tmp_path, "select 1 from turn where status = 'done'")) < 4:
                page.cut()

        for page in pages:
            page.on_frame = functools.partial(cut, page)
        for number, page in enumerate(pages * 2):
            await page.say("c", f"m{frames}{number}")

        def settled() -> bool:
            for page in pages:
                page.check()
            return all(page.settled and len(page.shown["c"].turns) == 4 for page in pages)

        await until(settled, 45)
        truth = await stored(address, "c")
        assert [turn["status"] for turn in truth.turns] == ["done"] * 4
        assert same(pages[0].shown["c"], truth) and same(pages[1].shown["c"], truth)
        assert sorted(fake.inputs) == sorted(turn["message"] for turn in truth.turns)
        assert min(page.sockets for page in pages) > 3


# What is written, and when.


@scenario
async def test_reply_so_far_is_on_disk_every_second(tmp_path: Path) -> None:  # Promise 8
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake)) as address:
        fake.scripts.append(["message: ", *itertools.chain(*((f"word {n:04d} and so on ", 0.02) for n in range(140)))])
        async with connected(address) as client:
            shown: list[tuple[float, int]] = []
            lags = []
            await client.send(message="m", chatId="c")
            while not shown or not terminal(client.frames[-1]):
                await client.receive()
                shown.append((time.monotonic(), len(message_of(client.frames))))
                [(reply,)] = rows(tmp_path, "select reply from turn")
                # Since when has there been more than what is on disk?
                there = len(reply) - len("message: ")
                lags.append(time.monotonic() - next((at for at, length in shown if length > there), time.monotonic()))
        assert 0.5 < max(lags) < FLUSH_SECONDS


@on_sqlite
def test_database_is_set_up_to_survive_a_killed_process(tmp_path: Path) -> None:
    server.open_database(f"sqlite:///{tmp_path}/new/folder/chats.db")
    try:
        names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "user_version")
        pragmas = {name: server.database.execute_sql(f"pragma {name}").fetchone()[0] for name in names}
    finally:
        server.database.close()
    assert pragmas == {
        "journal_mode": "wal", "synchronous": 1, "foreign_keys": 1, "busy_timeout": server.BUSY_SECONDS * 1000,
        "user_version": server.SCHEMA_VERSION,
    }  # fmt: skip


# What the disk does.


async def longest_stall(seconds: float) -> float:
    """The longest time, within so many seconds, in which the event loop came to nothing else."""
    longest, last = 0.0, time.monotonic()
    end = last + seconds
    while last < end:
        await asyncio.sleep(0.001)
        last, before = time.monotonic(), last
        longest = max(longest, last - before)
    return longest


@scenario
async def test_turn_goes_on_and_the_loop_never_waits_while_the_database_is_locked(tmp_path: Path) -> None:  # Fault 35
    words = [f"word {number:04d} of a message " for number in range(60)]
    steps = itertools.chain(*((word, 0.04) for word in words))
    script = ['message: "', *steps, '"\nidea: "Last"']
    stalls: list[float] = []
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake)) as address:
        # Another program may take the processor away from a loop that does not wait, but not each time.
        while len(stalls) < 3 and min(stalls, default=1) > 0.05:
            fake.scripts.append(script)
            async with connected(address) as client:
                await client.send(message="m", chatId=f"c{len(stalls)}")
                await client.receive_until(tagged("message"))
                turn = asyncio.create_task(client.receive_until(terminal))
                with locked(tmp_path):
                    before = len(client.frames)
                    stalls.append(await longest_stall(2))
                    assert len(client.frames) > before + 20
                assert (await turn)[-1]["tag"] == "message"
                assert message_of(client.frames) == "".join(words)
    assert min(stalls) < 0.05
    assert rows(tmp_path, "select distinct status from turn") == [("done",)]
    assert len(rows(tmp_path, "select * from idea")) == len(stalls)


def ends_of(frames: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [frame for frame in frames if terminal(frame) and "id" not in frame]


@pytest.mark.parametrize("rest", ['the end."', 'the end."\nidea: "Second"\nidea: "Third"'], ids=["text", "ideas"])
@scenario
async def test_database_locked_for_long_is_told_and_loses_nothing(
    rest: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Fault 36. Promise 1: no receipt that is not true.
    monkeypatch.setattr(server, "BUSY_SECONDS", 0.2)
    go = asyncio.Event()
    async with contextlib.AsyncExitStack() as stack:
        fake = await stack.enter_async_context(FakeOpenAI().serve())
        address = await stack.enter_async_context(serving(make_config(tmp_path, fake)))
        page = await stack.enter_async_context(Page(address, "c").running())
        frames: list[dict[str, Any]] = []
        page.on_frame = frames.append
        client = await stack.enter_async_context(connected(address))
        fake.scripts.append(['idea: "First"\nmessage: "What was begun before the lock, ', go, rest])
        await page.say("c", "m")
        await until(lambda: any(frame["tag"] == "message" for frame in frames))
        with locked(tmp_path):
            await client.send(message="x", chatId="d", id="t1")
            refusal = await client.receive()
            assert (refusal["tag"], refusal["code"], refusal["id"]) == ("error", "storage", "t1")
            await client.send(chatId="d", idea={"id": "i", "text": "x"})
            assert is_error("storage")(await client.receive())
            go.set()
            await until(lambda: ends_of(frames))
            assert [frame["code"] for frame in ends_of(frames)] == ["storage"]
            assert page.shown["c"].turns[0]["reply"] == "What was begun before the lock, the end."
        # Nothing is wrong any more: what was told is stored, and what is shown is what is stored.
        await until(lambda: rows(tmp_path, "select status from turn where status <> 'streaming'"))
        truth = await stored(address, "c")
        await until(lambda: same(page.shown["c"], truth))
        [turn] = truth.turns
        assert turn["reply"] == "What was begun before the lock, the end."
        assert turn["ideas"] == [idea["text"] for idea in truth.ideas.values()]
        for word in ["First", *re.findall('"(.+)"', rest[10:])]:
            assert "|".join([*turn["ideas"], turn.get("draft", "")]).count(word) == 1
        assert len(ends_of(frames)) == 1
        # And what was refused works as if it had never been.
        assert message_of(await client.turn("x", "d", id="t1")) == "You said x"
        assert fake.inputs == ["m", "x"]


@scenario
async def test_turn_that_gave_way_before_it_was_saved_stays_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Fault 36 and `after`: tried again at once, while the end of the first try still waits to be stored.
    monkeypatch.setattr(server, "BUSY_SECONDS", 0.1)
    go = asyncio.Event()
    async with contextlib.AsyncExitStack() as stack:
        fake = await stack.enter_async_context(FakeOpenAI().serve())
        address = await stack.enter_async_context(serving(make_config(tmp_path, fake)))
        page = await stack.enter_async_context(Page(address, "c").running())
        fake.scripts.append(["message: What was begun ", go, "here"])
        first = await page.say("c", "m")
        await until(lambda: rows(tmp_path, "select 1 from turn") and fake.locked)
        with locked(tmp_path):
            go.set()
            await until(lambda: [turn["status"] for turn in page.shown["c"].turns] == ["error"])
        second = await page.say("c", "m", after=None)
        await until(lambda: page.shown["c"].turns[-1]["id"] == second and page.settled)
        # The next turn's text is stored by the same hand that would store the first one's end.
        fake.scripts.append(["message: Another answer", asyncio.Event(), HANG])
        third = await page.say("c", "n")
        await until(lambda: rows(tmp_path, "select 1 from turn where id = ? and reply <> ''", third))
        page.check()
        assert [turn["id"] for turn in page.shown["c"].turns] == [second, third]
        assert rows(tmp_path, "select id from turn where id = ?", first) == []
        await page.request(chatId="c", stop=True)
        await until(lambda: page.settled)


@on_sqlite
@scenario
async def test_full_disk_is_told_and_loses_nothing(tmp_path: Path) -> None:  # Fault 36
    go = asyncio.Event()
    async with contextlib.AsyncExitStack() as stack:
        fake = await stack.enter_async_context(FakeOpenAI().serve())
        running = await stack.enter_async_context(process(tmp_path, fake))
        page = await stack.enter_async_context(Page(running.address, "c").running())
        client = await stack.enter_async_context(connected(running.address))
        fake.scripts.append(['idea: "First"\nmessage: "What was begun before, ', go, 'and its end."'])
        await page.say("c", "m")
        await until(lambda: page.ready and page.shown["c"].turns and page.shown["c"].turns[0]["ideas"])
        assert running._process
        resource.prlimit(running._process.pid, resource.RLIMIT_FSIZE, (1, resource.RLIM_INFINITY))
        await client.send(message="x", chatId="d", id="t1")
        refusal = await client.receive()
        assert (refusal["tag"], refusal["code"], refusal["id"]) == ("error", "storage", "t1")
        go.set()
        await until(lambda: page.shown["c"].finished)
        [turn] = page.shown["c"].turns
        assert (turn["status"], turn["error"]) == ("error", "storage")
        assert turn["reply"] == "What was begun before, and its end."
        resource.prlimit(running._process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
        assert message_of(await client.turn("x", "d", id="t1")) == "You said x"
        await until(lambda: rows(tmp_path, "select 1 from turn where chat_id = 'c' and status <> 'streaming'"))
        truth = await stored(running.address, "c")
        await until(lambda: same(page.shown["c"], truth))
        assert truth.turns[0]["reply"] == "What was begun before, and its end."
        assert fake.inputs == ["m", "x"]


@on_sqlite
@scenario
async def test_database_that_breaks_while_the_server_runs_is_told(tmp_path: Path) -> None:  # Fault 36
    async with serving(make_config(tmp_path)) as address, connected(address) as client:
        await client.turn("hello", id="t1")
        file = tmp_path / "chats.db"
        rows(tmp_path, "vacuum")
        rows(tmp_path, "pragma wal_checkpoint(truncate)")
        whole = file.read_bytes()
        file.write_bytes(whole[:100] + b"\xa5" * (len(whole) - 100))
        for request in ({"message": "more", "id": "t2"}, {"open": True}, {"idea": {"text": "x"}}, {"forget": True}):
            await client.send(chatId="c", **request)
            assert is_error("storage")(await client.receive())
        file.write_bytes(whole)
        rows(tmp_path, "vacuum")
        assert [turn["id"] for turn in (await client.open())["turns"]] == ["t1"]


async def refused_start(folder: Path, before: Callable[[], None] | None = None, **environ: str) -> tuple[int, str]:
    """Start a server that cannot start; return its exit code and what it says."""
    running = Process(folder, **environ)
    started = await asyncio.create_subprocess_exec(
        sys.executable, str(HERE / "server.py"), "--port", "0",
        cwd=folder, env=running.environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=before,
    )  # fmt: skip
    try:
        _, errors = await asyncio.wait_for(started.communicate(), 20)
    finally:
        if started.returncode is None:
            started.kill()
            await started.wait()
    assert started.returncode is not None
    return started.returncode, errors.decode()


def make_garbage(file: Path) -> None:
    file.write_bytes(random.Random(36).randbytes(20_000))


def make_broken_pages(file: Path) -> None:
    """A file that begins well; what it holds is garbage."""
    leave_turn(file.parent, "elsewhere/1/x", "streaming", 0)
    rows(file.parent, "pragma wal_checkpoint(truncate)")
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\xa5" * (len(whole) - 4096))


def make_newer(file: Path) -> None:
    leave_turn(file.parent, "elsewhere/1/x", "done", 0)
    rows(file.parent, f"pragma user_version = {server.SCHEMA_VERSION + 1}")
    rows(file.parent, "pragma wal_checkpoint(truncate)")


def make_read_only(file: Path) -> None:
    leave_turn(file.parent, "elsewhere/1/x", "done", 0)
    rows(file.parent, "pragma journal_mode = delete")
    file.chmod(0o400)


def drop_override() -> None:
    """Let file modes count for root, too (capabilities(7): PR_CAPBSET_DROP, CAP_DAC_OVERRIDE)."""
    if os.getuid() == 0:
        ctypes.CDLL(None).prctl(24, 1, 0, 0, 0)


def fill_disk() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, 1))


UNUSABLE: dict[str, tuple[Callable[[Path], object], Callable[[], None] | None, str]] = {
    "garbage": (make_garbage, None, "not a database"),
    "broken pages": (make_broken_pages, None, "malformed"),
    "a folder": (Path.mkdir, None, "unable to open"),
    "read-only": (make_read_only, drop_override, "readonly"),
    "of a newer version": (make_newer, None, "newer version"),
    "on a full disk": (Path.exists, fill_disk, ""),
}


@on_sqlite
@pytest.mark.parametrize("make, before, words", UNUSABLE.values(), ids=list(UNUSABLE))
@scenario
async def test_server_says_why_it_cannot_start_with_its_database(
    make: Callable[[Path], object], before: Callable[[], None] | None, words: str, tmp_path: Path
) -> None:
    # Fault 36
    file = tmp_path / "chats.db"
    make(file)
    kept = file.read_bytes() if file.is_file() else b""
    code, errors = await refused_start(tmp_path, before)
    assert code not in (0, None)
    assert "Traceback" not in errors
    [line] = errors.strip().splitlines()
    assert line.startswith("Brainstormer cannot start: ") and "chats.db" in line and words in line
    if make is not make_broken_pages:
        assert (file.read_bytes() if file.is_file() else b"") == kept


@scenario
async def test_four_processes_that_create_a_chat_at_once_use_one_thread(tmp_path: Path) -> None:
    # Fault 37. Promise 2: the same message, sent to all of them, is answered once.
    async with contextlib.AsyncExitStack() as stack:
        fake = await stack.enter_async_context(FakeOpenAI().serve())
        running = await asyncio.gather(*(stack.enter_async_context(process(tmp_path, fake)) for _ in range(4)))
        clients = [await stack.enter_async_context(connected(one.address)) for one in running]
        for number, client in enumerate(clients):
            await client.send(message="the same", chatId="same", id="t")
            await client.send(message=f"m{number}", chatId="c", id=f"t{number}")
        for client in clients:
            await client.receive_until(lambda frame: terminal(frame) and frame["chatId"] == "c")
            assert not [frame for frame in client.frames if frame["tag"] == "error"]
        await until(lambda: rows(tmp_path, "select distinct status from turn") == [("done",)])
        assert rows(tmp_path, "select count(*) from chat") == [(2,)]
        assert sorted(fake.inputs) == ["m0", "m1", "m2", "m3", "the same"]
        used = {
            call.body["conversation"] for call in fake.calls_to("/v1/responses") if call.body["input"] != "the same"
        }
        answered = [name for name, items in fake.conversations.items() if user_item("m0") in items]
        assert answered == [name for (name,) in rows(tmp_path, "select thread from chat where id = 'c'")]
        assert len(used) == 1 and len(fake.conversations[answered[0]]) == 8


@scenario
async def test_dropped_message_sent_again_does_not_reach_the_model_again(tmp_path: Path) -> None:  # Promise 2
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake)) as address:
        async with connected(address) as client, connected(address) as other:
            await client.turn("first", id="t1")
            await other.turn("second", id="t2", after=None)
            # The first page never saw its receipt.
            await client.send(message="first", chatId="c", id="t1")
            assert (await client.receive())["id"] == "t1"
            assert [turn["id"] for turn in (await other.open())["turns"]] == ["t2"]
        assert fake.inputs == ["first", "second"]


class Reached(asyncio.Event):
    """A step of a script that is never over, and knows when the answer has come to it."""

    reached = False

    def is_set(self) -> bool:
        self.reached = True
        return False


@scenario
async def test_stop_keeps_what_comes_while_it_waits(tmp_path: Path) -> None:  # What was written stays, ideas as well
    go = asyncio.Event()
    async with contextlib.AsyncExitStack() as stack:
        fake = await stack.enter_async_context(FakeOpenAI().serve())
        address = await stack.enter_async_context(serving(make_config(tmp_path, fake)))
        page = await stack.enter_async_context(Page(address, "c").running())
        busy = await stack.enter_async_context(connected(address))
        rest = Reached()
        fake.scripts.append(['idea: "First', go, '"\nidea: "Second"\nidea: "Th', rest])
        await page.say("c", "m")
        await until(lambda: fake.locked and page.ready)
        with locked(tmp_path):
            await busy.send(chatId="c", open=True)  # holds the chat, and waits for the database
            await page.request(chatId="c", stop=True)  # waits for the chat
            go.set()  # and so do the ideas
            await until(lambda: rest.reached)
        await until(lambda: page.settled)
        truth = await stored(address, "c")
        assert same(page.shown["c"], truth)
        [turn] = truth.turns
        assert turn["status"] == "stopped"
        assert turn["ideas"] == [idea["text"] for idea in truth.ideas.values()]
        assert turn["ideas"] == ["First", "Second"] and turn["draft"] == "Th"


@scenario
async def test_stop_at_the_instant_that_a_thread_is_made_ends_the_turn(tmp_path: Path) -> None:  # Promise 5
    count = 200
    async with FakeOpenAI().serve() as fake, serving(make_config(tmp_path, fake)) as address:
        fake.script = lambda text: ['idea: "A"\nidea: "B"\nmessage: "Hello"']
        made = fake.holds["POST /v1/conversations"] = asyncio.Event()
        async with connected(address) as client, connected(address) as other:
            for number in range(count):
                await client.send(message="m", chatId=f"c{number}")
            await until(lambda: len(fake.calls_to("/v1/conversations")) == count)
            made.set()
            for number in range(count):
                await other.send(chatId=f"c{number}", stop=True)
            await client.receive_until(*[terminal] * count)


########################################################################################################################
# SEVERAL PROCESSES: one PostgreSQL, many servers
########################################################################################################################


@contextlib.asynccontextmanager
async def several(folder: Path, fake: FakeOpenAI, count: int = 2, **environ: str) -> AsyncIterator[list[Process]]:
    """Server processes that share a database, and begin with it at the same time."""
    async with contextlib.AsyncExitStack() as stack:
        starts = []
        for number in range(count):
            (folder / str(number)).mkdir()
            own = {"DATABASE_URL": database_url(folder), **environ}
            starts.append(stack.enter_async_context(process(folder / str(number), fake, **own)))
        yield await asyncio.gather(*starts)


def frames_after_opening(client: Client) -> list[dict[str, Any]]:
    """What came after the last snapshot."""
    at = max(number for number, frame in enumerate(client.frames) if frame["tag"] == "chat")
    return client.frames[at + 1 :]


def end_of(sequence: list[Any], count: int) -> list[Any]:
    return sequence[len(sequence) - count :]


async def until_ended(*clients: Client, turns: int = 1) -> None:
    """Wait until clients that listen have seen so many turns end."""
    await until(lambda: all(sum(map(closes_turn, client.frames)) >= turns for client in clients))


@on_postgres
@scenario
async def test_chat_opened_on_another_process_shows_the_stored_text_and_follows_it_live(tmp_path: Path) -> None:
    go = asyncio.Event()
    async with FakeOpenAI().serve() as fake, several(tmp_path, fake) as (one, two):
        fake.scripts.append(
            [
                'idea: "First"\nidea: "Second, half of which is there',
                go,
                '"\nmessage: "What is said ',
                "at last 😀",
                '."',
            ]
        )
        async with listening(one.address) as owner:
            await owner.send(message="m", chatId="c", id="t1")
            await until(lambda: [frame for frame in seen(owner, "idea") if "Second" in frame["chunk"]])
            before = len(owner.frames)
            async with listening(two.address) as follower:
                [chat] = follower.frames
                [turn] = chat["turns"]
                draft = seen(owner, "idea")[-1]["chunk"]
                assert (turn["status"], turn["ideas"], turn["draft"]) == ("streaming", ["First"], draft)
                assert Replica([chat]).state == Replica(owner.frames).state
                go.set()
                await until_ended(owner, follower)
                assert frames_after_opening(follower) == owner.frames[before:]
                assert Replica(follower.frames).state == Replica(owner.frames).state == await state_of(two.address)


@on_postgres
@scenario
async def test_chat_opened_at_any_moment_on_any_process_goes_on_from_there(tmp_path: Path) -> None:
    # Promise 6
    async with contextlib.AsyncExitStack() as stack:
        fake = await stack.enter_async_context(FakeOpenAI().serve())
        running = await stack.enter_async_context(several(tmp_path, fake, 3))
        fake.script = lambda message: told(message).script
        chance = random.Random(6)
        owner = await stack.enter_async_context(listening(running[0].address))
        for number in range(3):
            await owner.send(message=f"mid{number}", chatId="c", id=f"t{number}")
        await until(lambda: seen(owner, "turn"))
        clients: list[Client] = []
        while not all(turn["status"] == "done" for turn in Replica(owner.frames).state[0]):
            if len(clients) < 30:
                clients.append(await stack.enter_async_context(listening(chance.choice(running).address)))
            await asyncio.sleep(chance.random() * 0.05)
        await until_ended(owner, turns=3)
        truth = await state_of(running[1].address)
        await until(lambda: all(Replica(client.frames).state == truth for client in [owner, *clients]))
        assert len(clients) > 10
        for client in clients:
            after = frames_after_opening(client)
            assert after == end_of(owner.frames, len(after))
        assert fake.inputs == ["mid0", "mid1", "mid2"]


@on_postgres
@scenario
async def test_turn_sent_to_three_processes_at_once_is_run_by_one(tmp_path: Path) -> None:  # Promise 2, Fault 14
    async with contextlib.AsyncExitStack() as stack:
        fake = await stack.enter_async_context(FakeOpenAI().serve())
        running = await stack.enter_async_context(several(tmp_path, fake, 3))
        clients = [await stack.enter_async_context(connected(one.address)) for one in running]
        for number in range(10):
            go = asyncio.Event()
            fake.scripts.append(['idea: "A"\n', go, f'message: "The answer to number {number}"'])
            for client in clients:
                await client.send(message=f"m{number}", chatId=f"c{number}", id="t")
            receipts = [(await client.receive_until(tagged("turn")))[-1] for client in clients]
            assert all(receipt["turn"]["id"] == "t" for receipt in receipts)
            go.set()
            for client in clients:
                ends = await client.receive_until(terminal)
                assert message_of(ends) == f"The answer to number {number}"
            assert len((await state_of(running[1].address, f"c{number}"))[0]) == 1
        assert fake.inputs == [f"m{number}" for number in range(10)]
        assert rows(tmp_path, "select count(*), count(distinct chat_id) from turn") == [(10, 10)]
        assert not [frame for client in clients for frame in client.frames if frame["tag"] == "error"]


@on_postgres
@pytest.mark.parametrize("opened", [True, False], ids=["opened", "not opened"])
@scenario
async def test_stop_reaches_the_owner_from_another_process(opened: bool, tmp_path: Path) -> None:
    async with FakeOpenAI().serve() as fake, several(tmp_path, fake) as (one, two):
        fake.scripts.append(['idea: "A"\nmessage: "What is written stays, ', HANG])
        async with listening(one.address) as owner, connected(two.address) as other:
            await owner.send(message="m", chatId="c", id="t")
            await until(lambda: seen(owner, "message"))
            if opened:
                await other.open()
            await other.send(chatId="c", stop=True)
            await until_ended(owner)
            [turn], _ = Replica(owner.frames).state
            assert (turn["status"], turn["ideas"]) == ("stopped", ["A"])
            assert turn["reply"].startswith("What is written")
            await until(lambda: fake.calls_to("/v1/responses")[0].gone)
            if opened:
                await other.receive_until(closes_turn)
                assert Replica(other.frames).state == Replica(owner.frames).state
            assert await state_of(two.address) == Replica(owner.frames).state
            # Nothing else is told to a socket that has not opened the chat.
            assert opened or other.frames == []


@on_postgres
@pytest.mark.parametrize("opened", [True, False], ids=["opened", "not opened"])
@scenario
async def test_board_change_reaches_the_owner_from_another_process(opened: bool, tmp_path: Path) -> None:
    go = asyncio.Event()
    async with FakeOpenAI().serve() as fake, several(tmp_path, fake) as (one, two):
        fake.scripts.append(['idea: "A"\n', go, 'message: "Done"'])
        async with listening(one.address) as owner, connected(two.address) as other:
            await owner.send(message="m", chatId="c", id="t")
            await until(lambda: seen(owner, "idea-saved"))
            if opened:
                await other.open()
            [idea] = Replica(owner.frames).state[1]
            for change in (
                {"id": idea["id"], "starred": True},
                {"id": "own", "text": 'Mine "😀" \\'},
                {"id": "own", "deleted": True},
            ):
                await other.send(chatId="c", idea=change)
                saved = (await other.receive_until(tagged("idea-saved")))[-1]
                assert change.items() <= saved["idea"].items()
                await until(lambda: owner.frames[-1] == saved)  # noqa: B023
            await other.send(chatId="c", idea={"id": "unknown", "starred": True})
            assert (await other.receive())["code"] == "bad_request"
            go.set()
            await until_ended(owner)
            assert Replica(owner.frames).state == await state_of(two.address)
            if opened:
                await other.receive_until(closes_turn)
                assert Replica(other.frames).state == Replica(owner.frames).state


@on_postgres
@pytest.mark.parametrize("opened", [True, False], ids=["opened", "not opened"])
@scenario
async def test_message_reaches_the_owner_from_another_process(opened: bool, tmp_path: Path) -> None:
    go = asyncio.Event()
    async with FakeOpenAI().serve() as fake, several(tmp_path, fake) as (one, two):
        fake.scripts.append(['message: "The first answer goes on for long, ', go, 'to its end"'])
        async with listening(one.address) as owner, connected(two.address) as other:
            await owner.send(message="first", chatId="c", id="t1")
            await until(lambda: seen(owner, "message"))
            if opened:
                await other.open()
            await other.send(message="second", chatId="c", id="t2")
            receipt = (await other.receive_until(tagged("turn")))[-1]
            assert (receipt["turn"]["id"], receipt["turn"]["status"]) == ("t2", "waiting")
            assert fake.inputs == ["first"]
            go.set()
            await until_ended(owner, turns=2)
            await other.receive_until(*[closes_turn] * (1 + opened))
            assert [turn["status"] for turn in Replica(owner.frames).state[0]] == ["done", "done"]
            assert await state_of(two.address) == Replica(owner.frames).state
            if opened:
                assert Replica(other.frames).state == Replica(owner.frames).state
            else:
                # The receipt, and the frames of this turn alone.
                assert [frame["tag"] for frame in other.frames[1:]] == ["message"]
                assert message_of(other.frames) == "You said second"
        assert fake.inputs == ["first", "second"]


@on_postgres
@scenario
async def test_base_client_gets_the_same_frames_through_any_process(tmp_path: Path) -> None:
    reply = 'idea: "Whiskers"\nidea: "A longer one, which comes in two or more chunks"\nmessage: "Saved them, \\"both\\" 😀!"'
    async with FakeOpenAI().serve() as fake, several(tmp_path, fake) as (one, two):
        fake.script = lambda text: every(reply, 7)
        async with listening(one.address, "c") as owner, connected(one.address) as near, connected(two.address) as far:
            expected = [{**frame, "chatId": "c"} for frame in await near.turn("Save them", "d")]
            await owner.send(message="first", chatId="c", id="t1")
            await until_ended(owner)
            for number in range(3):
                assert await far.turn(f"Save them {number}") == expected
            assert far.frames == expected * 3
            # A process that has never heard of the chat runs it itself, or asks; nobody can tell.
            assert [{**frame, "chatId": "c"} for frame in await far.turn("Save them", "e")] == expected


@on_postgres
@pytest.mark.parametrize("opened", [True, False], ids=["opened", "not opened"])
@scenario
async def test_chat_is_forgotten_from_another_process(opened: bool, tmp_path: Path) -> None:
    async with FakeOpenAI().serve() as fake, several(tmp_path, fake) as (one, two):
        async with listening(one.address) as owner, connected(two.address) as other:
            await owner.send(message="m", chatId="c", id="t1")
            await until_ended(owner)
            fake.scripts.append(["message: What will be lost soon ", HANG])
            await owner.send(message="n", chatId="c", id="t2")
            await until(lambda: fake.locked)
            if opened:
                await other.open()
            await other.send(chatId="c", forget=True)
            assert (await other.receive_until(tagged("gone")))[-1] == {"tag": "gone", "chatId": "c"}
            await until(lambda: owner.frames[-1] == {"tag": "gone", "chatId": "c"})
            assert sum(map(closes_turn, owner.frames)) == 2
            await until(lambda: fake.calls_to("/v1/responses")[1].gone and not fake.conversations)
            for table in ("turn", "idea", "dropped_turn"):
                assert rows(tmp_path, f"select 1 from {table}") == []
            assert await state_of(two.address) == await state_of(one.address) == ([], [])
            # It begins anew, and who had opened it sees that.
            assert message_of(await other.turn("again", id="t1")) == "You said again"
            await until(lambda: Replica(owner.frames).state[0][0]["reply"] == "You said again")


@on_postgres
@scenario
async def test_trying_again_from_another_process_replaces_turns(tmp_path: Path) -> None:
    async with FakeOpenAI().serve() as fake, several(tmp_path, fake) as (one, two):
        async with listening(one.address) as owner, connected(two.address) as other:
            for number in range(2):
                await owner.send(message=f"m{number}", chatId="c", id=f"t{number}")
                await until_ended(owner, turns=number + 1)
            fake.scripts.append(['idea: "Old"\nmessage: "What gives way soon, ', HANG])
            await owner.send(message="m2", chatId="c", id="t2")
            await until(lambda: seen(owner, "idea-saved") and len(seen(owner, "message")) > 2)
            answer = await other.turn("m1 edited", id="t3", after="t0")
            assert message_of(answer) == "You said m1 edited"
            await until_ended(owner, turns=4)
            turns, ideas = await state_of(two.address)
            assert ([turn["id"] for turn in turns], ideas) == (["t0", "t3"], [])
            assert Replica(owner.frames).state == (turns, ideas)
        assert fake.inputs == ["m0", "m1", "m2", "m1 edited"]


@on_postgres
@scenario
async def test_errors_come_back_from_the_owner_with_their_ids(tmp_path: Path) -> None:  # Fault 14
    async with FakeOpenAI().serve() as fake, several(tmp_path, fake) as (one, two):
        fake.script = lambda text: ["message: Begun, and never ended ", HANG]
        async with listening(one.address) as owner, connected(two.address) as other:
            for number in range(4):
                await owner.send(message=f"m{number}", chatId="c", id=f"t{number}")
                await until(lambda: len(Replica(owner.frames).turns) == number + 1)  # noqa: B023
            requests = [
                ("busy", {"message": "m4", "id": "t4"}),
                ("conflict", {"message": "another", "id": "t1"}),
                ("bad_request", {"message": "m5", "id": "t5", "after": "unknown"}),
                ("too_long", {"message": "m" * 8_001, "id": "t6"}),
            ]
            for code, request in requests:
                await other.send(chatId="c", **request)
                frame = (await other.receive_until(tagged("error")))[-1]
                assert (frame["code"], frame["id"], frame["chatId"]) == (code, request["id"], "c")
                # The very words that the owner finds.
                async with connected(one.address) as near:
                    await near.send(chatId="c", **request)
                    assert await near.receive() == frame
            assert len(other.frames) == len(requests)
            assert [turn["status"] for turn in Replica(owner.frames).state[0]] == ["streaming", *["waiting"] * 3]
        assert fake.inputs == ["m0"]


@on_postgres
@scenario
async def test_large_frames_pass_between_processes_unharmed(tmp_path: Path) -> None:
    # Many times what a notification of PostgreSQL holds.
    words = '😀 "quoted" \\back\\slash \\u0000 {} it\'s $1 %s ünï שלום e\u0301 \u2028 \x7f \n\t'
    text = (words * 1_000)[:45_000]
    go = asyncio.Event()
    async with FakeOpenAI().serve() as fake, several(tmp_path, fake) as (one, two):
        fake.script = lambda message: ["message: ", json.dumps(text, ensure_ascii=False)]
        async with listening(one.address) as owner:
            for number in range(9):
                await owner.send(message=f"{number}{words}", chatId="c", id=f"t{number}")
                await until_ended(owner, turns=number + 1)
            fake.scripts.append(["message: ", go, json.dumps(text, ensure_ascii=False)])
            await owner.send(message="last", chatId="c", id="last")
            await until(lambda: fake.locked)
            before = len(owner.frames)
            async with listening(two.address) as follower:
                [chat] = follower.frames
                assert [turn["reply"] for turn in chat["turns"]] == [text] * 9 + [""]
                assert len(json.dumps(chat, ensure_ascii=False).encode()) > 500_000
                assert Replica(follower.frames).state == Replica(owner.frames).state
                go.set()
                await until_ended(follower)
                await until_ended(owner, turns=10)
                assert frames_after_opening(follower) == owner.frames[before:]
                assert message_of(follower.frames) == text
                assert max(len(frame["chunk"]) for frame in seen(follower, "message")) > 40_000


@on_postgres
@scenario
async def test_page_comes_back_through_another_process_when_the_owner_is_killed(tmp_path: Path) -> None:
    # Promises 1, 3 and 8
    async with FakeOpenAI().serve() as fake, several(tmp_path, fake) as (one, two):
        words = [f"word {number:03d} of a long answer " for number in range(400)]
        fake.scripts.append(['idea: "A"\nmessage: "', *itertools.chain(*((word, 0.02) for word in words))])
        async with (
            connected(one.address, max_queue=None) as owner,
            connected(two.address, max_queue=None) as other,
            connected(two.address) as apart,
        ):
            await owner.send(message="m", chatId="c", id="t1")
            await owner.receive_until(tagged("idea"))
            await apart.turn("Something else", "d", id="t")
            await other.open()
            await other.send(message="waits", chatId="c", id="t2")
            shown: list[tuple[float, int]] = []
            while len(shown) < 120:
                await other.receive()
                shown.append((time.monotonic(), len(message_of(other.frames))))
            long_ago = [length for moment, length in shown if moment < time.monotonic() - FLUSH_SECONDS]
            await one.kill()
            with within(5):
                assert await close_code(other) == 1012
            # Who does not follow a chat of that process is not disturbed.
            fake.script = lambda text: ['message: "Here I am again."']
            assert message_of(await apart.turn("And else", "d")) == "Here I am again."
            async with listening(two.address) as back, connected(two.address) as third:
                turns = {turn["id"]: turn for turn in back.frames[0]["turns"]}
                assert [turn["status"] for turn in turns.values()] == ["interrupted", "interrupted"]
                assert turns["t1"]["ideas"] == ["A"] and len(turns["t1"]["reply"]) >= max(long_ago, default=1) > 0
                assert "".join(words).startswith(turns["t1"]["reply"])
                assert message_of(await third.turn("m", after=None, id="t3")) == "Here I am again."
                await until_ended(back)
                assert Replica(back.frames).state == await state_of(two.address)
        assert fake.inputs == ["m", "Something else", "And else", "m"]


@on_postgres
@scenario
async def test_page_on_another_process_sees_the_end_of_an_answer_whose_server_stops(tmp_path: Path) -> None:
    # Promise 8, Fault 19
    go = asyncio.Event()
    async with FakeOpenAI().serve() as fake, several(tmp_path, fake) as (one, two):
        fake.scripts.append(['idea: "A"\nmessage: "All that was begun ', "is carried through, ", go, 'to its end."'])
        async with connected(one.address) as owner, connected(two.address) as other, connected(one.address) as probe:
            await owner.send(message="m", chatId="c", id="t1")
            await owner.receive_until(tagged("message"))
            await other.open()
            await one.signal(signal.SIGTERM)
            await until_draining(probe)
            go.set()
            await other.receive_until(closes_turn)
            assert await one.wait() == 0
            [turn], ideas = await state_of(two.address)
            assert (turn["status"], turn["reply"]) == ("done", "All that was begun is carried through, to its end.")
            assert Replica(other.frames).state == ([turn], ideas)
        async with Page(two.address, "c").running() as page:
            name = await page.say("c", "and on")
            await until(lambda: page.settled)
            assert [turn["status"] for turn in page.shown["c"].turns] == ["done", "done"]
            assert page.shown["c"].turns[1]["id"] == name
        assert fake.inputs == ["m", "and on"]


@on_postgres
@scenario
async def test_reader_that_never_reads_harms_only_itself_on_another_process(tmp_path: Path) -> None:
    # Promise 7, Fault 17
    block = "x" * 2_000
    async with contextlib.AsyncExitStack() as stack:
        fake = await stack.enter_async_context(FakeOpenAI().serve())
        one, two = await stack.enter_async_context(several(tmp_path, fake, MAX_REPLY_CHARS="10000000"))
        fake.script = lambda text: (
            ["message: ", *itertools.chain(*((block, 0.001) for _ in range(4_000)))]
            if text == "long"
            else ["message: ok"]
        )
        owner = await stack.enter_async_context(listening(one.address))
        follower = await stack.enter_async_context(listening(two.address))
        apart = await stack.enter_async_context(connected(two.address))
        wire = await stack.enter_async_context(wired(two.address, window=4096))
        await wire.request(chatId="c", open=True)
        await owner.send(message="long", chatId="c", id="t")
        waits = []
        while not any(map(closes_turn, owner.frames)):
            start = time.monotonic()
            await apart.turn("short", f"d{len(waits)}")
            waits.append(time.monotonic() - start)
        await until_ended(follower)
        assert message_of(follower.frames) == message_of(owner.frames) == block * 4_000
        assert follower.frames[1:] == owner.frames[1:]
        assert sorted(waits)[len(waits) // 2] < 0.5
        # At the latest when it has stood still for 20 s: how much the kernel takes for it is the kernel's own affair.
        while b"brainstormer_dropped_readers_total 1.0" not in (await ask(two.address, "GET", "/metrics"))[2]:
            await asyncio.sleep(0.1)


# What PostgreSQL does.


class Relay:
    """Passes on what a process and PostgreSQL say to each other, as long as it is told to."""

    def __init__(self, url: str) -> None:
        self.url = ""
        # Where the next row is inserted, cut the connection "before" the commit, or "after" it, before that is known.
        self.cut_at = ""
        self._far = urlsplit(url)
        self._refuses = False
        # The connections, and what was said over each at its beginning.
        self._links: dict[asyncio.Task[None], bytes] = {}

    @contextlib.asynccontextmanager
    async def serve(self) -> AsyncIterator[Relay]:
        listener = await asyncio.start_server(self._connected, "127.0.0.1")
        user, _, _ = self._far.netloc.rpartition("@")
        self.url = self._far._replace(netloc=f"{user}@127.0.0.1:{listener.sockets[0].getsockname()[1]}").geturl()
        try:
            yield self
        finally:
            listener.close()
            for link in list(self._links):
                link.cancel()
            await asyncio.gather(*self._links, return_exceptions=True)

    @contextlib.contextmanager
    def gone(self, words: bytes = b"") -> Iterator[None]:
        """PostgreSQL cannot be reached; with `words`, only connections that have said them are cut."""
        self._refuses = True
        for link, said in self._links.items():
            if words in said:
                link.cancel()
        yield
        self._refuses = False

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        link = asyncio.current_task()
        assert link
        self._links[link] = b""
        writers = [writer]
        try:
            if not self._refuses:
                far_reader, far_writer = await asyncio.open_connection(self._far.hostname, self._far.port)
                writers.append(far_writer)
                back = asyncio.create_task(self._pass_back(far_reader, writer))
                while data := await reader.read(65536):
                    self._links[link] = (self._links[link] + data)[:10_000]
                    far_writer.write(data)
                back.cancel()
        except (OSError, asyncio.CancelledError):
            pass
        finally:
            del self._links[link]
            for one in writers:
                one.transport.abort()

    async def _pass_back(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        inserted = False
        while data := await reader.read(65536):
            inserted = inserted or bool(self.cut_at and b"INSERT 0 1" in data)
            if inserted and (self.cut_at == "before" or (self.cut_at == "after" and b"COMMIT" in data)):
                self.cut_at = ""
                break
            writer.write(data)
        writer.transport.abort()


@on_postgres
@pytest.mark.parametrize("place", ["before", "after"])
@scenario
async def test_message_whose_commit_is_cut_runs_at_most_once_and_has_an_end(place: str, tmp_path: Path) -> None:
    # Promises 1, 2 and 5: nobody can tell whether it was stored, until it is sent again.
    async with contextlib.AsyncExitStack() as stack:
        fake = await stack.enter_async_context(FakeOpenAI().serve())
        relay = await stack.enter_async_context(Relay(database_url(tmp_path)).serve())
        address = await stack.enter_async_context(serving(make_config(tmp_path, fake, database_url=relay.url)))
        page = await stack.enter_async_context(Page(address, "c").running())
        await page.say("c", "first")
        await until(lambda: page.settled)
        relay.cut_at = place
        name = await page.say("c", "m")
        await until(lambda: not relay.cut_at and name not in page.outbox)
        if name in page.refused:
            assert page.refused.pop(name) == "storage"
            page.outbox[name] = page.sent[name]
            page.cut()
        await until(lambda: page.check() or (page.settled and not relay.cut_at))
        turn = page.shown["c"].turns[1]
        assert (turn["id"], turn["message"]) == (name, "m")
        assert turn["status"] == ("done" if "m" in fake.inputs else "interrupted")
        await page.say("c", "again", after=turn["id"])
        await until(lambda: page.settled)
        assert page.shown["c"].turns[2]["reply"] == "You said again"
        assert Counter(fake.inputs)["m"] <= 1
        assert same(page.shown["c"], await stored(address, "c"))


@on_postgres
@pytest.mark.parametrize("place", ["before", "after"])
@scenario
async def test_idea_whose_commit_is_cut_is_on_the_board_once(place: str, tmp_path: Path) -> None:
    go = asyncio.Event()
    async with contextlib.AsyncExitStack() as stack:
        fake = await stack.enter_async_context(FakeOpenAI().serve())
        relay = await stack.enter_async_context(Relay(database_url(tmp_path)).serve())
        address = await stack.enter_async_context(serving(make_config(tmp_path, fake, database_url=relay.url)))
        page = await stack.enter_async_context(Page(address, "c").running())
        fake.scripts.append(['message: "What is said first, "\n', go, 'idea: "First"\nidea: "Second"\n'])
        await page.say("c", "m")
        await until(lambda: fake.locked and page.receipts)
        relay.cut_at = place
        go.set()
        await until(lambda: page.check() or (page.settled and not relay.cut_at))
        await until(lambda: rows(tmp_path, "select 1 from turn where status <> 'streaming'"))
        truth = await stored(address, "c")
        await until(lambda: same(page.shown["c"], truth))
        [turn] = truth.turns
        assert [idea["text"] for idea in truth.ideas.values()] == turn["ideas"]
        assert turn["ideas"] == ["First", "Second"][: len(turn["ideas"])]
        assert turn["status"] != "done" or len(turn["ideas"]) == 2


@on_postgres
@scenario
async def test_database_that_is_gone_for_a_while_is_told_and_loses_nothing(tmp_path: Path) -> None:  # Fault 36
    go = asyncio.Event()
    async with contextlib.AsyncExitStack() as stack:
        fake = await stack.enter_async_context(FakeOpenAI().serve())
        relay = await stack.enter_async_context(Relay(database_url(tmp_path)).serve())
        address = await stack.enter_async_context(serving(make_config(tmp_path, fake, database_url=relay.url)))
        page = await stack.enter_async_context(Page(address, "c").running())
        fake.scripts.append(['idea: "First"\nmessage: "What was begun before, ', go, 'and its end."'])
        await page.say("c", "m")
        await until(lambda: page.ready and page.shown["c"].turns and page.shown["c"].turns[0]["ideas"])
        with relay.gone():
            async with connected(address) as client:
                await client.send(message="x", chatId="d", id="t1")
                refusal = await client.receive()
                assert (refusal["tag"], refusal["code"], refusal["id"]) == ("error", "storage", "t1")
            assert (await ask(address, "GET", "/healthz"))[0] == 503
            go.set()
            await until(lambda: not fake.locked)
        await until(lambda: page.settled)
        assert (await ask(address, "GET", "/healthz"))[0] == 200
        truth = await stored(address, "c")
        await until(lambda: same(page.shown["c"], truth))
        [turn] = truth.turns
        assert turn["status"] != "streaming" and turn["ideas"] == ["First"] == [i["text"] for i in truth.ideas.values()]
        assert "What was begun before, and its end.".startswith(turn["reply"]) and turn["reply"]
        async with connected(address) as client:
            assert message_of(await client.turn("x", "d", id="t1")) == "You said x"
        assert fake.inputs == ["m", "x"]


async def crash_postgres(folder: Path) -> None:
    """Kill one of PostgreSQL's processes, so that it ends all of them, recovers what was committed, and goes on."""
    rows(folder, "checkpoint")  # there is little to recover
    with contextlib.suppress(psycopg.OperationalError):
        rows(folder, "copy (select 1) to program 'kill -9 $PPID'")
    await until(lambda: answers(folder), 30)


def answers(folder: Path) -> bool:
    """Whether PostgreSQL can be asked."""
    with contextlib.suppress(psycopg.OperationalError):
        return bool(rows(folder, "select 1"))
    return False


async def end_all_connections(folder: Path) -> None:
    end_connections(folder)


@on_postgres
@pytest.mark.parametrize("fault", [crash_postgres, end_all_connections])
@scenario
async def test_postgres_restarts_in_mid_answer_and_nothing_acknowledged_is_lost(
    fault: Callable[[Path], Coroutine[Any, Any, None]], tmp_path: Path
) -> None:
    # Promises 1 and 3, Fault 36
    async with contextlib.AsyncExitStack() as stack:
        fake = await stack.enter_async_context(FakeOpenAI().serve())
        fake.script = lambda message: told(message).script
        running = await stack.enter_async_context(several(tmp_path, fake))
        pages = [Page(one.address, "a", "b") for one in running]
        for page in pages:
            page.pause = 0.05
            await stack.enter_async_context(page.running())
        for number in range(3):
            await until(lambda: all(page.ready for page in pages))
            for page in pages:
                await page.say("a", f"mid{id(page) % 1000}{number}")
                await page.say("b", f"m{id(page) % 1000}{number}")
            await until(lambda: all(len(page.receipts) > number for page in pages))  # noqa: B023
            await asyncio.sleep(number * 0.3)  # the next time, further on
            await fault(tmp_path)
            await until(lambda: any(page.check() for page in pages) or all(page.settled for page in pages), 20)
        truths = {chat_id: await stored(running[0].address, chat_id) for chat_id in "ab"}
        for page in pages:
            assert all(same(page.shown[chat_id], truths[chat_id]) for chat_id in "ab")
            kept = {turn["id"] for truth in truths.values() for turn in truth.turns}
            assert page.receipts <= kept and set(page.sent) <= kept | set(page.refused)
        assert max(Counter(fake.inputs).values()) == 1
        for turn in [*truths["a"].turns, *truths["b"].turns]:
            assert_said(turn)


@on_postgres
@scenario
async def test_turn_of_a_living_process_is_left_alone_and_closed_when_it_dies(tmp_path: Path) -> None:  # Promise 8
    number = 7
    leave_turn(tmp_path, "elsewhere/1/x", "streaming", time.time() - 100)
    other = connect_database(tmp_path)
    other.execute("select pg_advisory_lock(%s, %s)", (server.LOCK_CLASS, number))
    rows(tmp_path, "insert into lease (chat, server) values ('c', ?)", number)
    async with process(tmp_path) as running, connected(running.address) as client:
        await client.open("another")  # it has started, and gone through the turns that seem to be left behind
        assert rows(tmp_path, "select status from turn") == [("streaming",)]
        other.close()
        await until(lambda: not rows(tmp_path, "select 1 from pg_locks where objid = ?", number))
        with within(5):
            [turn] = (await client.open())["turns"]
        assert (turn["status"], turn["ideas"], turn["draft"]) == ("interrupted", ["A"], "half an idea")


@on_postgres
@scenario
async def test_process_that_lost_its_number_writes_nothing_into_a_chat_that_another_has_taken(tmp_path: Path) -> None:
    # Promise 3: its connection for chats is whole, the one to the other processes is not.
    go, end = asyncio.Event(), asyncio.Event()
    async with contextlib.AsyncExitStack() as stack:
        fake = await stack.enter_async_context(FakeOpenAI().serve())
        relay = await stack.enter_async_context(Relay(database_url(tmp_path)).serve())
        (tmp_path / "one").mkdir()
        one = await stack.enter_async_context(process(tmp_path / "one", fake, DATABASE_URL=relay.url))
        two = await stack.enter_async_context(process(tmp_path, fake))
        fake.scripts.append(
            [
                'idea: "A"\nmessage: "What is said before it is alone, ',
                go,
                'and what is said after."\nidea: "B"\nmessage: ',
                end,
                '"x"',
            ]
        )
        owner = await stack.enter_async_context(listening(one.address))
        await owner.send(message="m", chatId="c", id="t")
        await until(lambda: seen(owner, "message"))
        with relay.gone(b"pg_try_advisory_lock"):
            async with listening(two.address) as taker:
                [turn] = taker.frames[0]["turns"]
                assert turn["status"] == "interrupted" and turn["ideas"] == ["A"]
                go.set()
                await until(lambda: len(seen(owner, "message")) > 1 or owner.ws.close_code)
                await asyncio.sleep(1.5)  # as long as it takes to store what came since
                end.set()
                await asyncio.sleep(0.5)
                assert [turn] == (await stored(two.address, "c")).turns
                assert len(taker.frames) == 1
                # However often it tries to come back.
                assert one.log.count("connection to the other processes was lost") == 1


@on_postgres
@scenario
async def test_process_that_starts_takes_no_chat_from_one_that_is_cut_off_without_closing_its_turn(
    tmp_path: Path,
) -> None:
    # Promise 5
    async with contextlib.AsyncExitStack() as stack:
        fake = await stack.enter_async_context(FakeOpenAI().serve())
        relay = await stack.enter_async_context(Relay(database_url(tmp_path)).serve())
        (tmp_path / "one").mkdir()
        one = await stack.enter_async_context(process(tmp_path / "one", fake, DATABASE_URL=relay.url))
        fake.scripts.append(['message: "What is said before it is alone, ', HANG])
        owner = await stack.enter_async_context(listening(one.address))
        await owner.send(message="m", chatId="c", id="t")
        await until(lambda: seen(owner, "message"))
        with relay.gone(b"pg_try_advisory_lock"):
            two = await stack.enter_async_context(process(tmp_path, fake))
            async with connected(two.address) as taker:
                [turn] = (await taker.open())["turns"]
        assert turn["status"] == "interrupted"
        # Nobody has the chat any more when its process comes back, but somebody had it.
        await until(lambda: owner.ws.close_code == 1012)
        async with connected(one.address) as back:
            assert (await back.open())["turns"] == [turn]


@on_postgres
@scenario
async def test_chat_with_an_end_that_cannot_be_stored_stays_with_its_process(tmp_path: Path) -> None:
    async with FakeOpenAI().serve() as fake, several(tmp_path, fake) as (one, two):
        for statement in (
            "create function refuse() returns trigger as 'begin raise exception $$no$$; end' language plpgsql",
            "create trigger no before update on turn for each row when (new.status = 'done') execute function refuse()",
        ):
            rows(tmp_path, statement)
        async with connected(one.address) as client, connected(two.address) as other:
            assert is_error("storage")((await client.turn("m", id="t"))[-1])
            [turn] = (await other.open())["turns"]
            assert (turn["status"], turn["error"], turn["reply"]) == ("error", "storage", "You said m")
            rows(tmp_path, "drop trigger no on turn")
            changed = (await other.receive_until(tagged("turn")))[-1]["turn"]
            assert (changed["status"], changed["reply"]) == ("done", "You said m")
            assert (await stored(one.address, "c")).turns == [changed]


@on_postgres
def test_postgres_soon_notices_that_a_machine_is_gone(tmp_path: Path) -> None:
    url = database_url(tmp_path)
    with psycopg.connect(url, **server.postgres_options(url)) as connection:
        names = ("tcp_keepalives_idle", "tcp_keepalives_interval", "tcp_keepalives_count", "tcp_user_timeout")
        found = [connection.execute("select current_setting(%s)", [name]).fetchone() for name in names]
        idle, interval, count, unheard = (int(value) for (value,) in found)
        assert 0 < idle + interval * count <= server.LOST_SECONDS and 0 < unheard <= server.LOST_SECONDS * 1000


@on_postgres
@scenario
async def test_socket_that_does_not_answer_its_closing_is_dropped(  # Fault 16
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "STALLED_SECONDS", 0.2)
    sockets = kept(monkeypatch, "Sockets")
    (tmp_path / "owner").mkdir()
    url = database_url(tmp_path)
    async with process(tmp_path / "owner", DATABASE_URL=url) as owner, serving(make_config(tmp_path)) as address:
        async with listening(owner.address), wired(address) as wire:
            await wire.request(open=True, chatId="c")
            await wire.receive_json()
            await owner.kill()
            while (frame := await wire.receive()) and frame.opcode is not Opcode.CLOSE:
                pass
            assert frame and await wire.receive() is None
            await until(lambda: not sockets[0]._peers)


@on_postgres
@scenario
async def test_socket_that_its_chat_was_not_shown_to_hears_nothing_else_of_it(tmp_path: Path) -> None:
    # Promise 6: what its owner still does for it when they have lost each other.
    async with FakeOpenAI().serve() as fake, several(tmp_path, fake) as (one, two):
        async with listening(one.address), connected(two.address) as other:
            [(holder,)] = rows(
                tmp_path, "select pid from pg_locks join lease on objid = server where locktype = 'advisory'"
            )
            with locked(tmp_path, "turn"):
                await other.send(chatId="c", open=True)
                await other.send(chatId="c", message="m", id="t")
                await until(lambda: rows(tmp_path, "select 1 from pg_locks where not granted"))
                rows(tmp_path, "select pg_terminate_backend(?)", holder)
                await until(lambda: "connection to the other processes was lost" in one.log)
            assert await close_code(other) == 1012
            assert other.frames == []


@on_postgres
@scenario
async def test_server_says_why_it_cannot_reach_the_other_processes(tmp_path: Path) -> None:  # Fault 36
    # The connection for chats takes this address, the others do not.
    url = database_url(tmp_path) + "?password=hush&application_name=%zz"
    code, said = await refused_start(tmp_path, DATABASE_URL=url)
    assert code == 1 and said.count("\n") == 1 and "%zz" in said and "hush" not in said


@on_postgres
@scenario
async def test_export_holds_what_there_was_at_one_instant(tmp_path: Path) -> None:
    leave_turn(tmp_path, "elsewhere/1/x", "done", 0)
    file = tmp_path / "chats.jsonl"
    with contextlib.closing(connect_database(tmp_path)) as other:
        other.execute("begin")
        other.execute("lock table dropped_turn")
        export = functools.partial(run_program, tmp_path, "--export", str(file), DATABASE_URL=database_url(tmp_path))
        exporting = asyncio.create_task(asyncio.to_thread(export))
        await until(lambda: rows(tmp_path, "select 1 from pg_locks where not granted"))
        other.execute("insert into chat (id, created_at) values ('late', 1)")
        other.execute("insert into dropped_turn (chat_id, id) values ('late', 't')")
        other.execute("commit")
        assert (await exporting).returncode == 0
    lines = [json.loads(line) for line in file.read_text().splitlines()[1:]]
    assert [line["chat"]["id"] for line in lines if "chat" in line] == ["c"]
    assert [next(iter(line)) for line in lines] == ["chat", "turn"]


# Workers.


def test_workers_need_postgresql(
    clean_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:///chats.db")
    code, said = refused(capsys, "--workers", "3", "--port", "0")
    assert code == 2 and said.count("\n") == 1 and "DATABASE_URL" in said and "PostgreSQL" in said
    assert list(clean_folder.iterdir()) == []


@pytest.mark.parametrize("count", ["0", "-1", "x", "", "1.5", "1000"])
def test_bad_number_of_workers_ends_the_program_with_2(
    clean_folder: Path, count: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = refused(capsys, "--workers", count)
    assert code == 2 and "--workers" in said


def children_of(running: Process) -> set[int]:
    """The ids of the processes that a server has started."""
    assert running._process
    number = running._process.pid
    with contextlib.suppress(FileNotFoundError):
        return {int(child) for child in Path(f"/proc/{number}/task/{number}/children").read_text().split()}
    return set()


def alive(number: int) -> bool:
    with contextlib.suppress(FileNotFoundError):
        return ") Z " not in Path(f"/proc/{number}/stat").read_text()
    return False


@contextlib.asynccontextmanager
async def crowd(running: Process) -> AsyncIterator[list[Client]]:
    """Clients of a server's processes, each with a chat of its own (its number), some on each process."""
    async with contextlib.AsyncExitStack() as stack:
        clients: list[Client] = []
        while len(rows(running.folder, "select distinct server from lease")) < 3:
            client = await stack.enter_async_context(listening(running.address, str(len(clients))))
            clients.append(client)
            assert len(clients) < 300
        yield clients


@on_postgres
@scenario
async def test_workers_serve_on_one_port_and_stop_together(tmp_path: Path) -> None:  # Promise 8
    go = asyncio.Event()
    async with FakeOpenAI().serve() as fake, process(tmp_path, fake, ["--workers", "3"]) as running:
        assert re.search(r"Processes +3\n", running.screen)
        fake.script = lambda text: ['message: "What is begun is carried through, ', go, 'to its end."']
        async with crowd(running) as clients:
            children = children_of(running)
            assert len(children) == 3
            for number, client in enumerate(clients):
                await client.send(message="m", chatId=str(number), id="t")
            # And every chat can be had through any of them.
            for number, client in enumerate(clients):
                await client.send(message="m", chatId=str((number + 1) % len(clients)), id="t")
            await until(lambda: len(fake.locked) == len(clients))
            await running.signal(signal.SIGTERM)
            go.set()
            assert await running.wait() == 0
            await until(lambda: all(client.ws.close_code == 1012 for client in clients))
            assert all(any(map(closes_turn, client.frames)) for client in clients)
        assert not any(map(alive, children))
        assert rows(tmp_path, "select status, count(*) from turn group by status") == [("done", len(clients))]
        assert "Traceback" not in running.log


@on_postgres
@scenario
async def test_worker_that_is_killed_is_replaced(tmp_path: Path) -> None:
    async with FakeOpenAI().serve() as fake, process(tmp_path, fake, ["--workers", "3"]) as running:
        fake.script = lambda text: ['message: "What is begun is kept when it breaks off, ', HANG]
        async with crowd(running) as clients:
            before = children_of(running)
            for number, client in enumerate(clients):
                await client.send(message="m", chatId=str(number), id="t")
            await until(lambda: len(fake.locked) == len(clients))
            os.kill(min(before), signal.SIGKILL)
            await until(lambda: len(children_of(running)) == 3 and min(before) not in children_of(running))
            await until(lambda: any(client.ws.close_code for client in clients))
            lost = [number for number, client in enumerate(clients) if client.ws.close_code]
            assert 0 < len(lost) < len(clients)
            fake.script = lambda text: ['message: "All of it."']
            for number in lost[:2]:
                async with connected(running.address) as client:
                    assert [turn["status"] for turn in (await client.open(str(number)))["turns"]] == ["interrupted"]
                    assert message_of(await client.turn("m", str(number), after=None, id="again")) == "All of it."
            # The others were not disturbed.
            stay = next(number for number in range(len(clients)) if number not in lost)
            await clients[stay].send(chatId=str(stay), stop=True)
            await until(lambda: any(map(closes_turn, clients[stay].frames)))


@on_postgres
@scenario
async def test_workers_end_when_the_process_that_started_them_is_killed(tmp_path: Path) -> None:
    async with process(tmp_path, None, ["--workers", "3"]) as running:
        children = await until(lambda: len(found := children_of(running)) == 3 and found)
        await running.kill()
        await until(lambda: not any(map(alive, children)))


SLOW_TO_BEGIN = """
import os, time, server
os.register_at_fork(after_in_child=lambda: (os.write(1, b"x"), time.sleep(0.5)))
server.supervise(1, lambda: time.sleep(60) or 0)
"""


@scenario
async def test_workers_that_have_hardly_begun_stop_with_the_others() -> None:  # Promise 8
    command = (sys.executable, "-c", SLOW_TO_BEGIN)
    running = await asyncio.create_subprocess_exec(*command, cwd=HERE, stdout=subprocess.PIPE)
    assert running.stdout
    try:
        assert await running.stdout.read(1) == b"x"
        running.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(running.wait(), 5) == 0
    finally:
        if running.returncode is None:
            running.kill()


# Chaos.


class Killer:
    """Strikes one of several servers after another: kills it and starts it again, or parts it from the others."""

    def __init__(self, folder: Path, running: Sequence[Process], kills: bool) -> None:
        self._folder = folder
        self._running = running
        self._kills = kills
        self._strikes = 0

    def __str__(self) -> str:
        return f"; {self._strikes} {'kills' if self._kills else 'times parted'}"

    async def strike_and_strike(self, proxy: Proxy) -> None:
        """Strike until the network is calm."""
        chance = random.Random(self._strikes)
        while not proxy.calm:
            await (self._kill(chance.choice(self._running)) if self._kills else self._part(chance))
            self._strikes += 1
            # Long enough for answers to begin, and for what was left to be taken over, or not yet.
            await asyncio.sleep(chance.random() * 0.5)

    async def _kill(self, one: Process) -> None:
        await one.kill()
        await one.start(int(one.address.split(":")[1]))

    async def _part(self, chance: random.Random) -> None:
        """End the connection by which a process holds its number."""
        holders = rows(self._folder, "select pid from pg_locks where locktype = 'advisory' and objid <> 0")
        if holders:
            await asyncio.to_thread(rows, self._folder, "select pg_terminate_backend(?)", chance.choice(holders)[0])

    def dropped_turns(self, chat_ids: Iterable[str]) -> set[str]:
        return {
            name
            for chat in chat_ids
            for (name,) in rows(self._folder, "select id from dropped_turn where chat_id = ?", chat)
        }


@on_postgres
@pytest.mark.parametrize("kills", [None, True, False], ids=["cut", "cut and killed", "cut and parted"])
def test_pages_of_three_processes_show_what_is_stored_and_what_the_model_said_whatever_is_cut(
    kills: bool | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # Promises 1 to 3. Fault 45.
    async def run() -> None:
        async with FakeOpenAI().serve() as fake, several(tmp_path, fake, 3) as running:
            killer = None if kills is None else Killer(tmp_path, running, kills)
            await run_chaos([one.address for one in running], fake, CUTS // 2, capsys, killer)

    asyncio.run(asyncio.wait_for(run(), 120 + CUTS))


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
async def test_login_is_for_the_folder_of_the_form_whatever_prefix_a_proxy_gives_it(tmp_path: Path) -> None:
    config = make_config(tmp_path, access_token="open sesame")
    jar = aiohttp.CookieJar(unsafe=True)  # else none of an address without a name
    async with serving(config) as address, aiohttp.ClientSession(f"http://{address}", cookie_jar=jar) as http:
        async with http.post("/", data={"token": "open sesame"}, allow_redirects=False) as answer:
            for folder in ("https://example.org/", "https://example.org/ideas/"):
                assert urljoin(folder, answer.headers["location"]) == folder
            assert answer.cookies["brainstormer"]["path"] == ""
        async with http.get("/") as answer:
            assert answer.status == 200


FORWARDED = {
    "nobody is believed": ({}, {"x-forwarded-for": "203.0.113.{0}", "x-forwarded-proto": "https"}, False),
    "a proxy": ({"proxies_count": 1}, {"x-forwarded-for": "192.0.2.7, 203.0.113.{0}", "x-forwarded-proto": "https"}, True),
    "two proxies, one passed by": ({"proxies_count": 2}, {"x-forwarded-for": "203.0.113.{0}", "x-forwarded-proto": "https"}, False),
    "a secret": ({"forwarded_secret": "hush"}, {"forwarded": "for=203.0.113.{0};proto=https;secret=hush"}, True),
    "another secret": ({"forwarded_secret": "hush"}, {"forwarded": "for=203.0.113.{0};proto=https;secret=hash"}, False),
    "a secret, not told": ({"forwarded_secret": "hush"}, {"x-forwarded-for": "203.0.113.{0}", "x-forwarded-proto": "https"}, False),
}  # fmt: skip


@pytest.mark.parametrize("settings, headers, believed", FORWARDED.values(), ids=FORWARDED)
@scenario
async def test_address_and_scheme_come_from_a_proxy_only_when_it_is_believed(
    tmp_path: Path, settings: dict[str, Any], headers: dict[str, str], believed: bool
) -> None:
    def of_client(number: int) -> dict[str, str]:
        return {name: value.format(number) for name, value in headers.items()}

    config = make_config(tmp_path, access_token="open sesame", turns_per_minute=1, **settings)
    async with serving(config) as address, aiohttp.ClientSession(f"http://{address}") as http:
        form = {"token": "open sesame"}
        async with http.post("/", data=form, headers=of_client(1), allow_redirects=False) as answer:
            cookie = answer.headers["set-cookie"]
        assert ("Secure" in cookie) is believed
        codes = []
        for number in (1, 2):
            told = {"cookie": cookie.split(";")[0], **of_client(number)}
            async with connected(address, additional_headers=told) as client:
                codes.append((await client.turn("Hello", f"chat-{number}"))[-1].get("code"))
        assert codes == [None, None if believed else "rate_limited"]


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
