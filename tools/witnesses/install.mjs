import { readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { alone } from '../setup/alone.mjs'
import { ensureDebianPackages } from '../setup/debian.mjs'
import { fingerprint, madeOnce, SOURCES, sourceText, VERSIONS, witnessHome } from './home.mjs'
import { JUDGES } from './judges.mjs'
import { lastLines, run } from './processes.mjs'

const WHY =
  '由独立的第三方验证签发的文件（npm run witnesses）/ judging issued files by independent programs (npm run witnesses)'

/** The oldest Java that the judges are compiled for. */
const JAVA = 17

/** Says what the set-up does; stdout is kept for the table. */
const tell = line => void process.stderr.write(`${line}\n`)

async function javaVersion() {
  const { stdout, stderr } = await run('javac', ['-version'])
  return Number(/javac (\d+)/.exec(stdout + stderr)?.[1] ?? 0)
}

const mavenWorks = async () => (await run('mvn', ['-v'])).status === 0

/** The first Python that can make virtual environments; Debian's own before one that a version manager put in front. */
async function findPython() {
  const names = process.platform === 'win32' ? ['py', 'python'] : ['/usr/bin/python3', 'python3']
  for (const name of names) {
    const probe = 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))'
    if ((await run(name, ['-c', probe])).status === 0) return name
  }
  return undefined
}

/** Installs what Debian has of Java, Maven and Python where it is missing. @returns what is still missing, in words. */
async function ensureRuntimes() {
  const checks = [
    {
      what: `Java ${JAVA} (JDK)`,
      package: 'default-jdk-headless',
      ok: async () => (await javaVersion()) >= JAVA,
    },
    { what: 'Maven', package: 'maven', ok: mavenWorks },
    {
      what: 'Python 3.10 with venv',
      package: 'python3-venv',
      ok: async () => (await findPython()) !== undefined,
    },
  ]
  const missing = []
  for (const check of checks) if (!(await check.ok())) missing.push(check)
  if (missing.length === 0) return []
  ensureDebianPackages(
    missing.map(check => check.package),
    { why: WHY },
  )
  const left = []
  for (const check of missing) if (!(await check.ok())) left.push(check.what)
  return left
}

/** A virtual environment with exactly the pinned packages. @returns the path of its Python. */
async function installPython(home) {
  const python = (await findPython()) ?? 'python3'
  const requirements = Object.entries(VERSIONS.python).map(([name, version]) => `${name}==${version}`)
  const folder = path.join(home, `python-${fingerprint(python, requirements)}`)
  const bin = path.join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python')
  await madeOnce(folder, async () => {
    tell(`pyHanko ${VERSIONS.python.pyHanko}: installing from PyPI into ${folder}`)
    await must('pyHanko', python, ['-m', 'venv', folder])
    // Every package is named with its version, so pip has nothing to resolve; `check` proves the list complete.
    await must('pyHanko', bin, ['-m', 'pip', 'install', '--quiet', '--no-deps', ...requirements])
    await must('pyHanko', bin, ['-m', 'pip', 'check'])
  })
  return bin
}

/** Compiled classes beside the library's jars. @returns the class path. */
async function installJava(judge, home) {
  const coordinates = VERSIONS.maven.judges[judge.id]
  const jars = path.join(home, `${judge.id}-${fingerprint(VERSIONS.maven.plugin, coordinates)}`)
  await madeOnce(jars, async () => {
    tell(`${judge.name} ${coordinates[0].split(':')[2]}: installing from Maven Central into ${jars}`)
    writeFileSync(path.join(jars, 'pom.xml'), projectFile(judge.id, coordinates))
    const goal = `${VERSIONS.maven.plugin}:copy-dependencies`
    const options = [`-DoutputDirectory=${path.join(jars, 'lib')}`, '-DincludeScope=runtime']
    await must(judge.name, 'mvn', ['-B', '-q', '-U', '-f', path.join(jars, 'pom.xml'), goal, ...options])
  })
  const folders = [path.join(SOURCES, 'java/common'), path.join(SOURCES, 'java', judge.id)]
  const classes = path.join(jars, `classes-${fingerprint(await javaVersion(), sourceText(...folders))}`)
  const libraries = path.join(jars, 'lib', '*')
  await madeOnce(classes, async () => {
    const options = ['-proc:none', '-encoding', 'UTF-8', '-cp', libraries, '-d', classes]
    await must(judge.name, 'javac', [...options, ...folders.flatMap(javaFiles)])
  })
  return [classes, libraries].join(path.delimiter)
}

