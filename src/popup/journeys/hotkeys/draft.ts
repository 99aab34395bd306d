import type { AccountView, HotkeysAnswer, Input, PopupContract } from '../../../messaging'

export type Order = Input<PopupContract, 'prepareHotkey'>['order']

/** How far above the price now the ceiling may be, in millionths. */
export const ceilings = ['50000', '100000', '500000'] as const
/** Where a swap happens, if on every subnet. */
export const EVERYWHERE = 'all'

/** What stands in the form, as typed: it is still there after the review. */
export type Draft = {
  /** Address of the hotkey that is added or registered, or takes over. */
  hotkey: string
  netuid: string
  above: (typeof ceilings)[number]
  word: string
  /** A netuid, or everywhere. */
  where: string
  keep: boolean
}
/** @param hotkey its address, where it is known already */
export const emptyDraft = (hotkey: string): Draft => ({
  ...{ hotkey, netuid: '', above: '100000', word: '', where: EVERYWHERE, keep: false },
})

/** What a form of this journey gets, and what it gives. */
export type FormProps = {
  account: AccountView
  told: HotkeysAnswer
  /** The hotkey that it was opened for, in hex. */
  hotkey: string | undefined
  draft: Draft
  busy: boolean
  error: unknown
  onBack(): void
  onDraft(change: Partial<Draft>): void
  onReview(order: Order): void
}
