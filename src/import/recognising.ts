import { type Finding, isZip, type KeyFile, type Place, placeOf, recognise, unpackZip, zipRoom } from '../keyfiles'
import { KluisError } from '../units'
import type { Recognised } from './jobs'
import { outcomeOf } from './outcome'

const nowhere: Place = { wallet: null, part: null, name: null, folder: '' }

/**
 * Unpacks zips, and says what each file is.
 * @param inside they came out of another file: what they are called is what a stranger called an account, and tells no place
 */
export async function recogniseAll(files: readonly KeyFile[], inside: boolean): Promise<Recognised[]> {
  const found: Recognised[] = []
  const room = zipRoom()
  const archives = new Set<string>()
  for (const file of files) {
    const unpacked = !inside && isZip(file.bytes) ? await outcomeOf(() => unpackZip(file.bytes, room)) : undefined
    if (unpacked && !unpacked.ok) found.push({ file, finding: unpacked, place: placeOf(file.path), archive: null })
    const archive = unpacked ? unlike(file.path, archives) : null
    // Locks lie beside the wallets and say nothing that a person asked.
    for (const each of unpacked?.ok ? unpacked.value : unpacked ? [] : [file]) {
      const place = inside ? nowhere : placeOf(each.path)
      if (place.part !== 'lock') found.push({ file: each, finding: await outcomeOf(() => recogniseAt(each, place)), place, archive })
    }
    if (unpacked?.ok) file.bytes.fill(0)
  }
  return found
}

/** @throws KluisError ethereum-key for every key that lies where btcli keeps those of Ethereum: taken for one of ours it would be another account */
function recogniseAt(file: KeyFile, { part }: Place): Finding {
  if (part !== 'evm') return recognise(file)
  try {
    recognise(file)
  } catch (error) {
    if (!(error instanceof KluisError) || error.code !== 'keyfile-no-key') throw error
  }
  throw new KluisError('ethereum-key')
}

/** A name that none of those before has. */
export function unlike(name: string, before: Set<string>): string {
  let own = name
  for (let n = 2; before.has(own); n++) own = `${name} (${n})`
  before.add(own)
  return own
}
