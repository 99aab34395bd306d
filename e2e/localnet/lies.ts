import type { Chain } from './chain'
import type { Faults } from './faults'
import type { AccountInfo } from './pallets/system'

const hex = (bytes: Uint8Array) => `0x${Buffer.from(bytes).toString('hex')}`
const own = <T>(values: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(values, name) ? values[name] : undefined

/** What follows a wrong price, in which direction: fields of an answer, or every amount in it. */
const priced: Readonly<Record<string, { up?: readonly string[]; down?: readonly string[] }>> = {
  current_alpha_price: { up: [''] },
  current_alpha_price_all: { up: ['price'] },
  sim_swap_tao_for_alpha: { down: ['alpha_amount'] },
  sim_swap_alpha_for_tao: { up: ['tao_amount'] },
}
/** Millionths: a factor is no money, but what it is applied to is. */
const UNIT = 1_000_000
const MOST = 2n ** 64n - 1n

/** What a lying node makes of values that are right. */
export function createLies(chain: Chain, faults: Faults) {
  function scaled(value: unknown, factor: (field: string) => readonly [bigint, bigint] | undefined, field = ''): unknown {
    if (typeof value === 'bigint') {
      const [times, by] = factor(field) ?? [1n, 1n]
      const made = (value * times) / by
      return made > MOST ? MOST : made
    }
    if (Array.isArray(value)) return value.map((each) => scaled(each, factor, field))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, scaled(each, factor, key)]))
  }
  function repriced(name: string, bytes: Uint8Array): Uint8Array {
    const method = name.replace(/^SwapRuntimeApi_/, '')
    const fields = name === method ? undefined : own(priced, method)
    if (faults.price === null || !fields) return bytes
    const times = BigInt(Math.round(faults.price * UNIT))
    const codec = chain.built.builder.buildRuntimeCall('SwapRuntimeApi', method).value
    const factor = (field: string) =>
      fields.up?.includes(field)
        ? ([times, BigInt(UNIT)] as const)
        : fields.down?.includes(field)
          ? ([BigInt(UNIT), times] as const)
          : undefined
    return codec.enc(scaled(codec.dec(bytes), factor) as never)
  }

  return {
    /** The answer of a runtime call; undefined for a call that it does not know. */
    runtimeCall(name: string, usual: () => Uint8Array): Uint8Array | undefined {
      const instead = own(faults.stateCalls, name)
      if (instead === null) return undefined
      return instead === undefined ? repriced(name, usual()) : Uint8Array.from(Buffer.from(instead.slice(2), 'hex'))
    },
    storage(key: string, value: string | null): string | null {
      const instead = own(faults.storage, key)
      if (instead !== undefined) return instead
      if (faults.balance === null) return value
      const { keys, value: codec } = chain.built.builder.buildStorage('System', 'Account')
      if (!key.startsWith(keys.enc())) return value
      const account = (
        value ? codec.dec(value) : { nonce: 0, consumers: 0, providers: 1, sufficients: 0, data: { reserved: 0n, frozen: 0n, flags: 0n } }
      ) as AccountInfo
      return hex(codec.enc({ ...account, data: { ...account.data, free: BigInt(faults.balance) } }))
    },
    body: (extrinsics: readonly string[]): string[] =>
      extrinsics.flatMap((each) => {
        const instead = own(faults.bodies, each)
        return instead === undefined ? each : (instead ?? [])
      }),
    nonce: (right: number): number => Math.max(right + faults.nonce, 0),
    fee: (right: bigint): bigint => (faults.fee === null ? right : BigInt(faults.fee)),
  }
}
export type Lies = ReturnType<typeof createLies>
