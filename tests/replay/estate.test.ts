import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { createRequire } from "node:module";
import path from "node:path";
import {
  DescribeKeyCommand,
  GetKeyRotationStatusCommand,
  ScheduleKeyDeletionCommand,
} from "@aws-sdk/client-kms";
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  RestoreSecretCommand,
} from "@aws-sdk/client-secrets-manager";
import { containsUnknown, isList, isObject, type PropertyValue } from "../../preview/engine/values";
import { type PreviewResult, previewProgram } from "../../preview/index";
import { readStack } from "../../preview/stack-file";
import { needsMoto } from "../support/moto";
import type { Inputs, Replayed } from "./contract";
import { invoke } from "./invoke";
import { type Deployed, deploy } from "./program";
import { danglingReferences } from "./references";
import { type AccountServer, startAccount } from "./server";
import { oversizes } from "./sizes";
import { impossible, otherDomains, replayTable } from "./table";
import { differences, object, text } from "./values";

const root = path.resolve(__dirname, "../..");
const stack = "dev";

describe("the dev stack in another implementation of AWS", () => {
  let account: AccountServer | undefined;
  let deployed: Deployed;
  let preview: PreviewResult;

  before(async function () {
    needsMoto(this);
    account = await startAccount("111122223333");
    preview = await previewProgram({ directory: root, stack });
    deployed = await deploy(readStack(root, stack), account.clients, runProgram);
  });

  after(() => account?.stop());

  const aws = () => {
    assert.ok(account);
    return account;
  };
  const ofType = (name: string): readonly Replayed[] => {
    const found = deployed.created.filter(({ type }) => type.endsWith(`:${name}`));
    assert.notEqual(found.length, 0, `no ${name} was created`);
    return found;
  };
  const position = (resource: Replayed) => deployed.created.indexOf(resource);

  it("is accepted whole", () => {
    assert.deepEqual(deployed.refusals, []);
  });

  it("has every resource of the preview, replayed or named with the reason why not", () => {
    const names = (resources: readonly { readonly type: string; readonly name: string }[]) =>
      resources.map(({ type, name }) => `${type} ${name}`).sort();
    const declared = preview.resources.filter(
      ({ custom, type }) => custom && !type.startsWith("pulumi:"),
    );
    const custom = [...deployed.created, ...deployed.madeUp].filter(({ type }) =>
      type.includes("/"),
    );
    assert.deepEqual(names(custom), names(declared));
    const unexplained = declared.filter(
      ({ type }) =>
        !(type in replayTable) && !(type in impossible) && !(moduleOf(type) in otherDomains),
    );
    assert.deepEqual(names(unexplained), []);
  });

  it("names nothing as impossible that the estate does not have", () => {
    const types = new Set(preview.resources.map(({ type }) => type));
    assert.deepEqual(
      Object.keys(impossible).filter((type) => !types.has(type)),
      [],
    );
  });

  it("is declared as the preview shows it, as far as that is known there", () => {
    const declared = new Map(deployed.created.map((resource) => [keyOf(resource), resource]));
    const compared = preview.resources.filter((resource) => declared.has(keyOf(resource)));
    assert.equal(compared.length, deployed.created.length);
    for (const resource of compared) {
      // Code is an archive here, and a description of one there.
      const known = knownParts({ ...resource.inputs, code: null });
      const applied = { ...declared.get(keyOf(resource))?.inputs, code: null };
      assert.deepEqual(projected(applied, known), known, keyOf(resource));
    }
  });

  it("IAM-54 fits into the quotas that the account states", async () => {
    assert.deepEqual(await oversizes(aws().clients, deployed.created), []);
  });

  it("reads back every property as it was declared", async () => {
    const found = await Promise.all(
      deployed.created.map(async (resource) => {
        const replay = replayTable[resource.type];
        assert.ok(replay);
        const read = await replay.read(aws().clients, resource);
        const unread = Object.keys(replay.unread ?? {});
        return { by: keyOf(resource), wrong: differences(resource.inputs, read, unread) };
      }),
    );
    assert.deepEqual(
      found.filter(({ wrong }) => wrong.length > 0),
      [],
    );
  });

  it("names in its documents what exists", () => {
    assert.deepEqual(danglingReferences(deployed.created, outsideOfTheStack), []);
  });

  it("gives every role a boundary of its own", () => {
    const boundaries = ofType("Role").map(({ inputs }) => text(inputs, "permissionsBoundary"));
    assert.equal(new Set(boundaries).size, boundaries.length);
    const policies = ofType("Policy").map(({ created }) => created.id);
    assert.deepEqual(
      boundaries.filter((arn) => !policies.includes(arn)),
      [],
    );
  });

  it("KMS-75 rotates the keys that encrypt, and no key that signs", async () => {
    const { kms } = aws().clients;
    for (const { created, name } of ofType("Key").filter(({ type }) => type.includes("kms"))) {
      const KeyId = created.id;
      const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }));
      const { KeyRotationEnabled } = await kms.send(new GetKeyRotationStatusCommand({ KeyId }));
      const encrypts = KeyMetadata?.KeySpec === "SYMMETRIC_DEFAULT";
      assert.equal(KeyRotationEnabled, encrypts, name);
    }
  });

  it("LOG-82 creates the trail after the policy and the settings of its bucket", () => {
    const [trail] = ofType("Trail");
    assert.ok(trail);
    const settings = deployed.created.filter(
      ({ type, inputs }) =>
        type.startsWith("aws:s3/") && inputs["bucket"] === trail.inputs["s3BucketName"],
    );
    assert.ok(settings.some(({ type }) => type.endsWith(":BucketPolicy")));
    assert.deepEqual(
      settings.filter((setting) => position(setting) > position(trail)),
      [],
    );
  });

  it("LOG-83 names the log group of the trail in the form that CloudTrail takes", () => {
    const [trail] = ofType("Trail");
    const arn = text(trail?.inputs ?? {}, "cloudWatchLogsGroupArn");
    const groups = ofType("LogGroup").map(
      ({ created }) => `${text(created.outputs ?? {}, "arn")}:*`,
    );
    assert.ok(groups.includes(arn), arn);
  });

  it("LOG-91 creates the log group of a function before the function", () => {
    for (const lambda of ofType("Function")) {
      const { logGroup } = object(lambda.inputs, "loggingConfig");
      const group = ofType("LogGroup").find(({ created }) => created.id === logGroup);
      assert.ok(group, lambda.name);
      assert.ok(position(group) < position(lambda), lambda.name);
    }
  });

  it("SEC-76 starts a rotation when the policy and the permission for it are in force", () => {
    for (const rotation of ofType("SecretRotation")) {
      const secretId = rotation.inputs["secretId"];
      const policy = ofType("SecretPolicy").find(({ inputs }) => inputs["secretArn"] === secretId);
      const permission = ofType("Permission").find(
        ({ inputs }) => inputs["sourceArn"] === secretId,
      );
      assert.ok(policy && permission, rotation.name);
      assert.ok(position(policy) < position(rotation), rotation.name);
      assert.ok(position(permission) < position(rotation), rotation.name);
    }
  });

  describe("a rotation", () => {
    const steps = ["createSecret", "setSecret", "testSecret", "finishSecret"];

    const reasonOf = (message: string) => message.split(":")[0];
    const describeSecret = async (SecretId: string) => {
      const answer = await aws().clients.secrets.send(new DescribeSecretCommand({ SecretId }));
      return answer.VersionIdsToStages ?? {};
    };
    const holderOf = (versions: Readonly<Record<string, readonly string[]>>, stage: string) =>
      Object.keys(versions).find((version) => versions[version]?.includes(stage));
    const valueOf = async (SecretId: string, VersionId: string | undefined) => {
      const command = new GetSecretValueCommand({ SecretId, VersionId });
      return (await aws().clients.secrets.send(command)).SecretString ?? "";
    };
    const functionOf = (rotation: Replayed) => {
      const arn = rotation.inputs["rotationLambdaArn"];
      const found = ofType("Function").find(({ created }) => created.outputs?.["arn"] === arn);
      assert.ok(found, rotation.name);
      return found;
    };

    it("is refused for a version that nobody asked for, and changes nothing", async () => {
      for (const rotation of ofType("SecretRotation")) {
        const SecretId = text(rotation.inputs, "secretId");
        const before = await describeSecret(SecretId);
        const ClientRequestToken = randomUUID();
        const events = steps.map((Step) => ({ SecretId, ClientRequestToken, Step }));
        const { errors } = invoke(functionOf(rotation), aws().endpoint, events);
        assert.deepEqual(errors.map(reasonOf), Array(steps.length).fill("version-unknown"));
        assert.deepEqual(await describeSecret(SecretId), before);
      }
    });

    it("is refused for the secret of another service, and changes nothing", async () => {
      const rotations = ofType("SecretRotation");
      for (const rotation of rotations) {
        const own = functionOf(rotation);
        const other = rotations.find((candidate) => functionOf(candidate) !== own);
        assert.ok(other, "two services rotate secrets");
        const SecretId = text(other.inputs, "secretId");
        const before = await describeSecret(SecretId);
        const ClientRequestToken = holderOf(before, "AWSPENDING") ?? "";
        const events = steps.map((Step) => ({ SecretId, ClientRequestToken, Step }));
        const { errors } = invoke(own, aws().endpoint, events);
        assert.deepEqual(errors.map(reasonOf), Array(steps.length).fill("secret-not-listed"));
        assert.deepEqual(await describeSecret(SecretId), before);
      }
    });

    it("SEC-77 ends with a new current version, each step run twice, and shows no value", async () => {
      for (const rotation of ofType("SecretRotation")) {
        const SecretId = text(rotation.inputs, "secretId");
        const before = await describeSecret(SecretId);
        const former = holderOf(before, "AWSCURRENT");
        const ClientRequestToken = holderOf(before, "AWSPENDING");
        assert.ok(ClientRequestToken !== undefined, "Secrets Manager has begun a rotation");
        const events = steps
          .flatMap((step) => [step, step])
          .map((Step) => ({ SecretId, ClientRequestToken, Step }));
        const { errors, output } = invoke(functionOf(rotation), aws().endpoint, events);
        assert.deepEqual(errors, []);
        const after = await describeSecret(SecretId);
        assert.equal(holderOf(after, "AWSCURRENT"), ClientRequestToken);
        assert.equal(holderOf(after, "AWSPREVIOUS"), former);
        const value = await valueOf(SecretId, ClientRequestToken);
        assert.match(value, /^[A-Za-z0-9]{32,}$/);
        assert.notEqual(value, await valueOf(SecretId, former));
        assert.ok(!output.includes(value), "the function writes no value");
      }
    });
  });

  describe("a deletion", () => {
    it("KMS-75 takes effect on a key after its window, not at once", async () => {
      const { kms } = aws().clients;
      for (const { created, inputs } of ofType("Key")) {
        const KeyId = created.id;
        const PendingWindowInDays = Number(inputs["deletionWindowInDays"]);
        await kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays }));
        const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }));
        assert.equal(KeyMetadata?.KeyState, "PendingDeletion");
      }
    });

    it("SEC-80 keeps the name of a secret for its recovery window", async () => {
      const { secrets } = aws().clients;
      for (const { created, inputs } of ofType("Secret")) {
        const SecretId = created.id;
        const RecoveryWindowInDays = Number(inputs["recoveryWindowInDays"]);
        await secrets.send(new DeleteSecretCommand({ SecretId, RecoveryWindowInDays }));
        const again = new CreateSecretCommand({ Name: text(inputs, "name"), SecretString: "new" });
        // AWS answers InvalidRequestException, moto ResourceExistsException.
        await assert.rejects(secrets.send(again), /ResourceExists|InvalidRequest/);
        await secrets.send(new RestoreSecretCommand({ SecretId }));
      }
    });
  });
});

