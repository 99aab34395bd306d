import type { World } from '../fixtures/world'

/** What one step leaves for the next: words that were written down, addresses, open screens. */
export type Step<Notes> = {
  /** A sentence in the present tense, as the tour prints it. */
  name: string
  /** Does it and sees that it succeeded. @throws when it was not seen to succeed */
  run(world: World, notes: Notes): Promise<void>
}

/** A thing that a person does, told once and performed in both browsers, by the tests and by the tour. */
export type Journey<Notes> = {
  name: string
  /** Empty notes for a new performance. */
  begin(): Notes
  steps: readonly Step<Notes>[]
}

/** Performs the steps in order; the first that fails ends the journey. `around` sees each step and may report it. */
export async function perform<Notes>(
  { begin, steps }: Journey<Notes>,
  world: World,
  around: (step: string, index: number, run: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const notes = begin()
  for (const [index, { name, run }] of steps.entries()) await around(name, index, () => run(world, notes))
}
