"""Makes controls: files with one known fault each, which the judges have to find.

Usage: make_controls.py SOURCE.pdf OUT_DIR
From a good signed file: changes appended after the signature. From scratch: small PDFs signed in a wrong way under a root of
their own. Writes `OUT_DIR/<id>.pdf`, `OUT_DIR/control-root.pem` and `OUT_DIR/stranger-root.pem`.
"""

import datetime
import sys
from pathlib import Path

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils import generic, writer
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

NOW = datetime.datetime.now(datetime.timezone.utc)
DAY = datetime.timedelta(days=1)
OVERLAY = b"BT /Fx 24 Tf 60 60 Td (changed after signing) Tj ET"


def name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def make_root(common: str):
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name(common))
        .issuer_name(name(common))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - DAY)
        .not_valid_after(NOW + 30 * DAY)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(key_usage(ca=True), critical=True)
        .sign(key, hashes.SHA256())
    )
    return key, certificate


def key_usage(ca: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not ca,
        content_commitment=not ca,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=ca,
        crl_sign=ca,
        encipher_only=False,
        decipher_only=False,
    )


def make_signer(root_key, root, not_after: datetime.datetime) -> signers.SimpleSigner:
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name("control signer"))
        .issuer_name(root.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - 20 * DAY)
        .not_valid_after(not_after)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(key_usage(ca=False), critical=True)
        .sign(root_key, hashes.SHA256())
    )
    return signers.SimpleSigner(
        signing_cert=to_asn1(certificate),
        signing_key=asn1_keys.PrivateKeyInfo.load(
            key.private_bytes(
                serialization.Encoding.DER,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        ),
        cert_registry=SimpleCertificateStore.from_certs([to_asn1(root)]),
    )


def to_asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


def write_pem(certificate: x509.Certificate, path: Path) -> None:
    path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))


def helvetica() -> generic.DictionaryObject:
    return generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Font"),
            pdf_name("/Subtype"): pdf_name("/Type1"),
            pdf_name("/BaseFont"): pdf_name("/Helvetica"),
        }
    )


def append_content(source: Path, out: Path) -> None:
    """New words over the first page, in a font that is not embedded."""
    with source.open("rb") as f, out.open("wb") as target:
        w = IncrementalPdfFileWriter(f)
        resources = generic.DictionaryObject(
            {pdf_name("/Font"): generic.DictionaryObject({pdf_name("/Fx"): helvetica()})}
        )
        stream = w.add_object(generic.StreamObject(stream_data=OVERLAY))
        w.add_stream_to_page(0, stream, resources=resources)
        w.write(target)


def append_annotation(source: Path, out: Path) -> None:
    """A note stuck over the first page."""
    with source.open("rb") as f, out.open("wb") as target:
        w = IncrementalPdfFileWriter(f)
        page_ref, _ = w.find_page_for_modification(0)
        page = page_ref.get_object()
        note = generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Annot"),
                pdf_name("/Subtype"): pdf_name("/Square"),
                pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (50, 50, 300, 300))),
                pdf_name("/F"): generic.NumberObject(4),
            }
        )
        # A widget's place in /Annots may be an array of its own: copy, so that the change is one revision of the page.
        annotations = generic.ArrayObject(list(page.get("/Annots", [])))
        annotations.append(w.add_object(note))
        page["/Annots"] = annotations
        w.update_container(page)
        w.write(target)


def plain_page() -> writer.PdfFileWriter:
    """One page with words in a font that is not embedded, and no PDF/A marker."""
    w = writer.PdfFileWriter()
    content = w.add_object(generic.StreamObject(stream_data=OVERLAY))
    resources = generic.DictionaryObject(
        {pdf_name("/Font"): generic.DictionaryObject({pdf_name("/Fx"): helvetica()})}
    )
    w.insert_page(writer.PageObject(contents=content, media_box=(0, 0, 595, 842), resources=resources))
    return w


def sign_plain_page(out: Path, signer: signers.SimpleSigner, certify: bool, pades: bool) -> None:
    metadata = signers.PdfSignatureMetadata(
        field_name="Control",
        md_algorithm="sha256",
        certify=certify,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
        subfilter=fields.SigSeedSubFilter.PADES if pades else fields.SigSeedSubFilter.ADOBE_PKCS7_DETACHED,
    )
    with out.open("wb") as target:
        signers.sign_pdf(plain_page(), metadata, signer, output=target)


def main(source: Path, out: Path) -> None:
    root_key, root = make_root("control root")
    _, stranger = make_root("stranger root")
    write_pem(root, out / "control-root.pem")
    write_pem(stranger, out / "stranger-root.pem")
    append_content(source, out / "content-appended.pdf")
    append_annotation(source, out / "annotation-appended.pdf")
    good = make_signer(root_key, root, NOW + 20 * DAY)
    expired = make_signer(root_key, root, NOW - DAY)
    sign_plain_page(out / "plain-cms.pdf", good, certify=True, pades=False)
    sign_plain_page(out / "not-certified.pdf", good, certify=False, pades=True)
    sign_plain_page(out / "expired-signer.pdf", expired, certify=True, pades=True)
    with (out / "unsigned.pdf").open("wb") as target:
        plain_page().write(target)


main(Path(sys.argv[1]), Path(sys.argv[2]))
