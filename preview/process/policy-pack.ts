import type { ChildProcess } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import * as grpc from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import * as analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { parse } from "yaml";
import { channelOptions } from "../engine/server";
import { UsageError } from "../errors";
import type { Children } from "./children";
import type { PackRequests, PolicyConfig } from "./policy-config";
import { configureRequest, takesQuestions, takesReports } from "./policy-config";
import { locate } from "./program";

/** How a pack is started. */
export interface PolicyPackOptions extends PackRequests {
  /** Folder of PulumiPolicy.yaml, absolute. */
  readonly directory: string;
  /** Address of the Engine service. */
  readonly engineAddress: string;
  /** The stack that will be judged. */
  readonly definition: JudgedStack;
  /** Configuration of its policies; empty for the pack's own defaults. */
  readonly config: PolicyConfig;
  /** Whether the stack is only planned; what is unknown may then become known. @default true */
  readonly isPlanned?: boolean;
}

/** What a pack is told of the stack. */
export interface JudgedStack {
  /** Project name. */
  readonly project: string;
  /** Stack name. */
  readonly stack: string;
  /** Configuration by full key. */
  readonly config: Readonly<Record<string, string>>;
  /** Full keys whose values are encrypted. */
  readonly secretKeys: readonly string[];
}

/** A pack that runs and is ready to judge. */
export interface PolicyPack {
  /** Name of the pack. */
  readonly name: string;
  /** Version of the pack. */
  readonly version: string;
  /** Whether it may want to change properties before they are judged. */
  readonly remediates: boolean;
  /** Whether it can be asked to write reports. */
  readonly takesReports: boolean;
  /** Whether it can be asked questions. */
  readonly takesQuestions: boolean;
  /** The pack's service. */
  readonly client: AnalyzerClient;
}

/** Starts a policy pack in Pulumi's stock policy runtime and configures it. */
export async function startPolicyPack(
  children: Children,
  options: PolicyPackOptions,
): Promise<PolicyPack> {
  const { directory, definition, isPlanned = true } = options;
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
      PULUMI_NODEJS_DRY_RUN: String(isPlanned),
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
  const { definition, isPlanned = true } = options;
  const request = new analyzer.AnalyzerStackConfigureRequest();
  request.setStack(definition.stack);
  request.setProject(definition.project);
  request.setOrganization("organization");
  request.setDryRun(isPlanned);
  request.setConfigSecretKeysList([...definition.secretKeys]);
  for (const [key, value] of Object.entries(definition.config))
    request.getConfigMap().set(key, value);
  await call<analyzer.AnalyzerStackConfigureResponse>((done) =>
    client.configureStack(request, done),
  );
  const info = await call<analyzer.AnalyzerInfo>((done) =>
    client.getAnalyzerInfo(new Empty(), done),
  );
  const configuration = configureRequest(info, options.config, options);
  await call<Empty>((done) => client.configure(configuration, done));
  const remediates = [...configuration.getPolicyconfigMap().entries()].some(
    ([, policy]) => policy.getEnforcementlevel() === analyzer.EnforcementLevel.REMEDIATE,
  );
  return {
    name: info.getName(),
    version: info.getVersion(),
    remediates,
    takesReports: info.getPoliciesList().some(takesReports),
    takesQuestions: info.getPoliciesList().some(takesQuestions),
    client,
  };
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
