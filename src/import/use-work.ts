import { useEffect, useRef } from 'react'
import { KluisError } from '../units'
import type { Work } from './work'

/**
 * Jobs of one screen, one after another, that can be stopped; whoever leaves the screen stops them.
 * @returns `begin`: a new thing is set going; `follow`: a job of it, which is not begun any more once it was stopped
 */
export function useWork(): { begin(): void; follow<T>(started: Work<T>): Promise<T>; stop(): void } {
  const running = useRef<Work<unknown>>(undefined)
  const stopped = useRef(false)
  const gone = useRef(false)
  const stop = useRef(() => {
    stopped.current = true
    running.current?.cancel()
  }).current
  useEffect(() => {
    gone.current = false
    return () => {
      gone.current = true
      stop()
    }
  }, [stop])
  return {
    begin() {
      stopped.current = false
    },
    follow(started) {
      if (stopped.current || gone.current) started.cancel()
      running.current = started
      return started.done
    },
    stop,
  }
}

/** Whether the person stopped it: that is no failure to be told of. */
export const isStopped = (error: unknown): boolean => error instanceof KluisError && error.code === 'cancelled' && !error.facts.held
