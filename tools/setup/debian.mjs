import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/**
 * What the set-up needs of the machine; a test gives another one.
 * @typedef {object} Machine
 * @property {boolean} isDebian `dpkg-query` and `apt-get` rule here.
 * @property {boolean} isRoot
 * @property {(command: string, args: readonly string[]) => { status: number | null, stdout: string, stderr: string }} run
 * @property {(line: string) => void} tell Writes one line for the person at the terminal.
 */

/** @returns {Machine} */
function thisMachine() {
  return {
    isDebian: process.platform === 'linux' && existsSync('/etc/debian_version'),
    isRoot: process.getuid?.() === 0,
    run: (command, args) => {
      const { status, stdout, stderr, error } = spawnSync(command, args, {
        encoding: 'utf8',
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' },
        maxBuffer: 64 * 1024 * 1024,
      })
      return { status, stdout: stdout ?? '', stderr: error ? String(error) : (stderr ?? '') }
    },
    tell: line => void process.stderr.write(`${line}\n`),
  }
}

/** Those of the packages that dpkg does not call installed. Asks the local database only. */
function missingPackages(names, machine) {
  const { stdout } = machine.run('dpkg-query', ['-W', '-f', '${db:Status-Status} ${Package}\\n', ...names])
  const installed = new Set(
    stdout.split('\n').flatMap(line => (line.startsWith('installed ') ? [line.slice(10)] : [])),
  )
  return names.filter(name => !installed.has(name))
}

const LOCK_WAIT = ['-o', 'DPkg::Lock::Timeout=300']

/** Installs once; when that fails, refreshes the package lists and tries once more. */
function install(names, machine) {
  const args = [...LOCK_WAIT, 'install', '--yes', '--quiet=2', '--no-install-recommends', ...names]
  if (machine.run('apt-get', args).status === 0) return { ok: true, why: '' }
  machine.tell('apt: refreshing the package lists and trying once more')
  const update = machine.run('apt-get', [...LOCK_WAIT, 'update', '--quiet=2'])
  const again = machine.run('apt-get', args)
  if (again.status === 0) return { ok: true, why: '' }
  const said = `${update.stderr}\n${again.stderr}`.trim().split('\n').slice(-5).join('\n  ')
  return { ok: false, why: said }
}

/**
 * Sees to it that Debian packages are there. On Debian as root it installs what is missing, and says so on stderr;
 * elsewhere it says in one sentence what is needed and for what. Asks dpkg first: nothing missing, nothing done.
 * @param {readonly string[]} names Package names, without architecture or version.
 * @param {{ why: string }} reason What they are for, to finish "needed for …".
 * @param {Machine} [machine]
 * @returns {boolean} Whether all of them are installed now; false only after saying why on stderr.
 */
export function ensureDebianPackages(names, { why }, machine = thisMachine()) {
  if (!machine.isDebian) {
    machine.tell(
      `Needed for ${why}: the packages that Debian calls ${names.join(', ')}; please install them.`,
    )
    return false
  }
  const missing = missingPackages(names, machine)
  if (missing.length === 0) return true
  if (!machine.isRoot) {
    machine.tell(`Needed for ${why}: please run "apt-get install ${missing.join(' ')}" as root.`)
    return false
  }
  machine.tell(`apt: installing ${missing.join(', ')} (needed for ${why})`)
  const done = install(missing, machine)
  if (!done.ok) {
    machine.tell(`apt: could not install ${missing.join(', ')} (needed for ${why}):\n  ${done.why}`)
    return false
  }
  const left = missingPackages(missing, machine)
  if (left.length > 0)
    machine.tell(`apt: ${left.join(', ')} (needed for ${why}) still missing after installing`)
  return left.length === 0
}
