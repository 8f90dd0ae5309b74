"""Every kind of problem that tpn can name, with its level. A slug stands here before it is used.

The wording is content: ``templates/texts/<language>/problems/<group>.yaml``, one entry per slug.
"""

from typing import Literal

Level = Literal["error", "warning", "advice"]

LEVELS: tuple[Level, ...] = ("error", "warning", "advice")

# room by room; errors unless a warning is said
ERRORS: frozenset[str] = frozenset(
    {
        # source: YAML text, then files
        "alias",
        "anchor",
        "bad-escape",
        "bad-indentation",
        "colon-in-text",
        "control-character",
        "directive",
        "duplicate-key",
        "edit-refused",
        "key-not-text",
        "leading-tab",
        "merge-key",
        "missing-colon",
        "missing-comma",
        "missing-space",
        "not-a-mapping",
        "number-out-of-range",
        "quoted-over-lines",
        "second-document",
        "syntax-error",
        "tag",
        "text-after-quote",
        "too-deep",
        "unclosed-bracket",
        "unclosed-quote",
        "unexpected-character",
        "disk-full",
        "output-cut-off",
        "file-changed",
        "file-empty",
        "file-held-open",
        "file-is-folder",
        "file-missing",
        "file-too-large",
        "file-unreadable",
        "file-without-keys",
        "folder-is-file",
        "folder-missing",
        "folder-read-only",
        "no-permission",
        "write-failed",
        "write-interrupted",
        "wrong-encoding",
        # model: shape, references, sense
        "not-a-project",
        "format-newer",
        "unknown-section",
        "section-twice",
        "sync-copy",
        "missing-key",
        "unknown-key",
        "not-a-text",
        "not-a-number",
        "number-ambiguous",
        "not-a-whole-number",
        "out-of-range",
        "not-true-false",
        "not-a-choice",
        "which-choice",
        "bad-id",
        "not-four-digits",
        "wrong-shape",
        "date-unreadable",
        "date-ambiguous",
        "date-weekday",
        "date-impossible",
        "date-far",
        "date-not-yet",
        "not-a-duration",
        "not-a-link",
        "unknown-person",
        "unknown-service",
        "unknown-reference",
        "duplicate-id",
        "blocked-without-reason",
        "milestone-with-length",
        "ends-before-start",
        "answer-without-note",
        "period-backwards",
        "estimate-out-of-order",
        "unknown-advice",
        # library
        "no-such-content",
        "not-a-list",
        "text-braces",
        # plan
        "dependency-loop",
        "dates-disagree",
        # history
        "snapshot-damaged",
        "log-damaged",
        "report-damaged",
        "report-exists",
        "report-no-form",
        "report-unwritten",
        "report-needs-reason",
        "report-withdrawn",
        "no-such-report",
        "no-such-state",
        "no-such-reader",
        "journal-damaged",
        "journal-outside",
        "link-leads-out",
        "project-busy",
        "undo-changed",
        "undo-nothing",
        # sheets: files that others made
        "sheet-bomb",
        "sheet-corrupt",
        "sheet-encrypted",
        "sheet-format-unknown",
        "sheet-not-a-sheet",
        "sheet-timeout",
        "sheet-too-large",
        "no-table-found",
        # reports: the municipality's own templates and letterhead
        "template-unreadable",
        "template-unknown-name",
        "template-missing-part",
        "template-fails",
        "template-too-much",
        "letterhead-unreadable",
        "slides-template-unreadable",
        # what is asked of a meeting
        "no-next-meeting",
        "not-a-meeting",
        "agenda-template-fault",
        "meeting-without-date",
        "no-minutes",
        "meeting-answers-damaged",
        # a service that is to go live
        "launch-needs-service",
        "already-launched",
        "launch-in-future",
        "may-not-launch",
        "point-lacks",
        "no-figures",
        # how sheets are laid out
        "style-bad-colour",
        "style-bad-text",
        "style-empty",
        "style-unknown-field",
        "style-unknown-look",
        "style-unknown-rows",
        "style-weeks-without-dates",
        # the register of benefits
        "not-a-benefit",
        "audit-unknown-workbook",
        "needs-assessments",
        "no-such-form",
        "not-a-stakeholder",
        # sheets out, and their rounds
        "export-needs-output",
        "export-one-or-each",
        "bad-horizon",
        "export-needs-each",
        "export-nothing",
        "export-nobody",
        "no-such-style",
        "no-rounds",
        "no-such-round",
        "round-damaged",
        # cli
        "file-exists",
        "not-decided",
        "decided-already",
        "agreed-by-another",
        "decision-without-proposal",
        "replan-without-ground",
        "outside-tolerance",
        "cost-outside-tolerance",
        "set-without-date",
        "proposed-in-the-past",
        "no-such-body",
        "cannot-be-moved",
        "folder-not-empty",
        "no-such-start",
        "no-such-command",
        "no-such-option",
        "missing-argument",
        "bad-value",
        "option-without-value",
        "word-control-character",
        "output-exists",
        "output-is-input",
        "output-is-project",
        "too-many-arguments",
        "bad-date",
        "no-such-language",
        "no-such-format",
        "needs-output",
        "no-such-phase",
        "no-such-service",
        "no-such-record",
        "several-records",
        "several-people",
        "no-equals-sign",
        "no-such-field",
        "field-has-parts",
        "required-field",
        "cannot-be-done",
        "missing-key-name",
        "fields-missing",
        "which-phase",
        "no-such-kind",
        # processes
        "no-such-variant",
        "variant-not-there",
        "no-process",
        "xml-broken",
        "xml-document-type",
        "xml-too-large",
        "not-bpmn",
        "bpmn-without-steps",
        "nothing-to-propose",
        "not-in-catalogue",
        "service-there",
        "only-wave",
        "dismiss-needs-reason",
        "no-such-proposal",
        "proposal-settled",
        # list and show
        "no-such-list",
        "cannot-filter",
        # filling a workbook
        "fill-not-possible",
        "fill-no-profile",
        "profile-fault",
        # sheets that come home
        "bad-take",
        "import-no-files",
        "import-no-base",
        "import-other-project",
        "import-nearly-empty",
        "imports-damaged",
        "sheet-no-new-rows",
        "cell-error",
        "cell-required",
        "cell-not-a-choice",
        "cell-unknown-person",
        "cell-several-people",
        "cell-one-person",
        "cell-unknown-reference",
        "cell-not-a-link",
        "cell-not-a-date",
        "cell-date-ambiguous",
        "cell-date-weekday",
        "cell-date-impossible",
        "cell-date-far",
        "cell-date-ahead",
        "cell-not-a-number",
        "cell-number-ambiguous",
        "cell-not-a-whole-number",
        "cell-out-of-range",
        "cell-not-a-duration",
        "cell-not-a-tick",
        "cell-waits-for-what",
        "cell-needs-note",
        "row-lacks",
        "row-refused",
        "row-gone",
        "no-such-code",
        "no-such-shell",
        "already-there",
        # the command procure
        "not-to-procure",
        "needs-procurement",
        "plan-breaks-rules",
        "bad-amount",
        "no-requirements",
        "other-procurement",
        "no-supplier",
        "no-answers",
        # sheets: a bidder's workbook
        "tender-answer-unreadable",
        "tender-price-unreadable",
        "tender-requirement-unknown",
    }
)

