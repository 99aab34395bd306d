import { fileURLToPath } from 'node:url'
import { crx, type ManifestV3Export } from '@crxjs/vite-plugin'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import chromeManifest from './manifest.json' with { type: 'json' }

/** Firefox wants an event page instead of a worker, a sidebar instead of a side panel, and an id. */
function firefoxManifest() {
  const { minimum_chrome_version: _, background, side_panel, permissions, ...shared } = chromeManifest
  return {
    ...shared,
    permissions: permissions.filter((each) => each !== 'sidePanel'),
    background: { scripts: [background.service_worker], type: 'module' },
    sidebar_action: { default_panel: side_panel.default_path, default_title: shared.name, open_at_install: false },
    browser_specific_settings: {
      gecko: { id: 'kluis@kluis.example', strict_min_version: '140.0', data_collection_permissions: { required: ['none'] } },
    },
  }
}

export default defineConfig(({ mode }) => {
  const browser = mode === 'firefox' ? 'firefox' : 'chrome'
  const manifest = browser === 'firefox' ? firefoxManifest() : chromeManifest
  return {
    plugins: process.env['VITEST'] ? [react()] : [react(), crx({ browser, manifest: manifest as ManifestV3Export })],
    define: { 'process.env.NODE_ENV': '"production"' },
    resolve: {
      alias: [
        // util-crypto takes its audited JavaScript path when the WASM module says that it is not ready: 170 kB less.
        { find: /^@polkadot\/wasm-crypto$/, replacement: fileURLToPath(new URL('./src/platform/no-wasm-crypto.ts', import.meta.url)) },
      ],
    },
    test: { include: ['src/**/*.test.{ts,tsx}', 'e2e/**/*.test.ts'], restoreMocks: true },
    build: { outDir: `dist/${browser}`, target: browser === 'firefox' ? 'firefox140' : 'chrome120', modulePreload: false },
  }
})
