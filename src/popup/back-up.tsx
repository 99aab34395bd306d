import { Button } from '../ui'
import { openInTab } from './place'
import { useFirstWords } from './words'

/** The way to a backup in a file, beside what says why one is wanted. */
export function BackUp() {
  const { home } = useFirstWords()
  return (
    <Button small onClick={() => void openInTab('/backup', 'import')}>
      {home.backUp}
    </Button>
  )
}
