"""Tables in and out on the list pages: what a sheet would write is shown first, row by row, and nothing is half written."""

import time
import uuid
from pathlib import Path
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin as PlainModelAdmin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ERROR_FLAG
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from unfold.decorators import action
from unfold.widgets import UnfoldAdminFileFieldWidget

from parks.admin.days import without_day
from parks.dates import today
from parks.days import PARAMETER, chosen_day
from parks.exchange.formats import FORMATS, read_table
from parks.exchange.tables import Reading, Table
from parks.models.files import private_storage

SALT = "parks.admin.exchange"
WAITS = 60 * 60  # seconds that a checked sheet waits for its confirmation
FOLDER = "sheets"
SHOWN = 200
EXPORTS = ["export_excel", "export_csv"]
EXCEL_ACTIONS = {"title": "Excel, CSV", "icon": "table", "items": ["import_table", *EXPORTS]}
EXPORT_ACTIONS = {"title": "Excel, CSV", "icon": "table", "items": EXPORTS}


class SheetForm(forms.Form):
    """The sheet to read."""

    file = forms.FileField(
        label="Tệp Excel hoặc CSV",
        help_text="Tệp .xlsx hoặc .csv, nhiều nhất 10 MB và 20.000 dòng. Chưa ghi gì cho đến khi anh/chị xác nhận.",
        widget=UnfoldAdminFileFieldWidget(attrs={"accept": ".xlsx,.csv"}),
    )


class ExcelOut(PlainModelAdmin):  # type: ignore[type-arg]
    """Adds writing of a table to a list page; the table is said by `table_class`."""

    table_class: type[Table]
    actions_list: Any = (EXPORT_ACTIONS,)

    def table(self, request: HttpRequest) -> Table:
        """Return the table as this person may read and write it."""
        return self.table_class(request.user)  # type: ignore[arg-type]

    def has_export_permission(self, request: HttpRequest) -> bool:
        """Allow writing a sheet to those who may look at such records."""
        return bool(request.user.has_perm(f"{self.opts.app_label}.view_{self.opts.model_name}"))

    @action(description="Xuất ra Excel", url_path="export", icon="download", permissions=["export"])
    def export_excel(self, request: HttpRequest) -> HttpResponse:
        """Return the rows of the list, as it is filtered, as an Excel file."""
        return self._export(request, "xlsx")

    @action(description="Xuất ra CSV", url_path="export-csv", icon="download", permissions=["export"])
    def export_csv(self, request: HttpRequest) -> HttpResponse:
        """Return the rows of the list, as it is filtered, as a CSV file."""
        return self._export(request, "csv")

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Let the buttons that write a table keep the list's filters."""
        response = super().changelist_view(request, extra_context)
        asked = request.GET.urlencode()
        buttons = (getattr(response, "context_data", None) or {}).get("actions_list") or ()
        for entry in buttons if asked else ():
            for item in entry.get("items", ()):
                item["path"] += f"?{asked}"
        return response

    def _export(self, request: HttpRequest, ending: str) -> HttpResponse:
        if not self.has_export_permission(request):
            raise PermissionDenied
        if PARAMETER in request.GET:  # the list would take the day for a filter
            chosen_day(request)
            return HttpResponseRedirect(without_day(request.get_full_path()))
        table, chosen = self.table(request), FORMATS[ending]
        try:
            rows = table.out(self.get_changelist_instance(request).queryset)
        except IncorrectLookupParameters:
            return HttpResponseRedirect(f"{self._list_page()}?{ERROR_FLAG}=1")
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return HttpResponseRedirect(f"{self._list_page()}?{request.GET.urlencode()}")
        name = f"{table.file_name}-{today().isoformat()}.{ending}"
        return HttpResponse(
            chosen.written(rows, table.guides()),
            content_type=chosen.media_type,
            headers={
                "Content-Disposition": f'attachment; filename="{name}"',
                "X-Content-Type-Options": "nosniff",
            },
        )

    def _list_page(self) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")


class ExcelInOut(ExcelOut):
    """Adds reading of a table too."""

    actions_list: Any = (EXCEL_ACTIONS,)

    def has_import_permission(self, request: HttpRequest) -> bool:
        """Allow reading a sheet to those who may add such records."""
        return bool(request.user.has_perm(f"{self.opts.app_label}.add_{self.opts.model_name}"))

    @action(description="Nhập từ Excel, CSV", url_path="import", icon="upload", permissions=["import"])
    def import_table(self, request: HttpRequest) -> HttpResponse:
        """Read a sheet, show what it would write, and write it once that is confirmed."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        table = self.table(request)
        context: dict[str, Any] = {"form": SheetForm()}
        if request.method == "POST" and "token" in request.POST:
            try:
                done = self._write(request, table)
            except ValidationError as error:
                context["refused"] = error.messages
            else:
                if not done.problems:
                    messages.success(
                        request, f"Đã ghi {len(done.changes)} chỗ mới; {done.unchanged} dòng không đổi."
                    )
                    return HttpResponseRedirect(self._list_page())
                context["reading"] = done
        elif request.method == "POST":
            context |= self._checked(request, table)
        return self._page(request, table, context)

    def _checked(self, request: HttpRequest, table: Table) -> dict[str, Any]:
        form = SheetForm(request.POST, request.FILES)
        if not form.is_valid():
            return {"form": form}
        upload = form.cleaned_data["file"]
        try:
            data = upload.read()
            reading = table.check(read_table(upload.name, data))
        except ValidationError as error:
            form.add_error("file", error)
            return {"form": form}
        found: dict[str, Any] = {"form": SheetForm(), "reading": reading, "sheet_name": upload.name}
        if reading.changes and not reading.problems:
            found["token"] = self._keep(request, upload.name, data)
        return found

    def _keep(self, request: HttpRequest, name: str, data: bytes) -> str:
        """Put a checked sheet aside, and return what opens it again to the same person on the same page."""
        storage = private_storage()
        _forget_old(Path(storage.path(FOLDER)))
        ending = name.rpartition(".")[2].lower()
        kept = storage.save(f"{FOLDER}/{uuid.uuid4().hex}.{ending}", ContentFile(data))
        return signing.dumps([kept, request.user.pk, self.opts.label_lower], salt=SALT)

    def _write(self, request: HttpRequest, table: Table) -> Reading:
        try:
            kept, person, model = signing.loads(request.POST["token"], salt=SALT, max_age=WAITS)
        except signing.BadSignature as error:
            raise ValidationError("Đã quá lâu: xin chọn lại tệp.") from error
        if (person, model) != (request.user.pk, self.opts.label_lower):
            raise PermissionDenied
        storage = private_storage()
        if not storage.exists(kept):
            raise ValidationError("Tệp này đã được ghi rồi, hoặc đã quá lâu: xin chọn lại tệp.")
        with storage.open(kept) as stream:
            done = table.write(read_table(kept, stream.read()))
        storage.delete(kept)
        return done

    def _page(self, request: HttpRequest, table: Table, context: dict[str, Any]) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": f"Nhập từ Excel, CSV: {self.opts.verbose_name_plural}",
            "opts": self.opts,
            "back": self._list_page(),
            "columns": table.columns,
            "help": table.help,
            "media": self.media,
            "shown": SHOWN,
            **context,
        }
        return TemplateResponse(request, "admin/parks/import.html", context)


def _forget_old(folder: Path) -> None:
    """Remove sheets that nobody confirmed in time."""
    for file in folder.glob("*") if folder.is_dir() else ():
        if file.stat().st_mtime < time.time() - WAITS:
            file.unlink(missing_ok=True)
