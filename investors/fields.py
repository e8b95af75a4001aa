"""Form fields that keep apart what officers must keep apart: unknown, none, and these."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from unfold.widgets import (
    UnfoldAdminCheckboxSelectMultipleWidget,
    UnfoldAdminRadioSelectWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextInputWidget,
)

from investors.numbers import read_number, write_number
from parks.models import Node

UNKNOWN, NONE, SOME = "unknown", "none", "some"
STATES = [(UNKNOWN, "chưa biết"), (NONE, "không có"), (SOME, "có, gồm:")]
DISTANCE_ROWS = 3
NODE_KINDS = {
    "airport": "Sân bay",
    "seaport": "Cảng biển",
    "city_centre": "Thành phố",
    "border_gate": "Cửa khẩu",
    "rail_station": "Ga đường sắt",
}


class NumberField(forms.DecimalField):
    """A number typed the Vietnamese way; what was typed stays in the field when it is refused."""

    def __init__(self, *, whole: bool = False, **kwargs: Any) -> None:
        widget = UnfoldAdminTextInputWidget(attrs={"inputmode": "numeric" if whole else "decimal"})
        super().__init__(widget=widget, **kwargs)
        self.whole = whole

    def to_python(self, value: Any) -> Decimal | None:
        """Return the number; an empty field is not known."""
        if value in self.empty_values:
            return None
        return value if isinstance(value, Decimal) else read_number(str(value), self.whole)

    def prepare_value(self, value: Any) -> Any:
        """Show a stored number as it would be typed."""
        return write_number(value) if isinstance(value, Decimal | int) else value


class KnownListWidget(forms.MultiWidget):
    """Three states, and the codes of the third."""

    template_name = "investors/known_list.html"

    class Media:
        js = ("investors/known_list.js",)

    def __init__(self, choices: list[tuple[str, str]]) -> None:
        super().__init__(
            {
                "state": UnfoldAdminRadioSelectWidget(radio_style=1, choices=STATES),
                "codes": UnfoldAdminCheckboxSelectMultipleWidget(choices=choices),
            }
        )

    def decompress(self, value: list[str] | None) -> list[Any]:
        """Return the state and the codes of a stored list; null is not known, [] is none."""
        if value is None:
            return [UNKNOWN, []]
        return [SOME, value] if value else [NONE, []]

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """A sent value is already [state, codes]; a stored list of codes is not."""
        if not _is_sent(value):
            value = self.decompress(value)
        # MultiWidget takes any list for one that is already taken apart, and an empty list is one too.
        return super().get_context(name, value, attrs)


def _is_sent(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and isinstance(value[1], list)


class KnownListField(forms.Field):
    """A list of codes that may be unknown (null) or none ([])."""

    def __init__(self, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(required=False, widget=KnownListWidget(choices), **kwargs)
        self.codes = [code for code, _ in choices]

    def clean(self, value: Any) -> list[str] | None:
        """Return null, [] or the codes in the order of the vocabulary; refuse a contradiction."""
        state, chosen = value or (UNKNOWN, [])
        chosen = chosen or []
        if state not in (UNKNOWN, NONE, SOME):
            if chosen:
                raise ValidationError("Xin đánh dấu “có” rồi chọn các mục.", code="contradiction")
            return None
        if unknown := [code for code in chosen if code not in self.codes]:
            raise ValidationError(f"Không có mục {', '.join(unknown)}.", code="unknown_code")
        if state == SOME and not chosen:
            raise ValidationError(
                "Xin chọn ít nhất một mục, hoặc đánh dấu “không có”.", code="nothing_chosen"
            )
        if state != SOME and chosen:
            said = dict(STATES)[state]
            raise ValidationError(
                f"Đã đánh dấu “{said}” nhưng lại chọn mục: xin đánh dấu “có” hoặc bỏ các mục.",
                code="contradiction",
            )
        if state == UNKNOWN:
            return None
        return [code for code in self.codes if code in chosen]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare the list that was stored with the one that is meant now."""
        try:
            return bool(self.clean(data) != initial)
        except ValidationError:
            return True


class AnyOfWidget(UnfoldAdminCheckboxSelectMultipleWidget):
    """Boxes side by side."""

    template_name = "investors/any_of.html"


class AnyOfField(forms.MultipleChoiceField):
    """Codes of which any will do; none chosen means no restriction, and null and [] mean the same."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=AnyOfWidget(), **kwargs)

    def clean(self, value: Any) -> list[str] | None:
        """Return the codes, or null for no restriction."""
        return super().clean(value or []) or None

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Take null and [] as alike."""
        return super().has_changed(initial or [], data or [])


class DistancesWidget(forms.Widget):
    """A few rows of a node and the kilometres it may be away."""

    template_name = "investors/distances.html"

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[tuple[str, str]]:
        """Return the rows as sent."""
        return [
            (data.get(f"{name}_{row}_node", ""), data.get(f"{name}_{row}_km", "").strip())
            for row in range(DISTANCE_ROWS)
        ]

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Tell whether the form held the rows at all."""
        return f"{name}_0_km" not in data

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Make the rows from what is stored ({code: km}) or from what was sent."""
        context = super().get_context(name, value, attrs)
        rows = (
            [(code, write_number(Decimal(str(km)))) for code, km in value.items()]
            if isinstance(value, dict)
            else value
        )
        rows = [*(rows or []), *[("", "")] * DISTANCE_ROWS][:DISTANCE_ROWS]
        choices = node_choices()
        node, km = UnfoldAdminSelectWidget(choices=choices), UnfoldAdminTextInputWidget()
        context["rows"] = [
            (
                node.render(f"{name}_{row}_node", code, {"aria-label": "Đầu mối"}),
                km.render(f"{name}_{row}_km", distance, {"inputmode": "decimal", "aria-label": "Số km"}),
            )
            for row, (code, distance) in enumerate(rows)
        ]
        return context


class DistancesField(forms.Field):
    """The most kilometres to airports, ports, cities, by node code."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=DistancesWidget(), **kwargs)

    def clean(self, value: Any) -> dict[str, float] | None:
        """Return the kilometres by node; null where nothing is asked."""
        known = set(Node.objects.filter(latitude__isnull=False).values_list("code", flat=True))
        wanted: dict[str, float] = {}
        for code, km in value or []:
            if not code and not km:
                continue
            if not code or not km:
                raise ValidationError("Mỗi dòng ghi cả đầu mối và số km.", code="half")
            if code not in known or code in wanted:
                raise ValidationError("Mỗi đầu mối chọn một lần, trong danh sách.", code="node")
            number = read_number(km)
            if not 0 < number < 10_000:
                raise ValidationError("Số km phải lớn hơn 0 và nhỏ hơn 10000.", code="range")
            wanted[code] = int(number) if number == number.to_integral_value() else float(number)
        return wanted or None

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare what was stored with what is meant now."""
        try:
            return bool(self.clean(data) != (initial or None))
        except ValidationError:
            return True


def node_choices() -> list[tuple[str, Any]]:
    """Return the nodes that a distance can be measured to, by kind."""
    nodes = Node.objects.filter(kind__in=NODE_KINDS, latitude__isnull=False)
    by_kind: dict[str, list[tuple[str, str]]] = {}
    for node in nodes:
        by_kind.setdefault(node.kind, []).append((node.code, node.name_vi))
    return [
        ("", "Không giới hạn"),
        *((label, by_kind[kind]) for kind, label in NODE_KINDS.items() if kind in by_kind),
    ]
