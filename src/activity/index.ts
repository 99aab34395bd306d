// Activity owns what became of every transaction that this wallet signed, and promises that none is forgotten and none is called final too early.
export { type Activity, activityBox, add, change, type Entry, handed, newest, pending, type Status } from './entries'
export { dropOver, keepSigned, type Outbox, outboxBox } from './outbox'
