"""What a file is that holds no docket, and what to save instead."""

from risks.engine.wording import Template, template
from risks.engine.wording import gettext_noop as _

# What it is. A phrase alone is too general to be recognised.
PDF = Template(_("a PDF"))
GZIP = Template(_("compressed (gzip)"))
SEVEN_ZIP = Template(_("an archive (7z)"))
RAR = Template(_("an archive (RAR)"))
PNG = Template(_("an image (PNG)"))
JPEG = Template(_("an image (JPEG)"))
GIF = Template(_("an image (GIF)"))
TIFF = Template(_("an image (TIFF)"))
MSG = Template(_("an Outlook message (.msg) or an old Office file"))
RTF = Template(_("a text document (RTF)"))
SAFARI = Template(_("a web archive of Safari"))
DOCX = Template(_("a text document (DOCX)"))
PPTX = Template(_("a presentation (PPTX)"))
ZIP = Template(_("an archive (ZIP)"))
SIGN_IN = Template(_("PACER's sign-in page"))
ATTACHMENTS = Template(_("a list of attachments"))
CHARGE = Template(_("the page that confirms a charge"))
LONG_REPORT = Template(_("a warning before a long report"))
PACER_ERROR = Template(_("an error of PACER"))
CLAIMS = Template(_("a claims register"))
CLAIMS_ACTIVITY = Template(_("a report of claims activity"))
CREDITORS = Template(_("a list of creditors"))
OPINIONS = Template(_("a report of opinions"))
SEARCH_RESULTS = Template(_("a list of search results"))
MANY_CASES = Template(_("a report on many cases"))
QUERY = Template(_("a case query"))
COURTLISTENER_PAGE = Template(_("a page of CourtListener"))

# What to do instead.
SIGN_IN_AGAIN = Template(_("sign in, and save the docket report again"))
SAVE_OTHERWISE = Template(_("save a mail as .eml, a sheet as .xlsx"))
WEBHOOK = Template(_("set up its webhook instead"))
UNPACK = Template(_("unpack it first"))
SAVE_AS_HTML = Template(_("save the docket page itself, as HTML"))
SAVE_REPORT = Template(_('save the docket report instead ("Docket Sheet", as HTML)'))
CONFIRM = Template(
    _('confirm it, then save the docket report instead ("Docket Sheet", as HTML)')
)
RUN = Template(
    _('run the report, then save the docket report instead ("Docket Sheet", as HTML)')
)

IS = template(
    _("is %(what)s; %(instead)s"),
    what=(
        PDF,
        GZIP,
        SEVEN_ZIP,
        RAR,
        PNG,
        JPEG,
        GIF,
        TIFF,
        MSG,
        RTF,
        SAFARI,
        DOCX,
        PPTX,
        ZIP,
        SIGN_IN,
        ATTACHMENTS,
        CHARGE,
        LONG_REPORT,
        PACER_ERROR,
        CLAIMS,
        CLAIMS_ACTIVITY,
        CREDITORS,
        OPINIONS,
        SEARCH_RESULTS,
        MANY_CASES,
        QUERY,
        COURTLISTENER_PAGE,
    ),
    instead=(
        SIGN_IN_AGAIN,
        SAVE_OTHERWISE,
        WEBHOOK,
        UNPACK,
        SAVE_AS_HTML,
        SAVE_REPORT,
        CONFIRM,
        RUN,
    ),
)
