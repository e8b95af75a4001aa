"""Notes beside the findings, and the summary that is pasted into a message."""

import re
from pathlib import Path
from typing import Any

import pytest

from matching import wording
from matching.wording import LANGUAGES, NOTES, label, note, summary
from matching.wording.en import ENGLISH
from matching.wording.template import places
from matching.wording.vi import VIETNAMESE

PARAMS: dict[str, Any] = {
    "declared": "IV",
    "rows": ["row_10_plating", "row_17_electronics"],
    "currency": "USD",
    "low": 2000.0,
    "high": 2160.4,
    "year": 2031,
    "code": "2610",
    "on": "2019-03-01",
    "version": "2026.1",
}
CODES = {
    "advice_only",
    "counterfactuals_cut_short",
    "environment_group_conflict",
    "exchange_missing",
    "exchange_standing_known",
    "details_not_kept",
    "large_firm_in_cluster",
    "outside_founding_scope",
    "preference_for_it_zone",
    "rows_remembered",
    "ruleset_earliest",
    "ruleset_not_in_force",
    "sector_unsettled",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted(NOTES))
def test_every_note_is_a_whole_sentence(code: str, language: str) -> None:
    text = note(code, language, **{name: PARAMS[name] for name in NOTES[code]})
    assert text.endswith(".")
    assert not re.search(r"[{}]|None|_|%s", text)


def test_the_notes_and_their_parameters_are_the_same_in_both_languages() -> None:
    assert set(NOTES) == CODES
    for code, text in VIETNAMESE.notes.items():
        assert sorted(places(text)) == sorted(places(ENGLISH.notes[code]))
    assert set(VIETNAMESE.summaries) == set(ENGLISH.summaries)
    for code, text in VIETNAMESE.summaries.items():
        assert sorted(places(text)) == sorted(places(ENGLISH.summaries[code]))


def test_every_worded_note_is_one_that_is_sent() -> None:
    matching = Path(wording.__file__).parents[1]
    senders = [path for path in matching.rglob("*.py") if not path.is_relative_to(matching / "wording")]
    code = "".join(path.read_text(encoding="utf-8") for path in senders)
    assert [one for one in NOTES if f'"{one}"' not in code] == []


def test_a_note_writes_numbers_dates_and_rows_in_its_language() -> None:
    assert "thành 2.000 đến 2.160,4 tỷ đồng" in note(
        "exchange_standing_known", "vi", currency="USD", low=2000.0, high=2160.4
    )
    assert "USD của năm 2031" in note("exchange_missing", "vi", currency="USD", year=2031)
    assert note("ruleset_earliest", "en", version="2026.1", on="2019-03-01").startswith(
        "No ruleset was in force on 1 March 2019"
    )
    assert "(metal plating or chemical surface cleaning)" in note(
        "rows_remembered", "en", rows=["row_10_plating"]
    )


def test_a_note_without_its_parameter_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(KeyError):
        note("sector_unsettled", "vi")


def best(*scores: float, outcome: str = "unverified") -> list[dict[str, Any]]:
    return [
        {"name": f"KCN {number}", "score": score, "ceiling": score + 12.25, "outcome": outcome}
        for number, score in enumerate(scores, 1)
    ]


def test_a_match_says_where_how_sure_and_what_to_add() -> None:
    text = summary(
        "vi",
        verdict="match",
        project_name="Nhà máy ống kính",
        best=best(71.25, 70, 69.5),
        tied=1,
        offered=42,
        barred_on_offer=6,
        missing=["technology.rd_spend_pct", "environment.group"],
        evidence_pct=62,
    )
    assert text == (
        "Dự án “Nhà máy ống kính” có thể đặt tại 36 trên 42 khu, cụm đang tiếp nhận; phù hợp nhất là KCN 1 "
        "(71,25 điểm, có thể đạt 83,5), tiếp theo là KCN 2 (70 điểm, có thể đạt 82,25) và KCN 3 (69,5 điểm, có thể đạt 81,75). "
        "Ở nơi đứng đầu không điều kiện nào bị vi phạm, nhưng có điều kiện chưa đủ thông tin để kết luận; "
        "62% trọng số điểm đã có số liệu. Nên bổ sung trước: tỷ lệ chi R&D (%); nhóm môi trường."
    )


def test_a_tie_says_how_many_share_first_place_and_that_this_is_honest() -> None:
    text = summary(
        "en", verdict="match", best=best(45, 45, 45), tied=12, offered=42, barred_on_offer=0, evidence_pct=20
    )
    assert (
        "12 sites share first place with 45 points, could reach up to 57.25, among them KCN 1, KCN 2 and KCN 3"
        in text
    )
    assert "a tie is the honest answer" in text
    assert text.startswith("The project could go to 42 of the 42 sites on offer")


