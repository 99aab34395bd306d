import type { ReactNode } from 'react'
import { useLocation } from 'wouter'
import { Banner } from '../ui'
import { KluisError } from '../units'
import { BackUp } from './back-up'
import { useView } from './background'
import { useSayError } from './words'

/**
 * What went wrong with a command, where the person set it going. Where nothing more can be stored, a backup in a file is offered.
 * @param kind caution: what was brought is at fault, and nothing of the person's is
 * @param say the sentence, where this place says it otherwise
 */
export function ErrorBanner({
  error,
  kind = 'danger',
  say,
}: {
  error: unknown
  kind?: 'danger' | 'caution'
  say?: ((error: unknown) => ReactNode) | undefined
}) {
  const sayError = useSayError()
  const [location] = useLocation()
  const open = useView('session')?.status === 'unlocked'
  if (error === undefined) return null
  // The screen that makes the backup is no way to it.
  const unstored = open && location !== '/backup' && error instanceof KluisError && error.code === 'storage-failed'
  const backUp = unstored && <BackUp />
  return (
    <Banner kind={kind} box live tall={unstored} action={backUp}>
      {(say ?? sayError)(error)}
    </Banner>
  )
}
