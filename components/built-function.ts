import { existsSync } from "node:fs";
import path from "node:path";
import * as pulumi from "@pulumi/pulumi";

/** Folder that `npm run build` writes a function to. */
export const builtFolder = (name: string): string =>
  path.resolve(__dirname, "../dist/lambdas", name);

/**
 * The program in a folder that `npm run build` writes.
 * @param title What people call the function, such as `rotation`.
 * @throws when the function is not built.
 */
export function builtProgram(folder: string, title: string): pulumi.asset.FileAsset {
  const file = path.join(folder, "index.js");
  if (!existsSync(file)) {
    throw new pulumi.RunError(`The ${title} function is not built; run npm run build.`);
  }
  return new pulumi.asset.FileAsset(file);
}
