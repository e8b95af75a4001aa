"""Projects: entered once, in the groups that the API names, and led from stage to stage."""

import datetime
from typing import Any

from django.contrib import admin
from django.db.models import BooleanField, ExpressionWrapper, Field, Q, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from unfold.admin import TabularInline

from investors.admin.case_place import case_place
from investors.admin.duplicates import SAME_NAME
from investors.admin.file_panel import FILES
from investors.admin.log import LOG, LogActs
from investors.admin.project_fields import (
    COLUMN_WORDS,
    FIELDSETS,
    GUARDED_FIELDSETS,
    NEW_FIELDSETS,
    READ_ONLY_TEXTS,
    worded,
)
from investors.admin.project_filters import OwnerFilter, SilentFilter, StageFilter, with_stage_then
from investors.admin.project_from_enquiry import read_lines
from investors.admin.shown import person
from investors.admin.stages import STAGES, StageActs
from investors.admin.team import TEAM
from investors.exchange.projects import ProjectSheet
from investors.forms import LineForm, LineFormSet, ProjectForm, form_field
from investors.models import Investor, Project, ProjectLine
from investors.services import index_project, store_project
from investors.stages import label
from investors.visibility import HIDDEN_NAME, UNKNOWN_NAME, may_see, seen, visible_investors
from parks.admin import show
from parks.admin.base import FoldedSearch, NoDelete, Page
from parks.admin.changes import CHANGES
from parks.admin.choosing import ChosenBySearch
from parks.admin.conflicts import Conflicts
from parks.admin.days import OnDay
from parks.admin.exchange import ExcelInOut
from parks.admin.history import History
from parks.admin.panels import Panel, shown
from parks.dates import HANOI
from parks.text import search_key


class LineInline(ChosenBySearch, TabularInline):
    """What the project makes."""

    model = ProjectLine
    form = LineForm
    formset = LineFormSet
    extra = 0
    min_num = 1
    fields = ("sector", "product", "annual_output", "output_unit", "share_pct")
    autocomplete_fields = ("sector",)
    verbose_name = "ngành nghề"
    verbose_name_plural = "ngành nghề"
    hide_title = True

    def get_extra(self, request: HttpRequest, obj: Project | None = None, **kwargs: Any) -> int:
        """Leave room for every line that was read of an enquiry."""
        return max(0, len(read_lines(request)) - 1)

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        """Take numbers as they are typed here."""
        return form_field(db_field) or super().formfield_for_dbfield(db_field, request, **kwargs)


@admin.display(description="Nhà đầu tư")
def named(project: Project) -> str:
    """Return the investor's name, or that it is kept; `ProjectAdmin.get_queryset` says which."""
    if project.investor is None:
        return UNKNOWN_NAME
    return project.investor.name if project.name_seen else HIDDEN_NAME  # type: ignore[attr-defined]


