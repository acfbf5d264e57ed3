import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { buildSync } from "esbuild";

const root = path.resolve(__dirname, "..");

/** Every program under services/ as one file with all it needs: its container holds Node and nothing else. */
export function buildServices(outputFolder = "dist/services"): readonly string[] {
  const names = readdirSync(path.join(root, "services")).filter((name) =>
    existsSync(path.join(root, "services", name, "main.ts")),
  );
  for (const name of names) {
    buildSync({
      absWorkingDir: root,
      bundle: true,
      platform: "node",
      format: "cjs",
      target: "node22",
      minify: true,
      // Names of errors are told to operators.
      keepNames: true,
      logLevel: "warning",
      entryPoints: [`services/${name}/main.ts`],
      outfile: path.join(outputFolder, name, "index.js"),
      legalComments: "eof",
    });
  }
  return names;
}

if (require.main === module) buildServices();
