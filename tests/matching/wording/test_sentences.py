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
from tests.matching.wording.reading import fault

REASONS = sorted(
    {reason for criterion in REQUIREMENTS.values() for reason in criterion.cases.reasons()}
    | {reason for criterion in PREFERENCES.values() for reason in criterion.reason_codes}
)


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


def test_every_sentence_is_whole_shows_no_code_and_keeps_to_its_language() -> None:
    for (reason, language), texts in RENDERED.items():
        for text in texts:
            assert fault(text, language) is None, f"{reason} {fault(text, language)}: {text}"


@pytest.mark.parametrize(
    ("text", "language", "wrong"),
    [
        ("đất trống.", "vi", "begin"),
        ("Đất trống", "vi", "full stop"),
        ("Đất trống None ha.", "vi", "None"),
        ("Đất trống {free}.", "vi", "broken"),
        ("Cần  ha.", "vi", "broken"),
        ("Ở PHO-YEN.", "vi", "PHO-YEN"),
        ("Dùng plot_fit.", "vi", "plot_fit"),
        ("Đất trống is ít.", "vi", "is"),
        ("Free land: chưa biết.", "en", "chưa"),
        ("Một. Hai. Ba.", "vi", "two"),
    ],
)
def test_the_reading_finds_what_is_wrong(text: str, language: str, wrong: str) -> None:
    assert wrong in (fault(text, language) or "")


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


def test_a_large_plant_is_told_in_the_mountains_too_that_less_output_would_do() -> None:
    for language, type_of_plant, less in (
        ("vi", "hóa chất vô cơ cơ bản", "nếu sản lượng xuống dưới mức lớn"),
        ("en", "basic inorganic chemicals", "if the output falls below “large”"),
    ):
        texts = RENDERED["high_pollution_risk.not_deep_processing", language]
        assert [less in text for text in texts] == [type_of_plant in text for text in texts]
        assert {less in text for text in texts} == {True, False}


def test_english_verbs_go_with_one_hectare_and_with_many_and_so_do_codes() -> None:
    for reason in ("land.unknown", "plot_fit.plot_unknown"):
        assert "the project needs " in said(reason, "en") and "ha are needed" not in said(reason, "en")
    assert "check VSIC 2670 and 1410 against" in said("site_sector_list.not_loaded", "en")


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
