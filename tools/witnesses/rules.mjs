/**
 * What a licence's electronic copy must be in the eyes of every judge. Pure: facts in, reasons out.
 * Sources: ETSI EN 319 142-1 §6.3 (PAdES-BASELINE-B), ISO 32000-1 §12.8.2.2 (DocMDP), ISO 19005-2 (PDF/A-2b).
 *
 * @typedef {object} Expectations
 * @property {number} [signatures] How many signatures the file has; 1 when left out.
 * @property {number} [pages] Checked only when given.
 * @property {readonly string[]} [text] Words that must come out of the text extraction, white space ignored.
 * @property {Readonly<Record<string, string>>} [information] Entries of the document information, by name.
 */

const OK_DIGESTS = ['sha256', 'sha384', 'sha512']
/** SHA-256, SHA-384, SHA-512. */
const OK_DIGEST_OIDS = ['2.16.840.1.101.3.4.2.1', '2.16.840.1.101.3.4.2.2', '2.16.840.1.101.3.4.2.3']
const ATTRIBUTES = ['content_type', 'message_digest', 'signing_certificate_v2']

/** Collects what differs: `want('coverage', 'ENTIRE_FILE', found)` notes "coverage: X instead of ENTIRE_FILE". */
function collector() {
  const reasons = []
  const show = value => (typeof value === 'string' ? value : JSON.stringify(value ?? null))
  return {
    reasons,
    note: reason => void reasons.push(reason),
    want(what, wanted, found) {
      if (found !== wanted) reasons.push(`${what}: ${show(found)} instead of ${show(wanted)}`)
    },
    oneOf(what, allowed, found) {
      if (!allowed.includes(found)) reasons.push(`${what}: ${show(found)}`)
    },
  }
}

function pyhanko(facts, expected, c) {
  c.want('signatures', expected.signatures, facts.signatures.length)
  for (const s of facts.signatures) {
    c.want('cryptographically intact', true, s.intact)
    c.want('signature value valid', true, s.valid)
    c.want('trusted', true, s.trusted)
    if (s.trustProblem) c.note(`trust problem: ${s.trustProblem}`)
    c.want('coverage', 'ENTIRE_FILE', s.coverage)
    c.want('modification level', 'NONE', s.modification)
    c.want('DocMDP level', 1, s.docmdp)
    c.want('DocMDP obeyed', true, s.docmdpOk)
    c.want('seed values obeyed', true, s.seedValuesOk)
    c.want('bottom line', true, s.bottomLine)
    c.want('AdES validation', 'PASSED.OK', s.ades)
    c.want('SubFilter', '/ETSI.CAdES.detached', s.subFilter)
    c.oneOf('digest too weak', OK_DIGESTS, s.digest)
    c.want('signer infos', 1, s.signerInfos)
    const lacking = ATTRIBUTES.filter(name => !s.signedAttributes.includes(name))
    if (lacking.length > 0) c.note(`signed attributes missing: ${lacking.join(', ')}`)
    if (s.signedAttributes.includes('signing_time')) c.note('signing-time attribute, which PAdES forbids')
    if (s.signedAt === null) c.note('no signing time in the signature dictionary')
  }
}

function dss(facts, expected, c) {
  c.want('signatures', expected.signatures, facts.signatures.length)
  for (const s of facts.signatures) {
    c.want('indication', 'TOTAL_PASSED', s.indication)
    if (s.subIndication) c.note(`sub-indication: ${s.subIndication}`)
    c.want('format', 'PAdES-BASELINE-B', s.format)
    c.want('baseline B technically valid', true, s.bLevelValid)
    c.want('intact', true, s.intact)
    c.want('valid', true, s.valid)
    c.want('chain to the trusted root', true, s.trustedChain)
    c.want('ByteRange valid', true, s.byteRangeValid)
    c.want('DocMDP permissions', 1, s.docMdp)
    for (const text of [...s.errors, ...s.structureProblems]) c.note(text)
    for (const change of s.modifications) c.note(`modified: ${change}`)
  }
}

function verapdf(facts, expected, c) {
  c.want('claims to be', '2b', facts.claims.join(', '))
  c.want('checked as', '2b', facts.flavour)
  c.want('PDF/A-2b compliant', true, facts.compliant)
  if (!(facts.checks > 0)) c.note('not one rule was checked')
  for (const failed of facts.failedRules)
    c.note(`rule ${failed.rule} failed ${failed.times} times: ${failed.message}`)
}

function pdfboxSigner(signer, c) {
  c.want('signer certificates in the container', 1, signer.certificates)
  c.oneOf('digest too weak', OK_DIGEST_OIDS, signer.digest)
  c.want('message-digest attribute', true, signer.hasMessageDigest)
  c.want('signing-certificate-v2 attribute', true, signer.hasSigningCertificateV2)
  c.want('signature verifies', true, signer.verifies)
  if (signer.problem) c.note(signer.problem)
  c.want('issued by the root', true, signer.issuedByRoot)
}

function pdfbox(facts, expected, c) {
  c.want('read by the strict parser', true, facts.strict)
  c.want('encrypted', false, facts.encrypted)
  if (expected.pages !== undefined) c.want('pages', expected.pages, facts.pages)
  c.want('signatures', expected.signatures, facts.signatures.length)
  if (expected.signatures > 0) {
    c.want('SigFlags', 3, facts.form?.sigFlags)
    c.want('NeedAppearances', false, facts.form?.needAppearances)
    c.want('XFA form', false, facts.form?.xfa)
    c.want('DocMDP permissions of the document', 1, facts.permsDocMdp)
  }
  for (const s of facts.signatures) {
    c.want('SubFilter', 'ETSI.CAdES.detached', s.subFilter)
    c.want('DocMDP permissions of the signature', 1, s.docMdp)
    c.want('ByteRange covers the whole file', true, s.coversFile)
    c.want('detached', true, s.detached)
    c.want('signer infos', 1, s.signerInfos)
    for (const signer of s.signers) pdfboxSigner(signer, c)
  }
  for (const words of expected.text) {
    if (!facts.text.includes(words.replace(/\s+/g, ''))) c.note(`text not found: ${words}`)
  }
  for (const [name, value] of Object.entries(expected.information))
    c.want(`document information ${name}`, value, facts.information[name])
}

const RULES = { pyhanko, dss, verapdf, pdfbox }

/**
 * Why a judge's facts do not satisfy us; empty when they do.
 * @param {import('./judges.mjs').JudgeId} judge
 * @param {any} facts What the judge's program printed.
 * @param {Expectations} [expectations]
 * @returns {string[]}
 */
export function reasonsAgainst(judge, facts, expectations = {}) {
  const c = collector()
  RULES[judge](facts, { signatures: 1, text: [], information: {}, ...expectations }, c)
  return c.reasons
}
