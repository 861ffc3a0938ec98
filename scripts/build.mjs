// Bundles src into dist: one entry, and a chunk for each command that is loaded only when it runs. Cold start is a
// feature, and most of it is reading files; the type check is `npm run types`.
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
rmSync(new URL("../dist", import.meta.url), { recursive: true, force: true });

/** Makes the texts of a language one object: to add it up from those of fifty files would cost every start some 10 ms. */
const catalogues = {
  name: "catalogues",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]messages[\\/][\w-]+[\\/]index\.ts$/ }, async ({ path }) => {
      const { outputFiles } = await build({ entryPoints: [path], bundle: true, write: false, format: "esm" });
      const exported = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
      const lines = Object.entries(exported).map(
        ([name, texts]) => `export const ${name} = JSON.parse(${JSON.stringify(JSON.stringify(texts))});`,
      );
      return { contents: lines.join("\n"), loader: "js" };
    });
  },
};

await build({
  absWorkingDir: root,
  entryPoints: ["src/cli/main.ts"],
  outbase: "src",
  outdir: "dist",
  // As deep as src/<folder>, so that the package's root is found from either.
  chunkNames: "chunks/[name]-[hash]",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20.18",
  // Native; finds its own binary beside itself.
  external: ["better-sqlite3"],
  minifySyntax: true,
  minifyWhitespace: true,
  keepNames: true,
  sourcemap: false,
  legalComments: "linked",
  plugins: [catalogues],
  banner: { js: 'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);' },
  logLevel: "warning",
});
