"""How the officers' admin is called and arranged: names, colours and the sidebar."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse

# Group, then (model or work list, icon); a group shows what the officer may view.
SIDEBAR: dict[str, tuple[tuple[str, str], ...]] = {
    "Khu, cụm công nghiệp": (
        ("parks.site", "factory"),
        ("site_map", "map"),
        ("parks.hold", "lock_clock"),
        ("parks.plot", "crop_square"),
        ("parks.fact", "straighten"),
        ("parks.status", "timeline"),
        ("parks.orientation", "explore"),
        ("parks.tenant", "apartment"),
    ),
    "Hồ sơ dự án": (
        ("investors.enquiry", "mark_email_unread"),
        ("matching.reply", "outgoing_mail"),
        ("investors.project", "assignment"),
        ("investors.investor", "handshake"),
        ("investor_duplicates", "join_inner"),
        ("investors.conversation", "forum"),
        ("investors.offer", "add_location"),
    ),
    "Báo cáo": (("report", "summarize"),),
    "Cần làm rõ": (
        ("worklist_disagreements", "balance"),
        ("worklist_stale", "history"),
        ("worklist_unconfirmed", "help"),
        ("worth_asking", "contact_support"),
    ),
    "Đối sánh": (
        ("matching.matchrun", "leaderboard"),
        ("matching.override", "alt_route"),
        ("allocation", "grid_on"),
        ("matching.rulesetversion", "gavel"),
    ),
    "Danh mục": (
        ("parks.source", "menu_book"),
        ("parks.sector", "category"),
        ("parks.planningarea", "map"),
        ("parks.adminunit", "location_city"),
        ("parks.node", "hub"),
    ),
    "Hệ thống": (
        ("auth.user", "person"),
        ("auth.group", "group"),
        ("parks.remit", "badge"),
        ("partners.partner", "key"),
        ("partners.webhook", "webhook"),
        ("partners.delivery", "outbox"),
        ("axes.accesslog", "login"),
    ),
}
# Pages of their own: title, permission.
PAGES = {
    "site_map": ("Bản đồ", "parks.view_site"),
    "allocation": ("Phân bổ đất", "investors.view_project"),
    "worth_asking": ("Số liệu đáng hỏi nhất", "investors.view_project"),
    "investor_duplicates": ("Nhà đầu tư có thể trùng", "investors.view_investor"),
    "report": ("Báo cáo tuần, quý", "investors.view_project"),
}


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the sidebar for one officer."""
    from django.contrib import admin

    from parks.admin.worklists import LISTS

    pages = {**PAGES, **{name: (each.title, each.permission) for name, each in LISTS.items()}}
    groups = []
    for title, models in SIDEBAR.items():
        items = []
        for label, icon in models:
            if page := pages.get(label):
                if request.user.has_perm(page[1]):
                    items.append(_entry(page[0], icon, reverse(label)))
                continue
            model = next((each for each in admin.site._registry if each._meta.label_lower == label), None)
            if model is None or not admin.site._registry[model].has_view_permission(request):
                continue
            name = str(model._meta.verbose_name_plural)
            link = reverse(f"admin:{label.replace('.', '_')}_changelist")
            items.append(_entry(name[:1].upper() + name[1:], icon, link))
        groups.append(
            {"title": title, "items": items, "badge": None, "collapsible": False, "separator": False}
        )
    return groups


def _entry(title: str, icon: str, link: str) -> dict[str, Any]:
    """Return a line of the sidebar with all that its template asks for: a page is sooner written without misses."""
    return {"title": title, "icon": icon, "link": link, "link_callback": None, "badge": None}


UNFOLD = {
    "SITE_TITLE": "Xúc tiến đầu tư Thái Nguyên",
    "SITE_HEADER": "Xúc tiến đầu tư",
    "SITE_SUBHEADER": "tỉnh Thái Nguyên",
    "SITE_SYMBOL": "factory",
    "SITE_URL": "/",
    "ENVIRONMENT": "parks.admin.days.badge",
    "BORDER_RADIUS": "6px",
    "SHOW_BACK_BUTTON": True,
    "DASHBOARD_CALLBACK": "matching.admin.dashboard.dashboard",
    "STYLES": [
        lambda request: static("parks/admin.css"),
        lambda request: static("parks/land.css"),
        lambda request: static("parks/desk.css"),
        lambda request: static("parks/map.css"),
        lambda request: static("matching/papers.css"),
        lambda request: static("matching/home.css"),
    ],
    "SCRIPTS": [lambda request: static("parks/desk.js")],
    "SIDEBAR": {"show_search": False, "show_all_applications": False, "navigation": navigation},
    "COLORS": {
        "primary": {
            "50": "oklch(97.7% .014 236.6)",
            "100": "oklch(95.1% .026 236.8)",
            "200": "oklch(90.1% .058 230.9)",
            "300": "oklch(82.8% .111 230.3)",
            "400": "oklch(74.6% .16 232.7)",
            "500": "oklch(60% .14 240)",
            "600": "oklch(50% .134 242.7)",
            "700": "oklch(44.3% .11 240.8)",
            "800": "oklch(39.1% .09 240.9)",
            "900": "oklch(34% .075 241)",
            "950": "oklch(29.3% .066 243.2)",
        }
    },
}
