"""Every list of choices of the project format, one enum each, all in this file.

The values are what stands in the YAML; what a person reads is in ``templates/texts/*/words.yaml``.
The vocabularies follow what Norwegian municipalities already use (Prosjektveiviseren, Prosjektportalen,
KS and DFØ on benefits).
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple


class Language(StrEnum):
    """What people read: bokmål, nynorsk or English."""

    NB = "nb"
    NN = "nn"
    EN = "en"


class Country(StrEnum):
    """Whose public holidays count; ``none``: only weekends are free."""

    NO = "NO"
    NONE = "none"


class BenefitWord(StrEnum):
    """The word used throughout in Norwegian."""

    NYTTE = "nytte"
    GEVINST = "gevinst"


class Phase(StrEnum):
    """The five steps of the rollout, in order."""

    KICKOFF = "kickoff"
    BENEFITS = "benefits"
    PROCESSES = "processes"
    PROCUREMENT = "procurement"
    LAUNCH = "launch"

    @property
    def letter(self) -> str:
        """What the numbers of its activities and the codes of its advice begin with: K, E, P, A or T."""
        return _LETTERS[self]


_LETTERS = dict(zip(Phase, "KEPAT", strict=True))


class Status(StrEnum):
    """Where an activity stands. Late is never a status: it is worked out."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    POSTPONED = "postponed"
    BLOCKED = "blocked"
    CANCELLED = "cancelled"
    NOT_RELEVANT = "not_relevant"


class EndOutcome(StrEnum):
    """What became of something that is no longer a part of the project."""

    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    MERGED_INTO = "merged_into"
    SPLIT_INTO = "split_into"
    TAKEN_OVER_BY = "taken_over_by"
    WITHDRAWN = "withdrawn"


class ActivityKind(StrEnum):
    """An activity of a kind that a rule asks for."""

    TEST = "test"
    TRAINING = "training"
    INFORMATION = "information"
    GO_LIVE = "go_live"
    LESSONS = "lessons"
    MEETING = "meeting"
    MEASUREMENT = "measurement"
    GATE = "gate"


class PassageOutcome(StrEnum):
    """What was decided at a gate."""

    APPROVED = "approved"
    APPROVED_WITH_CONDITIONS = "approved_with_conditions"
    POSTPONED = "postponed"
    STOPPED = "stopped"


class Result(StrEnum):
    """How a test went."""

    PASSED = "passed"
    FAILED = "failed"


class Answer(StrEnum):
    """The answer to a point of a checklist."""

    OPEN = "open"
    DONE = "done"
    NOT_RELEVANT = "not_relevant"
    STILL_OPEN = "still_open"


class Light(StrEnum):
    """A traffic light; grey is «we do not know»."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    GREY = "grey"


class Dimension(StrEnum):
    """What a light is about."""

    PROGRESS = "progress"
    ECONOMY = "economy"
    QUALITY = "quality"
    RISK = "risk"
    BENEFITS = "benefits"
    CHANGE = "change"
    PRIVACY = "privacy"


class EconomyKind(StrEnum):
    """Whether money is of the operating or of the investment budget."""

    OPERATING = "operating"
    INVESTMENT = "investment"


class ParticipationKind(StrEnum):
    """With whom something is taken up (hovedavtalen, arbeidsmiljøloven kap. 6 and 7)."""

    UNION_REPS = "union_reps"
    SAFETY_REP = "safety_rep"
    WORKING_ENVIRONMENT = "working_environment"
    CODETERMINATION = "codetermination"


class GoalLevel(StrEnum):
    """Virksomhetsmål, effektmål, resultatmål."""

    BUSINESS = "business"
    EFFECT = "effect"
    DELIVERY = "delivery"


class Every(StrEnum):
    """How often something comes round."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


class Role(StrEnum):
    """What a person is in the project."""

    PROJECT_OWNER = "project_owner"
    PROJECT_LEAD = "project_lead"
    STEERING_GROUP = "steering_group"
    PROJECT_GROUP = "project_group"
    REFERENCE_GROUP = "reference_group"
    PROCESS_OWNER = "process_owner"
    MAIN_RESPONSIBLE = "main_responsible"
    SUBJECT_STAFF = "subject_staff"
    IT = "it"
    RECORDS = "records"
    PRIVACY = "privacy"
    SECURITY = "security"
    PROCUREMENT = "procurement"
    COMMUNICATION = "communication"
    ECONOMY = "economy"
    SERVICE_CENTRE = "service_centre"
    MANAGEMENT = "management"
    UNION = "union"
    BENEFITS = "benefits"
    RESOURCE_PERSON = "resource_person"
    SUPPLIER = "supplier"
    OTHER = "other"


