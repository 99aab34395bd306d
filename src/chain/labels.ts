import { decodeAddress, encodeAddress, fromHex, oneLine, toHex } from '../units'
import { believe } from './decoder'
import type { Runtime } from './metadata'

/** What a subnet is called. `symbol` and `name` null: it gives none that can be read. `open` false: its alpha cannot be traded yet. */
export type SubnetLabel = { symbol: string | null; name: string | null; open: boolean | null }
/** Who a validator is, as far as it is known: its name is its owner's. `owner` null: it has none. */
export type ValidatorLabel = { owner: string | null; name: string | null }
export type Labels = { subnets: Map<number, SubnetLabel>; validators: Map<string, ValidatorLabel> }
/** Names that are wanted. `owner` of a hotkey: as an earlier answer told it, undefined where it has to be asked first. */
export type Wanted = { netuids: readonly number[]; hotkeys: readonly { hotkey: string; owner: string | null | undefined }[] }

export const LONGEST_NAME = 64
export const LONGEST_SYMBOL = 8

/** A stranger's bytes as one line of text; null where nothing that can be read is left. */
export function textOf(value: unknown, most: number): string | null {
  const bytes = believe(() => (typeof value === 'string' ? fromHex(value) : Uint8Array.from(value as Uint8Array)))
  // A letter with more than two marks on it is drawn over its neighbours.
  const text = oneLine(new TextDecoder().decode(bytes).replace(/(\p{M}{2})\p{M}+/gu, '$1'), most)
  return text === '' || text.includes('\ufffd') ? null : text
}

/**
 * Which storage keys tell names, and what their values say. Two steps for a validator: whose hotkey it is, then what the owner calls itself.
 * @param room how many keys may be asked for; what has no room is left for the next time
 */
export function labelQuestions({ metadata, storage }: Runtime, { netuids, hotkeys }: Wanted, room: number) {
  const pallet = metadata.pallets.find(({ name }) => name === 'SubtensorModule')
  const itemOf = (name: string) =>
    pallet?.storage?.items.some((each) => each.name === name) ? storage('SubtensorModule', name) : undefined
  const symbol = itemOf('TokenSymbol')
  const identity = itemOf('SubnetIdentitiesV3')
  const open = itemOf('SubtokenEnabled')
  const owner = itemOf('Owner')
  const person = itemOf('IdentitiesV2')
  const subnets = netuids.slice(0, Math.floor(room / 3)).map((netuid) => ({
    netuid,
    keys: [symbol?.key(netuid), identity?.key(netuid), open?.key(netuid)] as const,
  }))
  const left = room - 3 * subnets.length
  const validators = hotkeys.slice(0, left).flatMap(({ hotkey, owner: known }) => {
    const key = known === undefined ? owner?.key(addressOf(hotkey)) : known === null ? undefined : person?.key(addressOf(known))
    return key ? [{ hotkey, known, key }] : []
  })
  const keys = [...subnets.flatMap((each) => each.keys.filter((key) => key !== undefined)), ...validators.map(({ key }) => key)]
  return {
    keys: [...new Set(keys)],
    /** @param told the value of a key, null where there is none. @throws KluisError node-lied */
    read(told: (key: string) => string | null): Labels {
      const value = <T>(key: string | undefined, item: { decode(hex: string): unknown } | undefined): T | undefined => {
        const held = key === undefined ? null : told(key)
        return held === null ? undefined : (item?.decode(held) as T)
      }
      const found: Labels = { subnets: new Map(), validators: new Map() }
      for (const { netuid, keys } of subnets) {
        const mark = value<unknown>(keys[0], symbol)
        const known = value<{ subnet_name?: unknown }>(keys[1], identity)
        found.subnets.set(netuid, {
          symbol: mark === undefined ? null : textOf(mark, LONGEST_SYMBOL),
          name: known?.subnet_name === undefined ? null : textOf(known.subnet_name, LONGEST_NAME),
          open: open ? (value<boolean>(keys[2], open) ?? false) : null,
        })
      }
      for (const { hotkey, known, key } of validators) {
        if (known === undefined) {
          const address = value<string>(key, owner)
          const id = address === undefined ? null : believe(() => toHex(decodeAddress(address).accountId))
          found.validators.set(hotkey, { owner: id === NOBODY ? null : id, name: null })
          continue
        }
        const told = value<{ name?: unknown }>(key, person)
        found.validators.set(hotkey, { owner: known, name: told?.name === undefined ? null : textOf(told.name, LONGEST_NAME) })
      }
      return found
    },
  }
}
const addressOf = (id: string) => encodeAddress(fromHex(id))
/** The account that stands for none. */
const NOBODY = `0x${'00'.repeat(32)}`
