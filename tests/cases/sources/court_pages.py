"""Pages as courts' systems print them, of cases of our own."""

import json
from typing import Any

RECEIPT = """<hr><center><table border=1 bgcolor=white width="400"><tr><th colspan=4>
<font size=+1 color=DARKRED>PACER Service Center </font></th></tr><tr><th colspan=4>
<font color=DARKBLUE>Transaction Receipt </font></th></tr><tr><td>05/27/2026</td></tr>
</table></center>"""
ENTRY = """<tr><td width='94' valign=top nowrap>{day}</td><td align='right'>\
<a href="https://ecf.{court}.uscourts.gov/doc1/0311{number:08}" \
onClick="goDLS('/doc1/0311{number:08}','77','{seq}','','','','0','');return(false);">\
{number}</a>&nbsp;</td><td valign=top>{text} (Entered: {day})</td></tr>
"""
ENTRIES = """<table border=1 rules=all><tr>
<td style='font-weight:bold'>Date Filed</td><th>#</th>
<td style='font-weight:bold'>Docket Text</td></tr>
{rows}</table>"""
TEXTS = (
    "COMPLAINT against Acme Inc, filed by Doe — “first”.",
    "NOTICE of Appearance <table><tr><td>by A. Lawyer</td></tr></table> for Acme Inc.",
    "ORDER DENYING 1 Motion to Dismiss; see &lt;/table&gt; and &lt;/html&gt;.",
)


def rows(*texts: str, court: str = "cacd", day: str = "05/26/2026") -> str:
    return "".join(
        ENTRY.format(day=day, number=at, seq=10 + at, text=text, court=court)
        for at, text in enumerate(texts, 1)
    )


def docket_page(
    *,
    number: str = "2:26-cv-00042-ABC-DE",
    court: str = "cacd",
    heading: str = "UNITED STATES DISTRICT COURT, CENTRAL DISTRICT OF CALIFORNIA",
    entries: str | None = None,
    after: str = RECEIPT,
    end: str = "</div></body></html>\n",
) -> str:
    """A docket report of a district court; `entries` replaces the table of entries."""
    table = ENTRIES.format(rows=rows(*TEXTS, court=court))
    return f"""<html><head><title>CM/ECF Docket Report</title></head><body><div>
<h3 align=center>{heading}<BR>CIVIL DOCKET FOR CASE #: {number}</h3>
<table width='100%'><tr><td valign=top width='60%'><br>Doe v. Acmé Inc
<br>Assigned to: Judge A. Person<br>Cause: 17:501 Copyright Infringement</td>
<td valign=top><br>Date Filed: 02/02/2026<br>Jury Demand: None</td></tr></table>
{table if entries is None else entries}<br>{after}{end}"""


def bankruptcy_page(*, end: str = f"{RECEIPT}</body></html>") -> str:
    listed = ENTRIES.format(rows=rows("Chapter 11 Voluntary Petition.", court="nyeb"))
    return f"""<html><head><title>CM/ECF LIVE: U.S. Bankruptcy Court:nyeb</title></head>
<body><center><b><font size="+1">U.S. Bankruptcy Court<BR>
Eastern District of New York (Brooklyn)<BR>
Bankruptcy Petition #: 1-26-00001-abc</font></b></center>
<table width="100%"><tr><td><i>Assigned to:</i> A. Person</td>
<td><i>Date filed:</i>&nbsp;&nbsp;02/16/2026</td></tr></table>
<table><tr><td><i><b>Debtor</b></i><br><b>Acme Paving Inc</b><br>1 Street</td>
<td>represented by</td><td><b>A. Lawyer</b><br>LLP</td></tr></table>
{listed}{end}"""


def history_page(*, tail: str = f"<hr>{RECEIPT}</div></body>") -> str:
    listed = "".join(
        f"""<tr valign="top"><td rowspan="1" align="center">
<a href="https://ecf.akd.uscourts.gov/doc1/0230{at:07}" onclick="goDLS(\
'/doc1/0230{at:07}','58814','{at + 5}','','','1','','');return(false);">{at}</a></td>
<td><table width="100%"><tbody><tr><td><i>Filed &amp; Entered: &nbsp;</i></td>
<td align="right">11/1{at}/2025</td></tr></tbody></table></td><td>{short}</td></tr>"""
        for at, short in enumerate(("Complaint", "Order"), 1)
    )
    return f"""<head><title>CM/ECF District of Alaska-History/Documents Query</title>
</head><body><div id="cmecfMainContent"><center><b><font size="+1">\
3:25-cv-00168-ABC</font></b> Doe v. Acme Inc<br><b>Date filed:</b> 11/11/2025<br>
<b>Date of last filing:</b> 12/07/2025<br></center><br><h2 align="center">History</h2>
<center><table cellspacing="0" border="1"><tbody><tr><th>Doc.<br>No.</th>
<th>Dates</th><th>Description</th></tr>{listed}</tbody></table>{tail}"""


