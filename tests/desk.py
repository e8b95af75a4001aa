"""Rows for every list of the desk, each about another site, project, investor and person: as many as a test asks for.

The catalogue gives sites, figures and code lists; `furnish` adds what officers write. A new kind of record gets its
line here; `tests/test_list_queries.py` says so when one is missing.
"""

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.auth.models import Group, User
from django.db.models import Model
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from investors.models import (
    CaseMember,
    Conversation,
    Enquiry,
    Investor,
    Offer,
    Project,
    ProjectFile,
    ProjectHold,
    ProjectLine,
    StageChange,
)
from matching import appending
from matching.keeping import match_project
from matching.models import MatchRun, Override, Reply, RulesetDraft, RulesetVersion
from parks.models import Hold, Plot, Remit, Sector, Site, Source, SourceFile
from partners.models import Attempt, Delivery, Partner, PartnerKey, Webhook

TODAY = datetime.date(2026, 11, 24)
FILE = {"media_type": "application/pdf", "size": 9, "sha256": "0" * 64}


class Desk:
    """What the desk holds: `count` rows of each kind, the nth of each about the nth of the others."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.sites = list(Site.objects.order_by("-kind", "code"))
        self.sources = list(Source.objects.order_by("code"))
        self.users = self._many(
            User, lambda n: {"username": f"can-bo-{n}", "first_name": f"Lan {n}", "is_staff": True}
        )
        self._many(Group, lambda n: {"name": f"Nhóm {n}"})
        self.investors = self._many(Investor, self._investor)
        self.projects = self._many(Project, self._project)
        self._cases()
        self._land()
        self._runs()
        self._partners()
        self._log_ins()

    def _many(self, model: type[Model], row: Callable[[int], dict[str, Any]]) -> list[Any]:
        rows = [model(**row(n)) for n in range(self.count)]
        if hasattr(model, "history"):
            return bulk_create_with_history(rows, model)
        return model._default_manager.bulk_create(rows)

    def site(self, n: int) -> Site:
        """Return the nth site, parks first, round again after the last."""
        return self.sites[n % len(self.sites)]

    def source(self, n: int) -> Source:
        """Return the nth source."""
        return self.sources[n % len(self.sources)]

    def _investor(self, n: int) -> dict[str, Any]:
        return {
            "name": f"Hàn Việt {n}",
            "nationality": "KR",
            "confidential": n % 3 == 2,
            "created_by": self.users[n],
            "search_text": f"han viet {n}",
        }

    def _project(self, n: int) -> dict[str, Any]:
        return {
            "name": f"Thấu kính {n}",
            "investor": self.investors[n],
            "owner": self.users[n],
            "capital_amount": Decimal(n + 1),
            "capital_currency": "USD",
            "search_text": f"thau kinh {n}",
        }

    def _cases(self) -> None:
        sectors = list(Sector.objects.filter(edition="2018", level=4)[: self.count]) or list(
            Sector.objects.all()[:1]
        )
        passed = {"channel": "phone", "next_step": "gọi lại", "deadline": TODAY}
        self._many(
            ProjectLine,
            lambda n: {"project": self.projects[n], "position": 1, "sector": sectors[n % len(sectors)]},
        )
        self._many(CaseMember, lambda n: {"project": self.projects[n], "user": self.users[n]})
        self._many(
            StageChange,
            lambda n: {"project": self.projects[n], "to_stage": "screening", "changed_by": self.users[n]},
        )
        self._many(
            Conversation,
            lambda n: {"project": self.projects[n], "by": self.users[n], "summary": "đã hỏi", **passed},
        )
        self._many(
            Offer,
            lambda n: {"project": self.projects[n], "site": self.site(n), "by": self.users[n], **passed},
        )
        self.enquiries = self._many(
            Enquiry,
            lambda n: {
                "text": f"Xin {n + 1} ha",
                "sender_name": f"Kim {n}",
                "investor": self.investors[n],
                "project": self.projects[n],
                "owner": self.users[n],
                "created_by": self.users[n],
                "search_text": f"kim {n}",
            },
        )
        self._many(
            ProjectFile,
            lambda n: {
                "project": self.projects[n],
                "paper": "letter",
                "file": f"projectfile/{n}.pdf",
                "name": f"thư {n}.pdf",
                "uploaded_by": self.users[n],
                **FILE,
            },
        )

    def _land(self) -> None:
        self._many(Remit, lambda n: {"user": self.users[n]})
        self._many(
            SourceFile,
            lambda n: {
                "source": self.source(n),
                "file": f"sourcefile/{n}.pdf",
                "name": f"văn bản {n}.pdf",
                "uploaded_by": self.users[n],
                **FILE,
            },
        )
        self._many(
            Plot,
            lambda n: {
                "code": f"lo-{n}",
                "site": self.site(n),
                "name": f"CN-{n}",
                "area_ha": 2,
                "state": "free",
                "as_of": "2026",
                "counts_from": datetime.date(2026, 1, 1),
                "source": self.source(n),
                "grade": "sourced",
                "recorded_by": self.users[n],
            },
        )
        holds = self._many(
            Hold,
            lambda n: {"site": self.site(n), "area_ha": 1, "state": "queued", "asked_by": self.users[n]},
        )
        self._many(ProjectHold, lambda n: {"hold": holds[n], "project": self.projects[n]})

    def _runs(self) -> None:
        first = match_project(project=self.projects[0], user=self.users[0])
        copied = ("on", "ruleset", "engine_version", "data_version", "sites", "inputs", "answer")
        same = {name: getattr(first, name) for name in copied}
        self.runs = [
            MatchRun(created_by=self.users[n], project=self.projects[n], **same) for n in range(self.count)
        ]
        appending.append(self.runs)
        self._many(
            Reply,
            lambda n: {
                "run": self.runs[n],
                "enquiry": self.enquiries[n],
                "language": "vi",
                "site_codes": [self.site(n).code],
                "text": "Kính gửi ông, bà",
                "made_by": self.users[n],
                "expires_on": TODAY + datetime.timedelta(days=60),
            },
        )
        ranked = first.answer["sites"][:2]
        best, second = (Site.objects.get(code=one["site"]) for one in ranked)
        self._many(
            Override,
            lambda n: {
                "run": self.runs[n],
                "project": self.projects[n],
                "first": best,
                "site": second,
                "rule_class": "lower",
                "rank": ranked[1]["rank"],
                "reason": f"nhà đầu tư đã khảo sát {n}",
                "made_by": self.users[n],
            },
        )
        drafts = self._many(
            RulesetVersion,
            lambda n: {
                "version": f"9999.{n}",
                "effective_from": datetime.date(2027, 1, 1),
                "document": first.ruleset.document,
                "digest": first.ruleset.digest,
            },
        )
        self._many(
            RulesetDraft,
            lambda n: {"ruleset": drafts[n], "based_on": first.ruleset, "drafted_by": self.users[n]},
        )

    def _partners(self) -> None:
        partners = self._many(
            Partner,
            lambda n: {"name": f"Cổng {n}", "contact": f"cong{n}@example.vn", "scopes": "read match runs"},
        )
        self._many(
            PartnerKey,
            lambda n: {
                "partner": partners[n],
                "name": "máy chủ",
                "beginning": "tn_12345678",
                "digest": f"{n:064}",
                "scopes": "read match",
                "expires_at": timezone.now() + datetime.timedelta(days=30),
                "made_by": self.users[n],
                "place": 1,
            },
        )

        webhooks = self._many(
            Webhook,
            lambda n: {
                "partner": partners[n],
                "name": f"máy chủ {n}",
                "url": f"https://cong{n}.example.vn/webhook",
                "types": "site.created fact.created" if n % 2 else "",
                "secret": b"x",
                "position": 0,
                "made_with": None,
            },
        )
        deliveries = self._many(
            Delivery,
            lambda n: {"webhook": webhooks[n], "type": "fact.created", "body": '{"type": "fact.created"}'},
        )
        self._many(
            Attempt,
            lambda n: {
                "delivery": deliveries[n],
                "at": timezone.now(),
                "milliseconds": 50,
                "status": 503,
                "error": "status",
            },
        )

    def _log_ins(self) -> None:
        seen = {
            "user_agent": "x",
            "http_accept": "x",
            "path_info": "/admin/login/",
            "attempt_time": timezone.now(),
        }
        self._many(AccessLog, lambda n: {"username": f"can-bo-{n}", "ip_address": "127.0.0.1", **seen})
        self._many(AccessFailureLog, lambda n: {"username": f"can-bo-{n}", "ip_address": "127.0.0.1", **seen})
        failed = {"get_data": "", "post_data": "", "failures_since_start": 1}
        self._many(
            AccessAttempt, lambda n: {"username": f"can-bo-{n}", "ip_address": "127.0.0.1", **seen, **failed}
        )


def furnish(count: int) -> Desk:
    """Write `count` rows of everything that officers write."""
    return Desk(count)