WARNINGS: frozenset[str] = frozenset(
    {
        # model: beyond what 0.2.0 held; refused at the door
        "beyond-limits",
        "values-disagree",
        "weights-not-100",
        # history
        "write-unfinished",
        "report-changed",
        # model
        "text-cleaned",
        # plan
        "link-broken",
        "date-ahead",
        "not-a-working-day",
        "two-launches",
        # sheets
        "cell-uncomputed",
        "colours-read",
        "colours-unknown",
        "column-guessed",
        "columns-hidden",
        "comments-kept",
        "days-unknown",
        "link-to-nothing",
        "number-twice",
        "rows-hidden",
        "rows-struck",
        "date-implausible",
        "date-open",
        "date-range",
        "date-rounded",
        "date-year-assumed",
        "day-number-unknown",
        "due-before-start",
        "finished-before-start",
        "late-is-computed",
        "link-unreadable",
        "number-thousands",
        "number-unreadable",
        "percent-out-of-range",
        "profile-column-missing",
        "sheet-encoding-guessed",
        "sheet-link-broken",
        "sheet-cell-cleaned",
        "sheet-values-only",
        "status-unknown",
        # sheets that come home
        "import-old-sheet",
        "import-phase-chosen",
        "import-scale",
        "import-table-lost",
        "import-unknown-people",
        "sheet-date-emptied",
        "sheet-remark",
    }
)

# Warnings of a file that no write may bring about: what is there already can stand until somebody mends it.
REFUSED_AT_THE_DOOR: frozenset[str] = frozenset({"beyond-limits", "values-disagree"})

# The codes of the method, by phase: K kick-off, E eGevinst, P processes, A procurement, T launch. Each has its
# function in ``tpn.advice`` and its wording in ``templates/texts/<language>/advice/``.
ADVICE: frozenset[str] = frozenset(
    """
    K101 K102 K103 K110 K111 K112 K113 K120 K130 K131 K132 K133 K134 K140 K150
    E101 E102 E103 E104 E110 E111 E112 E113 E114 E120 E121 E122 E123 E124 E125 E130 E140 E150
    P101 P110 P111 P112 P113 P120 P121
    A101 A102 A110 A111 A112 A113 A114 A115 A116 A117 A120 A121 A122 A130 A131 A132 A140 A141
    T101 T102 T103 T104 T110 T115 T120 T121 T122 T123 T124 T125 T126 T130 T140 T150 T151 T160 T161
    """.split()  # noqa: SIM905 - one line for each phase
)


def level_of(slug: str) -> Level:
    """The level of a slug; a code of the method (``K110``) is advice.

    Raises:
        KeyError: the slug is not in the catalogue (a fault of the program).
    """
    if slug in ERRORS:
        return "error"
    if slug in WARNINGS:
        return "warning"
    if slug in ADVICE:
        return "advice"
    raise KeyError(slug)
