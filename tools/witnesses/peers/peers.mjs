// Other signers for comparison, over the same PDF with the same key. `npm run bench` imports `signWithPeers`;
// `node tools/witnesses/peers/peers.mjs PDF PKCS12 [times]` (PIN in LW_PEER_PIN) prints the same for a person.
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { SOURCES, VERSIONS } from '../home.mjs'
import { installJudges, JVM_OPTIONS } from '../install.mjs'
import { lastLines, run } from '../processes.mjs'

/**
 * @typedef {object} SigningTask
 * @property {string} pdf Path of an unsigned PDF without a signature field named Seal.
 * @property {string} pkcs12 Path of the container.
 * @property {string} pin
 * @property {number} times Signatures that are timed, at least 1.
 * @property {number} [warmup] Signatures before them that are not; 20 when left out.
 * @property {string} [outDir] Where each peer leaves its last signed PDF: `pyhanko.pdf`, `dss.pdf`.
 *
 * @typedef {{ peer: string, version: string, millis: number[], bytes: number }} PeerResult
 *   `millis`: each signature; `bytes`: size of the signed PDF.
 */

const DEFAULT_WARMUP = 20

/** A path or PIN with a line break would change the meaning of the lines behind it. */
function lines(values) {
  for (const value of values) if (/[\r\n]/.test(value)) throw new Error('a line break in a path or a PIN')
  return `${values.join('\n')}\n`
}

async function ask(peer, command, args, input) {
  const done = await run(command, args, { input })
  if (done.status !== 0) throw new Error(`${peer} could not sign:\n  ${lastLines(done.stderr)}`)
  return JSON.parse(done.stdout.trim().split('\n').at(-1))
}

const signedName = (task, name) => (task.outDir ? path.join(task.outDir, name) : '')

function signWithPyhanko(python, task) {
  const { pdf, pkcs12, pin, times, warmup = DEFAULT_WARMUP } = task
  const input = JSON.stringify({ pdf, pkcs12, pin, times, warmup, out: signedName(task, 'pyhanko.pdf') })
  return ask('pyHanko', python, [path.join(SOURCES, 'peers', 'pyhanko_sign.py')], input)
}

async function signWithDss(classPath, task) {
  const { pdf, pkcs12, pin, times, warmup = DEFAULT_WARMUP } = task
  const input = lines([pdf, pkcs12, pin, String(times), String(warmup), signedName(task, 'dss.pdf')])
  const result = await ask('EU DSS', 'java', [...JVM_OPTIONS, '-cp', classPath, 'DssSign'], input)
  return { ...result, version: VERSIONS.maven.judges.dss[0].split(':')[2] }
}

/**
 * Installs the peers where needed and has each of them sign, one after the other. Throws when a peer cannot be installed or
 * cannot sign: a comparison without it would look better than it is.
 * @param {SigningTask} task
 * @returns {Promise<PeerResult[]>} pyHanko, then EU DSS.
 */
export async function signWithPeers(task) {
  const { python, classPaths, failures } = await installJudges(['pyhanko', 'dss'])
  if (failures.length > 0) throw new Error(`not installed: ${failures.join('; ')}`)
  return [await signWithPyhanko(python, task), await signWithDss(classPaths.dss, task)]
}

const median = numbers => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]

async function main([pdf, pkcs12, times = '100']) {
  const pin = process.env.LW_PEER_PIN
  if (!pdf || !pkcs12 || pin === undefined || !(Number(times) >= 1)) {
    console.error('LW_PEER_PIN=… node tools/witnesses/peers/peers.mjs PDF PKCS12 [times]')
    process.exit(2)
  }
  for (const result of await signWithPeers({ pdf, pkcs12, pin, times: Number(times) })) {
    console.log(JSON.stringify({ ...result, medianMillis: median(result.millis) }))
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  await main(process.argv.slice(2))
