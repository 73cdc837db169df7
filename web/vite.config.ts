import react from '@vitejs/plugin-react';
import { defineConfig, type HtmlTagDescriptor, type Plugin } from 'vite';

// What several pages share comes in one piece: a browser asks a server for six at once, and each costs its way.
const groups = [
  // What runs first waits for nothing else.
  { name: 'early', test: /vite\/preload-helper|src\/(match|api\/early|pages\/pages)/, priority: 3 },
  { name: 'shared', test: /node_modules\/(?!lightweight-charts|fancy-canvas|qrcode-generator)|src\/(?!pages\/(charts|performance|security))/, minShareCount: 2, priority: 2 },
  { name: 'charts', test: /lightweight-charts|fancy-canvas|src\/pages\/(charts\/(?!ChartsPage)|performance\/Curve)/, minShareCount: 2, priority: 1 },
];

// The code of every page is asked for with the document, not only when its first script says so.
const preloadMain: Plugin = {
  name: 'preload-main',
  transformIndexHtml: {
    order: 'post',
    handler(_, { bundle }) {
      const chunks = Object.values(bundle ?? {}).filter((each) => each.type === 'chunk');
      const main = chunks.find((each) => each.name === 'main');
      const needed = main ? [main, ...chunks.filter((each) => main.imports.includes(each.fileName))] : [];
      return needed.map((each): HtmlTagDescriptor => ({ tag: 'link', attrs: { rel: 'modulepreload', crossorigin: true, href: `/${each.fileName}` }, injectTo: 'head' }));
    },
  },
};

// The server hands these files out itself: no other address is ever asked for.
export default defineConfig({
  plugins: [react(), preloadMain],
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // All style sheets together are smaller than one page's code, and a page is never without its own.
    cssCodeSplit: false,
    chunkSizeWarningLimit: 700,
    rolldownOptions: { output: { codeSplitting: { groups } } },
  },
  server: { port: 5180, proxy: { '/api': 'http://127.0.0.1:5080', '/live': { target: 'http://127.0.0.1:5080', ws: true } } },
});
