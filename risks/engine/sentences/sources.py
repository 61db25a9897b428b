"""Why a file, a mail or an answer of a server is no docket that can be imported.

Composed where foreign bytes are read, in a process of its own, and stored with the
delivery and the source.
"""

from risks.engine.sentences.dates import NEAR_COURT, UNKNOWN_COURT
from risks.engine.sentences.operating import (
    NO_ADDRESS,
    NO_PLAIN_ADDRESS,
    ONLY_HTTPS,
    THIS_MACHINE,
)
from risks.engine.wording import Slot, Template, template
from risks.engine.wording import gettext_noop as _

QUOTE, EITHER = Slot.QUOTE, Slot.EITHER

# Whatever the file is.
NO_FILE = template(_("there is no such file"))
NOT_A_FILE = template(_("is not a file"))
EMPTY = template(_("is empty"))
TOO_LARGE = template(_("is %(size)s MB; a docket has at most %(most)s MB"))
NOT_READABLE = template(_("cannot be read: %(why)s"), why=QUOTE)
NO_SUCH_FORMAT = template(
    _("format: %(format)s is not one of %(formats)s"), format=QUOTE, formats=QUOTE
)
NO_DOCKET_FILE = template(
    _(
        "is neither a docket page (HTML) nor a docket in JSON, a court's RSS feed, "
        "a mail (.eml), or a file named .csv or .xlsx"
    ),
)
BINARY = template(_("is not a docket: it holds binary data"))
OF_COURT = template(_("court: the file is a docket of %(court)s, not of %(expected)s"))
READER_NONSENSE = template(_("could not be read: its reader answered nonsense"))
READER_LATE = template(_("could not be read in %(seconds)s s"))
READER_LOUD = template(_("could not be read: its reader says too much"))
READER_MEMORY = template(_("needs more than %(most)s MiB to be read"))
READER_ENDED = template(_("could not be read: its reader ended (%(how)s)"))

# JSON.
JSON_NOT_UTF_8 = template(_("line %(line)s: JSON is UTF-8, and this is not"))
NOT_JSON = template(_("is not JSON: %(why)s"), why=EITHER)
NOT_WHOLE_JSON = template(_("is not JSON, or is truncated; save it again"))

# A court's RSS feed.
NOT_RSS = template(_("is not an RSS feed"))
NOT_A_COURT_FEED = template(_("is not a court's RSS feed"))
CUT_FEED = template(_("is a truncated feed: it does not end; fetch it again"))
CUT_ITEM = template(_("is a truncated feed: an item does not end"))
CUT_TAG = template(
    _("is a truncated feed: it has no %(end)s where one is due"), end=QUOTE
)
FEED_OF_COURT = template(_("court: the feed is of %(courts)s, not of %(expected)s"))
NOT_A_LIST = template(_("is more than a list of items"))
FEED_ENTITIES = template(_("declares entities, which no court's feed does"))
NO_DOCKET_NUMBER = template(_("names no docket number"))
NOT_AN_ITEM = template(_("is no item of a feed"))
NO_ENTRY_DATE = template(_("has no date of entry"))
BAD_ENTRY_DATE = template(
    _("has a date of entry that is none, or is in no known time zone")
)

# A notice of electronic filing, and the mail that it is in.
NOT_A_MAIL = template(_("is not a mail that can be read"))
NOT_A_NOTICE = template(_("is not a notice of electronic filing"))
NOTICE_WITHOUT_DOCKET = template(
    _("is not a notice of electronic filing: it names no docket")
)
NOT_IN_FORM = template(_("is not in the court's own form"))
CLAIM_NOTICE = template(_("is a notice of a claim, not of a filing"))
DAILY_SUMMARY = template(_("is a daily summary; ask for a notice of each filing"))
ANNOUNCEMENT = template(_("is an announcement of the court, not a notice of a filing"))
NOTICE_OF_NO_COURT = template(
    _(
        "court: the notice names none that is known here, and its docket number "
        "has no link; forward it as HTML"
    ),
)
NOTICE_OF_COURT = template(_("court: the notice is of %(courts)s, not of %(expected)s"))
NOTICE_OF_COURTS = template(
    _("court: the notice is of %(courts)s; a notice is of one court")
)
NOTICE_WITHOUT_NUMBER = template(_("docket_number: the notice names none"))
NOTICE_WITHOUT_TEXT = template(_("is a truncated notice: it has no docket text"))
CUT_NOTICE = template(
    _("is a truncated notice: nothing follows its docket text; forward all of it")
)
NOTICE_WITHOUT_DATE = template(_("filed on: the notice gives no date"))
NO_DATE = template(_("filed on: %(day)s is no date"), day=QUOTE)
NESTED_MAILS = template(_("holds more than %(most)s messages inside one another"))
ENCRYPTED_SMIME = template(_("is encrypted (S/MIME); forward it unencrypted"))
ENCRYPTED_PGP = template(_("is encrypted (PGP); forward it unencrypted"))
WINMAIL = template(_("is Outlook's winmail.dat; forward it as HTML"))
ATTACHED_MSG = template(_("is attached as .msg; forward it inline or as .eml"))

