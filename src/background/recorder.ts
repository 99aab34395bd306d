import { type Reading, record } from '../history'
import type { Wallet } from './wallet'

/**
 * Takes note of what accounts were worth at one block, where anything of it is new enough to be written down. Nobody waits for it: it is
 * written in a turn of `binding`, so that nothing comes behind a wipe, and what fails is recorded at the next look.
 */
export function recordValues(wallet: Wallet, { network, ...reading }: Reading & { network: string }): void {
  async function note(): Promise<void> {
    const values = await wallet.values.read()
    if (record(values, network, reading) === values) return
    await wallet.binding(async () => {
      if (await wallet.vault.isNone()) return
      await wallet.values.write((now) => record(now, network, reading))
    })
  }
  note().catch(() => undefined)
}
