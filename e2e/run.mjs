// What npm start, npm test and the others run: plain JavaScript without dependencies, because it is there before anything is installed.
import { rmSync } from 'node:fs'
import process from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'

const commands = {
  start: ['e2e/setup/start.ts', 'the wallet in a real browser, with a chain, a faucet and a demo dApp on this machine (--firefox, --tour)'],
  test: ['e2e/setup/test.ts', 'everything; or one part of it: check, unit, size, journeys, each with a name to look for'],
  'test:long': ['e2e/setup/test-long.ts', 'what takes longer: kills, soak, large generated runs, the libraries of sites, Asset Hub'],
  check: ['e2e/setup/check.ts', 'types, Biome, boundaries, knip, web-ext lint, the checks of the repository'],
  build: ['e2e/setup/build.ts', 'dist/chrome, dist/firefox and dist/demo'],
  localnet: ['e2e/localnet/command.ts', 'only the chain; --help tells the rest'],
  size: ['e2e/size.ts', 'the byte budgets'],
  bench: ['e2e/bench.ts', 'the times, in real Chromium and partly in Firefox (a word: only the parts about it)'],
  gallery: ['e2e/gallery/gallery.ts', 'pictures of every screen with made-up data, in gallery/ (--firefox, --all, --serve, a name)'],
  phishing: ['e2e/phishing/make.ts', 'the bundled phishing list anew, from an unpacked eth-phishing-detect'],
  package: ['e2e/package.ts', 'the two store packages, the same bytes every time'],
}

/** vite 8, which builds and runs the TypeScript here, asks for these. */
function nodeIsNewEnough() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  return (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22
}

function help() {
  console.log('Usage: node e2e/run.mjs <command> …\n')
  for (const [name, [, what]] of Object.entries(commands)) console.log(`  ${name.padEnd(10)} ${what}`)
}

/** Loads TypeScript file by file; in one piece takes half the time, but nothing in it may ask where it stands. */
async function load(file, inOnePiece) {
  const { build, runnerImport } = await import('vite')
  const shared = { configFile: false, publicDir: false, logLevel: 'error' }
  if (!inOnePiece) return (await runnerImport(fileURLToPath(new URL(`../${file}`, import.meta.url)), shared)).module
  const made = `dist/in-one-piece/${process.pid}.mjs`
  const output = { entryFileNames: `${process.pid}.mjs` }
  await build({
    ...shared,
    build: { ssr: file, outDir: 'dist/in-one-piece', emptyOutDir: false, minify: false, rolldownOptions: { output } },
  })
  try {
    return await import(pathToFileURL(made).href)
  } finally {
    rmSync(made)
  }
}

async function main() {
  const [name = 'help', ...args] = process.argv.slice(2).filter((arg) => arg !== '--')
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) {
    help()
    return name === 'help' || name === '--help' ? 0 : 2
  }
  // The chain's own help is longer than a line.
  if (args.includes('--help') && name !== 'localnet') {
    console.log(`npm ${name === 'start' || name === 'test' ? name : `run ${name}`}: ${command[1]}`)
    return 0
  }
  process.chdir(fileURLToPath(new URL('..', import.meta.url)))
  const { installPackages } = await import('./setup/packages.mjs')
  installPackages()
  const module = await load(command[0], name === 'localnet')
  return (await (module.run ?? module.main)(args)) ?? process.exitCode ?? 0
}

/** A trouble that was foreseen carries its remedy; anything else is a bug of ours and shows where. */
function tell(error) {
  if (error?.remedy) console.error(`\n✗ ${error.message}\n  What helps: ${error.remedy}`)
  else console.error('\n✗ Unexpected:', error)
}

if (nodeIsNewEnough()) {
  // process.exit: a browser or a server left open by a failure must not keep the command alive.
  main().then(
    (code) => process.exit(code),
    (error) => {
      tell(error)
      if (['test', 'test:long'].includes(process.argv[2])) console.log('0 passed, 1 failed')
      process.exit(1)
    },
  )
} else {
  console.error(`✗ Kluis needs Node 20.19 or newer (in the 22 series 22.12 or newer); this is ${process.versions.node}.`)
  console.error('  What helps: install a current Node, for example from https://nodejs.org, and run the same command again.')
  if (['test', 'test:long'].includes(process.argv[2])) console.log('0 passed, 1 failed')
  process.exitCode = 1
}
