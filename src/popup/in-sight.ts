import { type RefObject, useEffect, useRef } from 'react'

/** Brings the place where a failure is said into sight: the button that led to it stands in the foot of a long screen. */
export function useInSight(error: unknown): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (error !== undefined) place.current?.scrollIntoView({ block: 'nearest' })
  }, [error])
  return place
}
