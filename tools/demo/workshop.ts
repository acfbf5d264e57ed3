import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { buildSync } from "esbuild";
import { buildGovernance } from "../build";
import { buildServices } from "../build-services";
import type { TlsFiles } from "../moto/server";
import { root } from "./estate";
import { type Authority, makeAuthority, type ServerCertificate } from "./tls";

/** Everything that a local run needs as files, in a folder that goes with it. */
export interface Workshop {
  /** Certificate authority of the run. */
  readonly authority: Authority;
  /** File with its certificate. */
  readonly caFile: string;
  /** Certificate for loopback, as text and as files that only their owner may read. */
  readonly tls: ServerCertificate;
  readonly files: TlsFiles;
  /** Built programs. */
  readonly programs: Readonly<
    Record<"orbit" | "axon" | "governance" | "lambdaHost" | "probe", string>
  >;
  /** A file that does not exist, for settings that name one. */
  readonly noFile: string;
  /** Removes all of it. */
  readonly remove: () => void;
}

/** Builds the programs from their sources, and makes certificates for this machine. */
export async function openWorkshop(bundleText: string): Promise<Workshop> {
  // Below the project, so that the function finds the SDK that Lambda would have.
  const parent = path.join(root, ".cache/demo");
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(path.join(parent, "run-"));
  try {
    const authority = await makeAuthority();
    const tls = await authority.issue(["localhost", "127.0.0.1"]);
    const file = (name: string, content: string) => {
      const target = path.join(folder, name);
      writeFileSync(target, content, { mode: 0o600 });
      return target;
    };
    const caFile = file("authority.pem", authority.cert);
    const files = {
      certFile: file("server.pem", tls.cert),
      keyFile: file("server.key", tls.key),
    };
    const programs = build(folder, bundleText);
    return {
      ...{ authority, tls, caFile, files, programs, noFile: path.join(folder, "none") },
      remove: () => {
        rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

function build(folder: string, bundleText: string): Workshop["programs"] {
  const relative = path.relative(root, folder);
  buildServices(path.join(relative, "services"));
  buildGovernance(path.join(relative, "governance"));
  writeFileSync(path.join(folder, "governance/bundle.json"), bundleText);
  buildSync({
    absWorkingDir: root,
    entryPoints: ["tools/demo/lambda-host.ts", "tools/demo/probe.ts"],
    outdir: folder,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node22",
    logLevel: "warning",
  });
  return {
    orbit: path.join(folder, "services/orbit/index.js"),
    axon: path.join(folder, "services/axon/index.js"),
    governance: path.join(folder, "governance/index.js"),
    lambdaHost: path.join(folder, "lambda-host.js"),
    probe: path.join(folder, "probe.js"),
  };
}
