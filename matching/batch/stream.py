"""The answer of a batch as it goes out: piece by piece, while the questions still come in."""

import io
import logging
from collections.abc import Callable, Generator, Iterator
from typing import Any

import msgspec
from rest_framework.exceptions import APIException, Throttled
from rest_framework.request import Request
from rest_framework.settings import api_settings

from matching import inputs
from matching.batch.answering import PARTS_OF_A_REQUEST, Answer, Manner, Question, answer_each, without_words
from matching.batch.lines import PIECE, Blocks, Line
from parks.problems import Unusable
from partners.limits import Allowance

logger = logging.getLogger(__name__)
_encode = msgspec.json.Encoder().encode


class Answers:
    """The lines of an answer, made one after another as they are read; its place is free again when it is closed."""

    def __init__(
        self, request: Request, blocks: Blocks, manner: Manner, finished: Callable[[], None]
    ) -> None:
        self._request, self._blocks, self._manner, self._finished = request, blocks, manner, finished
        self._allowance: Allowance | None = getattr(request._request, "allowance", None)
        self._credit = PARTS_OF_A_REQUEST  # the request itself was counted before it came here
        self._lines = self._pieces()
        self._open = True

    def __iter__(self) -> Iterator[bytes]:
        """Return the pieces of the answer, each some whole lines."""
        return self._lines

    def close(self) -> None:
        """Give up what is not answered, and the place. The server calls it too where the caller has gone away."""
        if self._open:
            self._open = False
            self._lines.close()
            self._finished()

    __del__ = close

    def _pieces(self) -> Generator[bytes, None, None]:
        answered = 0
        for block in self._blocks:
            allowed = block[: self._blocks.most - answered]
            questions, stop = self._paid([_question(line, self._manner) for line in allowed])
            yield from _together(self._answered(questions))
            answered += len(allowed)
            if stop is None and len(allowed) < len(block):
                stop = self._problem(block[len(allowed)][0], Unusable("too-many-lines", 413))
            if stop is not None:
                yield stop + b"\n"
                return

    def _paid(self, questions: list[Question]) -> tuple[list[Question], bytes | None]:
        """Return the questions that the caller's allowance is enough for, and what to say where it is not for all."""
        if self._allowance is None:
            return questions, None
        for place, one in enumerate(questions):
            if self._credit < one.parts:
                taken = self._allowance.spend()
                if not taken.allowed:
                    stop = self._problem(one.line, Throttled(), retry_after=taken.seconds)
                    return questions[:place], stop
                self._credit += PARTS_OF_A_REQUEST
            self._credit -= one.parts
        return questions, None

    def _answered(self, questions: list[Question]) -> Iterator[list[bytes]]:
        done = 0
        try:
            for one, answer in answer_each(questions, self._manner):
                yield self._said(one, answer)
                done += 1
        except Exception:
            _unforeseen(questions[done].line)
            for one in questions[done:]:  # which of them it was shows when each is alone
                yield self._said(one, self._alone(one))

    def _alone(self, one: Question) -> Answer:
        try:
            ((_, answer),) = answer_each([one], self._manner)
        except Exception:
            return _unforeseen(one.line)
        return answer

    def _said(self, one: Question, answer: Answer) -> list[bytes]:
        return answer if isinstance(answer, list) else [self._problem(one.line, answer)]

    def _problem(self, line: int, error: Exception, **more: Any) -> bytes:
        """Return the problem document that the error gets alone, with the number of its line."""
        answer = api_settings.EXCEPTION_HANDLER(error, {"request": self._request})
        return _encode({"line": line, **more, **msgspec.json.decode(answer.content)})


def _question(line: Line, manner: Manner) -> Question:
    """Return what a line asks, read as the body of a single question is."""
    number, text = line
    try:
        data = api_settings.DEFAULT_PARSER_CLASSES[0]().parse(io.BytesIO(text))
        question = Question(number, inputs.read(data, manner.state))
    except APIException as refusal:
        return Question(number, refusal=refusal)
    except Exception:
        return Question(number, refusal=_unforeseen(number))
    return without_words(question) if manner.short else question


def _together(lines: Iterator[list[bytes]]) -> Iterator[bytes]:
    """Yield the lines, short ones together: each piece that is sent costs something."""
    waiting: list[bytes] = []
    size = 0
    for line in lines:
        waiting += line
        waiting.append(b"\n")
        size += sum(map(len, line))
        if size >= PIECE:
            yield b"".join(waiting)
            waiting, size = [], 0
    if waiting:
        yield b"".join(waiting)


def _unforeseen(line: int) -> APIException:
    logger.exception("Batch: line %s failed", line)
    return APIException()
