import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { ROOT } from './npm.mjs'

const bin = name => path.join(ROOT, 'node_modules', name)

/** The checks that need no test runner: name → arguments of node. */
export const CHECKS = [
  ['format', [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']],
  ['lint', [bin('eslint/bin/eslint.js'), '.', '--max-warnings', '0']],
  ['types', [path.join(ROOT, 'tools/types.mjs')]],
  [
    'layers',
    [
      bin('dependency-cruiser/bin/dependency-cruise.mjs'),
      'shared',
      'electron',
      'national-store',
      'renderer',
      'tests',
      'tools',
      '--config',
      'dependency-cruiser.config.mjs',
    ],
  ],
  ['dead code', [bin('knip/bin/knip.js')]],
]

/** Runs each check, saying which; @returns how many passed and failed. */
export function runChecks() {
  let passed = 0
  let failed = 0
  for (const [name, args] of CHECKS) {
    console.log(`— ${name}`)
    const run = spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' })
    if (run.status === 0) passed++
    else {
      failed++
      console.log(`✗ ${name}`)
    }
  }
  return { passed, failed }
}
