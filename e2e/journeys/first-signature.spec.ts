import { test } from '../fixtures/wallet'
import { firstSignature } from './first-signature'
import { perform } from './journey'

test(firstSignature.name, async ({ world }) => {
  test.setTimeout(300_000)
  await perform(firstSignature, world, (step, _index, run) => test.step(step, run))
})
