"""The units of the fictional National Benefits Institution and what they are responsible for."""

from __future__ import annotations

from typing import NamedTuple

from netsvc.directory.model import OFFICE_HOURS, IssueType, LocalText, WorkingHours

# Round the clock, so that the desk is alive whenever somebody tries it.
ALWAYS = WorkingHours(((("00:00", "24:00"),),) * 7).to_json()
OFFICE = OFFICE_HOURS.to_json()
SECOND_LINE = "service-second-line"


class UnitPlan(NamedTuple):
    """A unit before it is staffed; ``swedish`` is the share of people who serve in Swedish."""

    id: str
    name: LocalText
    parent: str | None
    hours: str
    agents: int
    experts: int
    swedish: float


def _unit(
    identity: str,
    names: tuple[str, str, str],
    parent: str | None,
    hours: str = OFFICE,
    *,
    agents: int = 0,
    experts: int = 0,
    swedish: float = 0.25,
) -> UnitPlan:
    return UnitPlan(identity, LocalText(*names), parent, hours, agents, experts, swedish)


UNITS = (
    _unit("service", ("Asiakaspalvelu", "Kundservice", "Customer service"), None, ALWAYS),
    _unit(
        "service-helsinki",
        ("Helsingin yhteyskeskus", "Kontaktcentret i Helsingfors", "Helsinki contact centre"),
        "service",
        ALWAYS,
        agents=16,
        swedish=0.35,
    ),
    _unit(
        "service-oulu",
        ("Oulun yhteyskeskus", "Kontaktcentret i Uleåborg", "Oulu contact centre"),
        "service",
        ALWAYS,
        agents=14,
        swedish=0.15,
    ),
    _unit(
        "service-turku",
        ("Turun yhteyskeskus", "Kontaktcentret i Åbo", "Turku contact centre"),
        "service",
        ALWAYS,
        agents=14,
        swedish=0.4,
    ),
    _unit(
        "service-vaasa",
        ("Vaasan yhteyskeskus", "Kontaktcentret i Vasa", "Vaasa contact centre"),
        "service",
        ALWAYS,
        agents=12,
        swedish=0.8,
    ),
    _unit(
        "service-tampere",
        ("Tampereen palvelupiste", "Servicestället i Tammerfors", "Tampere service point"),
        "service",
        OFFICE,
        agents=8,
        swedish=0.15,
    ),
    _unit(
        SECOND_LINE,
        ("Asiakaspalvelun tukilinja", "Kundservicens stödlinje", "Customer service second line"),
        "service",
        ALWAYS,
        experts=12,
        swedish=0.4,
    ),
    _unit("benefits", ("Etuuksien käsittely", "Förmånshandläggning", "Benefit handling"), None),
    _unit(
        "benefits-basic-security",
        ("Perusturva", "Grundtrygghet", "Basic security"),
        "benefits",
        ALWAYS,
    ),
    _unit(
        "benefits-housing",
        ("Asumisen etuudet", "Förmåner för boende", "Housing benefits"),
        "benefits-basic-security",
        ALWAYS,
        experts=12,
        swedish=0.35,
    ),
    _unit(
        "benefits-social-assistance",
        ("Perustoimeentulotuki", "Grundläggande utkomststöd", "Basic social assistance"),
        "benefits-basic-security",
        ALWAYS,
        experts=12,
        swedish=0.3,
    ),
    _unit(
        "benefits-unemployment",
        ("Työttömyysturva", "Utkomstskydd för arbetslösa", "Unemployment security"),
        "benefits-basic-security",
        ALWAYS,
        experts=10,
        swedish=0.25,
    ),
    _unit(
        "benefits-families-students",
        ("Perheet ja opiskelijat", "Familjer och studerande", "Families and students"),
        "benefits",
        ALWAYS,
    ),
    _unit(
        "benefits-families",
        ("Perhe-etuudet", "Familjeförmåner", "Family benefits"),
        "benefits-families-students",
        ALWAYS,
        experts=11,
        swedish=0.35,
    ),
    _unit(
        "benefits-students",
        (
            "Opinto- ja sotilasetuudet",
            "Studie- och militärförmåner",
            "Student and conscript benefits",
        ),
        "benefits-families-students",
        ALWAYS,
        experts=9,
        swedish=0.3,
    ),
    _unit(
        "benefits-health-pensions",
        ("Terveys ja eläkkeet", "Hälsa och pensioner", "Health and pensions"),
        "benefits",
    ),
    _unit(
        "benefits-health",
        ("Sairaus- ja lääke-etuudet", "Sjukförmåner och läkemedel", "Sickness and medicines"),
        "benefits-health-pensions",
        ALWAYS,
        experts=10,
        swedish=0.25,
    ),
    _unit(
        "benefits-pensions",
        ("Eläke-etuudet", "Pensionsförmåner", "Pension benefits"),
        "benefits-health-pensions",
        OFFICE,
        experts=9,
        swedish=0.3,
    ),
    _unit(
        "benefits-rehabilitation",
        (
            "Vammaisetuudet ja kuntoutus",
            "Handikappförmåner och rehabilitering",
            "Disability and rehabilitation",
        ),
        "benefits-health-pensions",
        OFFICE,
        experts=9,
        swedish=0.25,
    ),
    _unit(
        "benefits-international",
        ("Kansainväliset asiat", "Internationella ärenden", "International matters"),
        "benefits",
        OFFICE,
        experts=7,
        swedish=0.4,
    ),
    _unit(
        "collections",
        ("Maksut ja perintä", "Betalningar och indrivning", "Payments and collections"),
        None,
    ),
    _unit(
        "collections-payments",
        ("Maksuliikenne", "Betalningsrörelse", "Payments"),
        "collections",
        ALWAYS,
        experts=8,
        swedish=0.3,
    ),
    _unit(
        "collections-recovery",
        ("Takaisinperintä", "Återkrav", "Recovery"),
        "collections",
        ALWAYS,
        experts=9,
    ),
    _unit(
        "collections-maintenance",
        ("Elatusavun perintä", "Indrivning av underhållsbidrag", "Maintenance collection"),
        "collections",
        OFFICE,
        experts=6,
    ),
    _unit(
        "legal",
        ("Muutoksenhaku ja oikeus", "Ändringssökande och juridik", "Appeals and legal"),
        None,
    ),
    _unit(
        "legal-appeals",
        ("Muutoksenhaku", "Ändringssökande", "Appeals"),
        "legal",
        OFFICE,
        experts=7,
    ),
    _unit(
        "legal-privacy",
        ("Tietosuoja", "Dataskydd", "Data protection"),
        "legal",
        OFFICE,
        experts=5,
    ),
    _unit("digital", ("Digipalvelut", "Digitala tjänster", "Digital services"), None),
    _unit(
        "digital-support",
        ("Verkkopalvelun tuki", "E-tjänstens stöd", "E-service support"),
        "digital",
        ALWAYS,
        experts=8,
    ),
    _unit(
        "digital-access",
        ("Valtuudet ja tunnistus", "Fullmakter och identifiering", "Authorisation and identity"),
        "digital",
        OFFICE,
        experts=6,
    ),
)

