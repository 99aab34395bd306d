import { browser } from '../platform/browser'

/** Whether this page closes as soon as the person clicks elsewhere: a popup or a panel is no tab. */
export async function isFleeting(): Promise<boolean> {
  return (await browser.tabs.getCurrent().catch(() => undefined)) === undefined
}

/** Whether a page here may write to the clipboard only at a press: in Firefox, however long it is in front. */
export const writesOnlyAtAPress = (): boolean => browser.runtime.getURL('').startsWith('moz-extension:')

/**
 * Opens a route in a tab, and closes this page if it is no tab itself.
 * @param page which app: the wallet, or the one that takes files in and gives backups out
 */
export async function openInTab(route: string, page: 'popup' | 'import' = 'popup'): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL(`src/${page}/index.html#${route}`) })
  if (await isFleeting()) window.close()
}

/** Goes to a route of the wallet in this tab, from another page of ours. */
export function goToWallet(route: string): void {
  location.assign(browser.runtime.getURL(`src/popup/index.html#${route}`))
}

/** Closes the window that the wallet opened by itself. @returns false when this page stands somewhere else */
export async function closeApprovalWindow(): Promise<boolean> {
  const { id, type } = await browser.windows.getCurrent()
  if (type !== 'popup' || id === undefined) return false
  await browser.windows.remove(id)
  return true
}

export const appVersion = (): string => browser.runtime.getManifest().version