# A saved page.
NESTED_PAGE = template(_("is nested too deeply to be a docket page"))
CUT_PAGE = template(_("is a truncated page: it does not end; save it again"))
NOT_A_PAGE = template(_("is not a docket page"))
PAGE_WITHOUT_ENTRIES = template(
    _("is a docket page without its entries; save all of it")
)
SEVERAL_REPORTS = template(
    _("holds %(number)s docket reports (%(named)s); save each in a file of its own"),
    named=QUOTE,
)
SEVERAL_HISTORIES = template(
    _("holds several histories; save each in a file of its own")
)
NOT_A_HISTORY = template(_("is not a docket history"))
HISTORY_WITHOUT_DOCKET = template(_("is not a docket history: it names no docket"))
ENTRY_WITHOUT_DATE = template(_("entry %(number)s of the page has no possible date"))
SEVERAL_DOCKETS = template(_("holds several dockets; save each in a file of its own"))
NOT_APPELLATE = template(_("is not an appellate docket page"))
APPELLATE_WITHOUT_DOCKET = template(
    _("is not an appellate docket page: it names no docket")
)
OF_APPEALS = template(
    _("court: the file is of a court of appeals, not of %(expected)s")
)
NOT_ACMS = template(_("is not an ACMS docket"))
ACMS_WITHOUT_KEYS = template(
    _("is not an ACMS docket: it needs caseDetails, docketInfo")
)
ACMS_WITHOUT_DOCKET = template(_("is not an ACMS docket: it names no docket"))
ARCHIVE_ENTITIES = template(_("declares entities, which no archived docket does"))
CUT_DOCKET = template(_("is a truncated docket: it does not end; save it again"))
NOT_ARCHIVED = template(_("is not a docket of the Internet Archive"))
DOCKET_OF_COURT = template(
    _("court: the docket is of %(court)s, not of %(expected)s"), court=QUOTE
)
NOT_MHTML = template(_("is not a web archive (MHTML)"))
MHTML_WITHOUT_PAGE = template(
    _("is a web archive (MHTML) without a page; save it as HTML")
)
IN_MAIL_ENCODING = template(_("is a page in a mail's encoding; save the page as HTML"))
PAGE_OF_COURT = template(
    _("court: the page is of %(courts)s, not of %(expected)s (%(name)s)"), name=QUOTE
)

# A spreadsheet.
NOT_CSV = template(_("is not a CSV file: %(why)s"), why=QUOTE)
NOT_A_WORKBOOK = template(_("is not a workbook (XLSX)"))
INFLATES = template(_("inflates to %(size)s MB; a docket does not"))
CUT_CSV = template(
    _("is truncated: its last row has no line break; save it again, or add one")
)
CUT_ROW = template(_("row %(row)s: has fewer cells than columns"))
TOO_MANY_ROWS = template(_("has more than %(most)s rows"))
NO_ROWS = template(_("has no row below its names of columns"))
NO_SUCH_COLUMN = template(_('row 1: "%(name)s" is not a column'), name=QUOTE)
NEAR_COLUMN = template(
    _('row 1: "%(name)s" is not a column; did you mean "%(near)s"?'), name=QUOTE
)
COLUMN_TWICE = template(_('row 1: "%(name)s" stands there twice'), name=QUOTE)
NO_COLUMN = template(_('row 1: the column "%(name)s" is missing'))

# CourtListener.
OTHER_ALERT = template(
    _("is an alert of CourtListener; have it posted (manage.py webhook)")
)
OTHER_PAGE = template(
    _("is a page of CourtListener's API; set its docket at the case to sweep it")
)
OTHER_DOCKET = template(_("is docket %(docket)s, and %(expected)s was asked for"))
OTHER_PLACE = template(_("leads to another place than asked"))
NO_ADDRESS_HAS = template(_("holds what no address has"))
LONG_ADDRESS = template(_("is longer than any address"))
TOO_MANY_PAGES = template(_("has more than %(most)s pages"))
OF_NO_CASE = template(_("docket %(docket)s is the docket of no case here"))
NO_DOCKET_ANY_MORE = template(_("the case that was asked for has no docket any more"))

