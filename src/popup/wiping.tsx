import { lazy, Suspense } from 'react'

const Wipe = lazy(async () => ({ default: (await import('./journeys/settings/wipe')).Wipe }))

/** Deleting everything, in place of the screen that led to it; it is loaded when it is gone to. */
export function Wiping({ onBack }: { onBack(): void }) {
  return (
    <Suspense>
      <Wipe onBack={onBack} />
    </Suspense>
  )
}
