import { badOrigin, type Context, type Pallet } from '../../pallet'
import type { Reader } from './shares'

export type Run = NonNullable<Pallet['run']>[string]
export type Runs = Readonly<Record<string, Run>>

export function signer({ origin }: Context): string {
  if (origin.kind !== 'signed') throw badOrigin()
  return origin.who
}
/** The error of a name: 'Pallet.Error', or one of SubtensorModule. */
export const refusal = (context: Context, error: string) =>
  error.includes('.') ? context.refuse(...(error.split('.') as [string, string])) : context.refuse('SubtensorModule', error)
/** @throws Refusal by that name where it does not hold */
export function ensure(context: Context, holds: boolean, error: string): void {
  if (!holds) throw refusal(context, error)
}
/** The number of the block that is being made; outside of one, of the newest. */
export const blockNumber = ({ read }: Pick<Reader, 'read'>) => read<number>('System', 'Number')
/** Reads an item of SubtensorModule. */
export const of = <T>({ read }: Pick<Reader, 'read'>, item: string, ...keys: unknown[]) => read<T>('SubtensorModule', item, ...keys)
export const put = ({ write }: Pick<Context, 'write'>, item: string, keys: unknown[], value: unknown) =>
  write('SubtensorModule', item, keys, value)
export const tell = (context: Context, event: string, value: unknown) => context.deposit('SubtensorModule', event, value)
