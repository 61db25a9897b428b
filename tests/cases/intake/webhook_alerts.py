"""Docket alerts as CourtListener posts them, of cases of our own."""

import json
from typing import Any


def entry(number: int | None = 44, **fields: Any) -> dict[str, Any]:
    """With the fields that CourtListener sends, of an order that denies a motion."""
    return {
        "id": 466316702,
        "docket": 70691920,
        "date_filed": "2026-05-26",
        "time_filed": "13:19:24",
        "description": "ORDER DENYING 30 Motion to Dismiss Case.",
        "entry_number": number,
        "recap_sequence_number": "2026-05-26.001",
        "pacer_sequence_number": 100 + (number or 0),
        "recap_documents": [
            {
                "document_number": str(number),
                "attachment_number": None,
                "pacer_doc_id": f"0310456{number}",
                "document_type": 1,
                "description": "Order on Motion to Dismiss",
                "is_available": False,
                "is_sealed": None,
            }
        ],
        **fields,
    }


def alert(*entries: dict[str, Any], **webhook: Any) -> bytes:
    about = {"version": 2, "event_type": 1, "deprecation_date": None, **webhook}
    return json.dumps({"webhook": about, "payload": {"results": entries}}).encode()
