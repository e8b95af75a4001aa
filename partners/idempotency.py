"""The same request sent twice does its work once: `Idempotency-Key` (IETF draft-ietf-httpapi-idempotency-key-header).

A request claims its key by a row (unique) that is written at once. The work and the answer are then written in one
transaction: whatever breaks off leaves neither, and the claim is taken over after `ABANDONED`. Who had claimed it
first and was only slow finds the claim gone, and its work is rolled back.
"""

import base64
import datetime
import hashlib
import hmac
import zlib
from collections.abc import Callable
from typing import Any

import msgspec
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from rest_framework.request import Request

from parks.language import language_of
from parks.problems import Unusable
from partners.models import KeptAnswer

KEPT = datetime.timedelta(hours=24)
ABANDONED = datetime.timedelta(seconds=60)
LONGEST = 255
_HEADERS = ("Content-Type", "Location", "Cache-Control", "ETag")


class _Answer(msgspec.Struct):
    status: int
    headers: dict[str, str]
    body: bytes


def answer_once(
    request: Request, *, caller: str, secret: str, make: Callable[[], HttpResponse]
) -> HttpResponse:
    """Return the answer that `make` gives, or the one it gave when the caller sent this very request before.

    Only what succeeded is kept: a refused request has stored nothing and may be sent again, corrected or not.
    `secret` seals the answer, which may hold a key or a project: who reads the database does not read it.
    """
    key = _key_of(request)
    if key is None:
        return make()
    plain: HttpRequest = request._request
    try:
        fingerprint = _fingerprint(plain)
    except RequestDataTooBig:
        return make()  # refuses it with its own words
    claim = _claim(caller, key, fingerprint)
    if claim.answer is not None:
        return _unsealed(bytes(claim.answer), secret)
    try:
        with transaction.atomic():
            response = make()
            response.headers["Content-Language"] = language_of(plain)
            mine = KeptAnswer.objects.filter(pk=claim.pk, begun_at=claim.begun_at, answer=None)
            if not mine.update(answer=_sealed(response, secret)):
                raise _in_progress()
    except BaseException:
        KeptAnswer.objects.filter(pk=claim.pk, begun_at=claim.begun_at, answer=None).delete()
        raise
    return response


def purge_answers() -> int:
    """Delete the answers that are kept no longer; return how many there were."""
    return KeptAnswer.objects.filter(begun_at__lt=timezone.now() - KEPT).delete()[0]


def _key_of(request: Request) -> str | None:
    """Return the key of a request, written as a quoted string of a structured header or bare."""
    key = request.META.get("HTTP_IDEMPOTENCY_KEY")
    if key is None:
        return None
    key = key.strip().removeprefix('"').removesuffix('"')
    if not 1 <= len(key) <= LONGEST or not key.isascii() or not key.isprintable():
        raise Unusable("bad-idempotency-key", 400)
    return str(key)


def _fingerprint(request: HttpRequest) -> str:
    head = f"{request.method} {request.get_full_path()}\n".encode(errors="replace")
    return hashlib.sha256(head + request.body).hexdigest()


def _claim(caller: str, key: str, fingerprint: str) -> KeptAnswer:
    """Return the caller's row of this key: a new one without an answer, or that of the answer given before."""
    now = timezone.now()
    row = KeptAnswer(caller=caller, key=key, fingerprint=fingerprint, begun_at=now)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
        return row
    except IntegrityError:
        there = KeptAnswer.objects.filter(caller=caller, key=key).first()
    if there is None:  # given up this moment by the one who had it
        raise _in_progress()
    age = now - there.begun_at
    if age > KEPT or (there.answer is None and age > ABANDONED):
        same = KeptAnswer.objects.filter(pk=there.pk, begun_at=there.begun_at)
        if not same.update(begun_at=now, fingerprint=fingerprint, answer=None):
            raise _in_progress()
        row.pk = there.pk
        return row
    if there.fingerprint != fingerprint:
        raise Unusable("idempotency-key-reused", 422)
    if there.answer is None:
        raise _in_progress()
    return there


def _in_progress() -> Unusable:
    error = Unusable("request-in-progress", 409)
    error.wait = 1  # type: ignore[attr-defined]
    return error


def _sealed(response: HttpResponse, secret: str) -> bytes:
    kept = (*_HEADERS, "Content-Language")
    headers = {name: response.headers[name] for name in kept if name in response.headers}
    answer = _Answer(response.status_code, headers, response.content)
    return _seal(secret).encrypt(zlib.compress(msgspec.msgpack.encode(answer), 1))  # type: ignore[no-any-return]


def _unsealed(answer: bytes, secret: str) -> HttpResponse:
    kept = msgspec.msgpack.decode(zlib.decompress(_seal(secret).decrypt(answer)), type=_Answer)
    return HttpResponse(kept.body, status=kept.status, headers=kept.headers)


def _seal(secret: str) -> Any:
    from cryptography.fernet import Fernet  # large; only who sends a key needs it

    keyed = hmac.new(settings.SECRET_KEY.encode(), f"kept answers {secret}".encode(), hashlib.sha256)
    return Fernet(base64.urlsafe_b64encode(keyed.digest()))
