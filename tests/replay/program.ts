import { createHash } from "node:crypto";
import { GetPublicKeyCommand } from "@aws-sdk/client-kms";
import * as pulumi from "@pulumi/pulumi";
import { answerInvoke } from "../../preview/engine/invokes";
import type { StackDefinition } from "../../preview/stack-file";
import type { Clients, Created, Inputs, Replayed } from "./contract";
import { replayTable } from "./table";
import { text } from "./values";

/** A resource that could not be created. */
export interface Refusal {
  readonly type: string;
  readonly name: string;
  /** What AWS said. */
  readonly message: string;
}

/** What became of a program. */
export interface Deployed {
  /** Resources that exist now, in the order of their creation. */
  readonly created: readonly Replayed[];
  /** Resources of types that are not replayed: their outputs were made up. */
  readonly madeUp: readonly Replayed[];
  /** What was refused. */
  readonly refusals: readonly Refusal[];
}

/**
 * Runs a Pulumi program against clients as an update would: each resource is created as soon as those it
 * depends on exist, so every input is known, and was made by the program itself of what AWS answered.
 */
export async function deploy(
  definition: StackDefinition,
  clients: Clients,
  program: () => unknown,
): Promise<Deployed> {
  const [created, madeUp, refusals]: [Replayed[], Replayed[], Refusal[]] = [[], [], []];
  const newResource = async ({ type, name, inputs }: Declared) => {
    const declared = { type, name, inputs };
    const replay = replayTable[type];
    let answer = madeUpFor(declared);
    try {
      if (replay !== undefined) answer = await replay.create(clients, inputs);
      (replay === undefined ? madeUp : created).push({ ...declared, created: answer });
    } catch (error) {
      refusals.push({ type, name, message: String(error) });
    }
    return { id: answer.id, state: { ...inputs, ...answer.outputs } };
  };
  const call = (invoke: Invoke) => answerTo(invoke, { definition, clients });
  const { project, stack, config, secretKeys } = definition;
  await pulumi.runtime.setMocks({ newResource, call }, project, stack, false);
  pulumi.runtime.setAllConfig({ ...config }, [...secretKeys]);
  await pulumi.runtime.runInPulumiStack(() => Promise.resolve(program()));
  await pulumi.runtime.disconnect();
  // The next program of this process has its own.
  pulumi.runtime.setAllConfig({});
  return { created, madeUp, refusals };
}

interface Declared {
  readonly type: string;
  readonly name: string;
  readonly inputs: Inputs;
}

interface Invoke {
  readonly token: string;
  readonly inputs: Inputs;
}

interface InvokeSources {
  readonly definition: StackDefinition;
  readonly clients: Clients;
}

async function answerTo(
  { token, inputs }: Invoke,
  { definition, clients }: InvokeSources,
): Promise<Record<string, unknown>> {
  if (token === "aws:kms/getPublicKey:getPublicKey") {
    const KeyId = text(inputs, "keyId");
    const { PublicKey = new Uint8Array() } = await clients.kms.send(
      new GetPublicKeyCommand({ KeyId }),
    );
    return { publicKey: Buffer.from(PublicKey).toString("base64") };
  }
  const args = Object.fromEntries(
    Object.entries(inputs).flatMap(([key, value]) =>
      typeof value === "string" ? [[key, value]] : [],
    ),
  );
  const answer = answerInvoke(token, args, { definition, answers: {} });
  if (answer === undefined) throw new Error(`${token} has no answer`);
  return { ...answer };
}

/** Outputs of a resource that nobody creates, made from its name alone. */
function madeUpFor({ type, name }: Declared): Created {
  const id = createHash("sha256").update(`${type} ${name}`).digest("hex").slice(0, 17);
  const outputs = {
    arn: `arn:aws:made-up:us-east-1:111122223333:${name}`,
    allocationId: `eipalloc-${id}`,
    defaultNetworkAclId: `acl-${id}`,
    defaultRouteTableId: `rtb-${id}`,
    dnsEntries: [{ dnsName: `*.${name}.test`, domainName: `${name}.test` }],
    listenerId: `listener-${id}`,
  };
  return { id, outputs };
}
