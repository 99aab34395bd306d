// The only file that names the polyfill.
export { type Browser, default as browser, type Runtime, type Storage, type Tabs, type Windows } from 'webextension-polyfill'
