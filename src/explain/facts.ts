import { type Fact, type Level, toHex } from '../units'
import { place } from './accounts'
import type { DecodedCall } from './call'
import { stakingFacts } from './staking'

type Args = Readonly<Record<string, unknown>>
type Read = (args: Args) => Fact

const bytesOf = (value: unknown): Uint8Array => (value instanceof Uint8Array ? value : fromAnyHex(value))
function fromAnyHex(value: unknown): Uint8Array {
  if (typeof value === 'string') return Uint8Array.from(value.slice(2).match(/../g) ?? [], (each) => Number.parseInt(each, 16))
  if (value && typeof value === 'object' && 'asBytes' in value) return (value as { asBytes(): Uint8Array }).asBytes()
  return Uint8Array.from(value as Iterable<number>)
}

const transfer =
  (keepAlive: boolean): Read =>
  (args) => ({ kind: 'transfer', to: place(args.dest), amount: String(args.value), keepAlive })
const rootOnly: Read = () => ({ kind: 'root-only' })

/** Every call that Kluis can explain, by the names in the metadata: what is not here is refused. */
export function factsTable(textOf: (bytes: Uint8Array) => string | undefined): Readonly<Record<string, Read>> {
  const remark: Read = (args) => {
    const bytes = bytesOf(args.remark)
    return { kind: 'remark', hex: toHex(bytes), text: textOf(bytes) ?? null }
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
      amountNow: null,
    }),
    'Balances.burn': (args) => ({ kind: 'burn', amount: String(args.value), keepAlive: args.keep_alive as boolean }),
    'Balances.upgrade_accounts': (args) => ({ kind: 'upgrade-accounts', count: (args.who as unknown[]).length }),
    'Balances.force_transfer': rootOnly,
    'Balances.force_unreserve': rootOnly,
    'Balances.force_set_balance': rootOnly,
    'Balances.force_adjust_total_issuance': rootOnly,
    'Utility.dispatch_as': rootOnly,
    'Utility.dispatch_as_fallible': rootOnly,
    'Utility.with_weight': rootOnly,
    ...stakingFacts,
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

/** How much somebody should look at a call for what it is, whatever its amounts (security.md 6.3). */
export const levels: Readonly<Record<Fact['kind'], Level>> = {
  transfer: 1,
  'transfer-all': 3,
  burn: 3,
  remark: 0,
  'upgrade-accounts': 0,
  'root-only': 4,
  stake: 1,
  unstake: 1,
  'unstake-all': 2,
  'move-stake': 1,
  'give-stake': 3,
  'destroy-stake': 3,
  'buy-destroy': 3,
  'auto-stake': 2,
  claim: 1,
  'claim-type': 1,
  take: 2,
  children: 3,
  register: 2,
  associate: 2,
  'swap-hotkey': 3,
  lock: 3,
  'move-lock': 2,
  'keep-lock': 3,
  'reject-locked': 2,
  'auto-parent': 2,
}
