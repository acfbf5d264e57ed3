import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import * as grpc from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import * as analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Value } from "../engine/value";
import type { TestResource, TestStack } from "./stack";
import { stackType } from "./stack";

/** How a pack is started. */
export interface TestPackOptions {
  /** Folder of PulumiPolicy.yaml; the pack must be built. */
  readonly directory: string;
  /** Whether stacks are updated instead of previewed. @default false */
  readonly isUpdate?: boolean;
}

/** Circumstances of one judgement. */
export interface JudgeOptions {
  /** Configuration by policy name, as `--policy-pack-config` takes it. @default - the pack's defaults */
  readonly config?: Readonly<Record<string, Readonly<Record<string, Value>>>>;
  /** Tags of the stack. @default - none */
  readonly tags?: Readonly<Record<string, string>>;
}

/** A violation as the engine receives it. */
export interface TestViolation {
  /** Rule, or policy name. */
  readonly rule: string;
  /** Whether it stops a deployment. */
  readonly level: "advisory" | "mandatory" | "other";
  /** Severity. */
  readonly severity: "unspecified" | "low" | "medium" | "high" | "critical";
  /** Resource. */
  readonly urn: string;
  /** Whole text. */
  readonly message: string;
  /** First line of the text. */
  readonly sentence: string;
  /** The labelled lines of the text: why, fix, path, verdict, fingerprint. */
  readonly labels: Readonly<Record<string, string>>;
  /** Whether one resource decided it (Analyze) or the stack (AnalyzeStack). */
  readonly phase: "resource" | "stack";
}

/** A compiled pack that runs in Pulumi's own policy runtime. */
export class TestPack {
  readonly #child: ChildProcess;
  readonly #client: AnalyzerClient;

  private constructor(child: ChildProcess, client: AnalyzerClient) {
    this.#child = child;
    this.#client = client;
  }

  /**
   * Starts a pack.
   * @throws when the pack does not load; the error holds what it printed.
   */
  static async start({ directory, isUpdate = false }: TestPackOptions): Promise<TestPack> {
    const folder = path.resolve(directory);
    const runtime = createRequire(path.join(folder, "package.json")).resolve(
      "@pulumi/pulumi/cmd/run-policy-pack",
    );
    // The pack reports to an engine only what it logs; nothing listens here.
    const child = spawn(process.execPath, [runtime, "127.0.0.1:1", folder], {
      cwd: folder,
      env: { ...process.env, PULUMI_NODEJS_DRY_RUN: String(!isUpdate) },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const port = await portOf(child, folder);
    const client = new AnalyzerClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), {
      "grpc.max_receive_message_length": -1,
      "grpc.max_send_message_length": -1,
    });
    return new TestPack(child, client);
  }

  /** Process id of the pack, for measuring; -1 when it has none. */
  get processId(): number {
    return this.#child.pid ?? -1;
  }

  /** Name and version of the pack, and of each policy. */
  async info(): Promise<analyzer.AnalyzerInfo.AsObject> {
    const info = await call<analyzer.AnalyzerInfo>((done) =>
      this.#client.getAnalyzerInfo(new Empty(), done),
    );
    return info.toObject();
  }

  /** Judges a stack as the engine does: configuration, each resource, then the whole stack. */
  async judge(
    stack: TestStack,
    { config = {}, tags = {} }: JudgeOptions = {},
  ): Promise<readonly TestViolation[]> {
    await this.#configure(stack, config, tags);
    const violations: TestViolation[] = [];
    for (const resource of stack.resources) {
      const response = await call<analyzer.AnalyzeResponse>((done) =>
        this.#client.analyze(analyzeRequest(resource), done),
      );
      violations.push(...violationsIn(response, resource.urn, "resource"));
    }
    const request = new analyzer.AnalyzeStackRequest();
    request.setResourcesList(stack.resources.map(analyzerResource));
    const response = await call<analyzer.AnalyzeResponse>((done) =>
      this.#client.analyzeStack(request, done),
    );
    const root = stack.resources.find(({ type }) => type === stackType)?.urn ?? "";
    return [...violations, ...violationsIn(response, root, "stack")];
  }

  /** Ends the pack. */
  stop(): void {
    this.#client.close();
    this.#child.kill("SIGKILL");
  }

