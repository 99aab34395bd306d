import { decodeAddress, encodeAddress, KluisError, toHex } from '../units'
import type { DecodedCall } from './call'

export type Level = 0 | 1 | 2 | 3 | 4
export type Place = { id: string; address: string }
/** What one call does. Amounts in rao. */
export type Fact =
  | { kind: 'transfer'; to: Place; amountRao: bigint; keepAlive: boolean }
  | { kind: 'transfer-all'; to: Place; keepAlive: boolean; amountNowRao: bigint | undefined }
  | { kind: 'burn'; amountRao: bigint; keepAlive: boolean }
  | { kind: 'remark'; hex: string; text: string | undefined }
  | { kind: 'upgrade-accounts'; count: number }
  | { kind: 'root-only' }

type Args = Readonly<Record<string, unknown>>
type Read = (args: Args) => Fact

/** Only a plain account can be shown as an address: every other kind of MultiAddress is refused. */
function place(value: unknown): Place {
  const { type, value: address } = value as { type: string; value: unknown }
  if (type !== 'Id' || typeof address !== 'string') throw new KluisError('call-unknown', { call: `MultiAddress.${type}` })
  const { accountId } = decodeAddress(address)
  return { id: toHex(accountId), address: encodeAddress(accountId) }
}
const bytesOf = (value: unknown): Uint8Array => (value instanceof Uint8Array ? value : fromAnyHex(value))
function fromAnyHex(value: unknown): Uint8Array {
  if (typeof value === 'string') return Uint8Array.from(value.slice(2).match(/../g) ?? [], (each) => Number.parseInt(each, 16))
  if (value && typeof value === 'object' && 'asBytes' in value) return (value as { asBytes(): Uint8Array }).asBytes()
  return Uint8Array.from(value as Iterable<number>)
}

const transfer =
  (keepAlive: boolean): Read =>
  (args) => ({ kind: 'transfer', to: place(args.dest), amountRao: args.value as bigint, keepAlive })
const rootOnly: Read = () => ({ kind: 'root-only' })

/** Every call that Kluis can explain, by the names in the metadata: what is not here is refused. */
export function factsTable(textOf: (bytes: Uint8Array) => string | undefined): Readonly<Record<string, Read>> {
  const remark: Read = (args) => {
    const bytes = bytesOf(args.remark)
    return { kind: 'remark', hex: toHex(bytes), text: textOf(bytes) }
  }
  return {
    'System.remark': remark,
    'System.remark_with_event': remark,
    'System.set_heap_pages': rootOnly,
    'System.set_code': rootOnly,
    'System.set_code_without_checks': rootOnly,
    'System.set_storage': rootOnly,
    'System.kill_storage': rootOnly,
    'System.kill_prefix': rootOnly,
    'System.authorize_upgrade': rootOnly,
    'System.authorize_upgrade_without_checks': rootOnly,
    'Balances.transfer_keep_alive': transfer(true),
    'Balances.transfer_allow_death': transfer(false),
    'Balances.transfer_all': (args) => ({
      kind: 'transfer-all',
      to: place(args.dest),
      keepAlive: args.keep_alive as boolean,
      amountNowRao: undefined,
    }),
    'Balances.burn': (args) => ({ kind: 'burn', amountRao: args.value as bigint, keepAlive: args.keep_alive as boolean }),
    'Balances.upgrade_accounts': (args) => ({ kind: 'upgrade-accounts', count: (args.who as unknown[]).length }),
    'Balances.force_transfer': rootOnly,
    'Balances.force_unreserve': rootOnly,
    'Balances.force_set_balance': rootOnly,
    'Balances.force_adjust_total_issuance': rootOnly,
    'Utility.dispatch_as': rootOnly,
    'Utility.dispatch_as_fallible': rootOnly,
    'Utility.with_weight': rootOnly,
  }
}

/** Calls that only hold others and run them with the same rights. `all`: one failure undoes everything. */
export const wrappers: Readonly<Record<string, { all: boolean }>> = {
  'Utility.batch': { all: false },
  'Utility.batch_all': { all: true },
  'Utility.force_batch': { all: false },
  'Utility.if_else': { all: false },
}

export const nameOf = (call: DecodedCall) => `${call.pallet}.${call.name}`
