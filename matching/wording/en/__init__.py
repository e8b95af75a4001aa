"""English."""

from matching.wording.en.labels import LABELS
from matching.wording.en.notes import NOTES, SUMMARIES
from matching.wording.en.sentences import SENTENCES
from matching.wording.en.words import WORDS
from matching.wording.speech import Language

ENGLISH = Language(
    code="en",
    sentences=SENTENCES,
    words=WORDS,
    labels=LABELS,
    notes=NOTES,
    summaries=SUMMARIES,
    decimal=".",
    thousands=",",
    day="%s %s %s",
    month="%s %s",
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
)

__all__ = ["ENGLISH"]
