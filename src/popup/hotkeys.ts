import type { HotkeyFactsAnswer, HotkeysAnswer, RegistrationAnswer } from '../messaging'
import { useAccountById } from './accounts'
import { ask, useView } from './background'
import { type ReadAddress, readRecipient } from './recipient'
import { useMinutely, useTold } from './told'

/** Hotkeys of an account as the chain tells them; null: it tells none, undefined until it said so. */
export function useHotkeys(account: string): HotkeysAnswer | null | undefined {
  return useMinutely(`${account} ${useView('network')?.id}`, () => ask('hotkeys', { account }))
}

/** What is wrong with what was typed as a hotkey, or whose it is. */
export type TypedHotkey = {
  read: ReadAddress
  /** In hex, where it may be a hotkey. */
  id: string | undefined
  /** It is a coldkey of this wallet. */
  isColdkey: boolean
  /** undefined until the chain said it; null: it does not tell. */
  told: HotkeyFactsAnswer | null | undefined
}
/** @param text as typed @param account whose hotkey it is to be */
export function useTypedHotkey(account: string, text: string): TypedHotkey {
  const read = readRecipient(text)
  const id = read && 'id' in read ? read.id : undefined
  const own = useAccountById(id)
  const isColdkey = id !== undefined && (id === account || own?.role === 'coldkey')
  const asked = isColdkey ? undefined : id
  const network = useView('network')?.id
  const told = useMinutely(asked && `${account} ${asked} ${network}`, () => ask('hotkeyFacts', { account, hotkey: asked ?? '' }))
  return { read, id: asked, isColdkey, told }
}

/** What registering costs now, and the ceiling so many millionths above; null: no such subnet. */
export function useRegistration(
  account: string,
  hotkey: string | undefined,
  netuid: number | undefined,
  tolerance: number,
): RegistrationAnswer | null | undefined {
  // Until somebody is named, the price is asked for the account itself: it is the same for all.
  const of = netuid === undefined ? undefined : `${account} ${netuid} ${tolerance}`
  return useTold(of, of, () => ask('registration', { account, hotkey: hotkey ?? account, netuid: netuid ?? 1, tolerance }))
}

/** Between two blocks of the public networks (chain.md 1). */
const BLOCK_SECONDS = 12
/** How long so many blocks take, in seconds. */
export const lastingOf = (blocks: number): number => blocks * BLOCK_SECONDS
