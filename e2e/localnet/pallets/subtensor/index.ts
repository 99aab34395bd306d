import type { Pallet } from '../../pallet'
import { run } from './calls'
import { calls, errors, events } from './declaration'
import { emit } from './emission'
import { constants, storage } from './items'

export const subtensor: Pallet = {
  name: 'SubtensorModule',
  index: 7,
  calls,
  events,
  errors,
  storage,
  constants,
  // About what a stake costs in reads and writes; the true weights come from benchmarks on finney, and change weekly.
  weight: () => 340_000_000n,
  run,
  begin: emit,
}
