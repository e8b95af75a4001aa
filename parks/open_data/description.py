"""Describes the files of the open data as DCAT (DCAT-AP 3, JSON-LD), with licence, size and checksum of each."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from parks.attributions import ATTRIBUTIONS
from parks.models import Change
from parks.open_data.datasets import Dataset
from parks.open_data.files import Sum, sums
from parks.open_data.tables import TABLES
from parks.open_data.writing import MEDIA_TYPES

PUBLISHER = {
    "vi": "Ban Quản lý các khu công nghiệp Thái Nguyên",
    "en": "Thai Nguyen Industrial Parks Authority",
}
_EU = "http://publications.europa.eu/resource/authority"
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_TITLE = {
    "vi": "Dữ liệu mở về khu, cụm công nghiệp Thái Nguyên",
    "en": "Open data on the industrial parks and clusters of Thái Nguyên",
}
_DESCRIPTION = {
    "vi": "Các bảng trọn vẹn của dữ liệu công khai, mỗi số liệu kèm nguồn, thời điểm và độ tin cậy.",
    "en": "Whole tables of the public data, each figure with source, date and grade.",
}


def described(address: str, number: int) -> dict[str, Any]:
    """Return the catalogue of all files under a version; ``address`` is that of this description itself."""
    changed = Change.objects.order_by("-pk").values_list("at", flat=True).first()
    known = sums(number)
    common = {
        "dct:publisher": {"@id": f"{address}#publisher"},
        "dct:language": [_reference(f"{_EU}/language/{code}") for code in ("VIE", "ENG")],
        "dct:spatial": _reference(f"{_EU}/country/VNM"),
        **({"dct:modified": _typed(changed.isoformat(timespec="seconds"), "dateTime")} if changed else {}),
    }
    return {
        "@context": _CONTEXT,
        "@id": address,
        "@type": "dcat:Catalog",
        "dct:title": _said(_TITLE),
        "dct:description": _said(_DESCRIPTION),
        **common,
        "dct:publisher": {
            "@id": f"{address}#publisher",
            "@type": "foaf:Agent",
            "foaf:name": _said(PUBLISHER),
        },
        "dct:license": _reference(settings.OPEN_DATA_LICENCE),
        "dcat:dataset": [_dataset(table, address, common, known) for table in TABLES.values()],
    }


def _dataset(
    table: Dataset, address: str, common: Mapping[str, Any], known: Mapping[tuple[str, str], Sum]
) -> dict[str, Any]:
    return {
        "@id": f"{address}#{table.name}",
        "@type": "dcat:Dataset",
        "dct:identifier": table.name,
        "dct:title": _said(table.title),
        "dct:description": _said(table.description),
        **common,
        "dcat:contactPoint": {"@type": "vcard:Organization", "vcard:fn": PUBLISHER["vi"]},
        "dcat:theme": [_reference(f"{_EU}/data-theme/ECON")],
        "dct:accrualPeriodicity": _reference(f"{_EU}/frequency/IRREG"),
        "dct:accessRights": _reference(f"{_EU}/access-right/PUBLIC"),
        "dcat:distribution": [
            _distribution(f"{address}/{table.name}.{form}", form, known[table.name, form])
            for form in table.formats
        ],
    }


def _distribution(address: str, form: str, known: Sum) -> dict[str, Any]:
    media_type = MEDIA_TYPES[form].partition(";")[0]
    return {
        "@id": address,
        "@type": "dcat:Distribution",
        "dct:title": _said({"vi": form.upper(), "en": form.upper()}),
        "dcat:accessURL": _reference(address),
        "dcat:downloadURL": _reference(address),
        "dct:format": _reference(f"{_EU}/file-type/{form.upper()}"),
        "dcat:mediaType": _reference(f"https://www.iana.org/assignments/media-types/{media_type}"),
        "dcat:byteSize": _typed(str(known.size), "nonNegativeInteger"),
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": _reference("http://spdx.org/rdf/terms#checksumAlgorithm_sha256"),
            "spdx:checksumValue": _typed(known.sha256, "hexBinary"),
        },
        "dct:license": _reference(settings.OPEN_DATA_LICENCE),
        "dct:rights": {"@type": "dct:RightsStatement", "dct:description": list(ATTRIBUTIONS)},
    }


def _reference(address: str) -> dict[str, str]:
    return {"@id": address}


def _typed(value: str, kind: str) -> dict[str, str]:
    return {"@value": value, "@type": f"xsd:{kind}"}


def _said(texts: Mapping[Any, str]) -> list[dict[str, str]]:
    return [{"@value": text, "@language": language} for language, text in texts.items()]
