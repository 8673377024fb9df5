"""The seven fields of smart-factory technology; every retrofit belongs to one of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """One of the seven fields of smart-factory technology, and the category it belongs to."""

    category: str
    en: str
    ko: str


AUTOMATION, CONNECTION = "automation-devices", "connection-devices"
INFORMATION, INTELLIGENCE = "information-solutions", "intelligent-services"

# The four categories and seven fields of the Ministry of SMEs and Startups, October 2024.
FIELDS: dict[str, Field] = {
    "machine-vision": Field(AUTOMATION, "Identification and machine vision", "식별시스템·머신비전"),
    "communication": Field(CONNECTION, "Communication equipment", "통신네트워크장비"),
    "controller": Field(CONNECTION, "Controllers", "제어 컨트롤러"),
    "production-management": Field(INFORMATION, "Production management", "생산관리시스템"),
    "logistics-management": Field(INFORMATION, "Logistics management", "물류관리시스템"),
    "digital-twin": Field(INTELLIGENCE, "Digital twin", "디지털트윈"),
    "data-ai": Field(INTELLIGENCE, "Manufacturing data and AI", "제조 빅데이터·AI"),
}
