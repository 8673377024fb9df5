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

# What a retrofit is within its field, as programmes and vendors call it: English and Korean.
SUBTYPES: dict[str, tuple[str, str]] = {
    "ai-vision": ("AI vision", "AI 비전"),
    "identification": ("identification", "식별시스템"),
    "ai-safety": ("AI safety", "AI 안전"),
    "robot": ("robot", "로봇"),
    "safety-device": ("safety device", "방호장치"),
    "fems": ("FEMS", "FEMS(에너지관리)"),
    "iot": ("sensors and network", "센서·통신(IoT)"),
    "mes": ("MES", "MES"),
    "lean": ("lean, no technology", "린 개선(무기술)"),
    "agv": ("AGV and AMR", "AGV·AMR"),
    "wms": ("warehouse and stock", "WMS·재고"),
    "predictive-maintenance": ("predictive maintenance", "예지보전"),
    "predictive-quality": ("predictive quality", "예측품질"),
    "process-ai": ("process AI", "공정 AI"),
    "scheduling": ("scheduling", "일정계획(APS)"),
    "what-if": ("what-if studies", "사전 검토"),
}
