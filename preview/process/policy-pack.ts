import type { ChildProcess } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import * as grpc from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import * as analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { parse } from "yaml";
import { channelOptions } from "../engine/server";
import { toStruct } from "../engine/values";
import { UsageError } from "../errors";
import type { StackDefinition } from "../stack-file";
import type { Children } from "./children";
import { locate } from "./program";

/** Configuration of a pack's policies, by policy name. */
export type PolicyConfig = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** How a pack is started. */
export interface PolicyPackOptions {
  /** Folder of PulumiPolicy.yaml, absolute. */
  readonly directory: string;
  /** Address of the Engine service. */
  readonly engineAddress: string;
  /** The stack that will be judged. */
  readonly definition: StackDefinition;
  /** Configuration of its policies; empty for the pack's own defaults. */
  readonly config: PolicyConfig;
}

/** A pack that runs and is ready to judge. */
export interface PolicyPack {
  /** Name of the pack. */
  readonly name: string;
  /** Version of the pack. */
  readonly version: string;
  /** Whether it may want to change properties before they are judged. */
  readonly remediates: boolean;
  /** The pack's service. */
  readonly client: AnalyzerClient;
}

/** Starts a policy pack in Pulumi's stock policy runtime and configures it. */
export async function startPolicyPack(
  children: Children,
  options: PolicyPackOptions,
): Promise<PolicyPack> {
  const { directory, definition } = options;
  checkEntryPoint(directory);
  const child = children.start({
    args: [
      locate("@pulumi/pulumi/cmd/run-policy-pack", directory),
      options.engineAddress,
      directory,
    ],
    cwd: directory,
    env: {
      PULUMI_NODEJS_ORGANIZATION: "organization",
      PULUMI_NODEJS_PROJECT: definition.project,
      PULUMI_NODEJS_STACK: definition.stack,
      PULUMI_NODEJS_DRY_RUN: "true",
      PULUMI_CONFIG: JSON.stringify(definition.config),
    },
  });
  const port = await readPort(child, directory);
  const client = new AnalyzerClient(
    `127.0.0.1:${port}`,
    grpc.credentials.createInsecure(),
    channelOptions,
  );
  return configure(client, options);
}

function checkEntryPoint(directory: string): void {
  const file = path.join(directory, "PulumiPolicy.yaml");
  if (!existsSync(file)) {
    throw new UsageError(`There is no policy pack in ${directory}: PulumiPolicy.yaml is missing.`);
  }
  const project: unknown = parse(readFileSync(file, "utf8"));
  const main =
    typeof project === "object" && project !== null && "main" in project ? project.main : undefined;
  if (typeof main === "string" && !existsSync(path.join(directory, main))) {
    throw new UsageError(
      `The policy pack in ${directory} is not built (${main} is missing); run npm run build.`,
    );
  }
}

// A pack announces itself by writing its port as the first line of its output.
function readPort(child: ChildProcess, directory: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = "";
    let errors = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      errors = `${errors}${chunk.toString()}`.slice(-4000);
    });
    child.stdout?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      const port = /^(\d+)\r?\n/m.exec(output)?.[1];
      if (port !== undefined) resolve(port);
    });
    child.once("exit", () => {
      const reason = errors.trim().split("\n").slice(0, 3).join("\n");
      reject(new UsageError(`The policy pack in ${directory} did not load:\n${reason}`));
    });
    child.once("error", reject);
  });
}

async function configure(client: AnalyzerClient, options: PolicyPackOptions): Promise<PolicyPack> {
  const { definition } = options;
  const request = new analyzer.AnalyzerStackConfigureRequest();
  request.setStack(definition.stack);
  request.setProject(definition.project);
  request.setOrganization("organization");
  request.setDryRun(true);
  request.setConfigSecretKeysList([...definition.secretKeys]);
  for (const [key, value] of Object.entries(definition.config))
    request.getConfigMap().set(key, value);
  await call<analyzer.AnalyzerStackConfigureResponse>((done) =>
    client.configureStack(request, done),
  );
  const info = await call<analyzer.AnalyzerInfo>((done) =>
    client.getAnalyzerInfo(new Empty(), done),
  );
  await call<Empty>((done) => client.configure(policyConfig(info, options.config), done));
  const remediates = info
    .getPoliciesList()
    .some((policy) => policy.getEnforcementlevel() === analyzer.EnforcementLevel.REMEDIATE);
  return { name: info.getName(), version: info.getVersion(), remediates, client };
}

const levels: Readonly<Record<string, analyzer.EnforcementLevel>> = {
  advisory: analyzer.EnforcementLevel.ADVISORY,
  mandatory: analyzer.EnforcementLevel.MANDATORY,
  disabled: analyzer.EnforcementLevel.DISABLED,
  remediate: analyzer.EnforcementLevel.REMEDIATE,
};

// Every policy gets its level, as the CLI does: the pack's own unless the configuration says otherwise.
function policyConfig(info: analyzer.AnalyzerInfo, config: PolicyConfig) {
  const request = new analyzer.ConfigureAnalyzerRequest();
  const initial = info.getInitialconfigMap();
  for (const policy of info.getPoliciesList()) {
    const name = policy.getName();
    const { enforcementLevel, ...properties } = { ...config["all"], ...config[name] };
    const entry = new analyzer.PolicyConfig();
    const level = typeof enforcementLevel === "string" ? levels[enforcementLevel] : undefined;
    entry.setEnforcementlevel(level ?? policy.getEnforcementlevel());
    const defaults = initial.get(name)?.getProperties()?.toJavaScript() ?? {};
    entry.setProperties(toStruct({ ...defaults, ...properties } as Parameters<typeof toStruct>[0]));
    request.getPolicyconfigMap().set(name, entry);
  }
  return request;
}

/** Turns a callback-style call into a promise. */
export function call<Response>(
  start: (done: (error: grpc.ServiceError | null, response: Response) => void) => unknown,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    start((error, response) => {
      if (error === null) resolve(response);
      else reject(error);
    });
  });
}
