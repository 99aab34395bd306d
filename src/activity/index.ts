// Activity owns what became of every transaction that this wallet signed and what came to its accounts while it watched, and promises that none is forgotten, none is told twice and none is called final too early.
export {
  type Activity,
  activityBox,
  add,
  change,
  type Entry,
  endings,
  type Hidden,
  handed,
  hiddenIn,
  isOver,
  own,
  pending,
  type Resealed,
  ranOf,
  receive,
  reseal,
  type Status,
  unsettled,
} from './entries'
export { everything, type Find, find, type Names } from './find'
export { dropOver, keepSigned, type Outbox, outboxBox } from './outbox'
export type { ReceivedEntry } from './received'
export { touching } from './touching'
export { delivered, type Gap, looked, type Watching, watchingBox, watchOver } from './watching'
