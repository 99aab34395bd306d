// The genuine Asset Hub runtime of Rococo from its genesis, run by Chopsticks on this machine: in a process of its own, for Chopsticks
// leaves handles open. e2e/fixtures/asset-hub.ts starts it and hears its address over the channel; it ends with whoever started it.
import process from 'node:process'
import { setupWithServer } from '@acala-network/chopsticks'
import { rococo_v2_2_asset_hub } from '@substrate/connect-known-chains'

process.on('disconnect', () => process.exit())
const { addr } = await setupWithServer({
  genesis: JSON.parse(rococo_v2_2_asset_hub),
  host: '127.0.0.1',
  port: 0,
  'build-block-mode': 'Instant',
})
process.send({ url: `ws://${addr}` })
