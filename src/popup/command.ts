import { useRef, useState } from 'react'

/**
 * One thing that the person sets going: runs once at a time, and keeps what went wrong until it is tried again.
 * @returns `run` resolves with whether it succeeded, and never rejects
 */
export function useCommand(): { busy: boolean; error: unknown; run(work: () => Promise<unknown>): Promise<boolean>; forget(): void } {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const running = useRef(false)
  async function run(work: () => Promise<unknown>): Promise<boolean> {
    if (running.current) return false
    running.current = true
    setBusy(true)
    setError(undefined)
    try {
      await work()
      return true
    } catch (thrown) {
      setError(thrown)
      return false
    } finally {
      running.current = false
      setBusy(false)
    }
  }
  return { busy, error, run, forget: () => setError(undefined) }
}
