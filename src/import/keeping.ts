import { textOfSecret } from '../keyfiles'
import type { AccountView, Input, KeyInput, Output, PopupContract } from '../messaging'
import { KluisError } from '../units'
import { type HeldKey, isSaved, secretOf } from './hand'
import type { Refusal } from './outcome'
import { nodeKey, type Tray } from './tray'

/** What the person decided about a key. */
export type Decision = { ref: string; name: string; role: 'coldkey' | 'hotkey' }
/** What of a backup beside its accounts is to be brought: origins of sites, ids of contacts, nodes by `nodeKey`, and the switch. */
export type Extras = Record<'sites' | 'blocked' | 'contacts' | 'nodes', readonly string[]> & { contactsOnly: boolean }
/** `beside`: how many contacts, nodes and blocks were brought; `left`: for how many contacts there was no room any more. */
export type Results = { added: AccountView[]; refused: { name: string; reason: Refusal }[]; beside: number; left: number }

type Kept = Output<PopupContract, 'addAccounts'>[number]
/** What keeping asks of the background, and of the page. */
export type Background = {
  createWallet(input: Input<PopupContract, 'createWallet'>): Promise<Kept[]>
  addAccounts(input: Input<PopupContract, 'addAccounts'>): Promise<Kept[]>
  mergeBackup(input: Input<PopupContract, 'mergeBackup'>): Promise<Output<PopupContract, 'mergeBackup'>>
  newCommandId(): string
  /** Whether there is no wallet yet, now and not when the page was drawn. */
  isEmpty(): boolean
}

/** How many accounts one command carries: each key is computed again. */
const PORTION = 50
const MERGED = 1_000

/** Keeps what was decided, a portion at a time. One of these lives as long as what was brought: a second try goes on where the first failed. */
export function createKeeping(background: Background) {
  const outcomes = new Map<string, Kept>()
  const commands = new Map<string, string>()
  let isMerged = false
  let noRoom = 0

  /** An id for each portion as it was decided: the same again after a lost connection, and another once something in it is. */
  const commandId = (part: readonly Decision[]) => {
    const print = JSON.stringify(part)
    const id = commands.get(print) ?? background.newCommandId()
    commands.set(print, id)
    return id
  }

  /**
   * @param password of the vault that is made with the first portion, or of the one that is here, where it was asked for
   * @throws KluisError cancelled {held} (the hand was emptied meanwhile), and those of the commands
   */
  async function keep(
    tray: Tray,
    decisions: readonly Decision[],
    extras: Extras,
    password: string | null,
    told: (done: number, of: number) => void = () => undefined,
  ): Promise<Results> {
    const given = password === null ? {} : { password }
    const byRef = new Map(tray.keys.map((key) => [key.ref, key]))
    const decided = new Map(decisions.map((decision) => [decision.ref, decision]))
    const chosen = decisions.flatMap((decision) => {
      const key = byRef.get(decision.ref)
      return key ? [{ key, decision }] : []
    })
    const left = chosen.filter(({ key }) => !outcomes.has(key.ref))
    for (let from = 0; from < left.length; from += PORTION) {
      const part = left.slice(from, from + PORTION)
      told(chosen.length - left.length + from, chosen.length)
      const keys = part.map(({ key, decision }) => inputOf(key, decision))
      const command = { commandId: commandId(part.map(({ decision }) => decision)), keys }
      // A try before this one may have made the vault, and failed after it.
      const makes = password !== null && background.isEmpty()
      const kept = await (makes ? background.createWallet({ ...command, password }) : background.addAccounts({ ...command, ...given }))
      for (const [i, each] of kept.entries()) if (part[i]) outcomes.set(part[i].key.ref, each)
    }
    told(chosen.length, chosen.length)
    const results: Results = { added: [], refused: [], beside: 0, left: 0 }
    const fromBackup: string[] = []
    // What a try before this one kept is told with the rest.
    for (const { ref, name, source } of tray.keys) {
      const each = outcomes.get(ref)
      if (each?.ok) results.added.push(each.account)
      else if (each) results.refused.push({ name: decided.get(ref)?.name ?? name ?? '', reason: { code: each.code, facts: each.facts } })
      if (each?.ok && source === 'backup') fromBackup.push(each.account.id)
    }
    if (tray.backup && !isMerged) {
      const [people, places] = [new Set(extras.contacts), new Set(extras.sites)]
      const contacts = tray.backup.contacts.filter(({ id }) => people.has(id))
      const sites = tray.backup.sites.filter(({ origin }) => places.has(origin)).map(({ origin, accounts }) => ({ origin, accounts }))
      noRoom = 0
      for (let from = 0; from < Math.max(contacts.length, sites.length); from += MERGED) {
        const { left } = await background.mergeBackup({
          ...given,
          contacts: contacts.slice(from, from + MERGED),
          sites: sites.slice(from, from + MERGED),
          accounts: fromBackup,
        })
        noRoom += left
      }
      const asked = new Set(extras.nodes)
      const nodes = tray.backup.nodes.filter((each) => asked.has(nodeKey(each)))
      // Last: from then on a new contact takes the password.
      if (nodes.length || extras.blocked.length || extras.contactsOnly)
        await background.mergeBackup({
          ...{ ...given, contacts: [], sites: [], accounts: [], nodes },
          ...(extras.blocked.length ? { blocked: [...extras.blocked] } : {}),
          ...(extras.contactsOnly ? { contactsOnly: true as const } : {}),
        })
      isMerged = true
    }
    const beside = tray.backup ? extras.contacts.length + extras.nodes.length + extras.blocked.length - noRoom : 0
    return { ...results, beside, left: noRoom, refused: [...results.refused, ...tray.refused] }
  }
  return { keep }
}
export type Keeping = ReturnType<typeof createKeeping>

/** @throws KluisError cancelled {held}: what has a secret is never sent without it, as if it were only watched */
function inputOf(key: HeldKey, { name, role }: Decision): KeyInput {
  const secret = secretOf(key.ref)
  if (key.holds !== null && !secret) throw new KluisError('cancelled', { held: '1' })
  return {
    secret: secret ? textOfSecret(secret) : null,
    id: key.accountId,
    publicKey: key.publicKey,
    type: key.type,
    role: key.holds === null ? 'watch' : role,
    watch: key.holds === null ? (key.watch ?? 'address') : null,
    name,
    note: key.note,
    hidden: key.hidden,
    saved: isSaved(key),
  }
}