def appellate_page(*, court: str = "ca9", tail: str = "</body></html>") -> str:
    listed = "".join(
        f"""<tr><td width="80" valign="top">05/2{at}/2026</td><td valign="top">
<a href="https://ecf.{court}.uscourts.gov/docs1/0091{at:07}">{at}</a></td>
<td valign="top">{text} [{at}234567] [26-55123] [Entered: 05/2{at}/2026 02:00 PM]</td>
</tr>"""
        for at, text in enumerate(("DOCKETED CAUSE.", "ORDER: stay denied."), 1)
    )
    return f"""<html><head><title>26-55123 Docket</title></head><body>
<center>United States Court of Appeals for the Ninth Circuit</center>
<!-- NEW SECTION - Case Stub --><div><table width="100%"><tr><td>
<b>Court of Appeals Docket #: </b>26-55123</td><td><b>Docketed: </b>05/21/2026</td></tr>
<tr><td colspan=2><b>Nature of Suit: </b>3820 Copyright</td></tr>
<tr><td colspan=2>Doe v. Acme Inc</td></tr>
<tr><td colspan=2><b>Appeal From: </b>U.S. District Court, Los Angeles</td></tr>
<tr><td colspan=2><b>Fee Status: </b>Paid</td></tr></table></div>
<table><tr><td><b>Originating Court Information:</b></td></tr>
<tr><td><b>District: </b>0973-2 : <a href="https://ecf.cacd.uscourts.gov/cgi-bin/\
iqquerymenu.pl?1">2:26-cv-00042-ABC</a></td></tr>
<tr><td><b>Date Filed:</b> 02/02/2026</td></tr></table>
<!-- NEW SECTION - Party/Aty List --><table><tr><td><table>
<tr><td valign=top width=50%>DOE<BR>&nbsp;&nbsp;Plaintiff - Appellant,</td>
<td valign=top>A. Lawyer<BR>Direct: 555-0100<BR>[COR NTC Retained]<BR>Firm LLP</td></tr>
</table></td></tr></table>
<!-- DOCKET ENTRIES --><table width="100%">{listed}</table>{tail}"""


def acms_docket(**details: Any) -> str:
    told = {
        "caseId": "a1",
        "caseNumber": "26-1234",
        "name": "Doe v. Acme Inc",
        "caseOpened": "05/21/2026",
        "court": {"name": "C.D. Cal.", "identifier": "C.D. Cal."},
        "feeStatus": "Paid",
        "districtCourtName": "",
        "aNumber": "",
        "caseType": "Civil",
        "caseSubType": "",
        "caseSubSubType": "",
        "partyAttorneyList": "<table><tr><td>DOE<br>&nbsp;Appellant,</td><td><div>"
        "A. Lawyer, -<br>Email: a@example.com<br>[Retained]<br>Firm LLP</div></td></tr>"
        "</table>",
        **details,
    }
    entry = {
        "endDate": "2026-05-22",
        "endDateFormatted": "05/22/2026",
        "entryNumber": 3,
        "docketEntryText": "<p>ORDER: stay denied. [Entered: 05/22/2026 03:56 PM]</p>",
        "docketEntryId": "a6a6d3d6-b863-ee11-be6e-001dd804ed2e",
        "pageCount": 0,
    }
    return json.dumps({"caseDetails": told, "docketInfo": {"docketEntries": [entry]}})


def archived_docket(*, court: str = "cacd") -> str:
    return f"""<?xml version='1.0' encoding='utf-8'?>
<docket><case_details><case_name>Doe v. Acme Inc</case_name><court>{court}</court>
<docket_num>2:26-cv-00042</docket_num><pacer_case_num>77</pacer_case_num>
<date_case_filed>2026-02-02</date_case_filed><assigned_to>A. Person</assigned_to>
<case_cause>17:501</case_cause></case_details>
<party_list><party><name>Doe</name><type>Plaintiff</type><extra_info/>
<attorney_list><attorney><attorney_name>A. Lawyer</attorney_name>
<contact>Firm LLP</contact><attorney_role>LEAD ATTORNEY</attorney_role></attorney>
</attorney_list></party></party_list>
<document_list><document doc_num="1" attachment_num="0">
<pacer_doc_id>031012345678</pacer_doc_id><pacer_de_seq_num>11</pacer_de_seq_num>
<date_filed>2026-02-02</date_filed><long_desc>COMPLAINT filed by Doe.</long_desc>
<short_desc>Complaint</short_desc></document></document_list></docket>
"""
