import type { Pallet } from '../../pallet'
import { calls, errors, events } from './declaration'
import { constants, storage } from './items'

export const subtensor: Pallet = { name: 'SubtensorModule', index: 7, calls, events, errors, storage, constants }
