import { Banner } from '../ui'
import { KluisError } from '../units'
import { BackUp } from './back-up'
import { useView } from './background'
import { useSayError } from './words'

/** What went wrong with a command, where the person set it going. Where nothing more can be stored, a backup in a file is offered. */
export function ErrorBanner({ error }: { error: unknown }) {
  const sayError = useSayError()
  const open = useView('session')?.status === 'unlocked'
  if (error === undefined) return null
  const unstored = open && error instanceof KluisError && error.code === 'storage-failed'
  const backUp = unstored && <BackUp />
  return (
    <Banner kind="danger" box live tall={unstored} action={backUp}>
      {sayError(error)}
    </Banner>
  )
}
