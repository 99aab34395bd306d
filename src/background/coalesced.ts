/**
 * Work of which only the newest state matters: calls while it runs are answered by one more run.
 * @returns a function whose promise resolves once a run that began after the call is over
 */
export function coalesced(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  let again = false
  async function run(): Promise<void> {
    try {
      while (again) {
        again = false
        await work()
      }
    } finally {
      // In the same turn as the last look at `again`: a call in between would be answered by nobody.
      running = undefined
    }
  }
  return () => {
    again = true
    running ??= run()
    return running
  }
}
