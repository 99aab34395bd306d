import { useEffect, useState } from 'react'
import { browser } from '../../../platform/browser'
import { SwitchOption } from '../../../ui'
import { useWords } from '../../words'

const PERMISSION = { permissions: ['notifications' as const] }

/** Whether the browser may show what ended and what came. The permission itself is the choice: it is kept nowhere else. */
export function Notifications() {
  const { ledger: say } = useWords()
  const [on, setOn] = useState(false)
  const [refused, setRefused] = useState(false)
  useEffect(() => {
    let current = true
    browser.permissions.contains(PERMISSION).then(
      (has) => current && setOn(has),
      () => undefined,
    )
    return () => {
      current = false
    }
  }, [])
  // A browser asks the person only at a press: nothing may be waited for before it.
  const change = (wanted: boolean) => {
    const done = wanted ? browser.permissions.request(PERMISSION) : browser.permissions.remove(PERMISSION)
    setRefused(false)
    done.then(
      (did) => {
        setOn(wanted === did)
        setRefused(wanted && !did)
      },
      () => setRefused(true),
    )
  }
  return (
    <>
      <SwitchOption label={say.notify} help={say.notifyHelp} checked={on} onChange={change} />
      <p className="note" role="status">
        {refused && say.notifyRefused}
      </p>
    </>
  )
}
