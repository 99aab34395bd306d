import { Button } from '../ui'
import { openInTab } from './place'
import { useWords } from './words'

/** The way to a backup in a file, beside what says why one is wanted. */
export function BackUp() {
  const { home } = useWords()
  return (
    <Button small onClick={() => void openInTab('/backup', 'import')}>
      {home.backUp}
    </Button>
  )
}
