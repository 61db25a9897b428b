"""By https a feed comes from the court that its certificate names."""

import ssl
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from risks.cases.models import DocketEntry, DocketSource
from risks.cases.sources.remote import connection
from tests.cases.feeds.feed_server import OwnCourt, make_feed, poll
from tests.cases.feeds.loopback import on_loopback
from tests.cases.intake.courtmail import item
from tests.factories import make_case

pytestmark = pytest.mark.django_db
# 127.0.0.1 as a number: a name that leads there, and does not look like it.
NUMBERED = "2130706433"


def certified(folder: Path, host: str) -> tuple[Path, ssl.SSLContext]:
    """A certificate for this host that it has signed itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    made = x509.CertificateBuilder(
        issuer_name=name,
        subject_name=name,
        public_key=key.public_key(),
        serial_number=1,
        not_valid_before=datetime(2020, 1, 1, tzinfo=UTC),
        not_valid_after=datetime(2120, 1, 1, tzinfo=UTC),
        extensions=[
            x509.Extension(
                x509.SubjectAlternativeName.oid,
                critical=False,
                value=x509.SubjectAlternativeName([x509.DNSName(host)]),
            )
        ],
    ).sign(key, hashes.SHA256())
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = folder / "court.pem"
    path.write_bytes(secret + made.public_bytes(pem))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return path, context


@pytest.mark.parametrize("is_trusted", [True, False])
def test_by_https_a_feed_comes_from_its_court_or_not_at_all(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    is_trusted: bool,  # noqa: FBT001
) -> None:
    make_case(court_id="cacd", docket_number="2:25-cv-00001")
    path, context = certified(tmp_path, NUMBERED)
    if is_trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(path))
    # The way that a public address goes, which this machine has none of.
    monkeypatch.setattr(connection, "is_public", lambda _place: True)
    court = OwnCourt()
    court.items = [item()]
    with on_loopback(court, tls=context):
        make_feed(court.url.replace("127.0.0.1", NUMBERED))
        poll()

    source = DocketSource.objects.get()
    assert DocketEntry.objects.count() == int(is_trusted)
    assert ("CERTIFICATE_VERIFY_FAILED" in source.last_error) is not is_trusted
