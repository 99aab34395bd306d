import { defineConfig } from 'vite'

/** The demo dApp as a folder of plain files with relative addresses. The real WASM of @polkadot is used here, not the wallet's stub. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  logLevel: 'warn',
  build: { outDir: '../../dist/demo', emptyOutDir: true, target: ['chrome120', 'firefox140'], chunkSizeWarningLimit: 4_000 },
})
