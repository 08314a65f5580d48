// `npm test`: all set-up and every test. Its output ends with `N passed, M failed`.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ensureDebianPackages } from './setup/debian.mjs'
import { ensurePackages, ROOT } from './setup/npm.mjs'
import { TEST_PACKAGES } from './setup/packages.mjs'

ensurePackages()
ensureDebianPackages(TEST_PACKAGES, {
  why: '测试需要独立验证工具与生僻字字体 / the tests need independent checkers and fonts with rare characters',
})
const { runChecks } = await import('./setup/run.mjs')

/** One line for each test that failed, so that nobody has to look for them in thousands. */
function tellFailures(testResults) {
  for (const { name, status, message, assertionResults } of testResults) {
    const file = path.relative(ROOT, name)
    if (status === 'failed' && assertionResults.length === 0)
      console.log(`✗ ${file}: ${String(message).split('\n')[0]}`)
    for (const { status, fullName, failureMessages } of assertionResults)
      if (status === 'failed')
        console.log(`✗ ${file}: ${fullName}: ${String(failureMessages[0] ?? message).split('\n')[0]}`)
  }
}

const checks = runChecks()

const scratch = mkdtempSync(path.join(tmpdir(), 'lw-test-'))
const report = path.join(scratch, 'vitest.json')
spawnSync(
  process.execPath,
  [
    path.join(ROOT, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ],
  { cwd: ROOT, stdio: 'inherit' },
)
let passed = checks.passed
let failed = checks.failed
try {
  const result = JSON.parse(readFileSync(report, 'utf8'))
  passed += result.numPassedTests
  // A file that could not be loaded has no failed test of its own, but it is a failure all the same.
  failed +=
    result.numFailedTests +
    result.testResults.filter(t => t.status === 'failed' && t.assertionResults.length === 0).length
  if (!result.success && failed === 0) failed = 1
  tellFailures(result.testResults)
} catch {
  failed += 1
  console.error('the test runner left no report')
}
rmSync(scratch, { recursive: true, force: true })
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