  async #configure(
    { project, stack }: TestStack,
    config: NonNullable<JudgeOptions["config"]>,
    tags: NonNullable<JudgeOptions["tags"]>,
  ): Promise<void> {
    const handshake = new analyzer.AnalyzerStackConfigureRequest();
    handshake.setStack(stack);
    handshake.setProject(project);
    for (const [key, value] of Object.entries(tags)) handshake.getTagsMap().set(key, value);
    await call<analyzer.AnalyzerStackConfigureResponse>((done) =>
      this.#client.configureStack(handshake, done),
    );
    const { policiesList } = await this.info();
    const request = new analyzer.ConfigureAnalyzerRequest();
    for (const { name, enforcementlevel } of policiesList) {
      const entry = new analyzer.PolicyConfig();
      entry.setEnforcementlevel(enforcementlevel);
      entry.setProperties(struct(config[name] ?? {}));
      request.getPolicyconfigMap().set(name, entry);
    }
    await call<Empty>((done) => this.#client.configure(request, done));
  }
}

const struct = (properties: Readonly<Record<string, Value>>): Struct =>
  Struct.fromJavaScript(properties);

function analyzeRequest(resource: TestResource): analyzer.AnalyzeRequest {
  const request = new analyzer.AnalyzeRequest();
  request.setType(resource.type);
  request.setUrn(resource.urn);
  request.setName(resource.name);
  request.setProperties(struct(resource.inputs));
  request.setOptions(optionsOf(resource));
  return request;
}

function analyzerResource(resource: TestResource): analyzer.AnalyzerResource {
  const message = new analyzer.AnalyzerResource();
  message.setType(resource.type);
  message.setUrn(resource.urn);
  message.setName(resource.name);
  message.setProperties(struct(resource.outputs));
  message.setOptions(optionsOf(resource));
  message.setParent(resource.parent ?? "");
  for (const [property, urns] of Object.entries(resource.propertyDependencies)) {
    const dependencies = new analyzer.AnalyzerPropertyDependencies();
    dependencies.setUrnsList([...urns]);
    message.getPropertydependenciesMap().set(property, dependencies);
  }
  return message;
}

function optionsOf({ ignoreChanges, parent }: TestResource): analyzer.AnalyzerResourceOptions {
  const options = new analyzer.AnalyzerResourceOptions();
  options.setIgnorechangesList([...ignoreChanges]);
  options.setParent(parent ?? "");
  return options;
}

const severities = ["unspecified", "low", "medium", "high", "critical"] as const;
const labelled = /^([a-z]+): (.*)$/;

function violationsIn(
  response: analyzer.AnalyzeResponse,
  urn: string,
  phase: TestViolation["phase"],
): readonly TestViolation[] {
  return response.getDiagnosticsList().map((diagnostic) => {
    const message = diagnostic.getMessage();
    const [sentence = "", ...rest] = message.split("\n");
    return {
      rule: diagnostic.getPolicyname(),
      level: levelOf(diagnostic.getEnforcementlevel()),
      severity: severities[diagnostic.getSeverity()],
      urn: diagnostic.getUrn() || urn,
      message,
      sentence,
      labels: Object.fromEntries(
        rest.flatMap((line) => {
          const [, label, value] = labelled.exec(line) ?? [];
          return label === undefined || value === undefined ? [] : [[label, value]];
        }),
      ),
      phase,
    };
  });
}

function levelOf(level: analyzer.EnforcementLevel): TestViolation["level"] {
  if (level === analyzer.EnforcementLevel.ADVISORY) return "advisory";
  return level === analyzer.EnforcementLevel.MANDATORY ? "mandatory" : "other";
}

// The runtime prints its port as the first line of its output.
function portOf(child: ChildProcess, folder: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.stdout?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      const port = /^(\d+)\r?$/m.exec(output)?.[1];
      if (port !== undefined) resolve(port);
    });
    child.once("error", reject);
    child.once("exit", () => {
      reject(new Error(`The policy pack in ${folder} did not load:\n${output.trim()}`));
    });
  });
}

function call<Response>(
  start: (done: (error: grpc.ServiceError | null, response: Response) => void) => unknown,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    start((error, response) => {
      if (error === null) resolve(response);
      else reject(error);
    });
  });
}
