"""Signs one PDF many times with pyHanko, PAdES-BASELINE-B with certification (DocMDP P=1), and prints the times.

Reads one JSON object from standard input: `{"pdf", "pkcs12", "pin", "times", "warmup", "out"?}`; writes one to standard output:
`{"peer": "pyHanko", "version", "millis": [...], "bytes"}`. The key is read once; reading the PDF from memory, the incremental
update and the signature are within the time, because a program that issues pays for all of them.
"""

import io
import json
import sys
import time

import pyhanko.version
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

METADATA = signers.PdfSignatureMetadata(
    field_name="Seal",
    md_algorithm="sha256",
    certify=True,
    docmdp_permissions=fields.MDPPerm.NO_CHANGES,
    subfilter=fields.SigSeedSubFilter.PADES,
)


def sign(pdf: bytes, signer: signers.SimpleSigner) -> bytes:
    out = io.BytesIO()
    signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), METADATA, signer, output=out)
    return out.getvalue()


def main() -> None:
    task = json.load(sys.stdin)
    with open(task["pdf"], "rb") as f:
        pdf = f.read()
    signer = signers.SimpleSigner.load_pkcs12(task["pkcs12"], passphrase=task["pin"].encode())
    if signer is None:
        raise SystemExit("pyHanko cannot read this PKCS#12 container")
    millis = []
    signed = b""
    for i in range(task["warmup"] + task["times"]):
        start = time.perf_counter_ns()
        signed = sign(pdf, signer)
        if i >= task["warmup"]:
            millis.append((time.perf_counter_ns() - start) / 1e6)
    if task.get("out"):
        with open(task["out"], "wb") as f:
            f.write(signed)
    version = pyhanko.version.__version__
    print(json.dumps({"peer": "pyHanko", "version": version, "millis": millis, "bytes": len(signed)}))


main()
