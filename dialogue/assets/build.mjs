// SPDX-License-Identifier: EUPL-1.2
// Sources in, hashed and precompressed files out: ../static/dist with manifest.json. Usage: node build.mjs
import { build } from "esbuild";
import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, extname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "..", "static", "dist");
const fresh = `${dist}.new`;

const names = async (folder, ending) =>
  (await readdir(join(here, "src", folder)).catch(() => []))
    .filter((name) => name.endsWith(ending))
    .map((name) => join(here, "src", folder, name));

// Only the style sheets that a page asks for by name; the others are imported by these.
const styles = ["public", "desk", "table", "document"].map((name) => join(here, "src/css", `${name}.css`));
const pictures = await names("img", ".svg");
const scripts = (await names("js", ".js")).filter((path) => !basename(path).startsWith("_"));

await rm(fresh, { recursive: true, force: true });
await mkdir(fresh, { recursive: true });

const result = await build({
  absWorkingDir: here,
  entryPoints: [...styles, ...scripts, ...pictures],
  outdir: fresh,
  entryNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  bundle: true,
  minify: true,
  format: "esm",
  target: ["chrome105", "firefox110", "safari16"],
  charset: "utf8",
  legalComments: "none",
  loader: { ".woff2": "file", ".svg": "copy" },
  metafile: true,
  logLevel: "warning",
});

const manifest = {};
for (const [path, made] of Object.entries(result.metafile.outputs)) {
  const file = relative(fresh, join(here, path));
  const source = made.entryPoint ?? Object.keys(made.inputs)[0];
  manifest[basename(source)] = file;
}

const squeezable = new Set([".css", ".js", ".svg", ".json"]);
for (const file of Object.values(manifest)) {
  if (!squeezable.has(extname(file))) continue;
  const bytes = await readFile(join(fresh, file));
  const best = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } };
  await writeFile(join(fresh, `${file}.gz`), gzipSync(bytes, { level: 9 }));
  await writeFile(join(fresh, `${file}.br`), brotliCompressSync(bytes, best));
}
// The fonts' licence travels with them; it is not in the manifest, so it is not served.
for (const font of ["source-sans-3", "noto-sans-arabic"]) {
  await copyFile(join(here, "node_modules/@fontsource", font, "LICENSE"), join(fresh, `${font}-OFL.txt`));
}
const sorted = Object.fromEntries(Object.entries(manifest).sort(([a], [b]) => (a < b ? -1 : 1)));
await writeFile(join(fresh, "manifest.json"), `${JSON.stringify(sorted, null, 2)}\n`);

// Swap at the end, so that a server that is running never sees half a build.
await rm(dist, { recursive: true, force: true });
await rename(fresh, dist);
console.log(`${Object.keys(sorted).length} files in static/dist`);
