import { fileURLToPath } from "node:url";
import { defineConfig } from "vitepress";
import { chinese, english } from "./config/locales.ts";
import { math } from "./config/math.ts";
import { packageAliases } from "./config/packages.ts";
import { search } from "./config/search.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

export default defineConfig({
  title: "Chainrule",
  description: "Neural networks for TypeScript, from one neuron to graph networks",
  head: [["link", { rel: "icon", type: "image/svg+xml", href: "/logo.svg" }]],
  markdown: { config: math },
  themeConfig: { logo: "/logo.svg", search },
  locales: { root: english, zh: chinese },
  vite: {
    resolve: { alias: packageAliases(root) },
    esbuild: { target: "es2022" },
    build: { target: "es2022", chunkSizeWarningLimit: 1000 },
    worker: { format: "es" },
    server: { fs: { allow: [root] } },
  },
});
