"""The graph's rows for up to a thousand imported cases, written in one transaction."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, LiteralString

from netsvc.directory.model import OFFICE_HOURS
from netsvc.graph.driver import Graph, Tx
from netsvc.graph.moments import with_texts
from netsvc.identity.pseudonyms import Pseudonyms
from netsvc.importers import incident_graph as cypher
from netsvc.importers.incidents import Incident
from netsvc.importers.mapping import LogMapping

BATCH_SECONDS = 60.0


class Batch:
    """Rows of up to a thousand cases, written in one transaction."""

    def __init__(self, mapping: LogMapping, pseudonyms: Pseudonyms, run: str) -> None:
        self.mapping = mapping
        self.run = run
        self._pseudonyms = pseudonyms
        self.frontline = f"{mapping.name}:frontline"
        self.handovers = self.bounces = self.reopened = self.left_alone = 0
        self._units: dict[str, dict[str, Any]] = {
            self.frontline: {
                "id": self.frontline,
                "fi": "Etulinja",
                "sv": "Kundmottagning",
                "en": "Frontline",
            }
        }
        self._experts: dict[str, dict[str, Any]] = {}
        self._areas: dict[str, dict[str, Any]] = {}
        self._types: dict[str, dict[str, Any]] = {}
        self._customers: set[str] = set()
        self._cases: list[dict[str, Any]] = []
        self._links: dict[LiteralString, list[dict[str, str]]] = {
            cypher.CUSTOMER_OF: [],
            cypher.ABOUT: [],
            cypher.OPENED_BY: [],
            cypher.RESOLVED_BY: [],
            cypher.RESOLVED_IN: [],
        }
        self._legs: list[dict[str, Any]] = []

    @property
    def size(self) -> int:
        return len(self._cases)

    def add(self, incident: Incident) -> None:
        mapping = self.mapping
        self.handovers += len(incident.legs)
        self.bounces += sum(leg.bounced for leg in incident.legs)
        self.reopened += incident.reopened > 0
        case = f"{mapping.name}:case:{incident.case}"
        self._cases.append(
            {
                "id": case,
                "properties": {
                    "id": case,
                    "number": f"{mapping.name}/{incident.case}",
                    "state": incident.state,
                    "words": incident.words,
                    "language": mapping.language.value,
                    "channel": incident.channel,
                    "openedAt": incident.opened_at,
                    "resolvedAt": incident.resolved_at,
                    "closedAt": incident.closed_at,
                    "reopenCount": incident.reopened,
                    "location": incident.location,
                    "source": mapping.source,
                    "importRun": self.run,
                },
            }
        )
        if incident.customer is not None:
            customer = self._pseudonyms.customer(incident.customer, mapping.source)
            self._customers.add(customer)
            self._link(cypher.CUSTOMER_OF, case, customer)
        issue_type = self._issue_type(incident)
        if issue_type is not None:
            self._link(cypher.ABOUT, case, issue_type)
        if incident.opener is not None:
            self._link(cypher.OPENED_BY, case, self._expert("opener", "AGENT", incident.opener))
        if incident.resolved_at is not None:
            if incident.resolver is not None:
                resolver = self._expert("resolver", "EXPERT", incident.resolver)
                self._link(cypher.RESOLVED_BY, case, resolver)
            if incident.unit is not None:
                self._link(cypher.RESOLVED_IN, case, self._unit(incident.unit))
        elif incident.unit is not None:
            self._unit(incident.unit)
        for index, leg in enumerate(incident.legs):
            self._legs.append(
                {
                    "id": f"{case}/leg/{index + 1}",
                    "case": case,
                    "from_unit": self._unit(leg.from_unit),
                    "to_unit": self._unit(leg.to_unit),
                    "at": leg.at,
                    "bounced": leg.bounced,
                    "state": "FORWARDED" if leg.bounced else "ACCEPTED",
                }
            )

    def _link(self, statement: LiteralString, case: str, other: str) -> None:
        self._links[statement].append({"id": case, "other": other})

    def _unit(self, value: str) -> str:
        identity = f"{self.mapping.name}:unit:{value}"
        if identity not in self._units:
            self._units[identity] = {"id": identity, **asdict(self.mapping.label("unit", value))}
        return identity

    def _expert(self, kind: str, role: str, value: str) -> str:
        identity = f"{self.mapping.name}:{kind}:{value}"
        name = self.mapping.label(kind, value).in_language(self.mapping.language)
        self._experts[identity] = {"id": identity, "name": name, "role": role}
        return identity

    def _issue_type(self, incident: Incident) -> str | None:
        area = incident.area
        broader = None
        if area is not None:
            broader = f"{self.mapping.name}:area:{area}"
            names = asdict(self.mapping.label("area", area))
            self._areas[broader] = {"id": broader, "broader": None, **names}
        if incident.issue_type is None:
            return broader
        # A subcategory's number may stand below several categories: the pair is the issue type.
        identity = f"{self.mapping.name}:type:{area or ''}/{incident.issue_type}"
        names = asdict(self.mapping.label("issue_type", incident.issue_type))
        self._types[identity] = {"id": identity, "broader": broader, **names}
        return identity

    async def write(self, graph: Graph) -> None:
        """Write what was added; nothing of it is there unless all of it is."""
        await graph.write(self._work, deadline=BATCH_SECONDS)

    async def _work(self, tx: Tx) -> None:
        mapping, source, run = self.mapping, self.mapping.source, self.run
        # One order of ids in every transaction, so that two imports can't lock each other out.
        units = [self._units[key] for key in sorted(self._units)]
        hours, zone = OFFICE_HOURS.to_json(), mapping.time_zone
        await tx.run(cypher.UNITS, rows=units, hours=hours, zone=zone, source=source, run=run)
        experts = [self._experts[key] for key in sorted(self._experts)]
        language = mapping.language.value
        await tx.run(cypher.EXPERTS, rows=experts, language=language, source=source, run=run)
        for types in (self._areas, self._types):
            rows = [types[key] for key in sorted(types)]
            await tx.run(cypher.ISSUE_TYPES, rows=rows, source=source, run=run)
        await tx.run(cypher.CUSTOMERS, ids=sorted(self._customers), source=source, run=run)
        ids = [row["id"] for row in self._cases]
        acted = await tx.run(cypher.ACTED_ON, ids=ids, source=source, run=run)
        # set, not added to: a transaction may run again
        self.left_alone = len(acted)
        alone = {row["id"] for row in acted}
        cases = [row for row in self._cases if row["id"] not in alone]
        await tx.run(cypher.CLEAR_CASES, ids=[row["id"] for row in cases], source=source)
        await tx.run(cypher.CASES, rows=with_texts(cases), source=source, frontline=self.frontline)
        for statement, links in self._links.items():
            await tx.run(statement, rows=[row for row in links if row["id"] not in alone])
        legs = [row for row in self._legs if row["case"] not in alone]
        await tx.run(cypher.LEGS, rows=with_texts(legs), source=source)
