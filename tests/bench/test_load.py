"""The client that asks: it counts whole answers, and tells good ones from bad."""

import gc
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest

from bench import load

ANSWER = b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello"


def _serve(listener: socket.socket, pieces: list[bytes], asked: list[bytes]) -> None:
    connection, _ = listener.accept()
    with connection, suppress(ConnectionError):  # the client hangs up in the middle of an answer
        while request := connection.recv(65536):
            asked.append(request)
            for piece in pieces:
                connection.sendall(piece)


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening


def ask(listener: socket.socket, pieces: list[bytes]) -> tuple[dict[str, float], list[bytes]]:
    asked: list[bytes] = []
    server = threading.Thread(target=_serve, args=(listener, pieces, asked), daemon=True)
    server.start()
    found = load.turn(listener.getsockname()[1], "/api/match", "same", 1, seconds=0.1, connections=1)
    server.join(5)
    return found, asked


def test_it_counts_whole_answers(listener: socket.socket):
    found, asked = ask(listener, [ANSWER])
    assert found["bad"] == 0 and found["rate"] > 10
    assert abs(len(asked) - found["rate"] * 0.1) < 3 + len(asked) * 0.2
    assert 0 < found["p50"] <= found["p99"] < 100
    assert gc.isenabled()


def test_it_asks_the_example_as_a_client_would(listener: socket.socket):
    _, asked = ask(listener, [ANSWER])
    head, body = asked[0].split(b"\r\n\r\n", 1)
    assert head.startswith(b"POST /api/match HTTP/1.1\r\nHost: 127.0.0.1")
    assert f"Content-Length: {len(body)}".encode() in head and b'"2670"' in body


def test_an_answer_may_come_in_pieces(listener: socket.socket):
    found, _ = ask(listener, [ANSWER[:7], ANSWER[7:30], ANSWER[30:]])
    assert found["bad"] == 0 and found["rate"] > 1


def test_it_counts_bad_answers(listener: socket.socket):
    found, _ = ask(listener, [ANSWER.replace(b"200 OK", b"500 No")])
    assert found["bad"] > 0
