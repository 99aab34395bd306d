import * as v from 'valibot'

const amount = v.pipe(v.string(), v.regex(/^\d{1,39}$/))
const byNetuid = <T extends v.GenericSchema>(of: T) => v.record(v.pipe(v.string(), v.regex(/^\d{1,5}$/)), of)
const hotkey = v.pipe(v.string(), v.regex(/^0x[0-9a-f]{64}$/))
/**
 * `stakes`: alpha by hotkey and netuid; null: not read. `locked`: alpha that cannot be sold, by netuid; null: not told. `held`: for how many
 * blocks more root stake cannot leave, by hotkey.
 */
const balance = v.strictObject({
  ...{ free: amount, reserved: amount, frozen: amount },
  stakes: v.nullable(v.record(hotkey, byNetuid(amount))),
  locked: v.nullable(byNetuid(amount)),
  held: v.optional(v.record(hotkey, v.number())),
})
/** What a subnet is called, when that was read; null: it says nothing that can be read. `open` false: its alpha cannot be traded. */
const subnet = v.strictObject({
  symbol: v.nullable(v.string()),
  name: v.nullable(v.string()),
  open: v.nullable(v.boolean()),
  at: v.number(),
})
/** A hotkey's owner, and what that calls itself. `named`: it was asked. */
const validator = v.strictObject({ owner: v.nullable(v.string()), name: v.nullable(v.string()), named: v.boolean(), at: v.number() })
/** What selling so much alpha would have returned; `tao` null: it could not be sold. `fee` is alpha, `slippage` TAO. */
const exit = v.strictObject({
  ...{ alpha: amount, price: amount, tao: v.nullable(amount), fee: amount, slippage: amount },
  ...{ block: v.number(), at: v.number() },
})
const seen = v.strictObject({
  genesisHash: v.string(),
  block: v.number(),
  at: v.number(),
  byAccount: v.record(v.string(), balance),
  /** Rao of TAO for a whole alpha. */
  prices: byNetuid(amount),
  subnets: byNetuid(subnet),
  validators: v.record(hotkey, validator),
  exits: byNetuid(v.array(exit)),
})
/** Decimal rao, as stored. */
export type Balance = v.InferOutput<typeof balance>
export type SeenExit = v.InferOutput<typeof exit>
/** Balances, stakes and prices of one block of one chain; `at` is this machine's time of reading, in milliseconds. Names and exits carry their own. */
export type Seen = v.InferOutput<typeof seen>
/** What one look brought. `madeAt`: when its block was made, by the clock of the chain, in milliseconds; null where it has none. */
export type Look = { madeAt: number | null } & Pick<Seen, 'genesisHash' | 'block' | 'at' | 'byAccount' | 'prices'> & {
    subnets: Record<string, Omit<Seen['subnets'][string], 'at'>>
    validators: Record<string, { owner: string | null; name: string | null }>
  }
/** By network: what was seen last, to be shown with its age when no node answers. */
export type History = Record<string, Seen>

type First = Record<string, { byAccount: Record<string, object> } & object>
export const historyBox = {
  name: 'history',
  area: 'local',
  version: 2,
  schema: v.record(v.string(), seen),
  initial: (): History => ({}),
  migrations: {
    // Stakes were not read then, which is not the same as none.
    1: (old: unknown) =>
      Object.fromEntries(
        Object.entries(old as First).map(([network, { byAccount, ...rest }]) => [
          network,
          {
            ...rest,
            byAccount: Object.fromEntries(Object.entries(byAccount).map(([id, each]) => [id, { ...each, stakes: null, locked: null }])),
            ...{ prices: {}, subnets: {}, validators: {}, exits: {} },
          },
        ]),
      ),
  },
  clearedBy: 'wipe',
  seenBy: 'pages',
} as const

/** For how long what is newer or fuller is not replaced by what is older or poorer, and since when a block is no fresh one; in milliseconds. */
const PATIENCE = 60_000

/** Whether a look lacks stakes, locks or prices that were known: a node that refuses a question for a moment is no news. */
function isPoorer(now: Pick<Look, 'byAccount' | 'prices'>, before: Seen): boolean {
  const lost = Object.entries(now.byAccount).some(([id, { stakes, locked }]) => {
    const had = before.byAccount[id]
    return (stakes === null && had?.stakes) || (locked === null && had?.locked)
  })
  return lost || (!Object.keys(now.prices).length && Object.keys(before.prices).length > 0)
}

/**
 * Takes note of what one look brought. One with less in it replaces a fuller one only a minute later (a node that refuses). An older block
 * of the same chain never does, unless it is the chain that is shorter now (one that began anew, or was lied about): then its block was made
 * just now, which that of a node that lags was not. Names and exits stay until there are newer ones; of another chain nothing stays.
 */