@admin.register(Project)
class ProjectAdmin(OnDay, ExcelInOut, Conflicts, StageActs, LogActs, FoldedSearch, NoDelete, History, Page):
    """Proposed investments. What is left empty is not known; the answer is then wider, never wrong."""

    form = ProjectForm
    inlines = (LineInline,)
    table_class = ProjectSheet
    list_display = ("name", named, "stage_shown", "owned", "makes", "capital", "land", "contact", "code")
    list_filter = (StageFilter, OwnerFilter, SilentFilter, case_place())
    list_select_related = ("investor", "owner")
    show_full_result_count = False
    search_help_text = "Tên dự án, mã hồ sơ, nhà đầu tư hoặc ngành nghề; có dấu hay không đều được."
    readonly_fields = ("code", "created_at")
    autocomplete_fields = ("investor",)
    change_form_template = "admin/investors/project/change_form.html"
    # Blocks above and below the form, in this order.
    top_panels: tuple[Panel, ...] = (SAME_NAME, STAGES)
    panels: tuple[Panel, ...] = (LOG, FILES, TEAM, CHANGES)
    actions_detail = ("change_stage", "talk", "offer", "hold")
    column_words = COLUMN_WORDS

    class Media:
        css = {"all": ("investors/cases.css",)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Project]:
        """Load what the list names, and whether this person may read the investor's name."""
        name_seen = ExpressionWrapper(seen(request.user), BooleanField())
        return super().get_queryset(request).prefetch_related("lines__sector").annotate(name_seen=name_seen)

    day_note = "Giai đoạn theo ngày này, hồ sơ lập sau ngày này không hiện; các cột khác theo hôm nay."

    def of_day(self, rows: QuerySet[Project], day: datetime.date) -> QuerySet[Project]:
        """Return the cases of that day with the stage that each was at."""
        return with_stage_then(rows, day)

    @admin.display(description="Giai đoạn", ordering="stage")
    def stage_shown(self, project: Project) -> str:
        return label(getattr(project, "stage_then", project.stage))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Project], search_term: str
    ) -> tuple[QuerySet[Project], bool]:
        """Find each word in what the project is found by, or in the investor, where this person may see it."""
        investors = visible_investors(request.user)
        found = Q()
        for word in search_key(search_term).split():
            of_investor = investors.filter(search_text__contains=word)
            found &= Q(search_text__contains=word) | Q(investor__in=of_investor.values("pk"))
        return queryset.filter(found), False

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        """Refuse to filter by the investor or the note: that would tell, by guesses, what is hidden on the page."""
        return not lookup.startswith(("investor", "note")) and super().lookup_allowed(lookup, value, request)

    def has_change_permission(self, request: HttpRequest, obj: Project | None = None) -> bool:
        """Leave a confidential case to its team: whoever could edit it could also join it."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or may_see(request.user, obj))

    def has_view_history_or_change_history_permission(
        self, request: HttpRequest, obj: Project | None = None
    ) -> bool:
        """Show the history, which names the investor of each version, to those who may see all of them."""
        allowed = bool(super().has_view_history_or_change_history_permission(request, obj))
        if not allowed or obj is None:
            return allowed
        now = Project.objects.filter(pk=obj.pk).select_related("investor").first()
        named_once = Project.history.filter(id=obj.pk, investor__isnull=False).values("investor")
        hidden = Investor.objects.filter(pk__in=named_once).exclude(pk__in=visible_investors(request.user))
        return (now is None or may_see(request.user, now)) and not hidden.exists()

    def get_fieldsets(self, request: HttpRequest, obj: Project | None = None) -> Any:
        """Show lists in words to those who may only look, and the note to those who may see the investor."""
        if obj is None:
            texts = {} if self.has_add_permission(request) else READ_ONLY_TEXTS
            return worded(NEW_FIELDSETS, texts | self._investor(request, obj))
        texts = {} if self.has_change_permission(request, obj) else READ_ONLY_TEXTS
        fieldsets = FIELDSETS if may_see(request.user, obj) else GUARDED_FIELDSETS
        return worded(fieldsets, texts | {"owner": "owned"} | self._investor(request, obj))

    def get_readonly_fields(self, request: HttpRequest, obj: Project | None = None) -> list[Any]:
        """Add the owner, for a case is handed over on a page of its own, and the investor for those who may not choose one."""
        return [*self.readonly_fields, "owned", *self._investor(request, obj).values()]

    def _investor(self, request: HttpRequest, obj: Project | None) -> dict[str, Any]:
        """Return what stands in place of the choice of an investor, where this person has none."""
        may_edit = self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        may_choose = may_edit and request.user.has_perm("investors.view_investor")
        return {} if may_choose else {"investor": named}

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        """Keep unknown, none and chosen apart; take numbers as they are typed here."""
        field = form_field(db_field) or super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "note":
            field.widget.attrs["rows"] = 3
        return field

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer the investors that this person may see."""
        if db_field.name == "investor":
            kwargs["queryset"] = visible_investors(request.user).filter(merged_into__isnull=True)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Project, form: ModelForm, change: bool) -> None:
        """Write the row through its service; a new case is with whoever enters it."""
        if not change and obj.owner is None:
            obj.owner = request.user  # type: ignore[assignment]
        store_project(project=obj, user=request.user)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Write the lines, then what the project is found by: their sectors are part of it."""
        super().save_related(request, form, formsets, change)
        index_project(project=form.instance)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        """Add the blocks above and below the form."""
        project = kwargs.get("obj")
        context["top_panels"] = shown(self.top_panels, request, project) if project else []
        context["panels"] = shown(self.panels, request, project) if project else []
        return super().render_change_form(request, context, *args, **kwargs)

    def response_add(self, request: HttpRequest, obj: Project, post_url_continue: Any = None) -> HttpResponse:
        """Stay with the new project: matching it is what comes next."""
        self.message_user(request, f"Đã ghi nhận dự án {obj.name} với mã hồ sơ {obj.code}.")
        return HttpResponseRedirect(reverse("admin:investors_project_change", args=[obj.pk]))

    @admin.display(description="Phụ trách")
    def owned(self, project: Project) -> str:
        return person(project.owner)

    @admin.display(description="Ngành nghề")
    def makes(self, project: Project) -> str:
        return "; ".join(line.product or line.sector.name_vi for line in project.lines.all())

    @admin.display(description="Vốn", ordering="capital_amount")
    def capital(self, project: Project) -> str:
        if project.capital_amount is None:
            return "chưa biết"
        return f"{show.number(project.capital_amount)} {project.capital_currency}"

    @admin.display(description="Đất (ha)", ordering="land_area_ha")
    def land(self, project: Project) -> str:
        return "chưa biết" if project.land_area_ha is None else show.number(project.land_area_ha)

    @admin.display(description="Trao đổi gần nhất", ordering="last_contact_at")
    def contact(self, project: Project) -> str:
        return f"{project.last_contact_at.astimezone(HANOI):%d/%m/%Y}"
