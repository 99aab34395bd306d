import { Banner, Button } from '../ui'
import { KluisError } from '../units'
import { useView } from './background'
import { openInTab } from './place'
import { useSayError, useWords } from './words'

/** What went wrong with a command, where the person set it going. Where nothing more can be stored, a backup in a file is offered. */
export function ErrorBanner({ error }: { error: unknown }) {
  const { home } = useWords()
  const sayError = useSayError()
  const open = useView('session')?.status === 'unlocked'
  if (error === undefined) return null
  const unstored = open && error instanceof KluisError && error.code === 'storage-failed'
  const backUp = unstored && (
    <Button small onClick={() => void openInTab('/backup', 'import')}>
      {home.backUp}
    </Button>
  )
  return (
    <Banner kind="danger" box live tall={unstored} action={backUp}>
      {sayError(error)}
    </Banner>
  )
}
