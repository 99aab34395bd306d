import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import process from 'node:process'

/**
 * Answers whether node_modules of a folder holds exactly what its lock file asks for.
 * Optional packages may be absent: they are the builds for other platforms.
 */
export function packagesAreThere(folder = '.') {
  // npm writes this file as the last act of an install, so an interrupted install lacks it.
  const installed = `${folder}/node_modules/.package-lock.json`
  if (!existsSync(installed)) return false
  const wanted = JSON.parse(readFileSync(`${folder}/package-lock.json`, 'utf8')).packages
  const have = JSON.parse(readFileSync(installed, 'utf8')).packages
  return Object.entries(wanted).every(([path, { version, integrity, optional, devOptional, peer }]) => {
    if (path === '') return true
    const found = have[path]
    if (!found) return Boolean(optional || devOptional || peer)
    return found.version === version && found.integrity === integrity
  })
}

/** Installs what the lock file of a folder names, with no install script run, unless it is there already. */
export function installPackages(folder = '.') {
  if (packagesAreThere(folder)) return
  const lock = folder === '.' ? 'package-lock.json' : `${folder}/package-lock.json`
  console.log(`→ Installing packages exactly as ${lock} names them (npm ci, no install scripts). This takes about a minute.`)
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund']
  const npm = process.env.npm_execpath
  const windows = process.platform === 'win32'
  const { status, error } = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...args], { stdio: 'inherit', cwd: folder })
    : spawnSync('npm', args, { stdio: 'inherit', shell: windows, cwd: folder })
  if (error?.code === 'ENOENT') {
    throw Object.assign(new Error('npm was not found.'), { remedy: 'install npm (it comes with Node), then run the same command again.' })
  }
  if (status !== 0) {
    throw Object.assign(new Error(`npm ci failed${status === null ? '' : ` (exit code ${status})`}; its own words are above.`), {
      remedy: 'see that this machine reaches the package registry (npm ping) and has a gigabyte free, then run the same command again.',
    })
  }
}
