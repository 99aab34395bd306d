import { namesOf, openNames, packNames } from '../src/sites/filter'

/** Looking sites up on a phishing list of 55,000 hosts, and opening such a list, which a life of the background does once: in Node's V8. */
export async function lists(): Promise<{ what: string; times: number[]; budget?: number }[]> {
  const packed = await packNames(
    Array.from({ length: 55_000 }, (_, i) => `host-${i}.example`),
    'made up',
  )
  const timed = (work: () => void) => {
    const begun = performance.now()
    work()
    return performance.now() - begun
  }
  const opened = openNames(packed)
  return [
    {
      what: 'phishing list: a site looked up, 55,000 hosts',
      times: times(500, (i) => timed(() => namesOf(`a.b.c.site-${i}.example`).some(opened.has))),
      budget: 5,
    },
    { what: 'phishing list: opened, 55,000 hosts', times: times(20, () => timed(() => void openNames(packed))) },
  ]
}
const times = (count: number, once: (run: number) => number) => Array.from({ length: count }, (_, run) => once(run))
