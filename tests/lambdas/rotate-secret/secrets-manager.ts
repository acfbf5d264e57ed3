import { Readable } from "node:stream";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import * as z from "zod/mini";
import { Faults } from "./faults";

interface Version {
  stages: string[];
  value?: string;
}

/** A secret with its versions by id. */
export interface Secret {
  rotationEnabled: boolean;
  readonly versions: Map<string, Version>;
}

const inputSchema = z.object({
  SecretId: z._default(z.string(), ""),
  VersionId: z.optional(z.string()),
  VersionStage: z.optional(z.string()),
  ClientRequestToken: z.optional(z.string()),
  SecretString: z.optional(z.string()),
  VersionStages: z.optional(z.array(z.string())),
  MoveToVersionId: z.optional(z.string()),
  RemoveFromVersionId: z.optional(z.string()),
  PasswordLength: z.optional(z.number()),
  ExcludePunctuation: z.optional(z.boolean()),
});

type Input = z.infer<typeof inputSchema>;

/** A refusal of Secrets Manager. */
class Refusal extends Error {
  readonly type: string;

  constructor(type: string) {
    super(type);
    this.type = type;
  }
}

const mutating = new Set(["PutSecretValue", "UpdateSecretVersionStage"]);

/**
 * Secrets Manager in memory, below the wire of the AWS SDK: the client's own retries and errors are part of what is
 * tested. Labels move, and calls are refused, as the API reference says.
 */
export class SecretsManager {
  /** Secrets by ARN. */
  readonly secrets = new Map<string, Secret>();
  /** Operations that were done, in order. */
  readonly done: [operation: string, input: Input][] = [];
  /** Lets calls go wrong. */
  faults = new Faults();
  #generated = 0;

  /** Adds a secret; its value is current. */
  add(secretId: string, value?: string): Secret {
    const secret: Secret = { rotationEnabled: true, versions: new Map() };
    if (value !== undefined) secret.versions.set("first", { stages: ["AWSCURRENT"], value });
    this.secrets.set(secretId, secret);
    return secret;
  }

  /** What RotateSecret does before the function is invoked: a pending version without value. */
  startRotation(secretId: string, token: string): void {
    const { versions } = this.#secret(secretId);
    for (const version of versions.values()) withoutStage(version, "AWSPENDING");
    versions.set(token, { stages: ["AWSPENDING"] });
  }

  /** Ids of the versions with a label. */
  holders(secretId: string, stage: string): readonly string[] {
    const { versions } = this.#secret(secretId);
    return [...versions].filter(([, { stages }]) => stages.includes(stage)).map(([id]) => id);
  }

  /** Value of the version with a label. */
  valueAt(secretId: string, stage: string): string | undefined {
    const [holder = ""] = this.holders(secretId, stage);
    return this.#secret(secretId).versions.get(holder)?.value;
  }

  /** Operations that change something, among those that were done. */
  get mutations(): readonly string[] {
    return this.done.map(([operation]) => operation).filter((operation) => mutating.has(operation));
  }

  /** A client of it, which retries without waiting. */
  client(): SecretsManagerClient {
    return new SecretsManagerClient({
      region: "us-east-1",
      credentials: { accessKeyId: "testing", secretAccessKey: "testing" },
      requestHandler: { handle: (request: WireRequest) => this.#handle(request) },
      retryStrategy: {
        mode: "test",
        acquireInitialRetryToken: () => Promise.resolve(retryToken(0)),
        refreshRetryTokenForRetry: (token, { errorType }) =>
          errorType === "CLIENT_ERROR" || token.getRetryCount() >= 2
            ? Promise.reject(new Error("no more attempts"))
            : Promise.resolve(retryToken(token.getRetryCount() + 1)),
        recordSuccess: () => undefined,
      },
    });
  }

  async #handle({ headers, body }: WireRequest) {
    const operation = (headers["x-amz-target"] ?? "").split(".")[1] ?? "";
    const input = inputSchema.parse(JSON.parse(new TextDecoder().decode(body)));
    try {
      const answer = await this.faults.run(() => this.#perform(operation, input), {
        // A connection that is reset: Node's code, which the SDK takes as a reason to try again.
        lostReply: () => Object.assign(new Error("reset"), { code: "ECONNRESET" }),
        throttled: () => new Refusal("ThrottlingException"),
      });
      return { response: wireAnswer(200, answer) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { response: wireAnswer(400, { __type: error.type, message: error.type }) };
    }
  }

