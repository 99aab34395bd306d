import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hostIn, namesOf, packNames } from '../../src/sites/filter'
import { done, trouble } from '../setup/say'

/** Where the bundled list stands, and what its first line says of whose hosts they are. */
const BUNDLED = 'public/phishing.list'
const NOTICE =
  'hosts of eth-phishing-detect 1.2.0 (Copyright 2018 kumavis, DBAD Public License 1.1) and of polkadot-js/phishing (Apache-2.0)'

/** Hosts that are kept by hand. */
export async function ownHosts(): Promise<string[]> {
  const lines = (await readFile('e2e/phishing/own.txt', 'utf8')).split('\n')
  return lines.map((line) => line.trim()).filter((line) => line && !line.startsWith('#'))
}

/** The list as it is shipped: the same bytes for the same hosts. @param blocked hosts of eth-phishing-detect */
async function bundle(blocked: readonly string[]): Promise<Uint8Array> {
  const hosts = new Set([...blocked, ...(await ownHosts())].flatMap((each) => hostIn(each) ?? []))
  // What stands under a host that is listed is found by that one.
  return packNames(
    [...hosts].filter(
      (each) =>
        !namesOf(each)
          .slice(1)
          .some((above) => hosts.has(above)),
    ),
    NOTICE,
  )
}

/** Writes the bundled list from an unpacked eth-phishing-detect, of which `npm pack` gives the archive. */
export async function run([folder]: string[]): Promise<number> {
  if (!folder) throw trouble('Which eth-phishing-detect?', 'Name the folder of the unpacked package.')
  const { blacklist } = JSON.parse(await readFile(join(folder, 'src/config.json'), 'utf8')) as { blacklist: string[] }
  const packed = await bundle(blacklist)
  await writeFile(BUNDLED, packed)
  done(`${BUNDLED} has ${packed.length} bytes for ${blacklist.length} hosts and those of e2e/phishing/own.txt`)
  return 0
}
