"""Every reason has a sentence in every language, and reads as one."""

import json
import re
from itertools import groupby

import pytest

from matching.engine.criteria import PREFERENCES, REQUIREMENTS
from matching.wording import LANGUAGES, sentence
from matching.wording.en import ENGLISH
from matching.wording.template import places
from matching.wording.variants import VARIANTS
from matching.wording.vi import VIETNAMESE
from matching.wording.voices import PHRASES
from tests.matching.wording.grid import findings

REASONS = sorted(
    {reason for criterion in REQUIREMENTS.values() for reason in criterion.cases.reasons()}
    | {reason for criterion in PREFERENCES.values() for reason in criterion.reason_codes}
)
# No word of these is Vietnamese, none of those English; quoted words and names of sources are left out.
ENGLISH_WORDS = re.compile(
    r"\b(the|of|and|is|are|not|known|unknown|site|cluster|with|needs?|lacks?|estimated)\b"
)
VIETNAMESE_WORDS = re.compile(r"\b(chưa|không|được|của|với|nhóm|nhiều|công nghiệp|dự án|năm)\b")
RAW_CODE = re.compile(r"\b[a-z0-9]+_[a-z0-9_]+\b|\b[A-Z]{2,}-[A-Z]+\b|\bS-EL\b|\bMTN\b")


def rendered() -> dict[tuple[str, str], list[str]]:
    """Return the distinct sentences of the grid by reason and language."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for seen in findings():
        one = seen.finding
        for language in LANGUAGES:
            text = sentence(one.reason, language, one.observed, one.required)
            found.setdefault((one.reason, language), {})[text] = None
    return {key: list(texts) for key, texts in found.items()}


RENDERED = rendered()


@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_grid_brings_out_every_reason_and_it_has_a_sentence(reason: str, language: str) -> None:
    assert RENDERED.get((reason, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_is_whole_and_shows_no_code(language: str) -> None:
    for (reason, spoken), texts in RENDERED.items():
        if spoken != language:
            continue
        for text in texts:
            where = f"{reason}: {text}"
            assert text[0].isupper() or text[0].isdigit(), where
            assert text.endswith("."), where
            assert not re.search(
                r"\bNone\b|\bnan\b|\binf\b|[{}]|%s|\(\)|  | [,.;)]|\( |;\.|\.\.|: *[;.]", text
            ), where
            assert not RAW_CODE.search(text), where
            assert text.count(". ") <= 1, where


def test_no_language_mixes_in_words_of_the_other() -> None:
    for (reason, language), texts in RENDERED.items():
        for text in texts:
            plain = re.sub(r"“[^”]*”", "", text).replace("Báo Thái Nguyên", "")
            stray = (ENGLISH_WORDS if language == "vi" else VIETNAMESE_WORDS).search(plain.lower())
            assert stray is None, f"{reason}: {text}"


@pytest.mark.parametrize("reason", sorted(VARIANTS))
def test_the_grid_brings_out_every_variant(reason: str) -> None:
    variants = VARIANTS[reason]
    chosen = {
        variants.choose(seen.finding.observed, seen.finding.required)
        for seen in findings()
        if seen.finding.reason == reason
    }
    assert chosen == set(variants.names)


def test_the_languages_have_the_same_sentences_and_every_phrase_is_used() -> None:
    expected = {reason for reason in REASONS if reason not in VARIANTS}
    expected |= {f"{reason}/{name}" for reason, variants in VARIANTS.items() for name in variants.names}
    used = set()
    for language in (VIETNAMESE, ENGLISH):
        assert set(language.sentences) == expected
        used |= {place for text in language.sentences.values() for place in places(text)}
    assert {place for place in used if "." not in place} == set(PHRASES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_kept_as_json_reads_the_same(language: str) -> None:
    by_reason = sorted(findings(), key=lambda seen: seen.finding.reason)
    for reason, group in groupby(by_reason, key=lambda seen: seen.finding.reason):
        for seen in list(group)[:20]:
            one = seen.finding
            kept = json.loads(json.dumps([one.observed, one.required]))
            assert sentence(reason, language, *kept) == sentence(reason, language, one.observed, one.required)


def test_a_refusal_says_what_would_change_it() -> None:
    turn = {
        "vi": re.compile(r"chỉ|sẽ|bỏ giới hạn|nới|hỏi riêng"),
        "en": re.compile(r"only|will be|ask|would|could|changes"),
    }
    refusals = {
        seen.finding.reason
        for seen in findings()
        if seen.finding.outcome == "unmet" and seen.finding.type == "requirement"
    }
    assert len(refusals) > 15
    for reason in refusals:
        for language in LANGUAGES:
            for text in RENDERED[reason, language]:
                assert turn[language].search(text), text


def said(reason: str, language: str) -> str:
    return "\n".join(RENDERED[reason, language])


def test_an_orientation_of_the_area_says_that_the_site_has_none_and_quotes_the_source() -> None:
    text = said("orientation.area", "vi")
    assert (
        "Khu, cụm này không có định hướng riêng nêu ngành 2670 nên tính theo định hướng của Phổ Yên: "
        "“công nghiệp điện tử” (theo “Báo Thái Nguyên”, 6/2023)." in text
    )


def test_a_weak_report_of_a_full_site_asks_the_board() -> None:
    text = said("plot_fit.reported_full", "vi")
    assert (
        "Được báo đã lấp đầy (tỷ lệ lấp đầy 100%, theo “Báo Thái Nguyên”, không ghi ngày, nguồn yếu)" in text
    )
    assert "cần hỏi Ban quản lý" in text


def test_a_distance_says_whether_it_is_published_or_estimated_and_from_where() -> None:
    text = said("access.exporter", "en")
    assert "Noi Bai airport 28 km (“Báo Thái Nguyên”, 29 April 2025)" in text
    assert "Hai Phong port about 130–172 km (estimated from the seat of the planning area" in text


def test_a_preference_of_parts_names_the_strongest_the_weakest_and_the_unknown() -> None:
    text = said("high_tech.listed", "vi")
    assert "Mạnh nhất: có tên trong danh mục ưu tiên (đạt 100% điểm phần này)" in text
    assert "yếu nhất: tỷ lệ nội địa hóa (đạt 40%); chưa biết: hàm lượng công nghệ của ngành." in text