  #perform(operation: string, input: Input): object {
    const answer = this.#answer(operation, input);
    this.done.push([operation, input]);
    return answer;
  }

  #answer(operation: string, input: Input): object {
    switch (operation) {
      case "DescribeSecret":
        return this.#describe(input);
      case "GetSecretValue":
        return this.#read(input);
      case "GetRandomPassword":
        return this.#generate(input);
      case "PutSecretValue":
        return this.#put(input);
      case "UpdateSecretVersionStage":
        return this.#move(input);
      default:
        throw new Refusal("UnknownOperationException");
    }
  }

  #secret(secretId: string): Secret {
    const secret = this.secrets.get(secretId);
    if (secret === undefined) throw new Refusal("ResourceNotFoundException");
    return secret;
  }

  #describe({ SecretId }: Input) {
    const { rotationEnabled, versions } = this.#secret(SecretId);
    // Versions without labels are not listed.
    const labelled = [...versions].filter(([, { stages }]) => stages.length > 0);
    const VersionIdsToStages = Object.fromEntries(labelled.map(([id, { stages }]) => [id, stages]));
    return { ARN: SecretId, RotationEnabled: rotationEnabled, VersionIdsToStages };
  }

  #read({ SecretId, VersionId, VersionStage = "AWSCURRENT" }: Input) {
    const id = VersionId ?? this.holders(SecretId, VersionStage)[0] ?? "";
    const value = this.#secret(SecretId).versions.get(id)?.value;
    if (value === undefined) throw new Refusal("ResourceNotFoundException");
    return { ARN: SecretId, VersionId: id, SecretString: value };
  }

  #generate({ PasswordLength = 32, ExcludePunctuation = false }: Input) {
    this.#generated += 1;
    const text = `Secret${String(this.#generated)}Value`.padEnd(PasswordLength, "0Az");
    return { RandomPassword: ExcludePunctuation ? text : `'";${text.slice(3)}` };
  }

  #put({ SecretId, ClientRequestToken = "", SecretString = "", VersionStages = [] }: Input) {
    const { versions } = this.#secret(SecretId);
    const stored = versions.get(ClientRequestToken)?.value;
    if (stored !== undefined && stored !== SecretString) {
      throw new Refusal("ResourceExistsException");
    }
    if (stored === undefined) {
      const isLabelMoved = (stage: string) => VersionStages.includes(stage);
      for (const version of versions.values()) {
        version.stages = version.stages.filter((stage) => !isLabelMoved(stage));
      }
      versions.set(ClientRequestToken, { stages: [...VersionStages], value: SecretString });
    }
    return { ARN: SecretId, VersionId: ClientRequestToken };
  }

  #move({ SecretId, VersionStage = "", MoveToVersionId = "", RemoveFromVersionId }: Input) {
    const { versions } = this.#secret(SecretId);
    const target = versions.get(MoveToVersionId);
    const [holder] = this.holders(SecretId, VersionStage);
    if (target === undefined) throw new Refusal("ResourceNotFoundException");
    // "If the label is attached and you either do not specify this parameter, or the version ID does not match, then
    // the operation fails."
    if (holder !== RemoveFromVersionId) throw new Refusal("InvalidParameterException");
    if (VersionStage === "AWSCURRENT" && holder !== undefined) this.#makePrevious(SecretId, holder);
    for (const version of versions.values()) withoutStage(version, VersionStage);
    target.stages.push(VersionStage);
    return { ARN: SecretId };
  }

  #makePrevious(secretId: string, holder: string): void {
    const { versions } = this.#secret(secretId);
    for (const version of versions.values()) withoutStage(version, "AWSPREVIOUS");
    versions.get(holder)?.stages.push("AWSPREVIOUS");
  }
}

function withoutStage(version: Version, stage: string): void {
  version.stages = version.stages.filter((each) => each !== stage);
}

interface WireRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

function wireAnswer(statusCode: number, body: object) {
  return {
    statusCode,
    headers: { "content-type": "application/x-amz-json-1.1" },
    body: Readable.from([Buffer.from(JSON.stringify(body))]),
  };
}

const retryToken = (count: number) => ({
  getRetryCount: () => count,
  getRetryDelay: () => 0,
});