/** What documents name although no stack creates it. */
const outsideOfTheStack: readonly RegExp[] = [/^arn:aws:iam::111122223333:root$/];

// The program runs when its module is loaded; it cuts stack traces short, which is for itself alone.
function runProgram(): unknown {
  const { stackTraceLimit } = Error;
  const load = createRequire(__filename);
  const file = load.resolve("../../index");
  Reflect.deleteProperty(load.cache, file);
  try {
    const outputs: unknown = load(file);
    return outputs;
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

const moduleOf = (type: string) => /^aws:([^/]+)\//.exec(type)?.[1] ?? "";

const keyOf = ({ type, name }: { readonly type: string; readonly name: string }) =>
  `${type} ${name}`;

// Without what is unknown; a list that is unknown in part is left out as a whole.
function knownParts(value: PropertyValue): PropertyValue | undefined {
  if (!isObject(value) || isList(value)) return containsUnknown(value) ? undefined : value;
  const known: [string, PropertyValue][] = [];
  for (const [key, child] of Object.entries(value)) {
    const part = knownParts(child);
    if (part !== undefined) known.push([key, part]);
  }
  return Object.fromEntries(known);
}

// The parts of a value that another has: everything else of it is unknown there.
function projected(value: unknown, shape: PropertyValue | undefined): unknown {
  if (!isObject(shape) || typeof value !== "object" || value === null) return value;
  const fields: Inputs = { ...value };
  return Object.fromEntries(
    Object.entries(shape).map(([key, part]) => [key, projected(fields[key], part)]),
  );
}
