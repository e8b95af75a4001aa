"""The forms of a choice beside the computed ranking."""

from typing import Any

from django import forms
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextareaWidget

from investors.models import ProjectFile
from matching import snapshot, wording
from matching.models import MatchRun
from matching.overriding import Choice, choices_of
from matching.run_page import points
from parks.models import Site, SourceFile

NO_FILE = "Không kèm"


class PaperField(forms.ModelChoiceField):
    """A paper of the case, by what it is and its name."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.get_paper_display()}: {obj.name}"


class ScanField(forms.ModelChoiceField):
    """A file of a source, with the source."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.source}: {obj.name}"


class OverrideForm(forms.Form):
    """Which other site, why, and on what document."""

    # Which sites may be chosen is for the service to say: it names what bars another.
    site = forms.CharField(
        label="Nơi được chọn",
        widget=UnfoldAdminSelectWidget(),
        help_text="Nơi vướng yêu cầu của pháp luật hoặc của số liệu không có ở đây: không ai bỏ qua được.",
    )
    reason = forms.CharField(
        label="Lý do", max_length=1000, widget=UnfoldAdminTextareaWidget(attrs={"rows": 4})
    )
    project_file = PaperField(
        ProjectFile.objects.none(),
        label="Văn bản trong hồ sơ",
        required=False,
        empty_label=NO_FILE,
        widget=UnfoldAdminSelectWidget(),
        help_text="Bắt buộc một trong hai ô văn bản khi nơi được chọn vướng yêu cầu chính sách. "
        "Văn bản chưa có thì đính kèm ở trang hồ sơ trước.",
    )
    source_file = ScanField(
        SourceFile.objects.none(),
        label="Văn bản của nguồn",
        required=False,
        empty_label=NO_FILE,
        widget=UnfoldAdminSelectWidget(),
    )

    def __init__(self, *args: Any, run: MatchRun, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["site"].widget.choices = offered(run)
        if user.has_perm("investors.view_projectfile"):
            papers = ProjectFile.objects.filter(project=run.project_id, removed_at__isnull=True)
            self.fields["project_file"].queryset = papers  # type: ignore[attr-defined]
        if user.has_perm("parks.view_sourcefile"):
            scans = SourceFile.objects.filter(removed_at__isnull=True).select_related("source")
            self.fields["source_file"].queryset = scans  # type: ignore[attr-defined]

    def clean_site(self) -> Site:
        """Return the site that is meant."""
        site = Site.objects.filter(code=self.cleaned_data["site"]).first()
        if site is None:
            raise forms.ValidationError("Không có khu, cụm này.")
        return site


class WithdrawForm(forms.Form):
    """Why a choice is withdrawn."""

    reason = forms.CharField(
        label="Lý do rút", max_length=1000, widget=UnfoldAdminTextareaWidget(attrs={"rows": 2})
    )


def offered(run: MatchRun) -> list[tuple[str, Any]]:
    """Return what may be chosen, in groups: what takes a reason, and what takes a document too."""
    names = snapshot.current().site_rows
    scores = {one["site"]: one for one in run.answer["sites"]}
    lower, barred = [], []
    for one in choices_of(run):
        name = names[one.code].name_vi if one.code in names else one.code
        if one.rank is None:
            barred.append((one.code, f"{name}: vướng {bars(one)}"))
        else:
            score, ceiling = (points(scores[one.code][key]) for key in ("score", "ceiling"))
            lower.append((one.code, f"{one.rank}. {name}: {score} đến {ceiling} điểm"))
    groups = [("Xếp hạng thấp hơn: cần lý do", lower), ("Vướng chính sách: cần lý do và văn bản", barred)]
    return [("", "Chọn"), *(group for group in groups if group[1])]


def bars(choice: Choice) -> str:
    """Return the policies that bar a site, in words."""
    return ", ".join(wording.label("criterion", key, "vi") for key in choice.barred_by)