def test_two_that_tie_are_both_named_and_the_third_is_not_among_them() -> None:
    text = summary("vi", verdict="match", best=best(45, 45, 40), tied=2, offered=5, evidence_pct=20)
    assert "2 nơi cùng đứng đầu với 45 điểm, có thể đạt 57,25, là KCN 1 và KCN 2:" in text
    assert "KCN 3" not in text


def test_of_a_tie_the_highest_ceiling_is_said_of_none_but_as_a_limit() -> None:
    first, second = best(45, 45)
    unlike = [first, {**second, "ceiling": 50.25}]
    said = {lang: summary(lang, verdict="match", best=unlike, tied=2, offered=5) for lang in LANGUAGES}
    assert (
        "2 nơi cùng đứng đầu với 45 điểm, có thể đạt tối đa 57,25, là KCN 1 và KCN 2: thông tin" in said["vi"]
    )
    assert (
        "2 sites share first place with 45 points, could reach up to 57.25, namely KCN 1 and KCN 2: with"
        in said["en"]
    )


REPORTED_FULL = {
    "vi": "Theo nguồn hiện có đã lấp đầy hoặc không còn lô đủ lớn, cần hỏi lại cơ quan quản lý: {}.",
    "en": "Reported full or without a plot that is large enough, to be confirmed with the site's authority: {}.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_named_site_that_is_reported_full_is_said_to_be_so(language: str) -> None:
    def said(*full: bool, tied: int = 1) -> str:
        sites = [{**one, "full": reported} for one, reported in zip(best(72, 70, 70), full, strict=True)]
        return summary(language, verdict="match", best=sites, tied=tied, offered=42, evidence_pct=60)

    assert f". {REPORTED_FULL[language].format('KCN 1')} " in said(True, False, False)
    both = {"vi": "KCN 1 và KCN 3", "en": "KCN 1 and KCN 3"}[language]
    assert f". {REPORTED_FULL[language].format(both)} " in said(True, False, True)
    # Of a tie only those that share first place are named.
    assert f". {REPORTED_FULL[language].format('KCN 1')} " in said(True, False, True, tied=2)
    assert not re.search(r"[{}]|None|_", said(True, True, True))
    # An answer that was kept before this was told says nothing of it.
    silent = summary(language, verdict="match", best=best(72, 70, 70), tied=1, offered=42, evidence_pct=60)
    assert said(False, False, False) == silent
    assert REPORTED_FULL[language][:20] not in silent + said(False, False, True, tied=2)


def test_nowhere_now_says_which_planned_site_could_and_on_what_condition() -> None:
    text = summary(
        "vi",
        verdict="nowhere_now",
        project_name="X",
        offered=30,
        barred_on_offer=30,
        because=[("plot_fit", 28), ("investor_wish", 2)],
        planned=["KCN Thượng Đình"],
    )
    assert text == (
        "Dự án “X” hiện chưa đặt được ở nơi nào trong 30 khu, cụm đang tiếp nhận, chủ yếu do lô đất (28 nơi) và yêu cầu của "
        "nhà đầu tư (2 nơi). Có thể xét KCN Thượng Đình, hiện mới có trong quy hoạch, khi có quyết định thành lập."
    )


def test_nowhere_now_without_a_planned_site_says_so() -> None:
    text = summary("en", verdict="nowhere_now", offered=30, barred_on_offer=30)
    assert text.startswith("The project fits none of the 30 sites on offer at present")
    assert "No planned site suits either" in text
    assert "no site is on offer" in summary("en", verdict="nowhere_now", offered=0)


def test_a_refusal_names_the_ground_and_quotes_what_would_change_it() -> None:
    text = summary(
        "en",
        verdict="refused",
        project_name="Steel",
        offered=42,
        barred_on_offer=42,
        refused_by=[
            {"criterion": "high_pollution_risk", "sentence": "It can be considered only without it."}
        ],
    )
    assert text == (
        "The project “Steel” is refused at every site of the province, on the ground of: high pollution risk. "
        "It can be considered only without it."
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("outcome", ["open", "conditional", "unverified"])
def test_every_outcome_reads_as_two_or_three_sentences(language: str, outcome: str) -> None:
    text = summary(
        language,
        verdict="match",
        best=best(45, outcome=outcome),
        tied=1,
        offered=3,
        missing=["jobs.total"],
        evidence_pct=100,
    )
    assert text.count(". ") == 2
    assert text.endswith(f"{label('field', 'jobs.total', language)[1:]}.")
    assert not re.search(r"[{}]|None|_", text)
