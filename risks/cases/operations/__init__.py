"""Operations on cases: import dockets, file entries, and change deadlines."""

from risks.cases.operations.closing.close_case import (
    ClosureRefused,
    ask_to_close,
    confirm_closure,
    refuse_closure,
    reopen,
)
from risks.cases.operations.deadlines.change_requests import DeadlineRefused
from risks.cases.operations.deadlines.close import meet, move, withdraw
from risks.cases.operations.deadlines.decide_changes import confirm, refuse, verify
from risks.cases.operations.deadlines.dependents import add_dependent, change_dependent
from risks.cases.operations.deadlines.enter import Entered, assign, enter_deadline
from risks.cases.operations.entries.correct import (
    EventRefused,
    EventStatement,
    add_event,
    correct_event,
    reject_event,
)
from risks.cases.operations.entries.file_entries import file_entry
from risks.cases.operations.entries.questions import QuestionRefused, record_no_event
from risks.cases.operations.intake.deliveries import (
    file_waiting,
    open_webhook,
    poll_maildirs,
    receive,
    record_refusal,
)
from risks.cases.operations.intake.docket_questions import (
    DocketQuestionRefused,
    answer_by_number,
    answer_question,
)
from risks.cases.operations.intake.import_docket import (
    Imported,
    ImportRefused,
    import_docket,
    import_dockets,
)
from risks.cases.operations.intake.import_feed import FeedImport, import_feed
from risks.cases.operations.intake.poll import feed_address, poll_next_feed, poll_soon
from risks.cases.operations.intake.retry import retry_docket, retry_refused
from risks.cases.operations.intake.sweep import courtlistener, sweep_next, sweep_soon
from risks.cases.operations.notices.notice import give_notice, object_to
from risks.cases.operations.records.disclosures import set_disclosure_deadlines
from risks.cases.operations.records.listing_dates import (
    confirm_withdrawals,
    renew_listing_dates,
    state_listing,
)

__all__ = [
    "ClosureRefused",
    "DeadlineRefused",
    "DocketQuestionRefused",
    "Entered",
    "EventRefused",
    "EventStatement",
    "FeedImport",
    "ImportRefused",
    "Imported",
    "QuestionRefused",
    "add_dependent",
    "add_event",
    "answer_by_number",
    "answer_question",
    "ask_to_close",
    "assign",
    "change_dependent",
    "confirm",
    "confirm_closure",
    "confirm_withdrawals",
    "correct_event",
    "courtlistener",
    "enter_deadline",
    "feed_address",
    "file_entry",
    "file_waiting",
    "give_notice",
    "import_docket",
    "import_dockets",
    "import_feed",
    "meet",
    "move",
    "object_to",
    "open_webhook",
    "poll_maildirs",
    "poll_next_feed",
    "poll_soon",
    "receive",
    "record_no_event",
    "record_refusal",
    "refuse",
    "refuse_closure",
    "reject_event",
    "renew_listing_dates",
    "reopen",
    "retry_docket",
    "retry_refused",
    "set_disclosure_deadlines",
    "state_listing",
    "sweep_next",
    "sweep_soon",
    "verify",
    "withdraw",
]
