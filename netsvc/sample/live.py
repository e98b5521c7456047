"""A few offers that wait for an answer, so that inbox and desk are alive from the start."""

from __future__ import annotations

from datetime import date, timedelta

import orjson

from netsvc.directory.model import IssueType, Language
from netsvc.sample.calendar import moment
from netsvc.sample.history import ALPHABET, History
from netsvc.sample.model import CaseRow, ContactRow, HandoverRow
from netsvc.sample.routing import Staff

# receiver, sender, issue type, language, minute of the last day, note, packet values
OFFERS = (
    ("maija-korhonen", "aino-virtanen", "housing-allowance-rent-dwelling", "fi", 878,
     "Vuokra nousee ensi kuun alussa, sopimus on jo meillä.", ("2026-12-01", "845.00", "3")),
    ("maija-korhonen", "linnea-sandstrom", "housing-allowance-household", "sv", 913,
     "Sambon flyttar in vid månadsskiftet, kunden undrar hur bidraget ändras.",
     ("2026-12-01", "2")),
    ("jussi-makela", "aino-virtanen", "housing-allowance-income-change", "fi", 921,
     "Osa-aikatyö alkoi, palkkalaskelma tulossa.", ("1480.00", "2026-12-01")),
    ("henrik-lindholm", "linnea-sandstrom", "child-benefit-recipient", "sv", 899,
     "Föräldrarna flyttar isär, barnet bor hos mamman.", ("2026-12-15", "other", "7")),
    ("tuula-heikkinen", "aino-virtanen", "social-assistance-voucher", "fi", 930,
     "Lääkkeet tarvitaan tällä viikolla.", ("Lääkkeet, apteekki Oulussa", "2026-11-27")),
)  # fmt: skip


def add_waiting_offers(
    history: History,
    staff: Staff,
    types: dict[str, IssueType],
    customers: tuple[str, ...],
    until: date,
) -> None:
    """Append one open case with a cold offer for each of the people of the demo."""
    for index, (receiver, sender, type_id, language, minute, note, values) in enumerate(OFFERS):
        case = f"sw{index + 1:06}"
        issue_type = types[type_id]
        started = moment(until, minute)
        ended = started + timedelta(minutes=6)
        words = issue_type.examples.in_language(Language(language))
        packet = [
            {"name": field.name, "value": value}
            for field, value in zip(issue_type.packet_fields, values, strict=False)
        ]
        unit = staff.unit_of[sender]
        digits = "DEMQ" + "".join(ALPHABET[(index * 7 + step * 5) % 32] for step in range(4))
        history.cases.append(
            CaseRow(
                id=case,
                number=f"{digits[:4]}-{digits[4:]}",
                state="WAITING",
                words=words[index % len(words)],
                language=language,
                channel="PHONE",
                opened_at=started,
                resolved_at=None,
                closed_at=None,
                excluded_reason=None,
                excluded_at=None,
                customer=customers[index * 11],
                issue_type=type_id,
                opened_by=sender,
                opened_in=unit,
                resolved_by=None,
                resolved_in=None,
                owner=sender,
            )
        )
        history.contacts.append(
            ContactRow(
                id=f"{case}c1",
                case=case,
                customer=customers[index * 11],
                started_at=started,
                ended_at=ended,
                channel="PHONE",
                queue_seconds=140 + 35 * index,
                handled_by=sender,
                unit=unit,
            )
        )
        history.handovers.append(
            HandoverRow(
                id=f"{case}h1",
                case=case,
                kind="COLD",
                state="OFFERED",
                offered_at=ended,
                expires_at=None,
                decided_at=None,
                decline_reason=None,
                note=note,
                packet=orjson.dumps(packet).decode(),
                why="[]",
                bounced=False,
                sender=sender,
                receiver=receiver,
                from_unit=unit,
                to_unit=staff.unit_of[receiver],
                contact=None,
            )
        )