/** The Java sources of a folder, since there is no shell to name them. */
const javaFiles = folder =>
  readdirSync(folder).flatMap(name => (name.endsWith('.java') ? [path.join(folder, name)] : []))

function projectFile(id, coordinates) {
  const dependencies = coordinates.map(coordinate => {
    const [group, artifact, version] = coordinate.split(':')
    return `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`
  })
  return [
    '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>',
    `<groupId>witnesses</groupId><artifactId>${id}</artifactId><version>1</version><packaging>pom</packaging>`,
    `<dependencies>${dependencies.join('\n')}</dependencies></project>`,
  ].join('\n')
}

/** What a failed program said, without its advice: the lines marked as errors, or the last ones. */
function errorLines(text) {
  const marked = text.split('\n').filter(line => /\bERROR\b.*\w{3}/.test(line) && !/re-run Maven/i.test(line))
  return marked.length > 0 ? marked.slice(0, 3).join('\n  ') : lastLines(text)
}

/** Runs a step of an installation; networks stumble, so a second time when the first one fails. */
async function must(name, command, args) {
  let done = await run(command, args)
  if (done.status !== 0) done = await run(command, args)
  if (done.status === 0) return
  throw new Error(
    `${name}: ${path.basename(command)} failed\n  ${errorLines(`${done.stdout}\n${done.stderr}`)}`,
  )
}

/**
 * Installs the judges that are not there yet. What fails does not keep the others from being installed.
 * @param {readonly import('./judges.mjs').JudgeId[]} [ids] Which ones; all when left out.
 * @returns {Promise<Installed>}
 *
 * @typedef {object} Installed
 * @property {Record<string, { command: string, args: string[] }>} commands How to start each judge, by its id.
 * @property {Record<string, string>} classPaths Of the judges on the JVM, by id.
 * @property {string} [python] A Python with pyHanko.
 * @property {string[]} failures One text for each thing that could not be installed.
 */
export async function installJudges(ids = JUDGES.map(judge => judge.id)) {
  const home = witnessHome()
  return alone(home, async () => {
    const missing = await ensureRuntimes()
    const installed = { commands: {}, classPaths: {}, failures: missing.map(what => `${what} is missing`) }
    const wanted = JUDGES.filter(judge => ids.includes(judge.id))
    const install = async judge => {
      try {
        installed.commands[judge.id] = await installJudge(judge, home, installed)
      } catch (error) {
        installed.failures.push(error.message)
      }
    }
    // pip and Maven side by side, but never two Mavens: they share one local repository.
    await Promise.all(
      ['python', 'java'].map(async kind => {
        for (const judge of wanted) if (judge.kind === kind) await install(judge)
      }),
    )
    return installed
  })
}

/** @returns how to start the judge; its class path or Python goes into `installed`. */
async function installJudge(judge, home, installed) {
  if (judge.kind === 'python') {
    installed.python = await installPython(home)
    return { command: installed.python, args: [path.join(SOURCES, 'python', judge.main)] }
  }
  const classPath = await installJava(judge, home)
  installed.classPaths[judge.id] = classPath
  return { command: 'java', args: [...JVM_OPTIONS, '-cp', classPath, judge.main] }
}

/** No window system, UTF-8 file names, and no network: a proxy that is not there answers every attempt. */
export const JVM_OPTIONS = [
  '-Djava.awt.headless=true',
  '-Dfile.encoding=UTF-8',
  '-Dsun.jnu.encoding=UTF-8',
  '-DsocksProxyHost=127.0.0.1',
  '-DsocksProxyPort=9',
  '-XX:+UseSerialGC',
  '-Xss8m',
]
