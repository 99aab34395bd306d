import { displayTao } from '../../src/units'
import type { Localnet } from '../localnet'
import { honest } from '../localnet/faults'
import { createMethods } from '../localnet/rpc'

export const TAO = 1_000_000_000n
/** //Bob of the public development phrase. */
export const bob = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty'
/** What an address has free, in rao, by the chain itself. */
export const free = ({ chain }: Pick<Localnet, 'chain'>, address: string): bigint => chain.account(address).data.free

const nobody = { notify: () => undefined, subscriptions: new Map(), newId: () => '1' }

/** What the chain itself answers to a runtime call now, asked behind the wallet's back. @param name `Api_method` */
export function ask<T>({ chain }: Pick<Localnet, 'chain'>, name: string, args: unknown[]): T {
  const [api, method] = name.split(/_(.*)/s) as [string, string]
  const codec = chain.built.builder.buildRuntimeCall(api, method)
  const sent = `0x${Buffer.from(codec.args.enc(args)).toString('hex')}`
  return codec.value.dec(createMethods(chain, honest()).state_call?.([name, sent], nobody) as string) as T
}

/** An amount in rao as a screen writes it. */
export function written(rao: bigint, decimals: number): string {
  const { whole, fraction } = displayTao(rao, decimals)
  return `${whole}.${fraction}`
}

type Stake = { netuid: number; stake: bigint }
export type Worth = Stake & {
  /** Rao at the spot price. */
  spot: bigint
  /** Rao that a sale would return; null where trading is not open, or the chain's simulation gives nothing. */
  sale: bigint | null
}
/** What an address has staked, and what each is worth, by the chain's own answers. */
export function worthOf(chain: Pick<Localnet, 'chain'>, address: string): Worth[] {
  const [[, stakes] = ['', []]] = ask<[string, Stake[]][]>(chain, 'StakeInfoRuntimeApi_get_stake_info_for_coldkeys', [[address]])
  return stakes.map(({ netuid, stake }) => {
    if (netuid === 0) return { netuid, stake, spot: stake, sale: stake }
    const price = ask<bigint>(chain, 'SwapRuntimeApi_current_alpha_price', [netuid])
    const sale = ask<{ tao_amount: bigint; alpha_amount: bigint }>(chain, 'SwapRuntimeApi_sim_swap_alpha_for_tao', [netuid, stake])
    const open = chain.chain.at(chain.chain.best).read<boolean>('SubtensorModule', 'SubtokenEnabled', netuid)
    const sold = open && sale.alpha_amount > 0n ? sale.tao_amount : null
    return { netuid, stake, spot: (stake * price) / 1_000_000_000n, sale: sold }
  })
}
