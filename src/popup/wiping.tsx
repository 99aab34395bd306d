import { later } from './later'

/** Deleting everything, in place of the screen that led to it; it is loaded when it is gone to. */
export const Wiping = later<'Wipe', { onBack(): void }>(() => import('./journeys/settings/wipe'), 'Wipe')