AREA_UNITS = {
    "housing": "benefits-housing",
    "social-assistance": "benefits-social-assistance",
    "illness-medicines": "benefits-health",
    "families": "benefits-families",
    "students": "benefits-students",
    "unemployment": "benefits-unemployment",
    "pensions": "benefits-pensions",
    "disability-rehabilitation": "benefits-rehabilitation",
    "conscripts": "benefits-students",
    "international": "benefits-international",
    "payments-tax": "collections-payments",
    "applications-decisions": SECOND_LINE,
    "service-personal-data": SECOND_LINE,
}
TYPE_UNITS = {
    "housing-allowance-pensioner": "benefits-pensions",
    "child-maintenance": "collections-maintenance",
    "student-loan-guarantee-debt": "collections-recovery",
    "recovery-hearing": "collections-recovery",
    "recovery-payment-plan": "collections-recovery",
    "appeal": "legal-appeals",
    "decision-correction": "legal-appeals",
    "e-service-login": "digital-support",
    "e-service-fault": "digital-support",
    "power-of-attorney": "digital-access",
    "data-protection-request": "legal-privacy",
}


def responsible_unit(issue_type: IssueType) -> str:
    """The unit that owns matters of that type."""
    own = TYPE_UNITS.get(issue_type.id)
    return own or AREA_UNITS[issue_type.broader_id or issue_type.id]
