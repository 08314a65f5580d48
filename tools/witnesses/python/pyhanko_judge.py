"""pyHanko's opinion of signed PDFs.

Reads lines `pdf<TAB>root.pem` from standard input; writes one JSON object a line to standard output:
`{"file", "facts": {"signatures": [...]}}`, or `{"file", "error"}` when pyHanko could not deal with the file.
States facts only: what passes is decided in rules.mjs. Nothing is fetched from any network.
"""

import asyncio
import json
import logging
import sys

from asn1crypto import pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.ades import ades_basic_validation
from pyhanko.sign.validation.policy_decl import (
    CertValidationPolicySpec,
    SignatureValidationSpec,
)
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.policy_decl import NO_REVOCATION, CertRevTrustPolicy
from pyhanko_certvalidator.registry import SimpleTrustManager

# A seal certificate must be made for signing: one of the two usages, as PAdES and GB/T 20518 profiles have it.
KEY_USAGE = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"})


def read_root(path: str) -> x509.Certificate:
    with open(path, "rb") as f:
        data = f.read()
    if pem.detect(data):
        _, _, data = pem.unarmor(data)
    return x509.Certificate.load(data)


def ades_indication(sig, root: x509.Certificate) -> str:
    """Basic validation by ETSI EN 319 102-1, without revocation information: `PASSED.OK`, `FAILURE.HASH_FAILURE` …"""
    spec = SignatureValidationSpec(
        cert_validation_policy=CertValidationPolicySpec(
            trust_manager=SimpleTrustManager.build(trust_roots=[root]),
            revinfo_policy=CertRevTrustPolicy(NO_REVOCATION),
        ),
        key_usage_settings=KEY_USAGE,
    )
    result = asyncio.run(
        ades_basic_validation(sig.signed_data, spec, raw_digest=sig.compute_digest())
    )
    kind = type(result.ades_subindic).__name__.replace("AdES", "").upper()
    return f"{kind}.{result.ades_subindic.name}"


def signature_facts(sig, root: x509.Certificate) -> dict:
    context = ValidationContext(
        trust_roots=[root], allow_fetching=False, revocation_mode="soft-fail"
    )
    status = validate_pdf_signature(
        sig, signer_validation_context=context, key_usage_settings=KEY_USAGE
    )
    signer_info = sig.signer_info
    level = status.modification_level
    docmdp = sig.docmdp_level
    problem = status.trust_problem_indic
    return {
        "field": sig.field_name,
        "subFilter": str(sig.sig_object.get("/SubFilter")),
        "bottomLine": status.bottom_line,
        "intact": status.intact,
        "valid": status.valid,
        "trusted": status.trusted,
        "trustProblem": None if problem is None else str(problem),
        "coverage": status.coverage.name,
        "modification": None if level is None else level.name,
        "docmdp": None if docmdp is None else docmdp.value,
        "docmdpOk": status.docmdp_ok,
        "seedValuesOk": status.seed_value_ok,
        "digest": status.md_algorithm,
        "mechanism": status.pkcs7_signature_mechanism,
        "signerInfos": len(sig.signed_data["signer_infos"]),
        "signedAttributes": [a["type"].native for a in signer_info["signed_attrs"]],
        "signedAt": None
        if sig.self_reported_timestamp is None
        else sig.self_reported_timestamp.isoformat(),
        "ades": ades_indication(sig, root),
    }


def judge(file: str, root_path: str) -> dict:
    root = read_root(root_path)
    with open(file, "rb") as f:
        reader = PdfFileReader(f)
        return {"signatures": [signature_facts(s, root) for s in reader.embedded_signatures]}


def main() -> None:
    logging.disable(logging.CRITICAL)
    for line in sys.stdin.read().splitlines():
        file, root_path = line.split("\t")
        try:
            said = {"file": file, "facts": judge(file, root_path)}
        except Exception as error:  # noqa: BLE001 - a crash is a verdict: it fails the file, not the run
            said = {"file": file, "error": f"{type(error).__name__}: {error}"}
        print(json.dumps(said, ensure_ascii=False), flush=True)


main()
