"""The day in the world that an officer looks at: today, until another is chosen. It is kept for the session."""

import datetime

from django.core.exceptions import ValidationError
from django.http import HttpRequest

from parks.dates import today

PARAMETER = SESSION_KEY = "on"
EARLIEST = datetime.date(2000, 1, 1)
YEARS_AHEAD = 10
_FORMS = ("%Y-%m-%d", "%d/%m/%Y")


def chosen_day(request: HttpRequest) -> datetime.date:
    """Return the day that this person looks at; `?on=2023-06-30` in the address chooses one."""
    if PARAMETER in request.GET:
        try:
            return choose_day(request, request.GET[PARAMETER])
        except ValidationError:
            pass  # an address typed wrongly leaves the day as it was
    kept = request.session.get(SESSION_KEY, "")
    return datetime.date.fromisoformat(kept) if kept else today()


def choose_day(request: HttpRequest, text: str) -> datetime.date:
    """Keep a day for the session; an empty text and today itself mean today, whichever day that will be."""
    day = read_day(text)
    if day == today():
        request.session.pop(SESSION_KEY, None)
    else:
        request.session[SESSION_KEY] = day.isoformat()
    return day


def read_day(text: str) -> datetime.date:
    """Return the day that a text means (2023-06-30 or 30/6/2023); raises ValidationError for any other."""
    text, last = text.strip(), today().replace(year=today().year + YEARS_AHEAD, day=1)
    if not text:
        return today()
    for form in _FORMS:
        try:
            day = datetime.datetime.strptime(text, form).date()
        except ValueError:
            continue
        if EARLIEST <= day <= last:
            return day
    raise ValidationError(f"Ghi một ngày từ 01/01/2000 đến {last:%d/%m/%Y}, ví dụ 30/6/2023.", code="day")