# What a server answered, or did not.
NOT_IN_TIME = template(_("did not answer in time"))
NOT_PUBLIC = template(_("is at %(place)s, which is no public address"), place=QUOTE)
OUT_OF_REACH = template(_("cannot be reached: %(why)s"), why=QUOTE)
BROKE_OFF = template(_("broke off (%(how)s)"))
BROKE_OFF_INSIDE = template(_("broke off in the middle"))

TOO_LARGE_ANSWER = template(
    _("the %(what)s is larger than %(most)s MB"),
    what=(Template(_("feed")), Template(_("page")), Template(_("body"))),
)
LARGE_MAIL = template(_("%(name)s: is larger than %(most)s MB"), name=QUOTE)
NO_SUCH_DOCKET = template(_("there is no such docket at CourtListener (%(status)s)"))
REQUEST_REFUSED = template(_("the request was refused at CourtListener (%(status)s)"))
REDIRECTS = Template(_("redirects, which is not followed"))
GONE = Template(_("is not there any more"))
NOT_THERE = Template(_("is not there"))
NOT_GIVEN = Template(_("was not given"))
ASKED_FOR_TOO_OFTEN = Template(_("was asked for too often"))
ASKED_TOO_OFTEN = Template(_("was asked too often"))
BAD_TOKEN = Template(_("does not accept COURTLISTENER_TOKEN"))
WEAK_TOKEN = Template(_("does not let COURTLISTENER_TOKEN read dockets"))
FAILED = Template(_("failed"))
ANSWERED = template(
    _("%(problem)s (%(status)s)"),
    problem=(
        REDIRECTS,
        GONE,
        NOT_THERE,
        NOT_GIVEN,
        ASKED_FOR_TOO_OFTEN,
        ASKED_TOO_OFTEN,
        BAD_TOKEN,
        WEAK_TOKEN,
        FAILED,
    ),
)
_LATER = (NOT_IN_TIME, NOT_PUBLIC, OUT_OF_REACH, BROKE_OFF, BROKE_OFF_INSIDE, ANSWERED)
FEED = template(_("the feed %(problem)s"), problem=_LATER)
COURTLISTENER = template(_("CourtListener %(problem)s"), problem=_LATER)

# A setting or an address that prevents any request.
_ADDRESSES = (NO_ADDRESS, NO_PLAIN_ADDRESS, ONLY_HTTPS, THIS_MACHINE)
NO_TOKEN = template(_("COURTLISTENER_TOKEN: is not set, or is no token"))
API_ADDRESS = template(_("COURTLISTENER_URL: %(problem)s"), problem=_ADDRESSES)
ADDRESS = template(_("address: %(problem)s"), problem=_ADDRESSES)

# Where in the file it is.
COURT = template(_("court: %(problem)s"), problem=(UNKNOWN_COURT, NEAR_COURT))
UNTITLED = template(_("an item without a title"))
_ITEMS = (NO_DOCKET_NUMBER, NOT_AN_ITEM, NO_ENTRY_DATE, BAD_ENTRY_DATE)
IN_FEED = template(_("an item of the feed %(problem)s"), problem=_ITEMS)
ITEM = template(_('"%(title)s": %(problem)s'), title=EITHER, problem=_ITEMS)
SEARCH_ALERT = Template(_("a search alert"))
OLD_ALERTS = Template(_("a report on old docket alerts"))
RECAP_FETCH = Template(_("the result of a RECAP fetch"))
PRAY_AND_PAY = Template(_("the result of a request for a document (Pray and Pay)"))
UNKNOWN_EVENT = Template(_("an event that is not known here"))
OTHER_EVENT = template(
    _("%(number)s is %(named)s; only docket alerts (%(alerts)s) are filed"),
    named=(SEARCH_ALERT, OLD_ALERTS, RECAP_FETCH, PRAY_AND_PAY, UNKNOWN_EVENT),
)
AT_LINE = template(_("line %(line)s: %(problem)s"), problem=EITHER)
CELL = template(_("row %(row)s, %(column)s: %(problem)s"), problem=EITHER)
FIELD = template(
    _("%(field)s: %(problem)s"),
    problem=(
        OTHER_DOCKET,
        OTHER_EVENT,
        NO_ADDRESS,
        OTHER_PLACE,
        NO_ADDRESS_HAS,
        LONG_ADDRESS,
    ),
)