class Audience(StrEnum):
    """Whom a service is for."""

    CITIZENS = "citizens"
    ASSOCIATIONS = "associations"
    BUSINESSES = "businesses"


class StakeholderGroup(StrEnum):
    """Interessentgruppe, by the words of Prosjektportalen."""

    EMPLOYEES = "employees"
    MANAGEMENT = "management"
    CITIZENS = "citizens"
    BUSINESSES = "businesses"
    ASSOCIATIONS = "associations"
    UNIONS = "unions"
    PUBLIC_BODIES = "public_bodies"
    POLITICIANS = "politicians"
    SUPPLIERS = "suppliers"
    ACADEMIA = "academia"
    FUNDERS = "funders"
    USERS = "users"


class BenefitKind(StrEnum):
    """The taxonomy: the source's shades, each with a measurable type."""

    STAFF_TIME = "staff_time"
    DIRECT_COST = "direct_cost"
    AVOIDED_CONTACTS = "avoided_contacts"
    INCOME = "income"
    LEAD_TIME = "lead_time"
    QUALITY = "quality"
    USER_TIME = "user_time"
    USER_SATISFACTION = "user_satisfaction"
    EMPLOYEE_SATISFACTION = "employee_satisfaction"
    COMPLIANCE = "compliance"
    ENVIRONMENT = "environment"


class VariantName(StrEnum):
    """The three editions of a process."""

    PAPER = "paper"
    SELFSERVICE = "selfservice"
    INTEGRATED = "integrated"


class StepKind(StrEnum):
    """What a step of a process is."""

    TASK = "task"
    DECISION = "decision"
    EVENT = "event"


class Automation(StrEnum):
    """How much of a step a system does."""

    NONE = "none"
    ASSIST = "assist"
    FULL = "full"


class ComponentKind(StrEnum):
    """The technical components that the source names, and those of today."""

    FORM_CATALOGUE = "form_catalogue"
    FORM_TOOL = "form_tool"
    SERVICE_DESCRIPTIONS = "service_descriptions"
    DESCRIPTION_TOOL = "description_tool"
    PROCESS_TOOL = "process_tool"
    WEB_PLATFORM = "web_platform"
    CASE_RECORDS = "case_records"
    LINE_SYSTEM = "line_system"
    LOGIN = "login"
    SIGNATURE = "signature"
    MESSAGING = "messaging"
    PAYMENT = "payment"
    BOOKING = "booking"
    INTEGRATION = "integration"
    WORKFLOW = "workflow"
    OTHER = "other"


class Acquire(StrEnum):
    """Leie eller eie – or share, or what is there already."""

    LEASE = "lease"
    OWN = "own"
    SHARED = "shared"
    EXISTING = "existing"


class ComponentStatus(StrEnum):
    """Where a component stands."""

    PLANNED = "planned"
    IN_PROCUREMENT = "in_procurement"
    ORDERED = "ordered"
    IN_SETUP = "in_setup"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"


class Agreement(StrEnum):
    """The integration agreement with a supplier."""

    NONE = "none"
    ASKED = "asked"
    SIGNED = "signed"


class Procedure(StrEnum):
    """The procurement procedure (anskaffelsesforskriften parts I–III)."""

    DIRECT = "direct"
    COMPETITION = "competition"
    NATIONAL_OPEN = "national_open"
    NATIONAL_RESTRICTED = "national_restricted"
    OPEN = "open"
    RESTRICTED = "restricted"
    NEGOTIATED = "negotiated"
    FRAMEWORK = "framework"


class PurchaseKind(StrEnum):
    """What is bought: which thresholds hold for it (anskaffelsesforskriften § 5-1)."""

    GOODS_SERVICES = "goods_services"
    WORKS = "works"
    SPECIAL = "special"
    HEALTH = "health"


class ClimateChoice(StrEnum):
    """How climate and environment are taken care of (anskaffelsesforskriften § 7-9)."""

    WEIGHTED = "weighted"
    REQUIREMENTS = "requirements"
    INSIGNIFICANT = "insignificant"


class EvaluationModel(StrEnum):
    """How a price becomes points."""

    LINEAR = "linear"
    PROPORTIONAL = "proportional"
    PRICED_QUALITY = "priced_quality"
    QUALITY_VALUE = "quality_value"


class CriterionKind(StrEnum):
    """What an award criterion is about."""

    PRICE = "price"
    QUALITY = "quality"
    CLIMATE = "climate"
    DELIVERY = "delivery"


class RequirementLevel(StrEnum):
    """Må, bør, kan."""

    MUST = "must"
    SHOULD = "should"
    MAY = "may"


