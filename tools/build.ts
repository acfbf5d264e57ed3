import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import type { BuildOptions } from "esbuild";
import { buildSync } from "esbuild";
import { organizationPoliciesCommand } from "./org-policies";

const root = path.resolve(__dirname, "..");

const common: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node22",
  logLevel: "warning",
};

/** The policy pack as one file; only the Pulumi SDKs stay outside, because the pack's host brings them. */
export function buildPolicyPack(): void {
  buildSync({
    ...common,
    entryPoints: ["policy-pack/index.ts"],
    outfile: "policy-pack/bin/index.js",
    external: ["@pulumi/*"],
    sourcemap: true,
  });
}

/** What the pack offers besides itself: the test kit for rule authors, and the schema of its configuration. */
export function buildPackExtras(): void {
  buildSync({
    ...common,
    entryPoints: ["policy-pack/testing/index.ts"],
    outfile: "policy-pack/bin/testing.js",
    external: ["@pulumi/*", "@grpc/*", "google-protobuf/*"],
  });
  const schema = "policy-config.schema.json";
  copyFileSync(path.join(root, "docs", schema), path.join(root, "policy-pack/bin", schema));
}

/** Every function under lambdas/ as one file; the AWS SDK stays outside, because the Lambda runtime carries it. */
export function buildLambdas(): void {
  for (const name of lambdaNames()) {
    if (name === "governance") buildGovernance();
    else {
      buildSync({
        ...common,
        entryPoints: [`lambdas/${name}/handler.ts`],
        outfile: `dist/lambdas/${name}/index.js`,
        external: ["@aws-sdk/*"],
        minify: false,
      });
    }
  }
}

const cedar = "node_modules/@cedar-policy/cedar-wasm";

/** What Node needs of Cedar: its other entry points would double the package. */
const cedarFiles = [
  "package.json",
  "nodejs/package.json",
  "nodejs/cedar_wasm.js",
  "nodejs/cedar_wasm_bg.wasm",
];

/**
 * The governance function: small, because its size is part of its cold start. Cedar is shipped as a package beside
 * it, because its module is loaded anew after a trap and looks for its WebAssembly beside itself. The policy bundle
 * is added by whoever deploys it.
 */
export function buildGovernance(folder = "dist/lambdas/governance"): void {
  rmSync(path.resolve(root, folder), { recursive: true, force: true });
  buildSync({
    ...common,
    entryPoints: ["lambdas/governance/handler.ts"],
    outfile: `${folder}/index.js`,
    external: ["@aws-sdk/*", "@cedar-policy/cedar-wasm"],
    minify: true,
  });
  for (const file of cedarFiles) {
    const target = path.resolve(root, folder, cedar, file);
    mkdirSync(path.dirname(target), { recursive: true });
    copyFileSync(path.join(root, cedar, file), target);
  }
}

function lambdaNames(): readonly string[] {
  const folder = path.join(root, "lambdas");
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => existsSync(path.join(folder, name, "handler.ts")));
}

function main([target, ...rest]: readonly string[]): void {
  if (target === "org-policies") {
    const { exitCode, text } = organizationPoliciesCommand(root, rest);
    (exitCode === 0 ? console.log : console.error)(text);
    process.exitCode = exitCode;
    return;
  }
  buildPolicyPack();
  buildPackExtras();
  buildLambdas();
}

if (require.main === module) main(process.argv.slice(2));
