/** Whether a node address may be used for the local network: this machine only, without encryption because it never leaves it. */
export function isLocalHost(url: string): boolean {
  return /^ws:\/\/(?:127\.0\.0\.1|localhost):\d{1,5}$/.test(url) && Number(url.slice(url.lastIndexOf(':') + 1)) <= 65_535
}
