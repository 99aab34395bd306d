import { useState } from 'react'
import { Banner, Button, Checks } from '../ui'
import type { ErrorCode } from '../units'
import { Notice } from './notice'
import { Wiping } from './wiping'
import { useWords } from './words'

/** What is stored cannot be read. Nothing is lost by looking again; who has a backup or the words can begin anew with them. */
export function Unreadable({ code, again }: { code: ErrorCode; again(): void }) {
  const { shell, settings, errors, common } = useWords()
  const [wiping, setWiping] = useState(false)
  if (wiping) return <Wiping onBack={() => setWiping(false)} />
  return (
    <Notice title={shell.damagedTitle} text={shell.damagedText}>
      <Banner kind="danger" box>
        {code === 'storage-failed' ? shell.storageSilent : errors[code]({})}
      </Banner>
      <Button look="primary" wide onClick={again}>
        {common.tryAgain}
      </Button>
      <Checks
        items={[
          { icon: 'check', text: shell.forgotWithWords },
          { icon: 'close', text: settings.leaveUnreadable },
        ]}
      />
      <Button wide onClick={() => setWiping(true)}>
        {settings.beginAnew}
      </Button>
    </Notice>
  )
}
