import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ROOT } from '../../setup/npm.mjs'
import { SOURCES } from '../home.mjs'
import { lastLines, run } from '../processes.mjs'

/** An unlocked keyring of its own for the time of the run. */
const KEYRING = `printf witness | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec "$@"`

/**
 * Runs the window's end-to-end tests on that Electron, on a screen and a session bus of their own.
 * @param {string} dist
 * @returns {Promise<{ name: string, passed: boolean, why: string }[]>} one entry a test
 */
export async function witnessElectron(dist) {
  const scratch = mkdtempSync(path.join(tmpdir(), 'lw-electron-'))
  const report = path.join(scratch, 'report.json')
  const vitest = [
    path.join(ROOT, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--config',
    path.join(SOURCES, 'electron/vitest.config.ts'),
    '--root',
    ROOT,
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]
  try {
    const done = await run(
      'xvfb-run',
      ['-a', 'dbus-run-session', '--', 'sh', '-c', KEYRING, 'sh', process.execPath, ...vitest],
      {
        cwd: ROOT,
        env: {
          LW_E2E_HOST: 'electron',
          ELECTRON_OVERRIDE_DIST_PATH: dist,
          XDG_CURRENT_DESKTOP: 'GNOME',
          HOME: scratch, // the keyring of the run, not a person's
        },
      },
    )
    return verdictsOf(report, `${done.stdout}\n${done.stderr}`)
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
  }
}

/** A run that left no report, and a file that could not be loaded, are failures too. */
function verdictsOf(report, said) {
  try {
    const { testResults } = JSON.parse(readFileSync(report, 'utf8'))
    return testResults.flatMap(({ name, message, assertionResults }) =>
      assertionResults.length === 0
        ? [{ name: path.basename(name), passed: false, why: message }]
        : assertionResults.map(one => ({
            name: one.fullName,
            passed: one.status === 'passed',
            // A test whose preparation failed has no message of its own.
            why: (one.failureMessages?.[0] ?? message ?? '').split('\n')[0],
          })),
    )
  } catch {
    return [{ name: 'the run', passed: false, why: lastLines(said) }]
  }
}