export function see(history: History, network: string, { madeAt, ...look }: Look): History {
  const last = lastSeen(history, network)
  const before = last?.genesisHash === look.genesisHash ? last : undefined
  const { at } = look
  const isOlder = before !== undefined && look.block < before.block
  const isFresh = madeAt === null || Math.abs(at - madeAt) < PATIENCE
  const isSoon = before !== undefined && Math.abs(at - before.at) < PATIENCE
  if (before && ((isOlder && !isFresh) || (isSoon && (isOlder || isPoorer(look, before))))) return history
  const subnets = { ...before?.subnets }
  for (const [netuid, label] of Object.entries(look.subnets)) subnets[netuid] = { ...label, at }
  const validators = { ...before?.validators }
  for (const [key, { owner, name }] of Object.entries(look.validators)) {
    const known = validators[key]
    // First whose it is, then what that is called: until then the old name stays, if it is still theirs.
    const isAnswer = known !== undefined && !known.named && known.owner === owner
    validators[key] = {
      owner,
      name: isAnswer ? name : known?.owner === owner ? (known?.name ?? null) : null,
      named: isAnswer || owner === null,
      at,
    }
  }
  const { netuids, hotkeys } = heldIn(look)
  const now = {
    ...look,
    ...{ subnets: only(subnets, netuids), validators: only(validators, hotkeys), exits: only(before?.exits ?? {}, netuids) },
  }
  return { ...history, [network]: now }
}

/** Where there are stakes. */
function heldIn({ byAccount }: Pick<Look, 'byAccount'>): { netuids: Set<string>; hotkeys: Set<string> } {
  const netuids = new Set<string>()
  const hotkeys = new Set<string>()
  for (const { stakes } of Object.values(byAccount))
    for (const [key, on] of Object.entries(stakes ?? {})) {
      hotkeys.add(key)
      for (const netuid of Object.keys(on)) netuids.add(netuid)
    }
  return { netuids, hotkeys }
}
/** What nobody has a stake in any more is not kept for ever. */
const only = <T>(record: Readonly<Record<string, T>>, keys: ReadonlySet<string>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).filter(([key]) => keys.has(key)))

/** Takes note of what sales would return on one subnet. Where another chain was seen meanwhile, of nothing. */
export function seeExits(history: History, network: string, genesisHash: string, netuid: number, exits: readonly SeenExit[]): History {
  const last = lastSeen(history, network)
  if (last?.genesisHash !== genesisHash) return history
  return { ...history, [network]: { ...last, exits: { ...last.exits, [netuid]: [...exits] } } }
}

/** How long a name is good enough not to read it again, in milliseconds. */
const NAMES_LAST = 600_000

/** Names that are missing or old, of the subnets and hotkeys where somebody has stakes. */
export function namesWanted(
  seen: Seen | undefined,
  now: number,
): { netuids: number[]; hotkeys: { hotkey: string; owner: string | null | undefined }[] } {
  const { netuids, hotkeys } = heldIn({ byAccount: seen?.byAccount ?? {} })
  const isOld = (at: number) => now - at >= NAMES_LAST || now < at
  return {
    netuids: [...netuids].map(Number).filter((netuid) => {
      const known = seen?.subnets[netuid]
      return !known || isOld(known.at)
    }),
    hotkeys: [...hotkeys].flatMap((key): { hotkey: string; owner: string | null | undefined }[] => {
      const known = seen?.validators[key]
      if (known && !known.named) return [{ hotkey: key, owner: known.owner }]
      return !known || isOld(known.at) ? [{ hotkey: key, owner: undefined }] : []
    }),
  }
}

/** Where these accounts have stakes, each place once. */
export function placesOf(seen: Seen | undefined, ids: readonly string[]): { hotkey: string; netuid: number }[] {
  const places = new Map<string, { hotkey: string; netuid: number }>()
  for (const id of ids)
    for (const [hotkey, on] of Object.entries((seen && Object.hasOwn(seen.byAccount, id) && seen.byAccount[id]?.stakes) || {}))
      for (const netuid of Object.keys(on)) places.set(`${netuid}/${hotkey}`, { hotkey, netuid: Number(netuid) })
  return [...places.values()]
}

/** Without what was seen of an account, on any network. */
export function withoutSeenOf(history: History, id: string): History {
  const of = ({ byAccount: { [id]: _, ...byAccount }, ...seen }: Seen): Seen => ({ ...seen, byAccount })
  return Object.fromEntries(Object.entries(history).map(([network, seen]) => [network, of(seen)]))
}

export function lastSeen(history: History, network: string): Seen | undefined {
  return Object.hasOwn(history, network) ? history[network] : undefined
}
