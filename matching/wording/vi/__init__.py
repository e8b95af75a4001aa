"""Vietnamese, the language that a caller gets by default."""

from matching.wording.speech import Language
from matching.wording.vi.labels import LABELS
from matching.wording.vi.notes import NOTES, SUMMARIES
from matching.wording.vi.sentences import SENTENCES
from matching.wording.vi.words import WORDS

VIETNAMESE = Language(
    code="vi",
    sentences=SENTENCES,
    words=WORDS,
    labels=LABELS,
    notes=NOTES,
    summaries=SUMMARIES,
    decimal=",",
    thousands=".",
    day="%s/%s/%s",
    month="%s/%s",
)

__all__ = ["VIETNAMESE"]
