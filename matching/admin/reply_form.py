"""The form of a letter: about which sites, in which language, how it is worded, how it went out."""

from typing import Any

from django import forms
from unfold.widgets import UnfoldAdminRadioSelectWidget, UnfoldAdminSelectWidget, UnfoldAdminTextareaWidget

from investors.models import Channel, Enquiry
from matching.models import Reply
from matching.run_page import points
from parks.models import Site

LONGEST_TEXT = 10_000
# How many sites are shown at once; the rest is folded.
SHOWN = 8
OUTCOMES = {"open": "không còn vướng", "conditional": "có điều kiện", "unverified": "còn điều kiện chưa rõ"}


class ReplyForm(forms.Form):
    """A letter as it is on the page."""

    sites = forms.MultipleChoiceField(
        label="Khu, cụm giới thiệu", required=False, widget=forms.CheckboxSelectMultiple()
    )
    language = forms.ChoiceField(
        label="Viết bằng",
        choices=Enquiry.Language.choices,
        widget=UnfoldAdminRadioSelectWidget(radio_style=1),
    )
    text = forms.CharField(
        label="Nội dung", required=False, max_length=LONGEST_TEXT,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 18, "spellcheck": "false"}),
    )  # fmt: skip
    channel = forms.ChoiceField(
        label="Đã gửi qua", required=False, choices=[("", "Chọn"), *Channel.choices],
        widget=UnfoldAdminSelectWidget(),
    )  # fmt: skip

    def __init__(self, *args: Any, reply: Reply, **kwargs: Any) -> None:
        stored = {
            "sites": reply.site_codes,
            "language": reply.language,
            "text": reply.text,
            "channel": _way(reply),
        }
        super().__init__(*args, initial=stored, **kwargs)
        self.reply = reply
        self.fields["sites"].choices = [(one["site"], one["site"]) for one in reply.run.answer["sites"]]  # type: ignore[attr-defined]

    def rewritten(self) -> bool:
        """Tell whether other sites or another language are chosen than the letter is about."""
        chosen = [code for code, _ in self.fields["sites"].choices if code in self.cleaned_data["sites"]]  # type: ignore[attr-defined]
        return chosen != self.reply.site_codes or self.cleaned_data["language"] != self.reply.language

    def shortlist(self) -> list[dict[str, Any]]:
        """Return the ranked sites as they are ticked, best first; one query."""
        ticked = set(self["sites"].value() or ())
        ranked = self.reply.run.answer["sites"]
        names = dict(
            Site.objects.filter(code__in=[one["site"] for one in ranked]).values_list("code", "name_vi")
        )
        return [
            {
                "code": one["site"],
                "name": names.get(one["site"], one["site"]),
                "rank": one["rank"],
                "outcome": one["outcome"],
                "outcome_label": OUTCOMES.get(one["outcome"], one["outcome"]),
                "score": points(one["score"]),
                "ceiling": points(one["ceiling"]),
                "ticked": one["site"] in ticked,
                "folded": place >= SHOWN and one["site"] not in ticked,
            }
            for place, one in enumerate(ranked)
        ]


def _way(reply: Reply) -> str:
    """Return how the letter went out, or else how the enquiry came in, if letters go that way."""
    by_letter = (Channel.EMAIL, Channel.ZALO)
    if reply.channel:
        return reply.channel
    return reply.enquiry.channel if reply.enquiry and reply.enquiry.channel in by_letter else ""