class RequirementStatus(StrEnum):
    """Where a requirement stands."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    TENDERED = "tendered"
    MET = "met"
    NOT_MET = "not_met"
    DROPPED = "dropped"


class RequirementAnswer(StrEnum):
    """A bidder's answer to a requirement."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Level(StrEnum):
    """The maturity of a service, 0–7 in this order."""

    NOT_ONLINE = "not_online"
    INFORMATION = "information"
    DOWNLOAD = "download"
    ONLINE_SUBMISSION = "online_submission"
    SEMI_INTEGRATED = "semi_integrated"
    FULLY_INTEGRATED = "fully_integrated"
    RULE_BASED = "rule_based"
    PROACTIVE = "proactive"


class VariantLevels(NamedTuple):
    """How electronic a service becomes by an edition of its process: what it must reach, and what it usually does."""

    least: Level
    usual: Level


LEVELS_OF_VARIANT: Mapping[VariantName, VariantLevels] = {
    VariantName.SELFSERVICE: VariantLevels(Level.ONLINE_SUBMISSION, Level.SEMI_INTEGRATED),
    VariantName.INTEGRATED: VariantLevels(Level.FULLY_INTEGRATED, Level.FULLY_INTEGRATED),
}
"""A paper process asks for no level."""


class Assurance(StrEnum):
    """The assurance level of the login."""

    LOW = "low"
    SUBSTANTIAL = "substantial"
    HIGH = "high"


class Signature(StrEnum):
    """What kind of signature a form needs."""

    NONE = "none"
    SIMPLE = "simple"
    ADVANCED = "advanced"
    QUALIFIED = "qualified"


class Dpia(StrEnum):
    """The assessment of consequences for privacy."""

    UNDECIDED = "undecided"
    NOT_NEEDED = "not_needed"
    NEEDED = "needed"
    IN_PROGRESS = "in_progress"
    DONE = "done"


class Journalled(StrEnum):
    """How a submission reaches the records."""

    AUTOMATIC = "automatic"
    MANUAL = "manual"
    NOT_KEPT = "not_kept"


class CheckTopic(StrEnum):
    """What the supplier answers for and the municipality checks itself."""

    PRIVACY = "privacy"
    SECURITY = "security"
    AUTHENTICATION = "authentication"
    SIGNATURE = "signature"


class MeetingKind(StrEnum):
    """What a meeting is."""

    KICKOFF = "kickoff"
    STEERING = "steering"
    PROJECT = "project"
    WORKSHOP = "workshop"


class MeetingForm(StrEnum):
    """The agenda template of a kick-off."""

    HALF_DAY = "half-day"
    FULL_DAY = "full-day"
    SHORT = "short"
    DIGITAL = "digital"


class Reply(StrEnum):
    """The answer to an invitation."""

    INVITED = "invited"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class AgendaKind(StrEnum):
    """What an item of an agenda is for."""

    INFORMATION = "information"
    DISCUSSION = "discussion"
    DECISION = "decision"
    APPROVAL = "approval"
    BUY_IN = "buy_in"
    COMPETENCE = "competence"
    COMMITMENT = "commitment"
    PLAN = "plan"
    BREAK = "break"
    OTHER = "other"


class DeliverableStatus(StrEnum):
    """Ihht. plan, små avvik, store avvik, godkjent – and refused."""

    ON_PLAN = "on_plan"
    SMALL_DEVIATION = "small_deviation"
    LARGE_DEVIATION = "large_deviation"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class RiskKind(StrEnum):
    """Trussel eller mulighet."""

    THREAT = "threat"
    OPPORTUNITY = "opportunity"


class Proximity(StrEnum):
    """How near a risk is."""

    IMMEDIATE = "immediate"
    THIS_PHASE = "this_phase"
    THIS_PROJECT = "this_project"
    AFTER_PROJECT = "after_project"


class Strategy(StrEnum):
    """What is done about a risk."""

    REDUCE = "reduce"
    MONITOR = "monitor"
    AVOID = "avoid"
    TRANSFER = "transfer"
    SHARE = "share"
    ACCEPT = "accept"
    INCREASE = "increase"
    EXPLOIT = "exploit"


class RiskStatus(StrEnum):
    """Identifisert, tiltak gjennomført, inntruffet – and so a deviation too –, ikke lenger aktuell."""

    IDENTIFIED = "identified"
    ACTED = "acted"
    OCCURRED = "occurred"
    CLOSED = "closed"


class RequirementGroup(StrEnum):
    """The groups of the requirement catalogue."""

    FUN = "FUN"
    UX = "UX"
    UU = "UU"
    ID = "ID"
    INT = "INT"
    ARK = "ARK"
    PERS = "PERS"
    SIK = "SIK"
    DRIFT = "DRIFT"
    DATA = "DATA"
    OPP = "OPP"
    PRIS = "PRIS"
    MIL = "MIL"
    ETIKK = "ETIKK"
