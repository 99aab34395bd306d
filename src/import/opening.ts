import { type KeyFile, keptKeys, type Opened, open as openFile, wipe } from '../keyfiles'
import { KluisError } from '../units'
import { type Outcome, outcomeOf } from './outcome'
import { shownPath } from './shown'

/** A file to be opened, and the public part that lies beside it: what that says has to be true of the key. */
export type ToOpen = { file: KeyFile; beside: KeyFile | null }

/**
 * With a password: opens the first, and as many of the others as the same password fits; `null`: it did not fit.
 * Without one: opens each by itself.
 */
export async function openAll(
  files: readonly ToOpen[],
  password: string | null,
  told: (done: number, of: number) => void = () => undefined,
): Promise<Outcome<Opened | null>[]> {
  const results: Outcome<Opened | null>[] = []
  // btcli's salt is one for all files: the work of a password is done once, however many it opens.
  const kept = keptKeys()
  try {
    for (const [i, { file, beside }] of files.entries()) {
      told(i, files.length)
      const opened = await outcomeOf(async () => compared(await openFile(file, password ?? '', kept.stretch), beside))
      const misfit = password !== null && !opened.ok && opened.error.code === 'decrypt-failed' && i > 0
      results.push(misfit ? { ok: true, value: null } : opened)
      // The first is the one that the password was typed for: where it does not open that, it is tried on nothing else.
      if (i === 0 && !opened.ok && password !== null) return results
    }
    return results
  } finally {
    kept.close()
  }
}

/**
 * Holds what a file gave against the public part beside it: of several readings those stay that come to it.
 * @throws KluisError address-mismatch {beside: its name}
 */
async function compared(opened: Opened, beside: KeyFile | null): Promise<Opened> {
  if (!beside) return opened
  const name = shownPath(beside.path.split(/[/\\]/).at(-1) ?? beside.path)
  const said = await outcomeOf(() => openFile(beside, ''))
  // It is no word for or against the key, but the person should hear of it.
  if (!said.ok) return { ...opened, refused: [...opened.refused, { name, address: null, code: said.error.code }] }
  const claimed = new Set(said.value.keys.map(({ accountId }) => accountId))
  const keys = opened.keys.filter(({ accountId }) => claimed.has(accountId))
  for (const each of opened.keys) if (!keys.includes(each) && each.secret) wipe(each.secret)
  if (!keys.length) throw new KluisError('address-mismatch', { beside: name })
  return { ...opened, keys, oneOf: opened.oneOf && keys.length > 1 }
}
