"""Three lists to be worked through: where sources disagree, which figures are old, which names nobody has confirmed."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from parks import worklists
from parks.admin import show
from parks.admin.acts import NEXT
from parks.admin.days import day_context, without_day
from parks.days import PARAMETER, chosen_day
from parks.evidence import FactLike, is_stale
from parks.models import PlanningArea, Site, Status
from parks.places import sites_at, units_named
from parks.quantities import QUANTITIES
from parks.remits import sites_within

ROWS = 100
Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class WorkList:
    """One list: its address, what it is called, what to do with it, who may read it, and its rows."""

    name: str
    title: str
    intro: str
    nothing: str
    permission: str
    template: str
    rows: Callable[[datetime.date, QuerySet[Site]], Rows]


def _figure(fact: FactLike, on: datetime.date) -> dict[str, Any]:
    return {
        "fact": fact,
        "label": QUANTITIES[fact.quantity].label_vi,
        "text": show.figure(fact),
        "when": show.when(fact.as_of),
        "stale": is_stale(fact, on),
    }


def _disagreements(on: datetime.date, sites: QuerySet[Site]) -> Rows:
    return [
        {
            "site": each.site,
            "label": QUANTITIES[each.chosen.fact.quantity].label_vi,
            "why": show.REASONS[each.chosen.reason],
            "figures": [_figure(fact, on) for fact in each.figures],
        }
        for each in worklists.disagreements(on, sites)
    ]


def _stale(on: datetime.date, sites: QuerySet[Site]) -> Rows:
    return [
        {
            "site": each.site,
            "figure": _figure(each.fact, on),
            "keeps": QUANTITIES[each.fact.quantity].shelf_life_years,
            "asked": urlencode({"site": each.site.code, "quantity": each.fact.quantity}),
        }
        for each in worklists.stale(on, sites)
    ]


def _unconfirmed(on: datetime.date, sites: QuerySet[Site]) -> Rows:
    return [
        {
            "site": each.site,
            "stage": Status.Stage(each.stage).label if each.stage else "chưa rõ",
            "sources": each.sources,
        }
        for each in worklists.unconfirmed(on, sites)
    ]


LISTS = {
    each.name: each
    for each in (
        WorkList(
            "worklist_disagreements",
            "Nguồn nói khác nhau",
            "Mỗi đại lượng dưới đây có ít nhất hai nguồn dùng được nói khác nhau. Chọn dùng số nào thì ghi lý do; số ghi sai thì"
            " rút lại. Chọn xong, đại lượng ra khỏi danh sách.",
            "Không còn đại lượng nào có nguồn nói khác nhau mà chưa ai chọn.",
            "parks.view_fact",
            "disagreements",
            _disagreements,
        ),
        WorkList(
            "worklist_stale",
            "Số liệu đã cũ",
            "Số liệu đang dùng mà đã quá thời hạn giữ của đại lượng, cũ nhất ở trên, không ghi ngày ở cuối. Hỏi lại rồi ghi số"
            " mới: số cũ vẫn còn trong lịch sử.",
            "Không có số liệu nào đang dùng mà đã cũ.",
            "parks.view_fact",
            "stale",
            _stale,
        ),
        WorkList(
            "worklist_unconfirmed",
            "Chưa xác nhận tên gọi",
            "Khu, cụm dưới đây chưa chắc là khu, cụm mà các văn bản nói đến, nên chưa được giới thiệu cho nhà đầu tư. Xác nhận"
            " kèm nguồn.",
            "Mọi khu, cụm đều đã xác nhận tên gọi.",
            "parks.view_site",
            "unconfirmed",
            _unconfirmed,
        ),
    )
}


def disagreements(request: HttpRequest) -> HttpResponse:
    """Show where sources disagree."""
    return _page(request, LISTS["worklist_disagreements"])


def stale(request: HttpRequest) -> HttpResponse:
    """Show which figures are old."""
    return _page(request, LISTS["worklist_stale"])


def unconfirmed(request: HttpRequest) -> HttpResponse:
    """Show which names nobody has confirmed."""
    return _page(request, LISTS["worklist_unconfirmed"])


def _page(request: HttpRequest, chosen: WorkList) -> HttpResponse:
    if not request.user.has_perm(chosen.permission):
        raise PermissionDenied
    day = chosen_day(request)
    if PARAMETER in request.GET:
        return HttpResponseRedirect(without_day(request.get_full_path()))
    sites, problem = _narrowed(request)
    rows = chosen.rows(day, sites)
    pages = Paginator(rows, ROWS)
    may = request.user.has_perm
    context = {
        **admin.site.each_context(request),
        **day_context(request),
        "title": chosen.title,
        "list": chosen,
        "rows_template": f"admin/parks/worklists/{chosen.template}.html",
        "page": pages.get_page(request.GET.get("p")),
        "problem": problem,
        "areas": PlanningArea.objects.order_by("name_vi"),
        "kinds": Site.Kind.choices,
        "asked": {key: request.GET.get(key, "") for key in ("area", "kind", "place")},
        "narrowed": any(request.GET.get(key) for key in ("area", "kind", "place")),
        "own": set(sites_within(request.user).values_list("pk", flat=True)),
        "may_judge": may("parks.change_fact"),
        "may_add": may("parks.add_fact"),
        "may_confirm": may("parks.change_site"),
        "back": urlencode({NEXT: request.get_full_path()}),
        "address": reverse(chosen.name),
        "others": {key: value for key, value in request.GET.items() if key != "p"},
    }
    return TemplateResponse(request, "admin/parks/worklists/page.html", context)


def _narrowed(request: HttpRequest) -> tuple[QuerySet[Site], str]:
    """Return the sites that the filters leave, and what is wrong with a filter; such a one leaves nothing."""
    sites, problem = Site.objects.all(), ""
    place = request.GET.get("place", "").strip()
    if place and not units_named(place):
        sites, problem = (
            Site.objects.none(),
            f"Không có địa bàn cũ hay mới nào tên “{place}”: xin xem lại tên.",
        )
    elif place:
        sites = sites.filter(pk__in=sites_at(place).values("pk"))
    if request.GET.get("area"):
        sites = sites.filter(planning_area__code=request.GET["area"])
    if request.GET.get("kind"):
        sites = sites.filter(kind=request.GET["kind"])
    return sites, problem
