import type { ChromiumDriver } from '../fixtures/chromium'

/** How many bytes of objects the background holds, after its garbage was collected. Only Chromium tells. */
export async function heapOfBackground(driver: ChromiumDriver): Promise<number> {
  const session = await driver.context().browser()?.newBrowserCDPSession()
  if (!session) throw new Error('Chromium lets nobody look into it')
  const { targetInfos } = await session.send('Target.getTargets')
  const worker = targetInfos.find(({ type, url }) => type === 'service_worker' && url.startsWith(driver.extensionUrl('')))
  if (!worker) throw new Error('the background does not run')
  const { sessionId } = await session.send('Target.attachToTarget', { targetId: worker.targetId, flatten: false })
  let count = 0
  const ask = <T>(method: string) =>
    new Promise<T>((resolve) => {
      const id = ++count
      session.on('Target.receivedMessageFromTarget', ({ message }) => {
        const answer = JSON.parse(message) as { id?: number; result: T }
        if (answer.id === id) resolve(answer.result)
      })
      void session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) })
    })
  await ask('HeapProfiler.enable')
  await ask('HeapProfiler.collectGarbage')
  const { usedSize } = await ask<{ usedSize: number }>('Runtime.getHeapUsage')
  await session.detach()
  return usedSize
}
