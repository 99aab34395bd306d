import { formatTao } from '../units'
import { type Activity, type Entry, isOver } from './entries'

export const kinds = ['all', 'sent', 'received', 'site', 'staking', 'other'] as const
export const states = ['all', 'open', 'failed'] as const
/** What is looked for. `dust`: whether amounts too small to be worth a line are shown, too. */
export type Find = {
  text: string
  /** Account id, hex; null for all. */
  account: string | null
  kind: (typeof kinds)[number]
  state: (typeof states)[number]
  network: 'finney' | 'testnet' | 'local' | null
  dust: boolean
}
/** What a person calls an account id, own or of a contact; and its address. */
export type Names = { nameOf(id: string): string | undefined; addressOf(id: string): string }
type Item = Activity[number]

/** Nothing but dust is hidden. */
export const everything: Find = { text: '', account: null, kind: 'all', state: 'all', network: null, dust: false }

const othersIn = (each: Item): string[] =>
  each.kind === 'own'
    ? each.calls.flatMap(({ fact }) => ('to' in fact ? [fact.to.id] : []))
    : each.cause.kind === 'transfer' && each.cause.from
      ? [each.cause.from.id]
      : each.cause.kind === 'unstaked'
        ? [each.cause.hotkey.id]
        : []

const isStaking = ({ calls }: Entry) => calls.some(({ call }) => call.startsWith('SubtensorModule.'))
function isOf(each: Item, kind: Find['kind']): boolean {
  if (kind === 'all') return true
  if (each.kind === 'received') return kind === 'received' || (kind === 'staking' && each.cause.kind === 'unstaked')
  const pays = each.calls.some(({ fact }) => 'to' in fact)
  if (kind === 'other') return !pays && !isStaking(each)
  return kind === 'sent' ? pays : kind === 'site' ? each.origin !== null : kind === 'staking' && isStaking(each)
}
function isIn(each: Item, state: Find['state']): boolean {
  if (state === 'all') return true
  if (each.kind === 'received') return false
  const { status } = each
  if (state === 'open') return !isOver(status)
  return status.phase === 'lost' || status.phase === 'refused' || ('ok' in status && !status.ok)
}

function amountsOf(each: Item): bigint[] {
  if (each.kind === 'received') return [BigInt(each.amount)]
  const sums = each.calls.flatMap(({ fact }) => ('amount' in fact ? [BigInt(fact.amount)] : []))
  return each.fee === null ? sums : [...sums, BigInt(each.fee)]
}

function nineDecimals(rao: bigint): string {
  const [whole, fraction = ''] = formatTao(rao).split('.')
  return `${whole}.${fraction.padEnd(9, '0')}`
}

/** Whether a text is somewhere in what an entry says: names, addresses, amounts as one writes them, calls, hashes, the site. */
function says(each: Item, text: string, { nameOf, addressOf }: Names): boolean {
  const has = (said: string | null | undefined) => said?.toLowerCase().includes(text)
  const ids = [each.account, ...othersIn(each)]
  if (ids.some((id) => id === text || has(nameOf(id)) || has(addressOf(id)))) return true
  const amount = text.replace(',', '.')
  if (/^\d+(\.\d*)?$/.test(amount) && amountsOf(each).some((rao) => nineDecimals(rao).startsWith(amount))) return true
  if (each.kind === 'received') return has(each.extrinsic?.hash) === true || has(each.blockHash) === true || String(each.block) === text
  const { hash, origin, calls, status } = each
  return [hash, origin, ...calls.map(({ call }) => call)].some(has) || ('block' in status && String(status.block) === text)
}

/**
 * What is looked for, newest first, as a page of it.
 * @param from how many of the newest are passed over
 * @returns all that fit, counted, and those of the page
 */
export function find(activity: Activity, wanted: Find, from: number, count: number, names: Names): { total: number; items: Item[] } {
  const text = wanted.text.normalize('NFC').trim().toLowerCase()
  const { account, kind, state, network } = wanted
  const items: Item[] = []
  let total = 0
  for (let at = activity.length - 1; at >= 0; at--) {
    const each = activity[at] as Item
    if (each.kind === 'received' && each.dust && !wanted.dust) continue
    if (network !== null && each.network !== network) continue
    if (account !== null && each.account !== account && !othersIn(each).includes(account)) continue
    if (!isOf(each, kind) || !isIn(each, state) || (text && !says(each, text, names))) continue
    if (total >= from && items.length < count) items.push(each)
    total++
  }
  return { total, items }
}
